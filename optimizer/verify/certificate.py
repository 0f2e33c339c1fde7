"""The certificate of a plan: per tier, LP duals from which anyone recomputes the bound without a solver, and branches.

It says: no plan of this Program that keeps the earlier tiers within their tolerance beats this one by more than the gap.
It rests on the encodings, the gates and the completeness of the columns; the proof of the rules covers these.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from optimizer.program import FREE, Program
from optimizer.rules.tiers import Tier
from optimizer.verify import refute
from optimizer.verify.bound import Bound, Duals, bound_of
from optimizer.verify.refute import Refutation, margins, narrowed

GREATEST_EXPONENT = 2000  # beyond what a rounded 64-bit float has; greater ones would only fill the memory


@dataclass(frozen=True)
class Refuted:
    """No plan of a tier is better than `value` (in the tier's own sense): branches contradict it.

    `narrows`: later tiers begin with what the branches leave; not where these were grown after them.
    """

    value: int
    by: Refutation
    narrows: bool = True


@dataclass(frozen=True)
class Step:
    """One tier of a certificate: its duals, and the value that later tiers keep within the tolerance.

    `refuted` says more than the duals where branches were needed.
    """

    tier: str
    kept: int
    duals: Duals
    refuted: Refuted | None = None


@dataclass(frozen=True)
class Certificate:
    """The steps in the order of the tiers, and the fingerprint of the Program they speak of."""

    program: str
    steps: tuple[Step, ...]


NOTHING = Certificate("", ())  # certifies no tier


@dataclass(frozen=True)
class Rung:
    """A Program with what earlier tiers left of it: columns closed, a row per kept value, counts within bounds."""

    program: Program

    def points(self, tier: Tier) -> np.ndarray:
        """Points of a tier per column, to be minimised."""
        nothing = np.zeros(len(self.program.columns), dtype=np.int64)
        return -tier.sense * sum((self.program.goals.get(goal, nothing) for goal in tier.goals), start=nothing)

    def offset(self, tier: Tier) -> int:
        """Points of a tier, in its own sense, that are there whatever is decided."""
        return sum(self.program.constants.get(goal, 0) for goal in tier.goals)

    def least(self, tier: Tier, value: int) -> int:
        """A tier's value as the whole number that is minimised: points · x."""
        return -tier.sense * (value - self.offset(tier))

    def value(self, tier: Tier, least: int) -> int:
        """The value of a tier that a minimised number stands for."""
        return -tier.sense * least + self.offset(tier)

    def closed(self, bound: Bound, limit: int) -> "Rung":
        """Without the columns that no x with points · x ≤ limit can take."""
        return Rung(self.program.closed(bound.useless(limit)))

    def above(self, tier: Tier, bound: Bound, kept: int, refuted: Refuted | None = None) -> "Rung":
        """The rung of the next tier: this one's value stays within its tolerance of `kept`.

        Branches that cannot keep it are left out: a row per count says what the others allow.
        """
        most = self.least(tier, kept) + tier.tolerance
        program = self.closed(bound, most).program.with_row(tier.name, self.points(tier), -FREE, most)
        return Rung(narrowed(program, refuted.by) if refuted is not None and refuted.narrows else program)

    def below(self, tier: Tier, bound: Bound, kept: int, value: int) -> Program:
        """What a plan of this tier that is better than `value` would have to keep; columns closed as for `above`.

        ValueError if `value` is worse than what `above` keeps: closed columns might then be missed.
        """
        most, better = self.least(tier, kept) + tier.tolerance, self.least(tier, value) - 1
        if better > most:
            raise ValueError("branches speak of a value beyond the plan's own")
        return self.closed(bound, most).program.with_row(tier.name, self.points(tier), -FREE, better)


def climbed(program: Program, tiers: Sequence[Tier], certificate: Certificate) -> Iterator[tuple[Rung, Bound]]:
    """The rung of each tier of the certificate with the bound it shows there, recomputed in exact whole numbers."""
    rung = Rung(program)
    for tier, step in zip(tiers, certificate.steps, strict=False):
        bound = bound_of(rung.program, rung.points(tier), step.duals)
        yield rung, bound
        rung = rung.above(tier, bound, step.kept, step.refuted)


def replay(program: Program, tiers: Sequence[Tier], certificate: Certificate) -> tuple[int, ...]:
    """The certified bound of each tier of the certificate. ValueError for branches that contradict nothing."""
    rungs = zip(tiers, certificate.steps, climbed(program, tiers, certificate), strict=False)
    return tuple(rung.value(tier, _least(rung, tier, step, bound)) for tier, step, (rung, bound) in rungs)


def _least(rung: Rung, tier: Tier, step: Step, bound: Bound) -> int:
    """The least value (as minimised) that a tier can have: what the duals say, or the branches."""
    if step.refuted is None:
        return bound.value
    if not all(margin > 0 for margin in margins(rung.below(tier, bound, step.kept, step.refuted.value), step.refuted.by)):
        raise ValueError("a branch is not contradicted")
    return max(bound.value, rung.least(tier, step.refuted.value))


def faults(program: Program, tiers: Sequence[Tier], told: Sequence[int], certificate: Certificate) -> list[str]:
    """Why a certificate does not show the bounds it is told to show; empty when it does."""
    if certificate.program != fingerprint(program):
        return ["the certificate speaks of another Program"]
    names = [tier.name for tier in tiers[: len(certificate.steps)]]
    if [step.tier for step in certificate.steps] != names or len(told) != len(names):
        return ["the certificate lacks a tier or names another"]
    try:
        shown = replay(program, tiers, certificate)
    except (IndexError, OverflowError, ValueError) as fault:
        return [f"the certificate cannot be replayed: {fault}"]
    pairs = zip(tiers, told, shown, strict=False)
    return [
        f"{tier.name}: certified {is_told}, shown {is_shown}" for tier, is_told, is_shown in pairs if is_told != is_shown
    ]


def fingerprint(program: Program) -> str:
    """SHA-256 of everything a Program says: names, bounds, terms and goals."""
    digest = hashlib.sha256()
    for frame in (program.columns, program.rows):
        for name in frame.columns:
            column = frame[name].to_numpy()
            whole = column.dtype.kind in "iu"
            digest.update(column.astype("<i8").tobytes() if whole else "\n".join(map(str, column)).encode())
    for part in (program.terms.indptr, program.terms.indices, program.terms.data):
        digest.update(part.astype("<i8").tobytes())
    for goal in sorted(program.goals):
        digest.update(f"{goal}:{program.constants.get(goal, 0)}".encode() + program.goals[goal].astype("<i8").tobytes())
    return digest.hexdigest()


def to_json(certificate: Certificate) -> dict[str, Any]:
    """A certificate as plain JSON values."""
    steps = [
        {
            "tier": step.tier,
            "kept": step.kept,
            "rows": step.duals.rows.tolist(),
            "numerators": step.duals.numerators.tolist(),
            "exponents": step.duals.exponents.tolist(),
        }
        | ({} if step.refuted is None else {"refuted": _told(step.refuted)})
        for step in certificate.steps
    ]
    return {"schema_version": 3, "program_sha256": certificate.program, "steps": steps}


def from_json(told: dict[str, Any]) -> Certificate:
    """The certificate that plain JSON values say; KeyError, TypeError, ValueError or OverflowError if they say none."""
    steps = tuple(Step(str(step["tier"]), int(step["kept"]), _duals(step), _refuted(step)) for step in told["steps"])
    return Certificate(str(told["program_sha256"]), steps)


def _told(refuted: Refuted) -> dict[str, Any]:
    """What branches refute, as plain JSON values."""
    return {"value": refuted.value, "narrows": refuted.narrows, **refute.to_json(refuted.by)}


def _refuted(step: dict[str, Any]) -> Refuted | None:
    """What the branches of one step refute, if it has any."""
    told = step.get("refuted")
    return None if told is None else Refuted(int(told["value"]), refute.from_json(told), bool(told["narrows"]))


def _duals(step: dict[str, Any]) -> Duals:
    """The duals of one step; ValueError for numbers that no rounded dual has."""
    rows, numerators, exponents = (np.array(step[key], dtype=np.int64) for key in ("rows", "numerators", "exponents"))
    if not len(rows) == len(numerators) == len(exponents) or (abs(exponents) > GREATEST_EXPONENT).any():
        raise ValueError("duals of unequal length, or an exponent out of range")
    return Duals(rows, numerators, exponents)
