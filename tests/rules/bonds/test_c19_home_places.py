"""C19: the home unit has a place, of the same rank, for each who returns to it."""

from datetime import date
from typing import Any

import pytest

from optimizer.case import Case
from optimizer.rules.bonds.c19_landing import LandingReserved
from tests.rules.bonds.test_c19_landing import running
from tests.rules.tables import faults, official, plan, world

C19 = LandingReserved()
REPLACED = official("AN", backfill=True)
BACK_IN_A_YEAR = ("AN", "XA-CHAIR", 0, 12, "home")
FULL = ["OFFICE|7|1", "OFFICE|7|2", "OFFICE|7|3"]
ELSEWHERE = [{"slot_id": "L", "rank": 8}]


def office(*others: dict[str, Any], **more: Any) -> Case:
    """AN, whose post is filled at once when he leaves, and others."""
    return world([REPLACED, *others], landings=ELSEWHERE, **more)


@pytest.mark.parametrize(("backfill", "told"), [(0, []), (1, FULL)])
def test_a_place_is_kept_for_who_leaves_unless_it_is_backfilled(backfill: int, told: list[str]) -> None:
    case = world([official("AN", backfill=backfill)])
    assert faults(case, C19, plan(case, BACK_IN_A_YEAR)) == told


def test_the_place_of_another_who_left_will_do() -> None:
    case = office(official("BINH"))
    assert faults(case, C19, plan(case, BACK_IN_A_YEAR, ("BINH", "XA-VICE", 0, 24, "L"))) == []


def test_one_place_will_not_do_for_both() -> None:
    case = office(official("BINH"))
    assert faults(case, C19, plan(case, BACK_IN_A_YEAR, ("BINH", "XA-VICE", 0, 24, "home"))) == FULL[1:]


def test_a_place_that_is_freed_a_year_later_leaves_that_year_over_full() -> None:
    case = office(official("BINH"))
    assert faults(case, C19, plan(case, BACK_IN_A_YEAR, ("BINH", "XA-VICE", 2, 12, "L"))) == FULL[:1]


@pytest.mark.parametrize("other", [official("BINH", role="HEAD"), official("BINH", "BUREAU")], ids=["rank", "unit"])
def test_a_place_of_another_rank_or_unit_will_not_do(other: dict[str, Any]) -> None:
    case = office(other)
    assert faults(case, C19, plan(case, BACK_IN_A_YEAR, ("BINH", "XA-VICE", 0, 24, "L"))) == FULL


def test_a_running_rotation_promised_another_place_frees_its_own() -> None:
    case = office(official("QUY"), service=running("L", date(2023, 9, 30)))
    assert faults(case, C19, plan(case, BACK_IN_A_YEAR)) == []


def test_a_running_rotation_promised_its_return_lends_its_place_only_until_then() -> None:
    case = office(official("QUY"), service=running("home", date(2023, 9, 30)))
    assert faults(case, C19, plan(case, BACK_IN_A_YEAR)) == FULL[1:]


def test_a_return_promised_without_a_place_is_no_breach_of_the_plan_but_is_not_made_worse() -> None:
    case = office(official("QUY", backfill=True), official("BINH"), service=running("home", date(2022, 9, 30)))
    assert faults(case, C19, plan(case)) == []
    assert faults(case, C19, plan(case, ("BINH", "XA-VICE", 0, 12, "home"))) == []
    assert faults(case, C19, plan(case, BACK_IN_A_YEAR)) == FULL


def test_two_who_return_to_the_one_place_that_a_running_rotation_frees_are_one_too_many() -> None:
    case = office(official("QUY"), official("BINH", backfill=True), service=running("L", date(2023, 9, 30)))
    judged = plan(case, BACK_IN_A_YEAR, ("BINH", "XA-VICE", 0, 12, "home"))
    assert faults(case, C19, judged) == FULL
    assert [breach.amount for breach in C19.breaches(case, judged)] == [1, 1, 1]
