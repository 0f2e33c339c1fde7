"""C05: a rotated cadre has enough months of service left at the start."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import months_between
from optimizer.local import serves_special_reason, serving_special_reason
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.words import Kind


class RemainingService(Gate):
    """Months from the start of a rotation to retirement ≥ remaining_service_min, or remaining_service_min_special
    where the post is filled for a special reason that this cadre serves.
    """

    id = "C05"
    asks: ClassVar = Asks.START
    says: ClassVar = {
        "vi": "{cadre} còn {left} tháng công tác tại ngày {start}, cần {needed}.",
        "en": "{cadre} has {left} months of service left on {start}; {needed} are required.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Count the months to the retirement date."""
        special = serves_special_reason(case, stint.cadre, stint.post)
        needed = case.law["remaining_service_min_special" if special else "remaining_service_min"].value
        left = months_between(stint.start, case.cadre[stint.cadre].retires.date())
        if case.kind(stint.cadre, stint.post) != Kind.ROTATION or left >= needed:
            return None
        return {"left": left, "needed": needed, "start": stint.start}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """`service_left` against the limit, for rotations."""
        law, special = case.law, serving_special_reason(case, stints)
        needed = np.where(special, law["remaining_service_min_special"].value, law["remaining_service_min"].value)
        return ((stints["service_left"] >= needed) | (stints["kind"] != Kind.ROTATION)).to_numpy()
