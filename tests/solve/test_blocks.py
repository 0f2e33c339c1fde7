"""The LP of linked blocks beside the same LP in one piece; links that bind, kept values, no links at all."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from optimizer.program import FREE, Program
from optimizer.solve import highs
from optimizer.solve.blocks import cut, relax_blocks
from optimizer.solve.params import DEFAULT
from optimizer.solve.relax import Relaxed
from optimizer.verify.bound import bound_of
from tests.programs import drawn

EXACT = replace(DEFAULT, lp_gap=1e-6)


def lp(program: Program, points: np.ndarray) -> tuple[float, np.ndarray] | None:
    """The value and the x of the LP in one piece; None without one."""
    found = highs.relax(program, points, 60, threading.Event())
    return None if found is None else (float(points @ found[0]), found[0])


def side_by_side(seeds: list[int]) -> tuple[Program, np.ndarray, np.ndarray]:
    """Drawn programs as blocks of one that nothing links, their points, and the block of each column."""
    parts = [drawn(seed) for seed in seeds]
    columns = pd.concat([program.columns for program, _ in parts], ignore_index=True)
    rows = pd.concat([program.rows for program, _ in parts], ignore_index=True)
    terms = sparse.block_diag([program.terms for program, _ in parts], format="csr", dtype=np.int64)
    points = np.concatenate([points for _, points in parts])
    block = np.repeat(np.arange(len(parts)), [len(program.columns) for program, _ in parts])
    return Program(columns, rows, terms, {}, {}, len(columns)), points, block


def linked(program: Program, points: np.ndarray, block: np.ndarray) -> Program | None:
    """The program with a row that no best x keeps: all blocks together take one less of it; None if that cannot be."""
    alone = lp(program, points)
    taken = 1 + np.arange(len(block)) % 3
    bound = None if alone is None else program.with_row("link", taken, -FREE, int(np.floor(taken @ alone[1])) - 1)
    return bound if bound is not None and lp(bound, points) is not None else None


def holds(found: Relaxed, program: Program, points: np.ndarray) -> None:
    """What was found is the LP in one piece, and its bound is what its duals prove."""
    answer = lp(program, points)
    assert answer is not None
    assert float(points @ found.x) == pytest.approx(answer[0], abs=1e-3)
    assert answer[0] - 1e-3 <= found.bound.value <= np.ceil(answer[0] - 1e-6)
    assert found.bound.value == bound_of(program, points, found.duals).value
    activity = program.terms @ found.x
    assert (activity <= program.rows["upper"] + 1e-6).all() and (activity >= program.rows["lower"] - 1e-6).all()


def test_blocks_without_a_link_reach_the_lp_of_the_whole() -> None:
    compared = 0
    for seed in range(0, 60, 3):
        program, points, block = side_by_side([seed, seed + 1, seed + 2])
        if lp(program, points) is not None:
            holds(relax_blocks(cut(program, block), program, points, 60, EXACT), program, points)
            compared += 1
    assert compared >= 5


def pairs_with_a_binding_link() -> Iterator[tuple[Program, Program, np.ndarray, np.ndarray]]:
    """Drawn pairs of blocks: without the link and with it, their points, and the block of each column."""
    for seed in range(100):
        free, points, block = side_by_side([seed, 200 + seed])
        program = linked(free, points, block)
        if program is not None:
            yield free, program, points, block


def dearer(program: Program, other: Program, points: np.ndarray) -> bool:
    """True when the LP of the first program costs more than that of the other."""
    one, two = lp(program, points), lp(other, points)
    return one is not None and two is not None and one[0] > two[0]


def test_blocks_with_a_binding_link_reach_the_lp_of_the_whole() -> None:
    compared = 0
    for free, program, points, block in pairs_with_a_binding_link():
        holds(relax_blocks(cut(program, block), program, points, 60, EXACT), program, points)
        compared += dearer(program, free, points)
    assert compared >= 10


def test_a_kept_value_joins_the_links_and_what_was_proposed_is_mixed_again() -> None:
    compared = 0
    for _, program, points, block in pairs_with_a_binding_link():
        blocks, other = cut(program, block), np.roll(points, 1)
        first = relax_blocks(blocks, program, points, 60, EXACT)
        kept = program.with_row("kept", points, -FREE, first.bound.value + 2)
        holds(relax_blocks(blocks, kept, other, 60, EXACT), kept, other)
        compared += dearer(kept, program, other)
    assert compared >= 10
