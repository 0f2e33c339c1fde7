"""A world of two posts and three people with all its lawful plans, and the plans about as good as a proven run's."""

import itertools
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from optimizer.case import Case
from optimizer.explain.near import Near, near_of
from optimizer.model import Model, build
from optimizer.plan import Plan
from optimizer.rules import breaches_by_mode
from optimizer.solve import Solved, SolveParams, solve
from optimizer.verify import Verdict, judge
from optimizer.words import Mode
from tests.rules.tables import holds, official, world

PEOPLE = ("AN", "BINH", "CHI")
Fits = tuple[tuple[int, int, int], tuple[int, int, int]]
SECRETARY, CHAIR = "XA-SECRETARY", "XB-CHAIR"


def two_posts(fits: Fits, lengths: tuple[int, ...] = (36,), **more: Any) -> Case:
    """A secretary and a chair are vacant in two communes; each of three officials may have either, for these months.

    `fits` are those of AN, BINH, CHI for the secretary, then for the chair. The plan covers one year. Beside each head
    stands a native vice chair, who by C13 may not become one.
    """
    people = [official(cadre, leader=0) for cadre in PEOPLE]
    natives = [official("EM", "XA", "VICE", party_member=0), official("UT", "XB", "VICE", party_member=0)]
    held = [holds("EM", "XA-VICE", date(2035, 1, 1)), holds("UT", "XB-VICE", date(2035, 1, 1))]
    fit = [
        {"cadre_id": person, "post_id": post, "fit": points}
        for post, row in zip((SECRETARY, CHAIR), fits, strict=True)
        for person, points in zip(PEOPLE, row, strict=True)
    ]
    spans = {"lengths_months": list(lengths), "horizon_months": 12}
    return world([*people, *natives], f"{SECRETARY} {CHAIR} XA-VICE XB-VICE", fit=fit, service=held, **spans, **more)


def near_run(case: Case, percent: float = 0) -> Near:
    """The plans about as good as a case's proven plan."""
    model = build(case)
    outcome = solve(model, SolveParams(seconds=60))
    assert isinstance(outcome, Solved) and outcome.proven
    told = [t.facts for t in outcome.tiers]
    return near_of(model, outcome.plan, told, outcome.certificate, percent)


@cache
def lawful_plans(fits: Fits, lengths: tuple[int, ...]) -> Sequence[tuple[Plan, Verdict]]:
    """Every lawful plan of such a world with its verdict."""
    return lawful_plans_of(build(two_posts(fits, lengths)))


def lawful_plans_of(model: Model) -> list[tuple[Plan, Verdict]]:
    """Every lawful plan of a model without courses, with its verdict: nobody, or a stint with a landing, for each cadre."""
    found = []
    for choice in itertools.product(*(choices(model, cadre) for cadre in model.case.cadre)):
        x = np.zeros(model.program.decisions, dtype=np.int64)
        x[list(sum(choice, ()))] = 1
        plan = model.plan(x)
        if next(breaches_by_mode(model.case, plan, Mode.HARD), None) is None:
            found.append((plan, judge(model.case, plan)))
    return found


def choices(model: Model, cadre: str) -> list[tuple[int, ...]]:
    """Nothing, or a stint with a landing at its end."""
    stints, landings = (frame[frame["cadre_id"] == cadre] for frame in (model.options.stints, model.options.landings))
    pairs = stints.merge(landings, on="end")
    return [(), *zip(pairs["column_x"], pairs["column_y"], strict=True)]


def about_as_good(near: Near, plans: Sequence[tuple[Plan, Verdict]]) -> list[Plan]:
    """Those of the plans that keep every tier of a run within its room."""
    return [plan for plan, verdict in plans if all(kept.holds(verdict.value(kept.tier)) for kept in near.kept)]
