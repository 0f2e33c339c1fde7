"""Both engines on one program at once: the first proof wins, the best plan and the best bound are kept."""

import threading
import time
from collections.abc import Callable

import numpy as np

from optimizer.program import Program
from optimizer.solve import cpsat, highs
from optimizer.solve.outcome import Answer, Status

ENGINES = (cpsat, highs)
Tell = Callable[[str, int | None, int | None], None]


def race(
    program: Program,
    points: np.ndarray,
    hint: np.ndarray | None,
    seconds: float,
    stop: threading.Event,
    tell: Tell,
    *,
    to_the_end: bool = False,
) -> tuple[Answer, ...]:
    """The answers of both engines to `minimise points · x`.

    One that proves something stops the other, unless `to_the_end` asks for both proofs.
    """
    answers: list[Answer] = []
    settled = threading.Event()
    failures: list[BaseException] = []

    def run(engine: object) -> None:
        try:
            name = engine.NAME  # type: ignore[attr-defined]
            answer = engine.minimise(  # type: ignore[attr-defined]
                program, points, hint, seconds, settled, lambda value, bound: tell(name, value, bound)
            )
        except BaseException as failure:  # noqa: BLE001 - raised again by the caller's thread below
            failures.append(failure)
            settled.set()
            return
        answers.append(answer)
        if answer.status in (Status.OPTIMAL, Status.IMPOSSIBLE) and not to_the_end:
            settled.set()

    threads = [threading.Thread(target=run, args=(engine,), daemon=True) for engine in ENGINES]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + seconds
    while any(thread.is_alive() for thread in threads):
        if stop.is_set() or time.monotonic() > deadline:
            settled.set()
        threads[0].join(0.02)
        threads[1].join(0.02)
    if failures:
        raise failures[0]
    return tuple(sorted(answers, key=lambda answer: answer.engine))
