"""C23: who must leave a post by a date is not reappointed beyond it."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import add_months
from optimizer.openings import day_after
from optimizer.plan import Stint
from optimizer.rules.kinds import Facts, Gate
from optimizer.stints import of_post, start_days
from optimizer.words import Kind


class MandatoryMove(Gate):
    """A reappointment ends on or before the day by which the cadre must leave the post."""

    id = "C23"
    says: ClassVar = {
        "vi": "{cadre} phải chuyển vị trí trước ngày {due}; không bổ nhiệm lại quá ngày đó.",
        "en": "{cadre} must leave the post by {due}; no reappointment beyond that day.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Compare the end with the date that stands in the running spell."""
        due = case.post[stint.post].must_leave_by
        again = case.kind(stint.cadre, stint.post) == Kind.REAPPOINTMENT
        return {"due": due.date()} if again and not pd.isna(due) and stint.end > day_after(due) else None

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """The same for the few reappointments with a date."""
        due = of_post(case, stints, "must_leave_by")
        judged = np.flatnonzero((stints["kind"] == Kind.REAPPOINTMENT).to_numpy() & ~np.isnat(due))
        starts, months = start_days(case, stints), stints["months"].to_numpy()
        late = [add_months(starts[i].item().date(), int(months[i])) > day_after(pd.Timestamp(due[i])) for i in judged]
        admitted = np.ones(len(stints), dtype=bool)
        admitted[judged] = ~np.array(late, dtype=bool)
        return admitted
