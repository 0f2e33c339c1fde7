"""Projected vacancies: when each post falls open, why, and whose date it is (F3)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from optimizer.law import Law, add_months, months_between
from optimizer.tables import Settings, Tables

COLUMNS = [
    "post_id", "incumbent_id", "opens_on", "opens_because", "opens", "held_months", "on_rotation", "must_leave_by",
]  # fmt: skip


def openings(tables: Tables, law: Law, settings: Settings, cadres: pd.DataFrame) -> pd.DataFrame:
    """One row per post: post_id, incumbent_id, opens_on, opens_because, opens, held_months, on_rotation, must_leave_by.

    `opens` is the first period that the incumbent does not hold whole (0 = open now; the number of
    periods = not within the horizon). `held_months` is what he still holds of that period, so that
    a vacancy there counts only the months that are really open. `opens_because` is one of
    vacant, tenure, retirement, mandatory_move, rotation_end; the date is always the incumbent's own.
    """
    spells = tables.service[tables.service["to_date"].isna() & (tables.service["post_id"] != "")]
    spell_of = {row.post_id: row for row in spells.itertuples(index=False)}
    retires = dict(zip(cadres["cadre_id"], cadres["retires"].dt.date, strict=True))
    rows = [_opening(post, spell_of.get(post), retires, law, settings) for post in tables.posts["post_id"]]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    days = pd.to_datetime(frame["must_leave_by"]).astype("datetime64[s]")
    kinds = {"opens": np.int64, "held_months": np.int64, "on_rotation": bool}
    return frame.assign(must_leave_by=days).astype(kinds)


def _opening(post: str, spell: Any, retires: Mapping[str, date], law: Law, settings: Settings) -> tuple[Any, ...]:
    """One row of `openings`: a post with its running spell, or None if nobody holds it."""
    if spell is None:
        return post, "", settings.start, "vacant", 0, 0, False, None
    day, because = _end_of_spell(spell, retires[spell.cadre_id], law)
    months = min(max(months_between(settings.start, day), 0), settings.horizon_months)
    opens, held = divmod(months, settings.period_months)
    return post, spell.cadre_id, day, because, opens, held, spell.kind == "rotation", spell.must_leave_by


def _end_of_spell(spell: Any, retires: date, law: Law) -> tuple[date, str]:
    """The first day after a running spell and why: its expected end, or a term; sooner by duty or retirement."""
    expected, duty = spell.expected_end, spell.must_leave_by
    tenure = add_months(spell.from_date.date(), law["term_months"].value) if pd.isna(expected) else day_after(expected)
    if not pd.isna(duty) and day_after(duty) < min(tenure, retires):
        return day_after(duty), "mandatory_move"
    if retires < tenure:
        return retires, "retirement"
    return tenure, "rotation_end" if spell.kind == "rotation" else "tenure"


def day_after(last: pd.Timestamp) -> date:
    """The day after a last day."""
    return (last + pd.Timedelta(days=1)).date()
