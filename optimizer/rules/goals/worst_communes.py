"""Weakest first: the sum of the gap indices of the worst few communes (C30)."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.goals.gap_index import WHOLE, gap_index, gaps
from optimizer.rules.kinds import Goal


class WorstCommunes(Goal):
    """The sum of the `worst_k` greatest gap indices: θ = min over r of k·r + Σ (gap - r)⁺."""

    id = "worst_communes"
    sense: ClassVar = -1
    serves: ClassVar = ("C30",)

    def score(self, case: Case, plan: Plan) -> int:
        """The sum of the greatest gap indices."""
        return sum(sorted(gap_index(case, plan).values(), reverse=True)[: case.settings.worst_k])

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """A level r, and what each gap exceeds it by."""
        gap = desk.once(gaps, case, options)
        k = min(case.settings.worst_k, len(gap))
        level = desk.slack("level", [str(k)], WHOLE)
        over = desk.slack("over", list(gap["unit_id"]), WHOLE)
        parts = [
            gap.assign(coef=-1),
            pd.DataFrame({"unit_id": gap["unit_id"], "column": over, "coef": 1}),
            pd.DataFrame({"unit_id": gap["unit_id"], "column": level.item(), "coef": 1}),
        ]
        desk.at_least("over", pd.concat(parts), ["unit_id"], 0)
        desk.points(self.id, level, np.array([k]))
        desk.points(self.id, over, np.ones(len(over)))
