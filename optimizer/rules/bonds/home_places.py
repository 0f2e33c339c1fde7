"""Places in the home unit for those who return: one is freed by each departure, unless backfilled."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from optimizer.case import Case
from optimizer.options import ALWAYS, Options, spread
from optimizer.plan import HOME, Plan
from optimizer.rules.kinds import Breach
from optimizer.words import SENT


def home_breaches(rule: str, case: Case, plan: Plan) -> Iterator[Breach]:
    """A (unit, rank, period) in which more have returned than places were freed, beyond what already is."""
    back, freed = Counter[tuple[str, int, int]](), Counter[tuple[str, int, int]]()
    for landing in plan.landings:
        if landing.slot == HOME:
            cadre = case.cadre[landing.cadre]
            back[cadre.unit_id, cadre.rank, case.period(landing.end)] += 1
    for stint in plan.stints:
        cadre = case.cadre[stint.cadre]
        if case.kind(stint.cadre, stint.post) in SENT and not cadre.backfill:
            freed[cadre.unit_id, cadre.rank, case.period(stint.start)] += 1
    promised = promised_home(case)
    for unit, rank in sorted({(unit, rank) for unit, rank, _ in back}):
        for t in range(case.periods + 1):
            count = sum(n for (u, r, at), n in back.items() if (u, r) == (unit, rank) and at <= t)
            count -= sum(n for (u, r, at), n in freed.items() if (u, r) == (unit, rank) and at <= t)
            there = promised[unit, rank, t]
            if count + there > max(0, there):
                facts = {"cadre": unit, "why": "home_full"}
                yield Breach(rule, f"{unit}|{rank}|{t}", facts, count + there - max(0, there))


@lru_cache(maxsize=4)
def promised_home(case: Case) -> Counter[tuple[str, int, int]]:
    """Returns promised to running rotations less the places these freed, by (unit, rank, period)."""
    net = Counter[tuple[str, int, int]]()
    for spell in case.spells:
        cadre = case.cadre[spell.cadre_id]
        for t in range(case.periods + 1):
            back = spell.landing_slot_id in ("", HOME) and spell.end <= t
            net[cadre.unit_id, cadre.rank, t] += int(back) - int(not cadre.backfill)
    return net


def home_terms(case: Case, options: Options) -> pd.DataFrame:
    """Terms of returns minus places freed, by home_id, rank and t; promises as constants."""
    landings, stints = options.landings, options.stints
    homing = landings[landings["slot_id"] == HOME]
    leaving = stints["kind"].isin([str(kind) for kind in SENT])
    leaving &= ~case.cadres["backfill"].to_numpy()[stints["cadre_ix"]]
    back = homing[["cadre_ix", "column"]].assign(since=homing["end"], coef=1)
    freed = stints.loc[leaving, ["cadre_ix", "column"]].assign(since=stints.loc[leaving, "start"], coef=-1)
    moves = pd.concat([back, freed], ignore_index=True)
    terms = spread(moves, moves["since"], moves["since"] * 0 + case.periods + 1)
    terms["home_id"] = case.cadres["unit_id"].to_numpy()[terms["cadre_ix"]]
    terms["rank"] = case.cadres["rank"].to_numpy()[terms["cadre_ix"]]
    fixed = pd.DataFrame(
        [(unit, rank, t, n, ALWAYS) for (unit, rank, t), n in promised_home(case).items()],
        columns=["home_id", "rank", "t", "coef", "column"],
    )
    return pd.concat([terms, fixed], ignore_index=True)
