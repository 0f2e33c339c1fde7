"""C21: the secretary and the chair of one commune are not replaced within one window."""

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.kinds import Bond, Breach
from optimizer.words import Kind


class HeadsStaggered(Bond):
    """New people in the head posts of a commune, in any window of head_change_window_months ≤ max_head_changes.

    A window holds the starts of periods t, t+1, … that begin less than its length after period t.
    Posts that by law fall vacant together in the window are excepted: the window is not judged.
    """

    id = "C21"
    says: ClassVar = {
        "vi": "{unit}: {count} chức danh đứng đầu thay trong cùng {months} tháng (từ kỳ {t}).",
        "en": "{unit}: {count} head posts change within {months} months (from period {t}).",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Count the new heads of each commune in each window."""
        most, months = case.law["max_head_changes"].value, case.law["head_change_window_months"].value
        starts = [
            (case.post[stint.post].unit_id, case.period(stint.start))
            for stint in plan.stints
            if case.post[stint.post].head and case.kind(stint.cadre, stint.post) != Kind.REAPPOINTMENT
        ]
        for unit in case.communes:
            for t in range(case.periods):
                count = sum(u == unit and t <= at < t + _width(case) for u, at in starts)
                if count > most and not _vacated_together(case, unit, t):
                    facts = {"unit": unit, "count": count, "months": months, "t": t}
                    yield Breach(self.id, f"{unit}|{t}", facts, count - most)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per commune and window that is judged."""
        stints = options.stints
        head = case.posts["head"].to_numpy()[stints["post_ix"]] & (stints["kind"] != Kind.REAPPOINTMENT)
        starts = stints.loc[head, ["unit_id", "start", "column"]]
        windows = [starts.assign(t=starts["start"] - back) for back in range(_width(case))]
        terms = pd.concat(windows).assign(coef=1)
        terms = terms[terms["t"] >= 0]
        keys = zip(terms["unit_id"], terms["t"], strict=True)
        excepted = {(u, t) for u in case.communes for t in range(case.periods) if _vacated_together(case, u, t)}
        judged = np.array([key not in excepted for key in keys], dtype=bool)
        desk.at_most(self.id, terms[judged], ["unit_id", "t"], case.law["max_head_changes"].value)


def _width(case: Case) -> int:
    """Periods whose starts lie in one window."""
    return -(-case.law["head_change_window_months"].value // case.period_months)


def _vacated_together(case: Case, unit: str, t: int) -> bool:
    """True when more than one head post of the unit falls open within the window that begins at t."""
    heads = [post for post in case.post.values() if post.unit_id == unit and post.head]
    return sum(t <= post.opens < t + _width(case) for post in heads) > 1
