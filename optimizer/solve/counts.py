"""What branching may count: the decisions of a row with one coefficient, or with that coefficient and more."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from optimizer.program import Program
from optimizer.solve.rows import varied

MOST_COEFFICIENTS = 60  # a row with more different ones counts nothing that a planner would


@dataclass(frozen=True)
class Counts:
    """table: row, low and high per count, as a Refutation has them; the last ones are the columns, one each.

    kinds: a number per count; counts of one rule and sort gain alike. sums: one row per count, 1 for what it counts.
    first: a mask of the counts to settle before all others: how many cost so much or more, where amounts vary.
    """

    table: np.ndarray
    kinds: np.ndarray
    first: np.ndarray
    sums: sparse.csr_matrix

    def members(self, count: int) -> np.ndarray:
        """The columns of a count."""
        return self.sums.indices[self.sums.indptr[count] : self.sums.indptr[count + 1]]


def counts_of(program: Program) -> Counts:
    """Every count of two or more decisions that no other one equals, and every column."""
    terms = _terms(program)
    groups = _groups(terms, program)
    width, rows = len(program.columns), len(program.rows)
    columns = np.column_stack([rows + np.arange(width), np.zeros((width, 2), dtype=np.int64)])
    table = np.concatenate([groups[["row", "low", "high"]].to_numpy(dtype=np.int64), columns])
    lengths = (groups["end"] - groups["begin"]).to_numpy(dtype=np.int64)
    within = np.arange(lengths.sum()) - np.repeat(lengths.cumsum() - lengths, lengths)
    members = terms["column"].to_numpy()[np.repeat(groups["begin"].to_numpy(dtype=np.int64), lengths) + within]
    indices = np.concatenate([members, np.arange(width)])
    indptr = np.concatenate([[0], np.cumsum(np.concatenate([lengths, np.ones(width, dtype=np.int64)]))])
    sums = sparse.csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(table), width))
    rules = program.rows["rule"].to_numpy()[groups["row"]].astype(object) + groups["sort"].to_numpy(dtype=object)
    kinds = pd.factorize(np.concatenate([rules, np.full(width, "column", dtype=object)]))[0]
    rising = varied(program)[groups["row"]] & (groups["low"] < groups["high"]).to_numpy()
    first = np.concatenate([rising, np.zeros(width, dtype=bool)])
    return Counts(table, kinds, first, sums)


def _terms(program: Program) -> pd.DataFrame:
    """row, column, coef of decisions in rows with few different coefficients, sorted by row and coefficient."""
    row = np.repeat(np.arange(len(program.rows)), np.diff(program.terms.indptr))
    terms = pd.DataFrame({"row": row, "column": program.terms.indices, "coef": program.terms.data})
    terms = terms[terms["column"] < program.decisions]
    few = terms.groupby("row")["coef"].transform("nunique") <= MOST_COEFFICIENTS
    return terms[few].sort_values(["row", "coef", "column"], ignore_index=True)


def _groups(terms: pd.DataFrame, program: Program) -> pd.DataFrame:
    """row, low, high, sort of each count and where its terms begin and end; of equal counts the first.

    Counts are compared by the sums of lots drawn for the columns: a wrong match would only lose one.
    """
    lots = np.random.default_rng(0).integers(1, 2**40, len(program.columns))
    terms = terms.assign(lot=lots[terms["column"].to_numpy()], place=np.arange(len(terms)))
    by = terms.groupby(["row", "coef"], sort=True)
    equal = by.agg(begin=("place", "min"), end=("place", "max"), lot=("lot", "sum")).reset_index()
    equal["end"] += 1
    of_row = equal.iloc[::-1].groupby("row")
    upward = equal.assign(end=equal.groupby("row")["end"].transform("max"), lot=of_row["lot"].cumsum())
    equal = equal.assign(low=equal["coef"], high=equal["coef"], sort=" =")
    upward = upward.assign(low=equal["coef"], high=upward.groupby("row")["coef"].transform("max"), sort=" ≥")
    groups = pd.concat([equal, upward[upward["coef"] > 0]], ignore_index=True)
    return groups[groups["end"] - groups["begin"] > 1].drop_duplicates("lot", ignore_index=True)
