"""Projected vacancies: when each post falls open, why, and whose date it is (F3)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from optimizer.law import Law, add_months, months_between
from optimizer.tables import Settings, Tables

COLUMNS = ["post_id", "incumbent_id", "opens_on", "opens_because", "opens", "held_months", "on_rotation"]


def openings(tables: Tables, law: Law, settings: Settings, cadres: pd.DataFrame) -> pd.DataFrame:
    """One row per post: post_id, incumbent_id, opens_on, opens_because, opens, held_months, on_rotation.

    `opens` is the first period that the incumbent does not hold whole (0 = open now; the number of
    periods = not within the horizon). `held_months` is what he still holds of that period, so that
    a vacancy there counts only the months that are really open. `opens_because` is one of vacant,
    tenure, retirement, rotation_end; the date is always the incumbent's own.
    """
    spells = tables.service[tables.service["to_date"].isna() & (tables.service["post_id"] != "")]
    spell_of = {row.post_id: row for row in spells.itertuples(index=False)}
    retires = dict(zip(cadres["cadre_id"], cadres["retires"].dt.date, strict=True))
    rows = [_opening(post, spell_of.get(post), retires, law, settings) for post in tables.posts["post_id"]]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"opens": np.int64, "held_months": np.int64, "on_rotation": bool})


def _opening(post: str, spell: Any, retires: Mapping[str, date], law: Law, settings: Settings) -> tuple[Any, ...]:
    """One row of `openings`: a post with its running spell, or None if nobody holds it."""
    if spell is None:
        return post, "", settings.start, "vacant", 0, 0, False
    day, because = _end_of_spell(spell, retires[spell.cadre_id], law)
    months = min(max(months_between(settings.start, day), 0), settings.horizon_months)
    opens, held = divmod(months, settings.period_months)
    return post, spell.cadre_id, day, because, opens, held, spell.kind == "rotation"


def _end_of_spell(spell: Any, retires: date, law: Law) -> tuple[date, str]:
    """The day a running spell ends and why: its expected end, or a term, or retirement if sooner."""
    expected = spell.expected_end
    begun = spell.from_date.date()
    tenure = add_months(begun, law["term_months"].value) if pd.isna(expected) else expected.date()
    if retires < tenure:
        return retires, "retirement"
    return tenure, "rotation_end" if spell.kind == "rotation" else "tenure"
