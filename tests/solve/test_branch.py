"""Branching on counts: what it finds and what it refutes, against every x of drawn programs."""

import threading
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from optimizer.program import FREE, Program
from optimizer.solve import highs
from optimizer.solve.branch import Branched, Known, Task, _Search, branched
from optimizer.solve.counts import counts_of
from optimizer.solve.params import DEFAULT
from optimizer.solve.simplex import Relaxed, Simplex
from optimizer.solve.tree import Node
from optimizer.verify.refute import margins, narrowed
from tests.programs import drawn, every_x, knapsack, program


def searched(of: Program, points: np.ndarray, most: int, ceiling: int | None = None, seconds: float = 60) -> Branched:
    """What branching says of `points · x ≤ most`; `ceiling` is the last row unless told."""
    asked = of.with_row("better", points, -FREE, most)
    task = Task(asked, len(asked.rows) - 1 if ceiling is None else ceiling, seconds)
    return branched(task, DEFAULT, threading.Event(), lambda *_: None)


def shows(of: Program, points: np.ndarray, found: Branched) -> bool:
    """True when the refutation contradicts everything below its least value, for whoever checks it."""
    assert found.by is not None and found.least is not None
    return all(margin > 0 for margin in margins(of.with_row("better", points, -FREE, found.least - 1), found.by))


@pytest.mark.parametrize("seed", range(40))
def test_it_finds_the_best_and_refutes_all_below(seed: int) -> None:
    of, points = drawn(seed)
    values = every_x(of) @ points
    best = int(values.min()) if len(values) else None
    found = searched(of, points, most=200)
    assert (None if found.x is None else int(points @ found.x)) == best
    assert found.x is None or of.admits(found.x)
    assert found.least == (201 if best is None else best)
    assert shows(of, points, found)


@pytest.mark.parametrize("seed", range(20))
def test_what_is_known_already_is_refuted_or_bettered(seed: int) -> None:
    of, points = drawn(seed)
    values = np.sort(every_x(of) @ points)
    if not len(values):
        return
    found = searched(of, points, most=int(values[0]) - 1)
    assert found.x is None
    assert found.least == values[0]
    assert shows(of, points, found)


@pytest.mark.parametrize("seed", range(40))
def test_a_tier_is_searched_along_the_row_of_an_earlier_one(seed: int) -> None:
    """The earlier tier's value is a row; its left side is minimised while the last row asks for better."""
    of, first = drawn(seed)
    known = every_x(of)
    if not len(known):
        return
    kept = int(np.sort(known @ first)[min(3, len(known) - 1)])
    later = np.random.default_rng(seed).integers(0, 5, len(first))
    of = of.with_row("first", first, -FREE, kept)
    values = every_x(of) @ later
    found = searched(of, later, most=100, ceiling=len(of.rows) - 1)
    assert found.x is not None
    assert int(later @ found.x) == values.min() == found.least
    assert shows(of, later, found)


def test_money_that_an_lp_would_split_is_settled_by_one_count() -> None:
    """Thirty stints that cost 2 or 3, money for 10 and a half of the cheap ones: 10, by three leaves at most."""
    costs = [2] * 15 + [3] * 15
    of = program(
        [(costs, -FREE, 21), *(([0] * n + [1] + [0] * 14 + [1] + [0] * (14 - n), -FREE, 1) for n in range(15))], [1] * 30
    )
    points = np.full(30, -1, dtype=np.int64)
    found = searched(of, points, most=0)
    assert found.least == -10
    assert found.by is not None
    assert found.by.leaves.shape[0] <= 3


@dataclass
class StopAt:
    """Stops a search at its n-th piece of news."""

    left: int
    stop: threading.Event = field(default_factory=threading.Event)

    def __call__(self, engine: str, value: int | None, bound: int | None) -> None:
        """One more."""
        self.left -= 1
        if not self.left:
            self.stop.set()


class StopAfter(threading.Event):
    """Is set when it has been asked so often."""

    def __init__(self, asks: int) -> None:
        super().__init__()
        self.asks = asks

    def is_set(self) -> bool:
        """One less."""
        self.asks -= 1
        return self.asks < 0


@pytest.mark.parametrize("news", [1, 2, 4])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_shown_when_the_time_ends_is_a_bound_all_the_same(news: int, seed: int) -> None:
    of, points = knapsack(seed)
    least = int((every_x(of) @ points).min())
    asked, watch = of.with_row("better", points, -FREE, least - 1), StopAt(news)
    found = branched(Task(asked, len(asked.rows) - 1, 60), DEFAULT, watch.stop, watch)
    assert watch.stop.is_set()
    assert found.x is None
    assert found.least is not None
    assert found.least < least
    assert shows(of, points, found)


