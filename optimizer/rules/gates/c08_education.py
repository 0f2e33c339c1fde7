"""C08: the professional level of the post, lower where the province derogates."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.stints import of_cadre, of_post
from optimizer.words import Education, Kind


class ProfessionalLevel(Gate):
    """Education ≥ education_min, or ≥ education_min_derogated for a post with derogation; not asked of reappointment."""

    id = "C08"
    asks: ClassVar = Asks.PAIR
    says: ClassVar = {
        "vi": "{cadre} có trình độ {has}, chức danh này cần {needed}.",
        "en": "{cadre} has professional level {has}; this post needs {needed}.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Compare the two places on the ladder; an incumbent's reappointment is not judged again."""
        key = "education_min_derogated" if case.post[stint.post].derogation else "education_min"
        needed, has = Education(case.law[key].value), Education(case.cadre[stint.cadre].education)
        if case.kind(stint.cadre, stint.post) == Kind.REAPPOINTMENT or has.rank >= needed.rank:
            return None
        return {"has": has, "needed": needed}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """Ranks on the ladder, for first appointments."""
        plain = Education(case.law["education_min"].value).rank
        lower = Education(case.law["education_min_derogated"].value).rank
        needed = np.where(of_post(case, stints, "derogation"), lower, plain)
        enough = of_cadre(case, stints, "education_rank") >= needed
        return enough | (stints["kind"] == Kind.REAPPOINTMENT).to_numpy()
