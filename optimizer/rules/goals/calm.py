"""Calm: few moves, few posts torn open, little money (C33)."""

from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from optimizer.case import Case
from optimizer.costs import stint_cost_by_year
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.goals.measures import handed_over, handovers
from optimizer.rules.kinds import Part, SumGoal
from optimizer.words import Kind

MILLION = 1_000_000


class Calm(SumGoal):
    """- points_move per newcomer; - points_turnover if he leaves a key post before his time; - points per million VND;
    - points_handover_month × handover_months where the incumbent is there until then.
    """

    id = "calm"
    sense: ClassVar = 1
    serves: ClassVar = ("C33",)

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """Up to three parts per stint."""
        until = {post.incumbent_id: post.opens for post in case.post.values() if post.key and post.incumbent_id}
        for stint in plan.stints:
            unit = case.post[stint.post].unit_id
            if case.kind(stint.cadre, stint.post) != Kind.REAPPOINTMENT:
                yield Part("move", -case.law["points_move"].value, stint.cadre, unit)
                if handed_over(case, plan, stint):
                    months = case.law["handover_months"].value
                    points = -case.law["points_handover_month"].value * months
                    yield Part("handover", points, stint.cadre, unit, {"months": months})
                if case.period(stint.start) < until.get(stint.cadre, 0):
                    yield Part("turnover", -case.law["points_turnover"].value, stint.cadre, unit)
            cost = sum(stint_cost_by_year(case, stint).values())
            if cost:
                points = -(case.law["points_cost_million"].value * cost // MILLION)
                yield Part("cost", points, stint.cadre, unit, {"cost_vnd": cost})

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Points on the stints."""
        stints, law = options.stints, case.law
        held = case.posts[case.posts["key"] & (case.posts["incumbent_id"] != "")]
        until = stints["cadre_id"].map(held.set_index("incumbent_id")["opens"])
        new = (stints["kind"] != Kind.REAPPOINTMENT).to_numpy()
        leaves = (stints["start"] < until).to_numpy()
        points = -(law["points_cost_million"].value * stints["cost_vnd"].to_numpy() // MILLION)
        points = points - law["points_move"].value * new - law["points_turnover"].value * (new & leaves)
        desk.points(self.id, stints["column"].to_numpy(), points)
        over = handovers(case, options, desk)
        price = law["points_handover_month"].value * law["handover_months"].value
        desk.points(self.id, over, np.full(len(over), -price))
