"""Scenarios as dots of a chart: where each stands, in the units of the drawing. The template draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 460, 300
LEFT, RIGHT, TOP, BOTTOM = 58, 26, 22, 34  # what is left around the dots for numbers and labels
TICKS = 5
RADIUS = 5
LETTER, LINE = 6.5, 12  # the room of a label: width of a letter, height
SIDES = ((9, 4), (9, -7), (9, 16), (0, -9), (0, 19), (16, -16), (16, 25))  # where a label may stand beside its dot

Box = tuple[float, float, float, float]  # left, top, right, bottom


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
    """Dots with place, label, where the label begins, and whether they are among the best; and the ticks of both axes.

    Points are by number, at least one; those that coincide are one dot with all their numbers.
    """
    across = axis([x for x, _ in points.values()], LEFT, WIDTH - RIGHT)
    upward = axis([y for _, y in points.values()], HEIGHT - BOTTOM, TOP)
    places: dict[tuple[int, int], list[int]] = {}
    for number, point in points.items():
        places.setdefault(point, []).append(number)
    told = sorted(places.items())
    spots = [(across.at(x), upward.at(y)) for (x, y), _ in told]
    labels = [", ".join(map(str, numbers)) for _, numbers in told]
    dots = [
        (*spot, label, *begin, not best.isdisjoint(numbers))
        for spot, label, begin, (_, numbers) in zip(spots, labels, beside(spots, labels), told, strict=True)
    ]
    return {
        "width": WIDTH, "height": HEIGHT, "left": LEFT, "right": WIDTH - RIGHT, "top": TOP, "bottom": HEIGHT - BOTTOM,
        "across": across.ticks, "upward": upward.ticks, "dots": dots,
    }  # fmt: skip


def beside(spots: Sequence[tuple[float, float]], labels: Sequence[str]) -> list[tuple[float, float]]:
    """Where each label begins: on the side of its dot on which it covers the least of dots and of labels before it."""
    taken: list[Box] = [(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in spots]
    begins = []
    for (x, y), label in zip(spots, labels, strict=True):
        wide = LETTER * len(label)
        offered = [(x + dx, y + dy) for dx, dy in SIDES] + [(x - dx - wide, y + dy) for dx, dy in SIDES]
        within = [(left, y) for left, y in offered if 0 <= left <= WIDTH - wide and LINE <= y <= HEIGHT - BOTTOM + 4]
        begin = min(within or offered, key=lambda at: sum(overlap(box_of(at, wide), other) for other in taken))
        taken.append(box_of(begin, wide))
        begins.append(begin)
    return begins


def box_of(begin: tuple[float, float], wide: float) -> Box:
    """The room of a label that begins here, on its base line."""
    return begin[0], begin[1] - LINE + 2, begin[0] + wide, begin[1] + 2


def overlap(one: Box, other: Box) -> float:
    """The area that two boxes share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, across) * max(0.0, down)
