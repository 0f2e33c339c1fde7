"""C10: fit for work, by a certificate that is not too old."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import add_months
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate


class Health(Gate):
    """Fit, by a certificate at most health_certificate_months old on the planning day (a day more is too old)."""

    id = "C10"
    asks: ClassVar = Asks.PAIR
    says: ClassVar = {
        "vi": "{cadre} chưa có giấy chứng nhận đủ sức khỏe trong {limit} tháng gần nhất.",
        "en": "{cadre} has no certificate of fitness from the last {limit} months.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Look at the finding and at the age of the certificate."""
        cadre, limit = case.cadre[stint.cadre], case.law["health_certificate_months"].value
        return None if cadre.health_ok and _recent(case, cadre.health_checked) else {"limit": limit}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """The finding and the age of the certificate of each cadre."""
        recent = np.array([_recent(case, day) for day in case.cadres["health_checked"]], dtype=bool)
        return (case.cadres["health_ok"].to_numpy() & recent)[stints["cadre_ix"].to_numpy()]


def _recent(case: Case, checked: pd.Timestamp) -> bool:
    """True when a certificate of that day is still valid on the planning day."""
    limit = case.law["health_certificate_months"].value
    return not pd.isna(checked) and add_months(checked.date(), limit) >= case.start
