"""A regime turns each rule off, soft or hard by its mode alone: the same case under another mode, nothing else changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest

from optimizer.case import Case
from optimizer.facts import cadre_facts, post_facts
from optimizer.model import build, judge
from optimizer.plan import Plan
from optimizer.rules import BONDS, GATES, GOALS, KINDS, breaches_by_mode, hard_gates
from optimizer.rules.kinds import Bond, Gate
from optimizer.rules.tiers import tiers
from optimizer.stints import stints
from optimizer.tables.settings import TierSetting
from optimizer.verify import judge as verdict_on
from optimizer.words import Mode, RuleKind
from tests.rules.goals.points import points
from tests.rules.tables import holds, official, plan, world
from tests.rules.test_proof import REGIME, tiny_model
from tests.worlds import world as drawn

GOAL_RULES = [rule for rule, kind in KINDS.items() if kind == RuleKind.GOAL]
PEOPLE = [official("AN"), official("BINH"), official("CHI", "XB", "VICE")]
RICH = world(
    PEOPLE,
    units=[{"unit_id": "XA", "border": True, "hardship": 80, "travel_hours": 3, "poor_permille": 500, "edc": True}],
    competencies=[{"cadre_id": "AN"}],
    languages=[{"cadre_id": "AN"}],
    needs=[{"level": 3}],
    unit_languages=[{"level": 3}],
    preferences=[{"cadre_id": "AN"}],
    courses=[{"cost_vnd": 7_000_000}],
)
MOVES = plan(RICH, ("AN", "XA-CHAIR", 1, 36, "home"), ("BINH", "XA-VICE", 1, 36, "home"), sends=[("AN", "K")])


def ruled(case: Case, rule: str, mode: Mode) -> Case:
    """The same case where a rule has a mode and, if soft, a price of 7."""
    rules = case.law.rules | {rule: replace(case.law.rules[rule], mode=mode, price=7)}
    return replace(case, law=replace(case.law, rules=rules))


def silent(case: Case) -> Case:
    """The same case where every rule is off."""
    rules = {rule: replace(legal, mode=Mode.OFF) for rule, legal in case.law.rules.items()}
    return replace(case, law=replace(case.law, rules=rules))


def in_mode(case: Case, rule: str, mode: Mode) -> Case:
    """The same, with the facts of cadres and posts worked out anew."""
    law = ruled(case, rule, mode).law
    cadres = cadre_facts(case.tables, law)
    return Case(case.settings, law, case.tables, cadres, post_facts(case.tables, law, case.settings, cadres))


@cache
def candidates_of(seed: int, regime: str) -> pd.DataFrame:
    """Every candidate stint of a drawn world."""
    return stints(drawn(seed, regime))


def told(case: Case, found: Plan, rule: str) -> int:
    """Breaches of a rule in either mode that acts."""
    return sum(b.rule == rule for mode in (Mode.HARD, Mode.SOFT) for b in breaches_by_mode(case, found, mode))


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)
def test_a_gate_refuses_charges_or_is_silent_by_its_mode_alone(gate: Gate) -> None:
    met = 0
    for seed in range(60):
        if seed >= 4 and met:
            break
        regime = REGIME.get(gate.id, "2017")
        case, candidates = drawn(seed, regime), candidates_of(seed, regime)
        judged = {mode: judge(ruled(case, gate.id, mode), candidates, [gate]) for mode in Mode}
        kept_out = ~judged[Mode.HARD].admitted
        met += int(kept_out.sum())
        assert judged[Mode.SOFT].admitted.all() and judged[Mode.OFF].admitted.all()
        assert (judged[Mode.SOFT].charge == 7 * kept_out).all()
        assert not judged[Mode.HARD].charge.any() and not judged[Mode.OFF].charge.any()
        assert judged[Mode.OFF].mended.empty
    assert met > 0


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)
def test_a_gate_is_among_the_hard_ones_in_that_mode_alone(gate: Gate) -> None:
    assert {mode: gate in hard_gates(ruled(silent(RICH), gate.id, mode)) for mode in Mode} == {
        mode: mode == Mode.HARD for mode in Mode
    }


@pytest.mark.parametrize("bond", BONDS, ids=lambda bond: bond.id)
def test_a_bond_forbids_charges_or_is_silent_by_its_mode_alone(bond: Bond) -> None:
    met = 0
    for seed in range(60):
        if seed >= 4 and met:
            break
        case = drawn(seed, REGIME.get(bond.id, "2017"))
        models = {mode: tiny_model(ruled(silent(case), bond.id, mode), (bond,), (), seed) for mode in Mode}
        programs = {mode: model.program for mode, model in models.items()}
        alone = np.eye(programs[Mode.OFF].decisions, dtype=np.int64)
        for judged in map(models[Mode.OFF].plan, [*alone, 0 * alone[0], 1 + 0 * alone[0]]):
            broken = {mode: told(models[mode].case, judged, bond.id) for mode in Mode}
            assert broken[Mode.HARD] == broken[Mode.SOFT] and broken[Mode.OFF] == 0
            met += broken[Mode.HARD]
        own = {mode: int((program.rows["rule"] == bond.id).sum()) for mode, program in programs.items()}
        assert own[Mode.OFF] == 0 and "soft" not in _priced(programs[Mode.OFF].goals)
        assert len(programs[Mode.HARD].columns) == programs[Mode.HARD].decisions, "a hard rule has no slack"
        assert (len(programs[Mode.SOFT].columns) > programs[Mode.SOFT].decisions) == (own[Mode.SOFT] > 0)
    assert met > 0, "the worlds never met this rule's limit"


def _priced(goals: Mapping[str, np.ndarray]) -> set[str]:
    """Goals with any points."""
    return {goal for goal, vector in goals.items() if vector.any()}


@pytest.mark.parametrize("rule", GOAL_RULES)
def test_a_goal_s_rule_that_is_off_brings_no_point_and_the_program_says_the_same(rule: str) -> None:
    off = in_mode(RICH, rule, Mode.OFF)
    with_rule, without = verdict_on(RICH, MOVES).goals, verdict_on(off, MOVES).goals
    changed = {goal for goal in with_rule if with_rule[goal] != without[goal]}
    served = {goal.id for goal in GOALS if rule in goal.serves}
    gap = {"worst_commune", "worst_communes"}
    weighed = {"C28": gap, "C29": gap, "C30": {"fill"}}
    assert changed == served | weighed.get(rule, set())
    mute = {goal.id for goal in GOALS if goal.serves and set(goal.serves) <= {rule}}
    assert all(without[goal] == 0 for goal in mute)
    assert not mute & {goal for tier in tiers(off) for goal in tier.goals}
    assert not mute & _priced(build(off).program.goals)
    for goal in (goal for goal in GOALS if goal.id in served - mute):
        untaught = replace(MOVES, training=())
        assert points(off, goal, untaught) == verdict_on(off, untaught).goals[goal.id]


def test_fit_and_team_are_off_when_both_their_rules_are() -> None:
    off = in_mode(in_mode(RICH, "C28", Mode.OFF), "C29", Mode.OFF)
    assert off.asks == ()
    assert not {"fit", "team"} & {goal for tier in tiers(off) for goal in tier.goals}
    assert not {"fit", "team"} & _priced(build(off).program.goals)


def test_the_weight_of_weak_communes_goes_with_its_rule() -> None:
    assert RICH.post["XA-CHAIR"].weakness_percent == 100 + 50 + 25 + 25
    assert set(in_mode(RICH, "C30", Mode.OFF).posts["weakness_percent"]) == {100}


def test_what_was_borne_before_counts_only_where_rest_does() -> None:
    served = {"service_id": "Q", "cadre_id": "AN", "unit_id": "XB", "role_id": "VICE", "to_date": "2021-01-01"}
    hard = [{"unit_id": unit, "hardship": 80} for unit in ("XA", "XB")]
    case = world([official("AN")], units=hard, service=[served])
    moves = plan(case, ("AN", "XA-CHAIR", 0, 36, "home"))
    yearly = 3 * 3 * 80  # for three years, and as much again for the worst
    assert verdict_on(in_mode(case, "C35", Mode.OFF), moves).goals["burden"] == -2 * yearly
    assert verdict_on(case, moves).goals["burden"] == -2 * (yearly + yearly * 160 * 25 // 10_000)


def test_a_missing_review_takes_the_bonus_only_where_reviews_are_asked() -> None:
    away = holds("AN", "XB-VICE", date(2022, 9, 30), "rotation", from_date=date(2018, 6, 1))
    given: dict[str, Any] = {
        "service": [away],
        "grades": [],
        "landings": [{"slot_id": "UP", "rank": 8}],
        "succession": [],
    }
    case = world([official("AN")], "XA-CHAIR XB-VICE", **given)
    moves = plan(case, ("AN", "XA-CHAIR", 1, 24, "UP"))
    assert verdict_on(case, moves).goals["growth"] == 0
    assert verdict_on(in_mode(case, "C37", Mode.OFF), moves).goals["growth"] == 100


def test_declared_tiers_lose_what_is_off_and_the_default_ones_stand_in_for_none() -> None:
    declared = [TierSetting(name="people", goals=["wishes", "calm"]), TierSetting(name="wishes", goals=["wishes"])]
    case = world(PEOPLE, tiers=[tier.model_dump() for tier in declared])
    off = in_mode(case, "C32", Mode.OFF)
    assert [tier.goals for tier in tiers(case)] == [("wishes", "calm"), ("wishes",)]
    assert [tier.goals for tier in tiers(off)] == [("calm",)]
    assert tiers(in_mode(off, "C33", Mode.OFF))[0].goals == ("fill",)


def test_a_declared_tier_has_goals_of_one_sense() -> None:
    for one, other in product(GOALS, GOALS):
        if one.sense == other.sense:
            assert TierSetting(name="both", goals=[one.id, other.id]).goals == [one.id, other.id]
        else:
            with pytest.raises(ValueError, match="better"):
                TierSetting(name="both", goals=[one.id, other.id])
