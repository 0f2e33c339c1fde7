"""Cores: few stints that the LP likes, with all landings, courses and slacks; each wider than the last."""

import numpy as np

from optimizer.program import Program
from optimizer.verify.bound import Bound


def liking(relaxed: np.ndarray, bound: Bound, merit: np.ndarray, posts: np.ndarray) -> np.ndarray:
    """Stints in the order in which cores take them in: what the LP uses, then by what it costs to use them.

    Among equals each post gets its best stint, then each its second; `merit` (to be minimised) is what the last tier
    makes of a stint. One entry per stint in `merit` and `posts`.
    """
    stints = len(merit)
    cost = bound.extra[:stints].astype(np.float64) * 2.0**-bound.scale
    return np.lexsort((merit, nth_of_post(merit, posts), np.round(cost, 6), -np.round(relaxed[:stints], 6)))


def nth_of_post(merit: np.ndarray, posts: np.ndarray) -> np.ndarray:
    """0 for the best stint of each post, 1 for its second best, …"""
    order = np.lexsort((merit, posts))
    _, first, count = np.unique(posts[order], return_index=True, return_counts=True)
    nth = np.empty(len(order), dtype=np.int64)
    nth[order] = np.arange(len(order)) - np.repeat(first, count)
    return nth


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
