"""What a cadre has borne before: hardship of the places served away from home, in degree-years (C35)."""

from functools import lru_cache

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import months_between
from optimizer.openings import day_after
from optimizer.stints import of_post


@lru_cache(maxsize=4)
def career_hardship(case: Case) -> dict[str, int]:
    """⌊Σ hardship × months served by the planning day / 12⌋ of each cadre over service outside the home unit.

    Nobody has any where the law turns C35 off.
    """
    hardship = dict(zip(case.tables.units["unit_id"], case.tables.units["hardship"], strict=True))
    borne: dict[str, int] = {}
    if not case.law.in_force("C35"):
        return borne
    for spell in case.tables.service.itertuples():
        if spell.unit_id != case.cadre[spell.cadre_id].unit_id and hardship[spell.unit_id]:
            until = case.start if pd.isna(spell.to_date) else min(day_after(spell.to_date), case.start)
            months = months_between(spell.from_date.date(), until)
            borne[spell.cadre_id] = borne.get(spell.cadre_id, 0) + hardship[spell.unit_id] * months
    return {cadre: months // 12 for cadre, months in borne.items()}


def borne_points(case: Case, sent: pd.DataFrame) -> np.ndarray:
    """Points of hardship and distance within the horizon of each stint, with what the career before it adds."""
    yearly = case.law["points_burden"].value * of_post(case, sent, "hardship")
    yearly = yearly + case.law["points_travel_hour"].value * of_post(case, sent, "travel_hours")
    points = yearly * sent["held_months"].to_numpy() // 12
    years = sent["cadre_id"].map(career_hardship(case)).fillna(0).to_numpy(dtype=np.int64)
    return np.asarray(points + points * years * case.law["points_career_percent"].value // 10_000)
