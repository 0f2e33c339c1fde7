"""The peers: each minimises points over a Program, as a user of that engine would write it."""

import importlib.util
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from optimizer.program import FREE, Program
from optimizer.solve import cpsat, highs

Engine = Callable[[Program, np.ndarray, "np.ndarray | None", float], tuple["np.ndarray | None", "int | None"]]
"""(program, points, hint, seconds) → (x, bound), each None where it has none; building the model is on the clock."""


def cpsat_default(
    program: Program, points: np.ndarray, hint: np.ndarray | None, seconds: float
) -> tuple[Any, int | None]:
    """CP-SAT with its own portfolio, hinted like the others."""
    begun = time.monotonic()
    model = cpsat.compile_cpsat(program, points)
    if hint is not None:
        model.proto.solution_hint.vars.extend(range(len(hint)))
        model.proto.solution_hint.values.extend(hint.tolist())
    return _solved(model, seconds - (time.monotonic() - begun))


def cpsat_term_by_term(
    program: Program, points: np.ndarray, hint: np.ndarray | None, seconds: float
) -> tuple[Any, int | None]:
    """CP-SAT with its own portfolio, the model written in Python loops as in its textbook examples."""
    begun = time.monotonic()
    model = cp_model.CpModel()
    x = [model.new_int_var(0, upper, f"x{j}") for j, upper in enumerate(program.columns["upper"].tolist())]
    for columns, coefs, low, high in _rows(program):
        total = sum(coef * x[j] for j, coef in zip(columns, coefs, strict=True))
        model.add_linear_constraint(total, max(low, -FREE), min(high, FREE))
    model.minimize(sum(int(points[j]) * x[j] for j in np.flatnonzero(points)))
    for j, value in enumerate([] if hint is None else hint.tolist()):
        model.add_hint(x[j], value)
    return _solved(model, seconds - (time.monotonic() - begun))


def cpsat_linear(program: Program, points: np.ndarray, hint: np.ndarray | None, seconds: float) -> tuple[Any, int | None]:
    """CP-SAT with one LP-driven worker, without a guide."""
    answer = cpsat.minimise(program, points, hint, seconds, threading.Event(), lambda *_: None)
    return answer.x, answer.bound


def highs_mip(program: Program, points: np.ndarray, hint: np.ndarray | None, seconds: float) -> tuple[Any, int | None]:
    """HiGHS as it comes; asked again without the hint where 1.16 hands that back though it proved a better value."""
    answer = highs.minimise(program, points, hint, seconds, threading.Event(), lambda *_: None)
    left, proved = seconds - answer.seconds, answer.bound
    if answer.value is not None and proved is not None and answer.value > proved and left > 0.1 * seconds:
        answer = highs.minimise(program, points, None, left, threading.Event(), lambda *_: None)
    return answer.x, answer.bound


def cbc(program: Program, points: np.ndarray, hint: np.ndarray | None, seconds: float) -> tuple[Any, int | None]:
    """CBC as the or-tools wheel has it."""
    begun = time.monotonic()
    solver = pywraplp.Solver.CreateSolver("CBC")
    x = [solver.IntVar(0, upper, "") for upper in program.columns["upper"].tolist()]
    for columns, coefs, low, high in _rows(program):
        row = solver.Constraint(-solver.infinity() if low <= -FREE else low, solver.infinity() if high >= FREE else high)
        for j, coef in zip(columns, coefs, strict=True):
            row.SetCoefficient(x[j], coef)
    for j in np.flatnonzero(points):
        solver.Objective().SetCoefficient(x[j], float(points[j]))
    if hint is not None:
        solver.SetHint(x, [float(v) for v in hint])
    solver.SetTimeLimit(int(1000 * max(0.1, seconds - (time.monotonic() - begun))))
    status = solver.Solve()
    if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return None, None
    return np.array([round(c.solution_value()) for c in x]), int(np.ceil(solver.Objective().BestBound() - 1e-6))


def cpmpy(program: Program, points: np.ndarray, hint: np.ndarray | None, seconds: float) -> tuple[Any, int | None]:
    """CPMpy's model, solved by CP-SAT with its own portfolio."""
    import cpmpy as cp

    begun = time.monotonic()
    uppers = program.columns["upper"].tolist()
    x = cp.cpm_array([cp.boolvar() if upper == 1 else cp.intvar(0, upper) for upper in uppers])
    model = cp.Model()
    for columns, coefs, low, high in _rows(program):
        total = cp.sum([coef * x[j] for j, coef in zip(columns, coefs, strict=True)])
        if low > -FREE:
            model += total >= low
        if high < FREE:
            model += total <= high
    model.minimize(cp.sum([int(points[j]) * x[j] for j in np.flatnonzero(points)]))
    solver = cp.SolverLookup.get("ortools", model)
    if hint is not None:
        solver.solution_hint(list(x), hint.tolist())
    found = solver.solve(time_limit=max(0.1, seconds - (time.monotonic() - begun)))
    bound = int(np.ceil(solver.ort_solver.best_objective_bound - 1e-6))
    # A column in no row and no goal is unknown to the engine, and 0 is as good as any value.
    return (np.array([c.value() or 0 for c in x], dtype=np.int64) if found else None), bound


PEERS: dict[str, Engine] = {
    "cp-sat default": cpsat_default,
    "cp-sat linear": cpsat_linear,
    "highs": highs_mip,
    "cbc": cbc,
    "cp-sat term by term": cpsat_term_by_term,
    "cpmpy": cpmpy,
}

SLOW = ("cp-sat term by term", "cpmpy")
"""The same engine as `cp-sat default`, fed otherwise: they run to the limit, so the small table has them once a spec."""


def missing(engine: str) -> str:
    """Why a peer cannot be measured here; blank if it can."""
    if engine == "cpmpy" and importlib.util.find_spec("cpmpy") is None:
        return "the package cpmpy is not installed (uv group bench)"
    return ""


def _rows(program: Program) -> Any:
    """(columns, coefficients, lower, upper) of each row, as plain Python numbers."""
    terms = program.terms
    columns, coefs, starts = terms.indices.tolist(), terms.data.tolist(), terms.indptr.tolist()
    lowers, uppers = program.rows["lower"].tolist(), program.rows["upper"].tolist()
    for first, last, low, high in zip(starts, starts[1:], lowers, uppers, strict=False):
        yield columns[first:last], coefs[first:last], low, high


def _solved(model: cp_model.CpModel, seconds: float) -> tuple[Any, int | None]:
    """What CP-SAT finds with its own portfolio."""
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.1, seconds)
    status = solver.solve(model)
    solved = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    x = np.array(solver.response_proto.solution, dtype=np.int64) if solved else None
    return x, int(np.ceil(solver.best_objective_bound - 1e-6))
