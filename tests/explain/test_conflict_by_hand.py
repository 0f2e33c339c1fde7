"""Conflicts of drawn worlds against brute force: every plan, judged by the definitions, over every set of constraints."""

import itertools
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from optimizer.case import Case
from optimizer.explain.conflict import Conflict, Constraint, _smallest, _thinned, group, search
from optimizer.explain.constrained import GATE_IDS, Grounds, constrained, grounds_of
from optimizer.explain.trial import Trial
from optimizer.model import refused
from optimizer.plan import make_plan
from optimizer.rules import GATES, breaches_by_mode
from optimizer.words import Mode
from tests.explain.test_waivers_by_hand import choices
from tests.rules.tables import official, world
from tests.worlds import thinned

NAMES = ["AN", "BINH", "CHI"]
Broken = frozenset[Constraint]


def office(seed: int) -> Case:
    """Three deputies at the limits of age, of whom one may be away at a time, and two or three pinned."""
    rng = random.Random(seed)
    births = [date(1979, 5, 5), date(1971, 11, 15), date(1972, 12, 1), date(1973, 3, 1)]
    people = [official(who, birth_date=rng.choice(births)) for who in NAMES]
    pins = [(who, rng.choice(["", "XA-COUNCIL", "XB-COUNCIL"])) for who in rng.sample(NAMES, rng.choice([2, 2, 3]))]
    decisions = [{"decision_id": f"K{n}", "cadre_id": who, "post_id": post} for n, (who, post) in enumerate(pins)]
    money = [{"year": year, "amount_vnd": 0 if rng.random() < 0.04 else 10**9} for year in range(2021, 2027)]
    planned = [{"cadre_id": who} for who in NAMES if rng.random() < 0.9]
    units = [{"unit_id": unit, "edc": True, "region_class": "III"} for unit in ("XA", "XB")]
    return world(people, "XA-COUNCIL XB-COUNCIL", units, decisions=decisions, budget=money, succession=planned,
                 lengths_months=[12, 36])  # fmt: skip


def some(case: Case, seed: int, *, any_length: bool = True) -> Grounds:
    """A few of the stints of a case: of each pinned person three of those that the fewest gates refuse."""
    grounds = grounds_of(case, any_length=any_length)
    gates = [gate for gate in GATES if case.law.mode(gate.id) == Mode.HARD]
    nobody = np.zeros(len(grounds.pinned), dtype=int)
    faults = sum((refused(case, gate, grounds.pinned).astype(int) for gate in gates), start=nobody)
    order = grounds.pinned.assign(faults=faults).sample(frac=1, random_state=seed).sort_values("faults", kind="stable")
    pinned = order.groupby("cadre_id").head(3).drop(columns="faults").sort_index()
    return replace(grounds, opened=thinned(case, grounds.opened, 1, seed), pinned=pinned)


def broken_sets(case: Case, grounds: Grounds, named: Callable[[str, str], Any]) -> set[frozenset[Any]]:
    """What each plan over these stints breaks, by the definitions, without those that break more than another."""
    options = [[None, *of_cadre] for of_cadre in choices(case, pd.concat([grounds.opened, grounds.pinned])).values()]
    found = set()
    for chosen in itertools.product(*options):
        taken = [choice for choice in chosen if choice is not None]
        stints, ends, sent = zip(*taken, strict=True) if taken else ((), (), ())
        plan = make_plan(stints, filter(None, ends), filter(None, sent))
        found.add(frozenset(named(b.rule, b.place) for b in breaches_by_mode(case, plan, Mode.HARD)))
    least: set[frozenset[Any]] = set()
    for one in sorted(found, key=len):
        if not any(fewer <= one for fewer in least):
            least.add(one)
    return least


def constraint(rule: str, place: str) -> Constraint:
    """The constraint that a breach breaks."""
    return Constraint(rule, place.split("|", maxsplit=1)[0] if rule in GATE_IDS else place)


def impossible(kept: Collection[Constraint], broken: set[Broken]) -> bool:
    """True when every plan breaks one of these constraints."""
    return all(one & set(kept) for one in broken)


def test_a_conflict_of_a_drawn_office_is_the_smallest_set_that_every_plan_breaks() -> None:
    sizes: Counter[int] = Counter()
    for seed in (0, 1, 2, 6, 8, 12):
        case = office(seed)
        grounds = some(case, seed)
        trial = Trial(case, constrained(case, grounds, group), time.monotonic() + 60, threading.Event())
        broken = broken_sets(case, grounds, constraint)
        found = search(trial)
        assert isinstance(found, Conflict), (seed, found)
        assert found.irreducible and set(found.proved_by) == set(found.smallest_by) == {"cp-sat", "highs"}
        members = [member.constraint for member in found.members]
        assert impossible(members, broken), (seed, members)
        everything = set().union(*broken)
        for member in found.members:
            rest = [other for other in members if other != member.constraint]
            assert not impossible(rest, broken), (seed, member.constraint)
            assert member.whole == (not impossible(everything - {member.constraint}, broken)), (seed, member)
        smaller = itertools.combinations(sorted(everything), len(members) - 1)
        assert not any(impossible(fewer, broken) for fewer in smaller), (seed, members)
        sizes[len(members)] += 1
    assert max(sizes) > 3, sizes


@pytest.mark.parametrize("seed", [1, 6])
def test_the_deletion_filter_alone_leaves_nothing_that_can_be_spared_and_the_hitting_sets_alone_find_the_smallest(
    seed: int,
) -> None:
    case = office(seed)
    grounds = some(case, seed)
    trial = Trial(case, constrained(case, grounds, group), time.monotonic() + 100, threading.Event())
    assert trial.kept(trial.all) is None
    thin, _ = _thinned(trial, trial.all, [])
    assert trial.kept(thin) is None and all(trial.kept(thin - {number}) is not None for number in thin)
    free = trial.kept((), sparing=True)
    assert free is not None
    small, engines, _ = _smallest(trial, trial.all, [free])
    assert set(engines) == {"cp-sat", "highs"} and trial.impossible(small)
    found = search(trial)
    assert isinstance(found, Conflict) and len(small) == len(found.members) <= len(thin)
