"""Prices proven again by a second engine, over a program in which the cadre is pinned by a decision in the tables (F43).

Nothing of the code that made the prices is used: no rung of the run, no closed column, no row named by hand.
"""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import ModuleType

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.model import build
from optimizer.program import FREE, Program
from optimizer.rules.tiers import Tier, tiers
from optimizer.solve import cpsat, highs
from optimizer.solve.outcome import Status
from optimizer.verify.claim_kinds import Claim, Forced, Price, Unplaceable, Why
from optimizer.words import DecisionKind

ANY = ""  # the tier of a claim that no plan at all has the cadre in the post


@dataclass(frozen=True)
class Finding:
    """An engine's word on one tier: True, the claim holds; False, it does not; None, nothing in the time given."""

    tier: str
    engine: str
    holds: bool | None


def audit(case: Case, claim: Claim, seconds: float, stop: threading.Event | None = None) -> tuple[Finding, ...]:
    """A finding for each tier of a price, of the runner-up's, or for the claim that there is no plan; none for others."""
    claim = claim.runner_up or claim if isinstance(claim, Why) else claim
    if not isinstance(claim, Forced | Unplaceable):
        return ()
    inquiry = _Inquiry(build(_pinned(case, claim.cadre, claim.post)).program, time.monotonic() + seconds, stop)
    if isinstance(claim, Unplaceable):
        engine = _second(claim.proved_by)
        return (Finding(ANY, engine.NAME, inquiry.none(engine, inquiry.program)),)
    return tuple(_findings(inquiry, tiers(case), claim.prices))


def _pinned(case: Case, cadre: str, post: str) -> Case:
    """The case in which a decision puts the cadre into the post."""
    row = {
        "decision_id": f"audit|{cadre}|{post}", "kind": DecisionKind.PIN, "cadre_id": cadre, "post_id": post,
        "decided_by": "audit", "decided_on": pd.Timestamp(case.start), "reason": "audit",
    }  # fmt: skip
    rows = [case.tables.decisions, pd.DataFrame([row], columns=case.tables.decisions.columns)]
    decisions = pd.concat([frame for frame in rows if len(frame)], ignore_index=True)
    return replace(case, tables=replace(case.tables, decisions=decisions))


@dataclass(frozen=True)
class _Inquiry:
    """A program, until when to ask, and what stops it."""

    program: Program
    until: float
    stop: threading.Event | None

    def none(self, engine: ModuleType, program: Program) -> bool | None:
        """True when the engine proves that nothing keeps the rows, False when it finds what does, None without a word."""
        nothing, seconds = np.zeros(len(program.columns), dtype=np.int64), self.until - time.monotonic()
        if seconds <= 0:
            return None
        answer = engine.minimise(program, nothing, None, seconds, self.stop or threading.Event(), lambda *_: None)
        return {Status.IMPOSSIBLE: True, Status.UNKNOWN: None}.get(answer.status, False)


def _second(proved_by: tuple[str, ...]) -> ModuleType:
    """The engine that did not give the proof. Bounds in whole numbers are no engine's word: HiGHS shows them soonest."""
    return cpsat if highs.NAME in proved_by and cpsat.NAME not in proved_by else highs


def _findings(inquiry: _Inquiry, todo: tuple[Tier, ...], prices: tuple[Price, ...]) -> Iterator[Finding]:
    """Of each tier: nothing beats its bound, and something has its value, where the plan shown gave a part of it up."""
    program = inquiry.program
    for tier, price in zip(todo, prices, strict=False):
        engine, points = _second(price.proved_by), _points(program, tier)
        bound, value = _least(program, tier, price.bound), _least(program, tier, price.value)
        holds = inquiry.none(engine, program.with_row("better", points, -FREE, bound - 1))
        if holds and price.value != price.reached:
            missing = inquiry.none(engine, program.with_row("as good", points, -FREE, value))
            holds = None if missing is None else not missing
        yield Finding(tier.name, engine.NAME, holds)
        program = program.with_row(tier.name, points, -FREE, value + tier.tolerance)


def _points(program: Program, tier: Tier) -> np.ndarray:
    """Points of a tier per column, to be minimised."""
    nothing = np.zeros(len(program.columns), dtype=np.int64)
    return -tier.sense * sum((program.goals.get(goal, nothing) for goal in tier.goals), start=nothing)


def _least(program: Program, tier: Tier, value: int) -> int:
    """A value of a tier as what its points sum to."""
    return -tier.sense * (value - sum(program.constants.get(goal, 0) for goal in tier.goals))
