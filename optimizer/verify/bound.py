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
    lower, upper = program.rows["lower"].to_numpy(), program.rows["upper"].to_numpy()
    free = ((duals > 0) & (lower <= -FREE)) | ((duals < 0) & (upper >= FREE))
    mantissa, exponent = np.frexp(np.where(free, 0.0, duals))
    numerators = np.round(np.ldexp(mantissa, SIGNIFICANT_BITS)).astype(np.int64)
    rows = np.flatnonzero(numerators)
    return Duals(rows, numerators[rows], exponent[rows].astype(np.int64) - SIGNIFICANT_BITS)


def bound_of(program: Program, points: np.ndarray, duals: Duals) -> Bound:
    """The bound that duals (of minimise points · x) prove, whatever they are.

    Σ_i y_i · (lower_i if y_i > 0 else upper_i) + Σ_j min(0, d_j) · upper_j, where d = points - y · terms.
    """
    scale = -int(duals.exponents.min(initial=0))
    numerators = duals.numerators.astype(object) << (duals.exponents + scale).astype(object)
    extra = (points.astype(object) << scale) - _combined(program.terms[duals.rows], numerators)
    rows = program.rows.iloc[duals.rows]
    lean_on = np.where(duals.numerators > 0, rows["lower"].to_numpy(), rows["upper"].to_numpy())
    least = int(np.dot(numerators, lean_on.astype(object)))
    saved = int(np.dot(np.minimum(extra, 0), program.columns["upper"].to_numpy().astype(object)))
    return Bound(least + saved, extra, scale)


def _combined(terms: sparse.csr_matrix, numerators: np.ndarray) -> np.ndarray:
    """Σ_i numerators[i] × row i of terms, exactly, as Python integers.

    Each numerator is cut into limbs whose products fit 64 bits, so that the work is done by sparse products.
    """
    sign = np.sign(numerators).astype(np.int64)
    rest, columns = np.abs(numerators), terms.T.tocsr()
    if float((abs(columns) @ np.ones(len(numerators))).max(initial=0)) * 2.0**LIMB_BITS >= 2.0**62:
        raise OverflowError("coefficients of a column are too great for exact sums in 64 bits")
    total, place = np.zeros(columns.shape[0], dtype=object), 0
    while (rest > 0).any():
        limb = (rest & (2**LIMB_BITS - 1)).astype(np.int64) * sign
        total = total + ((columns @ limb).astype(object) << place)
        rest, place = rest >> LIMB_BITS, place + LIMB_BITS
    return total
