"""The marginals: each has a source and a mark, is used, and is what the tables really show."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2

import optimizer.synth
from optimizer.synth.marginals import figure, marginals
from optimizer.tables import TABLES
from tests.synth.made import made, table

PACKAGE = Path(optimizer.synth.__file__).parent


def fits(seen: pd.Series, odds: Mapping[Any, int]) -> bool:
    """True when counts agree with the odds: chi-square below its 99.9 % point (the seed is fixed, so it stays true)."""
    count = seen.astype(str).value_counts()
    wanted = {str(word): weight * len(seen) / sum(odds.values()) for word, weight in odds.items() if weight}
    assert set(count.index) <= set(wanted)
    distance = sum((count.get(word, 0) - many) ** 2 / many for word, many in wanted.items())
    return bool(distance <= chi2.ppf(0.999, max(len(wanted) - 1, 1)))


def shared(seen: pd.Series, permille: int) -> bool:
    """True when a yes-or-no column agrees with its share."""
    return fits(seen, {"1": permille, "0": 1000 - permille})


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    """The cadres of a province with the group that each belongs to."""
    cadres = table(made("province"), "cadres")
    commune = cadres["unit_id"].str.startswith("X")
    group = np.select([~commune, cadres["role_id"] == "DIVISION_HEAD"], ["body", "division"], "holder")
    return cadres.assign(group=group, age=age_at(cadres["birth_date"], "2026-01-01"))


def age_at(births: pd.Series, day: str) -> pd.Series:
    """Age in years on a day."""
    return (pd.Timestamp(day) - pd.to_datetime(births, format="%Y-%m-%d")).dt.days / 365.25


def test_every_marginal_has_titles_a_source_and_known_columns_and_is_used() -> None:
    text = "".join(path.read_text("utf-8") for path in PACKAGE.glob("*.py"))
    used = set(re.findall(r'figure\("(\w+)"\)', text)) | {"area_ha", "population"}
    assert used == set(marginals())
    for key, entry in marginals().items():
        assert set(entry.title) == {"vi", "en"} and all(entry.title.values()), key
        assert entry.source and entry.unit, key
        for column in entry.columns:
            name, field = column.split(".")
            assert field == "*" or field in TABLES[name].model_fields, column


def test_a_case_tells_the_source_of_every_column_that_is_drawn() -> None:
    told = table(made("district"), "sources")
    for key, entry in marginals().items():
        for column in entry.columns:
            name, field = column.split(".")
            rows = told[(told["table"] == name) & (told["column_name"] == field)]
            assert any(entry.source in source for source in rows["source"]), key
    assert set(told["nature"]) <= {"synthetic", "real"}


def test_education_sex_and_party_follow_their_group(people: pd.DataFrame) -> None:
    for group, rows in people.groupby("group"):
        assert fits(rows["education"], figure("education_odds")[group]), group
        assert shared(rows["party_member"], figure("party_share")[group]), group
        if group != "holder":  # some of whom are made men near retirement
            women = figure("women_share")[group]
            assert fits(rows["sex"], {"female": women, "male": 1000 - women}), group


def test_political_theory_and_age_follow_the_rank(people: pd.DataFrame) -> None:
    for rank, rows in people[people["group"] != "holder"].groupby("rank"):
        low, high = figure("age_years")["province"][int(rank)]
        assert fits(rows["theory"], figure("theory_odds")[f"province_{rank}"]), rank
        assert rows["age"].between(low - 0.01, high + 1.01).all()
        half = (rows["age"] > (low + high + 1) / 2).astype(int)
        assert shared(half, 500), rank


def test_some_holders_are_near_retirement(people: pd.DataFrame) -> None:
    holders = people[people["group"] == "holder"]
    old = holders["age"] >= 56.99
    assert shared(old.astype(int), figure("near_retirement_share"))
    assert set(holders.loc[old, "sex"]) == {"male"}


def test_health_conduct_and_family_have_their_shares(people: pd.DataFrame) -> None:
    odds = figure("conduct_share")
    assert shared(people["under_investigation"], odds["inquiry"])
    assert shared(people["severe_illness"], odds["ill"])
    assert shared((people["health_ok"] == "0").astype(int), odds["unfit"])
    assert shared((people["discipline"] != "none").astype(int), odds["disciplined"])
    assert ((people["discipline"] == "none") == (people["discipline_date"] == "")).all()
    days = (pd.Timestamp("2026-01-01") - pd.to_datetime(people["health_checked"], format="%Y-%m-%d")).dt.days
    assert fits(days, dict.fromkeys(figure("health_days"), 1))
    for sex, rows in people[people["age"] < 42].groupby("sex"):
        assert shared((rows["youngest_child_birth"] != "").astype(int), figure("small_child_share")[sex])
    expecting = people[(people["age"] < 40) & (people["sex"] == "female") & (people["youngest_child_birth"] == "")]
    assert shared(expecting["pregnant"], odds["pregnant"])
    assert (people["pregnant"] == "1").sum() == (expecting["pregnant"] == "1").sum() > 0
    assert shared(people["backfill"], figure("backfill_share"))
    assert shared(people["outstanding"], figure("outstanding_share")["province"])


def test_grades_have_their_odds_in_three_years(people: pd.DataFrame) -> None:
    grades = table(made("province"), "grades")
    assert fits(grades["grade"], figure("grade_odds"))
    assert set(grades.groupby("cadre_id")["year"].agg(" ".join)) == {"2023 2024 2025"}
    assert len(grades) == 3 * len(people)


def test_ethnic_groups_and_languages_go_together(people: pd.DataFrame) -> None:
    assert fits(people.loc[people["group"] == "body", "ethnicity"], figure("ethnicity_odds")["mountain"])
    spoken = table(made("province"), "languages").set_index(["cadre_id", "language"])["level"]
    mother = people[people["ethnicity"] != "kinh"]
    assert (spoken.reindex(pd.MultiIndex.from_frame(mother[["cadre_id", "ethnicity"]])) == "4").all()
    assert "kinh" not in spoken.index.get_level_values("language")


def test_communes_have_their_region_border_poverty_and_largest_group() -> None:
    units = table(made("province"), "units")
    communes = units[units["level"] == "commune"]
    assert fits(communes["region_class"], figure("region_odds")["mountain"])
    assert shared(communes["border"], figure("border_share")["mountain"])
    for region, rows in communes.groupby("region_class"):
        low, high = figure("poor_permille")[region]
        assert rows["poor_permille"].astype(int).between(low, high).all()
    assert (communes["edc"] == (communes["region_class"] == "III").astype(int).astype(str)).all()
    spoken = table(made("province"), "unit_languages").assign(share=lambda f: f["share_permille"].astype(int))
    largest = spoken.sort_values("share").groupby("unit_id").tail(1)
    assert fits(largest["language"], figure("main_group_odds")["mountain"])
    assert (spoken.groupby("unit_id")["share"].sum() <= 1000).all()


def test_tenures_end_evenly_over_five_years() -> None:
    service = table(made("province"), "service")
    holders = service[
        (service["to_date"] == "") & service["post_id"].str.startswith("X") & (service["kind"] != "rotation")
    ]
    years = pd.to_datetime(holders["expected_end"], format="%Y-%m-%d") + pd.Timedelta(days=1)
    month = (years.dt.year - 2026) * 12 + years.dt.month - 1
    assert month.between(1, 60).all()
    assert fits((month - 1) // 12, dict.fromkeys(range(5), 1))
    posts = table(made("province"), "posts")
    held = posts[posts["key"] == "1"]["post_id"].isin(service[service["to_date"] == ""]["post_id"])
    assert shared((~held).astype(int), figure("vacant_share")["province"])


def test_plans_of_succession_hold_the_pool_and_lapse_with_the_term() -> None:
    planned = table(made("province"), "succession").merge(table(made("province"), "cadres")[["cadre_id", "rank"]])
    now = planned[planned["from_year"].isin(["2025", "2026"])]
    most, share = figure("planned_pool")["province"]
    assert share == 700 and (now["rank"].value_counts().reindex(["6", "7", "8"]) == most).all()
    assert (planned["to_year"].astype(int) - planned["from_year"].astype(int) == 5).all()
    assert set(planned.loc[~planned.index.isin(now.index), "from_year"]) == {"2031"}
    assert not planned["cadre_id"].duplicated().any()


def test_relatives_stand_on_both_sides_and_wishes_name_three_communes() -> None:
    kin = table(made("province"), "kinship")
    assert len(kin) == pytest.approx(2 * 2000 * figure("kin_pairs") / 1000, abs=6)
    wishes = table(made("province"), "preferences")
    assert (wishes.groupby("cadre_id")["wish"].agg(lambda w: sorted(w) == ["0", "1", "2"])).all()


def test_the_budget_pays_some_rotations_and_not_all() -> None:
    budget = table(made("province"), "budget")["amount_vnd"].astype(int)
    rotation = 255_000_000  # 36 months and the first-time allowance in a hard commune, worked out from NĐ 76/2019
    assert 600 * 0.1 < budget.sum() / rotation < 600 * 0.5
