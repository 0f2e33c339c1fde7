"""C45: in one year people from elsewhere take half of a commune's key posts at most, or those that fall open in it."""

from dataclasses import replace
from datetime import date

import pytest

from optimizer.case import Case
from optimizer.rules.bonds.c45_team_change import TeamKept
from tests.rules.tables import Rows, faults, holds, official, plan, world

C45 = TeamKept()
POSTS = ["XA-SECRETARY", "XA-CHAIR", "XA-COUNCIL", "XA-VICE"]
NAMES = ["AN", "BINH", "CHI", "DUNG"]
SITTING = {"LA": "SECRETARY", "MAI": "CHAIR", "NAM": "COUNCIL", "OANH": "VICE"}


def held(posts: int, until: date = date(2029, 1, 1), waivers: Rows = (), **grid: int) -> Case:
    """XA with so many key posts, each with a holder until a day, and people who may come from elsewhere."""
    sitting = dict(list(SITTING.items())[:posts])
    people = [*(official(name) for name in NAMES), *(official(name, "XA", role) for name, role in sitting.items())]
    spells = [holds(name, f"XA-{role}", until) for name, role in sitting.items()]
    return world(people, posts=" ".join([*POSTS[:posts], "XB-CHAIR"]), service=spells, waivers=waivers, **grid)


def coming(count: int, period: int = 0, months: int = 36) -> list[tuple[str, str, int, int]]:
    """So many people from the office who come into key posts in one period."""
    return [(name, post, period, months) for name, post in zip(NAMES[:count], POSTS[:count], strict=True)]


@pytest.mark.parametrize(
    ("posts", "come", "excess"),
    [(4, 2, 0), (4, 3, 1), (4, 4, 2), (3, 1, 0), (3, 2, 1), (2, 1, 0), (2, 2, 1), (1, 1, 1)],
)
def test_half_of_the_key_posts_rounded_down_may_be_taken_in_a_year(posts: int, come: int, excess: int) -> None:
    case = held(posts)
    judged = plan(case, *coming(come))
    assert faults(case, C45, judged) == (["XA|0"] if excess else [])
    assert [breach.amount for breach in C45.breaches(case, judged)] == ([excess] if excess else [])


@pytest.mark.parametrize(
    ("until", "year", "places"),
    [
        (date(2021, 9, 30), 0, []),  # all four are open on the first day of the plan
        (date(2021, 9, 30), 1, ["XA|1"]),  # and were so a year before
        (date(2022, 9, 29), 0, []),  # they fall open in the year from 1/10/2021, a day before the next
        (date(2022, 9, 29), 1, ["XA|1"]),
        (date(2022, 9, 30), 1, []),
        (date(2022, 9, 30), 0, ["XA|0"]),
        (date(2029, 1, 1), 2, ["XA|2"]),  # beyond the plan
    ],
)
def test_as_many_may_come_as_posts_fall_open_by_law_in_the_year(until: date, year: int, places: list[str]) -> None:
    case = held(4, until)
    assert faults(case, C45, plan(case, *coming(4, year, 12))) == places


def test_years_and_communes_are_counted_apart() -> None:
    case = held(3)
    one, two, *_ = coming(2)
    assert faults(case, C45, plan(case, one, (*two[:2], 1, 24))) == []
    assert faults(case, C45, plan(case, one, ("BINH", "XB-CHAIR", 0, 36))) == []


def test_a_year_is_twelve_months_whatever_the_period() -> None:
    case = held(3, period_months=3)
    one, two, *_ = coming(2)
    assert faults(case, C45, plan(case, one, (*two[:2], 3, 24))) == ["XA|0"]
    assert faults(case, C45, plan(case, one, (*two[:2], 4, 24))) == []
    (breach,) = C45.breaches(case, plan(case, (*one[:2], 4, 24), (*two[:2], 7, 24)))
    assert (breach.place, breach.facts["t"]) == ("XA|1", 4)


def test_what_opens_beyond_the_plan_does_not_open_in_its_last_half_year() -> None:
    case = held(3, horizon_months=18, period_months=6)
    assert faults(case, C45, plan(case, *coming(2, 2))) == ["XA|1"]


def test_a_post_that_is_no_key_post_does_not_count_in_a_draft() -> None:
    people = [official(name) for name in NAMES[:2]]
    case = world(people, posts="XA-SECRETARY XA-CHAIR OFFICE-HEAD XB-CHAIR")
    case = replace(case, posts=case.posts.assign(key=case.posts["post_id"] != "XA-SECRETARY"))
    away = [("AN", "XA-CHAIR", 1, 24), ("BINH", "XA-SECRETARY", 1, 24)]
    assert [breach.facts["count"] for breach in C45.breaches(case, plan(case, *away))] == [1]


def test_people_of_the_commune_are_no_newcomers() -> None:
    case = held(3)
    own = [("LA", "XA-CHAIR", 0, 60), ("MAI", "XA-COUNCIL", 0, 60), ("NAM", "XA-COUNCIL", 0, 60)]
    assert list(C45.breaches(case, plan(case, *own))) == []
    assert faults(case, C45, plan(case, *own[:2], coming(1)[0])) == []


def test_a_transfer_counts_as_a_rotation_does() -> None:
    people = [official("AN"), official("GIA", "XB", "VICE")]
    case = world(people, service=[holds("GIA", "XA-CHAIR", date(2020, 1, 1), to_date=date(2020, 1, 1))])
    assert case.kind("GIA", "XA-VICE") == "transfer"
    assert faults(case, C45, plan(case, ("AN", "XA-CHAIR", 1, 24), ("GIA", "XA-VICE", 1, 60))) == ["XA|1"]


def test_a_waiver_forgives_its_commune_and_year() -> None:
    case = held(3, waivers=[{"rule_id": "C45", "place": "XA|0"}])
    assert faults(case, C45, plan(case, *coming(3))) == []
    assert faults(case, C45, plan(case, *coming(3, 1, 24))) == ["XA|1"]


def test_years_are_counted_to_the_end_of_a_long_plan_in_quarters() -> None:
    case = held(3, period_months=3, horizon_months=48)
    (one, *_), (two, *_) = coming(2)
    for first, second, told in ((8, 11, ["XA|2"]), (11, 12, []), (12, 15, ["XA|3"])):
        judged = plan(case, (one, "XA-SECRETARY", first, 36), (two, "XA-CHAIR", second, 36))
        assert faults(case, C45, judged) == told
        assert [breach.facts["t"] for breach in C45.breaches(case, judged)] == [first] * len(told)
