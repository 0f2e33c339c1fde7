"""The exact price of putting a cadre into a post: the tiers solved again with this one decision more (F35)."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from optimizer.errors import DisagreementError, VerificationError
from optimizer.explain.base import Base, Step
from optimizer.explain.plan_changes import moves
from optimizer.explain.waivers import contradictory
from optimizer.program import FREE, Program
from optimizer.rules.tiers import Tier
from optimizer.solve.outcome import Answer, OutOfTime, Status
from optimizer.solve.params import DEFAULT
from optimizer.solve.race import Job, race
from optimizer.solve.relax import Relaxed, first_columns, relax
from optimizer.verify import judge
from optimizer.verify.bound import Bound
from optimizer.verify.certificate import Rung
from optimizer.verify.claim_kinds import Forced, Price, Unplaceable
from optimizer.verify.claims import put_in, rules_hit

LP_SHARE = 0.7  # of a tier's time, at most for its LP
USED = 1e-6  # an LP uses a column that it takes by more than this
CORE_SHARE = 0.25  # of a tier's time, at most for the stints that the LP or the run uses: the rest is for the proof
LATER_SHARE = 0.3  # of the time that is left, kept for the tiers after the first that changes


@dataclass(frozen=True)
class Question:
    """A cadre to be put into a post, until the monotonic clock says so or `stop` is set.

    `exact`: every tier is to be proven; else only those up to the first that changes.
    """

    base: Base
    cadre: str
    post: str
    until: float
    stop: threading.Event
    exact: bool = False


@dataclass(frozen=True)
class _Found:
    """The best columns of a tier with their value, the least that any have, who shows it, and the LP's exact bound."""

    x: np.ndarray
    value: int
    least: int
    proved_by: tuple[str, ...]
    bound: Bound | None


def forced(question: Question) -> Forced | Unplaceable | OutOfTime:
    """The plan with the cadre in the post and the price of each tier; DisagreementError if engines differ.

    Each tier is minimised as in a solve: earlier values are kept within their tolerance. As long as no tier is worse than
    the run's, the bounds of the run close columns too, and no plan is better than what it has proven.
    """
    base, x = question.base, question.base.columns
    rung = _forcing(base.steps[0].rung, base.stints_of(question.cadre, question.post))
    prices = list[Price]()
    for number, step in enumerate(base.steps):
        same = all(price.value == price.kept for price in prices)
        floor = step.least if same and step.settled else -FREE
        ask = _Ask(question, step, floor, same or question.exact, _until(question, len(base.steps) - number, same=same))
        found = _best(ask, rung, step.tier, x)
        if not isinstance(found, _Found):
            return found
        x = found.x
        price = _price(rung, step, found)
        if found.value < floor:
            raise VerificationError([f"{step.tier.name}: {price.value}, but the run proves {step.kept}"])
        prices.append(price)
        if same and price.value == price.kept:
            rung = rung.closed(step.bound, step.least + step.tier.tolerance)
        rung = _above(rung, step.tier, found.bound, price.value)
    return _told(question, x, tuple(prices))


def _forcing(rung: Rung, columns: np.ndarray) -> Rung:
    """The rung on which one of the columns must be taken."""
    unit = np.zeros(len(rung.program.columns), dtype=np.int64)
    unit[columns] = 1
    return Rung(rung.program.with_row("forced", unit, 1, FREE))


def _above(rung: Rung, tier: Tier, bound: Bound | None, value: int) -> Rung:
    """The rung of the next tier, less what a bound closes, if there is one."""
    most = rung.least(tier, value) + tier.tolerance
    rung = rung if bound is None else rung.closed(bound, most)
    return Rung(rung.program.with_row(tier.name, rung.points(tier), -FREE, most))


def _until(question: Question, left: int, *, same: bool) -> float:
    """When a tier must be done: as long as nothing has changed, later tiers are kept a share, then each has its own."""
    now = time.monotonic()
    share = 1 - LATER_SHARE * (left > 1) if same and not question.exact else 1 / left
    return now + share * max(0.0, question.until - now)


@dataclass(frozen=True)
class _Ask:
    """How a tier is to be solved: below what the run leaves nothing, with proof or not, until when."""

    question: Question
    step: Step
    floor: int
    prove: bool
    until: float

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.until - time.monotonic()


