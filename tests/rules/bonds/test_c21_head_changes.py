"""C21: secretary and chair of one commune are not replaced within six months; periods are quarters."""

from datetime import date
from typing import Any

import pytest

from optimizer.case import Case
from optimizer.rules.bonds.c21_head_changes import HeadsStaggered
from tests.rules.tables import faults, holds, official, plan, world

C21 = HeadsStaggered()
LATER = date(2029, 1, 1)
POSTS = "XA-SECRETARY XA-CHAIR XA-VICE XB-SECRETARY XB-CHAIR"
PEOPLE = [official("AN"), official("BINH"), official("DUNG", "XA", "SECRETARY"), official("EM", "XA", "CHAIR")]
PEOPLE += [official("GIANG", "XA", "VICE")]


def quarters(secretary_until: date, chair_until: date, **more: Any) -> Case:
    """DUNG is secretary and EM chair of XA, each until a day; XB is vacant."""
    service = [holds("DUNG", "XA-SECRETARY", secretary_until), holds("EM", "XA-CHAIR", chair_until)]
    grid = {"period_months": 3, "horizon_months": 24, "lengths_months": [36]}
    return world(PEOPLE, posts=POSTS, service=service, **{**grid, **more})


HELD = quarters(LATER, LATER)
TENURES_END_TOGETHER = quarters(date(2022, 3, 31), date(2022, 6, 30))
TENURES_END_APART = quarters(date(2022, 3, 31), date(2022, 9, 30))


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [(2, 2, ["XA|1", "XA|2"]), (4, 2, []), (0, 0, ["XA|0"])],
)
def test_two_new_heads_start_within_six_months_or_not(first: int, second: int, told: list[str]) -> None:
    judged = plan(HELD, ("AN", "XA-SECRETARY", first, 36), ("BINH", "XA-CHAIR", second, 36))
    assert faults(HELD, C21, judged) == told


def test_with_periods_of_a_year_only_the_same_year_is_too_close() -> None:
    case = quarters(LATER, LATER, period_months=12)
    for second, told in ((1, ["XA|1"]), (0, [])):
        judged = plan(case, ("AN", "XA-SECRETARY", 1, 36), ("BINH", "XA-CHAIR", second, 36))
        assert faults(case, C21, judged) == told


@pytest.mark.parametrize(("one", "other"), [("XA-SECRETARY", "XB-CHAIR"), ("XA-SECRETARY", "XA-VICE")])
def test_heads_of_two_communes_and_a_vice_are_no_matter_of_this_rule(one: str, other: str) -> None:
    assert faults(HELD, C21, plan(HELD, ("AN", one, 2, 36), ("BINH", other, 2, 36))) == []


def test_two_posts_that_are_vacant_today_may_be_filled_together_today() -> None:
    assert faults(HELD, C21, plan(HELD, ("AN", "XB-SECRETARY", 0, 36), ("BINH", "XB-CHAIR", 0, 36))) == []


def test_two_tenures_that_end_within_one_window_may_be_filled_as_they_end() -> None:
    case = TENURES_END_TOGETHER
    assert faults(case, C21, plan(case, ("AN", "XA-SECRETARY", 2, 36), ("BINH", "XA-CHAIR", 3, 36))) == []


def test_two_tenures_that_end_six_months_apart_are_judged() -> None:
    case = TENURES_END_APART
    assert faults(case, C21, plan(case, ("AN", "XA-SECRETARY", 2, 36), ("BINH", "XA-CHAIR", 4, 36))) == []
    told = faults(case, C21, plan(case, ("AN", "XA-SECRETARY", 3, 36), ("BINH", "XA-CHAIR", 4, 36)))
    assert told == ["XA|3"]


def test_one_post_that_falls_open_excuses_nothing() -> None:
    case = quarters(date(2022, 3, 31), LATER)
    told = faults(case, C21, plan(case, ("AN", "XA-SECRETARY", 2, 36), ("BINH", "XA-CHAIR", 2, 36)))
    assert told == ["XA|1", "XA|2"]


def test_a_reappointment_is_no_change_of_head() -> None:
    case = quarters(date(2022, 3, 31), LATER)
    assert faults(case, C21, plan(case, ("DUNG", "XA-SECRETARY", 2, 60), ("BINH", "XA-CHAIR", 2, 36))) == []


def test_a_promotion_within_the_commune_is_a_change_of_head() -> None:
    told = faults(HELD, C21, plan(HELD, ("EM", "XA-SECRETARY", 2, 60), ("BINH", "XA-CHAIR", 2, 36)))
    assert told == ["XA|1", "XA|2"]


NAMED = [
    {"slot_id": "L", "unit_id": "XA", "post_id": "XA-CHAIR"},
    {"slot_id": "V", "unit_id": "XA", "post_id": "XA-VICE"},
]
SHORT = quarters(LATER, LATER, landings=NAMED, lengths_months=[9], preferences=[{"cadre_id": "AN", "unit_id": "XB"}])


@pytest.mark.parametrize(
    ("slot", "start", "told"),
    [
        ("L", 3, ["XA|2", "XA|3"]),
        ("L", 4, ["XA|3"]),
        ("L", 5, []),
        ("L", 2, ["XA|2"]),
        ("L", 1, []),
        ("V", 3, []),
        ("home", 3, []),
        ("stay", 3, []),
    ],
)
def test_a_landing_in_a_head_post_is_a_new_head(slot: str, start: int, told: list[str]) -> None:
    judged = plan(SHORT, ("AN", "XB-CHAIR", 0, 9, slot), ("BINH", "XA-SECRETARY", start, 9))  # AN lands in quarter 3
    assert faults(SHORT, C21, judged) == told


def test_who_stays_in_the_head_post_that_he_holds_is_no_new_head() -> None:
    judged = plan(SHORT, ("AN", "XB-CHAIR", 0, 9, "stay"), ("BINH", "XB-SECRETARY", 3, 9))
    assert faults(SHORT, C21, judged) == []


def test_posts_that_do_not_open_within_the_horizon_excuse_nothing() -> None:
    case = quarters(date(2023, 12, 31), LATER)  # eight quarters are planned; the secretary stays one longer
    told = faults(case, C21, plan(case, ("AN", "XA-SECRETARY", 7, 36), ("BINH", "XA-CHAIR", 7, 36)))
    assert told == ["XA|6", "XA|7"]
    case = quarters(LATER, LATER)
    told = faults(case, C21, plan(case, ("AN", "XA-SECRETARY", 7, 36), ("BINH", "XA-CHAIR", 7, 36)))
    assert told == ["XA|6", "XA|7"]


def test_a_waiver_names_the_commune_and_the_first_period_of_the_window() -> None:
    case = quarters(LATER, LATER, waivers=[{"rule_id": "C21", "place": "XA|2"}])
    assert faults(case, C21, plan(case, ("AN", "XA-SECRETARY", 2, 36), ("BINH", "XA-CHAIR", 3, 36))) == []
    told = faults(case, C21, plan(case, ("AN", "XA-SECRETARY", 2, 36), ("BINH", "XA-CHAIR", 2, 36)))
    assert told == ["XA|1"]


def test_a_tenure_that_ends_when_the_window_is_over_does_not_excuse_the_window() -> None:
    case = quarters(date(2021, 12, 31), date(2022, 6, 30))  # periods 1 and 3; a window is two quarters
    judged = plan(case, ("AN", "XA-SECRETARY", 1, 36), ("EM", "XB-CHAIR", 0, 60), ("BINH", "XA-CHAIR", 1, 36))
    assert faults(case, C21, judged) == ["XA|0", "XA|1"]
