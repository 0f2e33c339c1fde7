"""What is told of plans that do not exist, asked again of the second engine, over a program made from the claim (F43).

Nothing of the searches that found it is used, but for the changes on offer and what each is weighed at (`NoCheaper`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from optimizer.case import Case
from optimizer.courses import courses
from optimizer.explain.constrained import grounds_of
from optimizer.explain.corrections import PER_POINT, trial_of, weights
from optimizer.explain.inquiry import Inquiry, second, tier_points
from optimizer.explain.waivers import granted
from optimizer.landings import landings
from optimizer.model import Model, build, of_opened, open_stints, write
from optimizer.options import open_options
from optimizer.program import FREE, Desk, Program
from optimizer.rules import BONDS, GATES, GOALS
from optimizer.rules.kinds import Bond, Breach, Goal
from optimizer.rules.objectives import OBJECTIVES
from optimizer.rules.tiers import tiers
from optimizer.verify import judge
from optimizer.verify.claim_kinds import AmongBest, Asked, Constraint, Limit, NoCheaper, NoPlan, NoSmaller, Stands
from optimizer.verify.claims import Basis
from optimizer.verify.edits import edited
from optimizer.verify.witnesses import broken_by
from optimizer.words import DecisionKind


def ruled_out(inquiry: Inquiry, basis: Basis, claim: NoPlan) -> bool | None:
    """True when the second engine finds no plan that is what was asked."""
    return inquiry.none(second(claim.proved_by), _program(edited(basis.case, claim.asked.edits), claim.asked))


def no_smaller(inquiry: Inquiry, basis: Basis, claim: NoSmaller) -> bool | None:
    """True when no fewer constraints than told have one of each plan's breaches."""
    broken = [broken_by(basis.case, plan) for plan in claim.plans]
    names = sorted({constraint for one in broken for constraint in one})
    program = Desk(["|".join(constraint) for constraint in names]).program()
    for one in broken:
        hit = np.array([constraint in one for constraint in names], dtype=np.int64)
        program = program.with_row("hit", hit, 1, FREE)
    few = np.ones(len(names), dtype=np.int64)
    return inquiry.none(second(()), program.with_row("few", few, 0, claim.size - 1))


def no_cheaper(inquiry: Inquiry, basis: Basis, claim: NoCheaper) -> bool | None:
    """True when no less important set of changes makes the case possible, but those that hold an earlier one."""
    trial = trial_of(basis.case, grounds_of(basis.case, any_length=False), inquiry.until, inquiry.stop)
    program, points = trial.asked.program, weights(trial)
    column = {name: trial.asked.first + n for n, name in enumerate(trial.asked.groups)}
    if any("|".join(change) not in column for changes in claim.before for change in changes):
        return False
    for changes in claim.before:
        chosen = np.zeros(len(program.columns), dtype=np.int64)
        chosen[[column["|".join(change)] for change in changes]] = 1
        program = program.with_row("before", chosen, 0, len(changes) - 1)
    if claim.cost is not None:
        program = program.with_row("cheaper", points, -FREE, PER_POINT * claim.cost - 1)
    return inquiry.none(second(claim.proved_by), program)


def among_best(inquiry: Inquiry, basis: Basis, claim: AmongBest) -> bool | None:
    """True when a plan reaches what the second engine finds to be the best, tier by tier."""
    changed = edited(basis.case, claim.edits)
    found = _best(inquiry, build(changed))
    if found is None:
        return None
    verdict = judge(changed, claim.plan or basis.plan)
    pairs = zip(tiers(changed), found.values, strict=True)
    last = tiers(changed)[-1]
    return all(t.sense * (best - verdict.value(t)) <= (0 if t == last else t.tolerance) for t, best in pairs)


def stands(inquiry: Inquiry, basis: Basis, claim: Stands) -> bool | None:
    """True when the second engine finds the cadre in every best plan, in one of them or in none, as is told."""
    model = build(edited(basis.case, claim.edits))
    his = _of_pair(model, (claim.cadre, claim.post))
    if claim.place == "refused" or not his.any():
        return not his.any() and claim.place in ("refused", "behind")
    found = _best(inquiry, model)
    if found is None:
        return None
    none_with = inquiry.none(second(()), found.program.with_row("placed", his, 1, FREE))
    if none_with is None or none_with or claim.place == "behind":
        return none_with if none_with is None else none_with == (claim.place == "behind")
    none_without = inquiry.none(second(()), found.program.closed(his > 0))
    return None if none_without is None else none_without == (claim.place == "every")


@dataclass(frozen=True)
class _Best:
    """The best value of each tier by one engine, and the program of the best plans."""

    values: tuple[int, ...]
    program: Program


def _best(inquiry: Inquiry, model: Model) -> _Best | None:
    """The best plans of a model by the second engine alone, tier after tier; None without a proof in the time."""
    program, values, engine, todo = model.program, list[int](), second(()), tiers(model.case)
    for tier in todo:
        points, constant = tier_points(program, tier)
        least = inquiry.least(engine, program, -tier.sense * points)
        if least is None:
            return None
        values.append(constant - tier.sense * least)
        room = 0 if tier is todo[-1] else tier.tolerance
        program = program.with_row(tier.name, -tier.sense * points, -FREE, least + room)
    return _Best(tuple(values), program)


