"""C13: Party posts and the chair are for Party members."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.stints import of_cadre, of_post


class PartyMember(Gate):
    """A post whose role asks for Party membership goes to a Party member."""

    id = "C13"
    asks: ClassVar = Asks.PAIR
    says: ClassVar = {
        "vi": "{cadre} chưa là đảng viên, chức danh {role} yêu cầu đảng viên.",
        "en": "{cadre} is not a Party member; {role} requires one.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Compare the role's demand with the person."""
        post = case.post[stint.post]
        return {"role": post.role_id} if post.party and not case.cadre[stint.cadre].party_member else None

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """The same over columns."""
        return ~of_post(case, stints, "party").astype(bool) | of_cadre(case, stints, "party_member").astype(bool)
