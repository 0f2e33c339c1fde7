"""The tiers one after another, each from the last one's plan, each value fixed before the next."""

import hashlib
import threading
import time
from dataclasses import dataclass

import numpy as np

from optimizer.errors import VerificationError
from optimizer.model import Model
from optimizer.program import FREE, Program
from optimizer.rules.tiers import Tier, tiers
from optimizer.solve import cpsat, highs
from optimizer.solve.bound import Bound, bound_of
from optimizer.solve.greedy import greedy
from optimizer.solve.outcome import (
    Answer,
    Disagreement,
    Impossible,
    News,
    Outcome,
    OutOfTime,
    Solved,
    Status,
    TierResult,
    Watch,
)
from optimizer.solve.race import Job, race
from optimizer.verify import Verdict, judge

COMPLETE_SECONDS = 20  # a guard only: with all decisions fixed the slacks take milliseconds


@dataclass(frozen=True)
class SolveParams:
    """`seconds`: for all tiers together. `confirm_columns`: up to this size both engines must prove each tier."""

    seconds: float = 24.0
    confirm_columns: int = 600


def _silent(_: News) -> None:
    """Watch nothing."""


@dataclass
class _Climb:
    """The state of a solve between two tiers: `best` covers all columns of the program."""

    program: Program
    best: np.ndarray | None = None
    results: tuple[TierResult, ...] = ()


def solve(
    model: Model,
    params: SolveParams = SolveParams(),
    stop: threading.Event | None = None,
    watch: Watch = _silent,
) -> Outcome:
    """The best plan found in the time, tier by tier, and what is proven of it."""
    stop = stop or threading.Event()
    deadline = time.monotonic() + params.seconds
    climb = _Climb(model.program)
    todo = tiers(model.case)
    for number, tier in enumerate(todo):
        until = time.monotonic() + _allowance(todo[number:], deadline)
        bound = _prepare(climb, tier, model, until)
        answers = _answers(climb, tier, model, params, until, stop, watch)
        ended = _ended(climb, tier, answers, stop)
        if ended is not None:
            return ended
        _advance(climb, tier, model, answers, bound)
        if stop.is_set():
            break
    ties_broken = _break_ties(climb, model, deadline, stop)
    return _verified(model, climb, ties_broken, stop.is_set())


def _allowance(todo: tuple[Tier, ...], deadline: float) -> float:
    """Seconds for the next tier: its share of what is left."""
    left = max(0.5, deadline - time.monotonic())
    return left * todo[0].share / sum(tier.share for tier in todo)


def _prepare(climb: _Climb, tier: Tier, model: Model, until: float) -> Bound:
    """The LP's bound on a tier; a first plan by greed if there is none; columns that cannot help are closed."""
    points = -tier.sense * _points(climb.program, tier)
    relaxed, duals = highs.relax(climb.program, points, until - time.monotonic())
    bound = bound_of(climb.program, points, duals)
    if climb.best is None:
        stints = len(model.options.stints)
        decisions = greedy(model, np.lexsort((bound.extra[:stints], -relaxed[:stints])), until)
    else:
        decisions = climb.best[: model.program.decisions]
    climb.best = complete(climb.program, points, decisions)
    if climb.best is not None:
        _close(climb, tier, bound, int(points @ climb.best))
    return bound


def _close(climb: _Climb, tier: Tier, bound: Bound, value: int) -> None:
    """Close the columns that no plan as good as `value`, less the tolerance, can take."""
    climb.program = climb.program.closed(bound.useless(value + tier.tolerance))


def complete(program: Program, points: np.ndarray, decisions: np.ndarray) -> np.ndarray | None:
    """All columns for given decisions, with the slacks that are best for `points`; None if a row is broken."""
    fixed = np.concatenate([decisions, np.zeros(len(program.columns) - len(decisions), dtype=np.int64)])
    off = (fixed == 0) & (np.arange(len(fixed)) < len(decisions))
    held = program.closed(off).with_row("held", fixed, int(fixed.sum()), FREE)
    return cpsat.minimise(held, points, None, COMPLETE_SECONDS, threading.Event(), lambda *_: None).x


def _answers(
    climb: _Climb, tier: Tier, model: Model, params: SolveParams, until: float, stop: threading.Event, watch: Watch
) -> tuple[Answer, ...]:
    """Both engines' answers to a tier."""
    offset = _constant(model.program, tier)

    def tell(engine: str, value: int | None, bound: int | None) -> None:
        ours = [None if v is None else -tier.sense * v + offset for v in (value, bound)]
        watch(News(tier.name, engine, ours[0], ours[1], max(0.0, until - time.monotonic())))

    small = model.program.decisions <= params.confirm_columns
    points = -tier.sense * _points(climb.program, tier)
    job = Job(climb.program, points, climb.best, until - time.monotonic())
    return race(job, stop, tell, to_the_end=small)


