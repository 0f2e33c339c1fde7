"""Facts of every cadre and every post, worked out once from tables and law."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from optimizer.law import Law, retirement_date
from optimizer.openings import openings
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
    """How much a vacancy weighs more in a weak commune: 100 is the plain weight (C30)."""
    poverty = law["weakness_poverty_percent"].value * posts["poor_permille"] // 1000
    border = law["weakness_border"].value * posts["border"].astype(np.int64)
    hard = law["weakness_edc"].value * posts["edc"].astype(np.int64)
    total = law["weakness_base"].value + poverty + border + hard
    return total.where(posts["level"] == Level.COMMUNE.value, law["weakness_base"].value)
