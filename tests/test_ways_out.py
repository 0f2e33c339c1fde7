"""The command ways-out as a user runs it."""

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from optimizer.commands.cli_ways import show_dispute
from optimizer.errors import DisagreementError
from optimizer.io.runs import sha256
from optimizer.program import Desk
from optimizer.solve.outcome import Answer, Status
from tests.command_line import DATA, run

POST = "XA-CT"


@pytest.fixture
def unplanned(tmp_path: Path) -> Path:
    """The tiny case in which nobody is in the succession plan any more."""
    case = Path(shutil.copytree(DATA / "tiny", tmp_path / "case"))
    header = (case / "succession.csv").read_text(encoding="utf-8").splitlines()[0]
    (case / "succession.csv").write_text(header + "\n", encoding="utf-8")
    return case


def test_a_post_that_needs_no_waiver_is_told_by_whom_it_can_be_filled() -> None:
    done = run("ways-out", DATA / "tiny", "--waivers", "--post", POST, "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "no waiver is needed" in done.stdout
    assert "takes People's Committee chair, " in done.stdout


def test_the_rows_that_are_told_do_what_they_promise(unplanned: Path) -> None:
    words = ("ways-out", unplanned, "--waivers", "--post", POST, "--json")
    first = run(*words)
    told = json.loads(first.stdout)
    assert first.returncode == 0, first.stderr
    assert (told["outcome"], told["proven"], told["cost"]) == ("filled", True, 1)
    assert [waiver["rule_id"] for waiver in told["waivers"]] == ["C03"]
    columns = ["waiver_id", "rule_id", "place", "authority", "from_date", "to_date", "reason"]
    with (unplanned / "waivers.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, columns, extrasaction="ignore")
        rows.writeheader()
        rows.writerows(told["waivers"])
    assert run("check", unplanned).returncode == 0
    again = json.loads(run(*words).stdout)
    assert (again["waivers"], again["stint"]) == ([], told["stint"])


def test_the_table_tells_rule_person_post_and_who_signs(unplanned: Path) -> None:
    done = run("ways-out", unplanned, "--waivers", "--post", POST)
    assert done.returncode == 0, done.stderr
    page = " ".join(done.stdout.replace("│", " ").split())
    for words in (
        "C03",
        "98-QĐ/TW",
        "Huyện ủy",
        "cp-sat, highs",
        "Không có tập miễn trừ nào rẻ hơn",
        "con người quyết định",
    ):
        assert words in page


def test_an_impossible_post_ends_with_its_own_code_and_the_counts(unplanned: Path) -> None:
    people = (unplanned / "cadres.csv").read_text(encoding="utf-8").splitlines()
    column = people[0].split(",").index("health_checked")
    rows = [line.split(",") for line in people]
    ill = [rows[0], *[[*row[:column], "2021-01-01", *row[column + 1 :]] for row in rows[1:]]]
    (unplanned / "cadres.csv").write_text("\n".join(map(",".join, ill)) + "\n", encoding="utf-8")
    done = run("ways-out", unplanned, "--waivers", "--post", POST, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["outcome"]) == (4, "none")
    assert told["refused"]["C10"] + told["retiring"] == len(rows) - 1
    assert told["passing"] == 0


def test_the_question_must_be_whole() -> None:
    done = run("ways-out", DATA / "tiny", "--waivers")
    assert done.returncode == 2
    assert "--waivers cần --post" in done.stderr and "--waivers needs --post" in done.stderr


def test_an_impossible_case_has_three_ways_out_the_decisions_of_the_committee_first() -> None:
    done = run("ways-out", DATA / "impossible", "--json", "--time-limit", "100")
    told = json.loads(done.stdout)
    assert (done.returncode, told["outcome"], len(told["ways"])) == (0, "ways", 3), done.stderr
    assert all(way["plan"] and set(way["proved_by"]) == {"cp-sat", "highs"} for way in told["ways"])
    first = [[(r["kind"], r["place"], r["price"]) for r in way["remedies"]] for way in told["ways"]]
    assert sorted(first[:2]) == [[("drop", "Q1", 1)], [("drop", "Q2", 1)]]
    assert first[2][0][0] == "waive"


def test_a_way_out_done_by_hand_in_the_files_gives_a_plan(tmp_path: Path) -> None:
    case = Path(shutil.copytree(DATA / "impossible", tmp_path / "case"))
    kept = [line for line in (case / "decisions.csv").read_text("utf-8").splitlines() if not line.startswith("Q2,")]
    (case / "decisions.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    told = json.loads(run("plan", case, "--out", tmp_path / "out", "--json").stdout)
    assert told["lawful"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("vi", ("Cách 1 (giá 1 điểm)", "Rút quyết định Q1: C4 phải được bố trí vào Bí thư Đảng ủy, Xã Huổi Mẫu",
                "(cấp quyết định: Ban Thường vụ Huyện ủy)", "Khi đó có phương án hợp lệ: ",
                "không có cách nào ít hệ trọng hơn (cp-sat, highs chứng minh)", "con người quyết định")),
        ("en", ("Way 3 (price 1 points)", "Withdraw decision Q2: C5 must be placed in some post (signed by: district",
                "Then there is a lawful plan: ", "none is of less weight (proved by cp-sat, highs)", "people decide")),
    ],
)  # fmt: skip
def test_the_ways_out_are_told_in_sentences(lang: str, words: tuple[str, ...]) -> None:
    page = " ".join(run("ways-out", DATA / "impossible", "--lang", lang, "--time-limit", "100").stdout.split())
    assert [word for word in words if word not in page] == []


def test_a_case_that_is_possible_needs_no_way_out() -> None:
    done = run("ways-out", DATA / "tiny")
    assert done.returncode == 0 and "Không cần thay đổi gì" in done.stdout


def test_a_post_that_the_plan_of_a_case_fills_needs_no_change() -> None:
    done = run("ways-out", DATA / "tiny", "--post", POST, "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "the plan does not leave this post vacant" in done.stdout and "By the plan: " in done.stdout


def test_each_vacancy_of_a_run_has_its_cause_and_a_way_that_written_into_the_files_fills_it(
    unplanned: Path, tmp_path: Path
) -> None:
    run("plan", unplanned, "--out", tmp_path / "run", "--ways", "0")
    done = run("ways-out", tmp_path / "run", "--json", "--time-limit", "100")
    told = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    vacancy = next(v for v in told["vacancies"] if v["post"] == POST)
    assert all(one["cause"] and one["ways"] for one in told["vacancies"])
    pool = next(way for way in vacancy["ways"] if way["kind"] == "pool")
    (remedy,) = pool["remedies"]
    cadre, role = remedy["place"].split("|")[0], "COMMITTEE_CHAIR"
    with (unplanned / "succession.csv").open("a", encoding="utf-8") as file:
        file.write(f"{cadre},{role},2020,2025\n")
    run("plan", unplanned, "--out", tmp_path / "again")
    left = (tmp_path / "again" / "vacancies.csv").read_text("utf-8-sig").splitlines()
    assert not [line for line in left if line.startswith(POST)]
    assert run("ways-out", tmp_path / "run", "--waivers", "--post", POST).returncode == 2
    one = run("ways-out", tmp_path / "run", "--post", POST, "--time-limit", "100").stdout
    assert "Mở rộng nguồn:" in one


def test_the_report_names_the_cause_of_each_vacancy_and_a_way_that_fills_it(unplanned: Path, tmp_path: Path) -> None:
    run("plan", unplanned, "--out", tmp_path / "before", "--ways", "0")
    run("plan", unplanned, "--out", tmp_path / "run", "--ways", "100")
    told = json.loads((tmp_path / "run" / "explanations.json").read_text("utf-8"))
    assert told["vacancies"] and {way["post_id"] for way in told["ways"]} == {v["post"] for v in told["vacancies"]}
    assert [way["kind"] for way in told["ways"] if way["post_id"] == POST] == ["pool"], "the first kind that has a way"
    pages = [(tmp_path / "run" / name).read_text("utf-8") for name in ("report.html", "report.en.html")]
    assert pages[0].count("Cách lấp:") == pages[1].count("What would fill it:") == len(told["ways"])
    assert "Mở rộng nguồn." in pages[0] and "A wider pool." in pages[1]
    assert run("verify", tmp_path / "run").returncode == 0
    first, second = (json.loads((tmp_path / name / "manifest.json").read_text("utf-8")) for name in ("before", "run"))
    assert (first["previous"], second["previous"]) == ("", sha256((tmp_path / "before" / "manifest.json").read_bytes()))


def test_an_altered_run_is_refused(unplanned: Path, tmp_path: Path) -> None:
    run("plan", unplanned, "--out", tmp_path / "run")
    (tmp_path / "run" / "plan.csv").write_text("x", encoding="utf-8")
    done = run("ways-out", tmp_path / "run")
    assert done.returncode == 6 and "altered or missing: plan.csv" in done.stderr


@pytest.mark.parametrize("words", [("--waivers", "--post", "NOWHERE"), ("--post", "VP-T")])
def test_a_post_that_is_no_key_post_is_a_usage_fault(words: tuple[str, ...]) -> None:
    done = run("ways-out", DATA / "tiny", *words)
    assert done.returncode == 2
    assert "không phải là chức danh chủ chốt" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_dispute_of_the_engines_saves_what_they_were_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    points = np.ones(1, dtype=np.int64)
    answers = [
        Answer("cp-sat", Status.OPTIMAL, points, 1, 1, 0.1),
        Answer("highs", Status.IMPOSSIBLE, None, None, None, 0.1),
    ]
    show_dispute(DisagreementError(Desk(["a"]).program(), points, answers), Path("case"), "ways-out", "en", as_json=False)
    assert "The engines disagree" in capsys.readouterr().out
    saved = {path.name for path in (tmp_path / "runs" / "case-ways-out").iterdir()}
    assert saved == {"program.mps", "program.pbtxt", "answers.txt"}
