"""The front of two objectives: plans none of which beats another, with what is shown of each (F42)."""

from collections.abc import Mapping
from dataclasses import dataclass

from optimizer.plan import Plan
from optimizer.verify import Verdict

Values = tuple[int, int]


@dataclass(frozen=True)
class Shown:
    """No lawful plan of at most `limit` on the other axis has less than `least` on axis `of`; whose word that is."""

    of: int
    limit: int
    least: int
    proved_by: tuple[str, ...]

    def rules_out(self, values: Values) -> bool:
        """True when no plan has these values or less."""
        return values[1 - self.of] <= self.limit and values[self.of] < self.least


@dataclass(frozen=True)
class Point:
    """A lawful plan with its values on both axes; no plan as good on one axis has less than `least` on the other.

    `measures` are its values by every objective.
    """

    plan: Plan
    verdict: Verdict
    measures: Mapping[str, int]
    values: Values
    least: Values
    proved_by: tuple[str, ...]

    @property
    def proven(self) -> bool:
        """True when no lawful plan is better on one axis without being worse on the other."""
        return self.least == self.values


@dataclass(frozen=True)
class Front:
    """Points in the order of the first axis, none of which beats another, and the values of the run's plan.

    `complete`: every point of the front is here, proven. `ended`: the time ended before as many as were asked for.
    """

    names: tuple[str, str]
    points: tuple[Point, ...]
    run: Values
    complete: bool
    ended: bool
    interrupted: bool

    @property
    def proven(self) -> bool:
        """True when every point that was asked for is here, and proven."""
        return not self.ended and all(point.proven for point in self.points)


def beats(one: Values, other: Values) -> bool:
    """True when the one is no worse on either axis and better on one."""
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))