def _points(program: Program, tier: Tier) -> np.ndarray:
    """Points of a tier per column."""
    nothing = np.zeros(len(program.columns), dtype=np.int64)
    return sum((program.goals.get(goal, nothing) for goal in tier.goals), start=nothing)


def _constant(program: Program, tier: Tier) -> int:
    """Points of a tier that are there whatever is decided."""
    return sum(program.constants.get(goal, 0) for goal in tier.goals)


def _ended(
    climb: _Climb, tier: Tier, answers: tuple[Answer, ...], stop: threading.Event
) -> Impossible | OutOfTime | Disagreement | None:
    """The outcome if the climb ends here without a plan, or with two truths."""
    proofs = [answer for answer in answers if answer.status == Status.OPTIMAL]
    refusals = [answer for answer in answers if answer.status == Status.IMPOSSIBLE]
    plans = [answer for answer in answers if answer.x is not None]
    if len({answer.value for answer in proofs}) > 1 or (refusals and (plans or climb.best is not None)):
        return Disagreement(tier.name, answers)
    if refusals:
        return Impossible(tuple(answer.engine for answer in refusals))
    if not plans and climb.best is None:
        return OutOfTime(stop.is_set())
    return None


def _advance(climb: _Climb, tier: Tier, model: Model, answers: tuple[Answer, ...], lp: Bound) -> None:
    """Keep the best plan of the tier, record what is proven, and fix the tier's value as a row.

    The value is the definition's; an engine's proof counts only if it proves just that value.
    """
    points, offset = -tier.sense * _points(climb.program, tier), _constant(model.program, tier)
    plans = [answer.x for answer in answers if answer.x is not None]
    plans += [] if climb.best is None else [climb.best]
    climb.best = min(plans, key=lambda x: int(points @ x))
    least = int(points @ climb.best)
    value = judge(model.case, model.plan(climb.best)).value(tier)
    found = -tier.sense * (value - offset)
    if found > least:
        raise VerificationError([f"{tier.name}: {-tier.sense * least + offset} ≠ {value}"])
    bound = max([lp.value, *(a.bound for a in answers if a.bound is not None)])
    proved_by = tuple(a.engine for a in answers if a.status == Status.OPTIMAL and a.value == found)
    seconds = max(answer.seconds for answer in answers)
    climb.results += (TierResult(tier, value, -tier.sense * bound + offset, proved_by, seconds),)
    _close(climb, tier, lp, found)
    climb.program = climb.program.with_row(tier.name, points, -FREE, found + tier.tolerance)


def lots(names: list[str], seed: int) -> np.ndarray:
    """A lot of 1 … 10⁶ for each column name, from the published seed alone."""
    digests = (hashlib.sha256(f"{seed}:{name}".encode()).digest() for name in names)
    return np.array([1 + int.from_bytes(digest[:8], "big") % 10**6 for digest in digests], dtype=np.int64)


def _break_ties(climb: _Climb, model: Model, deadline: float, stop: threading.Event) -> bool:
    """Among plans that are equal in the proven last tier, take the one with the lowest sum of lots."""
    done = len(climb.results) == len(tiers(model.case)) and all(r.proved_by for r in climb.results)
    seconds = deadline - time.monotonic()
    if not done or stop.is_set() or seconds < 0.5 or climb.best is None:
        return False
    last = climb.results[-1]
    points = _points(climb.program, last.tier)
    value = last.value - _constant(model.program, last.tier)
    program = climb.program.with_row("equal", points, value, value)
    drawn = np.zeros(len(program.columns), dtype=np.int64)
    names = model.program.columns["name"].iloc[: model.program.decisions]
    drawn[: model.program.decisions] = lots(list(names), model.case.settings.seed)
    answers = race(Job(program, drawn, climb.best, seconds), stop, lambda *_: None)
    proven = [answer for answer in answers if answer.status == Status.OPTIMAL]
    if proven:
        climb.best = proven[0].x
    return bool(proven)


def _verified(model: Model, climb: _Climb, ties_broken: bool, interrupted: bool) -> Outcome:
    """The solved outcome, with the verifier's word on the plan that is returned."""
    if climb.best is None:
        return OutOfTime(interrupted)
    plan = model.plan(climb.best)
    verdict = judge(model.case, plan)
    if not verdict.lawful:
        raise VerificationError([f"{breach.rule} {breach.place}" for breach in verdict.breaches])
    return Solved(plan, verdict, _restated(climb.results, verdict), ties_broken, interrupted)


def _restated(results: tuple[TierResult, ...], verdict: Verdict) -> tuple[TierResult, ...]:
    """Each tier's result with the value of the final plan, which may have used a tolerance."""
    return tuple(TierResult(r.tier, verdict.value(r.tier), r.bound, r.proved_by, r.seconds) for r in results)
