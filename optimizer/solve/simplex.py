"""An LP that is solved again and again with other bounds, from the basis of a neighbour. It has few rows at a time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import highspy
import numpy as np
from scipy import sparse

from optimizer.program import FREE, Program
from optimizer.solve.counts import Counts
from optimizer.solve.highs import as_bounds, compile_highs
from optimizer.verify.refute import Branch

Status = highspy.HighsModelStatus
BASIC = highspy.HighsBasisStatus.kBasic
RAY = 1e-7  # a ray shows something if it contradicts the rows by more than this, per unit of its greatest multiplier


@dataclass(frozen=True)
class Basis:
    """Status of the columns, and of the rows that are not basic: the program's by number, after them the counts."""

    columns: list[highspy.HighsBasisStatus]
    rows: Mapping[int, highspy.HighsBasisStatus]


@dataclass(frozen=True)
class Relaxed:
    """An LP: `value` (infinite if there is no x), `x`, `basis`, multipliers of rows and of counts.

    `ray`: the multipliers contradict the rows by themselves, without the points.
    """

    value: float
    x: np.ndarray
    basis: Basis | None
    rows: np.ndarray
    counts: Mapping[int, float]
    ray: bool = False


class Simplex:
    """`minimise points · x` over a program without whole numbers, with those of its rows that `keep` was told of."""

    def __init__(self, program: Program, points: np.ndarray, counts: Counts, over: Callable[[], bool]) -> None:
        self._terms, self._counts, self._height = program.terms, counts, len(program.rows)
        self._lower, self._upper = (program.rows[side].to_numpy().copy() for side in ("lower", "upper"))
        self._engine = engine = compile_highs(program.without_rows(), points)
        for option, value in (("solve_relaxation", True), ("presolve", "off"), ("simplex_strategy", 1)):
            engine.setOptionValue(option, value)
        engine.cbSimplexInterrupt += lambda event: event.interrupt() if over() else None
        self._place: dict[int, int] = {}
        self._branch: Branch = {}

    def bound_row(self, row: int, lower: int, upper: int) -> None:
        """A row of the program has these bounds from now on."""
        self._lower[row], self._upper[row] = lower, upper
        if row in self._place:
            self._engine.changeRowBounds(self._place[row], *as_bounds(np.array([lower, upper])))

    def keep(self, rows: np.ndarray) -> None:
        """These rows of the program, by number, belong to the LP from now on."""
        new = [row for row in rows.tolist() if row not in self._place]
        self._join(new, self._terms[new], self._lower[new], self._upper[new])

    def solve(self, branch: Branch, basis: Basis | None) -> Relaxed | None:
        """The LP with these bounds of counts, from a basis; None when it was stopped, or the engine could not say.

        To its end, however bad: where the engine gives up at a limit it leaves no multipliers to show it by.
        """
        found = self._solved(branch, basis)
        if found is None:
            self._engine.clearSolver()  # a basis can lead it astray: it then calls things infeasible that are not
            found = self._solved(branch, None)
        return found

    def _solved(self, branch: Branch, basis: Basis | None) -> Relaxed | None:
        """The LP with the rows it has; None unless it is solved, or a ray shows that there is no x."""
        engine, status = self._engine, self._run(branch, basis)
        solution, value = engine.getSolution(), engine.getInfo().objective_function_value
        if status == Status.kOptimal:
            multipliers = self._parted(np.array(solution.row_dual))
            return Relaxed(value, np.array(solution.col_value), self._basis(), *multipliers)
        _, exists, ray = engine.getDualRay()  # type: ignore[attr-defined]
        if status != Status.kInfeasible or not exists or not self._contradicts(np.array(ray)):
            return None
        return Relaxed(np.inf, np.array(solution.col_value), None, *self._parted(np.array(ray)), ray=True)

    def _contradicts(self, ray: np.ndarray) -> bool:
        """True when the multipliers show, as far as floats can, that nothing keeps the rows the engine has.

        What little leans on a side that is free is left out.
        """
        lp = self._engine.getLp()
        side = np.where(ray > 0, np.array(lp.row_lower_), np.array(lp.row_upper_))
        ray = np.where(np.isfinite(side), ray, 0)
        rows, counts = self._parted(ray)
        extra = -(self._terms.T @ rows)
        for count, multiplier in counts.items():
            extra[self._counts.members(count)] -= multiplier
        sides = side[ray != 0] @ ray[ray != 0]
        return bool(sides + np.minimum(extra, 0) @ np.array(lp.col_upper_) > RAY * np.abs(ray).max(initial=0))

    def reach(self, branch: Branch, basis: Basis | None, limit: float, iterations: int) -> float:
        """A bound on the value of the LP that so many iterations show; infinite if nothing is left below the limit."""
        status = self._run(branch, basis, limit, iterations)
        if status in (Status.kObjectiveBound, Status.kInfeasible):
            return np.inf
        known = status in (Status.kOptimal, Status.kIterationLimit)
        return float(self._engine.getInfo().objective_function_value) if known else -np.inf

    def _run(
        self, branch: Branch, basis: Basis | None, limit: float = np.inf, iterations: int = 2**31 - 1
    ) -> highspy.HighsModelStatus:
        """The engine's word on the LP with the rows it has."""
        self._bound(branch)
        if basis is not None:
            self._engine.setBasis(self._whole(basis))
        self._engine.setOptionValue("objective_bound", limit)
        self._engine.setOptionValue("simplex_iteration_limit", iterations)
        self._engine.run()
        return self._engine.getModelStatus()

    def _join(self, names: Iterable[int], terms: sparse.csr_matrix, lower: np.ndarray, upper: np.ndarray) -> None:
        """More rows."""
        size, (low, high) = terms.shape[0], (as_bounds(bounds) for bounds in (lower, upper))
        starts, columns = terms.indptr[:-1].astype(np.int32), terms.indices.astype(np.int32)
        self._engine.addRows(size, low, high, terms.nnz, starts, columns, terms.data.astype(np.float64))
        self._place |= {name: len(self._place) + n for n, name in enumerate(names)}

    def _bound(self, branch: Branch) -> None:
        """Bounds of the counts as the branch says; counts new to the engine get their rows."""
        new = [count for count in branch if self._height + count not in self._place]
        if new:
            free = np.full(len(new), FREE)
            self._join([self._height + count for count in new], self._counts.sums[new], -free, free)
        for count in {*branch, *self._branch}:
            if branch.get(count) != self._branch.get(count):
                bounds = as_bounds(np.array(branch.get(count, (-FREE, FREE))))
                self._engine.changeRowBounds(self._place[self._height + count], *bounds)
        self._branch = dict(branch)

    def _whole(self, basis: Basis) -> highspy.HighsBasis:
        """A basis with all rows that the engine has now; those it does not know are basic."""
        whole = highspy.HighsBasis()
        whole.valid = True
        whole.col_status = basis.columns
        whole.row_status = [basis.rows.get(name, BASIC) for name in self._place]
        return whole

    def _basis(self) -> Basis:
        """The engine's basis, with its rows by name."""
        basis = self._engine.getBasis()
        rows = {name: s for name, s in zip(self._place, basis.row_status, strict=True) if s != BASIC}
        return Basis(basis.col_status, rows)

    def _parted(self, multipliers: np.ndarray) -> tuple[np.ndarray, dict[int, float]]:
        """Multipliers of the program's rows, and of the counts that have one."""
        names, rows = np.array([*self._place], dtype=np.int64), np.zeros(self._height)
        own = names < self._height
        rows[names[own]] = multipliers[own]
        counts = zip((names[~own] - self._height).tolist(), multipliers[~own].tolist(), strict=True)
        return rows, {count: multiplier for count, multiplier in counts if multiplier}
