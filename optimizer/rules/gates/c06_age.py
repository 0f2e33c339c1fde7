"""C06: under 98-QĐ/TW a rotated cadre is not past the age limit of his or her sex."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import months_between
from optimizer.plan import Stint
from optimizer.rules.kinds import Facts, Gate
from optimizer.stints import of_cadre
from optimizer.words import Kind, Sex


class AgeLimit(Gate):
    """Completed months of age at the start of a rotation ≤ 12 × age_max (so 50 years 0 months passes)."""

    id = "C06"
    says: ClassVar = {
        "vi": "{cadre} {age_months} tháng tuổi tại ngày {start}, quá giới hạn {limit} tuổi.",
        "en": "{cadre} is {age_months} months old on {start}, past the limit of {limit} years.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Count the completed months from birth to the start."""
        cadre = case.cadre[stint.cadre]
        limit = case.law["age_max_male" if cadre.sex == Sex.MALE else "age_max_female"].value
        age = months_between(cadre.birth_date.date(), stint.start)
        if case.kind(stint.cadre, stint.post) != Kind.ROTATION or age <= 12 * limit:
            return None
        return {"age_months": age, "limit": limit, "start": stint.start}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """`age_months` against the limit of the sex, for rotations."""
        male = of_cadre(case, stints, "sex") == Sex.MALE
        limit = np.where(male, case.law["age_max_male"].value, case.law["age_max_female"].value)
        return ((stints["age_months"] <= 12 * limit) | (stints["kind"] != Kind.ROTATION)).to_numpy()
