"""The proofs of a run carried over to a changed case: its duals, in exact whole numbers, and what has not changed.

Nothing is assumed of the duals: whatever they are, the bound that they show holds. No plan is searched here.
"""

import time
from dataclasses import dataclass
from threading import Event

import numpy as np
import pandas as pd

from optimizer.explain.base import Base, Step
from optimizer.model import Model
from optimizer.program import FREE, Program
from optimizer.rules.tiers import Tier
from optimizer.solve.params import DEFAULT
from optimizer.solve.relax import first_columns, relax
from optimizer.verify import Verdict
from optimizer.verify.bound import Bound, Duals, bound_of
from optimizer.verify.certificate import Rung

LP_SHARE = 0.3  # of the time that is left, at most for the LP of one tier


@dataclass(frozen=True)
class Carried:
    """What the run's proofs show of a changed case in which its plan is lawful.

    `base` is the changed case with the run's plan, which is settled in a tier where it is shown that none is better.
    `program` holds just the best plans if every tier is settled.
    """

    base: Base
    program: Program

    @property
    def best(self) -> bool:
        """True when no plan is better than the run's."""
        return all(step.settled for step in self.base.steps)


def carried(base: Base, model: Model, verdict: Verdict, until: float, stop: Event) -> Carried:
    """What is shown of the model of a changed case; `verdict` is that on the run's plan there, lawful.

    In each tier either a bound meets the plan's value, or: plans that take no altered column are plans of the run's case
    and are not better than its own, and a bound closes the altered columns to better ones. Bounds are those of the run's
    duals, and where these do not reach, of the tier's LP, until the monotonic clock says so or `stop` is set.
    """
    rung, apart, same, steps = Rung(model.program), altered(base.program, model.program), True, list[Step]()
    for step in base.steps:
        value, last = verdict.value(step.tier), step is base.steps[-1]
        same = same and step.settled and value == step.kept
        points, least = rung.points(step.tier), rung.least(step.tier, value)
        duals = _carry(step.duals, step.rung.program.rows, rung.program)
        bound, best = bound_of(rung.program, points, duals), False
        for _ in range(2):
            best = least <= bound.value or (same and not useful(rung.program, bound, least - 1)[apart].any())
            seconds = LP_SHARE * (until - time.monotonic())
            if best or seconds < DEFAULT.least_seconds or stop.is_set():
                break
            relaxed = relax(rung.program, points, _first(model, rung.program), seconds, DEFAULT, stop)
            bound, duals = max((bound, duals), (relaxed.bound, relaxed.duals), key=lambda shown: shown[0].value)
        settled = best and all(earlier.settled for earlier in steps)
        steps.append(Step(step.tier, rung, bound, value, settled, duals))
        rung = best_of(rung, step.tier, bound, value) if last else rung.above(step.tier, bound, value)
    return Carried(Base(model, base.plan, tuple(steps)), rung.program)


def _first(model: Model, program: Program) -> np.ndarray:
    """The columns that an LP starts with."""
    stints = model.options.stints
    return first_columns(program, np.zeros(len(stints)), stints["post_ix"].to_numpy(), DEFAULT)


def best_of(rung: Rung, tier: Tier, bound: Bound, value: int) -> Rung:
    """The rung of the plans that reach a value in the last tier."""
    return rung.above(tier._replace(tolerance=0), bound, value)


def useful(program: Program, bound: Bound, limit: int) -> np.ndarray:
    """True for the open columns that some x with points · x ≤ limit may take."""
    return ~bound.useless(limit) & (program.columns["upper"] > 0).to_numpy()


def _carry(duals: Duals, rows: pd.DataFrame, program: Program) -> Duals:
    """Duals of rows on the rows of the same names in a program; those that lean on a free side are left out."""
    at = _names(program.rows, "rule", "place").get_indexer(_names(rows, "rule", "place").take(duals.rows))
    lower, upper = (program.rows[side].to_numpy()[at] for side in ("lower", "upper"))
    free = np.where(duals.numerators > 0, lower <= -FREE, upper >= FREE)
    kept = (at >= 0) & ~free
    return Duals(at[kept], duals.numerators[kept], duals.exponents[kept])


def altered(before: Program, after: Program) -> np.ndarray:
    """True for columns of `after` such that every x ≥ 0 that keeps its rows without them keeps the rows of `before`, and
    has the same points in every goal. All columns where no fewer are known to do.
    """
    columns = _names(before.columns, "name").get_indexer(_names(after.columns, "name"))
    rows = _names(before.rows, "rule", "place").get_indexer(_names(after.rows, "rule", "place"))
    known, shared = columns >= 0, rows >= 0
    apart = ~known
    widened = after.columns["upper"].to_numpy()[known] > before.columns["upper"].to_numpy()[columns[known]]
    other = (after.terms[shared][:, known] != before.terms[rows[shared]][:, columns[known]]).sum(axis=0).A1 > 0
    apart[known] = widened | other | _pointed(before, after, columns)
    constant = {goal: before.constants.get(goal, 0) for goal in after.goals}
    moved = any(after.constants.get(goal, 0) != value for goal, value in constant.items())
    lax = _lax(before, after, rows)
    if moved or not _implied(before, lax, columns[~apart], after.columns["upper"].to_numpy()[~apart]):
        return np.ones(len(apart), dtype=bool)
    return apart


def _pointed(before: Program, after: Program, columns: np.ndarray) -> np.ndarray:
    """True for each column in both whose points differ in some goal."""
    known = columns >= 0
    other, nothing = np.zeros(int(known.sum()), dtype=bool), np.zeros(len(before.columns), dtype=np.int64)
    for goal in before.goals.keys() | after.goals.keys():
        had = before.goals.get(goal, nothing)[columns[known]]
        other |= after.goals.get(goal, np.zeros(len(columns), dtype=np.int64))[known] != had
    return other


def _lax(before: Program, after: Program, rows: np.ndarray) -> np.ndarray:
    """The rows of `before` that `after` lacks, or has with a wider side."""
    shared = rows >= 0
    ours, theirs = before.rows.iloc[rows[shared]], after.rows[shared]
    wider = (theirs["lower"].to_numpy() < ours["lower"].to_numpy()) | (
        theirs["upper"].to_numpy() > ours["upper"].to_numpy()
    )
    return np.setdiff1d(np.arange(len(before.rows)), rows[shared][~wider])


def _implied(program: Program, rows: np.ndarray, columns: np.ndarray, upper: np.ndarray) -> bool:
    """True when some columns, within their bounds, cannot break these rows while all others are 0."""
    reach = program.terms[rows][:, columns].multiply(upper[np.newaxis, :]).tocsr()
    low, high = reach.minimum(0).sum(axis=1).A1, reach.maximum(0).sum(axis=1).A1
    sides = program.rows.iloc[rows]
    return bool((low >= sides["lower"].to_numpy()).all() and (high <= sides["upper"].to_numpy()).all())


def _names(frame: pd.DataFrame, *columns: str) -> pd.MultiIndex:
    """The name of each row of a frame, with its number among those of the same name."""
    number = frame.groupby(list(columns), sort=False).cumcount()
    return pd.MultiIndex.from_arrays([*(frame[column] for column in columns), number])
