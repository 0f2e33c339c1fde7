"""What comes after the engines: a plan is bettered commune by commune, and what is still open is branched on."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from optimizer.program import FREE, Program
from optimizer.rules.tiers import Tier
from optimizer.solve import highs
from optimizer.solve.branch import NAME, Branched, Task, branched
from optimizer.solve.climb import Climb, Guide, Order, take, teller
from optimizer.solve.outcome import Answer, Status
from optimizer.solve.params import SolveParams
from optimizer.solve.polish import polished
from optimizer.solve.race import Job, race
from optimizer.verify.certificate import Rung


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


@dataclass
class Searcher:
    """Branching as an engine of a race. What it has shown stays here; its answer says only whether that is all.

    One that has lost still shows what it has: `done` is set then.
    """

    task: Task
    params: SolveParams
    shown: Branched = NOTHING
    done: threading.Event = field(default_factory=threading.Event)
    NAME = NAME

    def minimise(
        self,
        _program: Program,
        _points: np.ndarray,
        _hint: np.ndarray | None,
        seconds: float,
        stop: threading.Event,
        tell: Callable[[int | None, int | None], None],
    ) -> Answer:
        """The task is searched until it is done or stopped; the race is won when nothing better is left."""
        begun = time.monotonic()
        task = replace(self.task, seconds=seconds)
        self.shown = shown = branched(task, self.params, stop, lambda _, value, bound: tell(value, bound))
        self.done.set()
        wanted = int(task.program.rows["upper"].iloc[-1])
        best = wanted + 1 if shown.x is None else int((task.program.terms[-1] @ shown.x)[0])
        status = Status.OPTIMAL if shown.least == best else Status.UNKNOWN
        return Answer(NAME, status, None, None, None, time.monotonic() - begun)


def branch(
    climb: Climb, tier: Tier, guide: Guide, answers: tuple[Answer, ...], asked: Order, until: float
) -> tuple[Branched, tuple[Answer, ...]]:
    """Better the plan or show that none is better, in the time that is left of a tier of which nothing is proven.

    HiGHS works beside it, without the plan known so far: so it proved `fill` of three districts over five years out of
    five in 16 to 29 s; with that plan as a hint none in the few seconds that it had.
    """
    points, seconds = climb.rung.points(tier), until - time.monotonic()
    least = None if climb.best is None else int(points @ climb.best)
    small = len(points) <= asked.params.branch_columns
    done = least is None or least <= guide.bound.value or _proven(answers) or asked.stop.is_set()
    if least is None or done or not small or seconds < asked.params.least_seconds:
        return NOTHING, answers
    tell = teller(climb, tier, guide, asked, until, whole=True)
    searcher = Searcher(better_than(climb.rung, tier, least, asked, seconds), asked.params)
    found = race(Job(climb.rung.program, points, None, seconds), asked.stop, tell, engines=(searcher, highs))
    searcher.done.wait(asked.params.certify_seconds)
    shown = searcher.shown
    climb.best = climb.best if shown.x is None else shown.x
    return shown, (*answers, *(answer for answer in found if answer.engine == highs.NAME))


def better_than(rung: Rung, tier: Tier, least: int, asked: Order, seconds: float) -> Task:
    """What branching is asked: a plan of the tier that is better than `least` (as minimised), or that there is none.

    A tier that counts for no decision by itself (how the worst commune fares) says little to an LP: there what the
    first tier loses is minimised among plans that are better in this one.
    """
    points = rung.points(tier)
    program = rung.program.with_row(tier.name, points, -FREE, least - 1)
    first = len(asked.model.program.rows)  # the row of the first tier's value, if there is one
    indirect = len(program.rows) - 1 > first and not points[: program.decisions].any()
    return Task(program, first if indirect else len(program.rows) - 1, seconds)


def _proven(answers: tuple[Answer, ...]) -> bool:
    """True when an engine proved the value of the tier."""
    return any(answer.status == Status.OPTIMAL for answer in answers)
