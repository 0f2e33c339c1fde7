"""What a stint costs, in dong, by hand: the base salary is 1 490 000, AN's coefficient 3.33, the chair's 0.25.

Attraction pay of a month = 70 % × (3.33 + 0.25) × 1 490 000 = 3 733 940; first-time allowance = 14 900 000.
"""

from datetime import date
from functools import cache

import pytest

from optimizer.case import Case
from optimizer.costs import stint_cost_by_year, yearly_costs
from optimizer.plan import Stint
from optimizer.stints import stints
from tests.rules.tables import official, world
from tests.worlds import world as drawn

NEW_YEAR = date(2022, 1, 1)
MONTH, FIRST = 3_733_940, 14_900_000
HARD, HARD_HOME = {"unit_id": "XA", "edc": True}, {"unit_id": "BUREAU", "edc": True}
POSTS = "XA-SECRETARY XA-CHAIR XA-VICE XB-CHAIR XB-VICE"
Months = tuple[int, int, int]


def agreed_costs(case: Case) -> dict[tuple[str, str, int, int], dict[int, int]]:
    """Cost by year of every candidate (cadre, post, period, months); both engines of cost give it."""
    frame = stints(case)
    table = yearly_costs(case, frame)
    costs = {}
    for row, by_year in zip(frame.itertuples(), table.to_dict("records"), strict=True):
        told = stint_cost_by_year(case, Stint(row.cadre_id, row.post_id, case.day(row.start), row.months))
        paid_in = {year: cost for year, cost in told.items() if cost}
        assert paid_in == {year: cost for year, cost in by_year.items() if cost}
        costs[row.cadre_id, row.post_id, row.start, row.months] = paid_in
    return costs


PEOPLE = [official(f"USED{used}", attraction_months_used=used) for used in (0, 1, 24, 25, 36, 48, 59, 60)]
PEOPLE += [official("DRAWN", first_time_used=True), official("HEAD", role_id="HEAD")]
PEOPLE += [official("HARDENED", "BUREAU"), official("HARDENED_HEAD", "BUREAU", role_id="HEAD")]
GRID = {"start": NEW_YEAR, "horizon_months": 12, "lengths_months": [24, 36, 60]}
everyone = cache(lambda: agreed_costs(world(PEOPLE, posts=POSTS, units=[HARD, HARD_HOME], **GRID)))


def paid(cadre: str = "USED0", post: str = "XA-CHAIR", months: int = 36) -> dict[int, int]:
    """What a stint from New Year 2022 on costs, year by year."""
    return everyone()[cadre, post, 0, months]


def years(months: Months, first: int = FIRST) -> dict[int, int]:
    """Attraction pay for so many months of 2022, 2023 and 2024, and the allowance of the first year."""
    extra = {2022: first}
    costs = {year: MONTH * count + extra.get(year, 0) for year, count in zip((2022, 2023, 2024), months, strict=True)}
    return {year: cost for year, cost in costs.items() if cost}


def test_a_chair_of_a_hard_commune_costs_149_million_in_36_months() -> None:
    assert paid() == years((12, 12, 12)) == {2022: 59_707_280, 2023: 44_807_280, 2024: 44_807_280}
    assert sum(paid().values()) == 149_321_840


@pytest.mark.parametrize(
    ("used", "months"),
    [(24, (12, 12, 12)), (25, (12, 12, 11)), (36, (12, 12, 0)), (48, (12, 0, 0)), (59, (1, 0, 0)), (60, (0, 0, 0))],
)
def test_attraction_pay_ends_with_the_sixtieth_month_of_a_career(used: int, months: Months) -> None:
    assert paid(f"USED{used}") == years(months)


def test_a_stint_of_sixty_months_is_paid_whole_and_one_month_less_if_one_was_used() -> None:
    assert sum(paid(months=60).values()) == 60 * MONTH + FIRST
    assert sum(paid("USED1", months=60).values()) == 59 * MONTH + FIRST


