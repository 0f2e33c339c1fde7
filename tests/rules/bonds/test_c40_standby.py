"""C40: for each elected post that is filled, one more who is planned for the role is left free."""

from datetime import date
from typing import Any

import pytest

from optimizer.case import Case
from optimizer.rules.bonds.c40_standby import Standby
from tests.rules.tables import faults, holds, official, plan, world

C40 = Standby()
ROLE = "PARTY_SECRETARY"
POSTS = "XA-PARTY_SECRETARY XB-PARTY_SECRETARY XA-CHAIR"
PEOPLE = [official(name) for name in ("AN", "BINH", "CHI", "DUNG")]
AN, BINH = ("AN", "XA-PARTY_SECRETARY", 0, 36), ("BINH", "XB-PARTY_SECRETARY", 2, 12)


def planned(*names: str, **more: Any) -> Case:
    """A world in which these people are planned for party secretary."""
    return world(PEOPLE, posts=POSTS, succession=[{"cadre_id": name, "role_id": ROLE} for name in names], **more)


@pytest.mark.parametrize(
    ("names", "moves", "short"),
    [
        ((), (), 0),
        ((), (AN,), 1),
        (("AN",), (AN,), 1),
        (("AN", "BINH"), (AN, BINH), 2),
        (("AN", "BINH", "CHI"), (AN, BINH), 1),
        (("AN", "BINH", "CHI", "DUNG"), (AN, BINH), 0),
        (("BINH",), (AN,), 0),  # AN is not planned, and BINH is free
        (("BINH",), (("BINH", "XA-CHAIR", 0, 36),), 0),  # no elected post is filled
        ((), (("AN", "XA-CHAIR", 0, 36),), 0),  # here the chair is not elected
    ],
)
def test_each_filled_post_needs_one_who_is_planned_and_free(names: tuple[str, ...], moves: tuple, short: int) -> None:
    case = planned(*names)
    judged = plan(case, *moves)
    assert faults(case, C40, judged) == ([ROLE] if short else [])
    assert [breach.amount for breach in C40.breaches(case, judged)] == ([short] if short else [])


@pytest.mark.parametrize(
    ("first", "last", "free"), [(2016, 2020, False), (2016, 2021, True), (2021, 2025, True), (2022, 2026, False)]
)
def test_a_standby_is_planned_on_the_planning_day(first: int, last: int, free: bool) -> None:
    row = {"cadre_id": "BINH", "role_id": ROLE, "from_year": first, "to_year": last}
    case = world(PEOPLE, posts=POSTS, succession=[row])
    assert faults(case, C40, plan(case, AN)) == ([] if free else [ROLE])


def test_two_plans_of_one_person_are_one_standby() -> None:
    rows = [{"cadre_id": "BINH", "role_id": ROLE, "from_year": first} for first in (2016, 2020)]
    case = world(PEOPLE, posts=POSTS, succession=rows)
    assert faults(case, C40, plan(case, AN)) == []
    assert faults(case, C40, plan(case, AN, ("CHI", "XB-PARTY_SECRETARY", 0, 36))) == [ROLE]


def test_a_plan_for_another_role_makes_no_standby() -> None:
    case = world(PEOPLE, posts=POSTS, succession=[{"cadre_id": "BINH", "role_id": "SECRETARY"}])
    assert faults(case, C40, plan(case, AN)) == [ROLE]


@pytest.mark.parametrize(("post", "told"), [("XB-PARTY_SECRETARY", [ROLE]), ("XA-CHAIR", [])])
def test_who_holds_such_a_post_already_is_no_standby(post: str, told: list[str]) -> None:
    case = planned("AN", "BINH", service=[holds("BINH", post, date(2029, 1, 1))])
    assert faults(case, C40, plan(case, AN)) == told
    assert faults(case, C40, plan(case)) == []


def test_a_waiver_names_the_role() -> None:
    case = planned(waivers=[{"rule_id": "C40", "place": ROLE}])
    assert faults(case, C40, plan(case, AN)) == []
