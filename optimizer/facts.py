"""Facts of every cadre and every post, worked out once from tables and law."""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import pandas as pd

from optimizer.law import Law, retirement_date
from optimizer.openings import day_after, openings
from optimizer.tables import Settings, Tables
from optimizer.words import Education, Level, RegionClass, Theory


def cadre_facts(tables: Tables, law: Law) -> pd.DataFrame:
    """Cadres sorted by key, with level of the home unit, retirement and the end of a running rotation."""
    cadres = tables.cadres.sort_values("cadre_id", ignore_index=True)
    units = tables.units.set_index("unit_id")
    births = cadres["birth_date"].dt.date
    retires = [retirement_date(law, b, s) for b, s in zip(births, cadres["sex"], strict=True)]
    running = tables.service[tables.service["to_date"].isna() & (tables.service["kind"] == "rotation")]
    ends = running.set_index("cadre_id")["expected_end"]
    return cadres.assign(
        level=units["level"].reindex(cadres["unit_id"]).to_numpy(),
        home_hard=hardship_pay(units).reindex(cadres["unit_id"]).to_numpy(dtype=bool),
        retires=pd.to_datetime(pd.Series(retires, dtype=object)).astype("datetime64[s]"),
        education_rank=[Education(word).rank for word in cadres["education"]],
        theory_rank=[Theory(word).rank for word in cadres["theory"]],
        running_end=(ends + pd.Timedelta(days=1)).reindex(cadres["cadre_id"]).to_numpy(),
        coef_hundredths=_present_coefficients(cadres, tables, law),
    )


def hardship_pay(units: pd.DataFrame) -> pd.Series:
    """True for units where the allowances of NĐ 76/2019 are paid: especially difficult, or of region III."""
    return units["edc"] | (units["region_class"] == RegionClass.III)


def _present_coefficients(cadres: pd.DataFrame, tables: Tables, law: Law) -> np.ndarray:
    """Position allowance of each cadre's present role, in hundredths of the base salary."""
    coefficient = role_coefficients(tables, law)
    return np.array([coefficient.get(role, 0) for role in cadres["role_id"]], dtype=np.int64)


def role_coefficients(tables: Tables, law: Law) -> dict[str, int]:
    """Position allowance of each role in hundredths: its own column, or else the law's table."""
    legal: Mapping[str, int] = law["position_coef_hundredths"].value
    return {
        row.role_id: legal.get(row.role_id, 0)
        if pd.isna(row.position_coef_hundredths)
        else int(row.position_coef_hundredths)
        for row in tables.roles.itertuples(index=False)
    }


def post_facts(tables: Tables, law: Law, settings: Settings, cadres: pd.DataFrame) -> pd.DataFrame:
    """Posts sorted by key with the facts of role and unit, the incumbent and when the post opens."""
    roles = tables.roles.drop(columns=["position_coef_hundredths", "level"])
    units = tables.units[["unit_id", "level", "edc", "border", "poor_permille", "travel_hours", "hardship"]]
    posts = (
        tables.posts.sort_values("post_id", ignore_index=True)
        .merge(roles, on="role_id", how="left", validate="m:1")
        .merge(units, on="unit_id", how="left", validate="m:1")
    )
    for column in ("poor_permille", "travel_hours"):
        posts[column] = posts[column].fillna(0).astype(np.int64)
    posts["hard"] = hardship_pay(tables.units.set_index("unit_id")).reindex(posts["unit_id"]).to_numpy(dtype=bool)
    coefficient = role_coefficients(tables, law)
    posts["coef_hundredths"] = posts["role_id"].map(coefficient).astype(np.int64)
    posts["weakness_percent"] = _weakness_percent(posts, law)
    return posts.merge(openings(tables, law, settings, cadres), on="post_id", how="left", validate="1:1")


def _weakness_percent(posts: pd.DataFrame, law: Law) -> pd.Series:
    """How much a vacancy weighs more in a weak commune, where the law knows C30: 100 is the plain weight."""
    poverty = law["weakness_poverty_percent"].value * posts["poor_permille"] // 1000
    border = law["weakness_border"].value * posts["border"].astype(np.int64)
    hard = law["weakness_edc"].value * posts["edc"].astype(np.int64)
    total = law["weakness_base"].value + poverty + border + hard
    weak = (posts["level"] == Level.COMMUNE.value) & law.in_force("C30")
    return total.where(weak, law["weakness_base"].value)


def heads_since(tables: Tables) -> dict[tuple[str, str], pd.Timestamp]:
    """First day of the unbroken service as head of each (cadre, unit) that still runs; a gap of a day breaks it."""
    heads = tables.roles.loc[tables.roles["head"], "role_id"]
    spells = tables.service[tables.service["role_id"].isin(heads)].sort_values("from_date", ascending=False)
    since: dict[tuple[str, str], pd.Timestamp] = {}
    for spell in spells.itertuples():
        key = (spell.cadre_id, spell.unit_id)
        joins = key in since and spell.to_date >= since[key] - timedelta(days=1)
        if pd.isna(spell.to_date) or joins:
            since[key] = spell.from_date
    return since


def left_hardest(tables: Tables, law: Law, home: Mapping[str, str]) -> dict[str, date]:
    """The day after the last one that each cadre serves away from home in one of the hardest communes."""
    units = tables.units
    hardest = set(units.loc[units["hardship"] >= law["hardest_degree"].value, "unit_id"])
    left: dict[str, date] = {}
    for spell in tables.service.itertuples():
        if spell.unit_id in hardest and spell.unit_id != home[spell.cadre_id]:
            last = spell.expected_end if pd.isna(spell.to_date) else spell.to_date
            if not pd.isna(last):
                left[spell.cadre_id] = max(day_after(last), left.get(spell.cadre_id, date.min))
    return left
