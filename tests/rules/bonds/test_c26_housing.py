"""C26: people from elsewhere in the posts of a commune, against its rooms; periods are years from 1/10/2021."""

from datetime import date
from typing import Any

import pytest

from optimizer.case import Case
from optimizer.rules.bonds.c26_housing import Housing
from tests.rules.tables import faults, holds, official, plan, world

C26 = Housing()
LATER = date(2029, 1, 1)
POSTS = "XA-SECRETARY XA-CHAIR XA-VICE XA-COUNCIL XB-CHAIR XB-VICE"
PEOPLE = [official(name) for name in ("AN", "BINH", "QUY")]
PEOPLE += [official("CHI", "XB", "VICE"), official("EM", "XA", "VICE")]
ALL_YEARS = ["XA|0", "XA|1", "XA|2"]
AN, BINH = ("AN", "XA-CHAIR", 0, 36), ("BINH", "XA-COUNCIL", 0, 36)


def rooms(count: int | str, **more: Any) -> Case:
    """A commune XA with so many rooms; nothing is known of XB."""
    return world(PEOPLE, posts=POSTS, units=[{"unit_id": "XA", "housing_slots": count}], **more)


@pytest.mark.parametrize(
    ("count", "moves", "told"),
    [
        (0, (), []),
        (0, (AN,), ALL_YEARS),
        (1, (AN,), []),
        (1, (AN, BINH), ALL_YEARS),
        (2, (AN, BINH), []),
        (1, (("AN", "XA-CHAIR", 0, 12, "home"), ("BINH", "XA-COUNCIL", 1, 24)), []),
        (1, (AN, ("EM", "XA-VICE", 0, 60)), []),  # EM lives there
        (0, (("EM", "XA-VICE", 0, 60),), []),
        (1, (AN, ("CHI", "XA-VICE", 0, 60)), ALL_YEARS),  # a transfer from another commune
        ("", (AN, BINH), []),
        (0, (("AN", "XB-CHAIR", 0, 36), ("BINH", "XB-VICE", 0, 36)), []),
    ],
)
def test_there_is_a_room_for_each_who_comes(count: int | str, moves: tuple, told: list[str]) -> None:
    case = rooms(count)
    assert faults(case, C26, plan(case, *moves)) == told


def test_the_breach_says_by_how_many() -> None:
    case = rooms(0)
    assert [breach.amount for breach in C26.breaches(case, plan(case, AN, ("BINH", "XA-COUNCIL", 2, 12)))] == [1, 1, 2]


def test_who_stays_for_good_keeps_his_room() -> None:
    case = rooms(1, preferences=[{"cadre_id": "AN"}])
    moves = ("AN", "XA-CHAIR", 0, 12, "stay"), ("BINH", "XA-COUNCIL", 1, 24)
    assert faults(case, C26, plan(case, *moves)) == ["XA|1", "XA|2"]


def test_a_landing_in_a_post_there_needs_a_room() -> None:
    case = rooms(0, landings=[{"slot_id": "L", "unit_id": "XA", "post_id": "XA-COUNCIL"}])
    assert faults(case, C26, plan(case, ("AN", "XB-CHAIR", 0, 24, "L"))) == ["XA|2"]


def guest(until: date, count: int) -> Case:
    """QUY, rotated to XA, lives there until a day."""
    return rooms(count, service=[holds("QUY", "XA-SECRETARY", until, "rotation")])


def test_a_guest_without_a_room_who_is_there_already_is_no_breach_but_is_not_joined() -> None:
    case = guest(LATER, 0)
    assert faults(case, C26, plan(case)) == []
    assert faults(case, C26, plan(case, ("AN", "XA-CHAIR", 1, 24))) == ["XA|1", "XA|2"]


def test_a_guest_who_is_there_already_takes_up_the_room_until_he_leaves() -> None:
    for until, told in ((LATER, ALL_YEARS), (date(2022, 9, 30), ["XA|0"]), (date(2022, 9, 29), [])):
        case = guest(until, 1)
        assert faults(case, C26, plan(case, AN)) == told


@pytest.mark.parametrize(("until", "told"), [(LATER, []), (date(2023, 9, 30), ["XA|2"])])
def test_one_guest_may_follow_another_without_a_room_only_while_the_first_would_have_stayed(
    until: date, told: list[str]
) -> None:
    case = guest(until, 0)
    moves = ("QUY", "XB-CHAIR", 1, 24), ("AN", "XA-CHAIR", 1, 24)
    assert faults(case, C26, plan(case, *moves)) == told


def test_a_guest_who_moves_twice_is_taken_off_twice_by_definition_and_rows_alike() -> None:
    case = guest(LATER, 1)  # C01 faults the plan; every other rule still has one meaning for it
    moves = ("QUY", "XB-CHAIR", 0, 12), ("QUY", "XB-VICE", 1, 24)
    assert faults(case, C26, plan(case, *moves, AN, ("BINH", "XA-COUNCIL", 1, 24))) == []
    assert faults(case, C26, plan(case, *moves, AN, BINH)) == ["XA|0"]


def test_a_waiver_names_the_commune_and_the_period() -> None:
    case = rooms(0, waivers=[{"rule_id": "C26", "place": "XA|1"}])
    assert faults(case, C26, plan(case, AN)) == ["XA|0", "XA|2"]
