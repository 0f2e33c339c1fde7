"""A bound on a Program in exact whole numbers: LP duals rounded to fractions, then weak duality."""

from dataclasses import dataclass

import numpy as np

from optimizer.program import FREE, Program

SIGNIFICANT_BITS = 40  # of each dual: enough that rounding costs less than a unit, few enough to stay quick


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


def bound_of(program: Program, points: np.ndarray, duals: np.ndarray) -> Bound:
    """The bound that row duals (of minimise points · x) prove, whatever they are.

    Σ_i y_i · (lower_i if y_i > 0 else upper_i) + Σ_j min(0, d_j) · upper_j, where d = points - y · terms. Each dual
    is rounded to SIGNIFICANT_BITS; one that leans on a bound that does not bind counts as 0.
    """
    numerators, scale = _fractions(_leaning(program, duals))
    terms = program.terms.tocoo()
    extra = np.array([int(p) << scale for p in points], dtype=object)
    np.subtract.at(extra, terms.col, terms.data.astype(object) * numerators[terms.row])
    lean_on = np.where(numerators > 0, program.rows["lower"].to_numpy(), program.rows["upper"].to_numpy())
    used = np.flatnonzero(numerators)
    least = sum((numerators[i] * int(lean_on[i]) for i in used), start=0)
    taken = np.flatnonzero(extra < 0)
    upper = program.columns["upper"].to_numpy()
    least += sum((extra[j] * int(upper[j]) for j in taken), start=0)
    return Bound(least, extra, scale)


def _leaning(program: Program, duals: np.ndarray) -> np.ndarray:
    """The duals, with 0 for those that lean on a side of a row which is free."""
    lower, upper = program.rows["lower"].to_numpy(), program.rows["upper"].to_numpy()
    free = ((duals > 0) & (lower <= -FREE)) | ((duals < 0) & (upper >= FREE))
    return np.where(free, 0.0, duals)


def _fractions(duals: np.ndarray) -> tuple[np.ndarray, int]:
    """Whole numerators over one power of two that keep SIGNIFICANT_BITS of each dual."""
    mantissa, exponent = np.frexp(duals)
    whole = np.round(np.ldexp(mantissa, SIGNIFICANT_BITS)).astype(np.int64)
    scale = max(SIGNIFICANT_BITS - int(exponent[whole != 0].min(initial=SIGNIFICANT_BITS)), 0)
    up = np.where(whole != 0, scale - SIGNIFICANT_BITS + exponent, 0)
    return np.left_shift(whole.astype(object), up.astype(object)), scale