def _program(case: Case, asked: Asked) -> Program:
    """The program of the plans that are what was asked of a case with its edits made."""
    goals = [OBJECTIVES[limit.measure] for limit in asked.limits if limit.measure in OBJECTIVES]
    every = {goal.id: goal for goal in (*GOALS, *goals)}
    model = _built(case, tuple(every.values())) if asked.only is None else _relieved(case, asked.only)
    program = model.program
    for limit in asked.limits:
        program = _limited(case, program, limit)
    return _chosen(model, program, asked)


@lru_cache(maxsize=1)
def _built(case: Case, goals: tuple[Goal, ...]) -> Model:
    """The model of a case, kept for the next claim: those about one case come one after another."""
    return build(case, goals=goals)


def _chosen(model: Model, program: Program, asked: Asked) -> Program:
    """The program of the plans that have the stints asked for, and not those that are not to be."""
    stints, day = model.options.stints, model.case.period
    for pair in asked.placed:
        program = program.with_row("placed", _of_pair(model, pair), 1, FREE)
    for post in asked.filled:
        there = np.isin(np.arange(len(program.columns)), stints.loc[stints["post_id"] == post, "column"])
        program = program.with_row("filled", there.astype(np.int64), 1, FREE)
    for pair in asked.absent:
        program = program.closed(_of_pair(model, pair) > 0)
    for stint in asked.without:
        name = f"stint[{stint.cadre}|{stint.post}|{day(stint.start)}|{stint.months}]"
        program = program.closed((program.columns["name"] == name).to_numpy())
    for apart in asked.apart:
        taken = sum((_of_pair(model, pair) for pair in apart.pairs), start=np.zeros(len(program.columns), dtype=np.int64))
        points = -taken
        points[stints["column"]] += 1 - taken[stints["column"]]
        program = program.with_row("apart", points, apart.least - len(apart.pairs), FREE)
    return program


def _of_pair(model: Model, pair: tuple[str, str]) -> np.ndarray:
    """1 for each column of the stints of a cadre in a post."""
    stints = model.options.stints
    his = stints.loc[(stints["cadre_id"] == pair[0]) & (stints["post_id"] == pair[1]), "column"]
    return np.isin(np.arange(len(model.program.columns)), his).astype(np.int64)


def _limited(case: Case, program: Program, limit: Limit) -> Program:
    """The program of the plans that are no worse than a limit."""
    nothing = np.zeros(len(program.columns), dtype=np.int64)
    if limit.measure in OBJECTIVES:
        goal = OBJECTIVES[limit.measure]  # its value is what a plan is to have little of, whatever the goal's sense
        points, constant = program.goals.get(goal.id, nothing), program.constants.get(goal.id, 0)
        return program.with_row(limit.measure, goal.sense * points, -limit.value - goal.sense * constant, FREE)
    tier = next(tier for tier in tiers(case) if tier.name == limit.measure)
    points, constant = tier_points(program, tier)
    return program.with_row(limit.measure, tier.sense * points, tier.sense * (limit.value - constant), FREE)


def _relieved(case: Case, only: Sequence[Constraint]) -> Model:
    """The model of a case in which just these constraints hold, and all gates of those who are pinned nowhere."""
    rules, decided = {rule for rule, _ in only}, case.tables.decisions
    pinned = set(decided.loc[decided["kind"] == DecisionKind.PIN, "cadre_id"])
    freed = [(gate.id, cadre) for gate in GATES for cadre in pinned if (gate.id, cadre) not in only]
    posts = case.posts.loc[case.posts["key"], "post_id"]
    lifted = [Breach(gate, f"{cadre}|{post}") for gate, cadre in freed for post in posts]
    bonds = tuple(bond for bond in BONDS if bond.id in rules)
    eased = granted(_any_length(case), "", lifted)
    rows = _written(eased, bonds).program.rows
    places = rows.loc[rows["rule"].isin([bond.id for bond in bonds]), ["rule", "place"]].itertuples(index=False)
    spare = [Breach(rule, place) for rule, place in places if (rule, place) not in only]
    return _written(granted(eased, "", spare), bonds)


def _any_length(case: Case) -> Case:
    """The case that offers every length up to its longest."""
    offered = {*range(case.period_months, max(case.lengths_months) + 1, case.period_months), *case.lengths_months}
    return replace(case, settings=case.settings.model_copy(update={"lengths_months": sorted(offered)}))


def _written(case: Case, bonds: Sequence[Bond]) -> Model:
    """The model under all gates and some bonds, with stints in posts that are still held: a bond says that they are."""
    opened, mended = open_stints(case, GATES)
    charge = opened.pop("charge").to_numpy()
    lifted = of_opened(mended, opened)
    options = open_options(case, opened, landings(case, opened), courses(case, opened), lifted)
    return write(case, options, charge, bonds, ())
