"""Refutations: by hand at the limit, against every x of drawn programs, and altered."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from optimizer.program import FREE, Program
from optimizer.rules.tiers import Tier
from optimizer.verify.bound import Duals, bound_of
from optimizer.verify.certificate import Certificate, Refuted, Rung, Step, faults, fingerprint, replay
from optimizer.verify.certificate import from_json as certificate_from_json
from optimizer.verify.certificate import to_json as certificate_to_json
from optimizer.verify.refute import LEAF, Refutation, counted, from_json, margins, to_json
from tests.programs import drawn, every_x, program

MONEY = program([([2, 2, 2, 1], -FREE, 5), ([2, 2, 2, 0], 5, FREE)], [1, 1, 1, 1], decisions=3)
"""Three stints of 2 each; at least 5 is asked for and no more than 5 is there: 2.5 stints. The last column is a slack."""


def refutation(counts: list[list[int]], nodes: list[list[int]], leaves: list[list[int]], width: int = 3) -> Refutation:
    """A refutation written by hand; each leaf has its multipliers of rows and then of counts."""
    tables = (np.array(table, dtype=np.int64).reshape(-1, n) for table, n in ((counts, 3), (nodes, 2)))
    return Refutation(*tables, sparse.csr_matrix(np.array(leaves, dtype=np.int64).reshape(-1, width)))


SPLIT = [[0, 2], [LEAF, 0], [LEAF, 0]]
HONEST = refutation([[0, 2, 2]], SPLIT, [[0, 1, -2], [-1, 0, 2]])
"""At most two stints are 4 and not 5: 5 - 2·2 = 1. Three are 6 and not 5: -5 + 2·3 = 1."""


def test_two_branches_contradict_what_an_lp_cannot() -> None:
    assert margins(MONEY, HONEST) == [1, 1]
    assert not len(every_x(MONEY))


def test_a_count_is_of_the_decisions_in_a_range_of_coefficients_or_of_one_column() -> None:
    rows = program([([3, 4, 7, 7], -FREE, 9)], [1, 1, 1, 1], decisions=3)
    counts = np.array([[0, 4, 7], [0, 7, 7], [0, 1, 2], [1, 0, 0], [4, 0, 0]])
    assert counted(rows, counts).toarray().tolist() == [
        [0, 1, 1, 0], [0, 0, 1, 0], [0, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1],
    ]  # fmt: skip
    for row in (-1, 5):
        with pytest.raises(IndexError):
            counted(rows, np.array([[row, 0, 0]]))


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"leaves": [[0, 1, -2], [-1, 0, 1]]}, [1, -2]),  # -5 + 3 and each stint 1 too much, of which there are 3: -5
        ({"leaves": [[0, 0, 0], [-1, 0, 2]]}, [0, 1]),
        ({"nodes": [[0, 1], [LEAF, 0], [LEAF, 0]]}, [3, -1]),  # more than one is no contradiction
        ({"nodes": [[0, 3], [LEAF, 0], [LEAF, 0]]}, [-1, 3]),
        ({"counts": [[0, 1, 2]]}, [1, 1]),
        ({"counts": [[0, 3, 9]]}, None),
    ],
)
def test_a_margin_is_what_the_sides_give_less_what_the_columns_may_save(
    changed: dict[str, Any], found: list[int] | None
) -> None:
    parts = {"counts": [[0, 2, 2]], "nodes": SPLIT, "leaves": [[0, 1, -2], [-1, 0, 2]]} | changed
    shown = margins(MONEY, refutation(**parts))
    if found is None:
        assert not all(margin > 0 for margin in shown)
    else:
        assert shown == found


def test_a_multiplier_that_leans_on_a_free_side_contradicts_nothing() -> None:
    for leaf in ([1, 0, 0], [0, -1, 0], [0, 1, -3]):
        root = refutation([[0, 2, 2]], [[LEAF, 0]], [leaf])
        assert margins(MONEY, root)[0] < 0, leaf


def test_the_bounds_of_a_count_that_is_split_twice_are_the_tightest() -> None:
    twice = [[0, 4], [0, 2], [LEAF, 0], [LEAF, 0], [LEAF, 0]]
    assert margins(MONEY, refutation([[0, 2, 2]], twice, [[0, 1, -2], [-1, 0, 2], [-1, 0, 2]])) == [1, 1, 5]
    again = [[0, 2], [0, 4], [LEAF, 0], [LEAF, 0], [LEAF, 0]]
    assert margins(MONEY, refutation([[0, 2, 2]], again, [[0, 1, -2], [-1, 0, 2], [-1, 0, 2]])) == [1, 5, 1]


def test_a_multiplier_of_a_count_takes_the_side_of_its_sign_exactly() -> None:
    root = refutation([[0, 2, 2]], [[LEAF, 0]], [[0, 1, 3]])
    assert margins(MONEY, root) == [-10]  # 5 + 3·0, and each of three stints -2 - 3
    few = refutation([[0, 2, 2]], SPLIT, [[0, 1, 3], [-1, 0, 2]])
    assert margins(MONEY, few) == [-10, 1]  # at most two: still none at the least
    twice = [[0, 4], [0, 2], [LEAF, 0], [LEAF, 0], [LEAF, 0]]
    between = refutation([[0, 2, 2]], twice, [[0, 1, -2], [0, 1, -2], [-1, 0, 2]])
    assert margins(MONEY, between) == [1, -3, 5]  # three or four: 5 - 2·4


def test_a_column_may_save_as_often_as_it_may_be_taken() -> None:
    thrice = program([([1, 2], 8, FREE)], [3, 1], decisions=2)
    assert margins(thrice, refutation([], [[LEAF, 0]], [[1]], 1)) == [3]  # 8 - 3·1 - 1·2


@pytest.mark.parametrize(
    "nodes",
    [
        [],
        [[LEAF, 0]],  # fewer leaves than multipliers
        [[0, 2], [LEAF, 0]],  # a side is missing
        [*SPLIT, [LEAF, 0]],  # a leaf too many
        [[1, 2], [LEAF, 0], [LEAF, 0]],  # no such count
        [[-2, 2], [LEAF, 0], [LEAF, 0]],
    ],
)
def test_nodes_that_are_no_tree_are_refused(nodes: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="tree"):
        margins(MONEY, replace(HONEST, nodes=np.array(nodes, dtype=np.int64).reshape(-1, 2)))


def test_many_leaves_are_summed_in_batches_as_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = [[0, most] for most in range(129, 0, -1)] + [[LEAF, 0]] * 130
    many = refutation([[0, 2, 2]], chain, [[-1, n % 3, n % 5 - 2] for n in range(130)])
    found = margins(MONEY, many)
    assert len(set(found)) > 10
    monkeypatch.setattr("optimizer.verify.refute.AT_ONCE", 1)
    assert margins(MONEY, many) == found


def test_multipliers_for_another_number_of_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="rows"):
        margins(MONEY, replace(HONEST, leaves=HONEST.leaves[:, :2]))


def test_sums_beyond_64_bits_are_refused_and_those_within_are_exact() -> None:
    great = refutation([[0, 2, 2]], SPLIT, [[0, 2**59, -(2**60)], [-(2**58), 0, 2**59]])
    assert margins(MONEY, great) == [2**59, 2**58]
    with pytest.raises(OverflowError):
        margins(MONEY, refutation([[0, 2, 2]], SPLIT, [[0, 2**60, -(2**61)], [-1, 0, 2]]))  # 2·2^60 + 2^61 = 2^62


def test_a_closed_column_adds_to_no_sum_however_great_its_coefficients_are() -> None:
    rows = [([2, 2, 2, 1, 2**40], -FREE, 5), ([2, 2, 2, 0, 0], 5, FREE)]
    great = refutation([[0, 2, 2]], SPLIT, [[0, 2**59, -(2**60)], [-(2**58), 0, 2**59]])
    assert margins(program(rows, [1, 1, 1, 1, 0], decisions=3), great) == [2**59, 2**58]
    with pytest.raises(OverflowError):
        margins(program(rows, [1, 1, 1, 1, 1], decisions=3), great)


def leaf_of(shown: Refutation, of: Program, x: np.ndarray) -> int:
    """The leaf in whose branch x lies."""
    taken, leaf, holds = counted(of, shown.counts) @ x, 0, [True]
    for count, most in shown.nodes.tolist():
        here = holds.pop()
        if count != LEAF:
            holds += [here and taken[count] > most, here and taken[count] <= most]
        elif here:
            return leaf
        else:
            leaf += 1
    raise AssertionError


def drawn_refutation(draw: np.random.Generator, of: Program) -> Refutation:
    """A tree of five drawn splits with drawn multipliers."""
    rows = len(of.rows)
    counts = [[int(draw.integers(rows + 7)), *sorted(draw.integers(0, 9, 2).tolist())] for _ in range(4)]
    nodes, still = [], 1
    while still:
        split = len(nodes) < 5
        nodes.append([int(draw.integers(4)), int(draw.integers(0, 4))] if split else [LEAF, 0])
        still += 1 if split else -1
    leaves = sum(count == LEAF for count, _ in nodes)
    multipliers = draw.integers(-3, 4, (leaves, rows + 4))
    free = (multipliers[:, :rows] > 0) == (of.rows["lower"].to_numpy() <= -FREE)
    multipliers[:, :rows][free & (draw.random((leaves, rows)) < 0.9)] = 0
    return refutation(counts, nodes, multipliers.tolist(), rows + 4)


def test_what_is_there_is_never_contradicted() -> None:
    """Whatever the tree and the multipliers: the branch in which an x of the program lies has no margin."""
    draw = np.random.default_rng(3)
    tried = 0
    for seed in range(60):
        of, _ = drawn(seed, width=6)
        known = every_x(of)
        if not len(known):
            continue
        shown = drawn_refutation(draw, of)
        found = margins(of, shown)
        for x in known[draw.permutation(len(known))[:5]]:
            tried += 1
            assert found[leaf_of(shown, of, x)] <= 0, seed
    assert tried > 100


def test_a_refutation_goes_to_json_and_back() -> None:
    told = json.loads(json.dumps(to_json(HONEST)))
    assert told == {
        "rows": 2,
        "counts": [[0, 2, 2]],
        "nodes": [[0, 2], [-1, 0], [-1, 0]],
        "leaves": [{"rows": [1, 2], "multipliers": [1, -2]}, {"rows": [0, 2], "multipliers": [-1, 2]}],
    }
    assert margins(MONEY, from_json(told)) == [1, 1]
    bare = to_json(refutation([], [[LEAF, 0]], [[1, 0]], 2))
    assert to_json(from_json(bare)) == bare


@pytest.mark.parametrize(
    ("key", "value", "error"),
    [
        ("rows", "x", ValueError),
        ("rows", 1, ValueError),  # multipliers of rows 1 and 2 of one row and one count
        ("counts", [[0, 2]], ValueError),
        ("counts", [[2**70, 0, 0]], OverflowError),
        ("nodes", [[0, 1, 2], [3, 4]], ValueError),
        ("leaves", [{"rows": [0, 1], "multipliers": [1]}], ValueError),
        # as many rows as multipliers in all, and alike in the last leaf
        (
            "leaves",
            [
                {"rows": [0, 1], "multipliers": [1]},
                {"rows": [0], "multipliers": [1, 2]},
                {"rows": [0], "multipliers": [1]},
            ],
            ValueError,
        ),
        ("leaves", [{"rows": [3], "multipliers": [1]}], ValueError),
        ("leaves", [{"rows": [-1, 1], "multipliers": [1, 1]}], ValueError),
        ("leaves", [{"rows": [-1], "multipliers": [1]}], ValueError),
        ("leaves", [{"rows": [0]}], KeyError),
        ("leaves", 7, TypeError),
    ],
)
def test_json_that_says_no_refutation_is_refused(key: str, value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        from_json(to_json(HONEST) | {key: value})


FILL = Tier("fill", ("fill",), 1, 2)
GAPS = program([([2, 2, 2, 0], -FREE, 5), ([1, 1, 1, 1], 3, FREE)], [1, 1, 1, 3], decisions=3,
               goals={"fill": np.array([0, 0, 0, 5])}, constants={})  # fmt: skip
"""Three posts, money for two stints and a half: each post left open costs 5, so 5 and not 2.5 is the least."""
DUALS = Duals(np.array([0, 1]), np.array([-5, 10]), np.array([-1, -1]))  # -2.5 and 5: -12.5 + 15 = 2.5
BETTER = refutation([[0, 2, 2]], SPLIT, [[0, 5, -1, -5], [-1, 0, 0, 2]], 4)
"""Better than 5 means at most 4. Two stints at most leave one post: 5·3 - 5·2 - 4 = 1. Three cost 6: -5 + 2·3 = 1."""


def certificate(value: int, by: Refutation = BETTER) -> Certificate:
    """Duals that show 3, and branches for `value`, of a plan whose gaps cost 5."""
    return Certificate(fingerprint(GAPS), (Step("fill", 5, DUALS, Refuted(value, by)),))


def test_branches_certify_what_duals_leave_open() -> None:
    assert replay(GAPS, (FILL,), replace(certificate(5), steps=(Step("fill", 5, DUALS),))) == (3,)
    assert replay(GAPS, (FILL,), certificate(5)) == (5,)
    assert faults(GAPS, (FILL,), (5,), certificate(5)) == []
    told = json.loads(json.dumps(certificate_to_json(certificate(5))))
    assert replay(GAPS, (FILL,), certificate_from_json(told)) == (5,)


@pytest.mark.parametrize(
    ("shown", "why"),
    [
        (certificate(6), "not contradicted"),
        (certificate(7), "not contradicted"),  # one more than the plan and the tolerance
        (certificate(8), "beyond"),
        (certificate(5, refutation([[0, 2, 2]], SPLIT, [[0, 5, -1, -4], [-1, 0, 0, 2]], 4)), "not contradicted"),
        (certificate(5, replace(BETTER, nodes=np.array([[LEAF, 0]]))), "tree"),
        (certificate(5, HONEST), "rows"),
    ],
)
def test_branches_that_show_less_than_is_told_are_refused_in_words(shown: Certificate, why: str) -> None:
    (fault,) = faults(GAPS, (FILL,), (5,), shown)
    assert why in fault


def test_what_better_plans_keep_is_the_tier_and_the_columns_that_are_open() -> None:
    rung = Rung(GAPS)
    below = rung.below(FILL, bound_of(GAPS, rung.points(FILL), DUALS), kept=5, value=5)
    assert below.rows.iloc[-1][["place", "lower", "upper"]].tolist() == ["fill", -FREE, 4]
    assert below.terms.toarray()[-1].tolist() == [0, 0, 0, 5]


def test_what_branches_leave_bounds_every_count() -> None:
    """At most 5 for gaps: with two stints at most one post stays open, with three none, but three cost 6 of 5."""
    rung = Rung(GAPS)
    bound = bound_of(GAPS, rung.points(FILL), DUALS)
    tight = FILL._replace(tolerance=0)
    after = rung.above(tight, bound, 5, Refuted(5, BETTER)).program
    assert after.rows.iloc[-1][["place", "lower", "upper"]].tolist() == ["fill|0", -FREE, 2]
    assert after.terms.toarray()[-1].tolist() == [1, 1, 1, 0]
    assert rung.above(tight, bound, 5).program.rows.equals(after.rows.iloc[:-1])


def test_a_row_is_there_for_a_count_that_nothing_bounds() -> None:
    """So the rows of later duals have the same numbers whatever the branches exclude."""
    rung, wider = Rung(GAPS), refutation([[0, 2, 2], [1, 1, 1]], SPLIT, [[0, 5, -1, -5, 0], [-1, 0, 0, 2, 0]], 5)
    after = rung.above(FILL, bound_of(GAPS, rung.points(FILL), DUALS), 5, Refuted(5, wider)).program
    assert after.rows.iloc[-2][["place", "lower", "upper"]].tolist() == ["fill|0", -FREE, 2]
    assert after.rows.iloc[-1][["place", "lower", "upper"]].tolist() == ["fill|1", -FREE, FREE]
