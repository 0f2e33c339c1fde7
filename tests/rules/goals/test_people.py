"""Goals about people, by hand: burden, wishes, growth, structure."""

from datetime import date
from typing import Any

import pytest

from optimizer.rules.goals.burden import Burden
from optimizer.rules.goals.growth import Growth
from optimizer.rules.goals.structure import Structure
from optimizer.rules.goals.wishes import Wishes
from tests.rules.goals.points import points
from tests.rules.tables import holds, official, plan, world

FAR = world(  # 3 × 60 + 20 × 3 = 240 a year
    [official("AN"), official("CHI", "XB", "VICE"), official("DUNG", "XA", "VICE")],
    units=[{"unit_id": "XA", "hardship": 60, "travel_hours": 3}],
)
WISHES = {f"WISH{wish}": wish for wish in (0, 1, 2, 9)}
WISHING = world(
    [*(official(name) for name in (*WISHES, "SILENT")), official("LOCAL", "XA", "VICE")],
    posts="XA-CHAIR XB-CHAIR",
    preferences=[{"cadre_id": name, "wish": wish} for name, wish in {**WISHES, "LOCAL": 1}.items()],
)
BORN = {  # 40 on the day of the start, 40 a day later, and the same for a start a year later
    "FORTY": {"birth_date": date(1981, 10, 1)},
    "NEARLY_FORTY": {"birth_date": date(1981, 10, 2)},
    "FORTY_IN_A_YEAR": {"birth_date": date(1982, 10, 1)},
    "NEARLY_FORTY_IN_A_YEAR": {"birth_date": date(1982, 10, 2)},
}
OTHERS: dict[str, dict[str, Any]] = {
    "MAN_OF_42": {},
    "WOMAN": {"sex": "female"},
    "MONG": {"ethnicity": "mong"},
    "KINH": {"ethnicity": "kinh"},
    "YOUNG_THAI_WOMAN": {"sex": "female", "birth_date": date(1990, 1, 1), "ethnicity": "thai"},
}
PEOPLE = world([official(name, **facts) for name, facts in {**BORN, **OTHERS}.items()])


@pytest.mark.parametrize(("start", "months", "value"), [(0, 36, -720), (0, 12, -240), (2, 36, -240)])
def test_who_is_sent_bears_the_hardship_and_the_distance_of_the_commune(start: int, months: int, value: int) -> None:
    assert points(FAR, Burden(), plan(FAR, ("AN", "XA-CHAIR", start, months))) == value


def test_a_transfer_is_a_burden_too_and_a_promotion_at_home_is_none() -> None:
    assert points(FAR, Burden(), plan(FAR, ("CHI", "XA-CHAIR", 0, 60))) == -720
    assert points(FAR, Burden(), plan(FAR, ("DUNG", "XA-CHAIR", 0, 60))) == 0


def test_the_burden_of_a_stint_is_rounded_down() -> None:
    case = world([official("AN")], units=[{"unit_id": "XA", "hardship": 1}], period_months=3, lengths_months=[3, 6])
    assert points(case, Burden(), plan(case, ("AN", "XA-CHAIR", 0, 3))) == 0  # 3 × 3 / 12 = 0.75
    assert points(case, Burden(), plan(case, ("AN", "XA-CHAIR", 0, 6))) == -1  # 1.5


@pytest.mark.parametrize(("wish", "value"), [(1, 900), (2, 800), (9, 100), (0, -3000)])
def test_the_first_wish_is_worth_nine_steps_the_last_one_and_a_refusal_costs(wish: int, value: int) -> None:
    assert points(WISHING, Wishes(), plan(WISHING, (f"WISH{wish}", "XA-CHAIR", 0, 12))) == value


def test_a_commune_that_a_cadre_did_not_name_is_neither_good_nor_bad() -> None:
    moves = ("WISH1", "XB-CHAIR", 0, 12), ("SILENT", "XA-CHAIR", 0, 12)
    assert points(WISHING, Wishes(), plan(WISHING, *moves)) == 0


def test_a_wish_for_the_own_commune_is_no_matter_of_rotation() -> None:
    assert points(WISHING, Wishes(), plan(WISHING, ("LOCAL", "XA-CHAIR", 0, 60))) == 0


def test_a_first_service_in_a_commune_is_growth_and_a_second_is_not() -> None:
    spell = {"cadre_id": "BINH", "unit_id": "XB", "role_id": "VICE", "to_date": "2019-12-31", "service_id": "Q1"}
    office = {"cadre_id": "AN", "unit_id": "OFFICE", "role_id": "DEPUTY", "service_id": "Q2"}
    case = world([official("AN"), official("BINH")], service=[spell, office])
    assert points(case, Growth(), plan(case, ("AN", "XA-CHAIR", 0, 36))) == 300
    assert points(case, Growth(), plan(case, ("BINH", "XA-CHAIR", 0, 36))) == 0


def test_settling_there_for_good_takes_two_hundred_of_it_back() -> None:
    case = world([official("AN")], preferences=[{"cadre_id": "AN"}])
    assert points(case, Growth(), plan(case, ("AN", "XA-CHAIR", 0, 36, "stay"))) == 300 - 200
    assert points(case, Growth(), plan(case, ("AN", "XA-CHAIR", 0, 36, "home"))) == 300


@pytest.mark.parametrize(
    ("cadre", "start", "value"),
    [
        ("MAN_OF_42", 0, 0),
        ("WOMAN", 0, 200),
        ("FORTY", 0, 0),
        ("NEARLY_FORTY", 0, 200),
        ("FORTY_IN_A_YEAR", 1, 0),
        ("NEARLY_FORTY_IN_A_YEAR", 1, 200),
        ("MONG", 0, 200),
        ("KINH", 0, 0),
        ("YOUNG_THAI_WOMAN", 2, 600),
    ],
)
def test_women_the_young_and_minorities_count_two_hundred_each(cadre: str, start: int, value: int) -> None:
    assert points(PEOPLE, Structure(), plan(PEOPLE, (cadre, "XA-CHAIR", start, 12))) == value


def test_a_reappointment_changes_nothing_in_the_structure_and_a_promotion_does() -> None:
    people = [official("CHI", "XA", "CHAIR", sex="female")]
    case = world(people, service=[holds("CHI", "XA-CHAIR", date(2022, 10, 1))])
    assert points(case, Structure(), plan(case, ("CHI", "XA-CHAIR", 1, 60))) == 0
    assert points(case, Structure(), plan(case, ("CHI", "XA-SECRETARY", 1, 60))) == 200
