"""C15: nobody heads one place for more than two terms running."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import add_months, months_between
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.stints import of_post, start_days


class TwoTerms(Gate):
    """A head post does not go to one who by the start has headed that place for term_limit_terms whole terms running."""

    id = "C15"
    asks: ClassVar = Asks.START
    says: ClassVar = {
        "vi": "{cadre} đứng đầu tại {unit} liên tục từ {since}; tại ngày {start} đã đủ {limit} nhiệm kỳ.",
        "en": "{cadre} has headed {unit} since {since} without a break; by {start} that is {limit} terms.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Count the months since the unbroken service as head began."""
        post, limit = case.post[stint.post], case.law["term_limit_terms"].value
        since = case.heads_since.get((stint.cadre, post.unit_id)) if post.head else None
        longest = limit * case.law["term_months"].value
        if since is None or months_between(since.date(), stint.start) < longest:
            return None
        return {"unit": post.unit_id, "since": since.date(), "start": stint.start, "limit": limit}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """The first forbidden day of each (cadre, unit) against the day of each start."""
        longest = case.law["term_limit_terms"].value * case.law["term_months"].value
        forbidden = [(*key, add_months(since.date(), longest)) for key, since in case.heads_since.items()]
        table = pd.DataFrame(forbidden, columns=["cadre_id", "unit_id", "day"], dtype=object)
        day = stints[["cadre_id", "unit_id"]].merge(table, how="left", on=["cadre_id", "unit_id"])["day"]
        too_long = start_days(case, stints) >= pd.to_datetime(day).to_numpy()
        return ~(of_post(case, stints, "head").astype(bool) & too_long)
