"""Draws in whole columns. Everything rests on the one stream of uniform numbers of a seed, so it can be repeated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Draw:
    """A stream of random numbers."""

    stream: np.random.Generator

    def even(self, count: int) -> np.ndarray:
        """Numbers in [0, 1)."""
        return self.stream.random(count)

    def chance(self, count: int, permille: int | np.ndarray) -> np.ndarray:
        """True with the odds given, row by row."""
        return self.even(count) * 1000 < permille

    def whole(self, count: int, low: int | np.ndarray, high: int | np.ndarray) -> np.ndarray:
        """Whole numbers between low and high, both included. int64."""
        return (low + np.floor(self.even(count) * (high - low + 1))).astype(np.int64)

    def among(self, count: int, odds: Mapping[str, int]) -> np.ndarray:
        """Words drawn by their weights."""
        steps = np.cumsum(list(odds.values()))
        words = np.array(list(odds), dtype=object)
        return words[np.searchsorted(steps, self.even(count) * steps[-1], side="right")]

    def one_of(self, count: int, values: Sequence[Any]) -> np.ndarray:
        """Values drawn evenly."""
        return np.array(values)[self.whole(count, 0, len(values) - 1)]

    def by_key(self, keys: np.ndarray, odds: Mapping[Any, Mapping[str, int]]) -> np.ndarray:
        """Words drawn by the weights that belong to each row's key."""
        drawn = np.full(len(keys), "", dtype=object)
        for key in sorted(set(keys)):
            rows = keys == key
            drawn[rows] = self.among(int(rows.sum()), odds[key])
        return drawn

    def between(self, keys: np.ndarray, ranges: Mapping[Any, Sequence[int]]) -> np.ndarray:
        """Whole numbers between the two ends that belong to each row's key."""
        low, high = (np.array([ranges[key][end] for key in keys], dtype=np.int64) for end in (0, 1))
        return self.whole(len(keys), low, high)

    def order(self, count: int) -> np.ndarray:
        """The numbers 0 … count - 1, shuffled."""
        return np.argsort(self.even(count), kind="stable")

    def distinct(self, count: int, values: int, width: int) -> np.ndarray:
        """For each row `width` different numbers below `values`; shape (count, width)."""
        return np.argsort(self.stream.random((count, values)), axis=1, kind="stable")[:, :width]


def draw_of(seed: int, number: int) -> Draw:
    """The stream of one block of a seed; blocks do not depend on one another."""
    return Draw(np.random.Generator(np.random.PCG64([seed, number])))


def first_of_month(start: date, months: np.ndarray) -> np.ndarray:
    """First days of the months that lie so many months after that of `start`; datetime64[D]."""
    return (np.datetime64(start, "M") + months).astype("datetime64[D]")


def days_before(start: date, days: np.ndarray) -> np.ndarray:
    """Days that lie so many days before `start`; datetime64[D]."""
    return np.datetime64(start, "D") - days.astype(np.int64)


def share(permille: Mapping[str, int], keys: np.ndarray) -> np.ndarray:
    """The figure that belongs to each row's key."""
    return np.array([permille[key] for key in keys], dtype=np.int64)
