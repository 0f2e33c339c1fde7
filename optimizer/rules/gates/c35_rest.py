"""C35: who has served in one of the hardest communes rests before the next."""

from datetime import date
from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import add_months
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.stints import of_post, start_days
from optimizer.words import SENT


class RestBetweenHardPlaces(Gate):
    """A cadre sent to a commune of hardship ≥ hardest_degree starts at least rest_months after serving in another."""

    id = "C35"
    asks: ClassVar = Asks.START
    says: ClassVar = {
        "vi": "{cadre} vừa công tác ở xã rất khó khăn; đến {until} mới nên nhận nhiệm vụ ở nơi như vậy.",
        "en": "{cadre} has just served in one of the hardest communes; not again in such a place before {until}.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Compare the start with the end of the rest."""
        hard = case.post[stint.post].hardship >= case.law["hardest_degree"].value
        if not hard or case.kind(stint.cadre, stint.post) not in SENT:
            return None
        left = case.left_hardest.get(stint.cadre)
        until = add_months(left, case.law["rest_months"].value) if left else stint.start
        return {"until": until} if stint.start < until else None

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """The end of each cadre's rest against the day of each start."""
        hard = of_post(case, stints, "hardship") >= case.law["hardest_degree"].value
        rest = case.law["rest_months"].value
        rested = {cadre: add_months(left, rest) for cadre, left in case.left_hardest.items()}
        until = [rested.get(cadre, date.min) for cadre in case.cadres["cadre_id"]]
        tired = start_days(case, stints) < np.array(until, dtype="datetime64[s]")[stints["cadre_ix"].to_numpy()]
        return ~(stints["kind"].isin(SENT).to_numpy() & hard & tired)
