"""Structure: women, young and ethnic-minority cadres in key posts; quality first, so only points (C27)."""

from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from optimizer.case import Case
from optimizer.law import months_between
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.kinds import Part, SumGoal
from optimizer.stints import of_cadre
from optimizer.words import Kind, Sex


class Structure(SumGoal):
    """Points for each newcomer who is a woman, below young_age_below at the start, or of a minority."""

    id = "structure"
    sense: ClassVar = 1

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """Up to three parts per stint."""
        for stint in plan.stints:
            if case.kind(stint.cadre, stint.post) == Kind.REAPPOINTMENT:
                continue
            cadre, unit = case.cadre[stint.cadre], case.post[stint.post].unit_id
            age = months_between(cadre.birth_date.date(), stint.start)
            if cadre.sex == Sex.FEMALE:
                yield Part("woman", case.law["points_woman"].value, stint.cadre, unit)
            if age < 12 * case.law["young_age_below"].value:
                yield Part("young", case.law["points_young"].value, stint.cadre, unit)
            if cadre.ethnicity not in ("", "kinh"):
                yield Part("minority", case.law["points_minority"].value, stint.cadre, unit)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Points on the stints of newcomers."""
        new = options.stints[options.stints["kind"] != Kind.REAPPOINTMENT]
        law = case.law
        young = new["age_months"].to_numpy() < 12 * law["young_age_below"].value
        minority = ~np.isin(of_cadre(case, new, "ethnicity"), ["", "kinh"])
        points = law["points_woman"].value * (of_cadre(case, new, "sex") == Sex.FEMALE)
        points = points + law["points_young"].value * young + law["points_minority"].value * minority
        desk.points(self.id, new["column"].to_numpy(), points)
