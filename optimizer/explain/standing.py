"""How a cadre stands for a post in a changed case: in every best plan, in one of them, in none; by proofs or solves.

The best plans are those that keep every tier but the last within its tolerance, and have the best value of the last.
"""

import threading
import time
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from optimizer.case import Case
from optimizer.errors import DisagreementError, VerificationError
from optimizer.explain.base import Base
from optimizer.explain.carried import best_of, carried, useful
from optimizer.explain.forced import Question, forced
from optimizer.explain.waivers import contradictory
from optimizer.model import Model, build
from optimizer.plan import Plan
from optimizer.program import FREE, Program
from optimizer.solve import Impossible, Solved, SolveParams, solve
from optimizer.solve.outcome import Status
from optimizer.solve.params import DEFAULT
from optimizer.solve.race import Job, race
from optimizer.verify import Verdict, judge
from optimizer.verify.certificate import climbed
from optimizer.verify.claim_kinds import Forced, Unplaceable
from optimizer.verify.claims import admitted, candidates

CERTIFICATE = "certificate"
PRICE_SHARE = 0.5  # of the time that is left, at most for pricing him against the run's plan
SOLVE_SHARE = 0.7  # of the time that is left, at most for solving the changed case: the rest is for its best plans


class Place(StrEnum):
    """Where a cadre stands for a post."""

    REFUSED = "refused"  # by the gates, or the post is not open in time
    BEHIND = "behind"  # in no best plan
    AMONG = "among"  # in one of the best plans, not in all
    EVERY = "every"  # in every best plan
    OPEN = "open"  # not settled in the time


@dataclass(frozen=True)
class Standing:
    """Where a cadre stands for a post, who shows it, and a best plan with him in the post, if there is one."""

    place: Place
    proved_by: tuple[str, ...] = ()
    plan: Plan | None = None

    @property
    def wins(self) -> bool:
        """True when some best plan has him in the post."""
        return self.place in (Place.AMONG, Place.EVERY)


@dataclass(frozen=True)
class Rival:
    """A cadre and a post, asked about beside a run; until the monotonic clock says so or `stop` is set."""

    base: Base
    cadre: str
    post: str
    until: float
    stop: threading.Event

    @property
    def left(self) -> float:
        """Seconds left; none after a stop."""
        return 0.0 if self.stop.is_set() else self.until - time.monotonic()


def standing(rival: Rival, case: Case) -> Standing:
    """Where he stands in a changed case; DisagreementError if engines contradict each other."""
    if not any(admitted(case, stint) for stint in candidates(case, rival.cadre, rival.post)):
        return Standing(Place.REFUSED)
    if rival.left < DEFAULT.least_seconds:
        return Standing(Place.OPEN)
    model = build(case)
    stints = model.options.stints
    his = stints.loc[(stints["cadre_id"] == rival.cadre) & (stints["post_id"] == rival.post), "column"].to_numpy()
    if not len(his):
        return Standing(Place.REFUSED)
    verdict = judge(case, rival.base.plan)
    if verdict.lawful:
        shown = carried(rival.base, model, verdict, time.monotonic() + PRICE_SHARE * rival.left, rival.stop)
        if too_dear(shown.base, his):
            return Standing(Place.BEHIND, (CERTIFICATE,))
        if shown.best:
            return _among_best(rival, Best(model, shown.program, rival.base.plan, verdict), his)
        voices = dearer(rival, shown.base)
        if voices:
            return Standing(Place.BEHIND, voices)
    solved = solve(model, SolveParams(seconds=max(SOLVE_SHARE * rival.left, DEFAULT.least_seconds)), rival.stop)
    if isinstance(solved, Impossible):
        return Standing(Place.BEHIND, solved.proved_by)
    if not isinstance(solved, Solved) or not solved.proven:
        return Standing(Place.OPEN)
    return _among_best(rival, best_plans(model, solved), his)


