"""C12: the last annual grades are all good enough."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.words import Grade


class LastGrades(Gate):
    """Each of the grade_years years before the planning day has a grade ≥ grade_min."""

    id = "C12"
    asks: ClassVar = Asks.PAIR
    says: ClassVar = {
        "vi": "{cadre} không đủ {years} năm liền trước được xếp loại từ «{least}» trở lên.",
        "en": "{cadre} does not have {years} years in a row graded at least “{least}”.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Count the years that are graded well enough."""
        years, least = case.law["grade_years"].value, Grade(case.law["grade_min"].value)
        grades = case.grade
        wanted = range(case.start.year - years, case.start.year)
        good = [Grade(grades.get((stint.cadre, year), "failed")).rank >= least.rank for year in wanted]
        return None if all(good) else {"years": years, "least": least}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """Good years per cadre, counted over the table."""
        years, least = case.law["grade_years"].value, Grade(case.law["grade_min"].value)
        grades = case.tables.grades
        recent = grades["year"] >= case.start.year - years  # the tables hold no grade of a year to come
        good = grades["grade"].map(lambda word: Grade(word).rank) >= least.rank
        count = grades[recent & good].groupby("cadre_id").size()
        passes = case.cadres["cadre_id"].isin(count.index[count >= years]).to_numpy()
        return passes[stints["cadre_ix"].to_numpy()]
