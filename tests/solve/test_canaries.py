"""Canaries: small programs of the shapes in which CP-SAT has answered wrongly, against enumeration.

or-tools #5293 (a wrong optimum where at-most-one rows lie inside linear rows), #5274 and #5295 (a false "infeasible" by
presolve, and without it), #5141 (cores of assumptions that were never assumed). An upgrade that brings one back is seen here.
"""

import threading
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

import optimizer
from optimizer.api import synth_case
from optimizer.model import build
from optimizer.program import FREE, Program
from optimizer.rules.tiers import tiers
from optimizer.solve import cpsat, highs
from optimizer.solve.outcome import Status
from optimizer.verify.certificate import Rung

WIDTH = 12
EVERY = ((np.arange(2**WIDTH)[:, None] >> np.arange(WIDTH)) & 1).astype(np.int64)


def canary(seed: int) -> tuple[Program, np.ndarray]:
    """At-most-one rows, linear rows that contain them with other coefficients, and a row that both sides press."""
    rng = np.random.default_rng(seed)
    rows: list[tuple[np.ndarray, int, int]] = []
    for _ in range(4):
        clique = rng.choice(WIDTH, rng.integers(2, 6), replace=False)
        plain = np.zeros(WIDTH, dtype=np.int64)
        plain[clique] = 1
        rows.append((plain, -FREE, 1))
        wide = plain * rng.integers(1, 1000)
        others = rng.choice(np.flatnonzero(plain == 0), 3, replace=False)
        wide[others] = rng.integers(-900, 900, 3)
        rows.append((wide, -FREE, int(rng.integers(0, 1500))))
    pressed = rng.integers(-9, 10, WIDTH)
    middle = int(pressed @ EVERY[rng.integers(len(EVERY))])
    rows.append((pressed, middle, middle + int(rng.integers(0, 3))))
    frame = pd.DataFrame(
        {
            "rule": "R",
            "place": [str(n) for n in range(len(rows))],
            "lower": [r[1] for r in rows],
            "upper": [r[2] for r in rows],
        }
    )
    columns = pd.DataFrame({"name": [f"x{n}" for n in range(WIDTH)], "upper": np.ones(WIDTH, dtype=np.int64)})
    terms = sparse.csr_matrix(np.array([r[0] for r in rows]))
    return Program(columns, frame, terms, {}, {}, WIDTH), rng.integers(-5000, 5000, WIDTH)


def least(program: Program, points: np.ndarray) -> int | None:
    """The optimum by enumeration; None when no choice keeps every row."""
    activity = EVERY @ program.terms.T.toarray()
    keeps = (activity >= program.rows["lower"].to_numpy()) & (activity <= program.rows["upper"].to_numpy())
    lawful = EVERY[keeps.all(axis=1)]
    return int((lawful @ points).min()) if len(lawful) else None


@pytest.mark.parametrize("engine", [cpsat, highs], ids=["cp-sat", "highs"])
@pytest.mark.parametrize("block", range(4))
def test_each_engine_proves_what_enumeration_finds(engine: ModuleType, block: int) -> None:
    impossible = 0
    for seed in range(60 * block, 60 * block + 60):
        program, points = canary(seed)
        answer = engine.minimise(program, points, None, 20, threading.Event(), lambda *_: None)
        truth = least(program, points)
        impossible += truth is None
        assert answer.status == (Status.IMPOSSIBLE if truth is None else Status.OPTIMAL), seed
        assert answer.value == truth, seed
    assert 0 < impossible < 60


def test_the_presolve_step_that_answered_wrongly_is_off() -> None:
    assert cpsat._solver(1.0).parameters.presolve_inclusion_work_limit == 0


def test_no_explanation_rests_on_cores_of_assumptions() -> None:
    package = Path(optimizer.__file__).parent
    assert not [path.name for path in package.rglob("*.py") if "sufficient_assumptions" in path.read_text("utf-8")]


def test_a_start_that_highs_hands_back_as_optimal_is_not_the_end() -> None:
    """HiGHS 1.16 answers this hint of 1000 with itself, calls it optimal, and has a bound of 137."""
    model = build(synth_case("province", 1, posts=10, cadres=24, months=12))
    fill, worst = tiers(model.case)[:2]
    first = highs.minimise(model.program, Rung(model.program).points(fill), None, 60, threading.Event(), lambda *_: None)
    assert first.x is not None
    program = model.program.with_row("fill", Rung(model.program).points(fill), -FREE, int(first.value or 0))
    points, start = Rung(program).points(worst), first.x.copy()
    start[np.flatnonzero(points)] = program.columns["upper"].to_numpy()[np.flatnonzero(points)]
    assert program.admits(start)
    found = highs.minimise(program, points, start, 60, threading.Event(), lambda *_: None)
    assert (found.status, found.value, found.bound) == (Status.OPTIMAL, 137, 137)
