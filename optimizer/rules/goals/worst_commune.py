"""Weakest first: the gap index of the worst commune (C30)."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.goals.gap_index import WHOLE, gap_index, gaps
from optimizer.rules.kinds import Goal


class WorstCommune(Goal):
    """The greatest gap index of any commune."""

    id = "worst_commune"
    sense: ClassVar = -1
    serves: ClassVar = ("C30",)

    def score(self, case: Case, plan: Plan) -> int:
        """The greatest gap index."""
        return max(gap_index(case, plan).values(), default=0)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One column above every gap."""
        gap = desk.once(gaps, case, options)
        worst = desk.slack("worst", ["1"], WHOLE)
        above = pd.DataFrame({"unit_id": gap["unit_id"], "column": worst.item(), "coef": 1})
        desk.at_least("worst", pd.concat([above, gap.assign(coef=-1)]), ["unit_id"], 0)
        desk.points(self.id, worst, np.array([1]))
