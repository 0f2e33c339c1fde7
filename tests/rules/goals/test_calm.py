"""Calm, by hand: 400 for a move, 100 more for leaving a key post, 2 for each million dong."""

from datetime import date

import pytest

from optimizer.rules.goals.calm import Calm
from tests.rules.goals.points import points
from tests.rules.tables import holds, official, plan, world
from tests.worlds import with_value

CALM = Calm()
PEOPLE = [official("AN"), official("CHI", "XA", "CHAIR"), official("DUNG", "OFFICE", "HEAD")]
SERVICE = [holds("CHI", "XA-CHAIR", date(2022, 9, 30)), holds("DUNG", "OFFICE-HEAD", date(2029, 1, 1))]
POSTS = "XA-SECRETARY XA-CHAIR XA-VICE OFFICE-HEAD"
PRICES = (0, 499_999, 500_000, 1_000_000, 1_499_999, 1_500_000)
PRICED = world(
    [official(f"COSTS{cost}") for cost in PRICES],
    costs=[{"cadre_id": f"COSTS{cost}", "post_id": "XA-VICE", "cost_vnd": cost} for cost in PRICES],
)
CASE = world(PEOPLE, posts=POSTS, service=SERVICE)


def test_a_plan_that_moves_nobody_is_calm() -> None:
    assert points(CASE, CALM, plan(CASE)) == 0
    assert points(CASE, CALM, plan(CASE, ("CHI", "XA-CHAIR", 1, 60))) == 0  # a reappointment


def test_each_move_costs_four_hundred() -> None:
    assert points(CASE, CALM, plan(CASE, ("AN", "XA-VICE", 0, 36))) == -400


def test_who_leaves_a_key_post_for_another_costs_a_hundred_more() -> None:
    assert points(CASE, CALM, plan(CASE, ("CHI", "XA-SECRETARY", 0, 60))) == -500


def test_who_leaves_a_post_that_is_no_key_post_does_not() -> None:
    assert points(CASE, CALM, plan(CASE, ("DUNG", "XA-SECRETARY", 0, 36))) == -400


@pytest.mark.parametrize(
    ("cost", "value"), [(0, 0), (499_999, 0), (500_000, -1), (1_000_000, -2), (1_499_999, -2), (1_500_000, -3)]
)
def test_money_costs_two_points_per_million_rounded_down_per_stint(cost: int, value: int) -> None:
    assert points(PRICED, CALM, plan(PRICED, (f"COSTS{cost}", "XA-VICE", 0, 36))) == -400 + value


def test_the_cost_is_that_of_the_whole_stint_also_beyond_the_horizon() -> None:
    case = world([official("AN")], units=[{"unit_id": "XA", "edc": True}])
    whole = 36 * 3_733_940 + 14_900_000  # 149 321 840: 298.6 points
    assert whole == 149_321_840
    for start in (0, 2):
        assert points(case, CALM, plan(case, ("AN", "XA-CHAIR", start, 36))) == -400 - 298


@pytest.mark.parametrize(
    ("until", "start", "handover"),
    [
        (date(2022, 9, 29), 1, 0),  # his time ends within period 0
        (date(2022, 9, 30), 1, 20),
        (date(2022, 9, 30), 2, 0),  # he has left a year before
        (date(2023, 9, 30), 1, 20),
        (date(2021, 9, 30), 0, 0),  # on the first day of the plan there was no time for it
        (date(2029, 1, 1), 2, 20),
    ],
)
def test_a_month_of_handover_costs_twenty_where_the_incumbent_is_still_there(
    until: date, start: int, handover: int
) -> None:
    case = world([*PEOPLE[:2]], posts="XA-CHAIR", service=[holds("CHI", "XA-CHAIR", until)])
    assert points(case, CALM, plan(case, ("AN", "XA-CHAIR", start, 12))) == -400 - handover


@pytest.mark.parametrize(
    ("leaves", "handover"),
    [(0, 0), (1, 20), (2, 20)],  # before the newcomer comes, on the same day, after it
)
def test_who_has_left_for_another_post_hands_nothing_over(leaves: int, handover: int) -> None:
    case = world([*PEOPLE[:2]], service=[holds("CHI", "XA-CHAIR", date(2029, 1, 1))])
    moves = plan(case, ("AN", "XA-CHAIR", 1, 12), ("CHI", "XA-SECRETARY", leaves, 60))
    assert points(case, CALM, moves) == -400 - handover - 500


def test_two_newcomers_at_once_are_two_handovers_or_none() -> None:
    people = [*PEOPLE[:2], official("BINH")]
    case = world(people, service=[holds("CHI", "XA-CHAIR", date(2029, 1, 1))])
    both = [("AN", "XA-CHAIR", 1, 12), ("BINH", "XA-CHAIR", 1, 12)]
    assert points(case, CALM, plan(case, *both)) == -2 * 420
    assert points(case, CALM, plan(case, *both, ("CHI", "XA-SECRETARY", 0, 60))) == -2 * 400 - 500


def test_nobody_hands_over_a_vacant_post_or_to_himself() -> None:
    assert points(CASE, CALM, plan(CASE, ("AN", "XA-VICE", 1, 24))) == -400
    assert points(CASE, CALM, plan(CASE, ("CHI", "XA-CHAIR", 1, 60))) == 0


@pytest.mark.parametrize(("start", "turnover"), [(0, 100), (1, 0), (2, 0)])
def test_who_leaves_at_the_end_of_his_time_or_later_makes_no_turnover(start: int, turnover: int) -> None:
    assert points(CASE, CALM, plan(CASE, ("CHI", "XA-SECRETARY", start, 60))) == -400 - turnover


def test_two_months_of_handover_cost_twice_as_much() -> None:
    case = with_value(CASE, "handover_months", 2)
    assert points(case, CALM, plan(case, ("AN", "XA-CHAIR", 1, 24))) == -400 - 2 * 20


def test_what_costs_nothing_is_not_listed() -> None:
    judged = plan(PRICED, ("COSTS0", "XA-VICE", 0, 36), ("COSTS500000", "XA-VICE", 0, 36))
    assert [part.code for part in CALM.parts(PRICED, judged)] == ["move", "move", "cost"]


def test_an_incumbent_who_has_two_stints_hands_nothing_over_after_the_first() -> None:
    case = world([*PEOPLE[:2]], service=[holds("CHI", "XA-CHAIR", date(2029, 1, 1))])
    moves = plan(case, ("AN", "XA-CHAIR", 1, 12), ("CHI", "XA-SECRETARY", 0, 60), ("CHI", "XA-VICE", 2, 60))
    assert points(case, CALM, moves) == -3 * 400 - 2 * 100  # C01 faults the plan; calm still has one meaning for it
