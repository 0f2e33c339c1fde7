"""The tiers one after another, each from the last one's plan, each value fixed before the next."""

import hashlib
import threading
import time
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from optimizer.errors import VerificationError
from optimizer.model import Model
from optimizer.plan import Plan
from optimizer.program import FREE, Program
from optimizer.rules.tiers import Tier, goal_by_id, tiers
from optimizer.solve import cpsat
from optimizer.solve.branch import Branched, Task, branched
from optimizer.solve.core import cored, liking, stints_open
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
from optimizer.solve.params import DEFAULT, SolveParams
from optimizer.solve.polish import polished
from optimizer.solve.race import Job, Tell, grown, race
from optimizer.solve.relax import first_columns, relax
from optimizer.verify import judge
from optimizer.verify.bound import Bound, Duals
from optimizer.verify.certificate import Certificate, Refuted, Rung, Step, fingerprint


def _silent(_: News) -> None:
    """Watch nothing."""


@dataclass(frozen=True)
class _Order:
    """What a solve was asked for."""

    model: Model
    params: SolveParams
    stop: threading.Event
    watch: Watch


@dataclass
class _Climb:
    """The state of a solve between two tiers: `best` covers all columns, `active` marks those of the last LP."""

    rung: Rung
    best: np.ndarray | None = None
    active: np.ndarray | None = None
    results: tuple[TierResult, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class _Guide:
    """What the LP of a tier says: duals, the exact bound they prove, the stints in the order in which it likes them."""

    begun: float
    duals: Duals
    bound: Bound
    order: np.ndarray


def solve(
    model: Model,
    params: SolveParams = DEFAULT,
    stop: threading.Event | None = None,
    watch: Watch = _silent,
    begin: Plan | None = None,
) -> Outcome:
    """The best plan found in the time, tier by tier, and what is proven of it; no worse than `begin`, a lawful plan."""
    asked = _Order(model, params, stop or threading.Event(), watch)
    deadline = time.monotonic() + params.seconds
    climb = _Climb(Rung(model.program), None if begin is None else _columns(model, begin))
    todo = tiers(model.case)
    for number, tier in enumerate(todo):
        allowed = _allowance(todo[number:], deadline)
        until = time.monotonic() + allowed
        guide = _guide(climb, tier, asked, until)
        branching = params.branch_time(allowed, len(model.program.columns))
        planned = until - branching
        answers = _answers(climb, tier, guide, asked, planned - params.polish_time(allowed - branching))
        ended = _ended(climb, tier, answers, asked.stop)
        if ended is not None:
            return ended
        _polish(climb, tier, guide, answers, asked, planned)
        shown = _branch(climb, tier, guide, asked, until) if branching else Branched()
        _advance(climb, tier, guide, answers, shown, asked)
        if asked.stop.is_set():
            break
    ties_broken = _break_ties(climb, asked, deadline)
    return _verified(climb, asked, ties_broken)


def _columns(model: Model, plan: Plan) -> np.ndarray:
    """The columns of a plan whose slacks are not known yet; VerificationError for one that takes what is no column."""
    return np.pad(model.decisions(plan), (0, len(model.program.columns) - model.program.decisions))


def _allowance(todo: tuple[Tier, ...], deadline: float) -> float:
    """Seconds for the next tier: its share of what is left."""
    left = max(0.5, deadline - time.monotonic())
    return left * todo[0].share / sum(tier.share for tier in todo)


def _guide(climb: _Climb, tier: Tier, asked: _Order, until: float) -> _Guide:
    """The LP of a tier; a first plan by greed if there is none; columns that cannot help are closed."""
    begun = time.monotonic()
    program, points = climb.rung.program, climb.rung.points(tier)
    stints = asked.model.options.stints
    merit = climb.rung.points(tiers(asked.model.case)[-1])[: len(stints)]
    if climb.active is None:
        climb.active = first_columns(program, merit, stints["post_ix"].to_numpy(), asked.params)
    active = climb.active & (program.columns["upper"].to_numpy() > 0)
    active |= False if climb.best is None else climb.best > 0
    relaxed = relax(program, points, active, asked.params.lp_share * (until - begun), asked.params, asked.stop)
    climb.active = relaxed.active
    order = liking(relaxed.x, relaxed.bound, merit, stints["post_ix"].to_numpy())
    known = climb.best
    decisions = greedy(asked.model, order, until) if known is None else known[: asked.model.program.decisions]
    completed = complete(program, points, decisions, asked.params.complete_seconds)
    climb.best = known if completed is None else completed
    guide = _Guide(begun, relaxed.duals, relaxed.bound, order)
    _close(climb, tier, guide)
    return guide


def _close(climb: _Climb, tier: Tier, guide: _Guide) -> None:
    """Close the columns that no plan as good as the best one, less the tolerance, can take."""
    if climb.best is not None:
        value = int(climb.rung.points(tier) @ climb.best)
        climb.rung = climb.rung.closed(guide.bound, value + tier.tolerance)


def complete(program: Program, points: np.ndarray, decisions: np.ndarray, seconds: float) -> np.ndarray | None:
    """All columns for given decisions, with the slacks that are best for `points`; None if a row is broken."""
    free = program.columns["upper"].to_numpy() > 0
    free[: len(decisions)] &= decisions > 0
    taken = np.where(np.arange(len(free)) < len(decisions), 1, 0)[free]
    held = program.only(free).with_row("held", taken, int(taken.sum()), FREE)
    if taken.sum() < decisions.sum():
        return None
    x = cpsat.minimise(held, points[free], None, seconds, threading.Event(), lambda *_: None).x
    return None if x is None else grown(x, free)


def _answers(climb: _Climb, tier: Tier, guide: _Guide, asked: _Order, until: float) -> tuple[Answer, ...]:
    """Both engines' answers to a tier over all columns; before that, cores of growing width better the plan.

    Empty where a plan reached the certified bound or the time ended on a core: what is said of a core is no proof.
    """
    params, width, points = asked.params, asked.params.core_stints, climb.rung.points(tier)
    both = params.confirm or asked.model.program.decisions <= params.confirm_columns
    while not asked.stop.is_set():
        best, left = climb.best, until - time.monotonic()
        certified = best is not None and int(points @ best) <= guide.bound.value
        if (certified and not both) or left < params.least_seconds:
            return ()
        core = None if best is None or certified else _core(climb, guide, width, best, params)
        seconds = left if core is None else params.core_share * left
        tell = _teller(climb, tier, guide, asked, until, whole=core is None)
        job = Job(climb.rung.program if core is None else core, points, best, seconds)
        answers = race(job, asked.stop, tell, to_the_end=both)
        if core is None or best is None or _ended(climb, tier, answers, asked.stop) is not None:
            return answers
        better = int(points @ _take(climb, points, answers)) < int(points @ best)
        solved = any(answer.status == Status.OPTIMAL for answer in answers)
        if not (better or solved or len(guide.bound.extra) <= params.whole_columns):
            return ()
        _close(climb, tier, guide)
        width *= params.core_growth
    return ()


def _core(climb: _Climb, guide: _Guide, width: int, best: np.ndarray, params: SolveParams) -> Program | None:
    """The core of this width; None when it would be no smaller than all that is open by a factor worth having."""
    if width * params.core_growth > stints_open(climb.rung.program, guide.order):
        return None
    return cored(climb.rung.program, guide.order, width, best)


def _teller(climb: _Climb, tier: Tier, guide: _Guide, asked: _Order, until: float, *, whole: bool) -> Tell:
    """What passes an engine's news on, in the tier's own sense; of a core only the values, with the LP's bound."""

    def tell(engine: str, value: int | None, bound: int | None) -> None:
        known = bound if whole else guide.bound.value
        ours = [None if v is None else climb.rung.value(tier, v) for v in (value, known)]
        asked.watch(News(tier.name, engine, ours[0], ours[1], max(0.0, until - time.monotonic())))

    return tell


def _take(climb: _Climb, points: np.ndarray, answers: tuple[Answer, ...]) -> np.ndarray:
    """The best plan of all, which the climb keeps: the older one where none is better."""
    plans = [] if climb.best is None else [climb.best]
    plans += [answer.x for answer in answers if answer.x is not None]
    climb.best = best = min(plans, key=lambda x: int(points @ x))
    return best


def _polish(climb: _Climb, tier: Tier, guide: _Guide, answers: tuple[Answer, ...], asked: _Order, until: float) -> None:
    """Better the plan, commune by commune, in the time that is left of a tier in which nothing is proven."""
    points = climb.rung.points(tier)
    best = _take(climb, points, answers)
    proven = int(points @ best) <= guide.bound.value or any(answer.status == Status.OPTIMAL for answer in answers)
    if not proven and asked.model.program.decisions:
        stints = asked.model.options.stints
        job = Job(climb.rung.program, points, best, until - time.monotonic())
        tell = _teller(climb, tier, guide, asked, until, whole=False)
        climb.best, _ = polished(job, pd.factorize(stints["unit_id"])[0], asked.params, asked.stop, tell)


def _branch(climb: _Climb, tier: Tier, guide: _Guide, asked: _Order, until: float) -> Branched:
    """Better the plan or show that none is better, in the time that is left of a tier which is not certified.

    A tier that counts for no decision by itself (how the worst commune fares) says little to an LP: there what the
    first tier loses is minimised among plans that are better in this one.
    """
    points, seconds = climb.rung.points(tier), until - time.monotonic()
    least = None if climb.best is None else int(points @ climb.best)
    if least is None or least <= guide.bound.value or seconds < asked.params.least_seconds or asked.stop.is_set():
        return Branched()
    program = climb.rung.program.with_row(tier.name, points, -FREE, least - 1)
    indirect = climb.results and not points[: program.decisions].any()
    ceiling = len(asked.model.program.rows) if indirect else len(program.rows) - 1
    tell = _teller(climb, tier, guide, asked, until, whole=True)
    shown = branched(Task(program, ceiling, seconds), asked.params, asked.stop, tell)
    climb.best = climb.best if shown.x is None else shown.x
    return shown


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


def _advance(
    climb: _Climb, tier: Tier, guide: _Guide, answers: tuple[Answer, ...], shown: Branched, asked: _Order
) -> None:
    """Keep the best plan of the tier, record what is proven, and fix the tier's value as a row.

    The value is the definition's; an engine's proof counts only if it proves just that value.
    """
    rung, points = climb.rung, climb.rung.points(tier)
    best = _take(climb, points, answers)
    plan = asked.model.plan(best)
    value = sum(goal_by_id(goal).score(asked.model.case, plan) for goal in tier.goals)
    found, least = rung.least(tier, value), int(points @ best)
    if found > least:
        raise VerificationError([f"{tier.name}: {rung.value(tier, least)} ≠ {value}"])
    certified, refuted = guide.bound.value, None
    if shown.least is not None and shown.by is not None and shown.least > certified:
        certified, refuted = shown.least, Refuted(rung.value(tier, shown.least), shown.by)
    bound = max([certified, *(a.bound for a in answers if a.bound is not None)])
    proved_by = tuple(a.engine for a in answers if a.status == Status.OPTIMAL and a.value == found)
    seconds = time.monotonic() - guide.begun
    result = TierResult(tier, value, rung.value(tier, certified), rung.value(tier, bound), proved_by, seconds)
    climb.results += (result,)
    climb.steps += (Step(tier.name, value, guide.duals, refuted),)
    climb.rung = rung.above(tier, guide.bound, value)


def lots(names: list[str], seed: int) -> np.ndarray:
    """A lot of 1 … 10⁶ for each column name, from the published seed alone."""
    digests = (hashlib.sha256(f"{seed}:{name}".encode()).digest() for name in names)
    return np.array([1 + int.from_bytes(digest[:8], "big") % 10**6 for digest in digests], dtype=np.int64)


def _break_ties(climb: _Climb, asked: _Order, deadline: float) -> bool:
    """Among plans that are equal in the proven last tier, take the one with the lowest sum of lots."""
    model, seconds = asked.model, deadline - time.monotonic()
    done = len(climb.results) == len(tiers(model.case)) and all(r.proven for r in climb.results)
    if not done or asked.stop.is_set() or seconds < asked.params.least_seconds or climb.best is None:
        return False
    last = climb.results[-1]
    value = climb.rung.least(last.tier, last.value)
    program = climb.rung.program.with_row("equal", climb.rung.points(last.tier), value, value)
    drawn = np.zeros(len(program.columns), dtype=np.int64)
    names = model.program.columns["name"].iloc[: model.program.decisions]
    drawn[: model.program.decisions] = lots(list(names), model.case.settings.seed)
    answers = race(Job(program, drawn, climb.best, seconds), asked.stop, lambda *_: None)
    proven = [answer for answer in answers if answer.status == Status.OPTIMAL]
    if proven:
        climb.best = proven[0].x
    return bool(proven)


def _verified(climb: _Climb, asked: _Order, ties_broken: bool) -> Outcome:
    """The solved outcome, with the verifier's word on the plan that is returned."""
    interrupted = asked.stop.is_set()
    if climb.best is None:
        return OutOfTime(interrupted)
    plan = asked.model.plan(climb.best)
    verdict = judge(asked.model.case, plan)
    if not verdict.lawful:
        raise VerificationError([f"{breach.rule} {breach.place}" for breach in verdict.breaches])
    results = tuple(replace(r, value=verdict.value(r.tier)) for r in climb.results)
    certificate = Certificate(fingerprint(asked.model.program), climb.steps)
    return Solved(plan, verdict, results, ties_broken, interrupted, certificate)
