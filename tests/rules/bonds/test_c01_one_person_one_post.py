"""C01: one person holds one post, one post has one holder; periods are years from 1/10/2021."""

from datetime import date

import pytest

from optimizer.rules.bonds.c01_one_person_one_post import OnePersonOnePost
from tests.rules.tables import faults, holds, official, plan, world

C01 = OnePersonOnePost()
OPEN = world([official("AN"), official("BINH")])
AN_ALONE = plan(OPEN, ("AN", "XA-CHAIR", 0, 36))
CHAIR_UNTIL = {
    day: world([official("AN"), official("CHI", "XA", "CHAIR")], service=[holds("CHI", "XA-CHAIR", day)])
    for day in (date(2022, 9, 29), date(2022, 9, 30), date(2029, 1, 1))
}
BUSY_CHAIR = CHAIR_UNTIL[date(2029, 1, 1)]


def test_one_stint_is_lawful() -> None:
    assert faults(OPEN, C01, AN_ALONE) == []


def test_two_stints_of_one_cadre_are_too_many_even_one_after_the_other() -> None:
    assert faults(OPEN, C01, plan(OPEN, ("AN", "XA-CHAIR", 0, 12), ("AN", "XA-VICE", 2, 12))) == ["AN"]


def test_a_newcomer_may_come_in_the_first_period_that_the_incumbent_does_not_hold_whole() -> None:
    case = CHAIR_UNTIL[date(2022, 9, 29)]
    assert faults(case, C01, plan(case, ("AN", "XA-CHAIR", 0, 36))) == []


def test_a_newcomer_may_not_come_while_the_incumbent_holds_the_whole_period() -> None:
    case = CHAIR_UNTIL[date(2022, 9, 30)]
    assert faults(case, C01, plan(case, ("AN", "XA-CHAIR", 0, 36))) == ["XA-CHAIR|0"]
    assert faults(case, C01, plan(case, ("AN", "XA-CHAIR", 1, 24))) == []


def test_an_incumbent_who_moves_away_leaves_his_post_in_that_very_period() -> None:
    assert faults(BUSY_CHAIR, C01, plan(BUSY_CHAIR, ("CHI", "XA-SECRETARY", 1, 60), ("AN", "XA-CHAIR", 1, 24))) == []


def test_nobody_comes_a_period_before_the_incumbent_moves_away() -> None:
    judged = plan(BUSY_CHAIR, ("CHI", "XA-SECRETARY", 1, 60), ("AN", "XA-CHAIR", 0, 24))
    assert faults(BUSY_CHAIR, C01, judged) == ["XA-CHAIR|0"]


def test_an_incumbent_who_moves_twice_leaves_his_post_only_once() -> None:
    moves = (("CHI", "XA-SECRETARY", 0, 60), ("CHI", "XA-VICE", 1, 60))
    assert faults(BUSY_CHAIR, C01, plan(BUSY_CHAIR, *moves, ("AN", "XA-CHAIR", 1, 24))) == ["CHI"]


def test_an_incumbent_is_reappointed_when_his_tenure_ends() -> None:
    case = CHAIR_UNTIL[date(2022, 9, 30)]
    assert faults(case, C01, plan(case, ("CHI", "XA-CHAIR", 1, 60))) == []


def test_a_landing_may_not_take_a_post_that_is_held() -> None:
    slots = [{"slot_id": "L", "unit_id": "XB", "post_id": "XB-CHAIR"}]
    case = world([official("AN"), official("BINH")], posts="XA-CHAIR XB-CHAIR", landings=slots)
    lands = ("AN", "XA-CHAIR", 0, 12, "L")
    assert faults(case, C01, plan(case, lands, ("BINH", "XB-CHAIR", 0, 12))) == []
    assert faults(case, C01, plan(case, lands, ("BINH", "XB-CHAIR", 0, 24))) == ["XB-CHAIR|1"]


def test_who_stays_for_good_holds_the_post_against_a_successor() -> None:
    case = world([official("AN"), official("BINH")], preferences=[{"cadre_id": "AN"}])
    judged = plan(case, ("AN", "XA-CHAIR", 0, 12, "stay"), ("BINH", "XA-CHAIR", 1, 12))
    assert faults(case, C01, judged) == ["XA-CHAIR|1"]


SLOT = {"slot_id": "L", "unit_id": "XA", "post_id": "XA-CHAIR"}
RUNNING = {"service_id": "Q", "cadre_id": "QUY", "unit_id": "XB", "role_id": "VICE", "kind": "rotation"}


@pytest.mark.parametrize(
    ("last_day", "end", "told"),
    [(date(2022, 9, 29), 12, ["XA-CHAIR|0"]), (date(2022, 9, 30), 12, []), (date(2022, 9, 30), 24, ["XA-CHAIR|1"])],
)
def test_a_post_promised_to_a_running_rotation_is_his_from_its_end_on(last_day: date, end: int, told: list[str]) -> None:
    promise = [{**RUNNING, "expected_end": last_day, "landing_slot_id": "L"}]
    case = world([official("AN"), official("QUY")], landings=[SLOT], service=promise)
    assert faults(case, C01, plan(case)) == []
    assert faults(case, C01, plan(case, ("AN", "XA-CHAIR", 0, end))) == told


def test_a_promise_of_a_place_that_is_no_named_post_holds_no_post() -> None:
    promise = [{**RUNNING, "expected_end": date(2022, 9, 30), "landing_slot_id": "home"}]
    case = world([official("AN"), official("QUY")], service=promise)
    assert faults(case, C01, plan(case, ("AN", "XA-CHAIR", 0, 36))) == []
