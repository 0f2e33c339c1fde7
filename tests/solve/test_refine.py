"""Branching in a race beside an engine: it wins where nothing better is left, and claims nothing where it was stopped."""

import threading
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from optimizer.program import FREE, Program
from optimizer.solve import highs
from optimizer.solve.branch import Task
from optimizer.solve.outcome import Answer, Status
from optimizer.solve.params import DEFAULT
from optimizer.solve.race import Job, race
from optimizer.solve.refine import NOTHING, Searcher
from tests.programs import drawn, every_x, knapsack


def searcher_for(of: Program, points: np.ndarray, most: int) -> Searcher:
    """One that looks for `points · x ≤ most`."""
    asked = of.with_row("better", points, -FREE, most)
    return Searcher(Task(asked, len(asked.rows) - 1, 60), DEFAULT)


@pytest.mark.parametrize("seed", range(10))
def test_alone_it_wins_with_the_best_and_with_the_refusal_of_better(seed: int) -> None:
    of, points = drawn(seed)
    values = every_x(of) @ points
    for most in (200, int(values.min()) - 1) if len(values) else (200,):
        searcher = searcher_for(of, points, most)
        (answer,) = race(Job(of, points, None, 60), threading.Event(), lambda *_: None, engines=(searcher,))
        assert answer.status == Status.OPTIMAL
        assert searcher.shown.least == (int(values.min()) if len(values) else 201)


@pytest.mark.parametrize("seed", range(10))
def test_beside_an_engine_neither_contradicts_the_other(seed: int) -> None:
    of, points = drawn(seed)
    searcher = searcher_for(of, points, 200)
    answers = race(Job(of, points, None, 60), threading.Event(), lambda *_: None, engines=(searcher, highs))
    proven = [a.value for a in answers if a.engine == highs.NAME and a.status == Status.OPTIMAL]
    assert searcher.done.wait(30)
    shown = searcher.shown
    assert proven or shown.least is not None
    if proven:
        assert shown.least is None or proven[0] >= shown.least
        assert shown.x is None or int(points @ shown.x) >= proven[0]


def test_one_that_has_lost_still_shows_the_bound_it_had() -> None:
    of, points = knapsack(3)
    searcher, heard = searcher_for(of, points, 0), threading.Event()

    def wins(*_: Any) -> Answer:
        heard.wait(30)
        return Answer("other", Status.OPTIMAL, None, None, None, 0.0)

    engines = (searcher, SimpleNamespace(NAME="other", minimise=wins))
    race(Job(of, points, None, 60), threading.Event(), lambda *_: heard.set(), engines=engines)
    assert searcher.done.wait(30)
    root = float(highs.relax(of, points, 60, threading.Event())[0] @ points)
    assert searcher.shown.least is not None
    assert searcher.shown.least >= root - 1e-6


def test_one_that_is_stopped_claims_nothing() -> None:
    of, points = drawn(1)
    searcher, stop = searcher_for(of, points, 200), threading.Event()
    stop.set()
    (answer,) = race(Job(of, points, None, 60), stop, lambda *_: None, engines=(searcher,))
    assert answer.status != Status.OPTIMAL or searcher.shown.least is not None
    assert searcher.minimise(of, points, None, 0.0, stop, lambda *_: None).status == Status.UNKNOWN
    assert searcher.shown == NOTHING
