"""Schooling, by hand: 10 for each month in a course, 2 for each million dong, per cadre sent."""

import pytest

from optimizer.rules.goals.schooling import Schooling
from tests.rules.goals.points import points
from tests.rules.tables import official, plan, world

COSTS = (0, 499_999, 500_000, 1_499_999, 20_000_000)
CASE = world(
    [official("AN"), official("BINH")],
    needs=[{}],
    courses=[{"course_id": f"COSTS{cost}", "cost_vnd": cost} for cost in COSTS]
    + [{"course_id": "MONTH", "months": 1}, {"course_id": "YEARS", "months": 24}],
)


def test_a_plan_that_sends_nobody_costs_nothing() -> None:
    assert points(CASE, Schooling(), plan(CASE)) == 0


@pytest.mark.parametrize(("course", "value"), [("MONTH", -10), ("YEARS", -240), ("COSTS0", -60)])
def test_each_month_in_a_course_costs_ten(course: str, value: int) -> None:
    assert points(CASE, Schooling(), plan(CASE, sends=[("AN", course)])) == value


@pytest.mark.parametrize(("cost", "value"), [(499_999, 0), (500_000, -1), (1_499_999, -2), (20_000_000, -40)])
def test_money_costs_two_points_per_million_rounded_down_per_place(cost: int, value: int) -> None:
    assert points(CASE, Schooling(), plan(CASE, sends=[("AN", f"COSTS{cost}")])) == -60 + value
    both = plan(CASE, sends=[("AN", f"COSTS{cost}"), ("BINH", f"COSTS{cost}")])
    assert points(CASE, Schooling(), both) == 2 * (-60 + value)
