"""Runs of drawn worlds, opened for questions, and every lawful plan of a world."""

import itertools
import random
from collections.abc import Iterator
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.explain.base import Base, base_of
from optimizer.model import Model, build
from optimizer.plan import Plan
from optimizer.rules import breaches_by_mode
from optimizer.solve import Solved, SolveParams, solve
from optimizer.verify import Verdict, judge
from optimizer.verify.claims import Basis
from optimizer.words import Mode
from tests.rules.tables import holds, official
from tests.rules.tables import world as made_world
from tests.worlds import world


def base_for(case: Case) -> Base | None:
    """The base of a case's proven run; None where no plan keeps its hard rules."""
    model = build(case)
    outcome = solve(model, SolveParams(seconds=60))
    if not isinstance(outcome, Solved):
        return None
    assert outcome.proven
    told = [t.facts for t in outcome.tiers]
    return base_of(model, outcome.plan, told, outcome.certificate)


@cache
def base_of_world(seed: int, regime: str = "2017") -> Base | None:
    """The same of a drawn world."""
    return base_for(world(seed, regime))


def basis_of(base: Base) -> Basis:
    """What claims about a run speak of."""
    return Basis(base.case, base.plan, {step.tier.name: step.kept for step in base.steps})


def open_pairs(base: Base) -> Iterator[tuple[str, str]]:
    """Pairs with an open stint that the run's plan does not use."""
    stints = base.model.options.stints
    every = sorted(set(zip(stints["cadre_id"], stints["post_id"], strict=True)))
    yield from (pair for pair in every if pair not in {(s.cadre, s.post) for s in base.plan.stints})


def has(plan: Plan, cadre: str, post: str) -> bool:
    """True when a plan has a stint of a cadre in a post."""
    return any((stint.cadre, stint.post) == (cadre, post) for stint in plan.stints)


def lawful_plans(model: Model) -> list[tuple[Plan, Verdict]]:
    """Every lawful plan of a tiny model with its verdict: at most one stint and one landing a cadre, any courses."""
    per_cadre = []
    for cadre in model.case.cadre:
        groups = [frame.loc[frame["cadre_id"] == cadre, "column"] for frame in options_of(model)]
        some = [[(), *[(column,) for column in group]] for group in groups[:2]]
        taught = [(), *[(column,) for column in groups[2]], *itertools.combinations(groups[2], 2)]
        per_cadre.append([sum(choice, ()) for choice in itertools.product(*some, taught)])
    found = []
    for choice in itertools.product(*per_cadre):
        x = np.zeros(model.program.decisions, dtype=np.int64)
        x[list(sum(choice, ()))] = 1
        plan = model.plan(x)
        if next(breaches_by_mode(model.case, plan, Mode.HARD), None) is None:
            found.append((plan, judge(model.case, plan)))
    return found


def options_of(model: Model) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Stints, landings and courses of a model."""
    return model.options.stints, model.options.landings, model.options.courses


def two_posts(**tables: object) -> Case:
    """A chair and a secretary are vacant in two communes; three officials of unequal fit may have either, for 36 months.

    The plan covers one year. Beside each head stands a native vice chair, who by C13 may not become one.
    """
    people = [official(cadre, leader=0) for cadre in ("AN", "BINH", "CHI")]
    natives = [official("EM", "XA", "VICE", party_member=0), official("UT", "XB", "VICE", party_member=0)]
    held = [holds("EM", "XA-VICE", date(2035, 1, 1)), holds("UT", "XB-VICE", date(2035, 1, 1))]
    fits = {"XA-SECRETARY": (80, 60, 90), "XB-CHAIR": (50, 70, 20)}
    fit = [
        {"cadre_id": person["cadre_id"], "post_id": post, "fit": points}
        for post, row in fits.items() for person, points in zip(people, row, strict=True)
    ]  # fmt: skip
    posts, spans = "XA-SECRETARY XB-CHAIR XA-VICE XB-VICE", {"lengths_months": [36], "horizon_months": 12}
    return made_world([*people, *natives], posts, fit=fit, service=held, **spans, **tables)


def kin() -> Case:
    """Secretary and council chair of one commune are vacant; AN and BINH are married, so C14 lets only one of them in.

    CHI is the best secretary and BINH the best council chair; beside them stands a native chair.
    """
    people = [official(cadre, leader=0) for cadre in ("AN", "BINH", "CHI")]
    fits = {"XA-SECRETARY": (80, 10, 90), "XA-COUNCIL": (10, 70, 60)}
    fit = [
        {"cadre_id": person["cadre_id"], "post_id": post, "fit": points}
        for post, row in fits.items() for person, points in zip(people, row, strict=True)
    ]  # fmt: skip
    married = [{"cadre_id": one, "kin_id": other} for one, other in (("AN", "BINH"), ("BINH", "AN"))]
    native = official("EM", "XA", "CHAIR", party_member=0)
    posts, spans = "XA-SECRETARY XA-COUNCIL XA-CHAIR", {"lengths_months": [36], "horizon_months": 12}
    held = [holds("EM", "XA-CHAIR", date(2035, 1, 1))]
    return made_world([*people, native], posts, fit=fit, service=held, kinship=married, **spans)


def tolerant() -> Case:
    """The two posts where fit may give up 130 points for wishes: BINH, who fits the secretary worst, wishes to go there."""
    tiers = [{"name": "fit", "goals": ["fit"], "tolerance": 130}, {"name": "wishes", "goals": ["wishes"]}]
    return two_posts(tiers=tiers, preferences=[{"cadre_id": "BINH", "unit_id": "XA", "wish": 1}])


def drawn_rivals(seed: int) -> Case:
    """`two_posts` with drawn fits and wishes, some tolerance or none, perhaps a couple, and someone a gate may refuse."""
    draw = random.Random(seed)
    known = draw.choice([{}, {}, {"theory": "none"}, {"discipline": "warning", "discipline_date": date(2021, 8, 1)}])
    names = ("AN", "BINH", "CHI")
    people = [official(cadre, leader=0, **(known if cadre == "CHI" else {})) for cadre in names]
    natives = [official("EM", "XA", "VICE", party_member=0), official("UT", "XB", "VICE", party_member=0)]
    heads = ("XA-SECRETARY", draw.choice(["XB-CHAIR", "XA-COUNCIL"]))
    fit = [{"cadre_id": cadre, "post_id": post, "fit": draw.randrange(0, 101, 10)} for post in heads for cadre in names]
    wishes = [{"cadre_id": c, "unit_id": u, "wish": 1} for c in names for u in ("XA", "XB") if draw.random() < 0.3]
    couple = draw.sample(names, 2) if draw.random() < 0.4 else []
    married = [{"cadre_id": one, "kin_id": other} for one, other in itertools.permutations(couple, 2)]
    tiers = [{"name": "fit", "goals": ["fit"], "tolerance": draw.choice([0, 0, 60, 200])},
             {"name": "wishes", "goals": ["wishes"]}]  # fmt: skip
    spans = {"lengths_months": [36], "horizon_months": 12}
    held = [holds("EM", "XA-VICE", date(2035, 1, 1)), holds("UT", "XB-VICE", date(2035, 1, 1))]
    posts = " ".join([*heads, "XA-VICE", "XB-VICE"])
    given = {"fit": fit, "service": held, "kinship": married, "preferences": wishes, "tiers": tiers}
    return made_world([*people, *natives], posts, **given, **spans)
