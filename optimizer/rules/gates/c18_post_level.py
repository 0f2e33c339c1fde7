"""C18: the post offered is equivalent; a higher one only for outstanding people."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import Stint
from optimizer.rules.kinds import Facts, Gate
from optimizer.stints import of_cadre


class PostLevel(Gate):
    """0 ≤ rank of the post - rank of the cadre ≤ level_gap_max, and above 0 only if outstanding."""

    id = "C18"
    says: ClassVar = {
        "vi": "{cadre} (bậc {has}) không phù hợp chức danh bậc {offered}: tương đương, "
        "hoặc cao hơn tối đa {most} bậc nếu thật sự nổi trội.",
        "en": "{cadre} (rank {has}) does not fit a post of rank {offered}: equivalent, "
        "or at most {most} higher if outstanding.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Compare the two ranks."""
        cadre, offered = case.cadre[stint.cadre], case.post[stint.post].rank
        most = case.law["level_gap_max"].value
        gap = offered - cadre.rank
        if gap == 0 or (0 < gap <= most and cadre.outstanding):
            return None
        return {"has": cadre.rank, "offered": offered, "most": most}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """`rank_gap` against 0 and the limit."""
        gap = stints["rank_gap"].to_numpy()
        higher = (gap > 0) & (gap <= case.law["level_gap_max"].value)
        return (gap == 0) | (higher & of_cadre(case, stints, "outstanding").astype(bool))
