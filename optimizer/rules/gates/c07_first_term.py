"""C07: a first appointment leaves time for one whole term."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import months_between
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.words import Kind


class FirstTerm(Gate):
    """Months from the start to retirement ≥ first_term_months, unless the incumbent is reappointed."""

    id = "C07"
    asks: ClassVar = Asks.START
    says: ClassVar = {
        "vi": "{cadre} còn {left} tháng công tác tại ngày {start}, bổ nhiệm lần đầu cần trọn nhiệm kỳ {needed} tháng.",
        "en": "{cadre} has {left} months left on {start}; a first appointment needs a whole term of {needed}.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Count the months to the retirement date."""
        needed = case.law["first_term_months"].value
        left = months_between(stint.start, case.cadre[stint.cadre].retires.date())
        if case.kind(stint.cadre, stint.post) == Kind.REAPPOINTMENT or left >= needed:
            return None
        return {"left": left, "needed": needed, "start": stint.start}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """`service_left` against the limit, for first appointments."""
        enough = stints["service_left"] >= case.law["first_term_months"].value
        return (enough | (stints["kind"] == Kind.REAPPOINTMENT)).to_numpy()
