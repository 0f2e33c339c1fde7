"""The tiers one after another, each from the last one's plan, each value fixed before the next."""

import hashlib
import threading
import time
from dataclasses import replace

import numpy as np

from optimizer.errors import VerificationError
from optimizer.model import Model
from optimizer.plan import Plan
from optimizer.program import FREE, Program
from optimizer.rules.tiers import Tier, goal_by_id, tiers
from optimizer.solve import cpsat
from optimizer.solve.branch import Branched
from optimizer.solve.certify import certify
from optimizer.solve.climb import Climb, Guide, Order, take, teller
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
from optimizer.solve.race import Job, grown, race
from optimizer.solve.refine import branch, polish
from optimizer.solve.relax import first_columns, relax
from optimizer.verify import judge
from optimizer.verify.certificate import Certificate, Refuted, Rung, Step, fingerprint


def _silent(_: News) -> None:
    """Watch nothing."""


def solve(
    model: Model,
    params: SolveParams = DEFAULT,
    stop: threading.Event | None = None,
    watch: Watch = _silent,
    begin: Plan | None = None,
) -> Outcome:
    """The best plan found in the time, tier by tier, and what is proven of it; no worse than `begin`, a lawful plan."""
    asked = Order(model, params, stop or threading.Event(), watch)
    deadline = time.monotonic() + params.seconds
    climb = Climb(Rung(model.program), None if begin is None else _columns(model, begin))
    todo = tiers(model.case)
    planned_by = deadline - params.certify_time(len(todo))
    for number, tier in enumerate(todo):
        begun, allowed = time.monotonic(), _allowance(todo[number:], planned_by)
        guide = _guide(climb, tier, asked, params.lp_time(allowed, planned_by - begun, first=number == 0))
        until = begun + allowed if number else time.monotonic() + _allowance(todo, planned_by)
        ended = _climbed(climb, tier, guide, asked, until)
        if ended is not None:
            return ended
        if asked.stop.is_set():
            break
    ties_broken = _break_ties(climb, asked, planned_by)
    return certify(climb, asked, deadline) or _verified(climb, asked, ties_broken)


def _climbed(
    climb: Climb, tier: Tier, guide: Guide, asked: Order, until: float
) -> Impossible | OutOfTime | Disagreement | None:
    """A tier by its engines, then commune by commune, then by branches; the climb goes on unless an outcome ends it."""
    params, columns = asked.params, len(asked.model.program.columns)
    planned = until - params.branch_time(until - time.monotonic(), columns)
    answers = _answers(climb, tier, guide, asked, planned - params.polish_time(planned - time.monotonic()))
    ended = _ended(climb, tier, answers, asked.stop)
    if ended is not None:
        return ended
    polish(climb, tier, guide, answers, asked, planned)
    shown, answers = branch(climb, tier, guide, answers, asked, until)
    ended = _ended(climb, tier, answers, asked.stop)
    if ended is None:
        _advance(climb, tier, guide, answers, shown, asked)
    return ended


def _columns(model: Model, plan: Plan) -> np.ndarray:
    """The columns of a plan whose slacks are not known yet; VerificationError for one that takes what is no column."""
    return np.pad(model.decisions(plan), (0, len(model.program.columns) - model.program.decisions))


def _allowance(todo: tuple[Tier, ...], deadline: float) -> float:
    """Seconds for the next tier: its share of what is left."""
    left = max(0.5, deadline - time.monotonic())
    return left * todo[0].share / sum(tier.share for tier in todo)


def _guide(climb: Climb, tier: Tier, asked: Order, seconds: float) -> Guide:
    """The LP of a tier in this time; a first plan by greed if there is none; columns that cannot help are closed."""
    begun = time.monotonic()
    program, points = climb.rung.program, climb.rung.points(tier)
    stints = asked.model.options.stints
    merit = climb.rung.points(tiers(asked.model.case)[-1])[: len(stints)]
    if climb.active is None:
        climb.active = first_columns(program, merit, stints["post_ix"].to_numpy(), asked.params)
    active = climb.active & (program.columns["upper"].to_numpy() > 0)
    active |= False if climb.best is None else climb.best > 0
    relaxed = relax(program, points, active, seconds, asked.params, asked.stop)
    climb.active = relaxed.active
    order = liking(relaxed.x, relaxed.bound, merit, stints["post_ix"].to_numpy())
    known = climb.best
    decisions = (
        greedy(asked.model, order, begun + 2 * seconds) if known is None else known[: asked.model.program.decisions]
    )
    completed = complete(program, points, decisions, asked.params.complete_seconds)
    climb.best = known if completed is None else completed
    guide = Guide(begun, relaxed.duals, relaxed.bound, order)
    _close(climb, tier, guide)
    return guide


