"""The LP of a nation: its Program cut into provinces, and what it proves of each tier for any sharing of the links."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.nation import Part, column_order, together
from optimizer.program import Program
from optimizer.rules.tiers import Tier
from optimizer.solve.blocks import Blocks, cut, relax_blocks
from optimizer.solve.outcome import TierResult
from optimizer.solve.params import SolveParams
from optimizer.verify.certificate import Certificate, Rung, Step, fingerprint


@dataclass
class Whole:
    """The nation on its way through the tiers: its Program with what earlier tiers left, and their certificate steps.

    `blocks`: the same Program cut into provinces.
    """

    rung: Rung
    blocks: Blocks
    steps: tuple[Step, ...] = ()


def whole(parts: Sequence[Part], budget_vnd: Mapping[int, int]) -> Whole:
    """The nation of these parts before its first tier."""
    program = together(parts, budget_vnd)
    sizes = [len(part.program.columns) for part in parts]
    return Whole(Rung(program), cut(program, np.repeat(np.arange(len(parts)), sizes)[column_order(parts)]))


def certified(climb: Whole, tier: Tier, kept: int, params: SolveParams) -> TierResult:
    """What the LP of the nation says of a tier whose value is `kept`; its row is there for the later ones.

    The first tier begins with the prices at which the links were shared out; what a tier pays says nothing of the next.
    """
    begun = time.monotonic()
    points = climb.rung.points(tier)
    found = relax_blocks(climb.blocks, climb.rung.program, points, params.nation_bound_seconds, params)
    climb.blocks.prices = {}
    bound = climb.rung.value(tier, found.bound.value)
    climb.steps += (Step(tier.name, kept, found.duals),)
    climb.rung = climb.rung.above(tier, found.bound, kept)
    return TierResult(tier, kept, bound, bound, (), time.monotonic() - begun)


def certificate_of(program: Program, climb: Whole) -> Certificate:
    """The certificate of the tiers that were climbed."""
    return Certificate(fingerprint(program), climb.steps)
