"""The LP of a program of blocks (provinces) with a few rows across them: Dantzig and Wolfe's decomposition.

Each block is solved by itself at the prices of the rows that link it to others; a small master LP mixes what the blocks
propose and says new prices, no farther than a step from those of the best bound. The bound is exact at any time.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from optimizer.program import Program
from optimizer.solve.highs import as_bounds, compile_highs
from optimizer.solve.params import SolveParams
from optimizer.solve.relax import Relaxed
from optimizer.verify.bound import bound_of, rounded

NOTHING_BEYOND = 1e-6  # of a link, in units of what a column takes of it on average


@dataclass(frozen=True)
class _Answer:
    """What a block says at some prices: the value of its LP, its columns, and a price for each of its own rows."""

    value: float
    x: np.ndarray
    row_prices: np.ndarray


class _Block:
    """The LP of a block: `columns` and `rows` of the whole, solved again and again from its last basis."""

    def __init__(self, program: Program, columns: np.ndarray, rows: np.ndarray) -> None:
        self.columns, self.rows = columns, rows
        terms = program.terms[rows][:, columns]
        part = Program(program.columns.iloc[columns], program.rows.iloc[rows], terms, {}, {}, len(columns))
        self._engine = compile_highs(part, np.zeros(len(columns)))
        self._engine.setOptionValue("solve_relaxation", True)
        self._all = np.arange(len(columns), dtype=np.int32)

    def forget(self) -> None:
        """Begin the next LP anew: from the basis of an LP about something else it takes up to six times as long."""
        self._engine.clearSolver()

    def answer(self, costs: np.ndarray) -> _Answer:
        """The LP at these costs of its columns, from the last basis."""
        self._engine.changeColsCost(len(self._all), self._all, costs)
        self._engine.run()
        found, value = self._engine.getSolution(), self._engine.getInfo().objective_function_value
        return _Answer(value, np.array(found.col_value), np.array(found.row_dual))


@dataclass
class Blocks:
    """A program cut into blocks, with all that they proposed: `mixes` are columns of x, `owner` their blocks.

    Later programs may have more rows, which link blocks, and closed columns; the blocks' own rows stay. `prices` of links
    are those of the last LP, where the next one begins.
    """

    parts: tuple[_Block, ...]
    links: np.ndarray
    height: int
    owner: list[int] = field(default_factory=list)
    mixes: list[sparse.csc_matrix] = field(default_factory=list)
    prices: dict[int, float] = field(default_factory=dict)


def cut(program: Program, block: np.ndarray) -> Blocks:
    """The program as blocks; `block` is the number of each column's block."""
    numbers = int(block.max(initial=-1)) + 1
    touched = sparse.csr_matrix((np.ones(len(block)), (np.arange(len(block)), block)), (len(block), numbers))
    of_row = abs(program.terms) @ touched
    blocks_of_row = np.diff(of_row.indptr)
    owner = np.full(len(program.rows), -1)
    owner[blocks_of_row == 1] = of_row.indices[of_row.indptr[:-1][blocks_of_row == 1]]
    parts = [_Block(program, np.flatnonzero(block == n), np.flatnonzero(owner == n)) for n in range(numbers)]
    return Blocks(tuple(parts), np.flatnonzero(blocks_of_row > 1), len(program.rows))


def relax_blocks(blocks: Blocks, program: Program, points: np.ndarray, seconds: float, params: SolveParams) -> Relaxed:
    """The LP of `minimise points · x` over a program that was cut, as near as the seconds allow, from `blocks.prices`."""
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(params.block_threads) as pool:
        search = _Search(blocks, program, points, params, pool)
        for part in blocks.parts:
            part.forget()
        search.propose(search.best)
        while time.monotonic() < until and not search.settled and search.mix():
            search.step *= params.block_growth if search.propose(search.prices) else params.block_shrinkage
        return search.told()


