"""Team: what the teams of the communes lack, in months (C28, C29)."""

from collections.abc import Iterator
from typing import ClassVar

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.goals.measures import shortfalls, team_shortfalls
from optimizer.rules.kinds import Part, SumGoal


class Team(SumGoal):
    """- points_shortfall × Σ weight × people missing × months."""

    id = "team"
    sense: ClassVar = 1
    serves: ClassVar = ("C28", "C29")

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """One part per ask and period that is not met."""
        for ask, t, missing in shortfalls(case, plan):
            points = -case.law["points_shortfall"].value * ask.weight * missing * case.period_months
            facts = {"skill": ask.skill, "level": ask.level, "t": t, "missing": missing}
            yield Part("short", points, unit=ask.unit, facts=facts)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Points on the shortfall slacks."""
        short = desk.once(team_shortfalls, case, options)
        points = -case.law["points_shortfall"].value * short["weight"] * case.period_months
        desk.points(self.id, short["column"].to_numpy(), points.to_numpy())
