"""Both engines on one program at once: the first proof wins, the best plan and the best bound are kept."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import ModuleType

import numpy as np

from optimizer.program import Program
from optimizer.solve import cpsat, highs
from optimizer.solve.outcome import Answer, Status

ENGINES = (cpsat, highs)
Tell = Callable[[str, int | None, int | None], None]


@dataclass(frozen=True)
class Job:
    """`minimise points · x` over a program, from a hint, within some seconds."""

    program: Program
    points: np.ndarray
    hint: np.ndarray | None
    seconds: float


@dataclass
class _Race:
    """What the two threads of a race share."""

    job: Job
    tell: Tell
    to_the_end: bool
    settled: threading.Event = field(default_factory=threading.Event)
    answers: list[Answer] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)

    def run(self, engine: ModuleType) -> None:
        """Let one engine work; its optimum stops the other, its refusal waits for a second opinion."""
        job = self.job
        try:
            answer = engine.minimise(
                job.program,
                job.points,
                job.hint,
                job.seconds,
                self.settled,
                lambda value, bound: self.tell(engine.NAME, value, bound),
            )
        except BaseException as failure:  # noqa: BLE001 - raised again by the caller's thread
            self.failures.append(failure)
            self.settled.set()
            return
        self.answers.append(answer)
        if answer.status == Status.OPTIMAL and not self.to_the_end:
            self.settled.set()


def race(job: Job, stop: threading.Event, tell: Tell, *, to_the_end: bool = False) -> tuple[Answer, ...]:
    """The answers of both engines, in the order of their names.

    An optimum of one stops the other, unless `to_the_end` asks for both proofs. Engines see live columns only.
    """
    still_open = job.program.live(job.program.columns["upper"].to_numpy() > 0)
    shared = _Race(_over(job, still_open), tell, to_the_end)
    threads = [threading.Thread(target=shared.run, args=(engine,), daemon=True) for engine in ENGINES]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + job.seconds
    while any(thread.is_alive() for thread in threads):
        if stop.is_set() or time.monotonic() > deadline:
            shared.settled.set()
        for thread in threads:
            thread.join(0.02)
    if shared.failures:
        raise shared.failures[0]
    answers = sorted(shared.answers, key=lambda answer: answer.engine)
    return tuple(replace(a, x=None if a.x is None else grown(a.x, still_open)) for a in answers)


def _over(job: Job, columns: np.ndarray) -> Job:
    """The same job over some columns."""
    hint = None if job.hint is None else job.hint[columns]
    return replace(job, program=job.program.only(columns), points=job.points[columns], hint=hint)


def grown(x: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The whole vector whose part over some columns (a mask) is x; 0 elsewhere."""
    whole = np.zeros(len(columns), dtype=np.int64)
    whole[columns] = x
    return whole
