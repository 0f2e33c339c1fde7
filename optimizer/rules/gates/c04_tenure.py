"""C04: a rotation lasts between the shortest and the longest tenure, and a running one is not cut short."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import Stint
from optimizer.rules.kinds import Facts, Gate
from optimizer.stints import of_cadre, start_days
from optimizer.words import Kind


class Tenure(Gate):
    """min_tenure ≤ months ≤ max_tenure for a rotation; no stint starts before a running rotation ends."""

    id = "C04"
    says: ClassVar = {
        "vi": "{cadre}: thời hạn {months} tháng, yêu cầu từ {least} đến {most} tháng; "
        "ngày kết thúc đợt luân chuyển đang chạy: {running_end}.",
        "en": "{cadre}: {months} months, {least} to {most} are required; end of a running rotation: {running_end}.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Compare the length with both limits, and the start with the end of a running rotation."""
        least, most = case.law["min_tenure_months"].value, case.law["max_tenure_months"].value
        rotation = case.kind(stint.cadre, stint.post) == Kind.ROTATION
        fits = not rotation or least <= stint.months <= most
        busy_until = case.cadre[stint.cadre].running_end
        busy = not pd.isna(busy_until) and stint.start < busy_until.date()
        if fits and not busy:
            return None
        end = "—" if pd.isna(busy_until) else busy_until.date()
        return {"months": stint.months, "least": least, "most": most, "running_end": end}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """The same two comparisons over columns."""
        least, most = case.law["min_tenure_months"].value, case.law["max_tenure_months"].value
        fits = (stints["kind"] != Kind.ROTATION) | stints["months"].between(least, most)
        busy_until = of_cadre(case, stints, "running_end")
        busy = start_days(case, stints) < busy_until
        return fits.to_numpy() & ~busy
