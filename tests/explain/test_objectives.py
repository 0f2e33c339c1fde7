"""What a plan is to have little of, by hand, and the same as the encoding says."""

from datetime import date

import numpy as np
import pytest

from optimizer.case import Case
from optimizer.explain.objectives import axis, weighed
from optimizer.plan import Plan
from optimizer.rules.objectives import OBJECTIVES, value_of
from optimizer.verify import judge
from tests.rules.goals.points import points
from tests.rules.tables import holds, official, plan, world

COURSES = [{"course_id": "K", "cost_vnd": 5_000_000}]
COSTS = [{"cadre_id": "AN", "post_id": "XA-SECRETARY", "cost_vnd": 70_000_000}]
CASE = world(
    [official("AN"), official("BINH"), official("CHI", "XB", "VICE")],
    units=[{"unit_id": "XA", "hardship": 60, "travel_hours": 2}],
    needs=[{"weight": 3}],
    courses=COURSES,
    costs=COSTS,
    lengths_months=[24, 36],
)
NOBODY = plan(CASE)
AN = plan(CASE, ("AN", "XA-SECRETARY", 0, 36, "home"), sends=[("BINH", "K")])
BOTH = plan(CASE, ("AN", "XA-SECRETARY", 0, 36, "home"), ("BINH", "XA-CHAIR", 1, 24, "home"), ("CHI", "XA-VICE", 0, 60))


@pytest.mark.parametrize(
    ("judged", "values"),
    [
        (NOBODY, {"moves": 0, "cost": 0, "burden": 0}),
        (AN, {"moves": 1, "cost": 75_000_000, "burden": 2 * (3 * 60 + 20 * 2) * 3}),  # in sum and as the worst of all
        (BOTH, {"moves": 2, "cost": 70_000_000, "burden": (3 * 60 + 20 * 2) * (3 + 2 + 3 + 3)}),
    ],
)
def test_moves_money_and_burden_by_hand(judged: Plan, values: dict[str, int]) -> None:
    assert {name: value_of(CASE, judged, name) for name in values} == values


def test_gaps_are_those_of_the_verdict() -> None:
    gap = judge(CASE, AN).gap
    assert (value_of(CASE, AN, "gap"), value_of(CASE, AN, "worst")) == (sum(gap.values()), max(gap.values()))


@pytest.mark.parametrize("name", OBJECTIVES)
@pytest.mark.parametrize("judged", [AN, BOTH])
def test_the_encoding_says_the_same(judged: Plan, name: str) -> None:
    goal = OBJECTIVES[name]
    assert -goal.sense * points(CASE, goal, judged) == value_of(CASE, judged, name)


def commits() -> Case:
    """A case with a running rotation, which costs what it costs, beside one vacant post."""
    running = holds("BINH", "XA-CHAIR", date(2022, 9, 30), "rotation", landing_slot_id="home")
    return world([official("AN"), official("BINH")], service=[running], units=[{"unit_id": "XA", "edc": True}])


def test_running_rotations_are_counted_whatever_is_decided() -> None:
    case = commits()
    cost = axis(weighed(case).program, "cost")
    assert cost.constant == value_of(case, Plan(), "cost") > 0


def test_a_step_is_the_greatest_that_divides_all() -> None:
    model = weighed(CASE)
    cost = axis(model.program, "cost")
    assert cost.unit > 1
    assert np.gcd.reduce(cost.points) == 1
    assert (cost.unit * cost.points == model.program.goals["money"]).all()
    assert (cost.value(7), cost.steps(cost.value(7)), cost.steps(cost.value(7) - 1)) == (7 * cost.unit, 7, 6)
