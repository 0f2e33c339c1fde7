"""What comes after the engines: a plan is bettered commune by commune, and what is still open is branched on."""

import time

import pandas as pd

from optimizer.program import FREE
from optimizer.rules.tiers import Tier
from optimizer.solve.branch import Branched, Task, branched
from optimizer.solve.climb import Climb, Guide, Order, take, teller
from optimizer.solve.outcome import Answer, Status
from optimizer.solve.polish import polished
from optimizer.solve.race import Job


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


def branch(climb: Climb, tier: Tier, guide: Guide, answers: tuple[Answer, ...], asked: Order, until: float) -> Branched:
    """Better the plan or show that none is better, in the time that is left of a tier which is not certified.

    A tier that counts for no decision by itself (how the worst commune fares) says little to an LP: there what the
    first tier loses is minimised among plans that are better in this one.
    """
    points, seconds = climb.rung.points(tier), until - time.monotonic()
    seconds = min(seconds, asked.params.certify_seconds) if _proven(answers) else seconds
    least = None if climb.best is None else int(points @ climb.best)
    small = len(points) <= asked.params.branch_columns
    done = least is None or least <= guide.bound.value or asked.stop.is_set()
    if least is None or done or not small or seconds < asked.params.least_seconds:
        return Branched()
    program = climb.rung.program.with_row(tier.name, points, -FREE, least - 1)
    indirect = climb.results and not points[: program.decisions].any()
    ceiling = len(asked.model.program.rows) if indirect else len(program.rows) - 1
    tell = teller(climb, tier, guide, asked, until, whole=True)
    shown = branched(Task(program, ceiling, seconds), asked.params, asked.stop, tell)
    climb.best = climb.best if shown.x is None else shown.x
    return shown


def _proven(answers: tuple[Answer, ...]) -> bool:
    """True when an engine proved the value of the tier."""
    return any(answer.status == Status.OPTIMAL for answer in answers)