def _close(climb: Climb, tier: Tier, guide: Guide) -> None:
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


def _answers(climb: Climb, tier: Tier, guide: Guide, asked: Order, until: float) -> tuple[Answer, ...]:
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
        tell = teller(climb, tier, guide, asked, until, whole=core is None)
        job = Job(climb.rung.program if core is None else core, points, best, seconds)
        answers = race(job, asked.stop, tell, to_the_end=both)
        if core is None or best is None or _ended(climb, tier, answers, asked.stop) is not None:
            return answers
        better = int(points @ take(climb, points, answers)) < int(points @ best)
        solved = any(answer.status == Status.OPTIMAL for answer in answers)
        if not (better or solved or len(guide.bound.extra) <= params.whole_columns):
            return ()
        _close(climb, tier, guide)
        width *= params.core_growth
    return ()


def _core(climb: Climb, guide: Guide, width: int, best: np.ndarray, params: SolveParams) -> Program | None:
    """The core of this width; None when it would be no smaller than all that is open by a factor worth having."""
    if width * params.core_growth > stints_open(climb.rung.program, guide.order):
        return None
    return cored(climb.rung.program, guide.order, width, best)


def _ended(
    climb: Climb, tier: Tier, answers: tuple[Answer, ...], stop: threading.Event
) -> Impossible | OutOfTime | Disagreement | None:
    """The outcome if the climb ends here without a plan, or with two truths: a plan better than a proven one is one."""
    proofs = [answer for answer in answers if answer.status == Status.OPTIMAL]
    known = None if climb.best is None else int(climb.rung.points(tier) @ climb.best)
    bettered = known is not None and any(a.value is not None and a.value > known for a in proofs)
    refusals = [answer for answer in answers if answer.status == Status.IMPOSSIBLE]
    plans = [answer for answer in answers if answer.x is not None]
    if bettered:
        return Disagreement(tier.name, (*proofs, Answer("plan", Status.FEASIBLE, climb.best, known, None, 0.0)))
    if len({answer.value for answer in proofs}) > 1 or (refusals and (plans or climb.best is not None)):
        return Disagreement(tier.name, answers)
    if refusals:
        return Impossible(tuple(answer.engine for answer in refusals))
    if not plans and climb.best is None:
        return OutOfTime(stop.is_set())
    return None


def _advance(climb: Climb, tier: Tier, guide: Guide, answers: tuple[Answer, ...], shown: Branched, asked: Order) -> None:
    """Keep the best plan of the tier, record what is proven, and fix the tier's value as a row.

    The value is the definition's; an engine's proof counts only if it proves just that value.
    """
    rung, points = climb.rung, climb.rung.points(tier)
    best = take(climb, points, answers)
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
    climb.rungs += (rung,)
    climb.rung = rung.above(tier, guide.bound, value, refuted)


def lots(names: list[str], seed: int) -> np.ndarray:
    """A lot of 1 … 10⁶ for each column name, from the published seed alone."""
    digests = (hashlib.sha256(f"{seed}:{name}".encode()).digest() for name in names)
    return np.array([1 + int.from_bytes(digest[:8], "big") % 10**6 for digest in digests], dtype=np.int64)


def _break_ties(climb: Climb, asked: Order, deadline: float) -> bool:
    """Among plans that are equal in the proven last tier, take the one with the lowest sum of lots."""
    model, seconds = asked.model, max(deadline - time.monotonic(), asked.params.ties_seconds)
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


def _verified(climb: Climb, asked: Order, ties_broken: bool) -> Outcome:
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
