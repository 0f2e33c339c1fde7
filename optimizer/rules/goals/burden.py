"""Burden: hardship and distance that cadres who are sent must bear (C31)."""

from collections.abc import Iterator
from typing import ClassVar

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan, months_held
from optimizer.program import Desk
from optimizer.rules.kinds import Part, SumGoal
from optimizer.stints import of_post
from optimizer.words import SENT


class Burden(SumGoal):
    """- ⌊(points_burden × hardship + points_travel_hour × hours) × months held / 12⌋ per stint sent elsewhere."""

    id = "burden"
    sense: ClassVar = 1

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """One part per stint of a cadre who is sent."""
        for stint in plan.stints:
            if case.kind(stint.cadre, stint.post) in SENT:
                post, months = case.post[stint.post], months_held(case, stint)
                yearly = case.law["points_burden"].value * post.hardship
                yearly += case.law["points_travel_hour"].value * post.travel_hours
                facts = {"hardship": post.hardship, "hours": post.travel_hours, "months": months}
                yield Part("burden", -(yearly * months // 12), stint.cadre, post.unit_id, facts)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Points on the stints of those who are sent."""
        sent = options.stints[options.stints["kind"].isin(SENT)]
        yearly = case.law["points_burden"].value * of_post(case, sent, "hardship")
        yearly = yearly + case.law["points_travel_hour"].value * of_post(case, sent, "travel_hours")
        desk.points(self.id, sent["column"].to_numpy(), -(yearly * sent["held_months"].to_numpy() // 12))
