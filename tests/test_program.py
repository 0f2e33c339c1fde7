"""A Program over fewer columns says the same of them."""

import numpy as np
import pytest

from optimizer.model import build
from tests.rules.test_proof import subsets
from tests.worlds import world


@pytest.mark.parametrize("seed", range(30))
def test_a_column_that_is_not_live_is_in_no_lawful_choice(seed: int) -> None:
    model = build(world(seed))
    program = model.program
    if not 1 <= program.decisions <= 9:
        return
    rng = np.random.default_rng(seed)
    kept = rng.random(len(program.columns)) < 0.7
    kept[program.decisions :] = True
    live = program.live(kept)
    assert not (live & ~kept).any()
    low = program.rows["lower"].to_numpy() - program.terms[:, program.decisions :].maximum(0) @ slack_uppers(program)
    high = program.rows["upper"].to_numpy() - program.terms[:, program.decisions :].minimum(0) @ slack_uppers(program)
    for x in subsets(model):
        activity = program.terms[:, : program.decisions] @ x
        possible = ((activity >= low) & (activity <= high)).all()
        if possible and not (x.astype(bool) & ~kept[: program.decisions]).any():
            small = program.only(live)
            assert not (x.astype(bool) & ~live[: program.decisions]).any()
            assert small.decisions == live[: program.decisions].sum()
            assert (small.terms[:, : small.decisions] @ x[live[: program.decisions]] == activity[small.rows.index]).all()


def slack_uppers(program: object) -> np.ndarray:
    """Upper bounds of the slacks."""
    return program.columns["upper"].to_numpy()[program.decisions :]  # type: ignore[attr-defined]


def test_rows_that_hold_without_any_term_are_left_out_and_others_stay() -> None:
    program = build(world(3)).program
    small = program.only(np.zeros(len(program.columns), dtype=bool))
    assert ((small.rows["lower"] > 0) | (small.rows["upper"] < 0)).all()
    assert len(small.columns) == 0
