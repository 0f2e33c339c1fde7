"""The integer program, and the Desk that rules write it through. Knows no rule and no solver."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from scipy import sparse

FREE = 2**62  # a bound that does not bind
Measured = TypeVar("Measured")


@dataclass(frozen=True)
class Program:
    """lower ≤ terms · x ≤ upper, 0 ≤ x ≤ columns.upper, x whole; goals are integer vectors.

    columns: name, upper, one row per column; decisions first (`decisions` of them), then slacks.
    rows: rule, place, lower, upper, one row per row of `terms` (CSR, int64). goals: id → points per
    column, and `constants`: id → points that are there whatever is decided.
    """

    columns: pd.DataFrame
    rows: pd.DataFrame
    terms: sparse.csr_matrix
    goals: Mapping[str, np.ndarray]
    constants: Mapping[str, int]
    decisions: int

    def with_row(self, name: str, points: np.ndarray, lower: int, upper: int) -> "Program":
        """The same program with one more row."""
        return self.with_rows([name], sparse.csr_matrix(points), np.array([lower]), np.array([upper]))

    def with_rows(
        self, names: Sequence[str], terms: sparse.csr_matrix, lower: np.ndarray, upper: np.ndarray
    ) -> "Program":
        """The same program with more rows: terms CSR, one row per name, int64."""
        rows = pd.DataFrame({"rule": "tier", "place": names, "lower": lower, "upper": upper})
        longer = sparse.vstack([self.terms, terms], format="csr", dtype=np.int64)
        return replace(self, rows=pd.concat([self.rows, rows], ignore_index=True), terms=longer)

    def with_most(self, most: int) -> "Program":
        """The same program whose last row allows no more than `most`."""
        upper = self.rows["upper"].to_numpy().copy()
        upper[-1] = most
        return replace(self, rows=self.rows.assign(upper=upper))

    def without_rows(self) -> "Program":
        """The same columns and goals, bound by nothing else."""
        return replace(self, rows=self.rows.iloc[:0], terms=self.terms[:0])

    def closed(self, columns: np.ndarray) -> "Program":
        """The same program in which the columns of the mask are 0."""
        upper = self.columns["upper"].mask(columns, 0)
        return replace(self, columns=self.columns.assign(upper=upper))

    def only(self, columns: np.ndarray) -> "Program":
        """The same over some columns (a mask) where all others are 0; rows that hold whatever is taken are left out.

        Columns and rows keep their numbers as labels of the frames.
        """
        terms = self.terms[:, columns]
        lower, upper = (self.rows[side].to_numpy() for side in ("lower", "upper"))
        free = (lower <= -FREE) & (upper >= FREE)
        kept = (lower > 0) | (upper < 0) | ((np.diff(terms.indptr) > 0) & ~free)
        return replace(
            self,
            columns=self.columns[columns],
            rows=self.rows[kept],
            terms=terms[kept],
            goals={goal: points[columns] for goal, points in self.goals.items()},
            decisions=int(columns[: self.decisions].sum()),
        )

    def live(self, columns: np.ndarray) -> np.ndarray:
        """The columns (a mask) less those that some row holds at 0 once all others are 0.

        A row that allows no more than 0, and has no open column to make room, holds its positive columns at 0;
        and the same for the other side.
        """
        row = np.repeat(np.arange(len(self.rows)), np.diff(self.terms.indptr))
        column, positive = self.terms.indices, self.terms.data > 0
        no_more, no_less = self.rows["upper"].to_numpy() <= 0, self.rows["lower"].to_numpy() >= 0
        columns = columns.copy()
        while True:
            open_terms = columns[column]
            more = np.bincount(row[open_terms & positive], minlength=len(self.rows)) > 0
            less = np.bincount(row[open_terms & ~positive], minlength=len(self.rows)) > 0
            held = np.where(positive, (no_more & ~less)[row], (no_less & ~more)[row]) & open_terms
            if not held.any():
                return columns
            columns[column[held]] = False

    def asked_for(self) -> np.ndarray:
        """True for each decision in a row that holds only if something is decided."""
        slack = self.terms[:, self.decisions :].multiply(self.columns["upper"].to_numpy()[self.decisions :]).tocsr()
        short = self.rows["lower"].to_numpy() > slack.maximum(0).sum(axis=1).A1
        asking = self.terms[short].tocoo()
        wanted = np.zeros(self.decisions, dtype=bool)
        wanted[asking.col[(asking.data > 0) & (asking.col < self.decisions)]] = True
        return wanted

    def admits(self, x: np.ndarray) -> bool:
        """True when whole numbers x keep every bound and every row."""
        in_bounds = (x >= 0).all() and (x <= self.columns["upper"].to_numpy()).all()
        return bool(in_bounds) and not len(self.broken(x))

    def broken(self, x: np.ndarray) -> np.ndarray:
        """The rows, by number, that whole numbers x break."""
        activity = self.terms @ x
        lower, upper = self.rows["lower"].to_numpy(), self.rows["upper"].to_numpy()
        return np.flatnonzero((activity < lower) | (activity > upper))


@dataclass
class Desk:
    """Where rules write rows, slacks and points. `soft` prices rules; `waived` forgives rows.

    Rows that cannot bind are left out, unless `whole`: with other parts of a nation beside them they may.

    Terms are frames with a `column` (ALWAYS, -1, for a constant), a `coef`, and the columns named in
    `by`, which group them into rows and name the rows.
    """

    names: Sequence[str]
    soft: Mapping[str, int] = field(default_factory=dict)
    waived: frozenset[tuple[str, str]] = frozenset()
    whole: bool = False
    _slacks: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)
    _rows: list[pd.DataFrame] = field(default_factory=list)
    _terms: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = field(default_factory=list)
    _points: dict[str, list[tuple[np.ndarray, np.ndarray]]] = field(default_factory=lambda: defaultdict(list))
    _constants: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _measured: dict[Callable[..., Any], Any] = field(default_factory=dict)
    _width: int = 0
    _height: int = 0

    def __post_init__(self) -> None:
        """Start after the decision columns."""
        self._width = len(self.names)

    def at_most(self, rule: str, terms: pd.DataFrame, by: list[str], limit: int | str, *, inherit: bool = False) -> None:
        """Σ coef · x ≤ limit in each group; with `inherit`, the limit is never below what already is.

        `limit` is a number or the name of a column of `terms` that holds it, the same in each group.
        """
        if terms.empty:
            return
        groups = _Groups(terms, by)
        bound = groups.limit(limit)
        if inherit:
            bound = np.maximum(bound, groups.constants)
        self._write(rule, groups, np.full(len(bound), -FREE), bound - groups.constants)

    def at_least(self, rule: str, terms: pd.DataFrame, by: list[str], limit: int | str) -> None:
        """Σ coef · x ≥ limit in each group."""
        if terms.empty:
            return
        groups = _Groups(terms, by)
        bound = groups.limit(limit) - groups.constants
        self._write(rule, groups, bound, np.full(len(bound), FREE))

    def exactly(self, rule: str, terms: pd.DataFrame, by: list[str], limit: int | str) -> None:
        """Σ coef · x = limit in each group."""
        if terms.empty:
            return
        groups = _Groups(terms, by)
        bound = groups.limit(limit) - groups.constants
        self._write(rule, groups, bound, bound)

    def points(self, goal: str, columns: np.ndarray, points: np.ndarray) -> None:
        """Add points · x to a goal; points on ALWAYS count whatever is decided."""
        columns, points = np.asarray(columns), np.asarray(points, dtype=np.int64)
        self._constants[goal] += int(points[columns < 0].sum())
        self._points[goal].append((columns[columns >= 0], points[columns >= 0]))

    def slack(self, kind: str, places: Sequence[str], upper: int | np.ndarray) -> np.ndarray:
        """New whole-number columns 0 … upper, one per place; returns their numbers."""
        columns = self._width + np.arange(len(places))
        names = np.array([f"{kind}[{place}]" for place in places], dtype=object)
        self._slacks.append((names, np.broadcast_to(np.asarray(upper, dtype=np.int64), len(places))))
        self._width += len(places)
        return columns

    def once(self, measure: Callable[..., Measured], *arguments: Any) -> Measured:
        """What `measure(*arguments, desk)` returns; its rows are written the first time only."""
        if measure not in self._measured:
            self._measured[measure] = measure(*arguments, self)
        return self._measured[measure]

    def program(self) -> Program:
        """Everything written so far as one Program."""
        nothing = (np.zeros(0, dtype=np.int64),) * 3
        row, column, coef = (np.concatenate(parts) for parts in zip(nothing, *self._terms, strict=True))
        terms = sparse.csr_matrix((coef, (row, column)), shape=(self._height, self._width), dtype=np.int64)
        terms.eliminate_zeros()
        names = np.concatenate([np.asarray(self.names, dtype=object), *(n for n, _ in self._slacks)])
        goals = {goal: self._dense(parts) for goal, parts in self._points.items()}
        columns = pd.DataFrame({"name": names, "upper": self._uppers()})
        none = pd.DataFrame({"rule": [], "place": [], "lower": [], "upper": []})
        none = none.astype({"rule": object, "place": object, "lower": np.int64, "upper": np.int64})
        rows = pd.concat([none, *self._rows], ignore_index=True)
        return Program(columns, rows, terms, goals, dict(self._constants), len(self.names))

    def _uppers(self) -> np.ndarray:
        """Upper bound of every column so far."""
        decisions = np.ones(len(self.names), dtype=np.int64)
        return np.concatenate([decisions, *(upper for _, upper in self._slacks)])

    def _dense(self, parts: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
        """Points per column, as one vector."""
        vector = np.zeros(self._width, dtype=np.int64)
        for columns, points in parts:
            np.add.at(vector, columns, points)
        return vector

    def _write(self, rule: str, groups: "_Groups", lower: np.ndarray, upper: np.ndarray) -> None:
        """Append the rows that can bind, less the waived ones; soft rules get a priced slack per side."""
        low, high = groups.reach(self._uppers())
        kept = (high > upper) | (low < lower) | self.whole
        if self.waived:
            kept &= np.array([(rule, place) not in self.waived for place in groups.places], dtype=bool)
        number = np.cumsum(kept) - 1 + self._height
        of_term = kept[groups.row]
        row, column, coef = number[groups.row[of_term]], groups.column[of_term], groups.coef[of_term]
        places = groups.places[kept]
        rows = pd.DataFrame({"rule": rule, "place": places, "lower": lower[kept], "upper": upper[kept]})
        self._rows.append(rows)
        self._terms.append((row, column, coef))
        if rule in self.soft:
            self._soften(rule, places, number[kept], lower[kept] - low[kept], high[kept] - upper[kept])
        self._height += len(places)

    def _soften(self, rule: str, places: np.ndarray, rows: np.ndarray, below: np.ndarray, above: np.ndarray) -> None:
        """A priced slack for each row that can be missed from below, and from above."""
        for side, miss in ((1, below), (-1, above)):
            missed = miss > 0
            if missed.any():
                columns = self.slack(f"excess {rule}", list(places[missed]), miss[missed])
                self._terms.append((rows[missed], columns, np.full(len(columns), side)))
                self.points("soft", columns, np.full(len(columns), -self.soft[rule]))


class _Groups:
    """Terms grouped into rows: row, column, coef per term; places and constants per row."""

    def __init__(self, terms: pd.DataFrame, by: list[str]) -> None:
        grouped = terms.groupby(by, sort=True, observed=True)
        group = grouped.ngroup().to_numpy()
        column, coef = terms["column"].to_numpy(dtype=np.int64), terms["coef"].to_numpy(dtype=np.int64)
        self.size = grouped.ngroups
        _, first = np.unique(group, return_index=True)
        keys = [terms[key].iloc[first].astype(str) for key in by]
        self.places = reduce(lambda name, key: name + "|" + key, keys).to_numpy(dtype=object)
        self._terms, self._first = terms, first
        fixed = column < 0
        self.constants = np.zeros(self.size, dtype=np.int64)
        np.add.at(self.constants, group[fixed], coef[fixed])
        self.row, self.column, self.coef = group[~fixed], column[~fixed], coef[~fixed]

    def limit(self, limit: int | str) -> np.ndarray:
        """The limit of each row."""
        if isinstance(limit, str):
            return self._terms[limit].to_numpy()[self._first].astype(np.int64)
        return np.full(self.size, limit, dtype=np.int64)

    def reach(self, uppers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Least and greatest value each row can take within the bounds of its columns."""
        most = self.coef * uppers[self.column]
        low, high = np.zeros(self.size, dtype=np.int64), np.zeros(self.size, dtype=np.int64)
        np.add.at(low, self.row, np.minimum(most, 0))
        np.add.at(high, self.row, np.maximum(most, 0))
        return low, high
