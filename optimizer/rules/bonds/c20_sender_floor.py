"""C20: a sending unit keeps enough of its leaders, and never sends head and deputy together."""

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.bonds.absence import Absences, absence_terms, absences, head_and_deputy, leaders, watched_teams
from optimizer.rules.kinds import Bond, Breach


class SenderFloor(Bond):
    """Leaders away from a unit in a period ≤ max(⌊max_out_share × leaders⌋, already away), and of its
    head with any one deputy at most 1. Counted in absences: a stint away is one, a return ends it.
    """

    id = "C20"
    says: ClassVar = {
        "vi": "{unit}: {count} lãnh đạo vắng cùng lúc, tối đa {limit} (kỳ từ {t}).",
        "en": "{unit}: {count} leaders away at once, at most {limit} (period from {t}).",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Count absences unit by unit, then for each head and deputy."""
        yield from self.beyond(case, absences(case, plan), absences(case, Plan()))

    def beyond(self, case: Case, now: Absences, before: Absences) -> Iterator[Breach]:
        """Each unit that too many leaders are away from `now`, unless as many already were `before`."""
        for unit, name, people, limit in watched_teams(case):
            for t in range(case.periods):
                count, already = (sum(away[c][t] for c in people) for away in (now, before))
                most = max(limit, already)
                if count > most:
                    facts = {"unit": unit, "count": count, "limit": most, "t": t}
                    yield Breach(self.id, f"{name}|{t}", facts, count - most)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per unit and period, and one per head, deputy and period."""
        terms = absence_terms(case, options)
        share = Fraction(case.law["max_out_share"].value)
        size = leaders(case).groupby("unit_id").size()
        groups = terms.assign(group=terms["unit_id"], limit=size.reindex(terms["unit_id"]).to_numpy())
        groups["limit"] = groups["limit"] * share.numerator // share.denominator
        pairs = pd.DataFrame(head_and_deputy(case), columns=["unit_id", "head", "deputy"])
        pairs["group"] = pairs["head"] + "+" + pairs["deputy"]
        sides = pd.concat([pairs.assign(cadre_id=pairs["head"]), pairs.assign(cadre_id=pairs["deputy"])])
        both = terms.merge(sides[["cadre_id", "group"]], on="cadre_id").assign(limit=1)
        desk.at_most(self.id, pd.concat([groups, both]), ["group", "t"], "limit", inherit=True)
