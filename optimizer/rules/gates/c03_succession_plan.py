"""C03: only a cadre in the succession plan for a post of that level, or higher."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import Stint
from optimizer.rules.kinds import Facts, Gate
from optimizer.stints import of_post
from optimizer.words import Kind


class SuccessionPlan(Gate):
    """At the start the cadre is planned for a role of the post's level of government and rank or above."""

    id = "C03"
    says: ClassVar = {
        "vi": "{cadre} không có trong quy hoạch chức danh {role} hoặc tương đương trở lên tại ngày {start}.",
        "en": "{cadre} is not in the succession plan for {role} or a post of its rank on {start}.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Look through the plan for a fitting role in the year of the start."""
        if case.kind(stint.cadre, stint.post) == Kind.REAPPOINTMENT or not case.law["requires_succession_plan"].value:
            return None
        post = case.post[stint.post]
        roles = {role.role_id: role for role in case.tables.roles.itertuples()}
        for planned in case.tables.succession[case.tables.succession["cadre_id"] == stint.cadre].itertuples():
            role = roles[planned.role_id]
            in_time = planned.from_year <= stint.start.year <= planned.to_year
            if in_time and role.level == post.level and role.rank >= post.rank:
                return None
        return {"role": post.role_id, "start": stint.start}

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """Highest planned rank of each (cadre, level, year) against the post's rank."""
        roles = case.tables.roles[["role_id", "level", "rank"]]
        planned = case.tables.succession.merge(roles, on="role_id")
        year = case.start.year + (case.start.month - 1 + stints["start"] * case.period_months) // 12
        asked = pd.DataFrame({"cadre_id": stints["cadre_id"], "level": of_post(case, stints, "level"), "year": year})
        best = np.full(len(stints), -1)
        for y in sorted(set(year)):
            valid = planned[(planned["from_year"] <= y) & (planned["to_year"] >= y)]
            top = valid.groupby(["cadre_id", "level"])["rank"].max()
            here = (year == y).to_numpy()
            keys = pd.MultiIndex.from_frame(asked.loc[here, ["cadre_id", "level"]])
            best[here] = top.reindex(keys).fillna(-1).to_numpy(dtype=np.int64)
        exempt = (stints["kind"] == Kind.REAPPOINTMENT).to_numpy() | (not case.law["requires_succession_plan"].value)
        return exempt | (best >= of_post(case, stints, "rank"))
