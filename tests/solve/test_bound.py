"""Bounds in exact whole numbers, closing of useless columns, and the first plan by greed."""

import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.jobs import load_case
from optimizer.model import Model, build
from optimizer.rules.tiers import tiers
from optimizer.solve import Solved, SolveParams, cpsat, highs, solve
from optimizer.solve import tiers as rungs
from optimizer.solve.greedy import greedy
from optimizer.solve.tiers import complete
from optimizer.verify import judge
from optimizer.verify.bound import bound_of, rounded
from tests.rules.test_proof import subsets
from tests.worlds import world

DATA = Path(__file__).parents[2] / "data"


def first_tier(seed: int) -> tuple[Model, np.ndarray]:
    """The model of a world and the points of its first tier, to be minimised."""
    model = build(world(seed))
    return model, model.program.goals["fill"]


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 40), noise=st.lists(st.floats(-50, 50), min_size=1, max_size=9))
def test_any_duals_whatever_give_a_bound_that_no_plan_beats(seed: int, noise: list[float]) -> None:
    model, points = first_tier(seed)
    duals = np.resize(np.array(noise), len(model.program.rows))
    bound = bound_of(model.program, points, rounded(model.program, duals))
    best = cpsat.minimise(model.program, points, None, 20, threading.Event(), lambda *_: None)
    assert best.value is None or bound.value <= best.value


def test_the_duals_of_the_lp_give_the_lps_own_value_rounded_up() -> None:
    model = build(load_case(DATA / "muong_nhe_2021"))
    points = model.program.goals["fill"]
    found = highs.relax(model.program, points, 60, threading.Event())
    assert found is not None
    relaxed, duals = found
    assert bound_of(model.program, points, rounded(model.program, duals)).value == int(np.ceil(points @ relaxed - 1e-3))


@pytest.mark.parametrize("seed", range(40))
def test_closing_useless_columns_loses_no_plan_within_the_limit(seed: int) -> None:
    model, points = first_tier(seed)
    if not 1 <= model.program.decisions <= 10:
        return
    program = model.program
    found = highs.relax(program, points, 20, threading.Event())
    if found is None:
        return
    bound = bound_of(program, points, rounded(program, found[1]))
    best = cpsat.minimise(program, points, None, 20, threading.Event(), lambda *_: None).value
    if best is None:
        return
    useless = bound.useless(best + 1)[: program.decisions]
    for x in subsets(model):
        whole = complete(program, points, x, 20)
        if whole is not None and int(points @ whole) <= best + 1:
            assert not (x[useless] == 1).any()


@pytest.mark.parametrize("name", ["tiny", "muong_nhe_2021"])
def test_the_first_plan_by_greed_is_lawful_and_better_than_none(name: str) -> None:
    model = build(load_case(DATA / name))
    decisions = greedy(model, np.arange(len(model.options.stints)))
    verdict = judge(model.case, model.plan(decisions))
    fill = tiers(model.case)[0]
    assert verdict.lawful
    assert verdict.value(fill) < judge(model.case, model.plan(decisions * 0)).value(fill)


def test_an_lp_told_to_stop_says_nothing_and_soon() -> None:
    model, stop = build(load_case(DATA / "muong_nhe_2021")), threading.Event()
    stop.set()
    begun = time.monotonic()
    assert highs.relax(model.program, model.program.goals["fit"], 60, stop) is None
    assert time.monotonic() - begun < 5


def test_a_plan_that_cannot_be_completed_anew_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([complete])

    def once(*asked: Any) -> np.ndarray | None:
        return next(answers)(*asked) if answers.__length_hint__() else None

    monkeypatch.setattr(rungs, "complete", once)
    assert isinstance(solve(build(load_case(DATA / "tiny")), SolveParams(least_seconds=1e9)), Solved)


def test_greed_takes_no_stint_that_is_closed() -> None:
    model = build(load_case(DATA / "tiny"))
    order = np.arange(len(model.options.stints))
    open_to_all = greedy(model, order)
    taken = np.zeros(len(model.program.columns), dtype=bool)
    taken[: len(open_to_all)] = open_to_all > 0
    closed = replace(model, program=model.program.closed(taken))
    assert not (greedy(closed, order) & open_to_all).any()
    assert open_to_all.any()


@pytest.mark.parametrize(
    ("allowed", "left", "first", "seconds"),
    [(10, 40, False, 5.0), (10, 40, True, 14.0), (10, 20, True, 7.0), (10, 14, True, 5.0), (10, 4, True, 5.0)],
)
def test_the_first_lp_may_take_a_third_of_all_the_time_and_a_later_one_half_of_its_tiers(
    allowed: float, left: float, first: bool, seconds: float
) -> None:
    params = SolveParams(lp_share=0.5, first_lp_share=0.35)
    assert params.lp_time(allowed, left, first=first) == pytest.approx(seconds)
