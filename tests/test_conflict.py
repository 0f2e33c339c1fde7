"""The command conflict as a user runs it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.command_line import DATA, run

MEMBERS = ["C04 C4", "C04 C5", "C06 C4", "C06 C5", "C20 C4+C5|2", "D01 Q1", "D01 Q2"]  # data/README.md says why


def test_the_impossible_case_has_the_conflict_that_was_planted_and_it_is_proven_again(tmp_path: Path) -> None:
    done = run("conflict", DATA / "impossible", "--json", "--time-limit", "100")
    assert done.returncode == 4, done.stderr
    told = json.loads(done.stdout)
    assert [f"{m['rule']} {m['place']}" for m in told["members"]] == MEMBERS
    assert told["irreducible"] and set(told["proved_by"]) == set(told["smallest_by"]) == {"cp-sat", "highs"}
    assert all(member["plan"] for member in told["members"])
    (tmp_path / "conflict.json").write_text(done.stdout, encoding="utf-8")
    again = run("verify", DATA / "impossible", "--claim", tmp_path / "conflict.json", "--again", "--json")
    assert again.returncode == 0, again.stderr
    assert [finding["holds"] for finding in json.loads(again.stdout)["again"]] == [
        True,
        True,
    ]  # none together, none smaller


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("vi", ("7 điều sau không thể cùng giữ (cp-sat, highs chứng minh).",
                "quyết định Q1: C4 phải được bố trí vào Bí thư Đảng ủy, Xã Huổi Mẫu",
                "quyết định Q2: C5 phải được bố trí vào một chức danh bất kỳ",
                "cán bộ C4, Bí thư Đảng ủy, Xã Huổi Mẫu",
                "Cả bài toán có phương án, trong đó: Trái quyết định Q1 đối với C4.",
                "Không có tập mâu thuẫn nào ít điều hơn", "con người quyết định")),
        ("en", ("No plan keeps these 7 together (proved by cp-sat, highs).",
                "decision Q2: C5 must be placed in some post", "leaders: C4 and C5, period from 01/10/2023",
                "The whole case has a plan, in which: Against decision Q2 on C5.",
                "No set that contradicts itself is smaller", "people decide")),
    ],
)  # fmt: skip
def test_the_table_tells_rule_person_and_post(lang: str, words: tuple[str, ...]) -> None:
    done = run("conflict", DATA / "impossible", "--lang", lang, "--time-limit", "100")
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in done.stdout.splitlines() if "│" in line]
    columns = [" ".join(cell for cell in column if cell) for column in zip(*rows, strict=True)]
    page = " ".join(columns) + " ".join(done.stdout.split())
    assert [word for word in words if word not in page] == []


def test_a_case_without_a_conflict_says_so() -> None:
    done = run("conflict", DATA / "tiny", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "some plan keeps every decision and every hard rule" in done.stdout


def test_a_budget_below_what_is_committed_is_a_conflict_of_its_own(tmp_path: Path) -> None:
    case = Path(shutil.copytree(DATA / "muong_nhe_2021", tmp_path / "case"))
    (case / "budget.csv").write_text("year,amount_vnd\n2021,0\n2022,900000000\n", encoding="utf-8")
    done = run("conflict", case, "--json", "--time-limit", "100")
    told = json.loads(done.stdout)
    assert (done.returncode, told["outcome"]) == (4, "conflict")
    assert [f"{m['rule']} {m['place']}" for m in told["members"]] == ["C25 2021"]


def test_without_time_nothing_is_claimed(tmp_path: Path) -> None:
    case = Path(shutil.copytree(DATA / "dien_bien_2026", tmp_path / "case"))
    done = run("conflict", case, "--json", "--time-limit", "1")
    assert json.loads(done.stdout)["outcome"] in ("out_of_time", "possible")
    assert done.returncode in (10, 0)
