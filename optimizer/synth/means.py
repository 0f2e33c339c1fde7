"""Means of a block: landing slots, courses, budget; and where every figure comes from."""

from datetime import date

import numpy as np
import pandas as pd

from optimizer.law import law_on
from optimizer.synth.draw import Draw, first_of_month
from optimizer.synth.marginals import figure, marginals
from optimizer.synth.spec import Spec

SLOT_RANKS = (8, 7)
OTHER_SOURCES = [
    ("units", "name", "", "synthetic", "địa danh giả định, đánh số", "A"),
    ("roles", "title_vi", "", "real", "chức danh của xã và của cơ quan cấp trên", "M"),
    ("roles", "rank", "", "synthetic", "thang bậc của chương trình", "A"),
    ("roles", "position_coef_hundredths", "", "real", "cấp trên: NĐ 204/2004/NĐ-CP; cấp xã để trống = theo luật", "M"),
]


def landings(spec: Spec, draw: Draw, bodies: list[str]) -> pd.DataFrame:
    """Rows of `landings`: a slot of each rank in every body."""
    slots = figure("landing_slots")
    frame = pd.DataFrame({"unit_id": np.repeat(bodies, len(SLOT_RANKS)), "rank": SLOT_RANKS * len(bodies)})
    count = len(frame)
    sooner, later = (spec.months * part // 1000 for part in slots["after"])
    return frame.assign(
        slot_id=[f"BT{spec.number:02d}{n:03d}" for n in range(1, count + 1)],
        capacity=np.tile(slots[spec.level], len(bodies)),
        available_from=first_of_month(spec.start, draw.whole(count, sooner, later)),
        outsiders=draw.chance(count, slots["outsiders"]),
    )


def courses(spec: Spec) -> pd.DataFrame:
    """Rows of `courses`, with seats in proportion to the cadres."""
    columns = ["course_kind", "gives", "level", "after", "months", "seats", "cost_vnd"]
    frame = pd.DataFrame(figure("courses"), columns=columns)
    seats = frame["seats"] * spec.cadres * figure("course_seats")[spec.careers] // 1_000_000
    return frame.assign(
        course_id=[f"L{n:02d}" for n in range(1, len(frame) + 1)],
        starts=first_of_month(spec.start, frame["after"].to_numpy()),
        seats=seats.clip(3, 1000),
        cost_vnd=frame["cost_vnd"] * 1_000_000,
    )


def budget(spec: Spec, posts: pd.DataFrame) -> pd.DataFrame:
    """Rows of `budget`: a number of base salaries for each key post and year of the plan, by the months of that year."""
    base = int(law_on(spec.regime, spec.start)["base_salary_vnd"].value)
    hard, other = figure("budget")[spec.careers]
    yearly = base * int(np.where(posts["edc"], hard, other).sum())
    first = spec.start.year * 12 + spec.start.month - 1
    last = first + spec.months
    years = range(spec.start.year, (last - 1) // 12 + 1)
    months = [min(last, 12 * (year + 1)) - max(first, 12 * year) for year in years]
    return pd.DataFrame({"year": years, "amount_vnd": [yearly * m // 12 for m in months]})


def sources() -> pd.DataFrame:
    """Rows of `sources`: every column that a marginal fills, with its source and mark."""
    told = [
        (*column.split("."), "", "synthetic", f"{entry.title['vi']}: {entry.source}", str(entry.mark))
        for entry in marginals().values()
        for column in entry.columns
    ]
    return pd.DataFrame([*told, *OTHER_SOURCES], columns=["table", "column_name", "key", "nature", "source", "mark"])


def settings(spec: Spec) -> dict[str, str | int | date | list[int]]:
    """What stands in case.toml."""
    vi, en = ("Huyện", "district") if spec.level == "district" else ("Tỉnh", "province")
    name = f"{spec.number:02d}"
    return {
        "schema_version": 1,
        "name": spec.name,
        "name_vi": f"{vi} giả định {name}: {spec.communes} xã, {spec.posts} chức danh, {spec.cadres} cán bộ",
        "name_en": f"Synthetic {en} {name}: {spec.communes} communes, {spec.posts} posts, {spec.cadres} cadres",
        "regime": spec.regime,
        "start": spec.start,
        "horizon_months": spec.months,
        "period_months": 12,
        "lengths_months": [36, 60],
        "seed": spec.seed,
        "worst_k": min(5, spec.communes),
    }
