"""Small integer programs, drawn or written by hand: knapsacks with covers, as money makes them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from optimizer.program import FREE, Program

Row = tuple[list[int], int, int]


def program(rows: list[Row], uppers: list[int], decisions: int | None = None, **more: Any) -> Program:
    """A program of rows (coefficients, lower, upper) over columns with these upper bounds, decisions all or the first."""
    width = len(uppers)
    sides = pd.DataFrame([(low, high) for _, low, high in rows], columns=["lower", "upper"], dtype=np.int64)
    terms = sparse.csr_matrix(np.array([row for row, _, _ in rows], dtype=np.int64).reshape(-1, width))
    columns = pd.DataFrame({"name": [f"x{n}" for n in range(width)], "upper": np.array(uppers, dtype=np.int64)})
    given: dict[str, Any] = {"goals": {}, "constants": {}, **more}
    places = [f"p{n}" for n in range(len(rows))]
    return Program(columns, sides.assign(rule="r", place=places), terms, decisions=decisions or width, **given)


def drawn(seed: int, width: int = 8) -> tuple[Program, np.ndarray]:
    """A program with a budget, a cover and a few caps, and points to be minimised; its last column is a slack 0 … 3."""
    draw = np.random.default_rng(seed)
    costs = draw.choice([3, 4, 7, 8], width)
    caps = [(draw.integers(0, 2, width), -FREE, int(draw.integers(1, 4))) for _ in range(3)]
    cover = (draw.choice([1, 1, 2], width), int(draw.integers(2, 5)), FREE)
    rows = [(costs, -FREE, int(draw.integers(8, 24))), cover, *caps]
    listed = [([*map(int, coefs), int(n == 1)], low, high) for n, (coefs, low, high) in enumerate(rows)]
    points = np.array([*draw.integers(-9, 10, width), 6], dtype=np.int64)
    return program(listed, [1] * width + [3], decisions=width), points


def every_x(of: Program) -> np.ndarray:
    """All whole x of a program, one per row."""
    axes = [np.arange(upper + 1) for upper in of.columns["upper"]]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, len(axes))
    activity = grid @ of.terms.toarray().T
    kept = (activity >= of.rows["lower"].to_numpy()) & (activity <= of.rows["upper"].to_numpy())
    return np.asarray(grid[kept.all(axis=1)], dtype=np.int64)


def knapsack(seed: int, width: int = 14) -> tuple[Program, np.ndarray]:
    """Two budgets over the same stints, each worth about what it costs: nothing that an LP could tell apart."""
    draw = np.random.default_rng(seed)
    first, second = draw.choice([21, 34, 45, 56], (2, width))
    rows = [(costs.tolist(), -FREE, int(costs.sum() * 2 // 5)) for costs in (first, second)]
    return program(rows, [1] * width), np.asarray(-(first + second) + draw.integers(-3, 4, width), dtype=np.int64)


def in_one(parts: Sequence[Program], taken: Sequence[sparse.csr_matrix], room: np.ndarray) -> Program:
    """The parts as blocks of one program, with a row for each link."""
    columns, rows = (pd.concat([getattr(p, what) for p in parts], ignore_index=True) for what in ("columns", "rows"))
    terms = sparse.block_diag([part.terms for part in parts], format="csr", dtype=np.int64)
    program = Program(columns, rows, terms, {}, {}, len(columns))
    links, free = sparse.hstack(taken, format="csr"), np.full(len(room), -FREE)
    return program.with_rows([f"link|{n}" for n in range(len(room))], links, free, room)
