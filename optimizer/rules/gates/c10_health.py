"""C10: fit for work, by a certificate that is not too old."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import months_between
from optimizer.plan import Stint
from optimizer.rules.kinds import Facts, Gate


class Health(Gate):
    """Fit, and certified at most health_certificate_months (completed) before the planning day."""

    id = "C10"
    says: ClassVar = {
        "vi": "{cadre} chưa có giấy chứng nhận đủ sức khỏe trong {limit} tháng gần nhất.",
        "en": "{cadre} has no certificate of fitness from the last {limit} months.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Look at the finding and at the age of the certificate."""
        cadre, limit = case.cadre[stint.cadre], case.law["health_certificate_months"].value
        checked = cadre.health_checked
        recent = not pd.isna(checked) and months_between(checked.date(), case.start) <= limit
        return None if cadre.health_ok and recent else {"limit": limit}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """The last day a certificate may bear, compared over cadres."""
        cadres, limit = case.cadres, case.law["health_certificate_months"].value
        recent = [
            not pd.isna(day) and months_between(day.date(), case.start) <= limit for day in cadres["health_checked"]
        ]
        passes = cadres["health_ok"].to_numpy() & np.array(recent, dtype=bool)
        return passes[stints["cadre_ix"].to_numpy()]
