"""The second engine: the same Program in HiGHS, as a mixed-integer program or as its LP."""

import threading
import time
from collections.abc import Callable

import highspy
import numpy as np

from optimizer.program import FREE, Program
from optimizer.solve.outcome import Answer, Status

NAME = "highs"
INFINITY = highspy.kHighsInf


class _Quiet(highspy.Highs):
    """HiGHS that never writes to standard output, where our own results go."""

    def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS's name
        """Silence the engine before its first word."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()


def compile_highs(program: Program, points: np.ndarray) -> highspy.Highs:
    """The HiGHS model of `minimise points · x`, silent, one thread, exact for whole-number points."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.columns), len(program.rows)
    lp.col_cost_ = points.astype(np.float64)
    lp.col_lower_ = np.zeros(lp.num_col_)
    lp.col_upper_ = program.columns["upper"].to_numpy(dtype=np.float64)
    lp.row_lower_ = as_bounds(program.rows["lower"].to_numpy())
    lp.row_upper_ = as_bounds(program.rows["upper"].to_numpy())
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = program.terms.indptr
    lp.a_matrix_.index_ = program.terms.indices
    lp.a_matrix_.value_ = program.terms.data.astype(np.float64)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * lp.num_col_
    engine = _Quiet()
    for option, value in (("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5)):
        engine.setOptionValue(option, value)
    engine.passModel(lp)
    return engine


def as_bounds(bounds: np.ndarray) -> np.ndarray:
    """Bounds as HiGHS reads them."""
    values = bounds.astype(np.float64)
    values[bounds >= FREE] = INFINITY
    values[bounds <= -FREE] = -INFINITY
    return values


def relax(
    program: Program, points: np.ndarray, seconds: float, stop: threading.Event
) -> tuple[np.ndarray, np.ndarray] | None:
    """Columns and row duals of the LP of `minimise points · x`; None unless it is solved in time, before `stop`."""
    engine = compile_highs(program, points)
    engine.setOptionValue("solve_relaxation", True)
    engine.setOptionValue("time_limit", max(0.01, seconds))
    engine.cbSimplexInterrupt += lambda event: event.interrupt() if stop.is_set() else None
    engine.run()
    if engine.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    solution = engine.getSolution()
    return np.array(solution.col_value), np.array(solution.row_dual)


def minimise(
    program: Program,
    points: np.ndarray,
    hint: np.ndarray | None,
    seconds: float,
    stop: threading.Event,
    tell: Callable[[int | None, int | None], None],
) -> Answer:
    """Minimise points · x within the time, or until `stop` is set; `hint` may cover the first columns only.

    A solution counts only if its rounded values keep every row in whole-number arithmetic.
    """
    begun = time.monotonic()
    engine = compile_highs(program, points)
    if hint is not None:
        engine.setSolution(len(hint), np.arange(len(hint), dtype=np.int32), hint.astype(np.float64))
    engine.setOptionValue("time_limit", max(0.01, seconds))
    engine.cbMipInterrupt += lambda event: _watch(event, stop, tell)
    engine.cbSimplexInterrupt += lambda event: event.interrupt() if stop.is_set() else None
    engine.run()
    answer = _answer(program, points, engine, time.monotonic() - begun)
    handed_back = engine.getModelStatus() == highspy.HighsModelStatus.kOptimal and answer.status == Status.FEASIBLE
    if hint is not None and handed_back:  # HiGHS 1.16 may call its start optimal with a better bound beside it
        again = minimise(program, points, None, seconds - answer.seconds, stop, tell)
        return again if again.x is not None else answer
    return answer


def _watch(
    event: highspy.HighsCallbackEvent, stop: threading.Event, tell: Callable[[int | None, int | None], None]
) -> None:
    """Pass incumbent and bound on, and stop when told to."""
    value, bound = event.data_out.mip_primal_bound, event.data_out.mip_dual_bound
    tell(
        round(value) if abs(value) < 1e15 else None,
        int(np.ceil(bound - 1e-6)) if abs(bound) < 1e15 else None,
    )
    if stop.is_set():
        event.interrupt()


def _answer(program: Program, points: np.ndarray, engine: highspy.Highs, seconds: float) -> Answer:
    """What HiGHS found, re-read in whole numbers."""
    verdict = engine.getModelStatus()
    if verdict == highspy.HighsModelStatus.kModelEmpty:  # no columns: HiGHS does not look at the rows
        empty = np.zeros(0, dtype=np.int64)
        if program.admits(empty):
            return Answer(NAME, Status.OPTIMAL, empty, 0, 0, seconds)
        return Answer(NAME, Status.IMPOSSIBLE, None, None, None, seconds)
    if verdict in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Answer(NAME, Status.IMPOSSIBLE, None, None, None, seconds)
    info = engine.getInfo()
    bound = int(np.ceil(info.mip_dual_bound - 1e-6)) if abs(info.mip_dual_bound) < 1e15 else None
    x = np.round(np.array(engine.getSolution().col_value)).astype(np.int64)
    if info.primal_solution_status != highspy.kSolutionStatusFeasible or not program.admits(x):
        return Answer(NAME, Status.UNKNOWN, None, None, bound, seconds)
    value = int(points @ x)
    optimal = verdict == highspy.HighsModelStatus.kOptimal and bound is not None and bound >= value
    return Answer(NAME, Status.OPTIMAL if optimal else Status.FEASIBLE, x, value, bound, seconds)
