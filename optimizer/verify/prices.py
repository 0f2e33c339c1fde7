"""What prices of a nation's links prove: each province is bounded by itself, as if it paid for what it takes of them.

Whatever the prices (>= 0) are, no plan of the nation has fewer points than its provinces at these prices, together, less
the price of all that there is of the links: weak duality, in exact whole numbers and without a solver.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from optimizer.nation import Part, taken_of
from optimizer.program import Program
from optimizer.rules.tiers import Tier
from optimizer.verify.bound import combined
from optimizer.verify.certificate import Rung

POINT_BITS = 8  # priced points are whole numbers of 2**-8 points: what rounding them down costs is far below a point
PRICE_BITS = 40
GREATEST_EXPONENT = 160  # a price beyond it, either way, is of no use, and would only fill the memory


@dataclass(frozen=True)
class Prices:
    """Points for one of a link: numerator × 2**exponent, exactly. links: rule, place, as rows of a MultiIndex."""

    links: pd.MultiIndex
    numerators: np.ndarray
    exponents: np.ndarray

    def only(self, rule: str) -> "Prices":
        """The prices of the links that this rule makes."""
        kept = self.links.get_level_values(0) == rule
        return Prices(self.links[kept], self.numerators[kept], self.exponents[kept])

    @property
    def scale(self) -> int:
        """Bits after the point that all prices, and priced points, fit in."""
        return -int(self.exponents.min(initial=-POINT_BITS))

    @property
    def whole(self) -> np.ndarray:
        """The prices in units of 2**-scale, as Python integers."""
        return np.array(self.numerators.astype(object) << (self.exponents + self.scale).astype(object), dtype=object)


def as_prices(links: pd.MultiIndex, points: np.ndarray) -> Prices:
    """Prices of links in floats, as fractions; those of nothing, or less, are left out."""
    mantissa, exponents = np.frexp(points)
    numerators = np.asarray(np.round(np.ldexp(mantissa, PRICE_BITS)), dtype=np.int64)
    exponents = exponents.astype(np.int64) - PRICE_BITS
    kept = (numerators > 0) & (exponents >= -GREATEST_EXPONENT)
    return Prices(links[kept], numerators[kept], exponents[kept])


def priced(part: Part, tier: Tier, prices: Prices) -> Program:
    """The Program of a province in which a tier counts with what is paid for the links, in units of 2**-POINT_BITS.

    Its only goal has the name of the tier's first one. What is there whatever is decided does not count.
    """
    points, scale = Rung(part.program).points(tier).astype(object), prices.scale
    paid = combined(taken_of(part, prices.links), prices.whole)
    units = np.array(((points << scale) + paid) >> (scale - POINT_BITS), dtype=np.int64)
    return replace(part.program, goals={tier.goals[0]: -tier.sense * units}, constants={})


def least_of_all(prices: Prices, rooms: pd.DataFrame, least: Sequence[int]) -> int:
    """No plan of the nation has fewer points than this; `least`: those of each province at the prices, in their units.

    rooms: rule, place, room of the links. KeyError for a price of no link.
    """
    room = rooms.set_index(["rule", "place"])["room"].to_dict()
    given = np.array([room[link] for link in prices.links], dtype=object)
    total = (sum(least) << (prices.scale - POINT_BITS)) - int(np.dot(prices.whole, given))
    return -(-total >> prices.scale)


def to_json(prices: Prices) -> list[dict[str, Any]]:
    """Prices as plain JSON values."""
    names = ("rule", "place", "numerator", "exponent")
    told = zip(prices.links, prices.numerators.tolist(), prices.exponents.tolist(), strict=True)
    return [dict(zip(names, (*link, numerator, exponent), strict=True)) for link, numerator, exponent in told]


def from_json(told: Sequence[Mapping[str, Any]]) -> Prices:
    """The prices that plain JSON values say; KeyError, TypeError, ValueError or OverflowError if they say none."""
    links = pd.MultiIndex.from_tuples([(str(p["rule"]), str(p["place"])) for p in told], names=["rule", "place"])
    numerators, exponents = (np.array([p[key] for p in told], dtype=np.int64) for key in ("numerator", "exponent"))
    if links.has_duplicates or (numerators < 0).any() or (abs(exponents) > GREATEST_EXPONENT).any():
        raise ValueError("a link with two prices, a price below nothing, or an exponent out of range")
    return Prices(links, numerators, exponents)
