"""Who else could have a post, cheapest first: bounds for everybody, exact prices for the best few (F35)."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from optimizer.explain.base import Base, Step
from optimizer.explain.forced import Question, forced
from optimizer.verify.claim_kinds import Forced, Unplaceable

LONGEST = 0.5  # of the time that is left, at most for one cadre


@dataclass(frozen=True)
class Estimate:
    """What a cadre in a post costs at the least, by the run's certificate: `at_least` in a tier, nothing in earlier ones.

    Where the bounds show nothing: the last tier, and 0. `estimate` is the reduced cost of the LP in that tier, which
    leaves out how far the LP is from the run.
    """

    cadre: str
    post: str
    tier: str
    at_least: int
    estimate: int


@dataclass(frozen=True)
class Shortlist:
    """Cadres with a solved price, cheapest first, those with a bound only, and those who fit in no plan.

    The first `sure` of the ranked are proven: their order, and that nobody else comes before them.
    """

    post: str
    ranked: tuple[Forced, ...]
    estimates: tuple[Estimate, ...]
    unplaceable: tuple[Unplaceable, ...]
    sure: int


def estimates(base: Base, post: str = "", cadre: str = "") -> tuple[Estimate, ...]:
    """The bound of every pair with an open stint that the run's plan does not use, cheapest first.

    By the duals of each tier: no x that takes column j has less than least + extra[j]; columns that are closed in a tier
    are dearer than its tolerance, in an earlier one.
    """
    stints = base.model.options.stints
    chosen = {(stint.cadre, stint.post) for stint in base.plan.stints}
    costs = np.array([_costs(step, len(stints)) for step in base.steps], dtype=object)
    found = []
    for (who, where), group in stints.groupby(["cadre_id", "post_id"]):
        if (who, where) not in chosen and where == (post or where) and who == (cadre or who):
            found.append(_estimate(base, str(who), str(where), costs[:, group["column"].to_numpy()]))
    return tuple(sorted(found, key=lambda e: ([low for low, _ in _interval(base, e)], e.estimate, e.cadre, e.post)))


def _costs(step: Step, stints: int) -> list[int | None]:
    """What each of the first columns adds to a tier at the least, by its bound; None for one that is closed there."""
    least = [-(-int(value) >> step.bound.scale) for value in step.bound.least + step.bound.extra[:stints]]
    is_open = step.rung.program.columns["upper"].to_numpy()[:stints] > 0
    return [value - step.least if free else None for value, free in zip(least, is_open, strict=True)]


def _estimate(base: Base, cadre: str, post: str, costs: np.ndarray) -> Estimate:
    """The bound of a pair: the first tier in which all its stints cost something, or whose own best is not proven."""
    for step, row in zip(base.steps, costs, strict=True):
        least = min((cost for cost in row if cost is not None), default=0)
        reduced = least + step.least - step.bound.value
        if least > 0 or not step.settled:
            break
    return Estimate(cadre, post, step.tier.name, max(least, 0) if step.settled else least, reduced)


def shortlist(
    base: Base, post: str, most: int, seconds: float, stop: threading.Event | None = None, *, exact: bool = False
) -> Shortlist:
    """The `most` cheapest other cadres for a post; solved in the order of their bounds, until no bound is cheaper."""
    until, stop = time.monotonic() + seconds, stop or threading.Event()
    waiting, solved, lost = list(estimates(base, post)), list[Forced](), list[Unplaceable]()
    while waiting and not stop.is_set() and time.monotonic() < until:
        if len(solved) >= most and _before(_interval(base, solved[most - 1]), _interval(base, waiting[0])):
            break
        now = time.monotonic()
        question = Question(base, waiting[0].cadre, post, now + LONGEST * (until - now), stop, exact)
        found = forced(question)
        if isinstance(found, Forced):
            solved = sorted([*solved, found], key=lambda one: (_cost(base, one), one.cadre))
        elif isinstance(found, Unplaceable):
            lost.append(found)
        else:
            break
        waiting = waiting[1:]
    return Shortlist(post, tuple(solved), tuple(waiting), tuple(lost), _sure(base, solved, waiting))


def _sure(base: Base, solved: Sequence[Forced], waiting: Sequence[Estimate]) -> int:
    """How many of those solved surely come first, each before all that follow."""
    spans = [*(_interval(base, one) for one in solved), *(_interval(base, one) for one in waiting[:1])]
    for number in range(len(solved)):
        if not all(_before(spans[number], later) for later in spans[number + 1 :]):
            return number
    return len(solved)


_Interval = tuple[tuple[float, float], ...]


def _before(one: _Interval, other: _Interval) -> bool:
    """True when costs are surely not above others, tier by tier; the tiers after one that is open decide nothing."""
    for left, (mine, theirs) in zip(range(len(one) - 1, -1, -1), zip(one, other, strict=True), strict=True):
        if mine[1] < theirs[0] or (mine[1] == theirs[0] and not left):
            return True
        if len({*mine, *theirs}) > 1:
            return False
    return True


def _interval(base: Base, one: Forced | Estimate) -> _Interval:
    """Between what and what the cost of each tier lies, where the earlier ones cost what is told."""
    if isinstance(one, Estimate):
        names = [step.tier.name for step in base.steps]
        nth = names.index(one.tier)
        return tuple((0, 0) if n < nth else (one.at_least if n == nth else -inf, inf) for n in range(len(names)))
    senses = (step.tier.sense for step in base.steps)
    return tuple((s * (p.kept - p.bound), s * (p.kept - p.value)) for s, p in zip(senses, one.prices, strict=True))


def _cost(base: Base, one: Forced) -> tuple[float, ...]:
    """What a forced plan costs, tier by tier."""
    return tuple(high for _, high in _interval(base, one))