def test_no_table_may_say_that_61_months_were_used() -> None:
    with pytest.raises(AssertionError, match="attraction_months_used"):
        world([official("AN", attraction_months_used=61)])


def test_the_first_time_allowance_is_paid_once_in_a_career() -> None:
    assert paid("DRAWN") == years((12, 12, 12), first=0)


def test_who_serves_in_a_hard_place_already_costs_nothing_extra() -> None:
    assert paid("HARDENED") == {}


def test_a_commune_that_is_not_hard_costs_nothing_extra() -> None:
    assert paid(post="XB-VICE") == {}


@pytest.mark.parametrize("head", ["HEAD", "HARDENED_HEAD"])
def test_the_higher_old_allowance_is_kept_wherever_he_comes_from(head: str) -> None:
    a_year = 12 * 149_000  # (0.30 - 0.20) × 1 490 000
    assert paid(head, "XB-VICE", 24) == {2022: a_year, 2023: a_year}


def test_a_lower_or_equal_old_allowance_is_not_made_up() -> None:
    assert paid(post="XB-VICE") == {}  # 0.20 before, 0.20 now
    assert paid(post="XB-CHAIR") == {}  # 0.25 now


def test_a_start_in_october_puts_three_months_into_the_first_year() -> None:
    case = world([official("AN")], units=[HARD])
    costs = agreed_costs(case)["AN", "XA-CHAIR", 0, 36]
    assert costs == {2021: 3 * MONTH + FIRST, 2022: 12 * MONTH, 2023: 12 * MONTH, 2024: 9 * MONTH}


def test_local_people_and_reappointed_ones_cost_nothing_and_a_transfer_costs_as_a_rotation() -> None:
    people = [official("AN", "XA", "VICE"), official("BINH", "XB", "VICE")]
    costs = agreed_costs(world(people, units=[HARD], start=NEW_YEAR))
    assert costs["AN", "XA-CHAIR", 0, 60] == {}
    assert sum(costs["BINH", "XA-CHAIR", 0, 60].values()) == 60 * MONTH + FIRST


def test_the_table_of_costs_replaces_the_built_in_figure_in_the_year_of_the_start() -> None:
    told = [{"cadre_id": "AN", "post_id": "XA-CHAIR", "cost_vnd": 5}, {"cadre_id": "AN", "post_id": "XA-VICE"}]
    costs = agreed_costs(world([official("AN")], units=[HARD], start=NEW_YEAR, costs=told))
    assert costs["AN", "XA-CHAIR", 0, 36] == {2022: 5}
    assert costs["AN", "XA-CHAIR", 1, 36] == {2023: 5}
    assert costs["AN", "XA-VICE", 0, 36] == {}
    assert costs["AN", "XA-SECRETARY", 0, 12] == {2022: 12 * (MONTH + 52_150) + FIRST}  # 70 % × 0.05 × 1 490 000 more


@pytest.mark.parametrize("seed", range(4))
def test_both_engines_of_cost_agree_on_every_candidate_of_drawn_worlds(seed: int) -> None:
    assert agreed_costs(drawn(seed))


@pytest.mark.parametrize(
    ("commune", "hard"),
    [({"region_class": "III"}, True), ({"region_class": "II"}, False), ({"edc": True, "region_class": "I"}, True)],
)
def test_allowances_are_paid_in_especially_difficult_communes_and_in_region_three(
    commune: dict[str, object], hard: bool
) -> None:
    case = world([official("AN")], units=[{"unit_id": "XA", **commune}], start=NEW_YEAR)
    assert agreed_costs(case)["AN", "XA-CHAIR", 0, 36] == (years((12, 12, 12)) if hard else {})


def test_who_comes_from_region_three_serves_in_a_hard_place_already() -> None:
    case = world([official("AN", "XB", "VICE")], units=[HARD, {"unit_id": "XB", "region_class": "III"}], start=NEW_YEAR)
    assert agreed_costs(case)["AN", "XA-CHAIR", 0, 60] == {}
