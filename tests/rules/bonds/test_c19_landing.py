"""C19: each rotation has its place to land, and the place holds; periods are years from 1/10/2021."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from optimizer.case import Case
from optimizer.model import build
from optimizer.rules.bonds.c19_landing import LandingReserved
from optimizer.rules.bonds.landing_slots import landing_fault, places_in
from optimizer.solve.tiers import complete
from optimizer.words import Mode
from tests.rules.tables import faults, official, plan, world
from tests.rules.test_modes import ruled

C19 = LandingReserved()
PLAIN = world([official("AN"), official("BINH"), official("CHI", "XB", "VICE")])
YEAR_AWAY = ("AN", "XA-CHAIR", 0, 12)


def with_slot(**slot: Any) -> Case:
    """AN and BINH, and one slot L in the bureau, open to all, of their own rank, with one place."""
    return world([official("AN"), official("BINH")], landings=[{"slot_id": "L", **slot}])


def running(slot: str, until: date) -> list[dict[str, Any]]:
    """The rotation of QUY from the office, running at the start, with its promised landing."""
    spell = {"service_id": "Q", "cadre_id": "QUY", "unit_id": "XA", "role_id": "CHAIR", "kind": "rotation"}
    return [{**spell, "expected_end": until, "landing_slot_id": slot}]


def test_a_rotation_that_returns_home_is_lawful() -> None:
    assert faults(PLAIN, C19, plan(PLAIN, (*YEAR_AWAY, "home"))) == []


def test_a_rotation_without_a_landing_is_unmatched() -> None:
    assert faults(PLAIN, C19, plan(PLAIN, YEAR_AWAY)) == ["AN|1"]


def test_a_landing_without_a_rotation_is_unmatched() -> None:
    assert faults(PLAIN, C19, plan(PLAIN, lands=[("AN", 1, "home", "")]))[0] == "AN|1"


@pytest.mark.parametrize("mode", [Mode.HARD, Mode.OFF])
def test_even_where_the_rule_is_off_nobody_lands_without_ending_a_rotation_then(mode: Mode) -> None:
    program = build(ruled(with_slot(), "C19", mode), bonds=(C19,), goals=()).program
    nothing = np.zeros(len(program.columns), dtype=np.int64)

    def possible(*names: str) -> bool:
        chosen = program.columns["name"].isin(names).to_numpy().astype(np.int64)
        return complete(program, nothing, chosen[: program.decisions], 10) is not None

    assert possible("stint[AN|XA-CHAIR|0|36]", "landing[AN|3|L|]")
    assert not possible("landing[AN|3|L|]")
    assert not possible("stint[BINH|XA-CHAIR|0|36]", "landing[BINH|3|home|]", "landing[AN|3|L|]")


def test_a_landing_a_period_after_the_end_is_unmatched_on_both_sides() -> None:
    assert faults(PLAIN, C19, plan(PLAIN, YEAR_AWAY, lands=[("AN", 2, "home", "")])) == ["AN|1", "AN|2"]


def test_one_end_does_not_take_two_landings() -> None:
    case = with_slot()
    assert faults(case, C19, plan(case, (*YEAR_AWAY, "home"), lands=[("AN", 1, "L", "")])) == ["AN|1"]


def test_a_rotation_that_outlasts_the_horizon_needs_its_landing_all_the_same() -> None:
    assert faults(PLAIN, C19, plan(PLAIN, ("AN", "XA-CHAIR", 2, 36))) == ["AN|3"]
    assert faults(PLAIN, C19, plan(PLAIN, ("AN", "XA-CHAIR", 2, 36, "home"))) == []


def test_a_transfer_needs_no_landing() -> None:
    assert faults(PLAIN, C19, plan(PLAIN, ("CHI", "XA-CHAIR", 0, 60))) == []


SLOTS = [
    {"slot_id": "OPEN"},
    {"slot_id": "CLOSED", "outsiders": False},
    {"slot_id": "OWN_UNIT", "unit_id": "OFFICE", "outsiders": False},
    {"slot_id": "RANK_6", "rank": 6},
    {"slot_id": "RANK_8", "rank": 8},
    {"slot_id": "LATER", "available_from": "2023-10-01"},
]
OFFERS = world([official("AN")], landings=SLOTS)


@pytest.mark.parametrize(
    ("slot", "why"),
    [("OPEN", ""), ("CLOSED", "not_open"), ("OWN_UNIT", ""), ("RANK_6", "lower"), ("RANK_8", ""), ("LATER", "too_early")],
)
def test_a_slot_is_open_not_lower_and_there_in_time(slot: str, why: str) -> None:
    judged = plan(OFFERS, (*YEAR_AWAY, slot))
    assert landing_fault(OFFERS, judged, judged.landings[0]) == why
    assert faults(OFFERS, C19, judged) == ([f"AN|1|{slot}|"] if why else [])


@pytest.mark.parametrize(
    ("free_from", "why"), [("2024-10-01", ""), ("2024-10-02", "too_early"), ("2025-10-01", "too_early")]
)
@pytest.mark.parametrize("start", [0, 2])
def test_a_slot_for_an_end_beyond_the_horizon_is_free_by_the_end_of_the_horizon(
    start: int, free_from: str, why: str
) -> None:
    case = with_slot(available_from=free_from)
    judged = plan(case, ("AN", "XA-CHAIR", start, 36, "L"))  # ends with the horizon, or two years after it
    assert landing_fault(case, judged, judged.landings[0]) == why
    assert faults(case, C19, judged) == (["AN|3|L|"] if why else [])


@pytest.mark.parametrize(("wishes", "why"), [([], "not_wished"), ([2], "not_wished"), ([0], "not_wished"), ([1], "")])
def test_only_who_wishes_for_the_commune_first_may_stay_there(wishes: list[int], why: str) -> None:
    case = world([official("AN")], preferences=[{"cadre_id": "AN", "wish": wish} for wish in wishes])
    judged = plan(case, (*YEAR_AWAY, "stay"))
    assert landing_fault(case, judged, judged.landings[0]) == why
    assert faults(case, C19, judged) == (["AN|1|stay|XA-CHAIR"] if why else [])


def test_nobody_stays_in_a_post_where_he_did_not_serve() -> None:
    case = world([official("AN")], preferences=[{"cadre_id": "AN"}])
    judged = plan(case, YEAR_AWAY, lands=[("AN", 1, "stay", "XA-VICE")])
    assert landing_fault(case, judged, judged.landings[0]) == "not_there"
    assert faults(case, C19, judged) == ["AN|1|stay|XA-VICE"]


@pytest.mark.parametrize(("capacity", "told"), [(0, ["L"]), (1, ["L"]), (2, [])])
def test_two_landings_need_two_places(capacity: int, told: list[str]) -> None:
    case = with_slot(capacity=capacity)
    assert faults(case, C19, plan(case, (*YEAR_AWAY, "L"), ("BINH", "XA-VICE", 0, 36, "L"))) == told


@pytest.mark.parametrize(("capacity", "told"), [(1, ["L"]), (2, [])])
def test_a_place_promised_to_a_running_rotation_is_taken(capacity: int, told: list[str]) -> None:
    slots, service = [{"slot_id": "L", "capacity": capacity}], running("L", date(2022, 12, 31))
    case = world([official("AN"), official("QUY")], landings=slots, service=service)
    assert faults(case, C19, plan(case, (*YEAR_AWAY, "L"))) == told


def test_a_waiver_of_the_end_forgives_the_missing_landing() -> None:
    case = world([official("AN")], waivers=[{"rule_id": "C19", "place": "AN|1"}])
    assert faults(case, C19, plan(case, YEAR_AWAY)) == []


def test_nobody_stays_before_or_after_his_rotation_ends() -> None:
    case = world([official("AN")], preferences=[{"cadre_id": "AN"}])
    judged = plan(case, YEAR_AWAY, lands=[("AN", 2, "stay", "XA-CHAIR")])
    assert landing_fault(case, judged, judged.landings[0]) == "not_there"


def test_the_wish_of_another_does_not_let_him_stay() -> None:
    wishes = [{"cadre_id": "BINH"}, {"cadre_id": "AN", "unit_id": "XB"}]
    case = world([official("AN"), official("BINH")], preferences=wishes)
    judged = plan(case, (*YEAR_AWAY, "stay"))
    assert landing_fault(case, judged, judged.landings[0]) == "not_wished"


def test_a_slot_promised_to_more_than_it_holds_has_no_place_and_owes_none() -> None:
    slots, service = [{"slot_id": "L", "capacity": 0}], running("L", date(2022, 12, 31))
    case = world([official("AN"), official("QUY")], landings=slots, service=service)
    assert places_in(case, "L") == 0
