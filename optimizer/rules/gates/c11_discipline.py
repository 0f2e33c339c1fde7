"""C11: no open inquiry, and the time after a discipline has passed."""

from datetime import date
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import add_months
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.stints import start_days
from optimizer.words import Discipline


class Conduct(Gate):
    """Not under inquiry; start ≥ discipline date + the window of its form (2017: of any form)."""

    id = "C11"
    asks: ClassVar = Asks.START
    says: ClassVar = {
        "vi": "{cadre} đang bị xem xét kỷ luật, hoặc chưa hết thời hạn sau kỷ luật (đến {until}).",
        "en": "{cadre} is under inquiry, or the time after a discipline has not passed (until {until}).",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Look at the inquiry, then at the end of the window."""
        cadre = case.cadre[stint.cadre]
        until = _window_end(case, cadre)
        if not cadre.under_investigation and (until is None or stint.start >= until):
            return None
        return {"until": until or ""}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """Ends of windows per cadre, compared with the day of each start."""
        ends = [_window_end(case, cadre) for cadre in case.cadre.values()]
        until = np.array([np.datetime64(end or case.start) for end in ends], dtype="datetime64[s]")
        row = stints["cadre_ix"].to_numpy()
        clear = ~case.cadres["under_investigation"].to_numpy()[row]
        return clear & (start_days(case, stints) >= until[row])


def _window_end(case: Case, cadre: Any) -> date | None:
    """The first day on which a past discipline no longer counts; None without one."""
    if cadre.discipline == Discipline.NONE:
        return None
    any_form = case.law["discipline_any_excluded"].value
    key = "discipline_lookback_months" if any_form else f"discipline_months_{cadre.discipline}"
    return add_months(cadre.discipline_date.date(), case.law[key].value)
