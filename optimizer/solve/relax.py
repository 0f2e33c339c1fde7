"""The LP of a tier by column generation: few columns at a time, every column priced, the best exact bound kept."""

import threading
import time
from dataclasses import dataclass

import numpy as np

from optimizer.program import Program
from optimizer.solve import highs
from optimizer.solve.core import nth_of_post
from optimizer.solve.params import SolveParams
from optimizer.verify.bound import Bound, Duals, bound_of, rounded

WANTED = -1e-6  # less than this a column betters the LP by


@dataclass(frozen=True)
class Relaxed:
    """An LP over all columns: `x` of the last restricted one, the best `duals` found and the exact `bound` they prove.

    `active` marks the columns that the restricted LP had: a good start for the next tier.
    """

    x: np.ndarray
    duals: Duals
    bound: Bound
    active: np.ndarray


def first_columns(program: Program, merit: np.ndarray, posts: np.ndarray, params: SolveParams) -> np.ndarray:
    """Where column generation starts: landings, courses, slacks with points, and the best few stints of each post.

    The first columns of a program are its stints, one entry in `merit` (to be minimised) and `posts` for each. A small
    program starts with all its columns.
    """
    upper = program.columns["upper"].to_numpy()
    if len(upper) <= params.lp_columns:
        return upper > 0
    pointed = np.any([points != 0 for points in program.goals.values()], axis=0)
    active = pointed | (upper > 1) | (np.arange(len(upper)) < program.decisions)
    active[: len(merit)] = nth_of_post(merit, posts) < params.lp_stints_per_post
    active[: program.decisions] |= program.asked_for()
    return active & (upper > 0)


def relax(
    program: Program,
    points: np.ndarray,
    active: np.ndarray,
    seconds: float,
    params: SolveParams,
    stop: threading.Event,
) -> Relaxed:
    """The LP of `minimise points · x` over all columns, or as near as the time allows before `stop` is set.

    Prices are drawn towards those of the best bound so far, which calms their leaps; the bound is exact at any time.
    """
    until = time.monotonic() + seconds
    columns, upper = program.terms.T.tocsr(), program.columns["upper"].to_numpy()
    best = _best(program, points, np.zeros(len(program.rows)), None)
    x = np.zeros(len(upper))
    while True:
        found = _restricted(program, points, active, until - time.monotonic(), stop)
        if found is None:
            return Relaxed(x, best[1], best[2], active)
        x[:] = 0
        x[active], prices = found
        calm = params.lp_calm * best[0] + (1 - params.lp_calm) * prices
        best = _best(program, points, calm, _best(program, points, prices, best))
        costs = points - np.column_stack([columns @ prices, columns @ calm]).T
        worth = np.where(active, np.inf, costs.min(axis=0) * upper)
        gap = float(points @ x) - best[2].value
        if not (worth < WANTED).any() or gap <= params.lp_gap * abs(best[2].value):
            return Relaxed(x, best[1], best[2], active)
        active = active | _chosen(worth, upper > 0, params)


def _chosen(worth: np.ndarray, free: np.ndarray, params: SolveParams) -> np.ndarray:
    """The columns that join the restricted LP: those that better it most, and some that nearly would."""
    batch = min(int((worth < WANTED).sum()) + params.lp_spare, params.lp_batch)
    nearest = np.argsort(np.where(free, worth, np.inf), kind="stable")[:batch]
    chosen = np.zeros(len(worth), dtype=bool)
    chosen[nearest] = free[nearest] & np.isfinite(worth[nearest])
    return chosen


_Best = tuple[np.ndarray, Duals, Bound]


def _best(program: Program, points: np.ndarray, prices: np.ndarray, known: _Best | None) -> _Best:
    """Prices with the bound they prove, if it is better than what is known."""
    duals = rounded(program, prices)
    bound = bound_of(program, points, duals)
    return known if known is not None and known[2].value >= bound.value else (prices, duals, bound)


def _restricted(
    program: Program, points: np.ndarray, active: np.ndarray, seconds: float, stop: threading.Event
) -> tuple[np.ndarray, np.ndarray] | None:
    """The LP over the active columns: their values, and a price for every row of the program; None without optimum."""
    small = program.only(active)
    found = highs.relax(small, points[active], seconds, stop)
    if found is None:
        return None
    prices = np.zeros(len(program.rows))
    prices[small.rows.index] = found[1]
    return found[0], prices
