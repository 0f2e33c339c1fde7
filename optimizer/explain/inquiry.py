"""One engine asked about one program: is there anything that keeps its rows, and what is the least of some points?"""

import threading
import time
from dataclasses import dataclass, field
from types import ModuleType

import numpy as np

from optimizer.program import Program
from optimizer.rules.tiers import Tier
from optimizer.solve import cpsat, highs
from optimizer.solve.outcome import Answer, Status


@dataclass(frozen=True)
class Inquiry:
    """Until when to ask, by the monotonic clock, and what stops it."""

    until: float
    stop: threading.Event = field(default_factory=threading.Event)

    def none(self, engine: ModuleType, program: Program) -> bool | None:
        """True when the engine proves that nothing keeps the rows, False when it finds what does, None without a word."""
        answer = self._asked(engine, program, np.zeros(len(program.columns), dtype=np.int64))
        if answer is None or answer.status == Status.UNKNOWN:
            return None
        return answer.status == Status.IMPOSSIBLE

    def least(self, engine: ModuleType, program: Program, points: np.ndarray) -> int | None:
        """The least of some points by the engine's proof; None without one."""
        answer = self._asked(engine, program, points)
        return answer.value if answer is not None and answer.status == Status.OPTIMAL else None

    def _asked(self, engine: ModuleType, program: Program, points: np.ndarray) -> Answer | None:
        """The answer of an engine; None when the time is up."""
        seconds = self.until - time.monotonic()
        if seconds <= 0 or self.stop.is_set():
            return None
        answer: Answer = engine.minimise(program, points, None, seconds, self.stop, lambda *_: None)
        return answer


def tier_points(program: Program, tier: Tier) -> tuple[np.ndarray, int]:
    """The points of a tier per column of a program, and those that are there whatever is decided."""
    nothing = np.zeros(len(program.columns), dtype=np.int64)
    points = sum((program.goals.get(goal, nothing) for goal in tier.goals), start=nothing)
    return points, sum(program.constants.get(goal, 0) for goal in tier.goals)


def second(proved_by: tuple[str, ...]) -> ModuleType:
    """The engine that did not give the proof. Bounds in whole numbers are no engine's word: HiGHS shows them soonest."""
    return cpsat if highs.NAME in proved_by and cpsat.NAME not in proved_by else highs
