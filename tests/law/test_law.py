"""The law on a day: values, modes, citations, retirement and months."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.errors import UsageError
from optimizer.law import (
    add_months,
    law_as_if,
    law_on,
    months_between,
    months_between_days,
    regimes,
    retirement_date,
)
from optimizer.words import Authority, Mark, Mode

IN_2021 = law_on("2017", date(2021, 10, 1))
days = st.dates(date(1950, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "vnd"),
    [(date(2022, 5, 1), 1_490_000), (date(2023, 6, 30), 1_490_000), (date(2023, 7, 1), 1_800_000),
     (date(2024, 6, 30), 1_800_000), (date(2024, 7, 1), 2_340_000)],
)  # fmt: skip
def test_the_base_salary_is_the_one_in_force_on_the_day(day: date, vnd: int) -> None:
    assert law_on("2022", day)["base_salary_vnd"].value == vnd


def test_the_age_limit_binds_in_the_regime_of_2017_only() -> None:
    assert IN_2021.mode("C06") == Mode.HARD
    assert law_on("2022", date(2022, 4, 28)).mode("C06") == Mode.OFF


@pytest.mark.parametrize(
    ("regime", "day"), [("2017", date(2022, 4, 28)), ("2022", date(2022, 4, 27)), ("2099", date(2022, 1, 1))]
)
def test_a_regime_is_refused_outside_its_validity(regime: str, day: date) -> None:
    with pytest.raises(UsageError):
        law_on(regime, day)


def test_no_level_of_government_that_is_gone_waives_a_rule() -> None:
    signing = {regime: {rule.waivable_by for rule in law.rules.values()} for regime, law in LAWS.items()}
    assert Authority.DISTRICT in signing["2017"] and Authority.DISTRICT in signing["2022"]
    assert signing["2025"] == {Authority.PROVINCE, Authority.POLITBURO, Authority.NOBODY}


@pytest.mark.parametrize(
    ("regime", "day", "taken"),
    [("2025", date(2021, 10, 1), date(2025, 7, 1)), ("2025", date(2025, 6, 30), date(2025, 7, 1)),
     ("2025", date(2025, 7, 1), date(2025, 7, 1)), ("2025", date(2026, 5, 1), date(2026, 5, 1)),
     ("2017", date(2022, 4, 27), date(2022, 4, 27)), ("2017", date(2022, 4, 28), date(2022, 4, 27)),
     ("2022", date(2021, 10, 1), date(2022, 4, 28)), ("2022", date(2026, 5, 1), date(2025, 6, 30))],
)  # fmt: skip
def test_as_if_a_regime_were_in_force_its_nearest_day_is_taken(regime: str, day: date, taken: date) -> None:
    law = law_as_if(regime, day)
    assert law.day == taken
    assert law == law_on(regime, taken)


def test_there_is_no_as_if_for_a_regime_that_is_not_there() -> None:
    assert regimes() == ("2017", "2022", "2025")
    with pytest.raises(UsageError):
        law_as_if("2099", date(2021, 10, 1))


def test_a_plan_of_2021_cites_no_later_text() -> None:
    cited = [p.source_text for p in IN_2021.parameters] + [r.source_text for r in IN_2021.rules.values()]
    for later in ("33/2023", "727", "114-QĐ/TW", "65-QĐ/TW", "377-QĐ/TW", "170/2025", "24/2023", "73/2024"):
        assert not [text for text in cited if later in text]


def test_every_parameter_and_rule_speaks_both_languages() -> None:
    for law in (IN_2021, law_on("2022", date(2024, 1, 1)), law_on("2025", date(2026, 2, 1))):
        for item in (*law.parameters, *law.rules.values()):
            assert item.title["vi"] and item.title["en"]


WEAK = (Mark.M, Mark.A)
LAWS = {"2017": IN_2021, "2022": law_on("2022", date(2024, 1, 1)), "2025": law_on("2025", date(2026, 2, 1))}
WEAK_PARAMETERS = {
    "child_age_min_months", "handover_months", "hardest_degree", "head_change_window_months", "level_gap_max",
    "max_head_changes", "max_vacancy_months", "max_out_share", "max_outsiders", "max_team_change", "max_tenure_months", "minority_alpha_percent", "nonlocal_roles", "rest_months", "retirement_age_before_female",
    "retirement_age_before_male", "retirement_age_cap_female", "retirement_age_cap_male",
    "retirement_age_start_female", "retirement_age_start_male", "retirement_age_step_female",
    "retirement_age_step_male", "retirement_first_year", "science_fields", "standbys_min", "term_months",
    "theory_grace_months", "women_share_percent",
}  # fmt: skip
MORE_WEAK_PARAMETERS = {
    "2017": {
        "discipline_lookback_months", "education_min", "education_min_derogated", "health_certificate_months",
        "plan_grace_roles", "plan_people_max", "plan_posts_max", "plan_terms_min", "position_coef_hundredths",
        "review_every_months", "theory_min", "theory_min_by_role",
    },
    "2022": {
        "discipline_months_removal", "discipline_months_reprimand", "discipline_months_warning",
        "health_certificate_months", "plan_grace_roles", "plan_people_max", "plan_posts_max", "plan_terms_min",
        "theory_min_by_role",
    },
    "2025": {
        "position_coef_hundredths",
    },
}  # fmt: skip
WEAK_RULES = {
    "C01", "C13", "C17", "C20", "C21", "C21B", "C22", "C27", "C28", "C29", "C30", "C31", "C32", "C33", "C34", "C35", "C39",
    "C40", "C41", "C42", "C43", "C44", "D01",
}  # fmt: skip
MORE_WEAK_RULES = {
    "2017": {"C08", "C09", "C14", "C18", "C19", "C24", "C26", "C36", "C37", "C38"},
    "2022": {"C11", "C19", "C24", "C38", "C45"},
    "2025": {"C45"},
}  # fmt: skip


@pytest.mark.parametrize("regime", LAWS)
def test_the_parameters_that_nobody_has_verified_are_these(regime: str) -> None:
    weak = {p.key for p in LAWS[regime].parameters if p.mark in WEAK and not p.key.startswith(("points_", "weakness_"))}
    assert weak == WEAK_PARAMETERS | MORE_WEAK_PARAMETERS[regime]


@pytest.mark.parametrize("regime", LAWS)
def test_every_weight_is_called_an_assumption(regime: str) -> None:
    weights = [p for p in LAWS[regime].parameters if p.key.startswith(("points_", "weakness_"))]
    assert {p.mark for p in weights} == {Mark.A}


@pytest.mark.parametrize("regime", LAWS)
def test_the_rules_that_nobody_has_verified_are_these(regime: str) -> None:
    weak = {rule.id for rule in LAWS[regime].rules.values() if rule.mark in WEAK}
    assert weak == WEAK_RULES | MORE_WEAK_RULES[regime]


@pytest.mark.parametrize(
    ("birth", "sex", "retires"),
    [(date(1961, 1, 15), "male", date(2021, 5, 1)), (date(1966, 1, 5), "female", date(2021, 6, 1)),
     (date(1966, 4, 5), "male", date(2028, 5, 1)), (date(1975, 5, 1), "female", date(2035, 6, 1)),
     (date(1960, 12, 31), "male", date(2021, 1, 1)), (date(1985, 2, 28), "male", date(2047, 3, 1))],
)  # fmt: skip
def test_retirement_follows_the_published_schedule(birth: date, sex: str, retires: date) -> None:
    assert retirement_date(IN_2021, birth, sex) == retires


@pytest.mark.parametrize(
    ("birth", "sex", "before", "after"),
    [(date(1963, 5, 15), "male", date(2023, 6, 1), date(2024, 6, 1)),
     (date(1970, 5, 15), "female", date(2025, 6, 1), date(2027, 10, 1)),
     (date(1960, 11, 15), "male", date(2020, 12, 1), date(2020, 12, 1))],
)  # fmt: skip
def test_before_the_decree_of_18_november_2020_men_retire_at_60_and_women_at_55(
    birth: date, sex: str, before: date, after: date
) -> None:
    # by the decree 61 years for men who reach them in 2024, 57 years 4 months for women who reach them in 2027
    assert retirement_date(law_on("2017", date(2020, 11, 17)), birth, sex) == before
    assert retirement_date(law_on("2017", date(2020, 11, 18)), birth, sex) == after


@given(days, days)
def test_months_over_arrays_agree_with_months_one_by_one(start: date, end: date) -> None:
    array = months_between_days(np.array([start], dtype="datetime64[s]"), np.array([end], dtype="datetime64[s]"))
    assert array[0] == months_between(start, end)


def test_a_month_is_complete_on_the_same_day_of_the_next() -> None:
    assert months_between(date(2021, 1, 31), date(2021, 2, 28)) == 0
    assert months_between(date(2021, 1, 15), date(2021, 2, 14)) == 0
    assert months_between(date(2021, 1, 15), date(2021, 2, 15)) == 1
    assert add_months(date(2021, 1, 31), 1) == date(2021, 2, 28)
