"""Where a cadre comes from and is going: service in communes, the succession plan, annual reviews (C34, C37)."""

from functools import lru_cache

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.tables.legal_checks import review_years
from optimizer.words import Level


@lru_cache(maxsize=4)
def served_in_commune(case: Case) -> frozenset[str]:
    """Cadres with any service in a commune."""
    units, service = case.tables.units, case.tables.service
    communes = units.loc[units["level"] == Level.COMMUNE.value, "unit_id"]
    return frozenset(service.loc[service["unit_id"].isin(communes), "cadre_id"])


def planned_higher(case: Case, cadre: str, post: str) -> bool:
    """True when on the planning day a cadre is planned for a role above this post, in rank or level of government."""
    row, order = case.post[post], Level(case.post[post].level).rank
    mine = [p for p in case.planned.get(cadre, ()) if p.from_year <= case.start.year <= p.to_year]
    planned = [case.role[p.role_id] for p in mine]
    return any(Level(r.level).rank < order or (r.level == row.level and r.rank > row.rank) for r in planned)


def prepared(case: Case, stints: pd.DataFrame) -> np.ndarray:
    """`planned_higher` over stints: the highest level and rank each cadre is planned for against the post's."""
    order = {str(level): level.rank for level in Level}
    roles = case.tables.roles.set_index("role_id")[["level", "rank"]]
    plan = case.tables.succession
    plan = plan[(plan["from_year"] <= case.start.year) & (plan["to_year"] >= case.start.year)].join(roles, on="role_id")
    height = plan["rank"] - 100 * plan["level"].map(order)
    best = height.groupby(plan["cadre_id"]).max().reindex(stints["cadre_id"]).fillna(-np.inf).to_numpy()
    posts = case.posts["rank"] - 100 * case.posts["level"].map(order)
    return np.asarray(best > posts.to_numpy()[stints["post_ix"].to_numpy()])


def reviewed(case: Case, cadre: str) -> bool:
    """True unless the cadre is on a running rotation that lacks a review, where the law asks for reviews (C37)."""
    if not case.law.in_force("C37"):
        return True
    for spell in case.spells:
        if spell.cadre_id == cadre:
            years = review_years(case.law, spell.from_date.date())
            return all((cadre, year) in case.grade for year in years)
    return True
