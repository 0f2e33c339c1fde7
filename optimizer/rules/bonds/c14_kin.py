"""C14: relatives do not sit on one standing committee, nor are head and deputy of one place."""

from collections.abc import Iterator
from typing import ClassVar

import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan, seats, seats_by_person
from optimizer.program import Desk
from optimizer.rules.bonds.kinship import bodies, kin_pairs, posts_of_bodies
from optimizer.rules.kinds import Bond, Breach


class KinApart(Bond):
    """Seats of two relatives on one body of a unit, in one period ≤ max(1, seats they already have).

    Bodies: the standing committee; each head with each deputy. Seats are counted, not persons: one
    relative with two seats on a body counts two (C01 faults him first).
    """

    id = "C14"
    says: ClassVar = {
        "vi": "{cadre} và {kin} có quan hệ gia đình, cùng giữ chức danh tại {unit} (kỳ từ {t}).",
        "en": "{cadre} and {kin} are relatives and both serve at {unit} (period from {t}).",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Count the seats of each pair on each body, in the plan and without it."""
        now, before = seats(case, plan), seats(case, Plan())
        for unit, body, posts in posts_of_bodies(case):
            for t in range(case.periods):
                sat, had = seats_by_person(posts, now, t), seats_by_person(posts, before, t)
                for cadre, kin in kin_pairs(case):
                    count = sat[cadre] + sat[kin]
                    limit = max(1, had[cadre] + had[kin])
                    if count > limit:
                        facts = {"cadre": cadre, "kin": kin, "unit": unit, "t": t}
                        yield Breach(self.id, f"{cadre}|{kin}|{body}|{t}", facts, count - limit)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per pair, body and period over the presence of both."""
        pairs = pd.DataFrame(kin_pairs(case), columns=["first", "second"])
        sides = pd.concat([pairs.assign(cadre_id=pairs["first"]), pairs.assign(cadre_id=pairs["second"])])
        terms = options.presence.merge(sides, on="cadre_id")
        terms = terms.merge(bodies(case)[["post_id", "body"]], on="post_id")
        held = terms[terms["column"] < 0].groupby(["first", "second", "body", "t"])["coef"].sum()
        keys = pd.MultiIndex.from_frame(terms[["first", "second", "body", "t"]])
        terms["limit"] = held.reindex(keys, fill_value=1).to_numpy()
        desk.at_most(self.id, terms, ["first", "second", "body", "t"], "limit")