class _Search:
    """One LP over blocks: the best prices with their bound, and the best mixture of what the blocks proposed."""

    def __init__(
        self, blocks: Blocks, program: Program, points: np.ndarray, params: SolveParams, pool: ThreadPoolExecutor
    ) -> None:
        self.blocks, self.program, self.points, self.params, self.pool = blocks, program, points, params, pool
        self.links = np.concatenate([blocks.links, np.arange(blocks.height, len(program.rows))])
        self.terms = program.terms[self.links].astype(np.float64)
        self.lower, self.upper = (as_bounds(program.rows[side].to_numpy()[self.links]) for side in ("lower", "upper"))
        self.unit = np.maximum(1, abs(self.terms).sum(axis=1).A1 / np.maximum(1, np.diff(self.terms.indptr)))
        self.step = params.block_step * max(1.0, float(np.abs(points).max(initial=0)))
        self.prices = self.best = np.array([blocks.prices.get(link, 0.0) for link in self.links.tolist()])
        self.value, self.bound, self.row_prices = np.inf, -np.inf, np.zeros(len(program.rows))
        self.weights = np.zeros(0)

    def propose(self, prices: np.ndarray) -> bool:
        """Each block's best at these prices is kept; True if the bound that the prices prove is the best so far."""
        costs = self.points - self.terms.T @ prices
        answers = list(self.pool.map(lambda part: part.answer(costs[part.columns]), self.blocks.parts))
        for number, (part, answer) in enumerate(zip(self.blocks.parts, answers, strict=True)):
            taken = np.flatnonzero(answer.x)
            place = (part.columns[taken], np.zeros(len(taken), dtype=np.int64))
            self.blocks.mixes.append(sparse.csc_matrix((answer.x[taken], place), (len(self.points), 1)))
            self.blocks.owner.append(number)
        leans = prices != 0
        sides = np.where(prices > 0, self.lower, self.upper)[leans] @ prices[leans]
        bound = float(sides + sum(answer.value for answer in answers))
        if bound <= self.bound:
            return False
        self.bound, self.best = bound, prices
        self.row_prices[self.links] = prices
        for part, answer in zip(self.blocks.parts, answers, strict=True):
            self.row_prices[part.rows] = answer.row_prices
        return True

    def mix(self) -> bool:
        """The best mixture of what was proposed, one of each block in all; its value, and new prices of the links.

        It may go beyond a link, at a price that is a step from the best one: so far may the new price be from it.
        False if there is none: a block's LP failed.
        """
        mixes, owner = sparse.hstack(self.blocks.mixes, format="csc"), self.blocks.owner
        links, count = len(self.links), len(owner)
        best = self.best * self.unit
        costs = np.concatenate([self.points @ mixes, self.step + best, self.step - best])
        one = sparse.csr_matrix((np.ones(count), (owner, np.arange(count))), (len(self.blocks.parts), len(costs)))
        beyond = [sparse.eye(links), -sparse.eye(links)]
        spent = sparse.hstack([sparse.diags(1 / self.unit) @ self.terms @ mixes, *beyond], format="csr")
        low, high = np.isfinite(self.lower), np.isfinite(self.upper)
        most = np.concatenate([(self.upper / self.unit)[high], -(self.lower / self.unit)[low]])
        found = linprog(costs, sparse.vstack([spent[high], -spent[low]]), most, one, np.ones(len(self.blocks.parts)))
        if found.x is None:
            return False
        self.weights = found.x[:count]
        self.value = float(found.fun) if found.x[count:].max(initial=0.0) < NOTHING_BEYOND else np.inf
        self.prices = np.zeros(links)
        self.prices[high] += found.ineqlin.marginals[: high.sum()]
        self.prices[low] -= found.ineqlin.marginals[high.sum() :]
        self.prices /= self.unit
        return True

    @property
    def settled(self) -> bool:
        """True when the mixture is as good as the bound says, but for the gap."""
        return self.value - self.bound <= self.params.lp_gap * abs(self.bound)

    def told(self) -> Relaxed:
        """The mixture as an x of the whole, and the bound of the best prices in exact whole numbers."""
        self.mix()
        self.blocks.prices |= dict(zip(self.links.tolist(), self.best.tolist(), strict=True))
        x = sparse.hstack(self.blocks.mixes, format="csc")[:, : len(self.weights)] @ self.weights
        duals = rounded(self.program, self.row_prices)
        bound = bound_of(self.program, self.points, duals)
        return Relaxed(x, duals, bound, self.program.columns["upper"].to_numpy() > 0)
