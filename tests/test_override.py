"""The command override as a user runs it: the plan obeys, the cost is that of planning again, the log only grows."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from optimizer.cli import app
from optimizer.commands.overrides import Cost, Decision, Override, by_meeting, case_with, total
from optimizer.errors import UsageError
from optimizer.jobs import read_run, recheck
from optimizer.words import DecisionKind
from tests.command_line import DATA

WHO = ["--author", "Ban Thường vụ Huyện ủy", "--reason", "Cần giữ lại văn phòng"]


def run(*words: object) -> Result:
    """One command in this process."""
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A run of the tiny case, one without C5 in XA-CT by decision, and one that also pins C6 there."""
    folder = tmp_path_factory.mktemp("runs")
    first, second, third = (folder / name for name in ("first", "second", "third"))
    assert run("plan", DATA / "tiny", "--out", first, "--json").exit_code == 0
    ban = ["--cadre", "C5", "--post", "XA-CT", "--ban", "--on", "2021-10-04", "--meeting", "Họp 1", "--out", second]
    pin = ["--cadre", "C6", "--post", "XA-CT", "--on", "2021-10-11", "--out", third]
    for source, decision in ((first, ban), (second, pin)):
        done = run("override", source, *decision, *WHO, "--json")
        assert done.exit_code == 0, done.output
    return [first, second, third]


def manifest(folder: Path) -> dict[str, Any]:
    """What the manifest of a run tells."""
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def test_the_plan_obeys_and_the_run_is_one_like_any_other(runs: list[Path]) -> None:
    before, after = (read_run(folder).plan.stints for folder in runs[:2])
    assert ("C5", "XA-CT") in {stint[:2] for stint in before}
    assert ("C5", "XA-CT") not in {stint[:2] for stint in after}
    decisions = read_run(runs[2]).case.tables.decisions
    assert decisions[["decision_id", "kind", "cadre_id", "post_id", "decided_by"]].to_numpy().tolist() == [
        ["OV1", "ban", "C5", "XA-CT", WHO[1]], ["OV2", "pin", "C6", "XA-CT", WHO[1]]
    ]  # fmt: skip
    assert [f"{day:%Y-%m-%d}" for day in decisions["decided_on"]] == ["2021-10-04", "2021-10-11"]
    assert all(recheck(folder) == [] for folder in runs)
    assert {path.name for path in (runs[0] / "inputs").iterdir()} == {path.name for path in (DATA / "tiny").iterdir()}


def test_the_cost_is_what_planning_again_gives(runs: list[Path]) -> None:
    tiers = [[tier["value"] for tier in manifest(folder)["tiers"]] for folder in runs[:2]]
    (made,) = json.loads((runs[1] / "overrides.json").read_text(encoding="utf-8"))
    assert [cost["before"] for cost in made["costs"]] == tiers[0]
    assert [cost["after"] for cost in made["costs"]] == tiers[1]
    assert [cost["low"] for cost in made["costs"]] == [cost["high"] for cost in made["costs"]] == [0, 96, 211, 12719]


def test_the_log_grows_and_each_entry_names_the_run_it_overrides(runs: list[Path]) -> None:
    from optimizer.io.runs import sha256

    logs = [json.loads((folder / "overrides.json").read_text(encoding="utf-8")) for folder in runs[1:]]
    assert logs[1][:1] == logs[0]
    assert [made["run"] for made in logs[1]] == [sha256((folder / "manifest.json").read_bytes()) for folder in runs[:2]]
    assert [made["number"] for made in logs[1]] == [1, 2]
    assert [made["decision"]["meeting"] for made in logs[1]] == ["Họp 1", "11/10/2021"]
    assert logs[0][0]["decision"] == {
        "kind": "ban", "cadre_id": "C5", "post_id": "XA-CT", "author": WHO[1], "decided_on": "2021-10-04", "meeting": "Họp 1",
        "reason": WHO[3],
    }  # fmt: skip
    assert not (runs[0] / "overrides.json").exists()


def test_an_altered_log_is_refused(runs: list[Path], tmp_path: Path) -> None:
    copy = Path(shutil.copytree(runs[1], tmp_path / "copy"))
    text = (copy / "overrides.json").read_text(encoding="utf-8")
    (copy / "overrides.json").write_text(text.replace("Cần giữ", "Không giữ"), encoding="utf-8")
    assert recheck(copy) == ["altered or missing: overrides.json"]


