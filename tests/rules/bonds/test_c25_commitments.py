"""C25: what running rotations will cost is a commitment; figures as in test_c25_costs, on a start at New Year 2022."""

from datetime import date
from typing import Any

import pytest

from optimizer.costs import plan_cost_by_year, running_costs
from optimizer.rules.bonds.c25_budget import WithinBudget
from tests.rules.bonds.test_c25_budget import COURSES, FIRST_YEAR, SENT, YEAR, budget
from tests.rules.bonds.test_c25_costs import MONTH
from tests.rules.tables import faults, holds, official, plan

C25 = WithinBudget()
RUNNING_MONTH = 3_786_090  # 70 % × (3.33 + 0.30) × 1 490 000


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
