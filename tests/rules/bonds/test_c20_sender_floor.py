"""C20: at most a third of a unit's leaders is away at once, and never head and deputy together."""

from datetime import date
from typing import Any

import pytest

from optimizer.case import Case
from optimizer.rules.bonds.c20_sender_floor import SenderFloor
from tests.rules.tables import Rows, faults, official, plan, world
from tests.worlds import with_value

C20 = SenderFloor()
NAMES = ["AN", "BINH", "CHI", "DUNG", "EM", "GIANG", "HOA"]
POSTS = "XA-SECRETARY XA-CHAIR XA-VICE XB-SECRETARY XB-CHAIR"
SEATS = ["XA-CHAIR", "XA-VICE", "XB-CHAIR"]


def deputies(count: int, **more: Any) -> Case:
    """An office of so many leaders, none of them its head."""
    return world([official(name) for name in NAMES[:count]], posts=POSTS, **more)


SIZED = {count: deputies(count) for count in (2, 3, 5, 6)}


def running(*names: str, until: date, slot: str = "home") -> Rows:
    """Rotations from the office that were running at the start."""
    spell = {"unit_id": "XA", "role_id": "CHAIR", "kind": "rotation", "expected_end": until, "landing_slot_id": slot}
    return [{"service_id": name, "cadre_id": name, **spell} for name in names]


@pytest.mark.parametrize(
    ("leaders", "away", "lawful"),
    [
        (2, 1, False),  # floor(2/3) = 0
        (3, 1, True),
        (3, 2, False),
        (5, 1, True),  # floor(5/3) = 1
        (5, 2, False),
    ],
)
def test_so_many_leaders_of_so_many_are_away(leaders: int, away: int, lawful: bool) -> None:
    case = SIZED[leaders]
    moves = [(name, post, 0, 36) for name, post in zip(NAMES[:away], SEATS, strict=False)]
    assert faults(case, C20, plan(case, *moves)) == ([] if lawful else ["OFFICE|0", "OFFICE|1", "OFFICE|2"])


def test_who_is_no_leader_is_not_counted() -> None:
    case = world([official("AN"), official("BINH"), official("CHI"), official("DUNG", leader=0)])
    assert faults(case, C20, plan(case, ("AN", "XA-CHAIR", 0, 36), ("DUNG", "XA-VICE", 0, 36))) == []
    assert faults(case, C20, plan(case, ("AN", "XA-CHAIR", 0, 36), ("BINH", "XA-VICE", 2, 12))) == ["OFFICE|2"]


def test_head_and_deputy_are_not_away_together_though_a_third_is_not_exceeded() -> None:
    case = world([official("AN", role="HEAD"), *(official(name) for name in NAMES[1:6])], posts=POSTS)
    told = faults(case, C20, plan(case, ("AN", "XA-CHAIR", 0, 36), ("BINH", "XA-VICE", 2, 12)))
    assert told == ["AN+BINH|2"]
    assert faults(case, C20, plan(case, ("BINH", "XA-CHAIR", 0, 36), ("CHI", "XA-VICE", 0, 36))) == []


def test_a_return_ends_the_absence_in_that_very_period() -> None:
    case = SIZED[3]
    gone_for_two = ("AN", "XA-CHAIR", 0, 24, "home")
    assert faults(case, C20, plan(case, gone_for_two, ("BINH", "XA-VICE", 2, 12))) == []
    assert faults(case, C20, plan(case, gone_for_two, ("BINH", "XA-VICE", 1, 12))) == ["OFFICE|1"]


def test_a_landing_in_a_slot_of_the_home_unit_is_a_return_and_elsewhere_is_none() -> None:
    slots = [{"slot_id": "HERE", "unit_id": "OFFICE"}, {"slot_id": "THERE", "unit_id": "BUREAU"}]
    case = deputies(3, landings=slots)
    for slot, told in (("HERE", []), ("THERE", ["OFFICE|1", "OFFICE|2"])):
        moves = ("AN", "XA-CHAIR", 0, 12, slot), ("BINH", "XA-VICE", 1, 24)
        assert faults(case, C20, plan(case, *moves)) == told


def test_who_stays_for_good_stays_away() -> None:
    case = deputies(3, preferences=[{"cadre_id": "AN"}])
    judged = plan(case, ("AN", "XA-CHAIR", 0, 12, "stay"), ("BINH", "XA-VICE", 2, 12))
    assert faults(case, C20, judged) == ["OFFICE|2"]