def test_the_list_tells_each_decision_and_the_sums_of_each_meeting(runs: list[Path]) -> None:
    vi, en = (
        " ".join(run("override", runs[2], "--list", "--lang", lang).stdout.replace("│", " ").split())
        for lang in ("vi", "en")
    )
    assert (
        "Cuộc họp Họp 1: 1 quyết định Quyết định số 1: loại trừ C5 – Chủ tịch UBND, Xã Nà Mẫu. Người quyết định: Ban Thường vụ "
        "Huyện ủy; ngày 04/10/2021; cuộc họp: Họp 1; lý do: Cần giữ lại văn phòng." in vi
    )
    assert (
        "Decision 2: C6 pinned, People's Committee chair, Xã Nà Mẫu. Decided by Ban Thường vụ Huyện ủy on 11/10/2021"
        in en
    )
    assert "Xã yếu nhất 115 211 +96" in vi
    assert "All meetings: 2 decisions" in en
    told = json.loads(run("override", runs[2], "--list", "--json").stdout)
    assert [cost["low"] for cost in told["meetings"]["Họp 1"]] == [0, 96, 211, 12719]
    assert [cost["high"] for cost in told["meetings"]["11/10/2021"]] == [0, 0, 0, 0]
    assert [(c["before"], c["after"]) for c in told["total"]] == [(0, 0), (115, 211), (115, 326), (16765, 4046)]
    assert "không có quyết định nào" in run("override", runs[0], "--list").stdout


def test_costs_of_one_meeting_add_up() -> None:
    def made(number: int, meeting: str, *costs: Cost) -> Override:
        decision = Decision(DecisionKind.BAN, "A", "", "x", "2021-10-04", meeting, "x")
        return Override(number, decision, "", costs)

    log = [
        made(1, "M", Cost("fill", 5, 7, 2, 2), Cost("worth", 9, 4, 5, 6)),
        made(2, "N", Cost("fill", 7, 7, 0, 0)),
        made(3, "M", Cost("fill", 7, 8, 1, 3), Cost("worth", 4, 6, -2, -2)),
    ]
    meetings = by_meeting(log)
    assert {name: [of.number for of in entries] for name, entries in meetings.items()} == {"M": [1, 3], "N": [2]}
    assert total(meetings["M"]) == (Cost("fill", 5, 8, 3, 5), Cost("worth", 9, 6, 3, 4))


def test_a_decision_that_leaves_no_plan_ends_with_its_own_code_and_writes_nothing(
    runs: list[Path], tmp_path: Path
) -> None:
    done = run("override", runs[0], "--cadre", "C8", "--post", "XA-CT", *WHO, "--out", tmp_path / "out")
    assert done.exit_code == 4
    assert "Không có phương án nào" in done.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--cadre", "C5"], "override needs --cadre, --author and --reason"),
        (["--cadre", "", *WHO], "override needs --cadre, --author and --reason"),
        (["--cadre", "C5", "--author", "x", "--reason", " "], "override needs --cadre, --author and --reason"),
        (["--cadre", "NOBODY", *WHO], "There is no cadre “NOBODY”"),
        (["--cadre", "C5", "--post", "NOWHERE", *WHO], "There is no post “NOWHERE”"),
        (["--cadre", "C5", "--on", "04/10/2021", *WHO], "--on must be yyyy-mm-dd"),
    ],
)
def test_a_decision_must_tell_who_by_whom_and_why(runs: list[Path], tmp_path: Path, words: list[str], said: str) -> None:
    done = run("override", runs[0], *words, "--out", tmp_path / "out")
    assert isinstance(done.exception, UsageError)
    assert said in done.exception.en


def test_a_second_decision_against_the_first_is_a_fault_of_the_tables(runs: list[Path], tmp_path: Path) -> None:
    done = run("override", runs[1], "--cadre", "C5", "--post", "XA-CT", *WHO, "--out", tmp_path / "out")
    assert [issue.code for issue in done.exception.issues] == ["contradictory_decisions"]  # type: ignore[union-attr]


def test_a_run_of_a_workbook_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "case.xlsx").write_bytes(b"")
    decision = Decision(DecisionKind.BAN, "C5", "", "x", "2021-10-04", "M", "x")
    with pytest.raises(UsageError, match="workbook"), case_with(tmp_path, decision, 1):
        pass
