"""A bound on a Program in exact whole numbers: LP duals rounded to fractions, then weak duality."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from optimizer.program import FREE, Program

SIGNIFICANT_BITS = 40  # of each dual: enough that rounding costs less than a unit, few enough to stay short
LIMB_BITS = 24  # of a piece of a dual: products with the greatest coefficients still fit 64 bits


@dataclass(frozen=True)
class Duals:
    """One dual per row that has any: numerator × 2**exponent, exactly. Rows are numbers of rows of a Program."""

    rows: np.ndarray
    numerators: np.ndarray
    exponents: np.ndarray


@dataclass(frozen=True)
class Bound:
    """No x of the program has points · x < `value`; taking one unit of column j costs `extra[j]` more.

    `least` and `extra` are exact integers in units of 2**-scale; `value` is `least` rounded up to a whole unit.
    """

    least: int
    extra: np.ndarray
    scale: int

    @property
    def value(self) -> int:
        """The bound as a whole number of points."""
        return -(-self.least >> self.scale)

    def useless(self, limit: int) -> np.ndarray:
        """True for each column that no x with points · x ≤ limit can take."""
        room = (limit << self.scale) - self.least
        return np.array(self.extra > room, dtype=bool)


def rounded(program: Program, duals: np.ndarray) -> Duals:
    """The duals with SIGNIFICANT_BITS each; those that lean on a side of a row which is free are left out."""
    least = np.where(program.rows["upper"] >= FREE, 0.0, -np.inf)
    most = np.where(program.rows["lower"] <= -FREE, 0.0, np.inf)
    mantissa, exponent = np.frexp(np.clip(duals, least, most))
    numerators = np.asarray(np.round(np.ldexp(mantissa, SIGNIFICANT_BITS)), dtype=np.int64)
    rows = np.flatnonzero(numerators)
    return Duals(rows, numerators[rows], exponent[rows].astype(np.int64) - SIGNIFICANT_BITS)


def bound_of(program: Program, points: np.ndarray, duals: Duals) -> Bound:
    """The bound that duals (of minimise points · x) prove, whatever they are.

    Σ_i max(y_i, 0) · lower_i + min(y_i, 0) · upper_i, + Σ_j min(d_j, 0) · upper_j, where d = points - y · terms.
    """
    scale = -int(duals.exponents.min(initial=0))
    numerators = duals.numerators.astype(object) << (duals.exponents + scale).astype(object)
    extra = (points.astype(object) << scale) - combined(program.terms[duals.rows], numerators)
    rows = program.rows.iloc[duals.rows].astype(object)
    sides = np.dot(np.maximum(numerators, 0), rows["lower"]) + np.dot(np.minimum(numerators, 0), rows["upper"])
    saved = np.dot(np.minimum(extra, 0), program.columns["upper"].astype(object))
    return Bound(int(sides + saved), extra, scale)


def combined(terms: sparse.csr_matrix, numerators: np.ndarray) -> np.ndarray:
    """Σ_i numerators[i] × row i of terms, exactly, as Python integers.

    Each numerator is cut into limbs whose products fit 64 bits, so that the work is done by sparse products.
    """
    sign = np.sign(numerators).astype(np.int64)
    rest, columns = np.abs(numerators), terms.T.tocsr()
    if (abs(columns) @ np.ones(len(numerators)) >= 2.0 ** (62 - LIMB_BITS)).any():
        raise OverflowError("coefficients of a column are too great for exact sums in 64 bits")
    total, place = np.zeros(columns.shape[0], dtype=object), 0
    while (rest > 0).any():
        limb = (rest & (2**LIMB_BITS - 1)).astype(np.int64) * sign
        total = total + ((columns @ limb).astype(object) << place)
        rest, place = rest >> LIMB_BITS, place + LIMB_BITS
    return total
