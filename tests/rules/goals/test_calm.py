"""Calm, by hand: 400 for a move, 100 more for leaving a key post, 2 for each million dong."""

from datetime import date

import pytest

from optimizer.rules.goals.calm import Calm
from tests.rules.goals.points import points
from tests.rules.tables import holds, official, plan, world

CALM = Calm()
PEOPLE = [official("AN"), official("CHI", "XA", "CHAIR"), official("DUNG", "OFFICE", "HEAD")]
SERVICE = [holds("CHI", "XA-CHAIR", date(2022, 10, 1)), holds("DUNG", "OFFICE-HEAD", date(2029, 1, 1))]
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
