"""On which values a plan rests, against every lawful plan of a tiny world with each other value."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from optimizer.case import Case
from optimizer.explain import dependence as search
from optimizer.explain.base import Base
from optimizer.explain.changes import Change, changed
from optimizer.explain.dependence import Dependence, Fate, dependence, flips_of, others, unverified
from optimizer.model import build
from optimizer.plan import Plan
from optimizer.verify import judge
from tests.explain.asked import base_for, lawful_plans
from tests.rules.tables import holds, official, world


def one_post(**tables: object) -> Case:
    """A secretary is vacant for a year; AN knows the law at 3, BINH at 2, and 3 is needed; a native vice chair stays."""
    people = [official("AN", leader=0), official("BINH", leader=0), official("EM", "XA", "VICE", party_member=0)]
    known = [{"cadre_id": "AN", "level": 3}, {"cadre_id": "BINH", "level": 2}]
    spans = {"lengths_months": [36], "horizon_months": 12}
    held = [holds("EM", "XA-VICE", date(2035, 1, 1))]
    posts = "XA-SECRETARY XA-VICE"
    return world(people, posts, competencies=known, needs=[{"level": 3}], service=held, **spans, **tables)


def run_of(case: Case) -> Base:
    """The base of its proven run."""
    base = base_for(case)
    assert base is not None
    return base


def still_best(case: Case, plan: Plan) -> bool:
    """True when a plan is among the best of a case, by enumeration and the definitions alone."""
    verdict, plans = judge(case, plan), lawful_plans(build(case))
    for tier in verdict.tiers:
        best = max((tier.sense * other.value(tier) for _, other in plans), default=0)
        room = 0 if tier is verdict.tiers[-1] else tier.tolerance
        plans = [(p, v) for p, v in plans if tier.sense * v.value(tier) >= best - room]
        if tier.sense * verdict.value(tier) < best - room:
            return False
    return verdict.lawful


@pytest.fixture(scope="module")
def base() -> Base:
    return run_of(one_post(preferences=[{"cadre_id": "BINH", "wish": 9}]))


def some_flips(case: Case) -> list[Change]:
    """Flips of each sort: of what gates read, of skills of the chosen and of another, of what counts for nothing."""
    wanted = {("AN", "health_ok", False), ("AN", "salary_coef_hundredths", 366), ("AN", "level", 2), ("AN", "level", 4),
              ("BINH", "level", 3), ("BINH", "level", 1), ("BINH", "pregnant", True)}  # fmt: skip
    return [change for change in flips_of(case) if (change.key[0][1], change.column, change.value) in wanted]


def test_each_listed_value_changes_the_plan_and_each_free_one_does_not(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    flips = some_flips(base.case)
    monkeypatch.setattr(search, "flips_of", lambda _: iter(flips))
    found = dependence(base, 200.0, threading.Event())
    assert found.complete and len(found.flips) == len(flips) == 7
    for flip in found.flips:
        case = changed(base.case, [flip.change])
        assert (flip.fate == Fate.FREE) == still_best(case, base.plan), flip
        assert bool(flip.breaches) == (flip.fate == Fate.RESTS and not judge(case, base.plan).lawful)
    counted = Counter(flip.fate for flip in found.flips)
    assert counted[Fate.RESTS] >= 3 and counted[Fate.FREE] >= 4
    assert any(flip.tier for flip in found.flips), "a better plan is found somewhere"
    assert any(flip.proved_by == ("certificate",) for flip in found.flips), "something is shown without solving"


def test_what_was_not_tried_is_counted(base: Base) -> None:
    found = dependence(base, 0.0, threading.Event())
    assert not found.flips and not found.complete
    assert found.untried == len(list(flips_of(base.case)))


def test_a_stop_is_told(base: Base) -> None:
    stop = threading.Event()
    stop.set()
    found = dependence(base, 60.0, stop)
    assert found.interrupted and not found.flips


def test_without_sources_every_field_counts_and_with_them_those_nobody_checked() -> None:
    case = one_post()
    assert not Dependence(
        marked=bool(len(case.tables.sources)), columns=(), flips=(), untried=0, interrupted=False
    ).marked
    rows = [
        ("cadres", "*", "", "M"),
        ("cadres", "theory", "", "R"),
        ("cadres", "theory", "AN", "A"),
        ("needs", "*", "", "S"),
    ]
    told = [
        dict(zip(("table", "column_name", "key", "mark"), row, strict=True), nature="real", source="x") for row in rows
    ]
    marked = replace(case, tables=replace(case.tables, sources=pd.DataFrame(told)))
    fields = {(change.table, change.column, change.key[0][1]) for change in flips_of(marked)}
    assert ("cadres", "sex", "AN") in fields and ("cadres", "theory", "AN") in fields
    assert ("cadres", "theory", "BINH") not in fields
    assert not any(table == "needs" for table, *_ in fields)
    assert any(table == "competencies" for table, *_ in fields)
    assert {("needs", "level", "XA"), ("cadres", "theory", "BINH")} <= {
        (change.table, change.column, change.key[0][1]) for change in flips_of(case)
    }


@pytest.mark.parametrize(
    ("mark", "counts"), [("R", False), ("S", False), ("D", False), ("M", True), ("A", True), (None, True)]
)
def test_what_is_from_memory_assumed_or_without_a_source_is_unverified(mark: str | None, counts: bool) -> None:
    marks = {} if mark is None else {("units", "border", ""): mark}
    assert unverified(marks, "units", "border", (("unit_id", "XA"),)) == counts


@pytest.mark.parametrize(
    ("table", "column", "value", "other"),
    [
        ("cadres", "party_member", True, [False]),
        ("cadres", "theory", "none", ["elementary"]),
        ("cadres", "theory", "advanced", ["intermediate", "bachelor"]),
        ("competencies", "level", 4, [3]),
        ("competencies", "level", 2, [1, 3]),
        ("budget", "amount_vnd", 50_000_000, [45_000_000, 55_000_000]),
        ("units", "poor_permille", 1000, [900]),
        ("cadres", "birth_date", date(1980, 2, 29), [date(1979, 2, 28), date(1981, 2, 28)]),
        ("cadres", "expertise", "law", []),
    ],
)
def test_the_other_values_of_a_field_lie_beside_it_and_within_its_range(
    table: str, column: str, value: object, other: list[object]
) -> None:
    assert others(table, column, value) == other
