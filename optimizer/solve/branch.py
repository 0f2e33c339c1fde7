"""Branch and bound on counts: what an LP leaves open is settled by how many of a kind are taken, not by who.

Money makes plans hard to prove: single stints are exchangeable, so branching on them only renames the gap. The numbers
of dear and of cheap stints of a year are few, and once they are whole the LP nearly is. Figures: docs/decisions/0012.
"""

import heapq
import threading
import time
from dataclasses import dataclass, field

import numpy as np

from optimizer.program import FREE, Program
from optimizer.solve.counts import counts_of
from optimizer.solve.params import SolveParams
from optimizer.solve.race import Tell, grown
from optimizer.solve.refutation import Leaf, Tree, least_of, refutation_of
from optimizer.solve.rows import bearing, first_rows
from optimizer.solve.simplex import Relaxed, Simplex
from optimizer.verify.refute import Branch, Refutation

NAME = "branch"
WHOLE = 1e-6  # nearer than this to a whole number is whole
SURE = 1e-3  # an LP must be so far beyond the last wanted value before its branch is given up: more than rounding costs
LEAST_GAIN = 1e-3  # of a split: those that gain nothing on one side are told apart by the other


@dataclass(frozen=True)
class Task:
    """Find an x of a program, or show that there is none: its last row asks for better than what is known.

    `ceiling` is the row whose left side is minimised on the way: the last one, or one of an earlier tier.
    """

    program: Program
    ceiling: int
    seconds: float


@dataclass(frozen=True)
class Branched:
    """`x`: the best that was found, None if nothing was. No x has less than `least` in the last row: `by` shows it."""

    x: np.ndarray | None = None
    least: int | None = None
    by: Refutation | None = None


@dataclass(frozen=True)
class _Node:
    """A branch, its number in the tree, and its LP."""

    number: int
    branch: Branch
    found: Relaxed


@dataclass(frozen=True)
class _Split:
    """`count` of a node split at `most`, both sides' LPs; and what was tried: count, gain of each side."""

    count: int
    most: int
    sides: tuple[Relaxed | None, ...]
    trials: tuple[tuple[int, float, float], ...]


@dataclass(frozen=True)
class _Gains:
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

    def note(self, trials: tuple[tuple[int, float, float], ...]) -> None:
        """More is known."""
        for count, *gains in trials:
            self.total[:, count] += gains
            self.tries[:, count] += 1


@dataclass
class _Growing:
    """The branches so far: open ones, the best bound first, among equals the newest; splits and leaves by number.

    Bounds are compared as whole numbers: where the bound is the optimum the search then goes down until an x is whole.
    """

    open: list[tuple[int, int, _Node]] = field(default_factory=list)
    splits: dict[int, tuple[int, int, int, int]] = field(default_factory=dict)
    leaves: dict[int, Leaf] = field(default_factory=dict)
    numbered: int = 0

    def enter(self, branch: Branch, found: Relaxed, limit: float) -> int:
        """A new branch joins; returns its number."""
        self.numbered += 1
        self.place(_Node(self.numbered - 1, branch, found), limit)
        return self.numbered - 1

    def place(self, node: _Node, limit: float) -> None:
        """A branch is open, or a leaf if its LP is beyond the limit."""
        if node.found.value > limit:
            self.leaves[node.number] = Leaf(node.branch, node.found)
        else:
            heapq.heappush(self.open, (int(np.ceil(node.found.value - WHOLE)), -node.number, node))

    def best(self, limit: float) -> _Node | None:
        """The most promising open branch, which is open no longer, nor are those beyond; None if there is none."""
        while self.open:
            node = heapq.heappop(self.open)[2]
            if node.found.value <= limit:
                return node
            self.place(node, limit)
        return None


