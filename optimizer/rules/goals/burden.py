"""Burden: hardship and distance that cadres who are sent must bear, in sum and at its worst (C31, C35)."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan, months_held
from optimizer.program import Desk
from optimizer.rules.goals.career import borne_points, career_hardship
from optimizer.rules.kinds import Part, SumGoal
from optimizer.words import SENT


class Burden(SumGoal):
    """- ⌊(points_burden × hardship + points_travel_hour × hours) × months held / 12⌋ per stint sent elsewhere;
    - ⌊points_career_percent × career hardship / 100 × that / 100⌋ more for what was borne before;
    - the greatest of ⌊points_worst_burden % of both⌋ over all stints.
    """

    id = "burden"
    sense: ClassVar = 1
    serves: ClassVar = ("C31",)

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """One or two parts per stint of a cadre who is sent, and one for the worst of all."""
        career, borne = career_hardship(case), Counter[str]()
        for stint in plan.stints:
            if case.kind(stint.cadre, stint.post) in SENT:
                post, months, years = case.post[stint.post], months_held(case, stint), career.get(stint.cadre, 0)
                yearly = case.law["points_burden"].value * post.hardship
                yearly += case.law["points_travel_hour"].value * post.travel_hours
                points = yearly * months // 12
                more = points * years * case.law["points_career_percent"].value // 10_000
                facts = {"hardship": post.hardship, "hours": post.travel_hours, "months": months}
                yield Part("burden", -points, stint.cadre, post.unit_id, facts)
                if more:
                    yield Part("career", -more, stint.cadre, post.unit_id, {"years": years})
                borne[stint.cadre] += (points + more) * case.law["points_worst_burden"].value // 100
        if worst := max(borne.values(), default=0):
            yield Part("worst_burden", -worst)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Points on the stints of those who are sent; a slack above what each cadre bears."""
        sent = options.stints[options.stints["kind"].isin(SENT)]
        points = borne_points(case, sent)
        desk.points(self.id, sent["column"].to_numpy(), -points)
        most = points * case.law["points_worst_burden"].value // 100
        terms = sent[["cadre_id", "column"]].assign(coef=-most)
        greatest = -int(terms.groupby("cadre_id")["coef"].sum().min()) if len(terms) else 0
        worst = desk.slack("worst_burden", ["1"], greatest)
        above = terms[["cadre_id"]].drop_duplicates().assign(column=worst.item(), coef=1)
        desk.at_least("worst_burden", pd.concat([terms, above]), ["cadre_id"], 0)
        desk.points(self.id, worst, np.array([-1]))
