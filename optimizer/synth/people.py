"""Synthetic cadres with the facts that the rules look at, and what they can do. Keys only; nobody has a name."""

import numpy as np
import pandas as pd

from optimizer.synth.draw import Draw, days_before, share
from optimizer.synth.marginals import figure
from optimizer.synth.places import LANGUAGES, SKILLS
from optimizer.synth.spec import Spec

NEVER = np.datetime64("NaT", "D")
YEAR = 365.25  # days


def cadres(spec: Spec, draw: Draw, seats: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Rows of `cadres`, one per seat, in the same order."""
    group, count = seats["group"].to_numpy(), len(seats)
    frame = seats[["cadre_id", "unit_id", "role_id", "rank", "leader"]].assign(**_births(spec, draw, seats))
    frame["education"] = draw.by_key(group, figure("education_odds"))
    frame["expertise"] = draw.one_of(count, SKILLS)
    frame["theory"] = draw.by_key(_theory_keys(spec, seats), figure("theory_odds"))
    frame["party_member"] = draw.chance(count, share(figure("party_share"), group))
    frame["outstanding"] = draw.chance(count, figure("outstanding_share")[spec.level])
    frame["health_checked"] = days_before(spec.start, draw.one_of(count, figure("health_days")))
    frame["home_commune_id"] = _homes(draw, seats, places)
    frame["ethnicity"] = _groups(spec, draw, seats)
    fixed, step = figure("salary_coef")
    frame["salary_coef_hundredths"] = fixed + step * seats["rank"]
    used, hard = figure("allowances_used"), seats["hard"].astype(bool)
    frame["attraction_months_used"] = np.where(hard, draw.one_of(count, used["months"]), 0)
    frame["first_time_used"] = hard | draw.chance(count, used["first_time"])
    frame["backfill"] = draw.chance(count, figure("backfill_share") * (spec.communes > 0))
    return frame.assign(**_conduct(spec, draw, frame))


def _births(spec: Spec, draw: Draw, seats: pd.DataFrame) -> dict[str, np.ndarray]:
    """The columns sex and birth_date: evenly over the ages of the rank, and some holders shortly before retirement."""
    count, holder = len(seats), (seats["group"] == "holder").to_numpy()
    female = draw.chance(count, share(figure("women_share"), seats["group"].to_numpy()))
    old = holder & draw.chance(count, figure("near_retirement_share"))
    ages = figure("age_years")[spec.level]
    low, high = (np.where(old, edge, [ages[rank][n] for rank in seats["rank"]]) for n, edge in ((0, 57), (1, 59)))
    days = draw.whole(count, np.floor(low * YEAR), np.floor((high + 1) * YEAR) - 1)
    sex = np.where(female & ~old, "female", "male")
    return {"sex": sex, "birth_date": days_before(spec.start, days)}


def _theory_keys(spec: Spec, seats: pd.DataFrame) -> np.ndarray:
    """Which list of odds holds for the political theory of each seat."""
    key = seats["group"] if spec.level == "district" else seats["rank"].astype(str)
    return (spec.level + "_" + key).to_numpy()


def _homes(draw: Draw, seats: pd.DataFrame, places: pd.DataFrame) -> np.ndarray:
    """Commune of birth: that of the seat, any of the block, or blank for elsewhere."""
    kinds = {group: dict(zip(("own", "other", "none"), odds, strict=True)) for group, odds in figure("home_odds").items()}
    kind = draw.by_key(seats["group"].to_numpy(), kinds)
    if places.empty:
        return np.full(len(seats), "", dtype=object)
    other = draw.one_of(len(seats), places["unit_id"].to_numpy())
    return np.select([kind == "own", kind == "other"], [seats["unit_id"], other], default="")


def _groups(spec: Spec, draw: Draw, seats: pd.DataFrame) -> np.ndarray:
    """Ethnic group: often that of the commune, else by the odds of the block."""
    drawn = draw.among(len(seats), figure("ethnicity_odds")[spec.profile])
    own = draw.chance(len(seats), figure("own_group_share")) & (seats["main_group"] != "")
    return np.where(own, seats["main_group"], drawn)


def _conduct(spec: Spec, draw: Draw, frame: pd.DataFrame) -> dict[str, np.ndarray]:
    """Health, inquiries, discipline, illness, pregnancy, small children."""
    count, odds = len(frame), figure("conduct_share")
    unfit, inquiry, marked, ill = (draw.chance(count, odds[key]) for key in ("unfit", "inquiry", "disciplined", "ill"))
    days = np.datetime64(spec.start, "D") - frame["birth_date"].to_numpy().astype("datetime64[D]")
    age = days.astype(np.int64) / YEAR
    parent = (age < 42) & draw.chance(count, share(figure("small_child_share"), frame["sex"].to_numpy()))
    fifth = int(5 * YEAR)
    child, blamed = (days_before(spec.start, draw.whole(count, 30, fifth)) for _ in range(2))
    pregnant = (frame["sex"] == "female") & (age < 40) & ~parent & draw.chance(count, odds["pregnant"])
    return {
        "health_ok": ~unfit,
        "under_investigation": inquiry,
        "discipline": np.where(marked, draw.among(count, figure("discipline_odds")), "none"),
        "discipline_date": np.where(marked, blamed, NEVER),
        "pregnant": pregnant.to_numpy(),
        "youngest_child_birth": np.where(parent, child, NEVER),
        "severe_illness": ill,
        "humane_consent": np.zeros(count, dtype=bool),
    }


def competencies(draw: Draw, people: pd.DataFrame) -> pd.DataFrame:
    """Rows of `competencies`: the own field well, two others less."""
    levels, keys = figure("skill_levels"), people["cadre_id"]
    others = np.array(SKILLS, dtype=object)[draw.distinct(len(people), len(SKILLS), 2)]
    own = draw.one_of(len(people), levels["own"])
    parts = [pd.DataFrame({"cadre_id": keys, "competency": people["expertise"], "level": own})]
    for n in (0, 1):
        level = draw.one_of(len(people), levels["other"])
        parts.append(pd.DataFrame({"cadre_id": keys, "competency": others[:, n], "level": level}))
    return pd.concat(parts).drop_duplicates(["cadre_id", "competency"]).sort_values(["cadre_id", "competency"])


def languages(spec: Spec, draw: Draw, people: pd.DataFrame) -> pd.DataFrame:
    """Rows of `languages`: the mother tongue of minorities, for some a second language; Vietnamese is not listed."""
    odds = {word: weight for word, weight in figure("main_group_odds")["mountain"].items() if word != "kinh"}
    learnt = draw.chance(len(people), figure("second_language_share")[spec.profile])
    second, level = draw.among(len(people), odds), draw.one_of(len(people), figure("skill_levels")["second"])
    mother = pd.DataFrame({"cadre_id": people["cadre_id"], "language": people["ethnicity"], "level": 4})
    mother = mother[mother["language"].isin(LANGUAGES) & (mother["language"] != "kinh")]
    more = pd.DataFrame({"cadre_id": people["cadre_id"], "language": second, "level": level})[learnt]
    rows = pd.concat([mother, more]).drop_duplicates(["cadre_id", "language"])
    return rows.sort_values(["cadre_id", "language"])


def grades(spec: Spec, draw: Draw, people: pd.DataFrame) -> pd.DataFrame:
    """Rows of `grades`: the three years before the plan."""
    years = np.arange(spec.start.year - 3, spec.start.year)
    rows = pd.DataFrame({"cadre_id": np.repeat(people["cadre_id"], 3), "year": np.tile(years, len(people))})
    return rows.assign(grade=draw.among(len(rows), figure("grade_odds")))


def kinship(draw: Draw, people: pd.DataFrame) -> pd.DataFrame:
    """Rows of `kinship`: brothers and sisters drawn in pairs, each pair from both sides."""
    count = len(people) * figure("kin_pairs") // 1000
    keys = people["cadre_id"].to_numpy()
    one, two = (keys[draw.whole(count, 0, len(people) - 1)] for _ in range(2))
    sides = [pd.DataFrame({"cadre_id": a, "kin_id": b}) for a, b in ((one, two), (two, one))]
    rows = pd.concat(sides).drop_duplicates().query("cadre_id != kin_id")
    return rows.assign(relation="sibling").sort_values(["cadre_id", "kin_id"])
