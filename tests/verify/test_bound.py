"""Bounds and certificates by hand, over a Program of three columns, small enough to work out on paper."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from optimizer.program import FREE, Program
from optimizer.rules.tiers import Tier
from optimizer.verify.bound import Bound, Duals, bound_of, rounded
from optimizer.verify.certificate import (
    Certificate,
    Rung,
    Step,
    climbed,
    faults,
    fingerprint,
    from_json,
    replay,
    to_json,
)

POINTS = np.array([3, 5, 1], dtype=np.int64)
FILL, WORTH = Tier("fill", ("fill",), 1, 2), Tier("worth", ("fit", "calm"), 0, 2)  # less is better; more is better
NO_DUALS = Duals(*(np.array([], dtype=np.int64) for _ in range(3)))


def program(*rows: tuple[list[int], int, int], **more: Any) -> Program:
    """Columns a, b ≤ 1 and c ≤ 4; rows of (coefficients, lower, upper)."""
    sides = pd.DataFrame([(low, high) for _, low, high in rows], columns=["lower", "upper"], dtype=np.int64)
    terms = sparse.csr_matrix(np.array([row for row, _, _ in rows], dtype=np.int64).reshape(-1, 3))
    columns = pd.DataFrame({"name": ["a", "b", "c"], "upper": [1, 1, 4]})
    given: dict[str, Any] = {"goals": {}, "constants": {}, "decisions": 2, **more}
    return Program(columns, sides.assign(rule="r", place=[f"p{n}" for n in range(len(rows))]), terms, **given)


TWO_ROWS = program(([1, 1, 0], 1, FREE), ([2, 0, 1], -FREE, 2))  # a + b ≥ 1, 2 a + c ≤ 2


def proved(*duals: float, points: np.ndarray = POINTS, of: Program = TWO_ROWS) -> Bound:
    """The bound that these duals prove."""
    return bound_of(of, points, rounded(of, np.array(duals, dtype=float)))


@pytest.mark.parametrize(
    ("duals", "value"),
    [
        ((0, 0), 0),
        ((2.5, 0), 3),  # 2.5 rounded up
        ((3, 0), 3),
        ((4, 0), 3),  # 4 and -1 for a
        ((8, 0), 0),  # 8, -5 for a, -3 for b
        ((3, -1), 1),  # 3 - 2
        ((-1, 0), 0),  # leans on the free side: left out
        ((0, 1), 0),
    ],
)
def test_a_bound_is_what_the_sides_give_less_what_the_columns_may_save(duals: tuple[float, ...], value: int) -> None:
    assert proved(*duals).value == value


def test_a_column_saves_as_often_as_it_may_be_taken_and_a_closed_one_never() -> None:
    saving = np.array([3, 5, -1], dtype=np.int64)
    assert proved(0, 0, points=saving).value == -4
    assert proved(0, 0, points=saving, of=TWO_ROWS.closed(np.array([False, False, True]))).value == 0


def test_each_column_tells_what_one_unit_of_it_costs_more() -> None:
    bound = proved(2.5, -0.25)
    assert bound.scale > 0
    assert [unit / 2**bound.scale for unit in bound.extra] == [3 - 2.5 + 0.5, 5 - 2.5, 1 + 0.25]


@pytest.mark.parametrize(
    ("limit", "useless"),
    [
        (0, [True, True, True]),
        (1, [True, True, False]),
        (2, [True, True, False]),
        (3, [False, True, False]),
        (5, [False] * 3),
    ],
)
def test_a_column_is_useless_if_one_unit_goes_beyond_the_limit(limit: int, useless: list[bool]) -> None:
    assert proved(0, 0).useless(limit).tolist() == useless  # 3, 5 and 1 beyond a bound of 0


def test_a_column_is_useless_beyond_what_the_bound_leaves() -> None:
    assert [proved(3, 0).useless(limit).tolist() for limit in (3, 4, 7, 8)] == [  # 0, 2 and 1 beyond a bound of 3
        [False, True, True], [False, True, False], [False, False, False], [False, False, False]]  # fmt: skip


def test_duals_have_forty_bits_and_rows_without_one_are_left_out() -> None:
    duals = rounded(TWO_ROWS, np.array([1 / 3, 0.0]))
    assert duals.rows.tolist() == [0]
    assert duals.numerators.tolist() == [round(2**41 / 3)]
    assert duals.exponents.tolist() == [-41]


def test_duals_that_lean_on_a_free_side_are_left_out() -> None:
    assert rounded(TWO_ROWS, np.array([-1.0, 1.0])).rows.tolist() == []
    assert rounded(TWO_ROWS, np.array([1.0, -1.0])).rows.tolist() == [0, 1]
    both = program(([1, 1, 0], 1, 1))
    assert [rounded(both, np.array([dual])).rows.tolist() for dual in (-1.0, 1.0)] == [[0], [0]]


def test_great_duals_are_summed_exactly() -> None:
    rows = [([7, -3, 11], -5, 9), ([-2, 0, 1], -1, 3), ([1, 1, 1], 0, 2)]
    numerators = np.array([2**62 - 1, -(2**61) - 12345, 987654321], dtype=np.int64)
    bound = bound_of(program(*rows), POINTS, Duals(np.arange(3), numerators, np.array([3, 0, -2], dtype=np.int64)))
    exact = [int(n) << shift for n, shift in zip(numerators, (5, 2, 0), strict=True)]
    assert bound.scale == 2
    assert bound.extra.tolist() == [
        4 * int(p) - sum(y * row[0][j] for y, row in zip(exact, rows, strict=True)) for j, p in enumerate(POINTS)
    ]
    lean = sum(y * (row[1] if y > 0 else row[2]) for y, row in zip(exact, rows, strict=True))
    assert bound.least == lean + sum(min(0, extra) * upper for extra, upper in zip(bound.extra, (1, 1, 4), strict=True))


def test_duals_of_one_and_of_nothing_count_for_what_they_are() -> None:
    three = np.arange(3)
    for numerators, least in (([1, 0, 0], 1), ([0, 1, 0], -5), ([0, -1, 0], -9), ([0, 0, 0], 0)):
        rows = ([1, 1, 0], 1, 2), ([1, 1, 1], -5, 9), ([0, 1, 0], 0, 1)
        bound = bound_of(program(*rows), POINTS, Duals(three, np.array(numerators), three * 0))
        taken = [sum(y * row[0][j] for y, row in zip(numerators, rows, strict=True)) for j in range(3)]
        assert bound.extra.tolist() == [int(p) - t for p, t in zip(POINTS, taken, strict=True)]
        assert (bound.least, bound.scale) == (least, 0)


def test_a_bound_without_duals_counts_in_whole_units() -> None:
    assert bound_of(TWO_ROWS, POINTS, NO_DUALS).scale == 0
    assert bound_of(TWO_ROWS, POINTS, Duals(np.array([0]), np.array([1]), np.array([1]))).scale == 0


@pytest.mark.parametrize(("coefficient", "fits"), [(2**37 - 1, True), (2**37, False)])
def test_coefficients_too_great_for_exact_sums_are_refused(coefficient: int, fits: bool) -> None:
    great = program(([coefficient, 0, 0], 0, 5), ([-(2**37), 0, 0], 0, 5))  # together 2**38 at most
    if fits:
        assert proved(1.0, 1.0, of=great).scale > 0
    else:
        with pytest.raises(OverflowError):
            proved(1.0, 1.0, of=great)


GOALS = {
    "fill": np.array([3, 5, 1], dtype=np.int64),
    "fit": np.array([2, 0, 0], dtype=np.int64),
    "calm": np.array([0, -1, 0], dtype=np.int64),
}
LADDER = program(([1, 1, 0], 1, FREE), goals=GOALS, constants={"fill": 10, "fit": 100, "calm": -7})
ROW = np.array([0], dtype=np.int64)
DUAL_3 = Duals(ROW, np.array([3], dtype=np.int64), ROW)


def test_points_are_minimised_in_either_sense() -> None:
    rung = Rung(LADDER)
    assert rung.points(FILL).tolist() == [3, 5, 1]
    assert rung.points(WORTH).tolist() == [-2, 1, 0]
    assert rung.points(Tier("none", ("team",), 0, 2)).tolist() == [0, 0, 0]
    assert (rung.offset(FILL), rung.offset(WORTH), rung.offset(Tier("none", ("team",), 0, 2))) == (10, 93, 0)


@pytest.mark.parametrize(("tier", "value", "least"), [(FILL, 13, 3), (WORTH, 95, -2)])
def test_a_value_and_the_number_that_is_minimised_stand_for_each_other(tier: Tier, value: int, least: int) -> None:
    assert Rung(LADDER).least(tier, value) == least
    assert Rung(LADDER).value(tier, least) == value


def test_the_next_rung_keeps_the_value_within_the_tolerance_and_closes_what_cannot_be_taken() -> None:
    bound = bound_of(LADDER, Rung(LADDER).points(FILL), DUAL_3)
    after = Rung(LADDER).above(FILL, bound, kept=13).program  # 3 and one of tolerance: b would cost 5
    assert after.columns["upper"].tolist() == [1, 0, 4]
    assert after.rows.iloc[-1][["place", "lower", "upper"]].tolist() == ["fill", -FREE, 4]
    assert after.terms.toarray()[-1].tolist() == [3, 5, 1]
    assert Rung(LADDER).closed(bound, 5).program.columns["upper"].tolist() == [1, 1, 4]


STEPS = (Step("fill", 13, DUAL_3), Step("worth", 95, NO_DUALS))
TIERS = (FILL, WORTH)
HONEST = Certificate(fingerprint(LADDER), STEPS)


def test_a_certificate_is_replayed_tier_by_tier() -> None:
    assert replay(LADDER, TIERS, HONEST) == (13, 95)
    assert replay(LADDER, TIERS, replace(HONEST, steps=STEPS[:1])) == (13,)
    assert len(list(climbed(LADDER, TIERS, replace(HONEST, steps=STEPS[:1])))) == 1
    assert faults(LADDER, TIERS, (13, 95), HONEST) == []
    assert faults(LADDER, TIERS, (13,), replace(HONEST, steps=STEPS[:1])) == []


@pytest.mark.parametrize(
    ("told", "steps", "why"),
    [
        ((12, 95), STEPS, "fill: certified 12, shown 13"),
        ((13, 94), STEPS, "worth: certified 94, shown 95"),
        ((13,), STEPS, "the certificate lacks a tier or names another"),
        ((13, 95), STEPS[:1], "the certificate lacks a tier or names another"),
        ((13, 95), STEPS[::-1], "the certificate lacks a tier or names another"),
        ((13, 95), (replace(STEPS[0], duals=Duals(ROW + 9, ROW + 1, ROW)), STEPS[1]), "cannot be replayed"),
    ],
)  # fmt: skip
def test_a_certificate_that_does_not_show_what_is_told_says_why(
    told: tuple[int, ...], steps: tuple[Step, ...], why: str
) -> None:
    (fault,) = faults(LADDER, TIERS, told, replace(HONEST, steps=steps))
    assert why in fault


def test_the_fingerprint_is_of_everything_the_program_says() -> None:
    more = LADDER.terms.copy()
    more.data = more.data + 1
    moved = sparse.csr_matrix(np.array([[1, 0, 1]], dtype=np.int64))
    others = [
        replace(LADDER, columns=LADDER.columns.assign(name=["a", "b", "d"])),
        replace(LADDER, columns=LADDER.columns.assign(upper=[1, 1, 5])),
        replace(LADDER, rows=LADDER.rows.assign(place="q")),
        replace(LADDER, rows=LADDER.rows.assign(lower=2)),
        replace(LADDER, terms=more),
        replace(LADDER, terms=moved),
        replace(LADDER, goals={**GOALS, "fill": GOALS["fill"] + 1}),
        replace(LADDER, constants={**LADDER.constants, "fill": 11}),
        program(([1, 1, 0], 1, FREE), ([0, 0, 0], 0, 0), goals=GOALS, constants=LADDER.constants),
    ]
    assert len({fingerprint(of) for of in (LADDER, *others)}) == 1 + len(others)
    assert faults(others[0], TIERS, (13, 95), HONEST) == ["the certificate speaks of another Program"]
    plain = {"goals": {"fill": GOALS["fill"]}, "constants": {}}
    assert fingerprint(replace(LADDER, **plain)) == fingerprint(replace(LADDER, **{**plain, "constants": {"fill": 0}}))


def test_a_certificate_goes_to_json_and_back() -> None:
    told = to_json(HONEST)
    assert told["schema_version"] == 3
    assert to_json(from_json(told)) == told
    assert replay(LADDER, TIERS, from_json(told)) == (13, 95)
    with pytest.raises(KeyError):
        from_json({"steps": []})


@pytest.mark.parametrize(("exponent", "read"), [(2000, True), (-2000, True), (2001, False), (-2001, False)])
def test_exponents_that_would_fill_the_memory_are_refused(exponent: int, read: bool) -> None:
    told = to_json(replace(HONEST, steps=(replace(STEPS[0], duals=Duals(ROW, ROW + 1, ROW + exponent)),)))
    if read:
        assert from_json(told).steps[0].duals.exponents.tolist() == [exponent]
    else:
        with pytest.raises(ValueError, match="exponent"):
            from_json(told)


@pytest.mark.parametrize("column", ["rows", "numerators", "exponents"])
def test_duals_of_unequal_length_are_refused(column: str) -> None:
    told = to_json(HONEST)
    told["steps"][0][column] = [0, 0]
    with pytest.raises(ValueError, match="length"):
        from_json(told)
