"""The LP of linked blocks beside the same LP in one piece; links that bind, other points, no links at all."""

import itertools
import threading
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from scipy import sparse

from optimizer.program import Program
from optimizer.solve import highs
from optimizer.solve.blocks import Block, Blocks, Mixed, relax_blocks
from optimizer.solve.params import DEFAULT
from tests.programs import drawn, in_one

GAP = 1e-6
Case = tuple[list[Program], list[np.ndarray], list[sparse.csr_matrix], np.ndarray]  # parts, points, taken, room


def lp(program: Program, points: np.ndarray) -> tuple[float, np.ndarray] | None:
    """The value and the x of the LP in one piece; None without one."""
    found = highs.relax(program, points, 60, threading.Event())
    return None if found is None else (float(points @ found[0]), found[0])


def blocks_of(case: Case) -> Blocks:
    """The case cut into blocks."""
    parts, _, taken, room = case
    return Blocks(tuple(map(Block, parts, taken)), room.astype(np.float64))


def unlinked(seeds: Sequence[int]) -> Case:
    """Drawn programs that nothing links."""
    parts, points = map(list, zip(*map(drawn, seeds), strict=True))
    return parts, points, [sparse.csr_matrix((0, len(of)), dtype=np.int64) for of in points], np.zeros(0, dtype=np.int64)


def linked(seeds: Sequence[int]) -> Case | None:
    """Drawn programs with a link that no best x keeps: all take one less of it; and a loose one. None without an LP."""
    parts, points, taken, room = unlinked(seeds)
    alone = lp(in_one(parts, taken, room), np.concatenate(points))
    if alone is None:
        return None
    sizes = np.cumsum([0, *map(len, points)])
    of_it = 1 + np.arange(sizes[-1]) % 3
    both = [sparse.csr_matrix(np.vstack([of_it[a:b], np.ones(b - a, int)])) for a, b in itertools.pairwise(sizes)]
    case = parts, points, both, np.array([int(np.floor(of_it @ alone[1])) - 1, 10**6])
    return case if lp(in_one(parts, both, case[3]), np.concatenate(points)) is not None else None


def holds(found: Mixed, prices: np.ndarray, case: Case, points: Sequence[np.ndarray]) -> float:
    """What was found is the LP in one piece, whose value is returned, and its bound is what its prices prove."""
    parts, _, taken, room = case
    whole, x = in_one(parts, taken, room), np.concatenate(found.xs)
    answer = lp(whole, np.concatenate(points))
    assert answer is not None
    assert float(np.concatenate(points) @ x) == pytest.approx(answer[0], abs=1e-3)
    assert answer[0] - 1e-3 <= found.bound <= answer[0] + 1e-6
    alone = [lp(part, of + prices @ takes) for part, of, takes in zip(parts, points, taken, strict=True)]
    assert sum(one[0] for one in alone if one is not None) - prices @ room == pytest.approx(found.bound, abs=1e-6)
    assert (prices >= 0).all()
    activity = whole.terms @ x
    assert (activity <= whole.rows["upper"] + 1e-6).all() and (activity >= whole.rows["lower"] - 1e-6).all()
    return answer[0]


def test_blocks_without_a_link_reach_the_lp_of_the_whole() -> None:
    compared = 0
    for seed in range(0, 60, 3):
        case = unlinked([seed, seed + 1, seed + 2])
        parts, points, taken, room = case
        if lp(in_one(parts, taken, room), np.concatenate(points)) is not None:
            holds(relax_blocks(blocks_of(case), points, GAP, 60, DEFAULT), np.zeros(0), case, points)
            compared += 1
    assert compared >= 5


def pairs_with_a_binding_link() -> Iterator[Case]:
    """Drawn pairs of blocks with a link that binds and one that does not."""
    yield from filter(None, (linked([seed, 200 + seed]) for seed in range(100)))


def test_blocks_with_a_binding_link_reach_the_lp_of_the_whole_and_only_it_has_a_price() -> None:
    compared = 0
    for case in pairs_with_a_binding_link():
        parts, points, taken, room = case
        blocks = blocks_of(case)
        value = holds(relax_blocks(blocks, points, GAP, 60, DEFAULT), blocks.prices, case, points)
        free = lp(in_one(parts, [of[:0] for of in taken], room[:0]), np.concatenate(points))
        assert free is not None and blocks.prices[1] == 0
        compared += value > free[0] and blocks.prices[0] > 0
    assert compared >= 10


def test_what_was_proposed_is_mixed_again_for_other_points_from_the_last_prices() -> None:
    compared = 0
    for case in pairs_with_a_binding_link():
        blocks, points = blocks_of(case), case[1]
        relax_blocks(blocks, points, GAP, 60, DEFAULT)
        other = [np.roll(of, 1) for of in points]
        holds(relax_blocks(blocks, other, GAP, 60, DEFAULT), blocks.prices, case, other)
        compared += 1
    assert compared >= 10