@pytest.mark.parametrize("asks", [15, 60, 100])  # before the first LP is solved, and after it
@pytest.mark.parametrize("seed", range(4))
def test_a_search_along_an_earlier_row_that_is_cut_short_shows_nothing(seed: int, asks: int) -> None:
    of, first = knapsack(seed)
    known = every_x(of)
    kept = int((known @ first).min()) + 3
    later = np.random.default_rng(seed).integers(0, 5, len(first))
    least = int((known[known @ first <= kept] @ later).min())
    asked = of.with_row("first", first, -FREE, kept).with_row("better", later, -FREE, least - 1)
    assert branched(Task(asked, len(of.rows), 60), DEFAULT, StopAfter(asks), lambda *_: None) == Branched()
    assert branched(Task(asked, len(of.rows), 60), DEFAULT, threading.Event(), lambda *_: None).least == least


@pytest.mark.parametrize("seed", range(4))
def test_what_others_find_meanwhile_is_looked_for_no_longer(seed: int) -> None:
    of, points = knapsack(seed)
    least = int((every_x(of) @ points).min())
    asked = of.with_row("better", points, -FREE, 0)
    known = Known(1)

    def tell(_engine: str, _value: int | None, _bound: int | None) -> None:
        known.least = least

    found = branched(Task(asked, len(of.rows), 60), DEFAULT, threading.Event(), tell, known)
    assert found.x is None
    assert found.least == least
    assert shows(of, points, found)


def test_a_search_that_is_wanted_no_longer_ends_and_shows_the_bound_it_has() -> None:
    of, points = knapsack(3)
    least = int((every_x(of) @ points).min())
    asked = of.with_row("better", points, -FREE, least - 1)
    known = Known(least)

    def tell(*_: object) -> None:
        known.until = 0.0

    found = branched(Task(asked, len(of.rows), 60), DEFAULT, threading.Event(), tell, known)
    assert found.x is None
    assert found.least is not None
    assert found.least < least
    assert shows(of, points, found)


@pytest.mark.parametrize("seed", range(8))
def test_how_many_are_dear_is_settled_before_anything_else(seed: int) -> None:
    """Of an x in which all is fractional a count of so much or more is split, though others promise more."""
    of, points = knapsack(seed)
    asked = of.with_row("better", points, -FREE, 0)
    search = _Search(asked, len(of.rows), DEFAULT, lambda *_: None, Known(1))
    table, first = search.counts.table, search.counts.first
    assert first.any()
    assert (table[first, 1] < table[first, 2]).all()
    assert not first[-len(of.columns) :].any()
    search.gains.note(tuple((count, 100.0, 100.0) for count in np.flatnonzero(~first).tolist()))
    search.gains.note(tuple((count, 1.0, 1.0) for count in np.flatnonzero(first).tolist()))
    x = np.random.default_rng(seed).uniform(0.2, 0.8, len(of.columns))
    engine = Simplex(asked, points, search.counts, lambda: False)
    split = search.split(engine, Node(0, {}, Relaxed(-999.0, x, None, np.zeros(len(asked.rows)), {})))
    assert split is not None
    assert first[split.count]


@pytest.mark.parametrize("seed", range(6))
def test_stints_that_nothing_tells_apart_are_settled_too(seed: int) -> None:
    of, points = knapsack(seed)
    least = int((every_x(of) @ points).min())
    found = searched(of, points, most=0)
    assert found.x is not None
    assert int(points @ found.x) == found.least == least
    assert shows(of, points, found)


