"""What things are worth to a run, against every lawful plan of the changed tiny world."""

import threading
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from optimizer.case import Case
from optimizer.explain import worths as priced
from optimizer.explain.base import Base
from optimizer.explain.worths import Thing, Worth, changed_by, things, worth, worths
from optimizer.model import build
from optimizer.rules.tiers import tiers
from optimizer.solve import OutOfTime
from tests.explain.asked import base_for, lawful_plans
from tests.rules.tables import holds, official, world

MILLION = 1_000_000


def paid() -> Case:
    """A secretary is vacant for a year; AN knows the law at 3 and costs 80 million, BINH at 2 and 30; there are 100."""
    people = [official("AN", leader=0), official("BINH", leader=0), official("EM", "XA", "VICE", party_member=0)]
    known = [{"cadre_id": "AN", "level": 3}, {"cadre_id": "BINH", "level": 2}]
    costs = [{"cadre_id": c, "post_id": "XA-SECRETARY", "cost_vnd": n * MILLION} for c, n in (("AN", 80), ("BINH", 30))]
    return world(
        people, "XA-SECRETARY XA-VICE", competencies=known, needs=[{"level": 3}], costs=costs, lengths_months=[36],
        horizon_months=12, service=[holds("EM", "XA-VICE", date(2035, 1, 1))], unit_languages=[{"level": 2}],
        budget=[{"year": 2021, "amount_vnd": 100 * MILLION}],
    )  # fmt: skip


@pytest.fixture(scope="module")
def base() -> Base:
    found = base_for(paid())
    assert found is not None
    return found


@cache
def best_values(thing: Thing | None) -> list[int]:
    """The best value of each tier once a thing is changed, by enumeration; the earlier ones within their tolerance."""
    case = changed_by(paid(), thing) if thing else paid()
    plans, values = lawful_plans(build(case)), []
    for tier in tiers(case):
        best = max(tier.sense * verdict.value(tier) for _, verdict in plans)
        plans = [(p, v) for p, v in plans if tier.sense * v.value(tier) >= best - tier.tolerance]
        values.append(tier.sense * best)
    return values


@pytest.mark.parametrize(
    ("thing", "gains"),
    [
        (Thing("budget", "2021", 50 * MILLION), False),
        (Thing("budget", "2021", -50 * MILLION), True),  # AN is too dear then
        (Thing("candidate", "mong", like="AN"), True),
    ],
)
def test_a_worth_is_what_enumeration_finds(base: Base, thing: Thing, gains: bool) -> None:
    found = worth(base, thing, 60.0, threading.Event())
    assert found.exact(base)
    assert [price.kept for price in found.prices] == best_values(None)
    assert [price.value for price in found.prices] == best_values(thing)
    assert any(price.value != price.kept for price in found.prices) == gains


def test_without_time_to_solve_the_duals_bound_the_gain(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(priced, "solve", lambda *_: OutOfTime(interrupted=False))
    thing = Thing("candidate", "mong", like="AN")
    found = worth(base, thing, 60.0, threading.Event())
    assert not found.prices and not found.exact(base) and found.estimate is not None
    step = next(step for step in base.steps if step.tier.name == found.tier)
    real = best_values(thing)[base.steps.index(step)]
    assert found.estimate >= step.tier.sense * (real - step.kept) > 0


def test_a_rule_switched_off_frees_what_it_forbade(base: Base) -> None:
    assert {thing.key for thing in things(base, ["rule"], 0, "")} >= {"C03", "C25"}
    free = changed_by(base.case, Thing("rule", "C25"))
    assert not free.law.in_force("C25") and base.case.law.in_force("C25")


def test_everything_of_a_case_is_on_the_list(base: Base) -> None:
    told = things(base, ["budget", "post", "skill", "language", "candidate"], 5, "")
    assert [(thing.kind, thing.key, thing.step) for thing in told] == [
        ("budget", "2021", 5), ("budget", "2021", -5), ("post", "XA-SECRETARY", 0), ("post", "XA-VICE", 0),
        ("skill", "law", 0), ("language", "mong", 0), ("candidate", "", 0), ("candidate", "law", 0),
        ("candidate", "mong", 0),
    ]  # fmt: skip
    assert {thing.like for thing in told if thing.kind == "candidate"} == {"AN"}


def test_a_post_that_need_not_be_filled_and_a_skill_that_nobody_asks_for_are_gone(base: Base) -> None:
    assert not changed_by(base.case, Thing("post", "XA-SECRETARY")).post["XA-SECRETARY"].key
    assert not len(changed_by(base.case, Thing("skill", "law")).tables.needs)


def test_what_there_was_no_time_for_is_told(base: Base) -> None:
    wanted = things(base, ["budget"], 5, "")
    found = worths(base, wanted, 0.0, threading.Event())
    assert not found.worths and found.untried == tuple(wanted)


def test_a_run_that_is_not_proven_makes_no_worth_exact(base: Base) -> None:
    steps = tuple(replace(step, settled=False) for step in base.steps)
    found = worth(base, Thing("budget", "2021", 50 * MILLION), 60.0, threading.Event())
    assert isinstance(found, Worth) and found.exact(base)
    assert not found.exact(replace(base, steps=steps))