def branched(task: Task, params: SolveParams, stop: threading.Event, tell: Tell) -> Branched:
    """What branching finds in the time: a better x, and what can be refuted by then."""
    until = time.monotonic() + task.seconds
    still_open = task.program.columns["upper"].to_numpy() > 0
    small = task.program.only(still_open)
    search = _Search(small, int(np.searchsorted(small.rows.index, task.ceiling)), params, tell)
    search.run(until, stop)
    best = None if search.best is None else grown(search.best, still_open)
    return search.shown(task.program, best)


class _Search:
    """A search over a program in which all columns are open; `ceiling` is a place among its rows."""

    def __init__(self, program: Program, ceiling: int, params: SolveParams, tell: Tell) -> None:
        self.program, self.ceiling, self.params, self.tell = program, ceiling, params, tell
        self.own = ceiling == len(program.rows) - 1
        self.points, self.goal = (_row(program, row) for row in (ceiling, len(program.rows) - 1))
        self.most = int(program.rows["upper"].iloc[-1])
        self.counts = counts_of(program)
        size = (2, len(self.counts.kinds))
        self.gains = _Gains(self.counts.kinds, np.zeros(size), np.zeros(size))
        self.bearing = bearing(program, np.abs(self.points) + np.abs(self.goal))
        self.tree = _Growing()
        self.best: np.ndarray | None = None

    def run(self, until: float, stop: threading.Event) -> None:
        """Split branches, the most promising first, until none is open or the time is over."""

        def over() -> bool:
            return stop.is_set() or time.monotonic() > until

        asked = self.program.with_most(FREE) if self.own else self.program
        first = first_rows(asked, self.points, until - time.monotonic(), stop)
        engine = Simplex(self.program, self.points, self.counts, over)
        engine.bound_row(self.ceiling, -FREE, FREE)
        engine.keep(np.flatnonzero(first | self.of_tier))
        root = engine.solve({}, None)
        if root is None:
            return
        self.tree.enter({}, root, self.limit)
        while not over():
            node = self.tree.best(self.limit)
            if node is None:
                return
            self.settle(node, self.split(engine, node), engine)
            self.report()

    @property
    def of_tier(self) -> np.ndarray:
        """The ceiling and the last row, as a mask."""
        return np.isin(np.arange(len(self.program.rows)), (self.ceiling, len(self.program.rows) - 1))

    @property
    def limit(self) -> float:
        """An LP beyond this has nothing that is wanted."""
        return SURE + (self.most if self.own else int(self.program.rows["upper"].iloc[self.ceiling]))

    def split(self, engine: Simplex, node: _Node) -> _Split | None:
        """The split of a node that promises most, and the LPs of both sides; None for one that is whole."""
        of_count = self.counts.sums @ node.found.x
        for count, sides in node.branch.items():
            of_count[count] = np.clip(of_count[count], *sides)
        most = np.floor(of_count + WHOLE)
        candidates = np.flatnonzero(of_count - most > WHOLE)
        if not len(candidates):
            return None
        part, expected = (of_count - most)[candidates], self.gains.expected()
        sides = np.maximum(expected[:, candidates] * [part, 1 - part], LEAST_GAIN)
        order = np.argsort(-sides.prod(axis=0), kind="stable")
        likely = candidates[order], part[order], sides.prod(axis=0)[order]
        count, trials = self.chosen(engine, node, most, *likely)
        lps = [engine.solve(b, node.found.basis) for b in sides_of(node.branch, count, int(most[count]))]
        return _Split(count, int(most[count]), tuple(lps), tuple(trials))

    def chosen(
        self, engine: Simplex, node: _Node, most: np.ndarray, counts: np.ndarray, parts: np.ndarray, scores: np.ndarray
    ) -> tuple[int, list[tuple[int, float, float]]]:
        """The best count to split, and what was tried: a few steps of the LPs of those that are little known."""
        trials: list[tuple[int, float, float]] = []
        best, choice, worse = -1.0, int(counts[0]), 0
        for count, part, promised in zip(counts.tolist(), parts.tolist(), scores.tolist(), strict=True):
            score = promised
            if self.gains.tries[0, count] < self.params.branch_trials:
                less, more = self.tried(engine, node, count, int(most[count]))
                trials.append((count, less / part, more / (1 - part)))
                score = max(less, LEAST_GAIN) * max(more, LEAST_GAIN)
            best, choice, worse = (score, count, 0) if score > best else (best, choice, worse + 1)
            if worse >= self.params.branch_patience or len(trials) >= 2 * self.params.branch_patience:
                break
        return choice, trials

    def tried(self, engine: Simplex, node: _Node, count: int, most: int) -> list[float]:
        """What each side of a split gains within a few steps."""
        gains = []
        for branch in sides_of(node.branch, count, most):
            value = engine.reach(branch, node.found.basis, self.limit, self.params.branch_steps)
            gains.append(max(min(value, self.limit) - node.found.value, 0.0))
        return gains

    def settle(self, node: _Node, result: _Split | None, engine: Simplex) -> None:
        """The tree has what became of a node: two branches, or an x.

        One that was stopped, or of which the engine could not say, becomes a leaf with the multipliers it has.
        """
        if result is None:
            self.take(node, engine)
            return
        self.gains.note(result.trials)
        low, high = result.sides
        if low is None or high is None:
            self.tree.place(node, -np.inf)
            return
        sides = zip(sides_of(node.branch, result.count, result.most), (low, high), strict=True)
        numbers = [self.tree.enter(branch, found, self.limit) for branch, found in sides]
        self.tree.splits[node.number] = result.count, result.most, numbers[0], numbers[1]

    def take(self, node: _Node, engine: Simplex) -> None:
        """The x of a node is the best so far if it keeps every row, and more is asked; else rows that it breaks join.

        Where rounding deceived the LP the branch becomes a leaf that contradicts nothing.
        """
        x = np.round(node.found.x).astype(np.int64)
        broken = self.program.broken(x)
        if self.program.admits(x):
            self.best, self.most = x, int(self.goal @ x) - 1
            self.program = self.program.with_most(self.most)
        bear = broken[self.bearing[broken]]
        engine.keep(bear if len(bear) else broken)
        if not self.own:
            engine.bound_row(len(self.program.rows) - 1, -FREE, self.most)
        again = engine.solve(node.branch, node.found.basis)
        deceived = len(broken) > 0 and again is not None and np.array_equal(np.round(again.x), x)
        if again is None or deceived:
            self.tree.place(node, -np.inf)
        else:
            self.tree.place(_Node(node.number, node.branch, again), self.limit)

    def report(self) -> None:
        """Tell the bound, where it is the tier's own."""
        if self.own and self.tree.open:
            self.tell(NAME, None if self.best is None else self.most + 1, self.tree.open[0][0])

    def shown(self, whole: Program, best: np.ndarray | None) -> Branched:
        """The best x, and what the tree refutes: what its multipliers show, not what the LPs said."""
        if not self.tree.numbered:
            return Branched(best)
        leaves = self.tree.leaves | {node.number: Leaf(node.branch, node.found) for *_, node in self.tree.open}
        tree = Tree(self.counts.table, self.tree.splits, leaves, self.ceiling)
        by, ceilings = refutation_of(self.program, whole, tree)
        least = least_of(whole.with_most(self.most), by, ceilings if self.own else [0] * len(ceilings))
        return Branched(best) if least is None else Branched(best, least, by)


def sides_of(branch: Branch, count: int, most: int) -> tuple[Branch, Branch]:
    """The branch with at most, and with more than `most` of a count."""
    low, high = branch.get(count, (0, FREE))
    return {**branch, count: (low, most)}, {**branch, count: (most + 1, high)}


def _row(program: Program, row: int) -> np.ndarray:
    """A row of a program as one vector."""
    return np.asarray(program.terms[row].todense(), dtype=np.int64).ravel()
