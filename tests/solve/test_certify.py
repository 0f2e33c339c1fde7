"""What engines proved is shown by branches afterwards; a false proof comes to light there."""

import time
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from optimizer.api import synth_case
from optimizer.model import Model, build
from optimizer.rules.tiers import Tier, tiers
from optimizer.solve import Disagreement, Solved, SolveParams, solve
from optimizer.solve import tiers as solving
from optimizer.solve.branch import Branched
from optimizer.solve.climb import Climb
from optimizer.solve.outcome import Answer, Status
from optimizer.verify.certificate import faults

PARAMS = SolveParams(seconds=60, confirm_columns=0, certify_seconds=20)


@cache
def district() -> Model:
    """Fifteen posts in which the LP of no tier is tight."""
    return build(synth_case("district", 3, posts=15, cadres=36, months=12))


def test_every_tier_an_engine_proved_is_certified_by_branches() -> None:
    outcome = solve(district(), PARAMS)
    assert isinstance(outcome, Solved)
    assert all(tier.proved_by and tier.certified_gap == 0 for tier in outcome.tiers)
    assert all(step.refuted is not None for step in outcome.certificate.steps)
    told = [tier.certified for tier in outcome.tiers]
    assert faults(district().program, tiers(district().case), told, outcome.certificate) == []


def test_without_time_for_branches_the_proof_stays_the_engines_word() -> None:
    outcome = solve(district(), replace(PARAMS, certify_seconds=0.0))
    assert isinstance(outcome, Solved)
    assert outcome.proven
    assert all(tier.certified_gap > 0 and tier.gap == 0 for tier in outcome.tiers)


def test_a_plan_better_than_a_proven_one_ends_the_solve_with_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that calls its hint, the plan of greed, optimal."""

    def believing(job: Any, *_: Any, **__: Any) -> tuple[Answer, ...]:
        value = int(job.points @ job.hint)
        return (Answer("cp-sat", Status.OPTIMAL, job.hint, value, value, 0.0),)

    monkeypatch.setattr(solving, "race", believing)
    outcome = solve(district(), PARAMS)
    assert isinstance(outcome, Disagreement)
    assert outcome.tier == "fill"
    proof, better = outcome.answers
    assert (proof.engine, proof.status, better.engine) == ("cp-sat", Status.OPTIMAL, "branch")
    assert better.x is not None and district().program.admits(better.x)
    assert proof.value is not None and better.value is not None and better.value < proof.value


@pytest.mark.parametrize(("seconds", "kept"), [(10, 1.0), (29, 2.9), (30, 3.0), (31, 3.0), (600, 3.0)])
def test_a_tenth_of_the_time_is_kept_for_branches_and_a_second_for_each_tier_but_one(seconds: float, kept: float) -> None:
    assert SolveParams(seconds=seconds).certify_time(4) == pytest.approx(kept)


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
