"""C06: under 98-QĐ/TW a rotated cadre is not past the age limit of his or her sex."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import add_months
from optimizer.local import serves_special_reason, serving_special_reason
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.stints import start_days
from optimizer.words import Kind, Sex


class AgeLimit(Gate):
    """A rotation starts on or before the birthday of age_max (a day later is past it); the text spells ten years of
    service left in this way, so a post filled for a special reason is not judged.
    """

    id = "C06"
    asks: ClassVar = Asks.START
    says: ClassVar = {
        "vi": "{cadre} sinh ngày {birth_date}, tại ngày {start} đã quá {limit} tuổi.",
        "en": "{cadre}, born on {birth_date}, is past {limit} years of age on {start}.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Compare the start with the birthday."""
        cadre = case.cadre[stint.cadre]
        limit = case.law["age_max_male" if cadre.sex == Sex.MALE else "age_max_female"].value
        judged = case.kind(stint.cadre, stint.post) == Kind.ROTATION
        judged = judged and not serves_special_reason(case, stint.cadre, stint.post)
        if not judged or stint.start <= add_months(cadre.birth_date.date(), 12 * limit):
            return None
        return {"birth_date": cadre.birth_date.date(), "limit": limit, "start": stint.start}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """The last lawful day of each cadre against the day of each start."""
        limit = {Sex.MALE: case.law["age_max_male"].value, Sex.FEMALE: case.law["age_max_female"].value}
        people = zip(case.cadres["birth_date"].dt.date, case.cadres["sex"], strict=True)
        last = np.array([add_months(born, 12 * limit[Sex(sex)]) for born, sex in people], dtype="datetime64[s]")
        young = start_days(case, stints) <= last[stints["cadre_ix"].to_numpy()]
        return young | (stints["kind"] != Kind.ROTATION).to_numpy() | serving_special_reason(case, stints)
