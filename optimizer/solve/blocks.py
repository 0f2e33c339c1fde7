"""The LP of blocks (provinces) with a few links across them: Dantzig and Wolfe's decomposition.

Each block is solved by itself at the prices of the links; a small master LP mixes what the blocks propose and says new
prices, no farther than a step from those of the best bound.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from optimizer.program import Program
from optimizer.solve.highs import compile_highs
from optimizer.solve.params import SolveParams

NOTHING_BEYOND = 1e-6  # of a link, in units of what a column takes of it on average


class Block:
    """The LP of a program that takes `taken` (links x columns) of the links, solved again and again from its last basis.

    `proposed`: the columns of x that it has said so far.
    """

    def __init__(self, program: Program, taken: sparse.csr_matrix) -> None:
        self.taken = taken.astype(np.float64).tocsc()
        self.proposed: list[sparse.csc_matrix] = []
        self._engine = compile_highs(program, np.zeros(len(program.columns)))
        self._engine.setOptionValue("solve_relaxation", True)
        self._all = np.arange(len(program.columns), dtype=np.int32)

    def forget(self) -> None:
        """Begin the next LP anew: from the basis of an LP about something else it takes up to six times as long."""
        self._engine.clearSolver()

    def propose(self, points: np.ndarray, prices: np.ndarray) -> float:
        """The value of the LP of `minimise points · x + prices · taken`; its x is among the proposed ones."""
        self._engine.changeColsCost(len(self._all), self._all, points + prices @ self.taken)
        self._engine.run()
        x = sparse.csc_matrix(np.array(self._engine.getSolution().col_value)[:, np.newaxis])
        self.proposed.append(x)
        return float(self._engine.getInfo().objective_function_value)


@dataclass
class Blocks:
    """Blocks that may take no more than `room` of each link together.

    `prices` of the links (>= 0, points for one of it) are those of the best bound of the last LP, where the next begins.
    """

    parts: tuple[Block, ...]
    room: np.ndarray
    prices: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        """At first links cost nothing."""
        self.prices = np.zeros(len(self.room))


@dataclass(frozen=True)
class Mixed:
    """The x of each block in the best mixture of what was proposed, its value, and the bound that the prices prove."""

    xs: tuple[np.ndarray, ...]
    value: float
    bound: float


def relax_blocks(blocks: Blocks, points: Sequence[np.ndarray], gap: float, seconds: float, params: SolveParams) -> Mixed:
    """The LP of `minimise points · x` (points of each block), to a relative gap or as near as the seconds allow."""
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(params.block_threads) as pool:
        search = _Search(blocks, points, params, pool)
        for part in blocks.parts:
            part.forget()
        better = search.propose(search.best)
        while search.mix() and search.value - search.bound > gap * abs(search.bound) and time.monotonic() < until:
            before, better = better, search.propose(search.prices)
            search.step *= (params.block_growth if before else 1) if better else params.block_shrinkage
        blocks.prices = search.best
        return search.mixed()


class _Search:
    """One LP over blocks: the best prices with their bound, and the best mixture of what the blocks proposed.

    costs, taken: of each proposal its points, and what it takes of the links (in units), one block after another.
    """

    def __init__(
        self, blocks: Blocks, points: Sequence[np.ndarray], params: SolveParams, pool: ThreadPoolExecutor
    ) -> None:
        self.blocks, self.points, self.pool = blocks, points, pool
        sums = sum(part.taken.sum(axis=1).A1 for part in blocks.parts)
        counts = sum(np.bincount(part.taken.indices, minlength=len(blocks.room)) for part in blocks.parts)
        self.unit = np.maximum(1, sums / np.maximum(1, counts))
        self.step = params.block_step * max(1.0, *(float(np.abs(of).max(initial=0)) for of in points))
        self.prices = self.best = blocks.prices
        self.value, self.bound, self.weights = np.inf, -np.inf, np.zeros(0)
        known = [self._told(number, part.proposed) for number, part in enumerate(blocks.parts)]
        self.owner, self.costs, self.taken = (np.concatenate(told, axis=-1) for told in zip(*known, strict=True))

    def _told(self, number: int, proposed: Sequence[sparse.csc_matrix]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Block, points and takings of what a block proposed."""
        part, points = self.blocks.parts[number], self.points[number]
        xs = _beside(proposed, len(points))
        return np.full(xs.shape[1], number), points @ xs, (part.taken @ xs).toarray() / self.unit[:, None]

    def propose(self, prices: np.ndarray) -> bool:
        """Each block proposes its best at these prices; True if the bound that the prices prove is the best so far."""

        def proposal(number: int) -> float:
            return self.blocks.parts[number].propose(self.points[number], prices)

        values = list(self.pool.map(proposal, range(len(self.blocks.parts))))
        new = [self._told(number, part.proposed[-1:]) for number, part in enumerate(self.blocks.parts)]
        told = zip((self.owner, self.costs, self.taken), zip(*new, strict=True), strict=True)
        self.owner, self.costs, self.taken = (np.concatenate([known, *more], axis=-1) for known, more in told)
        bound = sum(values) - float(prices @ self.blocks.room)
        if bound <= self.bound:
            return False
        self.bound, self.best = bound, prices
        return True

    def mix(self) -> bool:
        """The best mixture of what was proposed, one of each block in all; its value, and new prices of the links.

        It may go beyond a link, at a price that is a step from the best one: so far may the new price be from it.
        False if the engine has none.
        """
        links, count, best = len(self.unit), len(self.owner), self.best * self.unit
        costs = np.concatenate([self.costs, best + self.step, self.step - best])
        one = sparse.csr_matrix((np.ones(count), (self.owner, np.arange(count))), (len(self.points), len(costs)))
        spent = np.hstack([self.taken, -np.eye(links), np.eye(links)])
        found = linprog(costs, spent, self.blocks.room / self.unit, one, np.ones(len(self.points)))
        if found.x is None:
            return False
        self.weights, beyond = found.x[:count], found.x[count:]
        self.value = float(found.fun) if beyond.max(initial=0.0) < NOTHING_BEYOND else np.inf
        self.prices = np.maximum(0, -found.ineqlin.marginals) / self.unit
        return True

    def mixed(self) -> Mixed:
        """The mixture of the last weights; nothing of anything if there never were any."""
        xs = []
        for number, part in enumerate(self.blocks.parts):
            weights = self.weights[self.owner[: len(self.weights)] == number]
            xs.append(_beside(part.proposed[: len(weights)], len(self.points[number])) @ weights)
        return Mixed(tuple(xs), self.value, self.bound)


def _beside(columns: Sequence[sparse.csc_matrix], height: int) -> sparse.csc_matrix:
    """Columns of a height as one matrix, which may have none."""
    return sparse.hstack([sparse.csc_matrix((height, 0)), *columns], format="csc")
