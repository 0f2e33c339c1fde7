"""Both engines on one program at once: the first proof wins, the best plan and the best bound are kept."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from optimizer.program import Program
from optimizer.solve import cpsat, highs
from optimizer.solve.outcome import Answer, Status

Tell = Callable[[str, int | None, int | None], None]


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
    for a second opinion. Engines see live columns only.
    """
    still_open = job.program.live(job.program.columns["upper"].to_numpy() > 0)
    over, settled = _over(job, still_open), threading.Event()
    deadline = time.monotonic() + job.seconds
    pool = ThreadPoolExecutor(len(engines))
    running = {pool.submit(_run, engine, over, settled, tell) for engine in engines}
    pool.shutdown(wait=False)
    answers: list[Answer] = []
    try:
        while running and (to_the_end or all(answer.status != Status.OPTIMAL for answer in answers)):
            ended, running = wait(running, timeout=0.02, return_when=FIRST_COMPLETED)
            answers += [future.result() for future in ended]
            if stop.is_set() or time.monotonic() > deadline:
                settled.set()
    finally:
        settled.set()
    answers.sort(key=lambda answer: answer.engine)
    return tuple(replace(a, x=None if a.x is None else grown(a.x, still_open)) for a in answers)


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
