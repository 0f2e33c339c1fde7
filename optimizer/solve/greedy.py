"""A first plan without search: stints in a given order, each with its landing, as long as every row holds."""

import time

import numpy as np

from optimizer.model import Model
from optimizer.plan import HOME
from optimizer.program import Program
from optimizer.words import Kind

STINTS_TRIED = 20_000  # the first plan is only a start
LANDINGS_TRIED = 6  # per stint: the home unit first


def greedy(model: Model, order: np.ndarray, until: float = float("inf")) -> np.ndarray:
    """Decisions (0/1) that keep the rows of the program, taken stint by stint in `order` (column numbers).

    Closed stints are passed over; those that a row asks for (a decision) come first. One stint per cadre; a rotation
    only with a landing; nothing more is tried once the monotonic clock says `until`.
    A loop over stints in Python, and on purpose: each choice depends on those before it.
    """
    rows, landed = _Rows(model.program), _touched_by_landings(model)
    x = np.zeros(model.program.decisions, dtype=np.int64)
    landings = _landings_by_end(model)
    stints = model.options.stints
    cadre, end = stints["cadre_ix"].to_numpy(), stints["end"].to_numpy()
    rotation = (stints["kind"] == Kind.ROTATION).to_numpy()
    placed: set[int] = set()
    order = order[model.program.columns["upper"].to_numpy()[order] > 0]
    order = order[np.argsort(~model.program.asked_for()[order], kind="stable")]
    for column in order[:STINTS_TRIED]:
        if cadre[column] in placed:
            continue
        if time.monotonic() > until:
            break
        choices = [[landing] for landing in landings.get((cadre[column], end[column]), [])[:LANDINGS_TRIED]]
        for extra in choices if rotation[column] else [[]]:
            broken = rows.take([column, *extra])
            if not len(broken):
                x[[column, *extra]] = 1
                placed.add(cadre[column])
            if not len(broken) or not landed[broken].all():
                break
    return x


def _landings_by_end(model: Model) -> dict[tuple[int, int], list[int]]:
    """Columns of the landings of each (cadre_ix, end), the home unit first."""
    found: dict[tuple[int, int], list[int]] = {}
    landings = model.options.landings
    for row in landings.iloc[np.argsort(landings["slot_id"] != HOME, kind="stable")].itertuples():
        found.setdefault((row.cadre_ix, row.end), []).append(row.column)
    return found


def _touched_by_landings(model: Model) -> np.ndarray:
    """True for each row that some landing may mend; what a stint breaks elsewhere, no landing of it mends."""
    return np.asarray(np.diff(model.program.terms[:, model.options.landings["column"].to_numpy()].indptr) > 0)


class _Rows:
    """What is left of each row's bounds, with the slacks at their kindest."""

    def __init__(self, program: Program) -> None:
        slack = program.terms[:, program.decisions :]
        most = slack.multiply(program.columns["upper"].to_numpy()[program.decisions :]).tocsr()
        self._low = program.rows["lower"].to_numpy() - most.maximum(0).sum(axis=1).A1
        self._high = program.rows["upper"].to_numpy() - most.minimum(0).sum(axis=1).A1
        columns = program.terms[:, : program.decisions].tocsc()
        self._starts, self._indices, self._data = columns.indptr, columns.indices, columns.data
        self._activity = np.zeros(len(program.rows), dtype=np.int64)
        self._change = np.zeros(len(program.rows), dtype=np.int64)  # zero between two calls

    def take(self, columns: list[int]) -> np.ndarray:
        """Add the columns if no row that they touch gets farther outside its bounds than it was; else which rows do."""
        parts = [slice(self._starts[column], self._starts[column + 1]) for column in columns]
        for part in parts:
            self._change[self._indices[part]] += self._data[part]
        touched = np.concatenate([self._indices[part] for part in parts])
        change = self._change[touched]
        self._change[touched] = 0
        after = self._activity[touched] + change
        broken = ((after > self._high[touched]) & (change > 0)) | ((after < self._low[touched]) & (change < 0))
        if not broken.any():
            self._activity[touched] = after
        return touched[broken]
