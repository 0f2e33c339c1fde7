"""C03: only a cadre in the succession plan for a post of that level, or higher."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.stints import of_cadre, of_post
from optimizer.words import Kind, Level


class SuccessionPlan(Gate):
    """At the start the cadre is planned for a role of the post's level of government and rank or above, or for
    any role of a higher level; not asked of reappointment, nor of outstanding people for plan_grace_roles.
    """

    id = "C03"
    asks: ClassVar = Asks.START
    says: ClassVar = {
        "vi": "{cadre} không có trong quy hoạch chức danh {role} hoặc tương đương trở lên tại ngày {start}.",
        "en": "{cadre} is not in the succession plan for {role} or a post of its rank on {start}.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Look through the plan for a fitting role in the year of the start."""
        post = case.post[stint.post]
        graced = post.role_id in case.law["plan_grace_roles"].value and case.cadre[stint.cadre].outstanding
        if case.kind(stint.cadre, stint.post) == Kind.REAPPOINTMENT or graced:
            return None
        for planned in case.planned.get(stint.cadre, ()):
            role = case.role[planned.role_id]
            in_time = planned.from_year <= stint.start.year <= planned.to_year
            fits = (Level(post.level).rank, role.rank) >= (Level(role.level).rank, post.rank)
            if in_time and fits:
                return None
        return {"role": post.role_id, "start": stint.start}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """Pairs of stint and planned role that fit in rank and year, at least one per stint."""
        roles = case.tables.roles[["role_id", "level", "rank"]]
        asked = pd.DataFrame({"cadre_id": stints["cadre_id"], "stint": np.arange(len(stints))})
        asked["year"] = case.start.year + (case.start.month - 1 + stints["start"] * case.period_months) // 12
        asked["asked_level"], asked["asked_rank"] = of_post(case, stints, "level"), of_post(case, stints, "rank")
        pairs = asked.merge(case.tables.succession.merge(roles, on="role_id"), on="cadre_id")
        order = {str(level): level.rank for level in Level}
        higher = pairs["level"].map(order) < pairs["asked_level"].map(order)
        level_fits = (pairs["level"] == pairs["asked_level"]) & (pairs["rank"] >= pairs["asked_rank"])
        in_time = pairs["year"].between(pairs["from_year"], pairs["to_year"])
        planned = np.isin(np.arange(len(stints)), pairs.loc[in_time & (higher | level_fits), "stint"])
        graced = np.isin(of_post(case, stints, "role_id"), case.law["plan_grace_roles"].value)
        graced &= of_cadre(case, stints, "outstanding").astype(bool)
        return planned | graced | (stints["kind"] == Kind.REAPPOINTMENT).to_numpy()
