"""A tree of branches as it grows: which are open, what splits have gained so far."""

import heapq
from dataclasses import dataclass, field

import numpy as np

from optimizer.solve.refutation import Leaf
from optimizer.solve.simplex import Relaxed
from optimizer.verify.refute import Branch

WHOLE = 1e-6  # nearer than this to a whole number is whole
Trial = tuple[int, float, float]  # a count, and per unit of what was fractional the gain of either side


@dataclass(frozen=True)
class Node:
    """A branch, its number in the tree, and its LP."""

    number: int
    branch: Branch
    found: Relaxed


@dataclass(frozen=True)
class Gains:
    """What splits gained so far, per unit of what was fractional: sums and numbers, [side, count]."""

    kinds: np.ndarray
    total: np.ndarray
    tries: np.ndarray

    def expected(self) -> np.ndarray:
        """Gain per unit of each side of each count: its own mean, or its kind's, or as much as the best kind's."""
        expected = np.empty_like(self.total)
        for side, (total, tries) in enumerate(zip(self.total, self.tries, strict=True)):
            of_kind, number = np.bincount(self.kinds, total), np.bincount(self.kinds, tries)
            mean = of_kind / np.maximum(number, 1)
            mean = np.where(number > 0, mean, mean.max(initial=1.0))
            expected[side] = np.where(tries > 0, total / np.maximum(tries, 1), mean[self.kinds])
        return expected

    def note(self, trials: tuple[Trial, ...]) -> None:
        """More is known."""
        for count, *gains in trials:
            self.total[:, count] += gains
            self.tries[:, count] += 1


@dataclass
class Growing:
    """The branches so far: open ones, the best bound first, among equals the newest; splits and leaves by number.

    Bounds are compared as whole numbers: where the bound is the optimum the search then goes down until an x is whole.
    """

    open: list[tuple[int, int, Node]] = field(default_factory=list)
    splits: dict[int, tuple[int, int, int, int]] = field(default_factory=dict)
    leaves: dict[int, Leaf] = field(default_factory=dict)
    numbered: int = 0

    def enter(self, branch: Branch, found: Relaxed, limit: float) -> int:
        """A new branch joins; returns its number."""
        self.numbered += 1
        self.place(Node(self.numbered - 1, branch, found), limit)
        return self.numbered - 1

    def place(self, node: Node, limit: float) -> None:
        """A branch is open, or a leaf if its LP is beyond the limit."""
        if node.found.value > limit:
            self.leaves[node.number] = Leaf(node.branch, node.found)
        else:
            heapq.heappush(self.open, (int(np.ceil(node.found.value - WHOLE)), -node.number, node))

    def best(self, limit: float) -> Node | None:
        """The most promising open branch, which is open no longer, nor are those beyond; None if there is none."""
        while self.open:
            node = heapq.heappop(self.open)[2]
            if node.found.value <= limit:
                return node
            self.place(node, limit)
        return None
