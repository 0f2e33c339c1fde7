"""C19: nobody is rotated without a place to land, at a level not lower than before."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import STAY, Plan
from optimizer.program import Desk
from optimizer.rules.bonds.home_places import home_breaches, home_terms
from optimizer.rules.bonds.landing_slots import admitted_landings, landing_fault, places_in, slot_terms
from optimizer.rules.kinds import Bond, Breach
from optimizer.words import Kind


class LandingReserved(Bond):
    """Rotations of a cadre that end in a period = his landings there; each landing is open, not lower in rank, in time
    and (to stay for good) his first wish; each slot within its capacity; a place at home for each who returns.
    """

    id = "C19"
    says: ClassVar = {
        "vi": "{cadre}: bố trí sau luân chuyển không hợp lệ ({why}).",
        "en": "{cadre}: the placement after rotation does not hold ({why}).",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Match ends with landings, judge each landing, then count slots and home places."""
        rotations = [s for s in plan.stints if case.kind(s.cadre, s.post) == Kind.ROTATION]
        ends = Counter((s.cadre, case.period(s.end)) for s in rotations)
        lands = Counter((x.cadre, case.period(x.end)) for x in plan.landings)
        for cadre, end in sorted(ends.keys() | lands.keys()):
            miss = abs(ends[cadre, end] - lands[cadre, end])
            if miss:
                yield Breach(self.id, f"{cadre}|{end}", {"cadre": cadre, "why": "unmatched"}, miss)
        for landing in plan.landings:
            why = landing_fault(case, plan, landing)
            if why:
                place = f"{landing.cadre}|{case.period(landing.end)}|{landing.slot}|{landing.post}"
                yield Breach(self.id, place, {"cadre": landing.cadre, "why": why})
        for slot, count in sorted(Counter(x.slot for x in plan.landings if x.slot in case.slot).items()):
            if count > places_in(case, slot):
                yield Breach(self.id, slot, {"cadre": slot, "why": "capacity"}, count - places_in(case, slot))
        yield from home_breaches(self.id, case, plan)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Rows for the match, for refused landings, for STAY, for slots and for home places."""
        landings, place = options.landings, ["cadre_id", "end", "slot_id", "post_id"]
        ending = options.terms(options.stints["kind"] == Kind.ROTATION)
        landed = landings[["cadre_id", "end", "column"]].assign(coef=-1)
        desk.exactly(self.id, pd.concat([ending, landed]), ["cadre_id", "end"], 0)
        desk.at_most(self.id, landings[~admitted_landings(case, landings)].assign(coef=1), place, 0)
        staying = landings[landings["slot_id"] == STAY].assign(coef=1)
        desk.at_most(self.id, pd.concat([staying, ending.assign(slot_id=STAY, coef=-ending["coef"])]), place, 0)
        desk.at_most(self.id, slot_terms(case, landings), ["slot_id"], "limit")
        desk.at_most(self.id, home_terms(case, options), ["home_id", "rank", "t"], 0, inherit=True)