def test_a_promotion_within_the_unit_is_no_absence_and_a_transfer_from_a_commune_is_one() -> None:
    case = world([official("AN", "XA", "VICE"), official("BINH", "XA", "VICE")], posts=POSTS)
    assert faults(case, C20, plan(case, ("AN", "XA-CHAIR", 0, 60))) == []
    assert faults(case, C20, plan(case, ("AN", "XB-CHAIR", 2, 60))) == ["XA|2"]


def test_inherited_absences_over_the_limit_are_no_breach_but_are_never_made_worse() -> None:
    case = deputies(4, service=running("AN", "BINH", until=date(2022, 9, 30)))
    assert faults(case, C20, plan(case)) == []
    assert faults(case, C20, plan(case, ("CHI", "XA-CHAIR", 0, 12))) == ["OFFICE|0"]


def test_when_the_inherited_absences_end_the_plain_limit_binds() -> None:
    case = deputies(4, service=running("AN", "BINH", until=date(2022, 9, 30)))
    assert faults(case, C20, plan(case, ("CHI", "XA-CHAIR", 1, 24))) == []
    told = faults(case, C20, plan(case, ("CHI", "XA-CHAIR", 1, 24), ("DUNG", "XA-VICE", 1, 24)))
    assert told == ["OFFICE|1", "OFFICE|2"]


def test_an_inherited_absence_below_the_limit_takes_up_the_limit() -> None:
    case = deputies(3, service=running("AN", until=date(2023, 9, 30)))
    assert faults(case, C20, plan(case, ("BINH", "XA-CHAIR", 1, 24))) == ["OFFICE|1"]
    assert faults(case, C20, plan(case, ("BINH", "XA-CHAIR", 2, 12))) == []


@pytest.mark.parametrize(("promise", "told"), [("home", []), ("", []), ("HERE", []), ("THERE", ["OFFICE|1", "OFFICE|2"])])
def test_who_is_promised_a_place_outside_the_unit_stays_away_when_his_rotation_ends(
    promise: str, told: list[str]
) -> None:
    slots = [{"slot_id": "HERE", "unit_id": "OFFICE"}, {"slot_id": "THERE", "unit_id": "BUREAU"}]
    case = deputies(3, landings=slots, service=running("AN", until=date(2022, 9, 30), slot=promise))
    assert faults(case, C20, plan(case)) == []
    assert faults(case, C20, plan(case, ("BINH", "XA-CHAIR", 1, 24))) == told


def test_a_waiver_names_the_unit_and_the_period() -> None:
    case = deputies(2, waivers=[{"rule_id": "C20", "place": "OFFICE|2"}])
    assert faults(case, C20, plan(case, ("AN", "XA-CHAIR", 2, 12))) == []
    assert faults(case, C20, plan(case, ("AN", "XA-CHAIR", 1, 24))) == ["OFFICE|1"]


def test_who_has_returned_makes_room_for_one_more_and_not_for_two() -> None:
    moves = ("AN", "XA-SECRETARY", 0, 12, "home"), ("BINH", "XA-CHAIR", 1, 24), ("CHI", "XA-VICE", 1, 24)
    assert faults(SIZED[6], C20, plan(SIZED[6], *moves)) == []
    assert faults(SIZED[6], C20, plan(SIZED[6], *moves, ("DUNG", "XB-CHAIR", 1, 24))) == ["OFFICE|1", "OFFICE|2"]


def test_a_running_rotation_takes_one_place_of_two() -> None:
    case = deputies(6, service=running("AN", until=date(2029, 9, 30)))
    assert faults(case, C20, plan(case, ("BINH", "XA-CHAIR", 0, 36))) == []
    assert faults(case, C20, plan(case, ("BINH", "XA-CHAIR", 0, 36), ("CHI", "XA-VICE", 2, 12))) == ["OFFICE|2"]


def test_a_running_rotation_of_one_who_is_no_leader_takes_none() -> None:
    people = [*(official(name) for name in NAMES[:3]), official("DUNG", leader=0)]
    case = world(people, posts=POSTS, service=running("DUNG", until=date(2029, 9, 30)))
    assert faults(case, C20, plan(case, ("AN", "XA-CHAIR", 0, 36))) == []


def test_two_of_three_may_be_away_where_the_share_is_two_thirds() -> None:
    case = with_value(SIZED[3], "max_out_share", "2/3")
    moves = ("AN", "XA-CHAIR", 0, 36), ("BINH", "XA-VICE", 0, 36)
    assert faults(case, C20, plan(case, *moves)) == []
    assert faults(case, C20, plan(case, *moves, ("CHI", "XB-CHAIR", 2, 12))) == ["OFFICE|2"]
