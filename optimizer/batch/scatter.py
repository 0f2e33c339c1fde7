"""Scenarios as dots of a chart: where each stands, in the units of the drawing. The template draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 460, 300
LEFT, RIGHT, TOP, BOTTOM = 58, 26, 22, 34  # what is left around the dots for numbers and labels
TICKS = 5


@dataclass(frozen=True)
class Axis:
    """Whole numbers from `low` by `step` to `high`, drawn between two places of the drawing."""

    low: int
    high: int
    step: int
    begin: float
    end: float

    def at(self, value: int) -> float:
        """Where a value stands."""
        return round(self.begin + (self.end - self.begin) * (value - self.low) / (self.high - self.low), 1)

    @property
    def ticks(self) -> list[tuple[float, int]]:
        """Where each step stands, and its value."""
        return [(self.at(value), value) for value in range(self.low, self.high + 1, self.step)]


def axis(values: Sequence[int], begin: float, end: float) -> Axis:
    """The axis that holds these values, with TICKS steps at the most; a step is 1, 2 or 5 times a power of ten."""
    least, most = min(values), max(values)
    steps = (times * 10**power for power in range(19) for times in (1, 2, 5))
    step = next(step for step in steps if -(-most // step) - least // step <= TICKS)
    low = least // step * step
    return Axis(low, max(-(-most // step) * step, low + step), step, begin, end)


def scatter(points: Mapping[int, tuple[int, int]], best: frozenset[int]) -> dict[str, Any]:
    """Dots with place, label and whether they are among the best, and the ticks of both axes.

    Points are by number, at least one; those that coincide are one dot with all their numbers.
    """
    across = axis([x for x, _ in points.values()], LEFT, WIDTH - RIGHT)
    upward = axis([y for _, y in points.values()], HEIGHT - BOTTOM, TOP)
    places: dict[tuple[int, int], list[int]] = {}
    for number, point in points.items():
        places.setdefault(point, []).append(number)
    dots = [
        (across.at(x), upward.at(y), numbers, not best.isdisjoint(numbers)) for (x, y), numbers in sorted(places.items())
    ]
    return {
        "width": WIDTH, "height": HEIGHT, "left": LEFT, "right": WIDTH - RIGHT, "top": TOP, "bottom": HEIGHT - BOTTOM,
        "across": across.ticks, "upward": upward.ticks, "dots": dots,
    }  # fmt: skip
