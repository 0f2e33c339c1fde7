"""C21: the secretary and the chair of one commune are not replaced within one window."""

from collections.abc import Iterator
from typing import ClassVar

import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import STAY, Plan
from optimizer.program import Desk
from optimizer.rules.kinds import Bond, Breach
from optimizer.words import Kind


class HeadsStaggered(Bond):
    """New people in the head posts of a commune, in any window of head_change_window_months ≤ max_head_changes. A
    window, counted from the start of a period, is not judged where several head posts by law fall vacant in it.
    """

    id = "C21"
    says: ClassVar = {
        "vi": "{unit}: {count} chức danh đứng đầu thay trong cùng {months} tháng (từ {t}).",
        "en": "{unit}: {count} head posts change within {months} months (from {t}).",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Count the new heads of each commune in each window."""
        most, months = case.law["max_head_changes"].value, case.law["head_change_window_months"].value
        new = [(s.post, s.start) for s in plan.stints if case.kind(s.cadre, s.post) != Kind.REAPPOINTMENT]
        new += [(x.post, x.end) for x in plan.landings if x.post and x.slot != STAY]
        starts = [(case.post[post].unit_id, case.period(day)) for post, day in new if case.post[post].head]
        for unit, t in judged_windows(case):
            count = sum(u == unit and t <= at < t + _width(case) for u, at in starts)
            if count > most:
                facts = {"unit": unit, "count": count, "months": months, "t": t}
                yield Breach(self.id, f"{unit}|{t}", facts, count - most)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per commune and window that is judged."""
        stints, landings = options.terms(options.stints["kind"] != Kind.REAPPOINTMENT), options.landings
        landed = landings[(landings["post_id"] != "") & (landings["slot_id"] != STAY)].assign(coef=1)
        new = pd.concat([stints, landed.rename(columns={"end": "start"})])[["post_id", "start", "column", "coef"]]
        heads = new.merge(case.posts.loc[case.posts["head"], ["post_id", "unit_id"]], on="post_id")
        terms = pd.concat([heads.assign(t=heads["start"] - back) for back in range(_width(case))])
        judged = pd.DataFrame(judged_windows(case), columns=["unit_id", "t"])
        desk.at_most(self.id, terms.merge(judged), ["unit_id", "t"], case.law["max_head_changes"].value)


def _width(case: Case) -> int:
    """Periods whose starts lie in one window."""
    return -(-case.law["head_change_window_months"].value // case.period_months)


def judged_windows(case: Case) -> list[tuple[str, int]]:
    """(unit, first period) of the windows in which at most one head post falls open by law."""
    opens = [(post.unit_id, post.opens) for post in case.post.values() if post.head and post.opens < case.periods]
    windows = [(unit, t) for unit in case.communes for t in range(case.periods)]
    return [(u, t) for u, t in windows if sum(v == u and t <= o < t + _width(case) for v, o in opens) <= 1]
