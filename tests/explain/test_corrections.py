"""The smallest ways out: against brute force, by whom they are signed, and what each does to the tables."""

import threading
import time
from dataclasses import replace
from datetime import date

import pytest

from optimizer.case import Case
from optimizer.commands.corrections import told
from optimizer.explain.constrained import grounds_of
from optimizer.explain.corrections import (
    NoneNeeded,
    WaysOut,
    _way,
    corrections,
    remedies_of,
    search,
    trial_of,
    weights,
)
from optimizer.explain.remedies import Remedy, applied, on_offer, price
from optimizer.model import build
from optimizer.solve import Impossible, solve
from optimizer.verify import judge
from tests.explain.test_conflict_by_hand import broken_sets, office, some
from tests.rules.tables import official, world

PIN = {"kind": "pin", "post_id": "XA-COUNCIL"}


def two_pins(**facts: object) -> Case:
    """Two people who are both to hold one post, for longer than the plan lasts."""
    rows = [PIN | {"decision_id": f"K{n}", "cadre_id": who} for n, who in enumerate(("AN", "BINH"))]
    people = [official(who) for who in ("AN", "BINH", "CHI", "DUNG", "EM", "GIANG")]
    return world(people, "XA-COUNCIL XB-COUNCIL", decisions=[row | facts.get(row["cadre_id"], {}) for row in rows],
                 lengths_months=[36])  # fmt: skip


def found(case: Case) -> WaysOut:
    """The ways out of an impossible case."""
    ways = corrections(case, 100)
    assert isinstance(ways, WaysOut)
    assert all(set(way.proved_by) == {"cp-sat", "highs"} for way in ways.ways)
    return ways


def changes(ways: WaysOut) -> list[list[str]]:
    """The kind, rule and place of each change of each way."""
    return [[f"{r.kind} {r.place}" for r in way.remedies] for way in ways.ways]


@pytest.mark.parametrize("seed", [0, 1, 2, 6, 12])
def test_the_ways_of_a_drawn_office_are_the_cheapest_sets_that_some_plan_needs(seed: int) -> None:
    case = office(seed)
    grounds = some(case, seed, any_length=False)
    ways = search(trial_of(case, grounds, time.monotonic() + 100, threading.Event()))
    broken = broken_sets(case, grounds, lambda rule, place: (rule, place))
    offered = [one for one in broken if all(on_offer(case, *key) for key in one)]
    weights = sorted(sum(1000 * price(case, *key) + (key[0] not in ("D01", "C25")) for key in one) for one in offered)
    assert isinstance(ways, WaysOut)
    assert [1000 * way.cost + sum(r.rule not in ("D01", "C25") for r in way.remedies) for way in ways.ways] == weights[:3]
    for way in ways.ways:
        assert frozenset((remedy.rule, remedy.place) for remedy in way.remedies) in offered
        assert judge(applied(case, way.remedies, ""), way.plan).lawful
    assert ways.complete == (len(offered) < 3)


def test_a_pin_is_loosened_where_that_is_enough() -> None:
    ways = found(two_pins())
    assert sorted(changes(ways)[:2]) == [["loosen K0"], ["loosen K1"]]


def test_each_way_applied_gives_a_plan_and_before_it_there_is_none() -> None:
    case = two_pins()
    assert isinstance(solve(build(case)), Impossible)
    for way in found(case).ways:
        solved = solve(build(applied(case, way.remedies, "")))
        assert not isinstance(solved, Impossible), way.remedies


def test_a_decision_of_a_higher_authority_gives_way_later() -> None:
    ways = found(two_pins(AN={"authority": "politburo"}))
    assert changes(ways)[0] == ["loosen K1"]
    assert ["loosen K0"] not in changes(ways)[:1]


def test_what_nobody_may_change_is_never_offered() -> None:
    ways = found(two_pins(AN={"authority": "none"}, BINH={"authority": "none"}))
    assert ways.ways == () and ways.complete and set(ways.proved_by) == {"cp-sat", "highs"}
    case = two_pins(AN={"authority": "none"})
    assert changes(found(case)) == [["loosen K1"]]
    assert "loosen" in str(told(case, found(case), "en"))


def short_of_money(**settings: object) -> Case:
    """A pin that costs money in a year in which there is none."""
    units = [{"unit_id": "XA", "edc": True, "region_class": "III"}]
    people = [official(who) for who in ("AN", "BINH", "CHI")]
    money = [{"year": year, "amount_vnd": 0 if year == 2023 else 10**9} for year in range(2021, 2027)]
    pin = [PIN | {"decision_id": "K", "cadre_id": "AN"}]
    return world(people, "XA-COUNCIL", units, decisions=pin, budget=money, lengths_months=[36], **settings)


def test_a_budget_below_what_a_pin_costs_is_raised_to_just_that() -> None:
    case = short_of_money()
    raised = next(r for way in found(case).ways for r in way.remedies if r.kind == "budget")
    assert raised.place == "2023" and raised.value > 0
    less = replace(raised, value=raised.value - 1)
    assert isinstance(solve(build(applied(case, [less], ""))), Impossible)


def test_time_that_ends_before_a_way_is_shown_leaves_it_out_and_is_no_fault() -> None:
    case = short_of_money()
    trial = trial_of(case, grounds_of(case, any_length=False), time.monotonic() + 60, threading.Event())
    points = weights(trial)
    points[[trial.asked.first + n for n, name in enumerate(trial.asked.groups) if name.startswith("C25|")]] = 0
    answer = trial.cheapest(points)
    assert answer is not None
    late = replace(trial, until=time.monotonic())
    assert [remedy.kind for remedy in remedies_of(late, answer[0])] == ["budget"]
    assert _way(late, answer[0], 0, ()) is None
    assert _way(trial, answer[0], 0, ()) is not None


def test_a_budget_is_raised_to_what_the_thriftiest_plan_needs_whatever_plan_was_found() -> None:
    case = short_of_money(seed=3)  # by the lots of seed 3 the dearest start comes first
    trial = trial_of(case, grounds_of(case, any_length=False), time.monotonic() + 60, threading.Event())
    points = weights(trial)
    points[[trial.asked.first + n for n, name in enumerate(trial.asked.groups) if name.startswith("C25|")]] = 0
    answer = trial.cheapest(points)
    assert answer is not None
    costs = trial.asked.program.terms[(trial.asked.program.rows["rule"] == "C25").to_numpy()].sum(axis=0).A1
    costs[trial.asked.first :] = 0
    thrifty, dear = (trial.best(trial.all - trial.broken(answer[0]), sign * costs) for sign in (1, -1))
    assert thrifty is not None and dear is not None and costs @ dear > costs @ thrifty
    assert remedies_of(trial, dear) == remedies_of(trial, thrifty)


def test_a_case_that_has_a_plan_needs_no_change() -> None:
    assert isinstance(corrections(world([official("AN")], "XA-COUNCIL"), 60), NoneNeeded)


def test_a_change_keeps_the_other_rows_of_its_table() -> None:
    case = two_pins()
    dropped = applied(case, [Remedy("drop", "D01", "K0")], "").tables.decisions
    assert list(dropped["decision_id"]) == ["K1"]
    loosened = applied(case, [Remedy("loosen", "D01", "K0")], "").tables.decisions
    assert list(loosened["post_id"]) == ["", "XA-COUNCIL"]
    waived = applied(case, [Remedy("waive", "C20", "OFFICE|1")], "XA-COUNCIL")
    assert ("C20", "OFFICE|1") in waived.waived and waived.start == date(2021, 10, 1)
