"""Fit of people to a commune, and what its team lacks, by hand: 2 points per permille and year, languages 1."""

import pytest

from optimizer.rules.goals.fit import Fit, fit_of, language_fit_of
from optimizer.rules.goals.measures import shortfalls
from optimizer.rules.goals.team import Team
from tests.rules.goals.points import points
from tests.rules.tables import official, plan, world

PEOPLE = [official("AN"), official("BINH"), official("CHI")]
NEEDS = [{"weight": 3}, {"competency": "land", "level": 3}]  # 3 × 2 + 1 × 3 = 9 are asked
HAD = [{"cadre_id": "AN", "level": 1}, {"cadre_id": "AN", "competency": "land", "level": 4}]  # 3 × 1 + 1 × 3 = 6
HAD += [{"cadre_id": "BINH", "level": 4}, {"cadre_id": "BINH", "competency": "land", "level": 3}]
YEARS = world(PEOPLE, needs=NEEDS, competencies=HAD)
QUARTERS = world(PEOPLE, needs=NEEDS[:1], competencies=[{**HAD[0]}, {"cadre_id": "BINH", "level": 1}],
                 period_months=3, lengths_months=[3])  # fmt: skip
SHARES = [{"share_permille": 700}, {"language": "thai", "share_permille": 299}]
SPOKEN = [{"cadre_id": "AN", "level": 3}, {"cadre_id": "AN", "language": "thai", "level": 1}]
SPOKEN += [{"cadre_id": "BINH", "language": "thai", "level": 1}, {"cadre_id": "CHI", "level": 4}]


def test_fit_is_what_is_had_of_what_is_asked_and_more_than_asked_is_not_counted() -> None:
    fits = [fit_of(YEARS, plan(YEARS, (cadre, "XA-CHAIR", 0, 36)).stints[0]) for cadre in ("AN", "BINH", "CHI")]
    assert fits == [666, 1000, 0]  # ⌊6000 / 9⌋


@pytest.mark.parametrize(("start", "months", "value"), [(0, 36, 3996), (0, 12, 1332), (2, 36, 1332), (1, 36, 2664)])
def test_fit_counts_for_the_months_within_the_horizon(start: int, months: int, value: int) -> None:
    assert points(YEARS, Fit(), plan(YEARS, ("AN", "XA-CHAIR", start, months))) == value  # 2 × 666 a year


def test_each_stint_is_rounded_down_by_itself() -> None:
    an, binh = ("AN", "XA-CHAIR", 0, 3), ("BINH", "XA-VICE", 0, 3)
    given = world(PEOPLE, period_months=3, lengths_months=[3], fit=[
        {"cadre_id": "AN", "post_id": "XA-CHAIR", "fit": 333}, {"cadre_id": "BINH", "post_id": "XA-VICE", "fit": 333}])  # fmt: skip
    assert points(given, Fit(), plan(given, an)) == 166  # 2 × 333 × 3 / 12 = 166.5
    assert points(given, Fit(), plan(given, an, binh)) == 332
    assert points(QUARTERS, Fit(), plan(QUARTERS, an)) == 250  # 2 × 500 × 3 / 12


def test_the_table_of_fits_replaces_the_built_in_figure() -> None:
    given = [{"cadre_id": "AN", "post_id": "XA-CHAIR", "fit": 1}]
    case = world(PEOPLE, needs=NEEDS, competencies=HAD, fit=given)
    assert points(case, Fit(), plan(case, ("AN", "XA-CHAIR", 0, 36))) == 6
    assert points(case, Fit(), plan(case, ("AN", "XA-VICE", 0, 36))) == 3996


def test_language_fit_is_the_share_of_the_people_times_the_level_of_four_rounded_down() -> None:
    case = world(PEOPLE, unit_languages=SHARES, languages=SPOKEN)
    fits = [language_fit_of(case, plan(case, (cadre, "XA-CHAIR", 0, 36)).stints[0]) for cadre in ("AN", "BINH", "CHI")]
    assert fits == [599, 74, 700]  # ⌊(2100 + 299) / 4⌋, ⌊299 / 4⌋, ⌊2800 / 4⌋
    assert points(case, Fit(), plan(case, ("AN", "XA-CHAIR", 0, 36))) == 3 * 599


def test_a_team_of_nobody_lacks_everyone_who_is_asked() -> None:
    case = world(
        PEOPLE, needs=[{"weight": 3, "count": 2}], competencies=[{"cadre_id": "AN"}, {"cadre_id": "BINH", "level": 1}]
    )
    assert points(case, Team(), plan(case)) == -5 * 3 * 2 * 36
    assert points(case, Team(), plan(case, ("AN", "XA-CHAIR", 0, 12))) == -5 * 3 * (1 * 12 + 2 * 24)
    assert points(case, Team(), plan(case, ("BINH", "XA-CHAIR", 0, 36))) == -5 * 3 * 2 * 36  # below the level asked


def test_a_language_is_asked_of_one_of_the_team_only_if_a_level_is_asked() -> None:
    case = world(PEOPLE, unit_languages=[{"level": 2, "weight": 4}], languages=[{"cadre_id": "AN"}])
    assert points(case, Team(), plan(case)) == -5 * 4 * 36
    assert points(case, Team(), plan(case, ("AN", "XA-CHAIR", 0, 36))) == 0
    unasked = world(PEOPLE, unit_languages=[{"level": 0, "weight": 4}])
    assert points(unasked, Team(), plan(unasked)) == 0


def test_what_another_commune_asks_does_not_count() -> None:
    elsewhere = {"unit_id": "XB", "competency": "land", "weight": 5}
    spoken = [{"share_permille": 700}, {"unit_id": "XB", "language": "thai"}]
    languages = [{"cadre_id": "AN", "level": 4}, {"cadre_id": "AN", "language": "thai", "level": 4}]
    case = world(PEOPLE, posts="XA-CHAIR XB-CHAIR", needs=[{}, elsewhere], competencies=[{"cadre_id": "AN"}],
                 unit_languages=spoken, languages=languages)  # fmt: skip
    assert points(case, Fit(), plan(case, ("AN", "XA-CHAIR", 0, 12))) == 2 * 1000 + 700


def test_the_least_that_can_be_asked_is_a_whole_fit() -> None:
    case = world(PEOPLE, needs=[{"level": 1}], competencies=[{"cadre_id": "AN", "level": 1}])
    assert points(case, Fit(), plan(case, ("AN", "XA-CHAIR", 0, 12))) == 2 * 1000


def test_who_has_none_of_a_skill_lacks_also_the_first_level() -> None:
    case = world(PEOPLE, needs=[{"level": 1}])
    assert points(case, Team(), plan(case, ("AN", "XA-CHAIR", 0, 36))) == -5 * 36


def test_more_able_people_than_asked_are_worth_no_more_and_are_not_listed() -> None:
    case = world(PEOPLE, needs=[{}], competencies=[{"cadre_id": "AN"}, {"cadre_id": "BINH"}])
    two = plan(case, ("AN", "XA-CHAIR", 0, 36), ("BINH", "XA-VICE", 0, 36))
    assert points(case, Team(), two) == 0
    assert list(shortfalls(case, two)) == []
    assert list(shortfalls(case, plan(case, ("AN", "XA-CHAIR", 0, 36)))) == []
