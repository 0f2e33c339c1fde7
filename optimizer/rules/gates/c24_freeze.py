"""C24: no move starts inside a freeze window."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.words import Kind


class FreezeWindow(Gate):
    """The start of a new appointment lies in no window [from, to]; reappointment is not frozen."""

    id = "C24"
    asks: ClassVar = Asks.START
    says: ClassVar = {
        "vi": "Ngày bắt đầu {start} nằm trong thời gian tạm dừng luân chuyển, bổ nhiệm.",
        "en": "The start {start} lies in a period in which rotation and appointment are suspended.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Compare the start with each window."""
        windows = case.law["freeze_windows"].value
        frozen = any(window["from"] <= stint.start <= window["to"] for window in windows)
        new = case.kind(stint.cadre, stint.post) != Kind.REAPPOINTMENT
        return {"start": stint.start} if frozen and new else None

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """Frozen periods, looked up for each start."""
        windows = case.law["freeze_windows"].value
        days = [case.day(t) for t in range(case.periods)]
        frozen = np.array([any(w["from"] <= day <= w["to"] for w in windows) for day in days], dtype=bool)
        return ~frozen[stints["start"].to_numpy()] | (stints["kind"] == Kind.REAPPOINTMENT).to_numpy()
