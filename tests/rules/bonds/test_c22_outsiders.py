"""C22: at most two rotated cadres sit on one standing committee, unless more are there already."""

from datetime import date

from optimizer.rules.bonds.c22_outsiders import OutsidersFew
from tests.rules.tables import faults, holds, official, plan, world

C22 = OutsidersFew()
POSTS = "XA-SECRETARY XA-CHAIR XA-COUNCIL XA-VICE XB-CHAIR"
LATER = date(2029, 1, 1)
NAMES = ["AN", "BINH", "CHI"]
CASE = world([*(official(name) for name in NAMES), official("DUNG", "XB", "VICE")], posts=POSTS)
TWO_SENT = (("AN", "XA-SECRETARY", 0, 36), ("BINH", "XA-CHAIR", 0, 36))


def test_a_third_may_come_when_one_has_left() -> None:
    moves = ("AN", "XA-SECRETARY", 0, 24, "home"), TWO_SENT[1], ("CHI", "XA-COUNCIL", 2, 12)
    assert faults(CASE, C22, plan(CASE, *moves)) == []


def test_posts_off_the_committee_and_other_communes_are_not_counted() -> None:
    assert faults(CASE, C22, plan(CASE, *TWO_SENT, ("CHI", "XA-VICE", 0, 36))) == []
    assert faults(CASE, C22, plan(CASE, *TWO_SENT, ("CHI", "XB-CHAIR", 0, 36))) == []


def test_a_transfer_from_another_commune_is_no_rotated_cadre() -> None:
    assert faults(CASE, C22, plan(CASE, *TWO_SENT, ("DUNG", "XA-COUNCIL", 0, 60))) == []


def test_who_stays_for_good_is_no_longer_a_rotated_cadre() -> None:
    case = world([official(name) for name in NAMES], posts=POSTS, preferences=[{"cadre_id": "AN"}])
    moves = TWO_SENT[1], ("CHI", "XA-COUNCIL", 1, 24)
    assert faults(case, C22, plan(case, ("AN", "XA-SECRETARY", 0, 12, "stay"), *moves)) == []
    assert faults(case, C22, plan(case, ("AN", "XA-SECRETARY", 0, 24, "stay"), *moves)) == ["XA|1"]


def test_three_who_are_there_already_are_no_breach_and_one_may_replace_another() -> None:
    seats = zip(NAMES, ["XA-SECRETARY", "XA-CHAIR", "XA-COUNCIL"], strict=True)
    people = [official(name) for name in [*NAMES, "EM"]]
    case = world(people, posts=POSTS, service=[holds(name, post, LATER, "rotation") for name, post in seats])
    assert faults(case, C22, plan(case)) == []
    assert faults(case, C22, plan(case, ("CHI", "XB-CHAIR", 1, 12), ("EM", "XA-COUNCIL", 1, 24))) == []


def test_when_the_third_has_left_he_is_not_replaced_from_outside() -> None:
    ends = {"XA-SECRETARY": LATER, "XA-CHAIR": LATER, "XA-COUNCIL": date(2022, 9, 30)}
    service = [holds(name, post, ends[post], "rotation") for name, post in zip(NAMES, ends, strict=True)]
    case = world([official(name) for name in [*NAMES, "EM"]], posts=POSTS, service=service)
    assert faults(case, C22, plan(case, ("EM", "XA-COUNCIL", 1, 24))) == ["XA|1", "XA|2"]


def test_a_local_cadre_is_never_counted() -> None:
    case = world([*(official(name) for name in NAMES), official("EM", "XA", "VICE")], posts=POSTS)
    assert faults(case, C22, plan(case, *TWO_SENT, ("EM", "XA-COUNCIL", 0, 60))) == []


def test_one_who_was_appointed_and_sits_there_already_is_never_counted() -> None:
    people = [*(official(name) for name in NAMES), official("EM", "XA", "CHAIR")]
    case = world(people, posts=POSTS, service=[holds("EM", "XA-CHAIR", LATER)])
    two = ("AN", "XA-SECRETARY", 0, 36), ("BINH", "XA-COUNCIL", 0, 36)
    assert faults(case, C22, plan(case, *two)) == []
