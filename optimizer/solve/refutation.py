"""From the LPs of a tree to whole multipliers that anyone can check: what branching shows, exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from optimizer.program import FREE, Program
from optimizer.solve.simplex import Relaxed
from optimizer.verify.refute import LEAF, Branch, Refutation, counted, margins

BITS = 52  # of a multiplier, at most; a ray of money needs nearly all: rounding 1e-7 costs 1e-7 · 60 million đồng


@dataclass(frozen=True)
class Leaf:
    """A branch that is not split, and its LP."""

    branch: Branch
    found: Relaxed


@dataclass(frozen=True)
class Tree:
    """Splits (count, most, number of either side) and leaves by their numbers; 0 is the root.

    counts: row, low, high of each count. Rows and columns are those of the searched program; `ceiling` is one.
    """

    counts: np.ndarray
    splits: Mapping[int, tuple[int, int, int, int]]
    leaves: Mapping[int, Leaf]
    ceiling: int


def refutation_of(searched: Program, whole: Program, tree: Tree) -> tuple[Refutation, list[int]]:
    """The tree in whole numbers, of all rows and columns; and the multiplier of the ceiling per leaf, 0 for rays.

    The rows and columns of the searched program are labelled with their numbers in the whole one.
    """
    order, nodes = _in_order(tree)
    leaves = [tree.leaves[number] for number in order]
    used = sorted({count for count, *_ in tree.splits.values()})
    place = {count: n for n, count in enumerate(used)}
    table = _labelled(tree.counts[used].reshape(-1, 3), searched, whole)
    nodes[:, 0] = [LEAF if count == LEAF else place[count] for count in nodes[:, 0].tolist()]
    multipliers = _multipliers(leaves, place, searched, tree.ceiling)
    terms = sparse.vstack([searched.terms, counted(searched, tree.counts[used].reshape(-1, 3))], format="csr")
    whole_numbers = _rounded(multipliers, terms)
    labels = np.concatenate([searched.rows.index, len(whole.rows) + np.arange(len(used))]).astype(np.int64)
    cut = sparse.coo_matrix(whole_numbers)
    shape = (len(leaves), len(whole.rows) + len(used))
    matrix = sparse.csr_matrix((cut.data, (cut.row, labels[cut.col])), shape=shape, dtype=np.int64)
    return Refutation(table, nodes, matrix), whole_numbers[:, tree.ceiling].tolist()


def least_of(program: Program, refutation: Refutation, ceilings: Sequence[int]) -> int | None:
    """The least value of the last row that the refutation leaves possible, when it is the ceiling; None if any is.

    At most one more than what the last row allows now.
    """
    most = int(program.rows["upper"].iloc[-1])
    least = most + 1
    for margin, ceiling in zip(margins(program, refutation), ceilings, strict=True):
        if ceiling:
            least = min(least, most + -(-margin // -ceiling))
        elif margin <= 0:
            return None
    return least


def _in_order(tree: Tree) -> tuple[list[int], np.ndarray]:
    """Numbers of the leaves, and count and `most` of each node, the side of at most `most` before the other."""
    leaves, nodes, stack = [], [], [0]
    while stack:
        number = stack.pop()
        if number in tree.splits:
            count, most, low, high = tree.splits[number]
            nodes.append((count, most))
            stack += [high, low]
        else:
            nodes.append((LEAF, 0))
            leaves.append(number)
    return leaves, np.array(nodes, dtype=np.int64)


def _labelled(table: np.ndarray, searched: Program, whole: Program) -> np.ndarray:
    """Counts of the searched program by rows of the whole one; a column counts as a row after the last."""
    rows = np.concatenate([searched.rows.index, len(whole.rows) + searched.columns.index]).astype(np.int64)
    return np.column_stack([rows[table[:, 0]], table[:, 1:]])


def _multipliers(leaves: Sequence[Leaf], place: Mapping[int, int], program: Program, ceiling: int) -> np.ndarray:
    """Per leaf the multipliers of rows and counts; those that lean on a side which is free are left out."""
    found = np.zeros((len(leaves), len(program.rows) + len(place)))
    for n, leaf in enumerate(leaves):
        lp = leaf.found
        size = max([np.abs(lp.rows).max(initial=0), *map(abs, lp.counts.values())]) if lp.ray else 1
        found[n, : len(program.rows)] = lp.rows / size
        if not lp.ray:
            found[n, ceiling] = -1
        for count, multiplier in lp.counts.items():
            if count in leaf.branch and (multiplier > 0 or leaf.branch[count][1] < FREE):
                found[n, len(program.rows) + place[count]] = multiplier / size
    rows = found[:, : len(program.rows)]
    rows[(rows < 0) & (program.rows["upper"].to_numpy() >= FREE)] = 0
    rows[(rows > 0) & (program.rows["lower"].to_numpy() <= -FREE)] = 0
    return found


def _rounded(multipliers: np.ndarray, terms: sparse.csr_matrix) -> np.ndarray:
    """Multiples of each leaf's multipliers as whole numbers, as exact as sums within 64 bits allow."""
    sums = abs(terms.astype(np.float64)).T @ np.abs(multipliers).T
    room = 61 - np.ceil(np.log2(np.maximum(sums.max(axis=0, initial=1.0), 1.0)))
    scaled = np.ldexp(multipliers, np.minimum(BITS, room).astype(np.int64)[:, np.newaxis])
    return np.asarray(np.round(scaled), dtype=np.int64)
