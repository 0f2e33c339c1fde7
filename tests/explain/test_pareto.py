"""Fronts beside every lawful plan of small worlds, listed one by one: exact, whole, and honest where time ends."""

import random
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from optimizer.case import Case
from optimizer.errors import VerificationError
from optimizer.explain import pareto
from optimizer.explain.front import Shown, beats
from optimizer.explain.objectives import weighed
from optimizer.explain.pareto import fronts
from optimizer.model import Model
from optimizer.plan import Plan
from optimizer.rules.objectives import value_of
from tests.explain.near_runs import lawful_plans_of
from tests.rules.tables import holds, official
from tests.rules.tables import world as made_world

SECONDS = 60.0
PAIRS = (("gap", "burden"), ("gap", "moves"), ("gap", "cost"), ("worst", "cost"))
SEEDS = (1, 5)


@cache
def drawn(seed: int) -> Case:
    """Three heads are vacant in three communes unlike in hardship and needs; each of three officials, unlike in what they
    know, speak and cost, may have any. The plan covers one year; beside each head stands a native vice chair, who
    may not move (C10).
    """
    draw = random.Random(seed)
    communes, people = ("XA", "XB", "XC"), ("AN", "BINH", "CHI")
    posts = ("XA-SECRETARY", "XB-CHAIR", "XC-CHAIR")
    natives = [official(f"N{c}", c, "VICE", party_member=0, health_checked="2015-01-01") for c in communes]
    return made_world(
        [*(official(cadre, leader=0) for cadre in people), *natives],
        " ".join([*posts, *(f"{commune}-VICE" for commune in communes)]),
        [{"unit_id": c, "hardship": draw.randint(1, 90), "travel_hours": draw.randint(0, 4)} for c in communes],
        service=[holds(f"N{commune}", f"{commune}-VICE", date(2035, 1, 1)) for commune in communes],
        costs=[{"cadre_id": c, "post_id": p, "cost_vnd": 5_000_000 * draw.randint(0, 9)} for c in people for p in posts],
        needs=[{"unit_id": commune, "level": 2, "weight": draw.randint(1, 9)} for commune in communes],
        competencies=[{"cadre_id": cadre, "level": draw.randint(1, 3)} for cadre in people],
        unit_languages=[{"unit_id": commune, "level": 2, "weight": draw.randint(1, 9)} for commune in communes],
        languages=[{"cadre_id": cadre, "level": draw.randint(1, 3)} for cadre in people],
        lengths_months=[36],
        horizon_months=12,
    )


@cache
def plans_of(seed: int) -> tuple[Model, tuple[Plan, ...]]:
    """The model of a drawn world and every lawful plan."""
    model = weighed(drawn(seed))
    return model, tuple(plan for plan, _ in lawful_plans_of(model))


def listed(case: Case, plans: Sequence[Plan], names: tuple[str, str]) -> list[tuple[int, int]]:
    """The front of two objectives over plans, by their definitions."""
    every = {(value_of(case, plan, names[0]), value_of(case, plan, names[1])) for plan in plans}
    return sorted(one for one in every if not any(beats(other, one) for other in every))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_front_is_that_of_all_lawful_plans_listed_one_by_one(seed: int) -> None:
    model, plans = plans_of(seed)
    found = fronts(model, plans[-1], PAIRS, 99, SECONDS)
    for front, names in zip(found, PAIRS, strict=True):
        assert [point.values for point in front.points] == listed(model.case, plans, names), names
        assert front.complete and front.proven
        assert all(point.plan in plans and point.verdict.lawful and point.proved_by for point in front.points)


def test_of_a_longer_front_as_many_points_are_told_as_were_asked_for_its_ends_first() -> None:
    model, plans = plans_of(1)
    (front,) = fronts(model, plans[0], [("gap", "cost")], 3, SECONDS)
    every = listed(model.case, plans, ("gap", "cost"))
    told = [point.values for point in front.points]
    assert len(every) > len(told) == 3
    assert set(told) <= set(every) and (told[0], told[-1]) == (every[0], every[-1])
    assert front.proven and not front.complete and not front.ended


def test_the_plan_of_the_run_is_set_beside_the_front() -> None:
    model, plans = plans_of(1)
    for plan in plans[:: len(plans) // 3]:
        (front,) = fronts(model, plan, [("gap", "moves")], 9, SECONDS)
        assert front.run == (value_of(model.case, plan, "gap"), value_of(model.case, plan, "moves"))
        assert [point.values for point in front.points] == listed(model.case, plans, ("gap", "moves"))


def test_without_time_the_plan_of_the_run_is_all_there_is_and_nothing_is_claimed() -> None:
    model, plans = plans_of(1)
    worst = max(plans, key=lambda plan: value_of(model.case, plan, "cost"))
    stop = threading.Event()
    stop.set()
    for front in fronts(model, worst, PAIRS, 9, SECONDS, stop):
        (point,) = front.points
        assert point.plan == worst and (front.complete, front.proven, front.ended) == (False, False, True)
        assert point.least == (0, 0) and front.interrupted


def test_a_bound_that_a_plan_beats_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    model, plans = plans_of(1)
    relaxed = pareto._relaxed

    def boastful(*asked: Any) -> Any:
        found = relaxed(*asked)
        return replace(found, bound=replace(found.bound, least=found.bound.least + (9000 << found.bound.scale)))

    monkeypatch.setattr(pareto, "_relaxed", boastful)
    with pytest.raises(VerificationError, match="beats what was proven"):
        fronts(model, plans[-1], [("gap", "moves")], 9, SECONDS)


@pytest.mark.parametrize(("corner", "ruled_out"), [((9, 5), True), ((10, 5), False), ((9, 6), False), ((0, 0), True)])
def test_what_is_ruled_out_is_below_the_limit_on_one_axis_and_the_least_on_the_other(
    corner: tuple[int, int], ruled_out: bool
) -> None:
    assert Shown(0, 5, 10, ()).rules_out(corner) == ruled_out
    assert Shown(1, 5, 10, ()).rules_out((corner[1], corner[0])) == ruled_out
