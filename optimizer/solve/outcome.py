"""How a solve ends, and how it reports on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from optimizer.plan import Plan
from optimizer.rules.tiers import Tier
from optimizer.verify import Verdict
from optimizer.verify.certificate import NOTHING, Certificate


class Status(StrEnum):
    """What one engine can say of one program."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """One engine's answer to `minimise points · x`: values are None where it has none."""

    engine: str
    status: Status
    x: np.ndarray | None
    value: int | None
    bound: int | None
    seconds: float


@dataclass(frozen=True)
class News:
    """What an engine found while working on a tier; in the tier's own sense."""

    tier: str
    engine: str
    value: int | None
    bound: int | None
    seconds_left: float


Watch = Callable[[News], None]


@dataclass(frozen=True)
class TierResult:
    """The value of the plan in a tier (by definition), and four things said of it, side by side.

    `certified`: the bound that the certificate shows; `bound`: the best that an engine says (its word where it is
    beyond the certified one); `proved_by`: the engines that proved the value optimal.
    """

    tier: Tier
    value: int
    certified: int
    bound: int
    proved_by: tuple[str, ...]
    seconds: float

    @property
    def gap(self) -> int:
        """Units between the value and the best bound."""
        return abs(self.bound - self.value)

    @property
    def certified_gap(self) -> int:
        """Units by which, as the certificate shows, no plan beats this one."""
        return abs(self.certified - self.value)

    @property
    def proven(self) -> bool:
        """True when the certificate leaves no gap, or an engine proved the value."""
        return self.certified_gap == 0 or bool(self.proved_by)

    @property
    def confirmed(self) -> bool:
        """True when a second voice says the same: two engines, or an engine and the certificate."""
        return len(self.proved_by) + (self.certified_gap == 0) >= 2

    @property
    def facts(self) -> dict[str, Any]:
        """All that is said of the tier, by name, as plain values; the screen and the manifest each tell some of it."""
        found = {"name": self.tier.name, "value": self.value, "certified": self.certified, "bound": self.bound}
        gaps = {"gap": self.gap, "certified_gap": self.certified_gap, "tolerance": self.tier.tolerance}
        proof = {"proved_by": list(self.proved_by), "confirmed": self.confirmed, "seconds": round(self.seconds, 3)}
        return {**found, **gaps, **proof}


@dataclass(frozen=True)
class Solved:
    """A plan that the verifier admits; `complete` when every tier was reached, `interrupted` if cut short."""

    plan: Plan
    verdict: Verdict
    tiers: tuple[TierResult, ...]
    ties_broken: bool
    interrupted: bool
    certificate: Certificate = NOTHING

    @property
    def proven(self) -> bool:
        """True when each tier was proven optimal, by the certificate or an engine."""
        return len(self.tiers) == len(self.verdict.tiers) and all(t.proven for t in self.tiers)


@dataclass(frozen=True)
class Impossible:
    """No plan keeps all hard rules; `proved_by` names the engines that say so."""

    proved_by: tuple[str, ...]


@dataclass(frozen=True)
class OutOfTime:
    """Neither a plan nor a proof that there is none, within the time given."""

    interrupted: bool


@dataclass(frozen=True)
class Disagreement:
    """Two engines claim different optima for one tier."""

    tier: str
    answers: tuple[Answer, ...]


Failure = Impossible | OutOfTime | Disagreement
Outcome = Solved | Failure


def status_of(outcome: Outcome) -> str:
    """What is known of a plan in one word: proven, gap, interrupted; or impossible, disagreement, no_plan."""
    if isinstance(outcome, Solved):
        return "interrupted" if outcome.interrupted else "proven" if outcome.proven else "gap"
    if isinstance(outcome, Impossible):
        return "impossible"
    return "disagreement" if isinstance(outcome, Disagreement) else "no_plan"
