"""The generic proof: on tiny worlds each rule's encoding accepts exactly what its definition does not fault."""

import itertools
import random
from functools import cache

import numpy as np
import pandas as pd
import pytest

from optimizer.case import Case
from optimizer.courses import courses
from optimizer.landings import landings
from optimizer.model import Model, build, judge, of_opened, write
from optimizer.model import refused as refused_alone
from optimizer.options import Options, open_options
from optimizer.plan import Plan
from optimizer.rules import BONDS, GATES, GOALS
from optimizer.rules.goals.soft import Soft
from optimizer.rules.kinds import Bond, Gate, Goal
from optimizer.stints import stints
from optimizer.words import Mode
from tests.worlds import softened, thinned, world

SEEDS = range(10)
REGIME = {"C02": "2022", "C16": "2025", "C24": "2022"}  # rules that the regime of 2017 does not know
MOST_STINTS, MOST_LANDINGS, MOST_COURSES = 5, 2, 2


def tiny_model(case: Case, bonds: tuple[Bond, ...], goals: tuple[Goal, ...], seed: int) -> Model:
    """A model over a dozen columns at most; gates are not asked, so refused stints are among them."""
    return write(case, tiny_options(case, (), seed), np.zeros(MOST_STINTS, dtype=np.int64), bonds, goals)


def tiny_options(case: Case, gates: tuple[Gate, ...], seed: int) -> Options:
    """A few stints, landings and courses of a case, tied to each other as the gates say."""
    some = thinned(case, stints(case), MOST_STINTS, seed)
    places = thinned(case, landings(case, some), MOST_LANDINGS, seed)
    taught = thinned(case, courses(case, some), MOST_COURSES, seed)
    return open_options(case, some, places, taught, of_opened(judge(case, some, gates).mended, some))


def subsets(model: Model) -> np.ndarray:
    """Every choice of columns, one per row."""
    return np.array(list(itertools.product([0, 1], repeat=model.program.decisions)), dtype=np.int64)


def well_formed(model: Model, chosen: np.ndarray) -> np.ndarray:
    """True for choices with one stint per cadre at most: goals measure plans that C01 does not fault."""
    stint_columns = model.options.stints
    ones = np.zeros(len(chosen), dtype=bool) | True
    for _, group in stint_columns.groupby("cadre_id"):
        ones &= chosen[:, group["column"].to_numpy()].sum(axis=1) <= 1
    return ones


def accepted(model: Model, chosen: np.ndarray) -> np.ndarray:
    """True for choices that keep every row of a program without slacks."""
    assert len(model.program.columns) == model.program.decisions
    activity = chosen @ model.program.terms.T.toarray()
    rows = model.program.rows
    keeps = (activity >= rows["lower"].to_numpy()) & (activity <= rows["upper"].to_numpy())
    return keeps.all(axis=1)


def unforgiven(case: Case, rule: Bond | Gate, plan: Plan) -> int:
    """Breaches of a rule that no waiver forgives."""
    return sum((b.rule, b.place) not in case.waived for b in rule.breaches(case, plan))


@pytest.mark.parametrize("bond", BONDS, ids=lambda bond: bond.id)
def test_a_bond_alone_accepts_exactly_the_plans_it_does_not_fault(bond: Bond) -> None:
    refused = 0
    for seed in SEEDS:
        case = hardened(world(seed, REGIME.get(bond.id, "2017")), bond.id)
        model = tiny_model(case, (bond,), (), seed)
        chosen = subsets(model)
        verdicts = accepted(model, chosen)
        for x, ok in zip(chosen, verdicts, strict=True):
            assert ok == (unforgiven(case, bond, model.plan(x)) == 0), (seed, model.plan(x))
        refused += int((~verdicts).sum())
    assert refused > 0, "the worlds never met this rule's limit"


def test_all_bonds_together_accept_exactly_the_plans_that_none_faults() -> None:
    for seed in SEEDS:
        case = world(seed)
        hard = tuple(bond for bond in BONDS if case.law.mode(bond.id) == Mode.HARD)
        model = tiny_model(case, hard, (), seed)
        chosen = subsets(model)
        for x, ok in zip(chosen, accepted(model, chosen), strict=True):
            assert ok == all(unforgiven(case, bond, model.plan(x)) == 0 for bond in hard)


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)
def test_a_gate_admits_exactly_the_stints_it_does_not_fault(gate: Gate) -> None:
    refused = 0
    for seed in range(60):
        case, candidates = with_stints(seed, REGIME.get(gate.id, "2017"))
        case = hardened(case, gate.id)
        admitted = ~refused_alone(case, gate, candidates)
        for row, ok in zip(candidates.itertuples(), admitted, strict=True):
            plan = stint_alone(case, row)
            assert ok == (unforgiven(case, gate, plan) == 0), (seed, plan)
        refused += int((~admitted).sum())
    assert refused > 0, "the worlds never met this rule's limit"


