"""The greedy start beside the same choice without a shortcut: every landing of every stint is tried."""

from pathlib import Path

import numpy as np
import pytest

from optimizer.jobs import load_case
from optimizer.model import Model, build
from optimizer.solve.greedy import LANDINGS_TRIED, _landings_by_end, _Rows, greedy
from optimizer.words import Kind

DATA = Path(__file__).parents[2] / "data"


def tried_one_by_one(model: Model, order: np.ndarray) -> np.ndarray:
    """What greed takes if each stint is tried with each of its landings."""
    rows, landings, placed = _Rows(model.program), _landings_by_end(model), set[int]()
    x, stints = np.zeros(model.program.decisions, dtype=np.int64), model.options.stints
    for column in order:
        cadre, end, kind = stints.iloc[column][["cadre_ix", "end", "kind"]]
        choices = [[n] for n in landings.get((cadre, end), [])[:LANDINGS_TRIED]] if kind == Kind.ROTATION else [[]]
        taken = next((c for c in choices if cadre not in placed and not len(rows.take([column, *c]))), None)
        if taken is not None:
            x[[column, *taken]] = 1
            placed.add(cadre)
    return x


@pytest.mark.parametrize("name", ["tiny", "muong_nhe_2021"])
def test_no_landing_that_would_do_is_passed_over(name: str) -> None:
    model = build(load_case(DATA / name))
    for seed in range(3):
        order = np.random.default_rng(seed).permutation(len(model.options.stints))
        found = greedy(model, order)
        assert np.array_equal(found, tried_one_by_one(model, order))
        assert found[model.options.landings["column"].to_numpy()].any()
