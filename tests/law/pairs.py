"""For each gate the two legal cases nearest to its limit: as alike as can be, and the rule lets one pass and not the other."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any, NamedTuple

from optimizer.words import Education, Grade, Level, Theory
from tests.law.cases import CASES, LegalCase

LADDERS = (Education, Theory, Grade, Level)
MOST_FACTS = 2
ANSWER = {"name", "why", "expect", "refused_by", "priced"}


class Pair(NamedTuple):
    """A case that a rule lets pass and one that it does not, with the facts in which they differ: what, here, there."""

    passes: LegalCase
    caught: LegalCase
    differ: list[tuple[str, Any, Any]]


def nearest(rule: str, regime: int) -> Pair | None:
    """The nearest pair of a rule under a regime, or None if none differ in so few facts that the limit can be seen.

    Waivers tell nothing of the limit, so they are the same on both sides.
    """
    found = []
    for topic in CASES.values():
        of_regime = [case for case in topic if case.regime == regime]
        caught = [case for case in of_regime if rule in case.refused_by + case.priced]
        passing = [case for case in of_regime if rule not in case.refused_by + case.priced]
        found += [pair(a, b) for a, b in product(passing, caught) if a.waivers == b.waivers]
    return min((p for p in found if len(p.differ) <= MOST_FACTS), key=lambda p: _distance(p, rule), default=None)


def pair(passes: LegalCase, caught: LegalCase) -> Pair:
    """Two cases with the facts in which they differ."""
    here, there = (dict(_facts(_whole(case))) for case in (passes, caught))
    paths = [path for path in {**here, **there} if here.get(path) != there.get(path)]
    return Pair(passes, caught, [(path, here.get(path), there.get(path)) for path in paths])


def _whole(case: LegalCase) -> dict[str, Any]:
    """What a case says of the facts, with what it leaves to the defaults."""
    told = case.model_dump(exclude={*ANSWER, "person", "planned", "grades"})
    told["move"]["start"] = case.move.start or case.day
    return told | {"cadre": case.cadre, "succession": [plan.model_dump() for plan in case.plans], "grades": case.graded}


def _facts(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every single fact below a value, by its path."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _facts(inner, f"{path}.{key}".lstrip("."))
    else:
        yield path, value


def _distance(two: Pair, rule: str) -> tuple[int, int, int, int]:
    """How far from the limit two cases are: facts that differ, other rules that speak, facts without a measure, steps."""
    steps = [_step(here, there) for _, here, there in two.differ]
    others = sum(len({*case.refused_by, *case.priced} - {rule}) for case in two[:2])
    return len(steps), others, steps.count(None), sum(step for step in steps if step is not None)


def _step(here: Any, there: Any) -> int | None:
    """Days between dates, difference of numbers, rungs of a ladder; None where there is no measure."""
    if isinstance(here, date) and isinstance(there, date):
        return abs((here - there).days)
    if isinstance(here, int) and isinstance(there, int):
        return abs(here - there)
    for ladder in LADDERS:
        if {here, there} <= {str(word) for word in ladder}:
            return abs(ladder(here).rank - ladder(there).rank)
    return None
