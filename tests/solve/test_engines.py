"""Two engines, one truth: brute force, CP-SAT and HiGHS on drawn worlds; interruption; ties."""

import itertools
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from optimizer.case import Case
from optimizer.jobs import load_case
from optimizer.model import Model, build
from optimizer.options import ALWAYS
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules import BONDS
from optimizer.rules.tiers import tiers
from optimizer.solve import Impossible, Solved, SolveParams, cpsat, highs, solve
from optimizer.solve import race as racing
from optimizer.solve import tiers as solving
from optimizer.solve.outcome import Answer, Status
from optimizer.verify import Verdict, judge
from tests.worlds import poorer, world

DATA = Path(__file__).parents[2] / "data"


def solved(case: Case) -> Solved | Impossible:
    """The proven outcome of a tiny case."""
    outcome = solve(build(case), SolveParams(seconds=60))
    assert isinstance(outcome, Solved | Impossible), outcome
    return outcome


@pytest.mark.parametrize("seed", range(200))
def test_both_engines_prove_the_same_value_of_every_tier(seed: int) -> None:
    outcome = solved(world(seed))
    if isinstance(outcome, Impossible):
        assert set(outcome.proved_by) == {"cp-sat", "highs"}
        return
    assert outcome.verdict.lawful
    assert all(set(tier.proved_by) == {"cp-sat", "highs"} for tier in outcome.tiers)


def test_both_engines_agree_on_tiny() -> None:
    outcome = solved(load_case(DATA / "tiny"))
    assert isinstance(outcome, Solved)
    assert outcome.proven and outcome.ties_broken
    assert [tier.value for tier in outcome.tiers[:3]] == [0, 115, 115]


