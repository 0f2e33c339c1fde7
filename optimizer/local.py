"""Who is a local person of which commune, and who serves the special reason of a post."""

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import months_between, months_between_days
from optimizer.openings import day_after
from optimizer.words import SpecialReason


def is_local(case: Case, cadre: str, unit: str) -> bool:
    """Born in the unit, or in service there for local_years_min years before the planning day."""
    born = case.law["local_if_birth"].value and case.cadre[cadre].home_commune_id == unit
    worked = 0
    for spell in case.served.get(cadre, ()):
        if spell.unit_id == unit:
            until = case.start if pd.isna(spell.to_date) else min(day_after(spell.to_date), case.start)
            worked += max(0, months_between(spell.from_date.date(), until))
    return bool(born) or worked >= 12 * case.law["local_years_min"].value


def local_pairs(case: Case) -> pd.MultiIndex:
    """Every (cadre_id, unit_id) for which `is_local` holds."""
    spells = case.tables.service
    until = (
        (spells["to_date"] + pd.Timedelta(days=1)).fillna(pd.Timestamp(case.start)).clip(upper=pd.Timestamp(case.start))
    )
    months = months_between_days(spells["from_date"].to_numpy(), until.to_numpy()).clip(min=0)
    worked = spells.assign(months=months).groupby(["cadre_id", "unit_id"])["months"].sum()
    pairs = set(worked.index[worked >= 12 * case.law["local_years_min"].value])
    if case.law["local_if_birth"].value:
        born = case.cadres[case.cadres["home_commune_id"] != ""]
        pairs |= set(zip(born["cadre_id"], born["home_commune_id"], strict=True))
    return pd.MultiIndex.from_tuples(sorted(pairs), names=["cadre_id", "unit_id"])


def serves_special_reason(case: Case, cadre: str, post: str) -> bool:
    """True when the post is filled for a special reason, and the cadre is not local if that is the reason."""
    row = case.post[post]
    if row.special_reason == SpecialReason.NONLOCAL:
        return not is_local(case, cadre, row.unit_id)
    return bool(row.special_reason == SpecialReason.TWO_TERMS)


def serving_special_reason(case: Case, stints: pd.DataFrame) -> np.ndarray:
    """`serves_special_reason` over stints."""
    reason = case.posts["special_reason"].to_numpy()[stints["post_ix"].to_numpy()]
    local = pd.MultiIndex.from_frame(stints[["cadre_id", "unit_id"]]).isin(local_pairs(case))
    return np.asarray((reason == SpecialReason.TWO_TERMS) | ((reason == SpecialReason.NONLOCAL) & ~local))
