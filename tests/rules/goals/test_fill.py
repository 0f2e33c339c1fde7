"""Fill: priority × weakness % × vacant months, by hand; secretary 10, chair 9, vice chair 5; 36 months in all."""

from dataclasses import replace
from datetime import date

import pytest

from optimizer.rules.goals.fill import Fill
from optimizer.rules.goals.measures import vacant_months
from tests.rules.goals.points import best_value, points
from tests.rules.tables import holds, offered, official, plan, world

FILL = Fill()
AN = [official("AN")]


def test_a_plain_commune_with_nobody_counts_each_month_of_each_post() -> None:
    case = world(AN)
    assert points(case, FILL, plan(case)) == (10 + 9 + 5) * 100 * 36


def test_the_months_of_a_stint_are_not_vacant() -> None:
    case = world(AN)
    assert points(case, FILL, plan(case, ("AN", "XA-CHAIR", 1, 24))) == (10 + 5) * 100 * 36 + 9 * 100 * 12


@pytest.mark.parametrize(
    ("commune", "percent"),
    [
        ({"poor_permille": 339}, 133),  # 33.9 is rounded down
        ({"poor_permille": 1000}, 200),
        ({"border": 1}, 125),
        ({"edc": 1}, 125),
        ({"poor_permille": 500, "border": 1, "edc": 1}, 200),
    ],
)
def test_a_vacancy_weighs_more_in_a_weak_commune(commune: dict[str, int], percent: int) -> None:
    case = world(AN, posts="XA-CHAIR", units=[{"unit_id": "XA", **commune}])
    assert Fill().score(case, plan(case)) == 9 * percent * 36


def test_what_the_incumbent_still_holds_of_a_period_is_not_vacant() -> None:
    people, service = [official("CHI", "XA", "CHAIR"), *AN], [holds("CHI", "XA-CHAIR", date(2022, 12, 31))]
    case = world(people, posts="XA-CHAIR", service=service)
    assert points(case, FILL, plan(case)) == 9 * 100 * (9 + 12)  # he holds October to December 2022
    assert points(case, FILL, plan(case, ("AN", "XA-CHAIR", 1, 12))) == 9 * 100 * 12


def test_posts_without_priority_and_posts_that_are_no_key_posts_do_not_count() -> None:
    case = world(AN, posts="XA-COUNCIL OFFICE-HEAD XA-CHAIR")
    assert points(case, FILL, plan(case)) == 9 * 100 * 36


STILL_THERE = [holds("CHI", "XA-CHAIR", date(2022, 12, 31))]  # fifteen months: all of period 0, three of period 1


@pytest.mark.parametrize(
    ("leaves", "vacant"),
    [
        (0, 36),
        (1, 24 + 12),  # gone when period 1 begins: its three months are vacant too; XB-CHAIR waits a year for him
        (2, 9 + 12 + 24),  # he serves the three months, and moves a year after his time
    ],
)
def test_an_incumbent_who_has_moved_away_serves_no_more_months(leaves: int, vacant: int) -> None:
    people = [official("CHI", "XA", "CHAIR"), *AN]
    case = world(people, posts="XA-CHAIR XB-CHAIR", service=STILL_THERE)
    assert points(case, FILL, plan(case, ("CHI", "XB-CHAIR", leaves, 60))) == 9 * 100 * vacant


def test_a_successor_fills_the_months_that_an_incumbent_leaves_early() -> None:
    people = [official("CHI", "XA", "CHAIR"), *AN]
    case = world(people, posts="XA-CHAIR XB-CHAIR", service=STILL_THERE)
    moves = ("CHI", "XB-CHAIR", 0, 60), ("AN", "XA-CHAIR", 1, 24)
    assert points(case, FILL, plan(case, *moves)) == 9 * 100 * 12
    assert points(case, FILL, plan(case, ("AN", "XA-CHAIR", 2, 12))) == 9 * 100 * (9 + 36)


def test_the_departure_of_another_takes_no_months_away() -> None:
    people = [official("CHI", "XA", "CHAIR"), official("EM", "XB", "CHAIR")]
    case = world(
        people, posts="XA-CHAIR XB-CHAIR XA-VICE", service=[*STILL_THERE, holds("EM", "XB-CHAIR", date(2022, 12, 31))]
    )
    # XA's chair is vacant 9 + 12, XB's 36, the vice chair never
    assert points(case, FILL, plan(case, ("EM", "XA-VICE", 0, 60))) == 9 * 100 * (21 + 36)


def test_who_is_reappointed_leaves_no_gap() -> None:
    case = world([official("CHI", "XA", "CHAIR")], posts="XA-CHAIR", service=STILL_THERE)
    assert points(case, FILL, plan(case, ("CHI", "XA-CHAIR", 1, 60))) == 0


def test_a_post_of_priority_one_counts_and_so_does_one_month_served() -> None:
    people, service = [official("CHI", "XA", "CHAIR")], [holds("CHI", "XA-CHAIR", date(2022, 10, 31))]
    case = world([*people, official("AN")], posts="XA-CHAIR", service=service)
    case = replace(case, posts=case.posts.assign(priority=1))
    assert points(case, FILL, plan(case)) == 100 * 23
    assert points(case, FILL, plan(case, ("AN", "XA-CHAIR", 2, 12))) == 100 * 11


def test_an_incumbent_who_has_two_stints_has_left_with_the_first() -> None:
    people, service = [official("CHI", "XA", "CHAIR")], [holds("CHI", "XA-CHAIR", date(2022, 12, 31))]
    case = world(people, posts="XA-CHAIR XB-CHAIR XB-VICE", service=service)
    judged = plan(case, ("CHI", "XB-CHAIR", 0, 60), ("CHI", "XB-VICE", 2, 60))
    assert [row for row in vacant_months(case, judged) if row[0] == "XA-CHAIR"] == [("XA-CHAIR", t, 12) for t in range(3)]


def test_a_post_of_weight_that_is_no_key_post_does_not_count() -> None:
    case = world(AN, posts="XA-CHAIR XA-VICE")
    case = replace(case, posts=case.posts.assign(key=case.posts["post_id"] == "XA-CHAIR"))
    assert points(case, FILL, plan(case)) == 100 * 9 * 36


@pytest.mark.parametrize("leaves", [0, 1, 2])
def test_no_half_of_a_vacancy_is_enough_even_for_the_linear_relaxation(leaves: int) -> None:
    case = world([official("CHI", "XA", "CHAIR")], posts="XA-CHAIR XB-CHAIR", service=STILL_THERE)
    judged = plan(case, ("CHI", "XB-CHAIR", leaves, 60))
    program, chosen = offered(case, FILL, judged)
    assert best_value(program, FILL, chosen, whole=False) == FILL.score(case, judged)
