"""C17: nobody is sent as head to the home commune of his or her own family."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.stints import of_post
from optimizer.words import SENT


class HomeCommune(Gate):
    """A rotated or transferred head is not sent to the commune of his birth, nor to that of a relative's birth."""

    id = "C17"
    asks: ClassVar = Asks.PAIR
    says: ClassVar = {
        "vi": "{cadre} có quê hoặc người thân ở {unit}; không bố trí làm người đứng đầu tại đó.",
        "en": "{unit} is the home commune of {cadre} or of a relative; not to be sent there as head.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Judge only heads who are sent from elsewhere."""
        post, family = case.post[stint.post], [stint.cadre, *case.kin.get(stint.cadre, ())]
        homes = {case.cadre[person].home_commune_id for person in family}
        sent = case.kind(stint.cadre, stint.post) in SENT
        return {"unit": post.unit_id} if sent and post.head and post.unit_id in homes else None

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """Pairs of cadre and home commune in the family, looked up for all heads who are sent."""
        born = case.cadres[["cadre_id", "home_commune_id"]]
        theirs = case.tables.kinship.merge(born.rename(columns={"cadre_id": "kin_id"}), on="kin_id")
        homes = pd.MultiIndex.from_frame(pd.concat([born, theirs[["cadre_id", "home_commune_id"]]]))
        at_home = stints["kind"].isin(SENT).to_numpy() & of_post(case, stints, "head").astype(bool)
        at_home[at_home] = pd.MultiIndex.from_frame(stints.loc[at_home, ["cadre_id", "unit_id"]]).isin(homes)
        return ~at_home
