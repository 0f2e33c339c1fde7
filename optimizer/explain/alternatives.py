"""Other plans about as good as a run's, each as far as can be found from all before it (F41)."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import sparse

from optimizer.errors import DisagreementError
from optimizer.explain.near import Near
from optimizer.explain.waivers import contradictory
from optimizer.plan import Plan
from optimizer.program import FREE, Program
from optimizer.solve.outcome import Answer, Status
from optimizer.solve.params import DEFAULT
from optimizer.solve.race import Job, race
from optimizer.verify import Verdict

CORE_SHARE = 0.4  # of the time of one alternative, at most for the core: the rest is for the proof
Pair = tuple[str, str]  # a cadre in a post


@dataclass(frozen=True)
class Alternative:
    """A verified plan, how far it is from the nearest plan before it, how far any can be, and by whose word.

    `proved_by` is empty where a farther plan was not ruled out; `bound` is then what engines say is not exceeded, if they
    say anything.
    """

    plan: Plan
    verdict: Verdict
    distance: int
    bound: int | None
    proved_by: tuple[str, ...]


@dataclass(frozen=True)
class Portfolio:
    """The run's plan and its alternatives, the farthest first.

    `exhausted`: the engines that prove that no further plan differs from all of these; `ended` if the time ended first.
    """

    near: Near
    verdict: Verdict
    alternatives: tuple[Alternative, ...]
    exhausted: tuple[str, ...]
    ended: bool
    interrupted: bool

    @property
    def proven(self) -> bool:
        """True when no plan can be farther from those before it than each is, or no further plan differs from all."""
        return not self.ended and all(alternative.proved_by for alternative in self.alternatives)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The run's plan and the alternatives."""
        return (self.near.plan, *(alternative.plan for alternative in self.alternatives))

    @property
    def distances(self) -> list[list[int]]:
        """The distance of every two plans."""
        return [[distance(a, b) for b in self.plans] for a in self.plans]


def pairs(plan: Plan) -> set[Pair]:
    """Who is placed in which post."""
    return {(stint.cadre, stint.post) for stint in plan.stints}


def distance(first: Plan, second: Plan) -> int:
    """How many placements (a cadre in a post) only one of two plans has; days do not count."""
    return len(pairs(first) ^ pairs(second))


def alternatives(near: Near, most: int, seconds: float, stop: threading.Event | None = None) -> Portfolio:
    """Up to `most` plans, each as far as can be from the nearest before it; DisagreementError if engines differ."""
    stop, until = stop or threading.Event(), time.monotonic() + seconds
    found, columns = list[Alternative](), [near.x]
    exhausted: tuple[str, ...] = ()
    for number in range(most):
        answers = _farthest(near, columns, (until - time.monotonic()) / (most - number), stop)
        best = min((a for a in answers if a.x is not None), key=lambda a: a.value or 0, default=None)
        bound = min((-a.bound for a in answers if a.bound is not None), default=None)
        proofs = tuple(a.engine for a in answers if a.status == Status.OPTIMAL)
        if best is None or best.x is None or not best.value:
            exhausted = proofs if bound == 0 else ()
            break
        plan, verdict = near.verified(best.x[:-1])
        least = min(distance(plan, other) for other in [near.plan, *(alternative.plan for alternative in found)])
        found.append(Alternative(plan, verdict, least, bound, proofs if bound == least else ()))
        columns.append(best.x[:-1])
    ended = len(found) < most and not exhausted
    return Portfolio(near, near.verified(near.x)[1], tuple(found), exhausted, ended, stop.is_set())


def _farthest(near: Near, found: Sequence[np.ndarray], seconds: float, stop: threading.Event) -> tuple[Answer, ...]:
    """The engines' answers to: the least distance from those found, as great as can be (its negative is minimised).

    The last column of an answer is that distance. A core first, whose plan is the hint; what is said of it is no proof.
    """
    if seconds < DEFAULT.least_seconds or stop.is_set():
        return ()
    until = time.monotonic() + seconds
    program = apart(near, found)
    points = np.zeros(len(program.columns), dtype=np.int64)
    points[-1] = -1
    hint = np.append(near.x, 0)
    core = program.closed(~np.append(near.core, True))
    first = race(Job(core, points, hint, CORE_SHARE * seconds), stop, lambda *_: None)
    hint = min((a.x for a in first if a.x is not None), key=lambda x: int(points @ x), default=hint)
    small = program.decisions <= DEFAULT.confirm_columns
    left = max(DEFAULT.least_seconds, until - time.monotonic())
    answers = race(Job(program, points, hint, left), stop, lambda *_: None, to_the_end=small)
    if contradictory(answers) or any(answer.status == Status.IMPOSSIBLE for answer in answers):
        raise DisagreementError(program, points, answers)
    return answers + tuple(replace(a, status=Status.FEASIBLE, bound=None) for a in first if a.x is not None)


def apart(near: Near, found: Sequence[np.ndarray]) -> Program:
    """The program with one column more, the least distance from the plans found, and a row for each of these."""
    program, stints = near.program, near.model.options.stints
    width = len(program.columns)
    columns = pd.concat([program.columns, pd.DataFrame({"name": ["distance"], "upper": [width]})], ignore_index=True)
    terms = sparse.hstack([program.terms, sparse.csr_matrix((len(program.rows), 1), dtype=np.int64)], format="csr")
    goals = {goal: np.append(points, 0) for goal, points in program.goals.items()}
    wider = replace(program, columns=columns, terms=terms, goals=goals)
    keys = stints["cadre_id"] + "|" + stints["post_id"]
    for number, x in enumerate(found):
        taken = keys.isin(set(keys[x[stints["column"]] > 0])).to_numpy()
        points = np.zeros(width + 1, dtype=np.int64)
        points[stints["column"].to_numpy()] = np.where(taken, 1, -1)
        points[-1] = 1
        wider = wider.with_row(f"apart {number}", points, -FREE, int((x[stints["column"]] > 0).sum()))
    return wider
