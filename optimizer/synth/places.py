"""Places of a block: communes, their key posts, what they need and which languages they speak."""

import numpy as np
import pandas as pd

from optimizer.synth.draw import Draw
from optimizer.synth.marginals import figure
from optimizer.synth.spec import CENTRE, SEATS, Spec
from optimizer.words import COMPETENCY_LABELS

FIELDS = ["farming", "land", "finance", "law", "education", "health", "infrastructure"]
SKILLS = [*FIELDS, "border_security", "party_building", "mobilisation"]
ROLE_OF_SEAT = {
    "BT": "PARTY_SECRETARY", "PBT": "PARTY_DEPUTY_STANDING", "CT": "COMMITTEE_CHAIR", "PCT": "COMMITTEE_VICE",
    "HD": "COUNCIL_VICE",
}  # fmt: skip
RANK_OF_SEAT = {"BT": 8, "PBT": 7, "CT": 7, "PCT": 6, "HD": 6}
AT_THE_BORDER = 8  # degrees of hardship more in a border commune
LANGUAGES = list(COMPETENCY_LABELS)[len(SKILLS) :]


def communes(spec: Spec, draw: Draw) -> pd.DataFrame:
    """Rows of `units`, one per commune, with `main_group`, its largest ethnic group."""
    count = spec.communes
    region = draw.among(count, figure("region_odds")[spec.profile])
    border = draw.chance(count, figure("border_share")[spec.profile])
    hardship = draw.between(region, figure("hardship")) + AT_THE_BORDER * border
    area, people = (figure(key)[spec.profile] for key in ("area_ha", "population"))
    return pd.DataFrame(
        {
            "unit_id": pd.Series([f"X{spec.number:02d}{n:03d}" for n in range(1, count + 1)], dtype=str),
            "name": pd.Series([f"Xã {n:03d}" for n in range(1, count + 1)], dtype=str),
            "level": "commune",
            "parent_id": top_unit(spec),
            "valid_from": np.datetime64("2004-01-01"),
            "region_class": region,
            "edc": region == "III",
            "border": border,
            "poor_permille": draw.between(region, figure("poor_permille")),
            "area_ha": draw.whole(count, *area),
            "population": draw.whole(count, *people),
            "travel_hours": draw.between(region, figure("travel_hours")),
            "hardship": hardship,
            "housing_slots": draw.one_of(count, figure("housing_slots")),
            "main_group": draw.among(count, figure("main_group_odds")[spec.profile]),
        }
    )


def top_unit(spec: Spec) -> str:
    """The unit above the communes."""
    return f"{'T' if spec.level == 'province' else 'H'}{spec.number:02d}"


def upper_units(spec: Spec, bodies: list[str]) -> pd.DataFrame:
    """Rows of `units` above the communes: the province, the district if there is one, and their bodies."""
    top, tail = top_unit(spec), f"{spec.number:02d}"
    name = "Trung ương (ghi là cấp tỉnh)" if spec.number == CENTRE else f"Tỉnh {tail}"
    rows = [(f"T{tail}", name, "province", "")]
    rows += [(top, f"Huyện {tail}", "district", f"T{tail}")] if spec.level == "district" else []
    rows += [(body, f"Cơ quan {body[-2:]}", spec.level, top) for body in bodies]
    frame = pd.DataFrame(rows, columns=["unit_id", "name", "level", "parent_id"])
    return frame.assign(valid_from=np.datetime64("2004-01-01"), edc=False, border=False, hardship=0)


def key_posts(spec: Spec, draw: Draw, places: pd.DataFrame) -> pd.DataFrame:
    """Rows of `posts`, one per key post, with rank, main_group, `hard` and `fate`: held, vacant or rotation."""
    seats = np.array(SEATS, dtype=object)[np.arange(spec.posts) % len(SEATS)]
    rows = np.arange(spec.posts) // len(SEATS)
    frame = places.loc[rows, ["unit_id", "main_group", "edc"]].reset_index(drop=True)
    frame["post_id"] = frame["unit_id"] + "-" + seats
    frame["role_id"] = [ROLE_OF_SEAT[seat] for seat in seats]
    frame["rank"] = [RANK_OF_SEAT[seat] for seat in seats]
    frame["seat"] = 1
    frame["key"] = True
    frame["derogation"] = np.isin(seats, ["PCT", "HD"]) & frame["edc"]
    heads = np.isin(seats, ["BT", "CT"])
    vacant = draw.chance(spec.posts, figure("vacant_share")[spec.careers])
    lent = heads & draw.chance(spec.posts, figure("rotation_share")[spec.level] * len(SEATS) // 2)
    frame["fate"] = np.select([vacant, lent], ["vacant", "rotation"], default="held")
    return frame


def needs(draw: Draw, places: pd.DataFrame) -> pd.DataFrame:
    """Rows of `needs`: Party building and mobilisation, two fields, and border security at the border."""
    two = np.array(FIELDS, dtype=object)[draw.distinct(len(places), len(FIELDS), 2)]
    asked = {"party_building": True, "mobilisation": True, "border_security": places["border"]}
    parts = [pd.DataFrame({"unit_id": places["unit_id"], "competency": skill, "on": on}) for skill, on in asked.items()]
    parts += [pd.DataFrame({"unit_id": places["unit_id"], "competency": two[:, n], "on": True}) for n in (0, 1)]
    rows = pd.concat(parts)
    rows = rows[rows["on"]].sort_values(["unit_id", "competency"], ignore_index=True)
    drawn = figure("needs")
    return rows.assign(
        level=draw.one_of(len(rows), drawn["level"]), weight=draw.one_of(len(rows), drawn["weight"]), count=1
    )


def unit_languages(spec: Spec, draw: Draw, places: pd.DataFrame) -> pd.DataFrame:
    """Rows of `unit_languages`: the largest group, and a second one among half of the others."""
    count = len(places)
    first = draw.whole(count, *figure("main_group_share"))
    second = draw.among(count, figure("main_group_odds")[spec.profile])
    parts = [
        pd.DataFrame({"unit_id": places["unit_id"], "language": places["main_group"], "share_permille": first}),
        pd.DataFrame({"unit_id": places["unit_id"], "language": second, "share_permille": (1000 - first) // 2}),
    ]
    rows = pd.concat(parts).drop_duplicates(["unit_id", "language"]).sort_values(["unit_id", "share_permille"])
    asked = (rows["share_permille"] >= 300) & (rows["language"] != "kinh")
    return rows.assign(level=np.where(asked, 2, 0), weight=np.where(asked, 4, 0))
