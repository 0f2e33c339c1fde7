"""Soft rules: each breach of a rule that the regime makes soft costs its price."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.kinds import Breach, Part, SumGoal


class Soft(SumGoal):
    """- Σ price × amount over the breaches of soft rules."""

    id = "soft"
    sense: ClassVar = 1

    def __init__(self, breaches: Callable[[Case, Plan], Iterator[Breach]]) -> None:
        """`breaches` gives those of the soft rules, waivers taken off."""
        self._breaches = breaches

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """One part per breach."""
        for breach in self._breaches(case, plan):
            points = -case.law.price(breach.rule) * breach.amount
            cadre = str(breach.facts.get("cadre", ""))
            yield Part("soft", points, cadre, facts={**breach.facts, "rule": breach.rule, "place": breach.place})

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Nothing to write: the Desk prices the excesses of rows, the model what gates charge."""
