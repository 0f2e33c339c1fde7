"""Which rows a search begins with, on tiny programs; and that rows which are not there at first are kept in the end."""

import threading

import numpy as np
import pytest

from optimizer.program import FREE, Program
from optimizer.solve.branch import Task, branched
from optimizer.solve.params import DEFAULT
from optimizer.solve.rows import bearing, first_rows
from tests.programs import every_x, program


def first(of: Program, points: list[int], seconds: float = 60) -> list[bool]:
    """The rows that a search of these points begins with."""
    return first_rows(of, np.array(points), seconds, threading.Event()).tolist()


def test_a_row_that_binds_comes_first_and_one_that_does_not_stays_away() -> None:
    of = program([([1, 1, 0], 1, FREE), ([0, 1, 1], -FREE, 2)], [1, 1, 1])
    assert first(of, [2, 1, 1]) == [True, False]


def test_a_row_of_money_comes_first_even_where_it_does_not_bind() -> None:
    """Three different costs are few, four are money."""
    of = program([([1, 2, 3, 3], -FREE, 99), ([1, 2, 3, 4], -FREE, 99)], [1] * 4)
    assert first(of, [1, 1, 1, 1]) == [False, True]


def test_a_row_that_says_what_a_slack_with_points_is_comes_first() -> None:
    """Columns: a decision, then two slacks; only the first slack has points."""
    of = program([([1, 1, 0], 0, FREE), ([1, 0, 1], 0, FREE)], [1, 5, 5], decisions=1)
    assert first(of, [0, 1, 0]) == [True, False]


def test_without_an_lp_all_rows_come_first() -> None:
    of = program([([1, 1], 3, FREE), ([1, 0], -FREE, 1)], [1, 1])
    assert first(of, [1, 1]) == [True, True]


def test_rows_bear_on_points_without_slacks_or_through_slacks_that_lead_to_points() -> None:
    """Columns: a decision, then four slacks. The second is tied to the first one, which has points; the others are not."""
    rows = [[1, 0, 0, 0, 0], [0, 1, -1, 0, 0], [1, 0, 1, 0, 0], [1, 0, 0, 1, 0], [0, 0, 0, 1, -1]]
    of = program([(row, 0, FREE) for row in rows], [1, 9, 9, 9, 9], decisions=1)
    assert bearing(of, np.array([0, 3, 0, 0, 0])).tolist() == [True, True, True, False, False]
    assert bearing(of, np.array([1, 0, 0, 0, 0])).tolist() == [True, False, False, False, False]


@pytest.mark.parametrize("seed", range(30))
def test_what_is_found_keeps_the_rows_that_were_not_there_at_first(seed: int) -> None:
    """Twelve decisions with the same points: which rows bind is a draw of the LP's, and most do not."""
    draw = np.random.default_rng(seed)
    pairs = [(draw.integers(0, 2, 12).tolist(), -FREE, int(draw.integers(1, 4))) for _ in range(9)]
    need = (np.ones(12, dtype=int).tolist(), int(draw.integers(3, 7)), FREE)
    of = program([need, *pairs], [1] * 12)
    points = draw.integers(1, 3, 12)
    values = every_x(of) @ points
    asked = of.with_row("better", points, -FREE, 99)
    found = branched(Task(asked, len(asked.rows) - 1, 60), DEFAULT, threading.Event(), lambda *_: None)
    assert found.least == (int(values.min()) if len(values) else 100)
    assert (found.x is not None) == bool(len(values))
    assert found.x is None or of.admits(found.x)


def test_a_row_that_only_says_what_a_slack_is_joins_when_nothing_else_is_broken() -> None:
    """A decision with points and a slack without: s ≥ 2 d - 1 is broken by the first x, and s can keep it."""
    of = program([([-2, 1], -1, FREE)], [1, 1], decisions=1)
    points = np.array([-1, 0])
    asked = of.with_row("better", points, -FREE, 0)
    found = branched(Task(asked, 1, 60), DEFAULT, threading.Event(), lambda *_: None)
    assert found.x is not None
    assert found.x.tolist() == [1, 1]
    assert found.least == -1
