"""C09: the political theory level of the post."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import Stint
from optimizer.rules.kinds import Facts, Gate
from optimizer.stints import of_cadre
from optimizer.words import Kind, Theory


class PoliticalTheory(Gate):
    """Political theory ≥ theory_min, unless the incumbent is reappointed."""

    id = "C09"
    says: ClassVar = {
        "vi": "{cadre} có trình độ lý luận chính trị {has}, chức danh này cần {needed}.",
        "en": "{cadre} has political theory level {has}; this post needs {needed}.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Compare the two places on the ladder."""
        needed, has = Theory(case.law["theory_min"].value), Theory(case.cadre[stint.cadre].theory)
        if case.kind(stint.cadre, stint.post) == Kind.REAPPOINTMENT or has.rank >= needed.rank:
            return None
        return {"has": has, "needed": needed}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """Ranks on the ladder, for first appointments."""
        needed = Theory(case.law["theory_min"].value).rank
        enough = of_cadre(case, stints, "theory_rank") >= needed
        return enough | (stints["kind"] == Kind.REAPPOINTMENT).to_numpy()
