"""Which way each fact moves each rule: a table to be read, and one test for all of it.

A line of EASIER says: with this change no drawn plan breaks the rule by more than before (or, for a goal, has a worse
value), and some plan breaks it by less. A line of HARDER says the contrary. The definitions are judged; that the encodings say the same is in test_proof.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest

from optimizer.case import Case
from optimizer.plan import Plan
from optimizer.rules import BONDS, GATES, GOALS
from optimizer.rules.kinds import Gate, Goal
from optimizer.stints import stints
from optimizer.words import Kind
from tests.rules.test_proof import REGIME, stint_alone, tiny_model
from tests.worlds import with_value, world

RULES = {rule.id: rule for rule in (*GATES, *BONDS, *GOALS)}
Change = Callable[[Case, Plan], tuple[Case, Plan]]


class Line(NamedTuple):
    """A rule, what is changed, and the change."""

    rule: str
    what: str
    change: Change


def law(key: str, value: Any) -> Change:
    """A parameter of the law has another value, or one that a function makes of the old."""
    return lambda case, plan: (with_value(case, key, value(case.law[key].value) if callable(value) else value), plan)


def cadres(column: str, value: Any) -> Change:
    """A fact of all cadres is another."""
    return lambda case, plan: (replace(case, cadres=_changed(case.cadres, column, value)), plan)


def posts(column: str, value: Any) -> Change:
    """A fact of all posts is another."""
    return lambda case, plan: (replace(case, posts=_changed(case.posts, column, value)), plan)


def table(name: str, column: str, value: Any) -> Change:
    """A column of a table is another."""
    return lambda case, plan: (_with_table(case, name, _changed(getattr(case.tables, name), column, value)), plan)


def without(name: str) -> Change:
    """A table is empty."""
    return lambda case, plan: (_with_table(case, name, getattr(case.tables, name).head(0)), plan)


def _with_table(case: Case, name: str, frame: pd.DataFrame) -> Case:
    return replace(case, tables=replace(case.tables, **{name: frame}))


def _changed(frame: pd.DataFrame, column: str, value: Any) -> pd.DataFrame:
    return frame.assign(**{column: value(frame[column]) if callable(value) else value})


def one_less(case: Case, plan: Plan) -> tuple[Case, Plan]:
    """The first who holds no post yet and takes one stays where he is."""
    holding = {post.incumbent_id for post in case.post.values()}
    cadre = next((stint.cadre for stint in plan.stints if stint.cadre not in holding), "")
    first = next((stint for stint in plan.stints if stint.cadre == cadre), None)
    stints_left = tuple(stint for stint in plan.stints if stint is not first)
    return case, Plan(stints_left, tuple(x for x in plan.landings if x.cadre != cadre), plan.training)


def no_training(case: Case, plan: Plan) -> tuple[Case, Plan]:
    """Nobody is sent to a course."""
    return case, Plan(plan.stints, plan.landings)


def a_year(days: pd.Series) -> pd.Series:
    """Days a year later."""
    return days + pd.DateOffset(years=1)


def priced(case: Case, plan: Plan) -> tuple[Case, Plan]:
    """Every breach is cheaper by one point."""
    rules = {key: replace(rule, price=rule.price - 1) for key, rule in case.law.rules.items()}
    return replace(case, law=replace(case.law, rules=rules)), plan


def plus(n: int) -> Callable[[Any], Any]:
    """A number more."""
    return lambda value: value + n


SKILLED = table("competencies", "level", plus(1))
EASIER = [
    Line("C02", "posts that were not added for rotation", posts("added", 0)),
    Line("C03", "a succession plan that runs longer", table("succession", "to_year", plus(5))),
    Line("C03", "roles for which outstanding people need not be planned", law("plan_grace_roles", ["S", "C", "V"])),
    Line("C04", "a shorter least tenure", law("min_tenure_months", plus(-12))),
    Line("C04", "a longer greatest tenure", law("max_tenure_months", plus(12))),
    Line("C04", "running rotations that have ended", cadres("running_end", pd.NaT)),
    Line("C05", "more service left", cadres("retires", a_year)),
    Line("C05", "less service asked for", law("remaining_service_min", plus(-12))),
    Line("C05", "less service asked for, for a special reason", law("remaining_service_min_special", plus(-24))),
    Line("C06", "younger people", cadres("birth_date", a_year)),
    Line("C06", "a higher limit for men", law("age_max_male", plus(1))),
    Line("C06", "a higher limit for women", law("age_max_female", plus(1))),
    Line("C07", "more service left", cadres("retires", a_year)),
    Line("C07", "a shorter first term", law("first_term_months", plus(-12))),
    Line("C08", "better schooled people", cadres("education", "university")),
    Line("C08", "posts with derogation", posts("derogation", True)),
    Line("C08", "less schooling asked for", law("education_min", "college")),
    Line("C09", "better schooled people", cadres("theory", "advanced")),
    Line("C09", "less theory asked for", law("theory_min", "none")),
    Line("C10", "an older certificate allowed", law("health_certificate_months", plus(1))),
    Line("C10", "younger certificates", cadres("health_checked", a_year)),
    Line("C11", "people without discipline", cadres("discipline", "none")),
    Line("C11", "a shorter time after discipline", law("discipline_lookback_months", plus(-12))),
    Line("C12", "fewer years asked for", law("grade_years", plus(-1))),
    Line("C12", "a lower grade asked for", law("grade_min", "completed")),
    Line("C13", "Party members", cadres("party_member", True)),
    Line("C13", "posts that ask for no membership", posts("party", False)),
    Line("C15", "one more term allowed", law("term_limit_terms", plus(1))),
    Line("C17", "people from elsewhere", cadres("home_commune_id", "")),
    Line("C17", "posts that are no head's", posts("head", False)),
    Line("C18Y", "people born five years sooner", cadres("birth_date", lambda days: days - pd.DateOffset(years=5))),
    Line("C18Y", "youth that ends sooner", law("young_age_below", plus(-5))),
    Line("C23", "a later day to leave the post", posts("must_leave_by", a_year)),
    Line("C24", "no freeze", law("freeze_windows", ())),
    Line("C35", "a higher degree called hardest", law("hardest_degree", plus(20))),
    Line("C39", "children counted small for a shorter time", law("child_age_min_months", plus(-12))),
    Line("C39", "written consent", cadres("humane_consent", True)),
    Line("C01", "a stint less", one_less),
    Line("C14", "a stint less", one_less),
    Line("C14", "nobody related", without("kinship")),
    Line("C16", "a stint less", one_less),
    Line("C16", "a smaller aim", law("nonlocal_target_percent", plus(-100))),
    Line("C19", "more places in each slot", table("landings", "capacity", plus(1))),
    Line("C19", "slots of a higher rank", table("landings", "rank", plus(1))),
    Line(
        "C19",
        "slots that are free sooner",
        table("landings", "available_from", lambda days: days - pd.DateOffset(years=1)),
    ),
    Line("C20", "a stint less", one_less),
    Line("C20", "a greater share may be away", law("max_out_share", "1/2")),
    Line("C21", "a stint less", one_less),
    Line("C21", "one more change allowed", law("max_head_changes", plus(1))),
    Line("C21B", "posts that are no head's", posts("head", False)),
    Line("C22", "a stint less", one_less),
    Line("C22", "one more outsider allowed", law("max_outsiders", plus(1))),
    Line("C25", "a stint less", one_less),
    Line("C25", "nobody in training", no_training),
    Line("C25", "a greater budget", table("budget", "amount_vnd", plus(10**7))),
    Line("C26", "a stint less", one_less),
    Line("C26", "one more room", table("units", "housing_slots", plus(1))),
    Line("C27", "a smaller band of minorities", law("minority_alpha_percent", plus(-70))),
    Line("C40", "a stint less", one_less),
    Line("C40", "fewer standbys asked for", law("standbys_min", plus(-1))),
    Line("C43", "nobody in training", no_training),
    Line("C43", "one more seat", table("courses", "seats", plus(1))),
    Line("C45", "a stint less", one_less),
    Line("C45", "a greater share may come", law("max_team_change", "1")),
    Line("D01", "nothing decided", without("decisions")),
    Line("fill", "posts of less weight", posts("priority", lambda priority: priority // 2)),
    Line("fill", "a plain commune", posts("weakness_percent", 1)),
    Line("worst_commune", "more able people", SKILLED),
    Line("worst_communes", "more able people", SKILLED),
    Line("fit", "more able people", SKILLED),
    Line("fit", "people who speak better", table("languages", "level", plus(1))),
    Line("team", "more able people", SKILLED),
    Line("burden", "less hardship", posts("hardship", plus(-40))),
    Line("burden", "shorter ways", posts("travel_hours", 0)),
    Line("wishes", "refusals that became first wishes", table("preferences", "wish", 1)),
    Line("growth", "more for a first service in a commune", law("points_development", plus(1))),
    Line("growth", "slots of a higher rank", table("landings", "rank", plus(1))),
    Line("schooling", "nobody in training", no_training),
    Line("schooling", "cheaper courses", table("courses", "cost_vnd", 0)),
    Line("calm", "moves that count less", law("points_move", plus(-1))),
    Line("soft", "a lower price", priced),
]
HARDER = [
    Line("C18", "no higher rank allowed", law("level_gap_max", 0)),
    Line("C18", "a higher rank for outstanding people only", law("higher_needs_outstanding", True)),
    Line("C35", "a longer rest", law("rest_months", plus(6))),
    Line("C27", "a greater band of women", law("women_share_percent", plus(30))),
]


@cache
def drawn(rule: str) -> list[tuple[Case, list[Plan]]]:
    """Worlds with plans of each: single stints for a gate, else random choices of a few stints, landings and courses."""
    regime = REGIME.get(rule, "2017")
    if isinstance(RULES[rule], Gate):
        return [(world(seed, regime), singles(seed, regime)) for seed in range(24)]
    once = isinstance(RULES[rule], Goal)
    return [(world(seed, regime), list(choices(seed, regime, once=once))) for seed in range(10)]


@cache
def singles(seed: int, regime: str) -> list[Plan]:
    """One plan per stint: every reappointment, about fifteen others of a world, and one that is too long."""
    case = world(seed, regime)
    frame = stints(case)
    picked = (frame["kind"] == Kind.REAPPOINTMENT) | (frame.index % max(1, len(frame) // 15) == 0)
    plans = [stint_alone(case, row) for row in frame[picked].itertuples()]
    return [*plans, Plan((plans[0].stints[0]._replace(months=72),))]


def choices(seed: int, regime: str, *, once: bool) -> Iterator[Plan]:
    """Fifteen random choices; with `once`, nobody has two stints."""
    case = world(seed, regime)
    model, rng = tiny_model(case, (), (), seed), np.random.default_rng(seed)
    for share in np.linspace(0.1, 0.9, 15):
        plan = model.plan(rng.random(model.program.decisions) < share)
        if not once or len({stint.cadre for stint in plan.stints}) == len(plan.stints):
            yield plan


def ill(rule: str, case: Case, plan: Plan) -> int:
    """How much a plan breaks a rule; for a goal, how bad its value is."""
    judge = RULES[rule]
    return (
        -judge.sense * judge.score(case, plan)
        if isinstance(judge, Goal)
        else sum(b.amount for b in judge.breaches(case, plan))
    )


SIGNED = [(line, sign) for lines, sign in ((EASIER, 1), (HARDER, -1)) for line in lines]


@pytest.mark.parametrize(("line", "sign"), [pytest.param(*at, id=f"{at[0].rule}: {at[0].what}") for at in SIGNED])
def test_the_change_moves_the_verdict_that_way_only_and_sometimes_it_does(line: Line, sign: int) -> None:
    felt = 0
    for case, plans in drawn(line.rule):
        changed, _ = line.change(case, Plan())
        for plan in plans:
            before, after = ill(line.rule, case, plan), ill(line.rule, changed, line.change(case, plan)[1])
            assert sign * (after - before) <= 0, (before, after, plan)
            felt += after != before
    assert felt > 0, "no drawn plan feels the change"


def test_every_rule_and_goal_of_the_catalogue_has_a_line() -> None:
    assert {line.rule for line in (*EASIER, *HARDER)} == set(RULES)


@pytest.mark.parametrize("rule", [rule.id for rule in (*GATES, *BONDS)])
def test_every_rule_refuses_some_plan_and_admits_some(rule: str) -> None:
    amounts = [ill(rule, case, plan) for case, plans in drawn(rule) for plan in plans]
    assert min(amounts) == 0 < max(amounts)
