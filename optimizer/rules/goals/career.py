"""What a cadre has borne before: hardship of the places served away from home, in degree-years (C35)."""

import pandas as pd

from optimizer.case import Case
from optimizer.law import months_between
from optimizer.openings import day_after


def career_hardship(case: Case) -> dict[str, int]:
    """⌊Σ hardship × months served by the planning day / 12⌋ of each cadre over service outside the home unit."""
    hardship = dict(zip(case.tables.units["unit_id"], case.tables.units["hardship"], strict=True))
    borne: dict[str, int] = {}
    for spell in case.tables.service.itertuples():
        if spell.unit_id != case.cadre[spell.cadre_id].unit_id and hardship[spell.unit_id]:
            until = case.start if pd.isna(spell.to_date) else min(day_after(spell.to_date), case.start)
            months = max(0, months_between(spell.from_date.date(), until))
            borne[spell.cadre_id] = borne.get(spell.cadre_id, 0) + hardship[spell.unit_id] * months
    return {cadre: months // 12 for cadre, months in borne.items()}