def _best(ask: _Ask, rung: Rung, tier: Tier, x: np.ndarray) -> _Found | Unplaceable | OutOfTime:
    """The best of a tier: stints of the LP and of the plan first, then all that can be better, if it is to be proven."""
    program, points, question = rung.program, rung.points(tier), ask.question
    best = _cored(ask, program, points, x, question.base.near) if ask.floor > -FREE else None
    if best is not None and int(points @ best) <= ask.floor:
        return _Found(best, int(points @ best), ask.floor, ("run",), None)
    if best is not None:
        program = program.closed(ask.step.bound.useless(int(points @ best) + tier.tolerance))
    relaxed = _relaxed(ask, program, points)
    bound = relaxed.bound
    best = _least([best, _cored(ask, program, points, x, relaxed.x > USED)], points)
    least, voices = max(ask.floor, bound.value), _voices(best, points, ask.floor, bound.value)
    if not voices and (best is None or ask.prove):
        wide = program if best is None else program.closed(bound.useless(int(points @ best)))
        answers = _race(question, Job(wide, points, x if best is None else best, ask.left), proof=True)
        refusals = tuple(a.engine for a in answers if a.status == Status.IMPOSSIBLE)
        if best is None and refusals:
            return Unplaceable(question.cadre, question.post, refusals)
        best = _least([best, *(a.x for a in answers)], points)
        least = max([least, *(a.bound for a in answers if a.bound is not None)])
        voices = _voices(best, points, ask.floor, bound.value) or _proofs(answers, points, best)
    if best is None:
        return OutOfTime(question.stop.is_set())
    value = int(points @ best)
    return _Found(best, value, value if voices else min(least, value), voices, bound)


def _least(plans: Sequence[np.ndarray | None], points: np.ndarray) -> np.ndarray | None:
    """The columns of least points; None where there are none."""
    return min((x for x in plans if x is not None), key=lambda x: int(points @ x), default=None)


def _proofs(answers: Sequence[Answer], points: np.ndarray, best: np.ndarray | None) -> tuple[str, ...]:
    """The engines that prove columns to be the best."""
    value = None if best is None else int(points @ best)
    return tuple(a.engine for a in answers if a.status == Status.OPTIMAL and a.value == value)


def _voices(best: np.ndarray | None, points: np.ndarray, floor: int, certified: int) -> tuple[str, ...]:
    """Who shows without an engine that columns are the best: the run, whose optimum they reach; the LP's exact bound."""
    if best is None:
        return ()
    value = int(points @ best)
    return ("run",) * (value <= floor) + ("certificate",) * (value <= certified)


def _relaxed(ask: _Ask, program: Program, points: np.ndarray) -> Relaxed:
    """The LP of a tier, over few columns first where the program is large."""
    stints, last = ask.question.base.model.options.stints, ask.question.base.steps[-1]
    merit = last.rung.points(last.tier)[: len(stints)]
    active = first_columns(program, merit, stints["post_ix"].to_numpy(), DEFAULT)
    return relax(program, points, active, LP_SHARE * ask.left, DEFAULT, ask.question.stop)


def _cored(ask: _Ask, program: Program, points: np.ndarray, x: np.ndarray, liked: np.ndarray) -> np.ndarray | None:
    """The best columns with the stints that are liked, those of a plan, and those of the cadre in the post."""
    question = ask.question
    kept = liked | (x > 0)
    kept[len(question.base.model.options.stints) :] = True
    kept[question.base.stints_of(question.cadre, question.post)] = True
    job = Job(program.closed(~kept), points, x, CORE_SHARE * ask.left)
    return _least([answer.x for answer in _race(question, job, proof=False)], points)


def _race(question: Question, job: Job, *, proof: bool) -> tuple[Answer, ...]:
    """The answers of both engines; what is said of a core that holds no plan is no proof and no dispute."""
    if job.seconds < 0.01 or question.stop.is_set():
        return ()
    answers = race(job, question.stop, lambda *_: None)
    if proof and contradictory(answers):
        raise DisagreementError(job.program, job.points, answers)
    return answers


def _price(rung: Rung, step: Step, found: _Found) -> Price:
    """The price of one tier, in its own sense."""
    value, bound = (rung.value(step.tier, least) for least in (found.value, found.least))
    return Price(step.tier.name, step.kept, value, bound, value, found.proved_by)


def _told(question: Question, x: np.ndarray, prices: tuple[Price, ...]) -> Forced:
    """The claim about the plan found, verified: what it reaches, who moves, and the rules that a bare exchange breaks."""
    base, plan = question.base, question.base.model.plan(x)
    verdict = judge(base.case, plan)
    if not verdict.lawful:
        raise VerificationError([f"{breach.rule} {breach.place}" for breach in verdict.breaches])
    of_tier = {tier.name: verdict.value(tier) for tier in verdict.tiers}
    reached = tuple(
        _reaching(price, of_tier[price.tier], step.tier) for price, step in zip(prices, base.steps, strict=True)
    )
    bare = put_in(base.plan, plan, question.cadre, question.post)
    return Forced(question.cadre, question.post, plan, reached, moves(base.plan, plan), rules_hit(base.case, bare))


def _reaching(price: Price, reached: int, tier: Tier) -> Price:
    """The price beside what the plan shown reaches, which may be better than what an open tier had found.

    VerificationError where the goals' definitions make less of the plan than its columns do, beyond the tolerance.
    """
    better = tier.sense * (reached - price.value)
    if better < -tier.tolerance or (better > 0 and price.proven):
        raise VerificationError([f"{tier.name}: {price.value} ≠ {reached}"])
    if better <= 0:
        return replace(price, reached=reached)
    voices = ("bound",) if reached == price.bound else ()
    return replace(price, value=reached, reached=reached, proved_by=voices)
