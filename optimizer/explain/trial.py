"""Questions to both engines: can these constraints be kept together, and which must give way?"""

import threading
import time
from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from optimizer.case import Case
from optimizer.errors import DisagreementError
from optimizer.explain.constrained import Switched, switches
from optimizer.explain.waivers import A_STINT, contradictory
from optimizer.program import FREE, Program
from optimizer.solve import cpsat, highs
from optimizer.solve.outcome import Answer, Status
from optimizer.solve.race import Job, race
from optimizer.solve.tiers import lots

Set = frozenset[int]


@dataclass
class Trial:
    """Questions to both engines about the constraints of a case, until the monotonic clock says so or `stop` is set.

    `answers` are the switched programs' columns by what was kept, `refusals` the engines that call it impossible.
    """

    case: Case
    asked: Switched
    until: float
    stop: threading.Event
    refusals: dict[Set, tuple[str, ...]] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        """True when the time is up, or `stop` is set."""
        return self.stop.is_set() or time.monotonic() >= self.until

    @property
    def all(self) -> Set:
        """Every constraint."""
        return frozenset(range(len(self.asked.groups)))

    def kept(self, kept: Collection[int], *, sparing: bool = False) -> np.ndarray | None:
        """Columns of a plan that keeps these constraints, with as few other switches on as can be if `sparing`.

        None where an engine proves that there is none (then `refusals` says which), or time is up.
        """
        return self.best(kept, switches(self.asked).astype(np.int64) * sparing)

    def best(self, kept: Collection[int], points: np.ndarray) -> np.ndarray | None:
        """The same with the fewest points, as far as one engine proves it or the time goes."""
        answers = self._answers(kept, points, to_the_end=False)
        return min((a.x for a in answers if a.x is not None), key=lambda x: int(points @ x), default=None)

    def cheapest(self, points: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]] | None:
        """Columns of the plan with the fewest points, and the engines that prove that; None if there is no plan yet."""
        answers = self._answers((), points, to_the_end=True)
        x = min((a.x for a in answers if a.x is not None), key=lambda x: int(points @ x), default=None)
        return None if x is None else (x, tuple(a.engine for a in answers if a.status == Status.OPTIMAL))

    def _answers(self, kept: Collection[int], points: np.ndarray, *, to_the_end: bool) -> tuple[Answer, ...]:
        """Both engines' answers; what they call impossible is kept in `refusals`."""
        if self.ended:
            return ()
        closed = self._closed(kept)
        answers = race(
            Job(closed, points, None, self.until - time.monotonic()), self.stop, lambda *_: None, to_the_end=to_the_end
        )
        if contradictory(answers):
            raise DisagreementError(closed, points, answers)
        refusals = tuple(answer.engine for answer in answers if answer.status == Status.IMPOSSIBLE)
        if refusals:
            self.refusals[frozenset(kept)] = refusals
        return answers

    def settled(self, kept: Collection[int], x: np.ndarray, points: np.ndarray) -> np.ndarray:
        """Of the plans with no more of these points than x, one with the fewest stints, then the lowest lots, in time."""
        program = self.asked.program
        order = lots(list(program.columns["name"]), self.case.settings.seed)
        order[self.asked.model.options.stints["column"]] += A_STINT
        order[program.decisions :] += A_STINT
        held = self._closed(kept).with_row("points", points, -FREE, int(points @ x))
        found = cpsat.minimise(held, order, x, max(0.5, self.until - time.monotonic()), self.stop, lambda *_: None).x
        return x if found is None else found

    def pulled(self, kept: Collection[int]) -> Set:
        """Constraints that the elastic LP breaks while it keeps these; none where it breaks none, or has no answer."""
        points = switches(self.asked).astype(np.int64)
        found = highs.relax(self._closed(kept), points, max(0.01, self.until - time.monotonic()), self.stop)
        return frozenset() if found is None else self.broken(found[0] > 1e-6)

    def broken(self, x: np.ndarray) -> Set:
        """The constraints whose switches are on."""
        return frozenset(np.flatnonzero(x[self.asked.first :] > 0).tolist())

    def impossible(self, kept: Collection[int]) -> bool:
        """True when these constraints were proven to contradict each other."""
        return frozenset(kept) in self.refusals

    def _closed(self, kept: Collection[int]) -> Program:
        """The program in which these constraints hold."""
        held = np.zeros(len(self.asked.program.columns), dtype=bool)
        held[self.asked.first + np.array(sorted(kept), dtype=np.int64)] = True
        return self.asked.program.closed(held)
