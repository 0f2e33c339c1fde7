"""Who is away from the home unit, and when: by a stint elsewhere, until a return to the unit."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import floor

import pandas as pd

from optimizer.case import Case
from optimizer.options import ALWAYS, Options, spread
from optimizer.plan import HOME, Plan
from optimizer.words import SENT

Absences = Mapping[str, list[int]]  # of each cadre, in each period; 0 for a cadre who is not in it


def leaders(case: Case) -> pd.DataFrame:
    """Leaders of every unit, those on a running rotation included."""
    return case.cadres[case.cadres["leader"]]


@lru_cache(maxsize=4)
def head_and_deputy(case: Case) -> list[tuple[str, str, str]]:
    """Every (unit, head, deputy) among the leaders, by their present roles."""
    roles = case.tables.roles.set_index("role_id")
    staff = leaders(case)[["unit_id", "role_id", "cadre_id"]]
    deputy_of = roles["deputy_of"].reindex(staff["role_id"]).fillna("").to_numpy()
    pairs = staff.assign(deputy_of=deputy_of).merge(
        staff, left_on=["unit_id", "deputy_of"], right_on=["unit_id", "role_id"], suffixes=("", "_head")
    )
    return sorted(zip(pairs["unit_id"], pairs["cadre_id_head"], pairs["cadre_id"], strict=True))


@lru_cache(maxsize=4)
def watched_teams(case: Case) -> list[tuple[str, str, list[str], int]]:
    """Whom C20 counts together: unit, name, people, and how many of them may be away at once."""
    share = Fraction(case.law["max_out_share"].value)
    units = [(str(u), str(u), list(g["cadre_id"]), floor(share * len(g))) for u, g in leaders(case).groupby("unit_id")]
    return units + [(unit, f"{head}+{deputy}", [head, deputy], 1) for unit, head, deputy in head_and_deputy(case)]


def absences(case: Case, plan: Plan) -> Absences:
    """For each cadre ever away, absences in each period: stints and running rotations begun, less returns."""
    away: dict[str, list[int]] = defaultdict(lambda: [0] * case.periods)

    def count(cadre: str, first: int, until: int, change: int) -> None:
        for t in range(first, until):
            away[cadre][t] += change

    for stint in plan.stints:
        if case.kind(stint.cadre, stint.post) in SENT:
            count(stint.cadre, case.period(stint.start), case.periods, 1)
    for landing in plan.landings:
        if _returns(case, landing.cadre, landing.slot):
            count(landing.cadre, case.period(landing.end), case.periods, -1)
    for spell in case.spells:
        count(spell.cadre_id, 0, spell.end if spell.home else case.periods, 1)
    return away


def _returns(case: Case, cadre: str, slot: str) -> bool:
    """True when a slot lies in the cadre's home unit."""
    return slot == HOME or (slot in case.slot and case.slot[slot].unit_id == case.cadre[cadre].unit_id)


def absence_terms(case: Case, options: Options) -> pd.DataFrame:
    """Terms that count absences of leaders: unit_id (home), cadre_id, t, column, coef."""
    stints, landings = options.stints, options.landings
    leader = case.cadres["leader"].to_numpy()
    leaving = stints[stints["kind"].isin([str(k) for k in SENT]) & leader[stints["cadre_ix"]]]
    slot_unit = case.tables.landings.set_index("slot_id")["unit_id"].reindex(landings["slot_id"]).to_numpy()
    home = case.cadres["unit_id"].to_numpy()[landings["cadre_ix"]]
    back = landings[((landings["slot_id"] == HOME) | (slot_unit == home)) & leader[landings["cadre_ix"]]]
    begun = leaving[["cadre_id", "cadre_ix", "column"]].assign(since=leaving["start"], coef=1)
    ended = back[["cadre_id", "cadre_ix", "column"]].assign(since=back["end"], coef=-1)
    moves = pd.concat([begun, ended], ignore_index=True)
    terms = spread(moves, moves["since"], moves["since"] * 0 + case.periods)
    terms["unit_id"] = case.cadres["unit_id"].to_numpy()[terms["cadre_ix"]]
    return pd.concat([terms, _running(case)], ignore_index=True)


def _running(case: Case) -> pd.DataFrame:
    """Running rotations of leaders, as constants."""
    rows = [
        (case.cadre[spell.cadre_id].unit_id, spell.cadre_id, t, ALWAYS, 1)
        for spell in case.spells
        if case.cadre[spell.cadre_id].leader
        for t in range(spell.end if spell.home else case.periods)
    ]
    return pd.DataFrame(rows, columns=["unit_id", "cadre_id", "t", "column", "coef"])
