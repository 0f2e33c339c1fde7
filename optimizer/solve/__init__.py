"""Solving: tiers in order, two engines at once, every plan verified."""

from optimizer.solve.outcome import (
    Answer,
    Disagreement,
    Failure,
    Impossible,
    News,
    Outcome,
    OutOfTime,
    Solved,
    Status,
    TierResult,
)
from optimizer.solve.params import SolveParams
from optimizer.solve.tiers import solve

__all__ = [
    "Answer",
    "Disagreement",
    "Failure",
    "Impossible",
    "News",
    "OutOfTime",
    "Outcome",
    "SolveParams",
    "Solved",
    "Status",
    "TierResult",
    "solve",
]
