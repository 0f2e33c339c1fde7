"""Both engines on one program at once: the first proof wins, the best plan and the best bound are kept."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import numpy as np

from optimizer.program import Program
from optimizer.solve import cpsat, highs
from optimizer.solve.outcome import Answer, Status
from optimizer.threads import started

Tell = Callable[[str, int | None, int | None], None]
LATE_SECONDS = 2.0
"""An engine still at work so long after it was told to stop is left without an answer: HiGHS can loop in presolve."""


class Engine(Protocol):
    """Whoever minimises points · x over a program, from a hint, within seconds or until stopped, telling news."""

    NAME: str

    def minimise(
        self,
        program: Program,
        points: np.ndarray,
        hint: np.ndarray | None,
        seconds: float,
        stop: threading.Event,
        tell: Callable[[int | None, int | None], None],
        /,
    ) -> Answer:
        """What it found, and what it proved."""
        ...


ENGINES: tuple[Engine, ...] = (cpsat, highs)


@dataclass(frozen=True)
class Job:
    """`minimise points · x` over a program, from a hint, within some seconds."""

    program: Program
    points: np.ndarray
    hint: np.ndarray | None
    seconds: float


def race(
    job: Job,
    stop: threading.Event,
    tell: Tell,
    *,
    to_the_end: bool = False,
    engines: Sequence[Engine] = ENGINES,
) -> tuple[Answer, ...]:
    """The answers of the engines, in the order of their names.

    An optimum of one stops the other, which is not waited for, unless `to_the_end` asks for both proofs; a refusal waits
    for a second opinion. Engines see live columns only. One that does not stop has no answer.
    """
    still_open = job.program.live(job.program.columns["upper"].to_numpy() > 0)
    over, settled = _over(job, still_open), threading.Event()
    running = {started(partial(_run, engine, over, settled, tell)) for engine in engines}
    answers = sorted(_ended(running, job.seconds, stop, settled, to_the_end=to_the_end), key=lambda a: a.engine)
    return tuple(replace(a, x=None if a.x is None else grown(a.x, still_open)) for a in answers)


def _ended(
    running: set[Future[Answer]], seconds: float, stop: threading.Event, settled: threading.Event, *, to_the_end: bool
) -> list[Answer]:
    """What those say who end before it is settled or soon after; it is settled then."""
    answers, deadline = list[Answer](), time.monotonic() + seconds
    try:
        while running and (to_the_end or all(answer.status != Status.OPTIMAL for answer in answers)):
            ended, running = wait(running, timeout=0.02, return_when=FIRST_COMPLETED)
            answers += [future.result() for future in ended]
            now = time.monotonic()
            if now > deadline + LATE_SECONDS:
                break
            if now > deadline or (stop.is_set() and not settled.is_set()):
                settled.set()
                deadline = min(deadline, now)
    finally:
        settled.set()
    return answers


def _run(engine: Engine, job: Job, settled: threading.Event, tell: Tell) -> Answer:
    """Let one engine work until all is settled; nothing is told after that."""

    def told(value: int | None, bound: int | None) -> None:
        if not settled.is_set():
            tell(engine.NAME, value, bound)

    return engine.minimise(job.program, job.points, job.hint, job.seconds, settled, told)


def _over(job: Job, columns: np.ndarray) -> Job:
    """The same job over some columns."""
    hint = None if job.hint is None else job.hint[columns]
    return replace(job, program=job.program.only(columns), points=job.points[columns], hint=hint)


def grown(x: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The whole vector whose part over some columns (a mask) is x; 0 elsewhere."""
    whole = np.zeros(len(columns), dtype=np.int64)
    whole[columns] = x
    return whole
