"""The rows that the LPs of a search begin with. Most never bind, and many only say what a slack is.

A district over five years has 6,128 rows, of which 236 bind in the LP of `fill`. With all rows that some x broke the
search was open after 60 s; with these, and more when a whole x breaks them, nothing was left after 8 (decision 0012).
"""

import threading

import numpy as np

from optimizer.program import Program
from optimizer.solve import highs

VARIED = 4  # coefficients: a row with so many different ones is about money, and counts of it are split most often


def bearing(program: Program, points: np.ndarray) -> np.ndarray:
    """The rows (a mask) that can bear on points: those without slacks, and those that tie a slack to one with points.

    The other rows say what slacks are that nobody counts here.
    """
    tied = abs(program.terms[:, program.decisions :]).astype(bool).astype(np.int64)
    told, known = points[program.decisions :] != 0, -1
    while told.sum() > known:
        known = told.sum()
        told |= tied.T @ (tied @ told) > 0
    return np.asarray(tied @ ~told == 0)


def first_rows(program: Program, points: np.ndarray, seconds: float, stop: threading.Event) -> np.ndarray:
    """The rows (a mask) that bind in the LP of `minimise points · x`, that say what slacks with points are, or vary.

    All rows where that LP has no optimum or takes longer.
    """
    found = highs.relax(program, points, seconds, stop)
    if found is None:
        return np.ones(len(program.rows), dtype=bool)
    slacks = program.terms[:, program.decisions :]
    direct = abs(slacks) @ np.abs(points[program.decisions :]) > 0
    return np.asarray((found[1] != 0) | direct | (varied(program) & bearing(program, points)))


def varied(program: Program) -> np.ndarray:
    """The rows (a mask) whose decisions have many different coefficients."""
    terms = program.terms[:, : program.decisions]
    row = np.repeat(np.arange(terms.shape[0]), np.diff(terms.indptr))
    pairs = np.unique(np.column_stack([row, terms.data]), axis=0)
    return np.bincount(pairs[:, 0], minlength=terms.shape[0]) >= VARIED
