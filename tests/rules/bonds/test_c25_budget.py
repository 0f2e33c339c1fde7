"""C25: the cost of a year is at most its budget; figures as in test_c25_costs, on a start at New Year 2022."""

from datetime import date
from typing import Any

import pytest

from optimizer.case import Case
from optimizer.costs import plan_cost_by_year, running_costs
from optimizer.rules.bonds.c25_budget import WithinBudget
from tests.rules.bonds.test_c25_costs import FIRST, HARD, MONTH, NEW_YEAR
from tests.rules.tables import Rows, faults, holds, official, plan, world

C25 = WithinBudget()
FIRST_YEAR, YEAR = 12 * MONTH + FIRST, 12 * MONTH
RUNNING_MONTH = 3_786_090  # 70 % × (3.33 + 0.30) × 1 490 000
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


def sitting(until: date, **facts: Any) -> dict[str, Any]:
    """QUY, rotated to be secretary of XA, until a day."""
    service = [holds("QUY", "XA-SECRETARY", until, "rotation", landing_slot_id="home")]
    return {"cadres": [official("QUY", **facts)], "service": service}


@pytest.mark.parametrize(
    ("until", "facts", "months"),
    [
        (date(2022, 12, 31), {}, (12, 0)),
        (date(2023, 2, 28), {}, (12, 2)),
        (date(2023, 2, 28), {"attraction_months_used": 47}, (12, 1)),
        (date(2023, 2, 28), {"attraction_months_used": 55}, (5, 0)),
        (date(2023, 2, 28), {"attraction_months_used": 60}, (0, 0)),
        (date(2023, 2, 28), {"unit_id": "XB", "role_id": "VICE"}, (12, 2)),
    ],
)
def test_a_running_rotation_is_a_commitment(until: date, facts: dict[str, Any], months: tuple[int, int]) -> None:
    costs = running_costs(budget(**sitting(until, **facts)))
    assert (costs.get(2022, 0), costs.get(2023, 0)) == tuple(RUNNING_MONTH * count for count in months)


KEPT = 74_500  # (0.30 - 0.25) × 1 490 000
AWAY = {"service_id": "Q", "cadre_id": "QUY", "role_id": "CHAIR", "kind": "rotation", "landing_slot_id": "home"}


@pytest.mark.parametrize(
    ("unit", "role", "month"),
    [("XB", "DEPUTY", 0), ("XB", "HEAD", KEPT), ("XA", "DEPUTY", MONTH), ("XA", "HEAD", MONTH + KEPT)],
)
def test_a_commitment_is_that_of_the_commune_of_the_spell_and_keeps_a_higher_allowance(
    unit: str, role: str, month: int
) -> None:
    spell = {**AWAY, "unit_id": unit, "expected_end": date(2023, 2, 28)}  # in no post of the table
    costs = running_costs(budget(cadres=[official("QUY", role=role)], service=[spell]))
    assert (costs.get(2022, 0), costs.get(2023, 0)) == (12 * month, 2 * month)


@pytest.mark.parametrize(
    ("last_day", "months"), [(date(2022, 3, 30), 2), (date(2022, 3, 31), 3), (date(2021, 12, 31), 0)]
)
def test_a_commitment_counts_whole_months(last_day: date, months: int) -> None:
    costs = running_costs(budget(**sitting(last_day)))
    assert costs.get(2022, 0) == months * RUNNING_MONTH


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


def test_what_a_plan_costs_has_its_commitments_stints_and_courses() -> None:
    case = budget(courses=COURSES, needs=[{}], **sitting(date(2023, 2, 28)))
    assert plan_cost_by_year(case, plan(case, SENT, sends=[("AN", "K1")])) == {
        2022: FIRST_YEAR + 7 + 12 * RUNNING_MONTH, 2023: YEAR + 2 * RUNNING_MONTH, 2024: YEAR
    }  # fmt: skip


def test_a_commitment_leaves_less_for_new_people() -> None:
    for spare, told in ((0, []), (-1, ["2022"])):
        case = budget(FIRST_YEAR + 12 * RUNNING_MONTH + spare, **sitting(date(2022, 12, 31)))
        assert faults(case, C25, plan(case, SENT)) == told


def test_a_commitment_alone_may_be_over_the_amount() -> None:
    for spare, told in ((0, []), (-1, ["2022"])):
        case = budget(12 * RUNNING_MONTH + spare, **sitting(date(2022, 12, 31)))
        assert faults(case, C25, plan(case)) == told


def test_the_figure_of_the_table_of_costs_is_what_the_budget_must_bear() -> None:
    costs = [{"cadre_id": "AN", "post_id": "XA-CHAIR", "cost_vnd": 7}]
    for amount, told in ((7, []), (6, ["2022"])):
        case = budget(amount, 0, 0, costs=costs)
        assert faults(case, C25, plan(case, SENT)) == told


def test_a_waiver_names_the_year() -> None:
    case = budget(0, 0, YEAR, waivers=[{"rule_id": "C25", "place": "2022"}])
    assert faults(case, C25, plan(case, SENT)) == ["2023"]
