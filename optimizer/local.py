"""Who is a local person of which commune."""

import pandas as pd

from optimizer.case import Case
from optimizer.law import months_between, months_between_days


def is_local(case: Case, cadre: str, unit: str) -> bool:
    """Born in the unit, or in service there for local_years_min years before the planning day."""
    born = case.law["local_if_birth"].value and case.cadre[cadre].home_commune_id == unit
    worked = 0
    for spell in case.tables.service.itertuples():
        if spell.cadre_id == cadre and spell.unit_id == unit:
            until = case.start if pd.isna(spell.to_date) else min(spell.to_date.date(), case.start)
            worked += max(0, months_between(spell.from_date.date(), until))
    return bool(born) or worked >= 12 * case.law["local_years_min"].value


def local_pairs(case: Case) -> pd.MultiIndex:
    """Every (cadre_id, unit_id) for which `is_local` holds."""
    spells = case.tables.service
    until = spells["to_date"].fillna(pd.Timestamp(case.start)).clip(upper=pd.Timestamp(case.start))
    months = months_between_days(spells["from_date"].to_numpy(), until.to_numpy()).clip(min=0)
    worked = spells.assign(months=months).groupby(["cadre_id", "unit_id"])["months"].sum()
    pairs = set(worked.index[worked >= 12 * case.law["local_years_min"].value])
    if case.law["local_if_birth"].value:
        born = case.cadres[case.cadres["home_commune_id"] != ""]
        pairs |= set(zip(born["cadre_id"], born["home_commune_id"], strict=True))
    return pd.MultiIndex.from_tuples(sorted(pairs), names=["cadre_id", "unit_id"])
