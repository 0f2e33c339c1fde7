"""What the law asks a plan to tell (C36): a draft that lacks it is told so, and the program's own plans lack nothing."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from optimizer.case import Case
from optimizer.commands.console import show_score
from optimizer.errors import CaseFaultsError
from optimizer.jobs import read_draft
from optimizer.report.files import csv_bytes, plan_rows
from optimizer.tables import PlanRow
from optimizer.verify import judge
from optimizer.words import Mode
from tests.rules.tables import holds, official, plan, world

START = {"2017": date(2021, 10, 1), "2022": date(2024, 1, 1), "2025": date(2026, 1, 1)}
PEOPLE = [official("AN"), official("CHI", "XA", "CHAIR"), official("EM", "XA", "VICE"), official("GIA", "XB", "VICE")]
TYPED = ["cadre_id", "post_id", "start", "months", "landing"]
WHOLE = ["number", "need", "form", "unit_id", "policy_vnd"]


def case_under(regime: str) -> Case:
    """CHI is chair of XA for a year more; the secretary's post of XA is vacant."""
    held = [holds("CHI", "XA-CHAIR", START[regime].replace(year=START[regime].year + 1, day=1))]
    return world(PEOPLE, service=held, regime=regime, start=START[regime])


def lacking(case: Case, folder: Path, text: bytes) -> list[tuple[str, int | None, str]]:
    """What a draft lacks: code, row and column."""
    (folder / "draft.csv").write_bytes(text)
    _, issues = read_draft(case, folder / "draft.csv")
    assert {issue.rule for issue in issues} <= {"C36"}
    return [(issue.code, issue.row, issue.column) for issue in issues]


@pytest.mark.parametrize(("regime", "asked"), [("2017", []), ("2022", WHOLE), ("2025", WHOLE)])
def test_a_draft_with_posts_and_dates_alone_lacks_what_the_regime_asks_for(
    regime: str, asked: list[str], tmp_path: Path
) -> None:
    text = csv_bytes(TYPED, [("AN", "XA-SECRETARY", START[regime], 36, "home")])
    assert lacking(case_under(regime), tmp_path, text) == [("plan_field_nowhere", None, column) for column in asked]


@pytest.mark.parametrize("regime", START)
def test_the_program_s_own_plan_has_all_contents(regime: str, tmp_path: Path) -> None:
    case = case_under(regime)
    made = plan(case, ("AN", "XA-SECRETARY", 0, 36, "home"), ("CHI", "XA-CHAIR", 1, 60), ("EM", "XA-VICE", 1, 60))
    text = csv_bytes(list(PlanRow.model_fields), plan_rows(case, made))
    assert lacking(case, tmp_path, text) == []
    assert read_draft(case, tmp_path / "draft.csv") == (made, ())


def test_the_program_s_own_plan_says_why_how_where_and_at_what_cost() -> None:
    case = world(PEOPLE, units=[{"unit_id": "XA", "edc": True}], service=[holds("CHI", "XA-CHAIR", date(2023, 9, 30))])
    made = plan(case, ("AN", "XA-CHAIR", 1, 36, "home"), ("CHI", "XA-SECRETARY", 1, 60), ("GIA", "XA-VICE", 0, 60))
    assert [row[5:] for row in plan_rows(case, made)] == [
        (1, "moved", "rotation", "XA", 36 * 3_733_940 + 14_900_000),
        (2, "vacant", "local_promotion", "XA", 0),
        (3, "vacant", "transfer", "XA", 60 * 3_681_790 + 14_900_000),
    ]
    leaving_on_time = plan(case, ("AN", "XA-CHAIR", 2, 36, "home"), ("CHI", "XA-SECRETARY", 2, 60))
    assert plan_rows(case, leaving_on_time)[0][6] == "tenure"
    (again,) = plan_rows(case, plan(case, ("CHI", "XA-CHAIR", 2, 60)))
    assert again[5:] == (1, "tenure", "reappointment", "XA", 0)


@pytest.mark.parametrize("column", [*WHOLE, "landing"])
def test_each_blank_cell_of_the_contents_is_named_with_its_row(column: str, tmp_path: Path) -> None:
    case = case_under("2025")
    made = plan(case, ("CHI", "XA-SECRETARY", 0, 60), ("GIA", "XA-VICE", 0, 36, "home"))  # GIA rotates
    header = list(PlanRow.model_fields)
    rows = [list(row) for row in plan_rows(case, made)]
    rows[1][header.index(column)] = ""
    assert lacking(case, tmp_path, csv_bytes(header, rows)) == [("plan_field_blank", 3, column)]


@pytest.mark.parametrize(
    ("regime", "form", "asked"), [("2025", "rotation", 1), ("2025", "transfer", 0), ("2022", "rotation", 0)]
)
def test_a_landing_is_asked_of_rotations_and_not_before_2025(regime: str, form: str, asked: int, tmp_path: Path) -> None:
    rows = [("AN", "XA-SECRETARY", START[regime], 36, "", 1, "vacant", form, "XA", 0)]
    rows += [("EM", "XA-VICE", START[regime], 60, "home", 2, "vacant", "rotation", "XA", 0)]
    told = lacking(case_under(regime), tmp_path, csv_bytes(list(PlanRow.model_fields), rows))
    assert told == [("plan_field_blank", 2, "landing")] * asked


def test_an_empty_plan_lacks_nothing(tmp_path: Path) -> None:
    assert lacking(case_under("2025"), tmp_path, csv_bytes(TYPED, [])) == []


def test_where_the_law_makes_it_hard_a_plan_without_contents_is_refused(tmp_path: Path) -> None:
    case = case_under("2025")
    law = replace(case.law, rules=case.law.rules | {"C36": replace(case.law.rules["C36"], mode=Mode.HARD)})
    (tmp_path / "draft.csv").write_bytes(csv_bytes(TYPED, [("AN", "XA-SECRETARY", START["2025"], 36, "home")]))
    with pytest.raises(CaseFaultsError) as refusal:
        read_draft(replace(case, law=law), tmp_path / "draft.csv")
    assert {issue.rule for issue in refusal.value.issues} == {"C36"}


def test_score_shows_what_a_draft_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = case_under("2025")
    (tmp_path / "draft.csv").write_bytes(csv_bytes(TYPED, [("AN", "XA-SECRETARY", START["2025"], 36, "home")]))
    drafted, warnings = read_draft(case, tmp_path / "draft.csv")
    verdict = judge(case, drafted)
    show_score(case, verdict, None, "en", as_json=True, warnings=warnings)
    assert [told["column"] for told in json.loads(capsys.readouterr().out)["warnings"]] == WHOLE
    show_score(case, verdict, None, "en", as_json=False, warnings=warnings)
    assert "C36 plan_field_nowhere" in capsys.readouterr().out