def too_dear(base: Base, his: np.ndarray) -> bool:
    """True when bounds alone show that no best plan takes one of his columns.

    As long as none of them is better than the plan of the base in a tier, neither that plan nor they are shut out of the
    next one by others; where all of them are worse than tiers may give up, no best plan has them.
    """
    for step in base.steps:
        room = 0 if step is base.steps[-1] else step.tier.tolerance
        if not useful(step.rung.program, step.bound, step.least + room)[his].any():
            return True
        if useful(step.rung.program, step.bound, step.least - 1)[his].any():
            return False
    return False


def dearer(rival: Rival, base: Base) -> tuple[str, ...]:
    """Who shows the same by his price against the plan of the base; nobody where it does not."""
    until = time.monotonic() + PRICE_SHARE * rival.left
    priced = forced(Question(base, rival.cadre, rival.post, until, rival.stop))
    if isinstance(priced, Unplaceable):
        return priced.proved_by
    for step, price in zip(base.steps, priced.prices, strict=True) if isinstance(priced, Forced) else ():
        room = 0 if step is base.steps[-1] else step.tier.tolerance
        if step.tier.sense * (step.kept - price.bound) > room:
            return price.proved_by or ("bound",)
        if step.tier.sense * (price.bound - step.kept) > 0:
            break
    return ()


@dataclass(frozen=True)
class Best:
    """The program of the best plans of a case, and one of them with its verdict."""

    model: Model
    program: Program
    plan: Plan
    verdict: Verdict


def best_plans(model: Model, solved: Solved) -> Best:
    """The best plans of a case that is solved with proof."""
    todo = [result.tier for result in solved.tiers]
    *_, (rung, bound) = climbed(model.program, todo, solved.certificate)
    program = best_of(rung, todo[-1], bound, solved.certificate.steps[-1].kept).program
    return Best(model, program, solved.plan, solved.verdict)


def _among_best(rival: Rival, best: Best, his: np.ndarray) -> Standing:
    """Where the cadre of some columns stands among the best plans of a case."""
    one = np.zeros(len(best.program.columns), dtype=np.int64)
    one[his] = 1
    there = any((stint.cadre, stint.post) == (rival.cadre, rival.post) for stint in best.plan.stints)
    asked = best.program.closed(one > 0) if there else best.program.with_row("asked", one, 1, FREE)
    x, proved_by = _some(rival, asked)
    if x is None and not proved_by:
        return Standing(Place.OPEN)
    if x is None:
        return Standing(Place.EVERY, proved_by, best.plan) if there else Standing(Place.BEHIND, proved_by)
    other = best.model.plan(x)
    _refuse_worse(best, other)
    return Standing(Place.AMONG, ("plan",), best.plan if there else other)


def _some(rival: Rival, program: Program) -> tuple[np.ndarray | None, tuple[str, ...]]:
    """Columns that keep the rows of a program, or the engines that prove that there are none; neither when time is up."""
    nothing = np.zeros(len(program.columns), dtype=np.int64)
    if rival.left < DEFAULT.least_seconds:
        return None, ()
    answers = race(Job(program, nothing, None, rival.left), rival.stop, lambda *_: None)
    if contradictory(answers):
        raise DisagreementError(program, nothing, answers)
    x = next((answer.x for answer in answers if answer.x is not None), None)
    return x, tuple(answer.engine for answer in answers if answer.status == Status.IMPOSSIBLE)


def _refuse_worse(best: Best, plan: Plan) -> None:
    """VerificationError unless a plan is lawful and not behind one of the best plans."""
    verdict = judge(best.model.case, plan)
    worse = behind(verdict, best.verdict)
    if worse or not verdict.lawful:
        raise VerificationError([*(f"{breach.rule} {breach.place}" for breach in verdict.breaches), worse])


def behind(verdict: Verdict, best: Verdict) -> str:
    """The first tier in which a plan is worse than another by more than tiers may give up; "" if there is none."""
    for tier in verdict.tiers:
        room = 0 if tier is verdict.tiers[-1] else tier.tolerance
        if tier.sense * (best.value(tier) - verdict.value(tier)) > room:
            return tier.name
    return ""
