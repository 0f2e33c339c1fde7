"""Polishing a plan: a few communes at a time are planned anew while the others keep what they have."""

import threading
import time
from collections.abc import Iterator

import numpy as np

from optimizer.program import Program
from optimizer.solve.params import SolveParams
from optimizer.solve.race import Job, Tell, race


def polished(
    job: Job, communes: np.ndarray, params: SolveParams, stop: threading.Event, tell: Tell
) -> tuple[np.ndarray, int]:
    """The best plan found from the one of the job within its seconds, never a worse one; and how many were better.

    `communes` has the commune (a number) of each stint, the first columns of the job's program. Which communes are
    planned together is drawn by a fixed seed; every draw is another neighbourhood.
    """
    until, best, better = time.monotonic() + job.seconds, job.hint, 0
    assert best is not None
    for chosen in _draws(job.program, communes, params):
        left = until - time.monotonic()
        if left < params.least_seconds or stop.is_set():
            break
        near = neighbourhood(job.program, communes, chosen, best)
        answers = race(Job(near, job.points, best, min(left, params.polish_seconds)), stop, tell)
        found = min((a.x for a in answers if a.x is not None), key=lambda x: int(job.points @ x), default=best)
        if int(job.points @ found) < int(job.points @ best):
            best, better = found, better + 1
    return best, better


def neighbourhood(program: Program, communes: np.ndarray, chosen: np.ndarray, best: np.ndarray) -> Program:
    """The program with the stints in the chosen communes, and elsewhere only those of the best plan."""
    off = np.zeros(len(program.columns), dtype=bool)
    off[: len(communes)] = ~np.isin(communes, chosen) & (best[: len(communes)] == 0)
    return program.closed(off)


def _draws(program: Program, communes: np.ndarray, params: SolveParams) -> Iterator[np.ndarray]:
    """Without end: communes in a drawn order, as many as have `polish_stints` open stints together, at least two."""
    still_open = program.columns["upper"].to_numpy()[: len(communes)] > 0
    count = np.bincount(communes[still_open], minlength=int(communes.max(initial=0)) + 1)
    draw = np.random.default_rng(0)
    while True:
        order = draw.permutation(np.flatnonzero(count))
        yield order[: max(2, int((count[order].cumsum() <= params.polish_stints).sum()))]
