"""What comes after the engines: a plan is bettered commune by commune, and what is still open is branched on."""

import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass

import pandas as pd

from optimizer.program import FREE
from optimizer.rules.tiers import Tier, tiers
from optimizer.solve import highs
from optimizer.solve.branch import Branched, Known, Task, branched
from optimizer.solve.climb import Climb, Guide, Order, take, teller
from optimizer.solve.outcome import Answer, Status
from optimizer.solve.params import SolveParams
from optimizer.solve.polish import polished
from optimizer.solve.race import Job, Tell, race
from optimizer.threads import started


def polish(climb: Climb, tier: Tier, guide: Guide, answers: tuple[Answer, ...], asked: Order, until: float) -> None:
    """Better the plan, commune by commune, in the time that is left of a tier in which nothing is proven."""
    points = climb.rung.points(tier)
    best = take(climb, points, answers)
    proven = int(points @ best) <= guide.bound.value or _proven(answers)
    if not proven and asked.model.program.decisions:
        stints = asked.model.options.stints
        job = Job(climb.rung.program, points, best, until - time.monotonic())
        tell = teller(climb, tier, guide, asked, until, whole=False)
        climb.best, _ = polished(job, pd.factorize(stints["unit_id"])[0], asked.params, asked.stop, tell)


NOTHING = Branched()


def branch(
    climb: Climb, tier: Tier, guide: Guide, answers: tuple[Answer, ...], asked: Order, until: float
) -> tuple[Branched, tuple[Answer, ...]]:
    """Better the plan or show that none is better, in the time that is left of a tier; not where the LP has shown it.

    HiGHS works beside it, without the plan known so far (with that as a hint it proved nothing in the same time). Where a
    tier took long the branches are to show what an engine proved, too: later tiers begin with what they leave.
    """
    points = climb.rung.points(tier)
    least = None if climb.best is None else int(points @ climb.best)
    small = len(points) <= asked.params.branch_columns
    if least is None or least <= guide.bound.value or asked.stop.is_set() or not small:
        return NOTHING, answers
    known, seconds = Known(least), until - time.monotonic()
    spent = sum(result.seconds for result in climb.results)
    grace = _Grace(guide.begun, spent, tier == tiers(asked.model.case)[-1], asked.params)
    if _proven(answers):
        known.until = grace.ends() if grace.at_once else 0.0
    if min(seconds, known.until - time.monotonic()) < asked.params.least_seconds:
        return NOTHING, answers
    tell, settled = teller(climb, tier, guide, asked, until, whole=True), threading.Event()
    job = Job(climb.rung.program, points, None, seconds)
    beside = None if _proven(answers) else _beside(job, known, settled, grace, tell)
    shown = branched(better_than(climb, tier, least, asked, seconds), asked.params, asked.stop, tell, known)
    settled.set()
    mine = least if shown.x is None else int(points @ shown.x)
    climb.best = climb.best if shown.x is None else shown.x
    awaited = beside is not None and (beside.done() or known.least < mine)
    return shown, (*answers, *beside.result()) if beside is not None and awaited else answers


@dataclass(frozen=True)
class _Grace:
    """How long branches may take for what an engine has proven: a part of what earlier tiers took, and if later ones are
    to begin with what they leave, as long again as this one took.
    """

    begun: float
    spent: float
    last: bool
    params: SolveParams

    @property
    def at_once(self) -> bool:
        """True where branches come before the next tier: of one that took long."""
        return not self.last and time.monotonic() - self.begun >= self.params.certify_seconds

    def ends(self) -> float:
        """When, if the proof is there now."""
        now = time.monotonic()
        return now + max(self.params.grace(self.spent), 0.0 if self.last else now - self.begun)


def _beside(job: Job, known: Known, settled: threading.Event, grace: _Grace, tell: Tell) -> Future[tuple[Answer, ...]]:
    """HiGHS at work until all is settled: the search hears what it finds, and what it proves gives that a time to end."""

    def heard(engine: str, value: int | None, bound: int | None) -> None:
        known.least = known.least if value is None else min(known.least, value)
        tell(engine, value, bound)

    def work() -> tuple[Answer, ...]:
        answers = race(job, settled, heard, engines=(highs,))
        known.least = min([known.least, *(answer.value for answer in answers if answer.value is not None)])
        if _proven(answers):
            known.until = grace.ends()
        return answers

    return started(work)


def better_than(climb: Climb, tier: Tier, least: int, asked: Order, seconds: float) -> Task:
    """What branching is asked: a plan of the tier that is better than `least` (as minimised), or that there is none.

    A tier that counts for no decision by itself (how the worst commune fares) says little to an LP as long as the first
    tier is open: there what that one loses is minimised among plans that are better in this one.
    """
    points = climb.rung.points(tier)
    program = climb.rung.program.with_row(tier.name, points, -FREE, least - 1)
    first_is_open = any(result.certified_gap for result in climb.results[:1])
    indirect = first_is_open and not points[: program.decisions].any()
    return Task(program, len(asked.model.program.rows) if indirect else len(program.rows) - 1, seconds)


def _proven(answers: tuple[Answer, ...]) -> bool:
    """True when an engine proved the value of the tier."""
    return any(answer.status == Status.OPTIMAL for answer in answers)
