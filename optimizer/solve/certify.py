"""What an engine proved joins the certificate, where a small tree of branches shows it."""

import time
from dataclasses import replace
from typing import TypeVar

from optimizer.solve.branch import NAME, branched
from optimizer.solve.climb import Climb, Order
from optimizer.solve.outcome import Answer, Disagreement, Status, TierResult
from optimizer.solve.refine import better_than
from optimizer.verify.certificate import Refuted, Rung

Item = TypeVar("Item")


def certify(climb: Climb, asked: Order, deadline: float) -> Disagreement | None:
    """Branch on each tier that only engines proved, the plan in hand: nobody waits for it, and not long.

    Later tiers were planned without these branches; a tier that has some keeps them. A plan that is better than a proven
    one is returned: an engine erred.
    """
    params = asked.params
    most = params.grace(sum(result.seconds for result in climb.results))
    small = len(asked.model.program.columns) <= params.branch_columns
    for number, result in enumerate(climb.results if small else ()):
        seconds = min(most, deadline - time.monotonic())
        grown = climb.steps[number].refuted is not None
        owed = result.proved_by and result.certified_gap > 0 and not grown and not asked.stop.is_set()
        if not owed or seconds < params.least_seconds:
            continue
        rung, step = climb.rungs[number], climb.steps[number]
        least = rung.least(result.tier, step.kept)
        before = Climb(rung, results=climb.results[:number])
        task = better_than(before, result.tier, least, asked, seconds)
        shown = branched(task, params, asked.stop, lambda *_: None)
        if shown.x is not None:
            better = int(rung.points(result.tier) @ shown.x)
            return _false_proof(result, least, Answer(NAME, Status.FEASIBLE, shown.x, better, None, seconds))
        if shown.by is not None and shown.least is not None and shown.least > _certified(rung, result):
            value = rung.value(result.tier, shown.least)
            climb.results = _with(climb.results, number, replace(result, certified=value))
            climb.steps = _with(climb.steps, number, replace(step, refuted=Refuted(value, shown.by, narrows=False)))
    return None


def _certified(rung: Rung, result: TierResult) -> int:
    """The certified bound of a tier, as minimised."""
    return rung.least(result.tier, result.certified)


def _with(items: tuple[Item, ...], number: int, item: Item) -> tuple[Item, ...]:
    """The items with another one at a place."""
    return (*items[:number], item, *items[number + 1 :])


def _false_proof(result: TierResult, least: int, better: Answer) -> Disagreement:
    """The engines that called `least` the optimum, and the better plan."""
    proofs = [Answer(name, Status.OPTIMAL, None, least, least, result.seconds) for name in result.proved_by]
    return Disagreement(result.tier.name, (*proofs, better))
