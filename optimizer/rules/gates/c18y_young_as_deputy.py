"""C18Y: in 2017, young cadres are mainly rotated to deputy posts."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import add_months
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.stints import of_post
from optimizer.words import Kind


class YoungAsDeputy(Gate):
    """A cadre below young_age_below at the start of a rotation does not take a head post."""

    id = "C18Y"
    asks: ClassVar = Asks.START
    says: ClassVar = {
        "vi": "{cadre} là cán bộ trẻ (dưới {limit} tuổi); luân chuyển chủ yếu giữ chức danh cấp phó.",
        "en": "{cadre} is young (below {limit}); young cadres are mainly rotated to deputy posts.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Compare the start with the birthday from which nobody is young."""
        limit = case.law["young_age_below"].value
        young = stint.start < add_months(case.cadre[stint.cadre].birth_date.date(), 12 * limit)
        rotation = case.kind(stint.cadre, stint.post) == Kind.ROTATION
        return {"limit": limit} if young and rotation and case.post[stint.post].head else None

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """`age_months` of rotated heads."""
        young = stints["age_months"].to_numpy() < 12 * case.law["young_age_below"].value
        rotation = (stints["kind"] == Kind.ROTATION).to_numpy()
        return ~(young & rotation & of_post(case, stints, "head").astype(bool))
