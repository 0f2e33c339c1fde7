"""Burden, by hand: 3 per degree of hardship and 20 per hour of travel each year, more for what was borne before; and
the greatest burden of one person once more.
"""

from datetime import date

import pytest

from optimizer.rules.goals.burden import Burden
from optimizer.rules.goals.career import career_hardship
from tests.rules.goals.points import points
from tests.rules.tables import official, plan, world

BURDEN = Burden()
XA, XB = {"unit_id": "XA", "hardship": 60, "travel_hours": 3}, {"unit_id": "XB", "hardship": 80}
FAR = world(  # XA: 3 × 60 + 20 × 3 = 240 a year; XB: 240 a year too
    [official("AN"), official("BINH"), official("CHI", "XB", "VICE"), official("DUNG", "XA", "VICE")], units=[XA, XB]
)
SPELL = {"cadre_id": "AN", "unit_id": "XB", "role_id": "VICE", "service_id": "Q"}


@pytest.mark.parametrize(("start", "months", "borne"), [(0, 36, 720), (0, 12, 240), (2, 36, 240)])
def test_who_is_sent_bears_hardship_and_distance_and_alone_is_the_worst_off(start: int, months: int, borne: int) -> None:
    assert points(FAR, BURDEN, plan(FAR, ("AN", "XA-CHAIR", start, months))) == -2 * borne


def test_a_transfer_is_a_burden_too_and_a_promotion_at_home_is_none() -> None:
    assert points(FAR, BURDEN, plan(FAR, ("CHI", "XA-CHAIR", 0, 60))) == -2 * 720
    assert points(FAR, BURDEN, plan(FAR, ("DUNG", "XA-CHAIR", 0, 60))) == 0


def test_nobody_is_the_worst_off_if_nobody_moves() -> None:
    assert points(FAR, BURDEN, plan(FAR)) == 0


def test_only_the_greatest_burden_counts_once_more() -> None:
    judged = plan(FAR, ("AN", "XA-CHAIR", 0, 36), ("BINH", "XA-VICE", 2, 12))
    assert points(FAR, BURDEN, judged) == -(720 + 240) - 720
    equal = plan(FAR, ("AN", "XA-CHAIR", 0, 24), ("BINH", "XA-VICE", 0, 24))
    assert points(FAR, BURDEN, equal) == -(480 + 480) - 480


def test_the_burden_of_a_stint_is_rounded_down() -> None:
    case = world([official("AN")], units=[{"unit_id": "XA", "hardship": 1}], period_months=3, lengths_months=[3, 6])
    assert points(case, BURDEN, plan(case, ("AN", "XA-CHAIR", 0, 3))) == 0  # 3 × 3 / 12 = 0.75
    assert points(case, BURDEN, plan(case, ("AN", "XA-CHAIR", 0, 6))) == -2 * 1  # 1.5


@pytest.mark.parametrize(
    ("begun", "until", "years"),
    [
        (date(2017, 10, 1), date(2020, 10, 1), 240),  # 36 months of 80 degrees
        (date(2019, 1, 1), date(2019, 2, 1), 6),  # one month: 6.7
        (date(2021, 9, 2), "", 0),  # not yet a month on the planning day
        (date(2021, 9, 1), "", 6),
        (date(2018, 10, 1), "", 240),  # still running
    ],
)
def test_what_was_borne_before_is_degrees_times_months_by_the_planning_day(
    begun: date, until: date | str, years: int
) -> None:
    case = world([official("AN")], units=[XA, XB], service=[{**SPELL, "from_date": begun, "to_date": until}])
    assert career_hardship(case).get("AN", 0) == years


def test_service_at_home_and_in_plain_places_is_no_hardship() -> None:
    plain = {**SPELL, "unit_id": "XC", "from_date": date(2017, 1, 1), "to_date": date(2018, 1, 1)}
    at_home = {"cadre_id": "BINH", "unit_id": "XB", "role_id": "VICE", "service_id": "Q2"}
    case = world([official("AN"), official("BINH", "XB", "VICE")], units=[XB], service=[plain, at_home])
    assert set(career_hardship(case).values()) <= {0}


def test_spells_add_up_before_they_are_rounded() -> None:
    one = {**SPELL, "from_date": date(2018, 1, 1), "to_date": date(2018, 2, 1)}
    two = {**SPELL, "from_date": date(2019, 1, 1), "to_date": date(2019, 3, 1), "service_id": "Q2"}
    case = world([official("AN")], units=[XB], service=[one, two])
    assert career_hardship(case) == {"AN": 20}  # 80 × (1 + 2) / 12


def test_a_career_of_hardship_makes_the_burden_a_quarter_heavier_for_each_hundred() -> None:
    service = [{**SPELL, "from_date": date(2017, 10, 1), "to_date": date(2020, 10, 1)}]
    case = world([official("AN"), official("BINH")], units=[XA, XB], service=service)
    assert points(case, BURDEN, plan(case, ("AN", "XA-CHAIR", 0, 36))) == -2 * (720 + 432)  # 25 % × 2.4 × 720
    both = plan(case, ("AN", "XA-CHAIR", 0, 24), ("BINH", "XA-VICE", 0, 36))
    assert points(case, BURDEN, both) == -(480 + 288) - 720 - 768


def test_what_a_career_adds_is_rounded_down() -> None:
    service = [{**SPELL, "from_date": date(2019, 1, 1), "to_date": date(2019, 2, 1)}]  # 6
    case = world([official("AN")], units=[XA, XB], service=service)
    assert points(case, BURDEN, plan(case, ("AN", "XA-CHAIR", 0, 12))) == -2 * (240 + 3)  # 25 % × 0.06 × 240 = 3.6


def test_what_a_career_adds_falls_a_point_only_at_whole_points() -> None:
    service = [{**SPELL, "from_date": date(2017, 5, 1), "to_date": date(2020, 9, 30)}]  # 41 months of 70: 239
    units = [{"unit_id": "XA", "hardship": 67, "travel_hours": 2}, {"unit_id": "XB", "hardship": 70}]
    case = world([official("AN")], units=units, service=service)
    more = 431  # 25 % × 2.39 × 3 × 241 = 431.99
    assert points(case, BURDEN, plan(case, ("AN", "XA-CHAIR", 0, 36))) == -2 * (3 * 241 + more)


def test_eleven_months_of_one_degree_are_no_degree_year() -> None:
    units, service = (
        [{"unit_id": "XB", "hardship": 1}],
        [{**SPELL, "from_date": date(2020, 1, 1), "to_date": date(2020, 11, 30)}],
    )
    assert career_hardship(world([official("AN")], units=units, service=service)) == {"AN": 0}


def test_what_weighs_nothing_is_not_listed() -> None:
    judged = plan(FAR, ("AN", "XA-CHAIR", 0, 36))
    assert [part.code for part in BURDEN.parts(FAR, judged)] == ["burden", "worst_burden"]
