"""C18: the post offered is equivalent; a higher one only for outstanding people."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.stints import of_cadre
from optimizer.words import SENT


class PostLevel(Gate):
    """For those who are sent: 0 ≤ rank of the post - rank of the cadre ≤ level_gap_max, and above 0 only if
    outstanding where higher_needs_outstanding.
    """

    id = "C18"
    asks: ClassVar = Asks.PAIR
    says: ClassVar = {
        "vi": "{cadre} (bậc {has}) không phù hợp chức danh bậc {offered}: tương đương, "
        "hoặc cao hơn tối đa {most} bậc (khi thật sự nổi trội, nếu văn bản yêu cầu).",
        "en": "{cadre} (rank {has}) does not fit a post of rank {offered}: equivalent, "
        "or at most {most} higher (if outstanding, where the text asks for it).",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Compare the two ranks."""
        cadre, offered = case.cadre[stint.cadre], case.post[stint.post].rank
        most = case.law["level_gap_max"].value
        gap = offered - cadre.rank
        may_rise = cadre.outstanding or not case.law["higher_needs_outstanding"].value
        fits = 0 <= gap <= most and (gap == 0 or may_rise)
        if fits or case.kind(stint.cadre, stint.post) not in SENT:
            return None
        return {"has": cadre.rank, "offered": offered, "most": most}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """`rank_gap` against 0 and the limit."""
        gap = stints["rank_gap"].to_numpy()
        may_rise = of_cadre(case, stints, "outstanding").astype(bool) | (not case.law["higher_needs_outstanding"].value)
        fits = (gap >= 0) & (gap <= case.law["level_gap_max"].value) & ((gap == 0) | may_rise)
        return fits | ~stints["kind"].isin(SENT).to_numpy()
