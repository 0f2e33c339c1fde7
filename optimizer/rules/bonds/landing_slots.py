"""Whether one landing holds: the slot is open to the cadre, not lower in rank, and free in time (C19)."""

from datetime import date

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import HOME, STAY, Landing, Plan
from optimizer.words import Kind


def landing_fault(case: Case, plan: Plan, landing: Landing) -> str:
    """Why a landing does not hold: one word, or the empty text."""
    cadre = case.cadre[landing.cadre]
    if landing.slot == HOME:
        return ""
    if landing.slot == STAY:
        end = case.period(landing.end)
        same = [s for s in plan.stints if (s.cadre, s.post) == (landing.cadre, landing.post)]
        there = any(case.kind(s.cadre, s.post) == Kind.ROTATION and case.period(s.end) == end for s in same)
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


def _last_day(case: Case, landing: Landing) -> date:
    """The day by which a slot must be free: the start of the period of the end, or the end of the horizon."""
    return case.day(case.period(landing.end))


def admitted_landings(case: Case, landings: pd.DataFrame) -> np.ndarray:
    """True where `landing_fault` finds none, STAY aside, over all candidate landings."""
    slots = case.tables.landings.set_index("slot_id").reindex(landings["slot_id"])
    rank = case.cadres["rank"].to_numpy()[landings["cadre_ix"]]
    days = np.array([case.day(t) for t in range(case.periods + 1)], dtype="datetime64[s]")
    in_time = slots["available_from"].to_numpy() <= days[landings["end"].to_numpy()]
    fits = (slots["rank"].to_numpy() >= rank) & in_time
    return fits | landings["slot_id"].isin([HOME, STAY]).to_numpy()


def places_in(case: Case, slot: str) -> int:
    """Places of a slot that running rotations are not promised already."""
    promised = int((case.running["landing_slot_id"] == slot).sum())
    return max(case.slot[slot].capacity - promised, 0)


def slot_terms(case: Case, landings: pd.DataFrame) -> pd.DataFrame:
    """Landings in slots of the table, with the places that each slot has left in `limit`."""
    used = landings[landings["slot_id"].isin(list(case.slot))].assign(coef=1)
    left = pd.Series({slot: places_in(case, slot) for slot in case.slot}, dtype=object)
    return used.assign(limit=left.reindex(used["slot_id"]).to_numpy())
