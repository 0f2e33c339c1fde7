"""Branches after the engines: they show what an engine proved, hear what one finds, and bring a false proof to light."""

import json
import time
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from optimizer.api import synth_case
from optimizer.model import Model, build
from optimizer.rules.tiers import Tier, tiers
from optimizer.solve import Disagreement, Solved, SolveParams, refine, solve
from optimizer.solve import tiers as solving
from optimizer.solve.branch import Branched, Known, Task
from optimizer.solve.climb import Climb
from optimizer.solve.outcome import Answer, Status
from optimizer.verify.certificate import faults, from_json, to_json

PARAMS = SolveParams(seconds=60, confirm_columns=0, certify_seconds=20)


@cache
def district() -> Model:
    """Fifteen posts in which the LP of no tier is tight."""
    return build(synth_case("district", 3, posts=15, cadres=36, months=12))


@cache
def best() -> Solved:
    """Its best plan, every tier proven and certified."""
    outcome = solve(district(), PARAMS)
    assert isinstance(outcome, Solved)
    return outcome


def test_every_tier_an_engine_proved_is_certified_after_the_last_one() -> None:
    assert best().proven
    assert all(tier.proved_by and tier.certified_gap == 0 for tier in best().tiers)
    assert all(step.refuted is not None and not step.refuted.narrows for step in best().certificate.steps)
    assert agrees(best())


def agrees(outcome: Solved) -> bool:
    """True when the certificate, told to files and read again, shows what is said of the tiers."""
    told = [tier.certified for tier in outcome.tiers]
    shown = from_json(json.loads(json.dumps(to_json(outcome.certificate))))
    return faults(district().program, tiers(district().case), told, shown) == []


def test_without_time_for_branches_the_proof_stays_the_engines_word() -> None:
    outcome = solve(district(), replace(PARAMS, certify_seconds=0.0, certify_share=0.0))
    assert isinstance(outcome, Solved)
    assert outcome.proven
    assert all(tier.certified_gap > 0 and tier.gap == 0 for tier in outcome.tiers)


def test_a_plan_better_than_a_proven_one_ends_the_solve_with_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that calls its hint, the plan of greed, optimal."""

    def believing(job: Any, *_: Any, **__: Any) -> tuple[Answer, ...]:
        value = int(job.points @ job.hint)
        return (Answer("cp-sat", Status.OPTIMAL, job.hint, value, value, 0.0),)

    monkeypatch.setattr(solving, "race", believing)
    for at_once, finder in ((False, "branch"), (True, "plan")):  # after the last tier, and in the first one
        monkeypatch.setattr(refine._Grace, "at_once", at_once)
        outcome = solve(district(), PARAMS)
        assert isinstance(outcome, Disagreement)
        assert outcome.tier == "fill"
        proof, better = outcome.answers
        assert (proof.engine, proof.status, better.engine) == ("cp-sat", Status.OPTIMAL, finder)
        assert better.x is not None and district().program.admits(better.x)
        assert proof.value is not None and better.value is not None and better.value < proof.value


@pytest.mark.parametrize(("seconds", "kept"), [(10, 1.0), (29, 2.9), (30, 3.0), (31, 3.0), (600, 3.0)])
def test_a_tenth_of_the_time_is_kept_for_branches_and_a_second_for_each_tier_but_one(seconds: float, kept: float) -> None:
    assert SolveParams(seconds=seconds).certify_time(4) == pytest.approx(kept)


@pytest.mark.parametrize(("spent", "seconds"), [(0, 1.0), (4, 1.0), (5, 1.25), (20, 5.0)])
def test_branches_of_what_is_proven_take_a_quarter_of_what_the_tiers_took_or_a_second(
    spent: float, seconds: float
) -> None:
    assert SolveParams().grace(spent) == pytest.approx(seconds)


def test_the_tiers_end_before_what_is_kept_for_branches(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lots that break ties, the last to ask for time, are told to end three seconds before the solve does."""
    left: list[float] = []

    def told(climb: object, asked: object, deadline: float) -> None:
        left.append(deadline - begun)

    def ended(climb: object, asked: object, deadline: float) -> bool:
        left.append(deadline - begun)
        return False

    monkeypatch.setattr(solving, "certify", told)
    monkeypatch.setattr(solving, "_break_ties", ended)
    begun = time.monotonic()
    assert isinstance(solve(district(), SolveParams(seconds=40)), Solved)
    assert left[1] - left[0] == pytest.approx(3.0)


def test_a_proof_worse_than_the_plan_in_hand_ends_the_solve_with_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """HiGHS, beside a search that has found a better plan, calls a worse value the optimum."""

    def lying(climb: Climb, tier: Tier, *_: Any) -> tuple[Branched, tuple[Answer, ...]]:
        worse = int(climb.rung.points(tier) @ climb.best) + 1
        return Branched(), (Answer("highs", Status.OPTIMAL, None, worse, worse, 0.1),)

    monkeypatch.setattr(solving, "branch", lying)
    outcome = solve(district(), PARAMS)
    assert isinstance(outcome, Disagreement)
    proof, better = outcome.answers
    assert (proof.engine, better.engine) == ("highs", "plan")
    assert better.x is not None and proof.value == better.value + 1


def unbettered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the branches nothing betters the plan of greed, or proves anything."""

    def hinted(job: Any, *_: Any, **__: Any) -> tuple[Answer, ...]:
        return (Answer("cp-sat", Status.FEASIBLE, job.hint, int(job.points @ job.hint), None, 0.0),)

    monkeypatch.setattr(solving, "race", hinted)
    monkeypatch.setattr(solving, "polish", lambda *_: None)


def test_the_search_hears_what_highs_finds_and_its_plan_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = list[int]()

    def waits(task: Task, _params: object, _stop: object, _tell: object, known: Known) -> Branched:
        first, until = known.least, time.monotonic() + 30
        while known.least == first and known.until == np.inf and time.monotonic() < until:
            time.sleep(0.01)
        heard.append(first - known.least)
        return Branched()

    unbettered(monkeypatch)
    monkeypatch.setattr(refine, "branched", waits)
    outcome = solve(district(), PARAMS)
    assert isinstance(outcome, Solved)
    assert heard[0] > 0
    assert [tier.value for tier in outcome.tiers] == [tier.value for tier in best().tiers]
    assert all(tier.proved_by == ("highs",) for tier in outcome.tiers if tier.certified_gap)


def test_a_search_beside_highs_ends_with_the_best_whoever_finds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    unbettered(monkeypatch)
    outcome = solve(district(), PARAMS)
    assert isinstance(outcome, Solved)
    assert [(t.value, t.certified) for t in outcome.tiers] == [(t.value, t.value) for t in best().tiers]
    assert outcome.certificate.steps[0].refuted is not None
    assert outcome.certificate.steps[0].refuted.narrows
    assert any(step.refuted is None for step in outcome.certificate.steps)  # duals alone, within what branches left
    assert agrees(outcome)
