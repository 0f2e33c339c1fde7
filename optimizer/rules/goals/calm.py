"""Calm: few moves, few posts torn open, little money (C33)."""

from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from optimizer.case import Case
from optimizer.costs import stint_cost_by_year
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.kinds import Part, SumGoal
from optimizer.words import Kind

MILLION = 1_000_000


class Calm(SumGoal):
    """- points_move per newcomer; - points_turnover if he leaves a key post; - points per million VND."""

    id = "calm"
    sense: ClassVar = 1

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """Up to three parts per stint."""
        sitting = {post.incumbent_id for post in case.post.values() if post.key and post.incumbent_id}
        for stint in plan.stints:
            unit = case.post[stint.post].unit_id
            if case.kind(stint.cadre, stint.post) != Kind.REAPPOINTMENT:
                yield Part("move", -case.law["points_move"].value, stint.cadre, unit)
                if stint.cadre in sitting:
                    yield Part("turnover", -case.law["points_turnover"].value, stint.cadre, unit)
            cost = sum(stint_cost_by_year(case, stint).values())
            if cost:
                points = -(case.law["points_cost_million"].value * cost // MILLION)
                yield Part("cost", points, stint.cadre, unit, {"cost_vnd": cost})

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Points on the stints."""
        stints, law = options.stints, case.law
        sitting = set(case.posts.loc[case.posts["key"], "incumbent_id"]) - {""}
        new = (stints["kind"] != Kind.REAPPOINTMENT).to_numpy()
        leaves = stints["cadre_id"].isin(sitting).to_numpy()
        points = -(law["points_cost_million"].value * stints["cost_vnd"].to_numpy() // MILLION)
        points = points - np.where(new, law["points_move"].value, 0)
        points = points - np.where(new & leaves, law["points_turnover"].value, 0)
        desk.points(self.id, stints["column"].to_numpy(), points)
