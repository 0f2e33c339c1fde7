"""Cores: few stints that the LP likes, with all landings, courses and slacks; each wider than the last."""

import numpy as np

from optimizer.program import Program
from optimizer.verify.bound import Bound


def liking(relaxed: np.ndarray, bound: Bound, merit: np.ndarray) -> np.ndarray:
    """Stints in the order in which cores take them in: what the LP uses, then by what it costs to use them.

    Among equals the one that later tiers like comes first (`merit`, to be minimised, one entry per stint).
    """
    stints = len(merit)
    cost = np.array([float(extra) for extra in bound.extra[:stints]]) * 2.0**-bound.scale
    return np.lexsort((merit, np.round(cost, 6), -np.round(relaxed[:stints], 6)))


def stints_open(program: Program, order: np.ndarray) -> int:
    """How many stints a program may still take."""
    return int((program.columns["upper"].to_numpy()[: len(order)] > 0).sum())


def cored(program: Program, order: np.ndarray, width: int, best: np.ndarray) -> Program:
    """The program with only the first `width` open stints of `order`, and those of the best plan so far."""
    stints = len(order)
    still_open = order[program.columns["upper"].to_numpy()[order] > 0]
    off = np.zeros(len(program.columns), dtype=bool)
    off[:stints] = True
    off[still_open[:width]] = False
    off[:stints] &= best[:stints] == 0
    return program.closed(off)
