"""A refutation: branches that leave no whole-number x out, each contradicted by whole-number multipliers of rows.

A branch says of some counts how many they are. A count is the number of decisions that have, in one row of a Program, a
coefficient within a range: how many stints of a year cost so much or more, how many of a unit's people are away.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy import sparse

from optimizer.program import FREE, Program

LEAF = -1
AT_ONCE = 64  # leaves whose sums are held in memory together
ANY = (0, FREE)  # how many of a count there are where nothing is said of it
Branch = dict[int, tuple[int, int]]


@dataclass(frozen=True)
class Refutation:
    """No whole-number x of a Program exists: a tree of splits, and what contradicts each of its leaves.

    counts: row, low, high per count; the rows after the last one of the program are its columns, one each.
    nodes: count and `most` per node, a node before its children, the side of at most `most` before the side of more;
    LEAF instead of a count is a leaf. leaves: one row per leaf in the same order, whole multipliers of the rows of the
    program and after them of the counts.
    """

    counts: np.ndarray
    nodes: np.ndarray
    leaves: sparse.csr_matrix


def margins(program: Program, refutation: Refutation) -> list[int]:
    """Per leaf: by how much its multipliers contradict its branch, > 0 where they do. Exact, whatever they are.

    Σ_i max(y_i, 0) · lower_i + min(y_i, 0) · upper_i, + Σ_j min(d_j, 0) · upper_j, where d = - y · terms, is at most 0
    for any x of the program in the branch. ValueError if the nodes are no tree over the leaves and counts.
    """
    leaves, upper = refutation.leaves, program.columns["upper"].to_numpy()
    if leaves.shape[1] != len(program.rows) + len(refutation.counts):
        raise ValueError("multipliers for another number of rows")
    branches = list(_branches(refutation))
    members, free = counted(program, refutation.counts), upper > 0
    terms = sparse.vstack([program.terms, members], format="csr", dtype=np.int64)[:, free]
    _refuse_overflow(leaves, terms)
    found: list[int] = []
    for first in range(0, len(branches), AT_ONCE):
        part = leaves[first : first + AT_ONCE]
        extra = -np.asarray((part @ terms).todense(), dtype=np.int64)
        saved = _saved(extra, upper[free])
        of_part = zip(part, branches[first : first + AT_ONCE], saved, strict=True)
        found += [_sides(leaf, program, branch) + least for leaf, branch, least in of_part]
    return found


def narrowed(program: Program, refutation: Refutation) -> Program:
    """The same program with a row per count: no more and no less of it than the branches allow that are not contradicted.

    Every whole-number x of the program keeps these rows: it is in one of those branches. ValueError as for `margins`.
    """
    pairs = zip(_branches(refutation), margins(program, refutation), strict=True)
    left = [branch for branch, margin in pairs if margin <= 0]
    counts, last = range(len(refutation.counts)), program.rows["place"].iloc[-1]
    least = [min((branch.get(count, ANY)[0] for branch in left), default=0) or -FREE for count in counts]
    most = [max((branch.get(count, ANY)[1] for branch in left), default=FREE) for count in counts]
    names, terms = [f"{last}|{count}" for count in counts], counted(program, refutation.counts)
    return program.with_rows(names, terms, np.array(least, dtype=np.int64), np.array(most, dtype=np.int64))


def counted(program: Program, counts: np.ndarray) -> sparse.csr_matrix:
    """One row per count, with 1 for each column that it counts. IndexError for a row that is not there."""
    rows, width = program.terms.shape
    parts = []
    for row, low, high in counts:
        if not 0 <= row < rows + width:
            raise IndexError(f"no row {row}")
        if row >= rows:
            parts.append(np.array([row - rows]))
            continue
        cut = slice(program.terms.indptr[row], program.terms.indptr[row + 1])
        columns, coefs = program.terms.indices[cut], program.terms.data[cut]
        parts.append(columns[(columns < program.decisions) & (coefs >= low) & (coefs <= high)])
    indptr = np.concatenate([[0], np.cumsum([len(part) for part in parts], dtype=np.int64)])
    indices = np.concatenate([np.zeros(0, dtype=np.int64), *parts])
    return sparse.csr_matrix((np.ones(len(indices), dtype=np.int64), indices, indptr), shape=(len(parts), width))


def _branches(refutation: Refutation) -> Iterator[Branch]:
    """What the branch of each leaf says of counts: the least and the greatest value of those it speaks of."""
    known, open_branches, leaves = len(refutation.counts), [dict[int, tuple[int, int]]()], 0
    for count, most in refutation.nodes.tolist():
        if not open_branches or not LEAF <= count < known:
            raise ValueError("the nodes are no tree over these counts")
        branch = open_branches.pop()
        if count == LEAF:
            leaves += 1
            yield branch
            continue
        low, high = branch.get(count, ANY)
        open_branches += [branch | {count: (max(low, most + 1), high)}, branch | {count: (low, min(high, most))}]
    if open_branches or leaves != refutation.leaves.shape[0]:
        raise ValueError("the nodes are no tree over these leaves")


def _refuse_overflow(leaves: sparse.csr_matrix, terms: sparse.csr_matrix) -> None:
    """OverflowError unless every sum of multipliers and coefficients fits 64 bits."""
    greatest = abs(leaves.astype(np.float64)) @ abs(terms.astype(np.float64))
    if greatest.nnz and greatest.data.max() >= 2.0**62:
        raise OverflowError("multipliers are too great for exact sums in 64 bits")


def _saved(extra: np.ndarray, upper: np.ndarray) -> list[int]:
    """Σ_j min(extra_j, 0) · upper_j of each row of `extra`, as Python integers: products may leave 64 bits."""
    leaf, column = np.nonzero(extra < 0)
    products = extra[leaf, column].astype(object) * upper[column].astype(object)
    ends = np.searchsorted(leaf, np.arange(len(extra) + 1))
    return [int(sum(products[begin:end])) for begin, end in pairwise(ends)]


def _sides(leaf: sparse.csr_matrix, program: Program, branch: Branch) -> int:
    """Σ_i max(y_i, 0) · lower_i + min(y_i, 0) · upper_i over the rows and the counts of a leaf, exactly."""
    rows, of_rows = len(program.rows), leaf.indices < len(program.rows)
    numbers, multipliers = leaf.indices[of_rows], leaf.data[of_rows].astype(object)
    lower, upper = (program.rows[side].to_numpy()[numbers].astype(object) for side in ("lower", "upper"))
    total = np.dot(np.maximum(multipliers, 0), lower) + np.dot(np.minimum(multipliers, 0), upper)
    for count, multiplier in zip(leaf.indices[~of_rows].tolist(), leaf.data[~of_rows].tolist(), strict=True):
        low, high = branch.get(count - rows, ANY)
        total += max(multiplier, 0) * low + min(multiplier, 0) * high
    return int(total)


def to_json(refutation: Refutation) -> dict[str, Any]:
    """A refutation as plain JSON values."""
    leaves = refutation.leaves
    parts = [slice(begin, end) for begin, end in pairwise(leaves.indptr)]
    return {
        "rows": leaves.shape[1] - len(refutation.counts),
        "counts": refutation.counts.tolist(),
        "nodes": refutation.nodes.tolist(),
        "leaves": [{"rows": leaves.indices[p].tolist(), "multipliers": leaves.data[p].tolist()} for p in parts],
    }


def from_json(told: dict[str, Any]) -> Refutation:
    """The refutation that plain JSON values say; KeyError, TypeError, ValueError or OverflowError if they say none."""
    counts = np.array(told["counts"], dtype=np.int64).reshape(len(told["counts"]), 3)
    nodes = np.array(told["nodes"], dtype=np.int64).reshape(len(told["nodes"]), 2)
    leaves = [tuple(np.array(leaf[key], dtype=np.int64) for key in ("rows", "multipliers")) for leaf in told["leaves"]]
    if any(len(places) != len(values) for places, values in leaves):
        raise ValueError("multipliers of unequal length")
    indptr = np.concatenate([[0], np.cumsum([len(places) for places, _ in leaves], dtype=np.int64)])
    nothing = (np.zeros(0, dtype=np.int64),) * 2
    indices, data = (np.concatenate(column) for column in zip(nothing, *leaves, strict=True))
    shape = (len(leaves), int(told["rows"]) + len(counts))
    if len(indices) and not 0 <= indices.min() <= indices.max() < shape[1]:
        raise ValueError("a multiplier of no row")
    return Refutation(counts, nodes, sparse.csr_matrix((data, indices, indptr), shape=shape))
