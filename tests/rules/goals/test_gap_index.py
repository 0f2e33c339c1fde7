"""Gap index: what a commune lacks of its leadership, of 1000, rounded up; and the worst communes, by hand."""

from dataclasses import replace
from datetime import date

import pytest

from optimizer.rules.goals.gap_index import gap_index
from optimizer.rules.goals.worst_commune import WorstCommune
from optimizer.rules.goals.worst_communes import WorstCommunes
from tests.rules.goals.points import points
from tests.rules.tables import holds, official, plan, world

ABLE = [official("AN"), official("BINH")]
KNOWS_LAW = [{"cadre_id": "AN"}]
SECRETARY = world(ABLE, posts="XA-SECRETARY")
TWO_COMMUNES = {k: world(ABLE, posts="XA-SECRETARY XB-SECRETARY", worst_k=k) for k in (1, 2, 3)}
LAW_ASKED = world(ABLE, posts="XA-SECRETARY XA-CHAIR", competencies=KNOWS_LAW, needs=[{"weight": 3, "count": 2}])


@pytest.mark.parametrize(
    ("start", "months", "index"),
    [(0, 36, 0), (0, 24, 334), (0, 12, 667), (1, 12, 667), (2, 12, 667)],  # ⌈1000 × 12 or 24 of 36 months⌉
)
def test_the_index_of_one_post_is_its_share_of_vacant_months_rounded_up(start: int, months: int, index: int) -> None:
    assert gap_index(SECRETARY, plan(SECRETARY, ("AN", "XA-SECRETARY", start, months))) == {"XA": index}


def test_the_index_is_1000_if_all_posts_stay_vacant() -> None:
    assert gap_index(SECRETARY, plan(SECRETARY)) == {"XA": 1000}


def test_one_vacant_month_is_enough_to_show() -> None:
    people, service = [official("CHI", "XA", "SECRETARY")], [holds("CHI", "XA-SECRETARY", date(2024, 8, 31))]
    case = world(people, posts="XA-SECRETARY", service=service)
    assert gap_index(case, plan(case)) == {"XA": 28}  # 1 of 36 months: 27.8


def test_a_team_that_lacks_a_skill_has_a_gap_though_its_posts_are_held() -> None:
    # greatest gap: (10 + 9) × 36 for the posts + 3 × 2 people × 36 for law = 900; AN knows law, BINH does not
    both = plan(LAW_ASKED, ("AN", "XA-SECRETARY", 0, 36), ("BINH", "XA-CHAIR", 0, 36))
    assert gap_index(LAW_ASKED, both) == {"XA": 120}  # 3 × 1 × 36 = 108 of 900
    assert gap_index(LAW_ASKED, plan(LAW_ASKED)) == {"XA": 1000}


def test_a_gap_of_posts_and_of_skills_adds_up() -> None:
    # vacant: 9 × 36 + 10 × 12 = 444; law: 1 lacking for 24 months, 2 for 12 months, × 3 = 144; of 900
    judged = plan(LAW_ASKED, ("AN", "XA-SECRETARY", 0, 24))
    assert gap_index(LAW_ASKED, judged) == {"XA": 654}  # 653.3


@pytest.mark.parametrize(("k", "total"), [(1, 667), (2, 667 + 334), (3, 667 + 334)])
def test_the_worst_communes_are_added_up_as_far_as_there_are_any(k: int, total: int) -> None:
    case = TWO_COMMUNES[k]
    judged = plan(case, ("AN", "XA-SECRETARY", 0, 24), ("BINH", "XB-SECRETARY", 0, 12))
    assert points(case, WorstCommunes(), judged) == total
    assert points(case, WorstCommune(), judged) == 667


def test_a_unit_without_key_posts_has_no_index() -> None:
    assert gap_index(TWO_COMMUNES[1], plan(TWO_COMMUNES[1])) == {"XA": 1000, "XB": 1000}
    assert "OFFICE" not in gap_index(SECRETARY, plan(SECRETARY))


@pytest.mark.parametrize(("leaves", "index"), [(0, 1000), (1, 667), (2, 584)])
def test_months_that_an_incumbent_would_have_served_count_only_if_he_stays(leaves: int, index: int) -> None:
    people, service = [official("CHI", "XA", "CHAIR")], [holds("CHI", "XA-CHAIR", date(2022, 12, 31))]
    case = world(people, posts="XA-CHAIR XB-CHAIR", service=service)
    judged = plan(case, ("CHI", "XB-CHAIR", leaves, 60))
    assert gap_index(case, judged)["XA"] == index  # 36, 24, 9 + 12 of 36 months
    assert points(case, WorstCommune(), judged) == max(index, gap_index(case, judged)["XB"])


def test_posts_that_are_no_key_posts_and_units_without_any_do_not_count() -> None:
    needs = [{"weight": 2}, {"unit_id": "OFFICE", "weight": 9}]
    case = world(ABLE, posts="XA-SECRETARY OFFICE-HEAD", needs=needs)
    assert gap_index(case, plan(case)) == {"XA": 1000}
    assert points(case, WorstCommune(), plan(case, ("AN", "XA-SECRETARY", 0, 36))) == 167  # 2 of 12


def test_a_commune_whose_posts_weigh_nothing_has_only_the_gap_of_its_team() -> None:
    case = world(ABLE, posts="XA-COUNCIL")
    assert points(case, WorstCommune(), plan(case)) == 0
    asking = world(ABLE, posts="XA-COUNCIL", needs=[{}])
    assert points(asking, WorstCommune(), plan(asking)) == 1000


def test_without_communes_nothing_is_worst() -> None:
    case = replace(SECRETARY, posts=SECRETARY.posts.assign(key=False))
    assert WorstCommune().score(case, plan(case)) == 0


def test_a_third_is_rounded_up_to_the_next_permille() -> None:
    people, service = [official("CHI", "XA", "CHAIR")], [holds("CHI", "XA-CHAIR", date(2021, 11, 30))]
    case = world(people, posts="XA-CHAIR", service=service, horizon_months=3, period_months=3)
    case = replace(case, posts=case.posts.assign(priority=1))
    assert points(case, WorstCommune(), plan(case)) == 334  # one month of three


@pytest.mark.parametrize(("k", "held", "total"), [(1, False, 1000), (2, False, 2000), (1, True, 1000), (2, True, 1000)])
def test_a_commune_that_lacks_everything_has_a_gap_of_exactly_1000(k: int, held: bool, total: int) -> None:
    case = TWO_COMMUNES[k]
    judged = plan(case, *[("AN", "XA-SECRETARY", 0, 36)] * held)
    assert points(case, WorstCommunes(), judged) == total
    assert points(case, WorstCommune(), judged) == 1000
