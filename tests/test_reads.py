"""What a rule is said to read is what it reads: by example, and by watching rules at work."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from optimizer.case import Case
from optimizer.law import dated_parameters
from optimizer.reads import reads
from optimizer.rules import BONDS, GATES, GOALS
from optimizer.rules.bonds.c25_budget import WithinBudget
from optimizer.rules.bonds.c27_structure import StructureBands
from optimizer.rules.gates.c05_remaining_service import RemainingService
from optimizer.rules.gates.c11_discipline import Conduct
from optimizer.rules.gates.c13_party_member import PartyMember
from optimizer.rules.goals.burden import Burden
from optimizer.rules.goals.fit import Fit
from optimizer.rules.kinds import Gate
from optimizer.stints import stints
from optimizer.words import Mode
from tests.rules.bonds.limits import LIMITS, Limit
from tests.worlds import world

KIND_AND_LENGTHS = {"rotation_source_levels", "min_tenure_months", "max_tenure_months"}  # what the case itself asks


class Watched(dict[str, Any]):
    """The parameters of a law, and the keys of those that were asked for."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        """Nothing was asked for yet."""
        super().__init__(given)
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        """The parameter, noted."""
        self.asked.add(key)
        return super().__getitem__(key)


def asked(case: Case, act: Callable[[Case], object]) -> set[str]:
    """What an act asks of the law of a case, beyond the facts of the case."""
    seen = Watched(case.law.by_key)
    case = replace(case, law=replace(case.law, by_key=seen))
    assert case.course is not None  # computed before the watch begins
    seen.asked.clear()
    act(case)
    return seen.asked - KIND_AND_LENGTHS


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        (RemainingService, {"remaining_service_min", "remaining_service_min_special", "local_if_birth", "local_years_min"}),
        (Conduct, {"discipline_any_excluded", "discipline_lookback_months"}  # the other three by f"discipline_months_{form}"
         | {f"discipline_months_{form}" for form in ("reprimand", "warning", "removal")}),
        (PartyMember, set()),
        (StructureBands, {f"{band}_share_percent" for band in ("women", "young", "science")}
         | {"minority_alpha_percent", "science_fields", "young_age_below"}),
        (Fit, {"points_fit", "points_language"}),  # named in a tuple
        (Burden, {"points_burden", "points_travel_hour", "points_career_percent", "points_worst_burden"}),
    ],
)  # fmt: skip
def test_a_rule_reads_what_its_code_and_the_functions_it_calls_name(rule: type, keys: set[str]) -> None:
    assert reads(rule) == keys


def test_what_a_budget_reads_stands_in_the_file_of_costs() -> None:
    assert {"attraction_rate_percent", "attraction_cap_months", "first_time_base_salaries", "base_salary_vnd"} <= reads(
        WithinBudget
    )


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)
def test_no_gate_asks_for_more_than_it_is_said_to_read(gate: Gate) -> None:
    met: set[str] = set()
    for seed, regime in product(range(6), ("2017", "2022", "2025")):
        case = world(seed, regime)
        frame = stints(case)
        if case.law.mode(gate.id) != Mode.OFF:
            met |= asked(case, lambda watched, frame=frame: gate.admits(watched, frame))
    assert met <= reads(type(gate))


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.rule)
def test_no_bond_or_goal_asks_for_more_than_it_is_said_to_read(limit: Limit) -> None:
    (bond,) = (bond for bond in BONDS if bond.id == limit.rule)
    for judged in limit.plans():
        assert asked(limit.case(), lambda case, judged=judged: list(bond.breaches(case, judged))) <= reads(type(bond))
        for goal in GOALS[:-1]:  # the last one asks the rules
            told = asked(limit.case(), lambda case, goal=goal, judged=judged: goal.score(case, judged))
            assert told <= reads(type(goal)), goal.id


def test_every_parameter_that_a_rule_reads_is_one_of_the_law() -> None:
    assert set().union(*(reads(type(rule)) for rule in (*GATES, *BONDS, *GOALS))) < set(dated_parameters())
