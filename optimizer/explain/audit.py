"""Prices proven again by a second engine, over a program in which the cadre is pinned by a decision in the tables (F43).

Nothing of the code that made the prices is used: no rung of the run, no closed column, no row named by hand.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from optimizer.case import Case
from optimizer.explain.audit_plans import among_best, no_cheaper, no_smaller, ruled_out, stands
from optimizer.explain.inquiry import Inquiry, second, tier_points
from optimizer.model import build
from optimizer.program import FREE, Program
from optimizer.rules.tiers import Tier, tiers
from optimizer.verify.claim_kinds import (
    AmongBest,
    Claim,
    Forced,
    NoCheaper,
    NoPlan,
    NoSmaller,
    Price,
    Stands,
    Unplaceable,
    Why,
)
from optimizer.verify.claims import Basis
from optimizer.words import DecisionKind

ANY = ""  # the tier of a claim that is about none: that there is no such plan, or no better one
ASKED: Mapping[type, Callable[[Inquiry, Basis, Any], bool | None]] = {
    NoPlan: ruled_out,
    NoSmaller: no_smaller,
    NoCheaper: no_cheaper,
    AmongBest: among_best,
    Stands: stands,
}


@dataclass(frozen=True)
class Finding:
    """An engine's word on one tier: True, the claim holds; False, it does not; None, nothing in the time given."""

    tier: str
    engine: str
    holds: bool | None


def audit(basis: Basis, claim: Claim, seconds: float, stop: threading.Event | None = None) -> tuple[Finding, ...]:
    """A finding for each tier of a price, of the runner-up's, or for a claim that there is no such plan, or no better.

    None for claims that tables alone settle.
    """
    inquiry = Inquiry(time.monotonic() + seconds, stop or threading.Event())
    claim = claim.runner_up or claim if isinstance(claim, Why) else claim
    if isinstance(claim, Forced | Unplaceable):
        program = build(_pinned(basis.case, claim.cadre, claim.post)).program
        if isinstance(claim, Forced):
            return tuple(_findings(inquiry, program, tiers(basis.case), claim.prices))
        engine = second(claim.proved_by)
        return (Finding(ANY, engine.NAME, inquiry.none(engine, program)),)
    asked = ASKED.get(type(claim))
    voice = second(getattr(claim, "proved_by", ())).NAME
    return () if asked is None else (Finding(ANY, voice, asked(inquiry, basis, claim)),)


def _pinned(case: Case, cadre: str, post: str) -> Case:
    """The case in which a decision puts the cadre into the post."""
    row = {
        "decision_id": f"audit|{cadre}|{post}", "kind": DecisionKind.PIN, "cadre_id": cadre, "post_id": post,
        "decided_by": "audit", "decided_on": pd.Timestamp(case.start), "reason": "audit",
    }  # fmt: skip
    rows = [case.tables.decisions, pd.DataFrame([row], columns=case.tables.decisions.columns)]
    decisions = pd.concat([frame for frame in rows if len(frame)], ignore_index=True)
    return replace(case, tables=replace(case.tables, decisions=decisions))


def _findings(inquiry: Inquiry, program: Program, todo: tuple[Tier, ...], prices: tuple[Price, ...]) -> Iterator[Finding]:
    """Of each tier: nothing beats its bound, and something has its value, where the plan shown gave a part of it up."""
    for tier, price in zip(todo, prices, strict=False):
        engine, (given, constant) = second(price.proved_by), tier_points(program, tier)
        points = -tier.sense * given
        bound, value = (-tier.sense * (told - constant) for told in (price.bound, price.value))
        holds = inquiry.none(engine, program.with_row("better", points, -FREE, bound - 1))
        if holds and price.value != price.reached:
            missing = inquiry.none(engine, program.with_row("as good", points, -FREE, value))
            holds = None if missing is None else not missing
        yield Finding(tier.name, engine.NAME, holds)
        program = program.with_row(tier.name, points, -FREE, value + tier.tolerance)
