"""Growth, by hand: 300 for a first service in a commune, 150 for a step to a higher planned post, 100 for each rank
at the landing, 200 against settling.
"""

from datetime import date
from typing import Any

import pytest

from optimizer.case import Case
from optimizer.rules.goals.growth import Growth
from tests.rules.goals.points import points
from tests.rules.tables import Rows, holds, official, plan, world

GROWTH = Growth()
OLD = {"cadre_id": "BINH", "unit_id": "XB", "role_id": "VICE", "to_date": "2019-12-31", "service_id": "Q1"}
OFFICE = {"cadre_id": "AN", "unit_id": "OFFICE", "role_id": "DEPUTY", "service_id": "Q2"}
SLOTS = [{"slot_id": f"RANK_{rank}", "rank": rank} for rank in (6, 7, 8, 9)]


def planned(role: str, **years: int) -> Case:
    """AN, planned for one role; he has served in no commune."""
    return world([official("AN")], succession=[{"cadre_id": "AN", "role_id": role, **years}])


def test_a_first_service_in_a_commune_is_growth_and_a_second_is_not() -> None:
    case = world([official("AN"), official("BINH")], service=[OLD, OFFICE], succession=[])
    assert points(case, GROWTH, plan(case, ("AN", "XA-CHAIR", 0, 36))) == 300
    assert points(case, GROWTH, plan(case, ("BINH", "XA-CHAIR", 0, 36))) == 0


def test_a_promotion_at_home_is_no_growth_of_this_sort() -> None:
    case = world([official("EM", "XA", "VICE")])
    assert points(case, GROWTH, plan(case, ("EM", "XA-CHAIR", 0, 60))) == 0


@pytest.mark.parametrize(
    ("role", "post", "step"),
    [
        ("SECRETARY", "XA-CHAIR", 150),  # rank 8 above 7
        ("SECRETARY", "XA-SECRETARY", 0),
        ("CHAIR", "XA-SECRETARY", 0),
        ("COUNCIL", "XA-CHAIR", 0),  # of the same rank
        ("DEPUTY", "XA-SECRETARY", 150),  # a higher level of government, whatever the rank
    ],
)
def test_a_post_below_the_planned_one_is_a_step_towards_it(role: str, post: str, step: int) -> None:
    case = planned(role)
    assert points(case, GROWTH, plan(case, ("AN", post, 0, 36))) == 300 + step


@pytest.mark.parametrize(
    ("years", "step"),
    [((2021, 2025), 150), ((2016, 2021), 150), ((2016, 2020), 0), ((2022, 2026), 0)],
)
def test_the_plan_must_be_in_force_on_the_planning_day(years: tuple[int, int], step: int) -> None:
    case = planned("SECRETARY", from_year=years[0], to_year=years[1])
    assert points(case, GROWTH, plan(case, ("AN", "XA-CHAIR", 1, 36))) == 300 + step


def test_a_transferred_cadre_grows_too_and_one_of_two_plans_is_enough() -> None:
    plans = [{"cadre_id": "CHI", "role_id": "VICE"}, {"cadre_id": "CHI", "role_id": "SECRETARY"}]
    case = world([official("CHI", "XB", "VICE")], service=[{**OLD, "cadre_id": "CHI"}], succession=plans)
    assert points(case, GROWTH, plan(case, ("CHI", "XA-CHAIR", 0, 60))) == 150


def test_settling_there_for_good_takes_two_hundred_of_it_back() -> None:
    case = world([official("AN")], preferences=[{"cadre_id": "AN"}], succession=[])
    assert points(case, GROWTH, plan(case, ("AN", "XA-CHAIR", 0, 36, "stay"))) == 300 - 200
    assert points(case, GROWTH, plan(case, ("AN", "XA-CHAIR", 0, 36, "home"))) == 300


@pytest.mark.parametrize(("rank", "value"), [(6, 0), (7, 0), (8, 100), (9, 200)])
def test_each_rank_higher_at_the_landing_counts_a_hundred(rank: int, value: int) -> None:
    case = world([official("AN")], landings=SLOTS, succession=[])
    assert points(case, GROWTH, plan(case, ("AN", "XA-CHAIR", 0, 36, f"RANK_{rank}"))) == 300 + value


RUNNING = holds("AN", "XB-VICE", date(2022, 9, 30), "rotation", from_date=date(2018, 6, 1))


@pytest.mark.parametrize(
    ("graded", "value"),
    [((2018, 2019, 2020), 100), ((2019, 2020), 100), ((2018, 2020), 0), ((2018, 2019), 0), ((), 0)],
)
def test_a_running_rotation_without_the_reviews_of_its_whole_years_earns_no_higher_landing(
    graded: tuple[int, ...], value: int
) -> None:
    grades: Rows = [{"cadre_id": "AN", "year": year} for year in graded]
    given: dict[str, Any] = {"posts": "XA-CHAIR XB-VICE", "service": [RUNNING], "succession": [], "landings": SLOTS}
    case = world([official("AN")], grades=grades, **given)
    assert points(case, GROWTH, plan(case, ("AN", "XA-CHAIR", 1, 24, "RANK_8"))) == value


def test_who_is_on_no_running_rotation_needs_no_reviews() -> None:
    case = world([official("AN")], grades=[], succession=[], landings=SLOTS)
    assert points(case, GROWTH, plan(case, ("AN", "XA-CHAIR", 0, 36, "RANK_8"))) == 400


def test_the_reviews_of_another_do_not_matter() -> None:
    case = world([official("AN"), official("CHI")], posts="XA-CHAIR XB-VICE", grades=[], succession=[], landings=SLOTS,
                 service=[{**RUNNING, "cadre_id": "CHI"}])  # fmt: skip
    assert points(case, GROWTH, plan(case, ("AN", "XA-CHAIR", 0, 36, "RANK_8"))) == 400


def test_a_landing_of_the_present_rank_is_not_listed() -> None:
    case = world([official("AN")], landings=SLOTS, succession=[])
    judged = plan(case, ("AN", "XA-CHAIR", 0, 36, "RANK_7"))
    assert [part.code for part in GROWTH.parts(case, judged)] == ["growth"]
