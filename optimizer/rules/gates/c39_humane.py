"""C39: nobody is sent away in pregnancy, with a small child, or in severe illness, unless by consent."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import add_months
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.stints import start_days
from optimizer.words import SENT


class HumaneExclusion(Gate):
    """A cadre sent elsewhere is not pregnant or severely ill; the youngest child is child_age_min_months old."""

    id = "C39"
    asks: ClassVar = Asks.START
    says: ClassVar = {
        "vi": "{cadre} chưa điều động, luân chuyển vì {reason} (con nhỏ: đủ {months} tháng); chưa có văn bản đồng ý.",
        "en": "{cadre} is not to be sent away: {reason} (a child: from {months} months on); no written consent.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Look at each reason in turn; written consent lifts them all."""
        cadre = case.cadre[stint.cadre]
        born = cadre.youngest_child_birth
        least = case.law["child_age_min_months"].value
        small = not pd.isna(born) and stint.start < add_months(born.date(), least)
        held = (("pregnant", cadre.pregnant), ("severe_illness", cadre.severe_illness), ("small_child", small))
        reasons = [name for name, holds in held if holds]
        sent = case.kind(stint.cadre, stint.post) in SENT
        return {"reason": reasons[0], "months": least} if sent and reasons and not cadre.humane_consent else None

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """The first day of each cadre on which the child is old enough, and the other reasons."""
        cadres, least = case.cadres, case.law["child_age_min_months"].value
        births = cadres["youngest_child_birth"]
        grown = [np.datetime64(case.start if pd.isna(b) else add_months(b.date(), least), "s") for b in births]
        row = stints["cadre_ix"].to_numpy()
        small = start_days(case, stints) < np.array(grown, dtype="datetime64[s]")[row]
        held = (cadres["pregnant"] | cadres["severe_illness"]).to_numpy()[row] | small
        sent = stints["kind"].isin(SENT).to_numpy()
        return ~(sent & held & ~cadres["humane_consent"].to_numpy()[row])
