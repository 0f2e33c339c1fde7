"""Why a post stays vacant is said of the people who may really take it, waivers counted."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from optimizer.case import Case
from optimizer.explain import long_vacant, vacancies
from optimizer.jobs import load_case
from optimizer.plan import Plan
from optimizer.words import Mode
from tests.rules.tables import holds, official, plan, world

TINY = Path(__file__).parents[2] / "data" / "tiny"


def chair_of_xa(case_folder: Path) -> tuple[int, dict[str, int]]:
    """Who is admitted to the vacant chair of XA, and what refuses the others."""
    case = load_case(case_folder)
    vacancy = next(v for v in vacancies(case, Plan()) if v.post == "XA-CT")
    return vacancy.admitted, dict(vacancy.refused)


def test_each_cadre_is_counted_once_by_the_first_rule_that_refuses_him() -> None:
    admitted, refused = chair_of_xa(TINY)
    assert admitted + sum(refused.values()) == 8  # all nine but C2, who retires within the first period
    assert refused["C09"] == 1


def test_a_waiver_opens_the_post_to_its_person(tmp_path: Path) -> None:
    admitted, refused = chair_of_xa(TINY)
    case = Path(shutil.copytree(TINY, tmp_path / "case"))
    (case / "waivers.csv").write_text(
        "waiver_id,rule_id,place,authority,from_date,to_date,reason\nM1,C09,C8|XA-CT,politburo,2021-01-01,2022-01-01,x\n",
        encoding="utf-8",
    )
    more, fewer = chair_of_xa(case)
    assert (more, fewer.get("C09", 0)) == (admitted + 1, refused["C09"] - 1)


def vacant(since: date | None, by: str = "posts") -> Case:
    """XA without a chair, and nobody to send; since when, the table of posts tells, or the spell of its last holder."""
    last = (
        holds("OLD", "XA-CHAIR", date(2030, 1, 1), to_date=since - timedelta(days=1))
        if since and by == "service"
        else None
    )
    people = [official("AN", party_member=0), official("OLD", "XA", "CHAIR", party_member=0)]
    case = world(people, "XA-CHAIR", service=[last] if last else [])
    told = [since if by == "posts" else None]
    return replace(case, posts=case.posts.assign(vacant_since=pd.Series(told, dtype="datetime64[s]")))


@pytest.mark.parametrize("by", ["posts", "service"])
@pytest.mark.parametrize(
    ("since", "months", "late"),
    [
        (date(2021, 10, 1), 0, False),
        (date(2021, 7, 1), 3, False),  # three months to the day
        (date(2021, 6, 30), 3, True),
        (date(2021, 1, 18), 8, True),
    ],
)
def test_a_key_post_that_is_vacant_for_more_than_three_months_by_the_planning_day_is_flagged(
    since: date, months: int, late: bool, by: str
) -> None:
    case = vacant(since, by)
    assert long_vacant(case) == ((("XA-CHAIR", since, months),) if late else ())


def test_nothing_is_said_of_a_post_of_which_nobody_knows_since_when_it_is_vacant() -> None:
    assert long_vacant(vacant(None)) == ()


def test_a_held_post_is_not_vacant_whoever_held_it_before() -> None:
    spells = [holds("OLD", "XA-CHAIR", date(2020, 1, 1), to_date=date(2020, 1, 1), service_id="Q")]
    spells += [holds("CHI", "XA-CHAIR", date(2030, 1, 1), from_date=date(2020, 6, 1))]
    assert long_vacant(world([official("OLD"), official("CHI", "XA", "CHAIR")], "XA-CHAIR", service=spells)) == ()


@pytest.mark.parametrize(("since", "before"), [(None, 0), (date(2021, 9, 1), 1), (date(2021, 3, 15), 6)])
def test_a_vacancy_of_the_plan_tells_how_long_it_was_one_before(since: date | None, before: int) -> None:
    (vacancy,) = vacancies(vacant(since), Plan())
    assert (vacancy.before, vacancy.months, vacancy.overdue) == (before, 36, True)


@pytest.mark.parametrize(
    ("until", "months", "overdue"),
    [(date(2022, 6, 30), 3, False), (date(2022, 5, 31), 4, True)],  # the next comes on 01/10/2022
)
def test_a_vacancy_of_more_than_three_months_is_overdue(until: date, months: int, overdue: bool) -> None:
    people = [official("AN"), official("CHI", "XA", "CHAIR")]
    case = world(people, "XA-CHAIR", service=[holds("CHI", "XA-CHAIR", until)])
    (vacancy,) = vacancies(case, plan(case, ("AN", "XA-CHAIR", 1, 36, "home")))
    assert (vacancy.months, vacancy.before, vacancy.overdue) == (months, 0, overdue)


def test_a_regime_without_the_rule_flags_nothing() -> None:
    case = vacant(date(2020, 1, 1))
    law = replace(case.law, rules=case.law.rules | {"C41": replace(case.law.rules["C41"], mode=Mode.OFF)})
    off = replace(case, law=law)
    assert long_vacant(off) == ()
    assert not any(vacancy.overdue for vacancy in vacancies(off, Plan()))