def test_the_tree_is_the_same_every_time() -> None:
    of, points = knapsack(3)
    first, second = (searched(of, points, most=0).by for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.nodes.tolist() == second.nodes.tolist()
    assert (first.leaves != second.leaves).nnz == 0


def test_no_time_and_a_set_stop_show_nothing_and_break_nothing() -> None:
    of, points = drawn(1)
    stop = threading.Event()
    stop.set()
    asked = of.with_row("better", points, -FREE, 50)
    task = Task(asked, len(asked.rows) - 1, 60)
    assert branched(task, DEFAULT, stop, lambda *_: None) == Branched()
    assert branched(replace(task, seconds=0), DEFAULT, threading.Event(), lambda *_: None) == Branched()


def test_closed_columns_are_left_out_and_the_refutation_still_speaks_of_all() -> None:
    of, points = drawn(4)
    closed = of.closed(np.arange(9) < 2)
    values = every_x(closed) @ points
    found = searched(closed, points, most=200)
    assert found.least == (values.min() if len(values) else 201)
    assert found.by is not None
    assert found.by.leaves.shape[1] == len(of.rows) + 1 + len(found.by.counts)
    assert shows(closed, points, found)


def test_counts_are_told_once_each_by_equal_and_by_rising_coefficients() -> None:
    of = program(
        [([3, 4, 4, 7, 0], -FREE, 9), ([1, 1, 1, 1, 0], -FREE, 2), ([0, 1, 1, 0, 0], -FREE, 1)], [1] * 5, decisions=4
    )
    counts = counts_of(of)
    of_two = [(tuple(row), sorted(counts.members(n).tolist())) for n, row in enumerate(counts.table[:-5].tolist())]
    assert of_two == [((0, 4, 4), [1, 2]), ((1, 1, 1), [0, 1, 2, 3]), ((0, 4, 7), [1, 2, 3])]
    assert [counts.members(n).tolist() for n in range(3, 8)] == [[0], [1], [2], [3], [4]]
    assert counts.table[-5:, 0].tolist() == [3, 4, 5, 6, 7]


def test_a_row_whose_columns_are_all_closed_is_refuted() -> None:
    closed = program([([1, 1, 0], 1, FREE), ([0, 0, 1], -FREE, 1)], [1, 1, 1]).closed(np.array([True, True, False]))
    found = searched(closed, np.array([1, 1, 1]), most=5)
    assert (found.x, found.least) == (None, 6)
    assert shows(closed, np.array([1, 1, 1]), found)


def test_rounding_does_not_eat_what_refutes_a_budget_that_is_just_too_small() -> None:
    """A thousand stints of 30 million đồng, 21 are needed, and for the last one 30,000 đồng are missing.

    The budget's multiplier is some 1e-8, and what it is rounded by counts thirty million times for each stint.
    """
    cost, points = 30_000_001, np.ones(1000, dtype=np.int64)
    of = program([([cost] * 1000, -FREE, 21 * cost - 30_000), ([1] * 1000, 21, FREE)], [1] * 1000)
    found = searched(of, points, most=50)
    assert (found.x, found.least) == (None, 51)
    assert shows(of, points, found)


@pytest.mark.parametrize("more", [0, 1, 9])
@pytest.mark.parametrize("seed", range(20))
def test_no_x_that_keeps_a_value_is_lost_to_what_the_branches_leave(seed: int, more: int) -> None:
    of, points = drawn(seed)
    values = every_x(of) @ points
    if not len(values):
        return
    least = int(values.min())
    found = searched(of, points, most=least - 1)
    assert found.by is not None
    kept = of.with_row("kept", points, -FREE, least + more)
    left = narrowed(kept, found.by)
    assert len(left.rows) == len(kept.rows) + len(found.by.counts)
    assert every_x(left).tolist() == every_x(kept).tolist()


def test_what_the_branches_leave_lifts_the_bound_of_a_later_tier() -> None:
    """The LP of other points, with the budgets' best kept: nearer to the truth with the counts of the branches."""
    lifted = 0
    for seed in range(6):
        of, points = knapsack(seed)
        least = int((every_x(of) @ points).min())
        found = searched(of, points, most=least - 1)
        assert found.by is not None
        kept = of.with_row("kept", points, -FREE, least)
        later = np.random.default_rng(seed).integers(-9, 10, len(points))
        lps = [highs.relax(each, later, 60, threading.Event()) for each in (kept, narrowed(kept, found.by))]
        plain, narrow = (float(lp[0] @ later) for lp in lps if lp is not None)
        truth = int((every_x(kept) @ later).min())
        assert plain - 1e-6 <= narrow <= truth + 1e-6
        lifted += narrow > plain + 0.5
    assert lifted >= 3


def test_a_count_that_rounding_puts_outside_its_branch_is_not_split() -> None:
    """Two stints that an LP takes but for 0.9e-6 each: one by one they are whole, together they are 1.8e-6 short of two."""
    of, points = knapsack(1)
    asked = of.with_row("better", points, -FREE, 0)
    search = _Search(asked, len(of.rows), DEFAULT, lambda *_: None, Known(1))
    x = np.zeros(len(of.columns))
    x[:2] = 1 - 0.9e-6
    both = np.flatnonzero(search.counts.sums @ (x > 0) == 2)
    assert len(both)
    branch = dict.fromkeys(both.tolist(), (2, FREE))
    engine = Simplex(asked, points, search.counts, lambda: False)
    found = Relaxed(-1.0, x, None, np.zeros(len(asked.rows)), {})
    assert search.split(engine, Node(0, branch, found)) is None
    loose = search.split(engine, Node(0, {}, found))
    assert loose is not None
    assert loose.most == 1


def test_what_little_leans_on_a_free_side_does_not_spoil_a_contradiction() -> None:
    """A closed column is asked for; HiGHS' multipliers may have 1e-12 on a row that is free on that side."""
    of = program([([1, 0], 1, FREE), ([0, 1], 0, FREE)], [0, 1])
    points = np.zeros(2, dtype=np.int64)
    engine = Simplex(of, points, counts_of(of), lambda: False)
    engine.keep(np.arange(2))
    assert engine._contradicts(np.array([1.0, 0.0]))
    assert engine._contradicts(np.array([1.0, -1e-12]))
    assert not engine._contradicts(np.array([0.0, 1.0]))
