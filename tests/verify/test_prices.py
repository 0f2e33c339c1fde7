"""Prices of a nation's links: what they prove holds for every plan, whatever they are; nonsense is refused."""

import itertools
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from optimizer.nation import Part
from optimizer.rules.tiers import DEFAULT_TIERS
from optimizer.verify.certificate import Rung
from optimizer.verify.prices import POINT_BITS, Prices, as_prices, from_json, least_of_all, priced, to_json
from tests.programs import drawn, every_x

FILL = DEFAULT_TIERS[0]
LINKS = pd.DataFrame({"rule": ["C25", "C01"], "place": ["2026", "CB1"], "room": [9, 2]})


def part(folder: str, seed: int) -> Part:
    """A drawn program as a province that takes 1 to 3 of the first link by each column, and of the second by some."""
    program, points = drawn(seed, width=5)
    draw = np.random.default_rng(seed)
    taken = sparse.csr_matrix(np.vstack([draw.integers(1, 4, len(points)), draw.integers(0, 2, len(points))]))
    program = replace(program, goals={"fill": points}, constants={"fill": 7})
    return Part(folder, pd.DataFrame(), program, LINKS, taken.astype(np.int64))


def prices_of(money: float, cadre: float) -> Prices:
    """Prices of both links."""
    return as_prices(pd.MultiIndex.from_frame(LINKS[["rule", "place"]]), np.array([money, cadre]))


def exactly(prices: Prices) -> dict[Any, Fraction]:
    """The prices as fractions."""
    told = zip(prices.links, prices.numerators.tolist(), prices.exponents.tolist(), strict=True)
    return {link: Fraction(numerator) * Fraction(2) ** exponent for link, numerator, exponent in told}


def least_together(parts: list[Part], xs: list[np.ndarray]) -> int | None:
    """The least points of a plan of each part that keep the links together; None if there are none."""
    points = [x @ part.program.goals["fill"] for part, x in zip(parts, xs, strict=True)]
    taken = [x @ part.taken.T.toarray() for part, x in zip(parts, xs, strict=True)]
    kept = (taken[0][:, None, :] + taken[1][None, :, :] <= LINKS["room"].to_numpy()).all(axis=2)
    return int((points[0][:, None] + points[1][None, :])[kept].min()) if kept.any() else None


def test_no_two_plans_that_keep_the_links_have_less_than_any_prices_prove() -> None:
    compared = raised = 0
    for seed in range(40):
        parts = [part("P1", seed), part("P2", 100 + seed)]
        xs = [every_x(of.program) for of in parts]
        least = least_together(parts, xs) if all(map(len, xs)) else None
        if least is None:
            continue
        proven = []
        for money, cadre in itertools.product((0.0, 0.3, 1 / 3, 2.7), (0.0, 1.9)):
            prices = prices_of(money, cadre)
            points = [Rung(priced(of, FILL, prices)).points(FILL) for of in parts]
            proven.append(least_of_all(prices, LINKS, [int((x @ of).min()) for x, of in zip(xs, points, strict=True)]))
        assert max(proven) <= least
        compared, raised = compared + 1, raised + (max(proven) > proven[0])
    assert compared >= 20 and raised >= 10


def test_priced_points_are_what_is_paid_rounded_down_to_their_unit() -> None:
    of, prices = part("P1", 3), prices_of(1 / 3, 2.7)
    price = exactly(prices)
    units = Rung(priced(of, FILL, prices)).points(FILL)
    for column, points in enumerate(of.program.goals["fill"].tolist()):
        paid = sum(price[link] * int(of.taken[n, column]) for n, link in enumerate([("C25", "2026"), ("C01", "CB1")]))
        assert units[column] <= (points + paid) * 2**POINT_BITS < units[column] + 1


def test_without_prices_the_bounds_of_the_provinces_are_added() -> None:
    nothing = prices_of(0, 0)
    assert len(nothing.links) == 0
    assert least_of_all(nothing, LINKS, [3 << POINT_BITS, 5 << POINT_BITS]) == 8
    assert least_of_all(nothing, LINKS, [(3 << POINT_BITS) + 1]) == 4
    assert (Rung(priced(part("P1", 3), FILL, nothing)).points(FILL) == part("P1", 3).program.goals["fill"] * 256).all()


def test_prices_are_read_as_they_were_written() -> None:
    prices = prices_of(0.1, 7.5)
    again = from_json(to_json(prices))
    assert exactly(again) == exactly(prices)
    assert len(prices_of(1e-300, 7.5).links) == 1
    assert len(from_json([]).links) == 0


@pytest.mark.parametrize(
    "what", [{"numerator": -1}, {"exponent": 161}, {"exponent": -161}, {"place": "CB1", "rule": "C01"}]
)
def test_a_price_below_nothing_out_of_range_or_told_twice_is_refused(what: dict[str, Any]) -> None:
    told = to_json(prices_of(0.1, 7.5))
    told[0] |= what
    with pytest.raises(ValueError, match="price"):
        from_json(told)


def test_a_price_of_no_link_proves_nothing() -> None:
    other = as_prices(pd.MultiIndex.from_tuples([("C25", "2026"), ("C01", "CB2")]), np.array([0.1, 7.5]))
    with pytest.raises(KeyError):
        least_of_all(other, LINKS, [0])


def test_a_price_of_nothing_and_the_least_and_greatest_that_are_of_use_are_read() -> None:
    told = to_json(prices_of(0.1, 7.5))
    told[0] |= {"numerator": 0, "exponent": -160}
    told[1] |= {"exponent": 160}
    assert from_json(told).numerators[0] == 0
    assert from_json(told).exponents.tolist() == [-160, 160]


def test_prices_have_forty_bits_and_none_is_below_the_least_of_use() -> None:
    least = as_prices(pd.MultiIndex.from_frame(LINKS[["rule", "place"]]), np.array([2.0**-121, 2.0**-122]))
    assert (least.numerators.tolist(), least.exponents.tolist()) == ([2**39], [-160])
    assert len(prices_of(-1.0, 0.0).links) == 0


def test_prices_of_one_rule_are_those_of_its_links() -> None:
    prices = prices_of(0.1, 7.5)
    assert exactly(prices.only("C25")) == {("C25", "2026"): exactly(prices)["C25", "2026"]}
    assert exactly(prices.only("C01")) == {("C01", "CB1"): exactly(prices)["C01", "CB1"]}


def test_a_priced_tier_of_many_goals_is_one_goal() -> None:
    worth = DEFAULT_TIERS[-1]
    program = priced(part("P1", 3), worth, prices_of(0.1, 7.5))
    assert list(program.goals) == ["fit"] and worth.sense == 1
    assert (Rung(program).points(worth) >= 0).all() and Rung(program).points(worth).any()
