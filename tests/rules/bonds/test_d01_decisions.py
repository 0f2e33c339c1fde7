"""D01: a plan keeps what the committee has decided about people."""

from functools import cache
from typing import Any

import pytest

from optimizer.case import Case
from optimizer.rules.bonds.d01_decisions import Decisions
from tests.rules.tables import faults, official, plan, world

D01 = Decisions()
PEOPLE = [official("AN"), official("BINH")]


@cache
def decided(kind: str, post: str) -> Case:
    """A world with one decision on AN."""
    return world(PEOPLE, decisions=[{"kind": kind, "cadre_id": "AN", "post_id": post}])


@pytest.mark.parametrize(
    ("kind", "post", "moves", "kept"),
    [
        ("pin", "XA-CHAIR", [("AN", "XA-CHAIR", 2, 12)], True),
        ("pin", "XA-CHAIR", [("BINH", "XA-CHAIR", 0, 36)], False),
        ("pin", "XA-CHAIR", [], False),
        ("pin", "", [("AN", "XA-VICE", 0, 36)], True),
        ("pin", "", [("BINH", "XA-VICE", 0, 36)], False),
        ("ban", "XA-CHAIR", [("AN", "XA-CHAIR", 0, 36)], False),
        ("ban", "XA-CHAIR", [("AN", "XA-VICE", 0, 36)], True),
        ("ban", "XA-CHAIR", [("BINH", "XA-CHAIR", 0, 36)], True),
        ("ban", "", [("AN", "XA-VICE", 0, 36)], False),
        ("ban", "", [("BINH", "XA-VICE", 0, 36)], True),
        ("ban", "", [], True),
    ],
)
def test_a_decision_on_an_is_kept_or_broken(kind: str, post: str, moves: list[tuple[Any, ...]], kept: bool) -> None:
    case = decided(kind, post)
    assert faults(case, D01, plan(case, *moves)) == ([] if kept else ["K1"])


def test_each_broken_decision_is_named() -> None:
    pin = {"decision_id": "K1", "kind": "pin", "cadre_id": "AN", "post_id": "XA-CHAIR"}
    ban = {"decision_id": "K2", "kind": "ban", "cadre_id": "BINH", "post_id": "XA-VICE"}
    case = world(PEOPLE, decisions=[ban, pin])
    assert faults(case, D01, plan(case, ("BINH", "XA-VICE", 0, 36))) == ["K1", "K2"]


def test_a_waived_decision_binds_nobody() -> None:
    case = world(PEOPLE, decisions=[{"cadre_id": "AN"}], waivers=[{"rule_id": "D01", "place": "K1"}])
    assert faults(case, D01, plan(case)) == []


def test_a_pin_that_is_met_twice_is_met() -> None:
    case = decided("pin", "")
    assert faults(case, D01, plan(case, ("AN", "XA-CHAIR", 0, 12), ("AN", "XA-VICE", 2, 12))) == []
