"""Branch and bound on counts: what an LP leaves open is settled by how many of a kind are taken, not by who.

Money makes plans hard to prove: single stints are exchangeable, so branching on them only renames the gap. The numbers
of dear and of cheap stints of a year are few, and once they are whole the LP nearly is. Figures: docs/decisions/0012.
"""

import threading
import time
from dataclasses import dataclass

import numpy as np

from optimizer.program import FREE, Program
from optimizer.solve.counts import counts_of
from optimizer.solve.params import SolveParams
from optimizer.solve.race import Tell, grown
from optimizer.solve.refutation import Leaf, Tree, least_of, refutation_of
from optimizer.solve.rows import bearing, first_rows
from optimizer.solve.simplex import Relaxed, Simplex
from optimizer.solve.tree import WHOLE, Gains, Growing, Node, Trial
from optimizer.verify.refute import Branch, Refutation

NAME = "branch"
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


@dataclass
class Known:
    """What others find while a search goes on: the least value so far, and until when the search is still wanted."""

    least: int
    until: float = np.inf


@dataclass(frozen=True)
class Branched:
    """`x`: the best that was found, None if nothing was. No x has less than `least` in the last row: `by` shows it."""

    x: np.ndarray | None = None
    least: int | None = None
    by: Refutation | None = None


@dataclass(frozen=True)
class _Split:
    """`count` of a node split at `most`, both sides' LPs; and what was tried: count, gain of each side."""

    count: int
    most: int
    sides: tuple[Relaxed | None, ...]
    trials: tuple[Trial, ...]


def branched(task: Task, params: SolveParams, stop: threading.Event, tell: Tell, known: Known | None = None) -> Branched:
    """What branching finds in the time: an x better than what is known, and what can be refuted by then."""
    until = time.monotonic() + task.seconds
    still_open = task.program.columns["upper"].to_numpy() > 0
    small = task.program.only(still_open)
    known = known or Known(int(small.rows["upper"].iloc[-1]) + 1)
    search = _Search(small, int(np.searchsorted(small.rows.index, task.ceiling)), params, tell, known)
    search.run(until, stop)
    best = None if search.best is None else grown(search.best, still_open)
    return search.shown(task.program, best)


class _Search:
    """A search over a program in which all columns are open; `ceiling` is a place among its rows."""

    def __init__(self, program: Program, ceiling: int, params: SolveParams, tell: Tell, known: Known) -> None:
        self.program, self.ceiling, self.params, self.tell, self.known = program, ceiling, params, tell, known
        self.own = ceiling == len(program.rows) - 1
        self.points, self.goal = (_row(program, row) for row in (ceiling, len(program.rows) - 1))
        self.most = int(program.rows["upper"].iloc[-1])
        self.counts = counts_of(program)
        size = (2, len(self.counts.kinds))
        self.gains = Gains(self.counts.kinds, np.zeros(size), np.zeros(size))
        self.bearing = bearing(program, np.abs(self.points) + np.abs(self.goal))
        self.tree = Growing()
        self.best: np.ndarray | None = None

    def run(self, until: float, stop: threading.Event) -> None:
        """Split branches, the most promising first, until none is open or the time is over."""

        def over() -> bool:
            return stop.is_set() or time.monotonic() > min(until, self.known.until)

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
            self.ask(self.known.least - 1, engine)
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

    def ask(self, most: int, engine: Simplex) -> None:
        """From now on `most` is the worst that is wanted, unless less is wanted already."""
        if most < self.most:
            self.most, self.program = most, self.program.with_most(most)
            if not self.own:
                engine.bound_row(len(self.program.rows) - 1, -FREE, most)

    def split(self, engine: Simplex, node: Node) -> _Split | None:
        """The split of a node that promises most, and the LPs of both sides; None for one that is whole.

        Counts that come first are split as long as one of them is not whole.
        """
        of_count = self.counts.sums @ node.found.x
        for count, sides in node.branch.items():
            of_count[count] = np.clip(of_count[count], *sides)
        most = np.floor(of_count + WHOLE)
        candidates = np.flatnonzero(of_count - most > WHOLE)
        if not len(candidates):
            return None
        first = candidates[self.counts.first[candidates]]
        candidates = first if len(first) else candidates
        part, room = (of_count - most)[candidates], max(self.limit - node.found.value, LEAST_GAIN)
        sides = np.clip(self.gains.expected()[:, candidates] * [part, 1 - part], LEAST_GAIN, room)
        order = np.argsort(-sides.prod(axis=0), kind="stable")
        count, trials = self.chosen(engine, node, most, candidates[order], part[order], sides.prod(axis=0)[order])
        lps = tuple(engine.solve(b, node.found.basis) for b in sides_of(node.branch, count, int(most[count])))
        part_of_it = of_count[count] - most[count]
        return _Split(count, int(most[count]), lps, (*trials, *self.gained(node, count, part_of_it, lps)))

    def gained(self, node: Node, count: int, part: float, sides: tuple[Relaxed | None, ...]) -> list[Trial]:
        """What a split gained, as a trial tells it; nothing where a side is not known."""
        gains = [max(min(side.value, self.limit) - node.found.value, 0.0) for side in sides if side is not None]
        return [(count, gains[0] / part, gains[1] / (1 - part))] if len(gains) == len(sides) else []

    def chosen(
        self, engine: Simplex, node: Node, most: np.ndarray, counts: np.ndarray, parts: np.ndarray, scores: np.ndarray
    ) -> tuple[int, list[Trial]]:
        """The best count to split, and what was tried: a few steps of the LPs of those that are little known."""
        trials: list[Trial] = []
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

    def tried(self, engine: Simplex, node: Node, count: int, most: int) -> list[float]:
        """What each side of a split gains within a few steps."""
        gains = []
        for branch in sides_of(node.branch, count, most):
            value = engine.reach(branch, node.found.basis, self.limit, self.params.branch_steps)
            gains.append(max(min(value, self.limit) - node.found.value, 0.0))
        return gains

    def settle(self, node: Node, result: _Split | None, engine: Simplex) -> None:
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

    def take(self, node: Node, engine: Simplex) -> None:
        """The x of a node is the best so far if it keeps every row, and more is asked; else rows that it breaks join.

        Where rounding deceived the LP the branch becomes a leaf that contradicts nothing.
        """
        x = np.round(node.found.x).astype(np.int64)
        broken = self.program.broken(x)
        if self.program.admits(x):
            self.best = x
            self.ask(int(self.goal @ x) - 1, engine)
        bear = broken[self.bearing[broken]]
        engine.keep(bear if len(bear) else broken)
        again = engine.solve(node.branch, node.found.basis)
        deceived = len(broken) > 0 and again is not None and bool((np.abs(again.x - x) <= WHOLE).all())
        if again is None or deceived:
            self.tree.place(node, -np.inf)
        else:
            self.tree.place(Node(node.number, node.branch, again), self.limit)

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
