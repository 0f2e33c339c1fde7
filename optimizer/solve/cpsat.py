"""The engine of record: a Program compiled to CP-SAT in bulk, and minimised."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from ortools.sat.python import cp_model

from optimizer.program import FREE, Program
from optimizer.solve.outcome import Answer, Status

NAME = "cp-sat"
_STATUS = {
    cp_model.OPTIMAL: Status.OPTIMAL,
    cp_model.FEASIBLE: Status.FEASIBLE,
    cp_model.INFEASIBLE: Status.IMPOSSIBLE,
    cp_model.UNKNOWN: Status.UNKNOWN,
}


def compile_cpsat(program: Program, points: np.ndarray) -> cp_model.CpModel:
    """The CP-SAT model of `minimise points · x`, with at-most-one, exactly-one and clauses recognised."""
    model = cp_model.CpModel()
    proto = model.proto
    for upper in program.columns["upper"].tolist():
        proto.variables.add().domain.extend([0, upper])
    boolean = program.columns["upper"].to_numpy() == 1
    terms = program.terms
    plain = _all_plain(terms.data, boolean[terms.indices], terms.indptr)
    lowers, uppers = program.rows["lower"].tolist(), program.rows["upper"].tolist()
    for row, (lower, upper) in enumerate(zip(lowers, uppers, strict=True)):
        first, last = terms.indptr[row], terms.indptr[row + 1]
        variables = terms.indices[first:last].tolist()
        constraint = proto.constraints.add()
        if plain[row] and upper == 1 and lower <= 0:
            constraint.at_most_one.literals.extend(variables)
        elif plain[row] and lower == 1 and upper == 1:
            constraint.exactly_one.literals.extend(variables)
        elif plain[row] and lower == 1 and upper >= len(variables):
            constraint.bool_or.literals.extend(variables)
        else:
            constraint.linear.vars.extend(variables)
            constraint.linear.coeffs.extend(terms.data[first:last].tolist())
            constraint.linear.domain.extend([max(lower, -FREE), min(upper, FREE)])
    used = np.flatnonzero(points)
    proto.objective.vars.extend(used.tolist())
    proto.objective.coeffs.extend(points[used].tolist())
    return model


def _all_plain(coefs: np.ndarray, boolean: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """True for each row whose terms are all +1 on 0/1 columns; an empty row is not plain."""
    odd = np.concatenate([[0], np.cumsum((coefs != 1) | ~boolean)])
    return (odd[starts[1:]] == odd[starts[:-1]]) & (starts[1:] > starts[:-1])


def minimise(
    program: Program,
    points: np.ndarray,
    hint: np.ndarray | None,
    seconds: float,
    stop: threading.Event,
    tell: Callable[[int | None, int | None], None],
) -> Answer:
    """Minimise points · x within the time, or until `stop` is set; `hint` may cover the first columns only.

    One LP-driven worker: on these programs it proves in seconds what the default portfolio does not.
    """
    begun = time.monotonic()
    model = compile_cpsat(program, points)
    if hint is not None:
        model.proto.solution_hint.vars.extend(range(len(hint)))
        model.proto.solution_hint.values.extend(hint.tolist())
    solver = _solver(seconds - (time.monotonic() - begun))
    watcher = _Watcher(tell)
    solver.best_bound_callback = watcher.bound
    with _stopped_by(stop, solver):
        status = _STATUS[solver.solve(model, watcher)]
    taken = time.monotonic() - begun
    if status not in (Status.OPTIMAL, Status.FEASIBLE):
        return Answer(NAME, status, None, None, None, taken)
    x = np.array(solver.response_proto.solution, dtype=np.int64)
    bound = int(np.ceil(solver.best_objective_bound - 1e-6))
    return Answer(NAME, status, x, int(points @ x), bound, taken)


def _solver(seconds: float) -> cp_model.CpSolver:
    """CP-SAT with the settings of this program."""
    solver = cp_model.CpSolver()
    settings = solver.parameters
    settings.num_workers = 1
    settings.linearization_level = 2
    settings.presolve_inclusion_work_limit = 0  # a known wrong-answer fault of presolve, or-tools #5293
    settings.catch_sigint_signal = False
    settings.max_time_in_seconds = max(0.01, seconds)
    return solver


@contextmanager
def _stopped_by(stop: threading.Event, solver: cp_model.CpSolver) -> Iterator[None]:
    """While the context lasts, stop the search soon after `stop` is set; nobody waits for the guard to end."""
    done = threading.Event()
    threading.Thread(target=_stop_when_told, args=(solver, stop, done), daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _stop_when_told(solver: cp_model.CpSolver, stop: threading.Event, done: threading.Event) -> None:
    """Stop the search soon after `stop` is set."""
    while not done.is_set():
        if stop.wait(0.05):
            solver.stop_search()


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Passes incumbents and bounds on."""

    def __init__(self, tell: Callable[[int | None, int | None], None]) -> None:
        super().__init__()
        self._tell = tell

    def on_solution_callback(self) -> None:
        """A better plan was found."""
        self._tell(round(self.objective_value), int(np.ceil(self.best_objective_bound - 1e-6)))

    def bound(self, value: float) -> None:
        """A better bound was found."""
        self._tell(None, int(np.ceil(value - 1e-6)))
