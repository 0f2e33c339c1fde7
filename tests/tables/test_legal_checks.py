"""What rules of the rule book ask of the tables, on both sides of each limit: reviews, and the succession plan."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from optimizer.case import Case
from optimizer.tables.legal_checks import legal_issues
from optimizer.words import Mode
from tests.rules.tables import Rows, holds, official, world
from tests.worlds import with_value

START = {"2017": date(2021, 10, 1), "2022": date(2024, 1, 1), "2025": date(2026, 1, 1)}
ROLES = ["SECRETARY", "CHAIR", "VICE", "COUNCIL"]


def frames(case: Case) -> Mapping[str, pd.DataFrame]:
    """The tables of a case with the row numbers that their files would have."""
    return {name: frame.assign(_row=range(2, 2 + len(frame))) for name, frame in vars(case.tables).items()}


def found(case: Case) -> list[tuple[str, int | None]]:
    """Code and row of each issue."""
    return [(issue.code, issue.row) for issue in legal_issues(frames(case), case.law)]


def planning(*rows: tuple[Any, ...], regime: str = "2025", posts: str = "XA-SECRETARY", **born: date) -> Case:
    """A world in which these (cadre, role, from, to[, unit]) are the succession plan."""
    names = sorted({row[0] for row in rows})
    people = [official(name, birth_date=born.get(name, date(1985, 5, 5))) for name in names]
    plans = [dict(zip(("cadre_id", "role_id", "from_year", "to_year", "unit_id"), row, strict=False)) for row in rows]
    return world(people, posts, succession=plans, regime=regime, start=START[regime])


def reviewed(begun: date, graded: tuple[int, ...]) -> Case:
    """AN on a rotation in XB, with grades."""
    grades: Rows = [{"cadre_id": "AN", "year": year} for year in graded]
    away = holds("AN", "XB-VICE", date(2022, 9, 30), "rotation", from_date=begun)
    return world([official("AN")], "XB-VICE", service=[away], grades=grades)


def test_three_roles_of_one_level_are_a_plan_and_the_fourth_is_beyond_it() -> None:
    four = [("AN", role, 2025, 2030) for role in ROLES]
    assert found(planning(*four[:3])) == []
    assert found(planning(*four)) == [("succession_cap", 5)]


def test_roles_of_another_level_are_counted_apart() -> None:
    three = [("AN", role, 2025, 2030) for role in ROLES[:3]]
    assert found(planning(*three, ("AN", "HEAD", 2025, 2030), ("AN", "DEPUTY", 2025, 2030))) == []


@pytest.mark.parametrize(("begins", "told"), [(2024, [("succession_cap", 5)]), (2025, [])])
def test_plans_are_counted_together_until_the_year_in_which_the_next_begins(
    begins: int, told: list[tuple[str, int]]
) -> None:
    three = [("AN", role, 2020, 2025) for role in ROLES[:3]]
    assert found(planning(*three, ("AN", "COUNCIL", begins, 2030))) == told


def test_a_plan_of_a_single_year_counts_in_it() -> None:
    four = [("AN", role, 2025, 2025) for role in ROLES]
    assert found(planning(*four)) == [("succession_cap", 5)]


def test_three_people_are_planned_for_a_post_and_the_fourth_is_beyond_it() -> None:
    people = [(f"P{n}", "SECRETARY", 2025, 2030, "XA") for n in range(4)]
    assert found(planning(*people[:3])) == []
    assert found(planning(*people)) == [("succession_crowd", 5)]


def test_people_for_posts_of_another_unit_or_term_are_counted_apart() -> None:
    three = [(f"P{n}", "SECRETARY", 2025, 2030, "XA") for n in range(3)]
    others = [("P3", "SECRETARY", 2025, 2030, "XB"), ("P4", "SECRETARY", 2030, 2035, "XA")]
    assert found(planning(*three, *others, posts="XA-SECRETARY XB-SECRETARY")) == []


def test_six_people_are_planned_for_two_posts_of_one_role_in_a_unit_and_no_more() -> None:
    people = [(f"P{n}", "VICE", 2025, 2030, "XA") for n in range(7)]
    case = planning(*people, posts="XA-VICE")
    second = case.tables.posts.assign(post_id="XA-VICE-2", seat=2)
    posts = pd.concat([case.tables.posts, second])
    case = replace(case, tables=replace(case.tables, posts=posts))
    assert found(case) == [("succession_crowd", 8)]


@pytest.mark.parametrize("place", [("HEAD", 2025, 2030, "XA"), ("SECRETARY", 2025, 2030)])
def test_plans_for_a_post_that_the_case_does_not_list_or_that_name_no_unit_are_not_judged(place: tuple[Any, ...]) -> None:
    assert found(planning(*[(f"P{n}", *place) for n in range(9)])) == []


@pytest.mark.parametrize(
    ("born", "first", "told"),
    [
        (date(1974, 12, 31), 2027, []),  # retires at 62 on 01/01/2037: 120 months
        (date(1974, 11, 30), 2027, [("succession_too_late", 2)]),  # 119
        (date(1973, 1, 31), 2026, []),  # 109, but the term of the planning year is not the next
        (date(1974, 12, 31), 2028, [("succession_too_late", 2)]),
    ],
)
def test_who_is_planned_for_the_next_term_can_serve_two(born: date, first: int, told: list[tuple[str, int]]) -> None:
    assert found(planning(("AN", "SECRETARY", first, first + 5), AN=born)) == told


@pytest.mark.parametrize(
    ("regime", "told"), [("2017", []), ("2022", [("succession_cap", 5)]), ("2025", [("succession_cap", 5)])]
)
def test_the_regime_of_2017_does_not_know_the_caps(regime: str, told: list[tuple[str, int]]) -> None:
    year = START[regime].year
    assert found(planning(*[("AN", role, year, year + 5) for role in ROLES], regime=regime)) == told


@pytest.mark.parametrize(
    ("begun", "graded", "missing"),
    [
        (date(2018, 6, 1), (2018, 2019, 2020), []),
        (date(2018, 6, 1), (2019, 2020), []),  # its first whole year is 2019
        (date(2018, 6, 1), (2018, 2020), [2019]),
        (date(2018, 6, 1), (), [2019, 2020]),
        (date(2019, 12, 31), (2019,), [2020]),
        (date(2020, 1, 1), (2019,), []),  # its first whole year is not over
    ],
)
def test_a_rotation_has_a_review_for_each_year(begun: date, graded: tuple[int, ...], missing: list[int]) -> None:
    issues = list(legal_issues(frames(case := reviewed(begun, graded)), case.law))
    assert [(i.rule, i.code, i.row) for i in issues] == [("C37", "missing_review", 2) for _ in missing]
    for told, year in zip(issues, missing, strict=True):
        assert all("AN" in text and str(year) in text for text in (told.message_vi, told.message_en))


def test_an_ended_rotation_and_an_appointment_need_no_review() -> None:
    spells: list[dict[str, Any]] = [
        holds("AN", "XB-VICE", date(2022, 9, 30), from_date=date(2018, 1, 1)),
        holds("BINH", "XA-VICE", date(2021, 9, 30), "rotation", from_date=date(2018, 1, 1), to_date=date(2021, 9, 30)),
    ]
    assert found(world([official("AN"), official("BINH")], "XA-VICE XB-VICE", service=spells, grades=[])) == []


def test_the_time_between_two_reviews_is_the_law_s() -> None:
    case = reviewed(date(2016, 6, 1), ())  # whole years 2017 to 2020
    assert len(found(case)) == 4
    years = [i.message_en for i in legal_issues(frames(case), with_value(case, "review_every_months", 24).law)]
    assert ["2018" in years[0], "2020" in years[1]] == [True, True]
    assert len(years) == 2


@pytest.mark.parametrize("rule", ["C37", "C38"])
@pytest.mark.parametrize(("mode", "severity"), [(Mode.OFF, set()), (Mode.SOFT, {"warning"}), (Mode.HARD, {"error"})])
def test_the_mode_of_a_check_says_whether_it_warns_stops_or_is_silent(rule: str, mode: Mode, severity: set[str]) -> None:
    case = reviewed(date(2018, 6, 1), ()) if rule == "C37" else planning(*[("AN", role, 2025, 2030) for role in ROLES])
    law = replace(case.law, rules=case.law.rules | {rule: replace(case.law.rules[rule], mode=mode)})
    assert {issue.severity for issue in legal_issues(frames(case), law) if issue.rule == rule} == severity
