"""C25: the cost of a year is at most its budget; figures as in test_c25_costs, on a start at New Year 2022."""

from typing import Any

import pytest

from optimizer.case import Case
from optimizer.costs import plan_cost_by_year
from optimizer.rules.bonds.c25_budget import WithinBudget
from tests.rules.bonds.test_c25_costs import FIRST, HARD, MONTH, NEW_YEAR
from tests.rules.tables import Rows, faults, official, plan, world

C25 = WithinBudget()
FIRST_YEAR, YEAR = 12 * MONTH + FIRST, 12 * MONTH
SENT = ("AN", "XA-CHAIR", 0, 36)


def budget(*amounts: int, cadres: Rows = (), **more: Any) -> Case:
    """AN and others, with these budgets for 2022, 2023, …; XA is a hard commune."""
    rows = [{"year": 2022 + n, "amount_vnd": amount} for n, amount in enumerate(amounts)]
    return world([official("AN"), *cadres], units=[HARD], start=NEW_YEAR, budget=rows, **more)


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        ((FIRST_YEAR, YEAR, YEAR), []),
        ((FIRST_YEAR - 1, YEAR, YEAR), ["2022"]),
        ((FIRST_YEAR, YEAR - 1, YEAR), ["2023"]),
        ((0, 10 * FIRST_YEAR, 0), ["2022", "2024"]),
        ((FIRST_YEAR,), []),
        ((), []),
    ],
)
def test_the_exact_amount_passes_and_one_dong_more_does_not(amounts: tuple[int, ...], told: list[str]) -> None:
    case = budget(*amounts)
    assert faults(case, C25, plan(case, SENT)) == told


def test_a_year_before_the_start_of_a_stint_is_not_charged() -> None:
    case = budget(0, FIRST_YEAR, YEAR)
    assert faults(case, C25, plan(case, ("AN", "XA-CHAIR", 1, 24))) == []


def test_costs_of_two_people_add_up() -> None:
    binh = [official("BINH", first_time_used=True, attraction_months_used=60)]
    chi = [official("CHI", first_time_used=True, role_id="HEAD", attraction_months_used=60)]
    both = SENT, ("BINH", "XA-VICE", 0, 36)
    case = budget(FIRST_YEAR, cadres=binh)
    assert faults(case, C25, plan(case, *both)) == []
    for amount, told in ((FIRST_YEAR + 12 * 149_000, []), (FIRST_YEAR + 12 * 149_000 - 1, ["2022"])):
        case = budget(amount, cadres=chi)
        assert faults(case, C25, plan(case, SENT, ("CHI", "XA-VICE", 0, 36))) == told


COURSES = [{"course_id": "K1", "starts": "2022-12-01", "months": 12, "cost_vnd": 7, "level": 2},
           {"course_id": "K2", "starts": "2023-01-01", "cost_vnd": 5, "level": 3}]  # fmt: skip


@pytest.mark.parametrize(
    ("amounts", "courses", "told"),
    [
        ((FIRST_YEAR + 7, YEAR + 5), ("K1", "K2"), []),
        ((FIRST_YEAR + 6, YEAR + 5), ("K1", "K2"), ["2022"]),
        ((FIRST_YEAR + 7, YEAR + 4), ("K1", "K2"), ["2023"]),
        ((FIRST_YEAR, YEAR + 5), ("K2",), []),
        ((FIRST_YEAR, YEAR), (), []),
    ],
)
def test_a_course_is_paid_in_the_year_in_which_it_starts(
    amounts: tuple[int, ...], courses: tuple[str, ...], told: list[str]
) -> None:
    case = budget(*amounts, courses=COURSES, needs=[{}])
    judged = plan(case, SENT, sends=[("AN", course) for course in courses])
    assert faults(case, C25, judged) == told
    paid = plan_cost_by_year(case, judged)
    assert paid[2022] - FIRST_YEAR == 7 * ("K1" in courses)
    assert paid[2023] - YEAR == 5 * ("K2" in courses)


def test_the_figure_of_the_table_of_costs_is_what_the_budget_must_bear() -> None:
    costs = [{"cadre_id": "AN", "post_id": "XA-CHAIR", "cost_vnd": 7}]
    for amount, told in ((7, []), (6, ["2022"])):
        case = budget(amount, 0, 0, costs=costs)
        assert faults(case, C25, plan(case, SENT)) == told


def test_a_waiver_names_the_year() -> None:
    case = budget(0, 0, YEAR, waivers=[{"rule_id": "C25", "place": "2022"}])
    assert faults(case, C25, plan(case, SENT)) == ["2023"]


def test_one_dong_is_one_dong_too_much() -> None:
    case = budget(0, costs=[{"cadre_id": "AN", "post_id": "XA-CHAIR", "cost_vnd": 1}])
    assert faults(case, C25, plan(case, ("AN", "XA-CHAIR", 0, 12))) == ["2022"]
