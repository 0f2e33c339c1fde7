"""The plans about as good as that of a run: all that keep every tier within its tolerance of the value kept there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from optimizer.case import Case
from optimizer.errors import VerificationError
from optimizer.explain.base import base_of, cheapest
from optimizer.model import Model
from optimizer.plan import Plan
from optimizer.program import Program
from optimizer.rules.tiers import Tier
from optimizer.solve.params import DEFAULT
from optimizer.solve.tiers import complete
from optimizer.verify import Verdict, judge
from optimizer.verify.bound import Bound, bound_of
from optimizer.verify.certificate import Certificate, Rung


@dataclass(frozen=True)
class Kept:
    """A tier with the value that the run keeps there; the tolerance of the tier is the room that is given."""

    tier: Tier
    value: int

    def holds(self, value: int) -> bool:
        """True for a value within the room."""
        return self.tier.sense * (value - self.value) >= -self.tier.tolerance


@dataclass(frozen=True)
class Near:
    """The plan of a run, and the program of all plans about as good: the run's own with one row more per tier.

    `certain` marks the columns that the certificate shows to be taken in each of them; `core` those that are worth a
    first search: all but the stints that cost most by the certificate of the last tier. `x` is the run's plan.
    """

    model: Model
    plan: Plan
    kept: tuple[Kept, ...]
    program: Program
    certain: np.ndarray
    core: np.ndarray
    x: np.ndarray

    @property
    def case(self) -> Case:
        """The case of the run."""
        return self.model.case

    def verified(self, x: np.ndarray) -> tuple[Plan, Verdict]:
        """The plan that columns say, with its verdict; VerificationError unless it is lawful and as good as was asked."""
        plan = self.model.plan(x)
        verdict = judge(self.case, plan)
        reasons = [f"{breach.rule} {breach.place}" for breach in verdict.breaches]
        reasons += [kept.tier.name for kept in self.kept if not kept.holds(verdict.value(kept.tier))]
        if reasons:
            raise VerificationError(reasons)
        return plan, verdict


def near_of(
    model: Model, plan: Plan, told: Sequence[Mapping[str, Any]], certificate: Certificate, percent: float = 0
) -> Near:
    """The plans about as good as the run's; `percent` of a tier's value where that is more than its tolerance.

    VerificationError unless the certificate of the run shows what is told of each tier.
    """
    base = base_of(model, plan, told, certificate)
    rung, kept = Rung(model.program), list[Kept]()
    certain = np.zeros(len(model.program.columns), dtype=bool)
    for step, shown in zip(base.steps, certificate.steps, strict=True):
        room = max(step.tier.tolerance, int(abs(step.kept) * percent / 100))
        kept.append(Kept(step.tier._replace(tolerance=room), step.kept))
        bound = bound_of(rung.program, rung.points(step.tier), shown.duals)
        certain |= needed(rung.program, bound, rung.least(step.tier, step.kept) + room)
        rung = rung.above(kept[-1].tier, bound, step.kept, shown.refuted)
    nothing = np.zeros(len(certain), dtype=np.int64)
    x = complete(rung.program, nothing, model.decisions(plan), DEFAULT.complete_seconds)
    if x is None:
        raise VerificationError(["the plan of the run does not keep its own tiers"])
    core = cheapest(rung.program, bound, len(model.options.stints)) | (x > 0)
    return Near(model, plan, tuple(kept), rung.program, certain, core, x)


def needed(program: Program, bound: Bound, limit: int) -> np.ndarray:
    """True for each 0/1 column that every x with points · x ≤ limit takes: to leave it out costs more than there is."""
    room = (limit << bound.scale) - bound.least
    return np.array(-bound.extra > room, dtype=bool) & (program.columns["upper"].to_numpy() == 1)