def test_a_gate_with_its_courses_accepts_exactly_the_plans_it_does_not_fault() -> None:
    """Whatever courses lift: a hard gate's rows over stints and courses, over every subset."""
    lifted = 0
    for seed, gate in itertools.product(SEEDS, GATES):
        case = hardened(world(seed, REGIME.get(gate.id, "2017")), gate.id)
        options = tiny_options(case, (gate,), seed)
        if not len(options.opened_by):
            continue
        mended = options.stints["column"].isin(options.opened_by["stint"]).to_numpy()
        tiny = write(case, options, np.zeros(len(options.stints), dtype=np.int64), (), ())
        chosen = subsets(tiny)
        chosen = chosen[~(chosen[:, : len(mended)] & ~mended).any(axis=1)]
        for x, ok in zip(chosen, accepted(tiny, chosen), strict=True):
            assert ok == (unforgiven(case, gate, tiny.plan(x)) == 0), (seed, tiny.plan(x))
            lifted += ok and x[: len(mended)].any()
    assert lifted > 0, "no course ever lifted a fault"


@cache
def with_stints(seed: int, regime: str) -> tuple[Case, pd.DataFrame]:
    """A drawn world and all its candidate stints, which no rule's mode decides."""
    case = world(seed, regime)
    return case, stints(case)


def hardened(case: Case, rule: str) -> Case:
    """The same case where a rule is hard."""
    from dataclasses import replace

    rules = {**case.law.rules, rule: replace(case.law.rules[rule], mode=Mode.HARD)}
    return replace(case, law=replace(case.law, rules=rules))


def stint_alone(case: Case, row: object) -> Plan:
    """The plan of one candidate stint."""
    from optimizer.plan import Stint, make_plan

    return make_plan([Stint(row.cadre_id, row.post_id, case.day(row.start), row.months)], [])  # type: ignore[attr-defined]


def least_points(model: Model, goal: str, sense: int, x: np.ndarray) -> int:
    """The best value of a goal over the slacks, with the decisions fixed at x."""
    import threading

    from optimizer.solve import cpsat

    program = model.program
    fixed = program
    for column, value in enumerate(x):
        unit = np.zeros(len(program.columns), dtype=np.int64)
        unit[column] = 1
        fixed = fixed.with_row(f"fix{column}", unit, int(value), int(value))
    points = -sense * program.goals.get(goal, np.zeros(len(program.columns), dtype=np.int64))
    answer = cpsat.minimise(fixed, points, None, 20, threading.Event(), lambda *_: None)
    assert answer.status == "optimal"
    assert answer.value is not None
    return -sense * answer.value + program.constants.get(goal, 0)


@pytest.mark.parametrize("goal", [g for g in GOALS if not isinstance(g, Soft)], ids=lambda goal: goal.id)
def test_the_best_points_over_the_slacks_are_the_score(goal: Goal) -> None:
    for seed in range(8):
        case = world(seed)
        model = tiny_model(case, (), (goal,), seed)
        rng = random.Random(seed)
        chosen = subsets(model)
        chosen = chosen[well_formed(model, chosen)]
        for x in rng.sample(list(chosen), min(6, len(chosen))):
            assert least_points(model, goal.id, goal.sense, x) == goal.score(case, model.plan(x))


@pytest.mark.parametrize("bond", BONDS, ids=lambda bond: bond.id)
def test_a_soft_bond_costs_its_price_times_its_amount(bond: Bond) -> None:
    for seed in range(6):
        case = softened(world(seed, REGIME.get(bond.id, "2017")), bond.id)
        model = tiny_model(case, (bond,), (), seed)
        chosen = subsets(model)
        for x in random.Random(seed).sample(list(chosen), min(5, len(chosen))):
            breaches = [b for b in bond.breaches(case, model.plan(x)) if (b.rule, b.place) not in case.waived]
            assert least_points(model, "soft", 1, x) == -7 * sum(b.amount for b in breaches)


def test_no_open_stint_is_refused_and_no_admitted_one_is_lost_but_by_a_held_post() -> None:
    for seed in SEEDS:
        case = world(seed)
        model = build(case)
        for row in model.options.stints.itertuples():
            plan = stint_alone(case, row)
            hard = [g for g in GATES if case.law.mode(g.id) == Mode.HARD]
            assert all(unforgiven(case, gate, plan) == 0 for gate in hard)
