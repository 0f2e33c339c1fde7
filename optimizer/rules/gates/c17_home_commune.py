"""C17: nobody is sent as head to a commune where he or she is a local person."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.local import is_local, local_pairs
from optimizer.plan import Stint
from optimizer.rules.kinds import Facts, Gate
from optimizer.stints import of_post
from optimizer.words import SENT


class HomeCommune(Gate):
    """A rotated or transferred head is not born in the commune, nor worked there for local_years_min."""

    id = "C17"
    says: ClassVar = {
        "vi": "{cadre} là người địa phương của {unit}; không bố trí làm người đứng đầu tại đó.",
        "en": "{cadre} is a local person of {unit}; not to be sent there as head.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Judge only heads who are sent from elsewhere."""
        post = case.post[stint.post]
        sent = case.kind(stint.cadre, stint.post) in SENT
        if not (sent and post.head and is_local(case, stint.cadre, post.unit_id)):
            return None
        return {"unit": post.unit_id}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """Local pairs looked up for all heads who are sent."""
        local = pd.MultiIndex.from_frame(stints[["cadre_id", "unit_id"]]).isin(local_pairs(case))
        sent = stints["kind"].isin(SENT).to_numpy()
        return ~(sent & of_post(case, stints, "head").astype(bool) & local)
