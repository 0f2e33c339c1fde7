"""The rule book of a regime on a day: every rule with the parameters it reads, as in force."""

import json
from datetime import date

import pytest

from optimizer.commands.rule_book import Entry, entries, show
from optimizer.errors import UsageError
from optimizer.rules import KINDS


def entry(rule: str, regime: str, day: str = "") -> Entry:
    """One rule of the book."""
    return next(e for e in entries(regime, day) if e.id == rule)


def test_every_rule_is_told_in_both_languages() -> None:
    for regime in ("2017", "2022", "2025"):
        told = entries(regime)
        assert [e.id for e in told] == list(KINDS)
        assert all(e.title_vi and e.title_en and e.formula_vi and e.formula and e.source and e.mark for e in told)
        assert all(bool(e.breach_vi) == bool(e.breach_en) == (e.kind != "goal") for e in told)


def test_a_goal_tells_what_its_measures_read_and_a_check_what_it_looks_with() -> None:
    assert {"points_fit", "points_language", "points_shortfall"} <= {p.key for p in entry("C28", "2025").parameters}
    assert {p.key for p in entry("C37", "2025").parameters} == {"review_every_months"}
    assert {"plan_posts_max", "plan_people_max", "plan_terms_min"} <= {p.key for p in entry("C38", "2025").parameters}


def test_what_no_move_can_break_has_a_kind_and_no_price_on_the_screen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    show([entry("C38", "2025"), entry("C32", "2025"), entry("C38", "2017")], "en", as_json=False)
    lines = [line.split("│") for line in capsys.readouterr().out.splitlines() if "│ C3" in line]
    assert [(cells[2].strip(), cells[3].strip()) for cells in lines] == [
        ("check of tables", "—"), ("goal", "—"), ("check of tables", "off")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "text", "value"),
    [
        ("2025-07-10", "NĐ 33/2023/NĐ-CP", "intermediate"),
        ("2025-07-11", "Kết luận của Bộ Chính trị ngày 11/7/2025", "advanced"),
    ],
)
def test_a_rule_tells_the_parameters_it_reads_as_in_force_on_the_day(day: str, text: str, value: str) -> None:
    read = {p.key: p for p in entry("C09", "2025", day).parameters}
    assert set(read) == {"theory_min", "theory_min_by_role", "theory_grace_months"}
    assert (read["theory_min"].value, read["theory_min"].source_text) == (value, text)


def test_a_parameter_that_a_regime_does_not_have_is_not_told() -> None:
    assert {p.key for p in entry("C06", "2017").parameters} > {"age_max_male", "age_max_female"}
    assert not {p.key for p in entry("C06", "2025").parameters} & {"age_max_male", "age_max_female"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ["mềm, có giá (800)", "Số nhiệm kỳ liên tiếp", "2 nhiệm kỳ (R)"]),
        ("en", ["soft, priced (800)", "Terms in a row as head", "2 terms"]),
    ],
)
def test_the_screen_shows_mode_price_and_parameters(
    language: str, words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    show([entry("C15", "2017")], language, as_json=False)  # type: ignore[arg-type]
    shown = capsys.readouterr().out
    assert all(word in shown for word in words), shown


def test_as_json_the_days_are_in_the_form_of_the_standard(capsys: pytest.CaptureFixture[str]) -> None:
    show([entry("C24", "2022", "2025-04-01")], "vi", as_json=True)
    (told,) = json.loads(capsys.readouterr().out)
    assert told["parameters"][0]["value"] == [{"from": "2025-03-07", "to": "2025-06-30"}]
    assert date.fromisoformat(told["parameters"][0]["since"]) == date(2025, 3, 7)


def test_a_day_that_is_none_is_a_fault_of_the_user() -> None:
    with pytest.raises(UsageError):
        entries("2025", "2025-02-30")
