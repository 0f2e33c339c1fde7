"""C19: nobody is rotated without a place to land, at a level not lower than before."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import HOME, STAY, Landing, Plan
from optimizer.program import Desk
from optimizer.rules.bonds.home_places import home_breaches, home_terms
from optimizer.rules.kinds import Bond, Breach
from optimizer.words import Kind


class LandingReserved(Bond):
    """Rotations of a cadre that end in a period = his landings there; each landing is open, not lower
    in rank and in time; each slot within its capacity; the home unit has a place for each who returns.
    Staying for good is open only to those whose first wish is that commune.
    """

    id = "C19"
    says: ClassVar = {
        "vi": "{cadre}: bố trí sau luân chuyển không hợp lệ ({why}).",
        "en": "{cadre}: the placement after rotation does not hold ({why}).",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Match ends with landings, judge each landing, then count slots and home places."""
        ends = Counter((s.cadre, case.period(s.end)) for s in plan.stints if _is_rotation(case, s.cadre, s.post))
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
        promised = Counter(case.running["landing_slot_id"])
        for slot, count in sorted(Counter(x.slot for x in plan.landings).items()):
            if slot in case.slot:
                over = count - max(case.slot[slot].capacity - promised[slot], 0)
                if over > 0:
                    yield Breach(self.id, slot, {"cadre": slot, "why": "capacity"}, over)
        yield from home_breaches(self.id, case, plan)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Rows for the match, for refused landings, for STAY, for slots and for home places."""
        stints, landings = options.stints, options.landings
        ending = options.terms(stints["kind"] == Kind.ROTATION)[["cadre_id", "end", "column", "coef"]]
        landed = landings[["cadre_id", "end", "column"]].assign(coef=-1)
        desk.exactly(self.id, pd.concat([ending, landed]), ["cadre_id", "end"], 0)
        place = ["cadre_id", "end", "slot_id", "post_id"]
        desk.at_most(self.id, landings[~_admits(case, landings)].assign(coef=1), place, 0)
        staying = landings[landings["slot_id"] == STAY].assign(coef=1)
        there = stints.loc[stints["kind"] == Kind.ROTATION, ["cadre_id", "post_id", "end", "column"]]
        there = there.assign(slot_id=STAY, coef=-1)
        desk.at_most(self.id, pd.concat([staying, there])[[*place, "column", "coef"]], place, 0)
        promised = case.running["landing_slot_id"].value_counts()
        used = landings[landings["slot_id"].isin(list(case.slot))].assign(coef=1)
        free = case.tables.landings.set_index("slot_id")["capacity"].sub(promised, fill_value=0).clip(lower=0)
        used["limit"] = free.reindex(used["slot_id"]).to_numpy()
        desk.at_most(self.id, used, ["slot_id"], "limit")
        desk.at_most(self.id, home_terms(case, options), ["home_id", "rank", "t"], 0, inherit=True)


def _is_rotation(case: Case, cadre: str, post: str) -> bool:
    """True when a stint of this cadre in this post is a rotation."""
    return case.kind(cadre, post) == Kind.ROTATION


def landing_fault(case: Case, plan: Plan, landing: Landing) -> str:
    """Why a landing does not hold: one word, or the empty text."""
    cadre = case.cadre[landing.cadre]
    if landing.slot == HOME:
        return ""
    if landing.slot == STAY:
        end = case.period(landing.end)
        same = [s for s in plan.stints if (s.cadre, s.post) == (landing.cadre, landing.post)]
        there = any(_is_rotation(case, s.cadre, s.post) and case.period(s.end) == end for s in same)
        if not there:
            return "not_there"
        return "" if _wishes(case, landing.cadre, case.post[landing.post].unit_id) else "not_wished"
    slot = case.slot[landing.slot]
    if not (slot.outsiders or slot.unit_id == cadre.unit_id):
        return "not_open"
    if slot.rank < cadre.rank:
        return "lower"
    return "" if slot.available_from.date() <= _last_day(case, landing) else "too_early"


def _wishes(case: Case, cadre: str, unit: str) -> bool:
    """True when a unit is the first wish of a cadre: only then may he stay there for good."""
    wishes = case.tables.preferences
    return bool(((wishes["cadre_id"] == cadre) & (wishes["unit_id"] == unit) & (wishes["wish"] == 1)).any())


def _last_day(case: Case, landing: Landing) -> object:
    """The day by which a slot must be free: the period of the end; any day, beyond the horizon."""
    period = case.period(landing.end)
    return case.day(period) if period < case.periods else landing.end.max


def _admits(case: Case, landings: pd.DataFrame) -> np.ndarray:
    """True where `landing_fault` finds none, STAY aside, over all candidate landings."""
    slots = case.tables.landings.set_index("slot_id").reindex(landings["slot_id"])
    rank = case.cadres["rank"].to_numpy()[landings["cadre_ix"]]
    days = np.array([case.day(t) for t in range(case.periods)] + [landings_never()], dtype="datetime64[s]")
    in_time = slots["available_from"].to_numpy() <= days[landings["end"].to_numpy()]
    fits = (slots["rank"].to_numpy() >= rank) & in_time
    return fits | landings["slot_id"].isin([HOME, STAY]).to_numpy()


def landings_never() -> np.datetime64:
    """A day after every other."""
    return np.datetime64("9999-12-31", "s")