@pytest.mark.parametrize(("seconds", "broken"), [(0.0, False), (10.0, True)])
def test_ties_of_a_proven_plan_are_broken_in_a_time_of_their_own(
    seconds: float, broken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tiers may take all the time that they need, of which none is left after them."""
    monkeypatch.setattr(solving, "_allowance", lambda todo, deadline: 20.0)
    outcome = solve(build(load_case(DATA / "tiny")), SolveParams(seconds=0, ties_seconds=seconds))
    assert isinstance(outcome, Solved) and outcome.proven and outcome.ties_broken == broken


def lawful_plans(model: Model) -> list[Verdict]:
    """The verdict on every lawful choice of columns, by enumeration."""
    choices = itertools.product([0, 1], repeat=model.program.decisions)
    verdicts = (judge(model.case, model.plan(np.array(x))) for x in choices)
    return [verdict for verdict in verdicts if verdict.lawful]


def test_no_lawful_plan_beats_the_solver_where_all_can_be_enumerated() -> None:
    tried = 0
    for seed in range(200):
        if tried == 12:
            break
        model = build(world(seed))
        if not 1 <= model.program.decisions <= 9:
            continue
        outcome = solved(model.case)
        plans = lawful_plans(model)
        if isinstance(outcome, Impossible):
            assert not plans
            continue
        tried += 1
        for result in outcome.tiers:
            best = max(plans, key=lambda verdict, tier=result.tier: tier.sense * verdict.value(tier))
            assert best.value(result.tier) == result.bound
            kept = best.value(result.tier) - result.tier.sense * result.tier.tolerance
            plans = [v for v in plans if result.tier.sense * (v.value(result.tier) - kept) >= 0]
    assert tried >= 5


def test_the_solvers_figure_is_the_definitions_to_the_last_unit() -> None:
    model = build(load_case(DATA / "tiny"))
    outcome = solve(model, SolveParams(seconds=60))
    assert isinstance(outcome, Solved)
    verdict = judge(model.case, outcome.plan)
    assert [t.value for t in outcome.tiers] == [verdict.value(tier) for tier in tiers(model.case)]


def test_verification_works_with_every_encoding_raising(monkeypatch: pytest.MonkeyPatch) -> None:
    case = load_case(DATA / "tiny")
    plan = solve(build(case), SolveParams(seconds=60)).plan  # type: ignore[union-attr]

    def refuse(*_: object) -> None:
        raise AssertionError("the verifier asked an encoding")

    from optimizer.rules import GATES, GOALS

    for rule in (*BONDS, *GOALS):
        monkeypatch.setattr(type(rule), "encode", refuse)
    for gate in GATES:
        monkeypatch.setattr(type(gate), "admits", refuse)
    assert judge(case, plan).lawful


@pytest.mark.parametrize("engine", [cpsat, highs], ids=["cp-sat", "highs"])
@pytest.mark.parametrize(("least", "status"), [(0, "optimal"), (1, "impossible")])
def test_a_program_without_columns_is_decided_by_its_rows(engine: object, least: int, status: str) -> None:
    desk = Desk([])
    desk.at_least("post", pd.DataFrame({"post": ["X"], "column": [ALWAYS], "coef": [0]}), ["post"], least)
    points = np.zeros(0, dtype=np.int64)
    answer = engine.minimise(desk.program(), points, None, 5, threading.Event(), lambda *_: None)  # type: ignore[attr-defined]
    assert answer.status == status
    assert answer.value == (0 if status == "optimal" else None)


@pytest.mark.parametrize("engine", [cpsat, highs], ids=["cp-sat", "highs"])
def test_an_engine_told_to_stop_returns_soon_with_what_it_has(engine: object) -> None:
    model = build(load_case(DATA / "muong_nhe_2021"))
    stop = threading.Event()
    threading.Timer(2.0, stop.set).start()
    begun = time.monotonic()
    nothing = np.zeros(model.program.decisions, dtype=np.int64)
    answer = engine.minimise(model.program, -model.program.goals["fit"], nothing, 60, stop, lambda *_: None)  # type: ignore[attr-defined]
    assert time.monotonic() - begun < 20
    assert answer.x is None or model.program.admits(answer.x)


def test_a_solve_told_to_stop_keeps_a_verified_plan() -> None:
    model = build(poorer(load_case(DATA / "muong_nhe_2021")))
    stop = threading.Event()
    threading.Timer(3.0, stop.set).start()
    outcome = solve(model, SolveParams(seconds=120), stop)
    assert isinstance(outcome, Solved)
    assert outcome.interrupted and outcome.verdict.lawful


def test_a_proof_does_not_wait_for_the_other_engine_nor_lets_it_speak() -> None:
    released, spoken, heard = threading.Event(), threading.Event(), []

    def late(*asked: Any) -> Answer:
        asked[4].wait(30)  # until the race is settled
        released.wait(30)
        asked[5](1, 1)
        spoken.set()
        return Answer("late", Status.UNKNOWN, None, None, None, 0.0)

    engines = (cpsat, SimpleNamespace(NAME="late", minimise=late))
    job = racing.Job(Desk(["a"]).program(), np.array([-1]), None, 30.0)
    answers = racing.race(job, threading.Event(), lambda engine, *_: heard.append(engine), engines=engines)
    assert [(a.engine, a.value) for a in answers] == [("cp-sat", -1)]
    released.set()
    assert spoken.wait(30)
    assert "late" not in heard


def test_an_engine_that_never_stops_is_left_without_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """HiGHS 1.16 was seen to go round in its presolve, deaf to its time limit."""
    monkeypatch.setattr(racing, "LATE_SECONDS", 0.1)
    released, both = threading.Event(), {"to_the_end": True}

    def deaf(*_: Any) -> Answer:
        released.wait(20)
        return Answer("deaf", Status.OPTIMAL, None, None, None, 0.0)

    engines = (cpsat, SimpleNamespace(NAME="deaf", minimise=deaf))
    job = racing.Job(Desk(["a"]).program(), np.array([-1]), None, 0.5)
    answers = racing.race(job, threading.Event(), lambda *_: None, engines=engines, **both)
    assert [(a.engine, a.value) for a in answers] == [("cp-sat", -1)]
    stopped = threading.Event()
    stopped.set()
    longer = racing.Job(job.program, job.points, None, 600.0)
    assert racing.race(longer, stopped, lambda *_: None, engines=engines[1:]) == ()
    released.set()


def test_what_goes_wrong_in_an_engine_is_told_to_whoever_asked() -> None:
    def faulty(*_: Any) -> Answer:
        raise MemoryError("too little")

    job = racing.Job(Desk(["a"]).program(), np.array([-1]), None, 5.0)
    with pytest.raises(MemoryError, match="too little"):
        racing.race(job, threading.Event(), lambda *_: None, engines=(SimpleNamespace(NAME="faulty", minimise=faulty),))


def test_leaving_everything_as_it_is_breaks_no_rule() -> None:
    case = load_case(DATA / "muong_nhe_2021")
    assert judge(case, Plan()).lawful
