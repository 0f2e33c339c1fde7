"""C14: relatives do not meet on one standing committee, nor as head and deputy of one place."""

from datetime import date
from typing import Any

import pytest

from optimizer.case import Case
from optimizer.rules.bonds.c14_kin import KinApart
from tests.rules.tables import Rows, faults, holds, official, plan, world

C14 = KinApart()
LATER = date(2029, 1, 1)
POSTS = "XA-SECRETARY XA-CHAIR XA-VICE XA-COUNCIL XB-CHAIR OFFICE-HEAD OFFICE-DEPUTY"
SPOUSES = [{"cadre_id": "AN", "kin_id": "BINH"}, {"cadre_id": "BINH", "kin_id": "AN"}]
PEOPLE = [official(name) for name in ("AN", "BINH", "CHI")]


def spouses(cadres: Rows = PEOPLE, service: Rows = (), **more: Any) -> Case:
    """A world in which AN and BINH are married."""
    return world(cadres, posts=POSTS, kinship=SPOUSES, service=service, **more)


CASE = spouses()


@pytest.mark.parametrize(
    ("post_of_an", "post_of_binh", "apart"),
    [
        ("XA-SECRETARY", "XA-CHAIR", False),  # both on the standing committee
        ("XA-SECRETARY", "XA-COUNCIL", False),
        ("XA-CHAIR", "XA-VICE", False),  # head and deputy, one of them off the committee
        ("XA-VICE", "XA-CHAIR", False),
        ("XA-SECRETARY", "XA-VICE", True),  # the vice chair deputises for the chair alone
        ("XA-CHAIR", "XB-CHAIR", True),
    ],
)
def test_spouses_in_two_posts_at_once(post_of_an: str, post_of_binh: str, apart: bool) -> None:
    told = faults(CASE, C14, plan(CASE, ("AN", post_of_an, 0, 12), ("BINH", post_of_binh, 0, 12)))
    assert (told == []) == apart


def test_people_who_are_not_related_may_serve_together() -> None:
    assert faults(CASE, C14, plan(CASE, ("AN", "XA-SECRETARY", 0, 36), ("CHI", "XA-CHAIR", 0, 36))) == []


def test_a_pair_of_chair_and_vice_breaks_the_rule_once_for_the_two_posts() -> None:
    judged = plan(CASE, ("AN", "XA-CHAIR", 0, 12), ("BINH", "XA-VICE", 0, 12))
    assert faults(CASE, C14, judged) == ["AN|BINH|XA-CHAIR+XA-VICE|0"]


BESIDE_AN = spouses([official("AN", "XA", "SECRETARY"), official("BINH")], [holds("AN", "XA-SECRETARY", LATER)])


def test_nobody_joins_a_spouse_who_already_sits_there() -> None:
    told = faults(BESIDE_AN, C14, plan(BESIDE_AN, ("BINH", "XA-CHAIR", 1, 24)))
    assert told == ["AN|BINH|XA:standing|1", "AN|BINH|XA:standing|2"]


def test_he_may_join_in_the_very_period_in_which_the_spouse_leaves() -> None:
    moves = ("AN", "XB-CHAIR", 1, 60), ("BINH", "XA-CHAIR", 1, 24)
    assert faults(BESIDE_AN, C14, plan(BESIDE_AN, *moves)) == []


COUPLE = [official("AN", "XA", "SECRETARY"), official("BINH", "XA", "CHAIR"), official("CHI")]
SITTING = spouses(COUPLE, [holds("AN", "XA-SECRETARY", LATER), holds("BINH", "XA-CHAIR", LATER)])


def test_a_couple_that_already_sits_together_is_no_breach_of_the_plan() -> None:
    assert faults(SITTING, C14, plan(SITTING)) == []
    assert faults(SITTING, C14, plan(SITTING, ("CHI", "XA-VICE", 0, 36))) == []


def test_a_couple_may_change_seats_on_the_committee_it_shares_already() -> None:
    assert faults(SITTING, C14, plan(SITTING, ("BINH", "XA-COUNCIL", 1, 60))) == []


def test_a_couple_that_shares_a_committee_may_not_become_chair_and_vice() -> None:
    told = faults(SITTING, C14, plan(SITTING, ("AN", "XA-VICE", 2, 60)))
    assert told == ["AN|BINH|XA-CHAIR+XA-VICE|2"]


def test_what_is_inherited_ends_with_the_tenure_of_one_of_the_two() -> None:
    case = spouses(COUPLE, [holds("AN", "XA-SECRETARY", LATER), holds("BINH", "XA-CHAIR", date(2022, 9, 30))])
    assert faults(case, C14, plan(case)) == []
    told = faults(case, C14, plan(case, ("BINH", "XA-CHAIR", 1, 60)))
    assert told == ["AN|BINH|XA:standing|1", "AN|BINH|XA:standing|2"]


def test_a_landing_counts_as_a_seat() -> None:
    slot = {"slot_id": "L", "unit_id": "OFFICE", "post_id": "OFFICE-DEPUTY"}
    people = [official("AN"), official("BINH", "OFFICE", "HEAD")]
    case = spouses(people, [holds("BINH", "OFFICE-HEAD", LATER)], landings=[slot])
    told = faults(case, C14, plan(case, ("AN", "XA-CHAIR", 0, 24, "L")))
    assert told == ["AN|BINH|OFFICE-HEAD+OFFICE-DEPUTY|2"]
