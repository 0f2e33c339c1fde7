"""C21B: a head from elsewhere has someone of the commune among its leaders; periods are years from 1/10/2021."""

from datetime import date

import pytest

from optimizer.rules.bonds.c21b_local_beside import LocalBesideHead
from tests.rules.tables import faults, holds, official, plan, world

C21B = LocalBesideHead()
LATER = date(2029, 1, 1)
POSTS = "XA-SECRETARY XA-CHAIR XA-VICE XB-CHAIR"
PEOPLE = [official("AN"), official("BINH"), official("EM", "XA", "VICE"), official("CHI", "XB", "VICE")]
VACANT = world(PEOPLE, posts=POSTS, preferences=[{"cadre_id": "AN"}])
ALL_YEARS = ["XA|0", "XA|1", "XA|2"]
AN_CHAIR = ("AN", "XA-CHAIR", 0, 36)


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        ((), []),
        ((AN_CHAIR,), ALL_YEARS),
        ((("AN", "XA-VICE", 0, 36),), []),  # no head
        ((("CHI", "XA-CHAIR", 0, 60),), ALL_YEARS),  # from another commune
        ((("EM", "XA-CHAIR", 0, 60),), []),
        ((AN_CHAIR, ("EM", "XA-SECRETARY", 0, 60)), []),
        ((AN_CHAIR, ("BINH", "XA-SECRETARY", 0, 36), ("EM", "XA-VICE", 0, 60)), []),  # one is enough for both heads
        ((AN_CHAIR, ("CHI", "XA-VICE", 0, 60)), ALL_YEARS),
        ((AN_CHAIR, ("EM", "XB-CHAIR", 0, 60)), [*ALL_YEARS, "XB|0", "XB|1", "XB|2"]),
    ],
)
def test_a_head_from_elsewhere_is_not_alone(moves: tuple, told: list[str]) -> None:
    assert faults(VACANT, C21B, plan(VACANT, *moves)) == told


def test_two_heads_from_elsewhere_and_nobody_beside_them_are_two_too_many() -> None:
    judged = plan(VACANT, AN_CHAIR, ("BINH", "XA-SECRETARY", 2, 12))
    assert faults(VACANT, C21B, judged) == ALL_YEARS
    assert [breach.amount for breach in C21B.breaches(VACANT, judged)] == [1, 1, 2]


def test_who_stays_for_good_is_still_from_elsewhere() -> None:
    judged = plan(VACANT, ("AN", "XA-CHAIR", 0, 12, "stay"), ("EM", "XA-VICE", 0, 60))
    assert faults(VACANT, C21B, judged) == []
    assert faults(VACANT, C21B, plan(VACANT, ("AN", "XA-CHAIR", 0, 12, "stay"))) == ALL_YEARS


@pytest.mark.parametrize(
    ("until", "told"),
    [(date(2022, 9, 29), ALL_YEARS), (date(2022, 9, 30), ALL_YEARS[1:]), (LATER, [])],
)
def test_the_one_of_the_commune_counts_for_the_whole_years_he_still_holds(until: date, told: list[str]) -> None:
    case = world(PEOPLE, posts=POSTS, service=[holds("EM", "XA-VICE", until)])
    assert faults(case, C21B, plan(case, AN_CHAIR)) == told


def test_the_last_of_the_commune_does_not_leave_a_head_from_elsewhere() -> None:
    case = world(PEOPLE, posts=POSTS, service=[holds("EM", "XA-VICE", LATER)])
    judged = plan(case, AN_CHAIR, ("EM", "XB-CHAIR", 1, 60), ("CHI", "XA-SECRETARY", 2, 60))
    assert faults(case, C21B, judged) == ["XA|1", "XA|2", "XB|1", "XB|2"]


ALONE = [*PEOPLE, official("QUY", role="HEAD")]


def test_a_head_from_elsewhere_who_is_alone_already_is_no_breach_but_gets_no_second_beside_him() -> None:
    case = world(ALONE, posts=POSTS, service=[holds("QUY", "XA-SECRETARY", LATER, "rotation")])
    assert faults(case, C21B, plan(case)) == []
    assert faults(case, C21B, plan(case, AN_CHAIR)) == ALL_YEARS
    assert faults(case, C21B, plan(case, AN_CHAIR, ("EM", "XA-VICE", 0, 60))) == []


def test_one_from_elsewhere_may_follow_him_only_while_he_would_have_stayed() -> None:
    moves = ("QUY", "XB-CHAIR", 1, 12), ("CHI", "XB-CHAIR", 2, 60), ("AN", "XA-SECRETARY", 1, 24)
    for until, told in ((LATER, ["XB|1"]), (date(2023, 9, 30), ["XA|2", "XB|1"])):
        case = world(ALONE, posts=POSTS, service=[holds("QUY", "XA-SECRETARY", until, "rotation")])
        assert faults(case, C21B, plan(case, *moves)) == told


def test_a_waiver_names_the_commune_and_the_period() -> None:
    case = world(PEOPLE, posts=POSTS, waivers=[{"rule_id": "C21B", "place": "XA|1"}])
    assert faults(case, C21B, plan(case, AN_CHAIR)) == ["XA|0", "XA|2"]


def test_when_the_last_of_the_commune_leaves_one_head_from_elsewhere_is_one_too_many() -> None:
    case = world(PEOPLE, posts=POSTS, service=[holds("EM", "XA-VICE", LATER)])
    judged = plan(case, AN_CHAIR, ("EM", "XB-CHAIR", 1, 60))
    assert [place for place in faults(case, C21B, judged) if place.startswith("XA")] == ["XA|1", "XA|2"]
    assert faults(case, C21B, plan(case, ("EM", "XB-CHAIR", 1, 60))) == ["XB|1", "XB|2"]


def test_a_commune_without_head_posts_is_not_judged() -> None:
    case = world(PEOPLE, posts="XA-VICE XB-CHAIR")
    assert faults(case, C21B, plan(case, ("EM", "XA-VICE", 0, 60))) == []


def test_a_draft_with_two_heads_in_one_post_has_one_too_many_for_one_of_the_commune() -> None:
    case = world(
        PEOPLE, posts="XA-CHAIR XA-VICE XB-CHAIR"
    )  # C01 faults the plan; every other rule has one meaning for it
    judged = plan(case, AN_CHAIR, ("BINH", "XA-CHAIR", 0, 36), ("EM", "XA-VICE", 0, 60))
    assert faults(case, C21B, judged) == ALL_YEARS


def test_who_leaves_twice_a_commune_without_head_posts_is_not_missed_there() -> None:
    posts = "XA-VICE XB-CHAIR XB-VICE"
    case = world(PEOPLE, posts=posts, service=[holds("EM", "XA-VICE", LATER)])
    judged = plan(case, ("EM", "XB-VICE", 0, 60), ("EM", "XB-VICE", 1, 60))
    assert faults(case, C21B, judged) == []
