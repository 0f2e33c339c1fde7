"""How a solve ends, and how it reports on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from optimizer.plan import Plan
from optimizer.rules.tiers import Tier
from optimizer.verify import Verdict


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
    """The value of the plan in a tier (by definition), the bound, and who proved it optimal.

    `proved_by` names the engines that proved the value; empty while a gap is open.
    """

    tier: Tier
    value: int
    bound: int | None
    proved_by: tuple[str, ...]
    seconds: float

    @property
    def gap(self) -> int | None:
        """Units between value and bound; None when no bound is known."""
        return None if self.bound is None else abs(self.bound - self.value)


@dataclass(frozen=True)
class Solved:
    """A plan that the verifier admits; `complete` when every tier was reached, `interrupted` if cut short."""

    plan: Plan
    verdict: Verdict
    tiers: tuple[TierResult, ...]
    ties_broken: bool
    interrupted: bool

    @property
    def proven(self) -> bool:
        """True when each tier was proven optimal by an engine."""
        return len(self.tiers) == len(self.verdict.tiers) and all(t.proved_by for t in self.tiers)


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
