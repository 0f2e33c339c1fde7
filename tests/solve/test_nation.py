"""What a province proves at the prices: branches lift the LP's bound to a point below its best plan, and are replayed."""

from dataclasses import replace

import numpy as np

from optimizer.rules.tiers import DEFAULT_TIERS
from optimizer.solve.nation import proof_at_prices
from optimizer.solve.params import DEFAULT
from optimizer.verify.certificate import Rung, faults, replay
from tests.programs import every_x, knapsack

FILL = DEFAULT_TIERS[0]
POINT = 256


def test_branches_prove_what_the_best_plan_has_but_for_a_point_where_the_lp_does_not() -> None:
    lifted = 0
    for seed in range(8):
        program, points = knapsack(seed, width=10)
        program = replace(program, goals={"fill": POINT * points}, constants={})
        xs = every_x(program)
        values = POINT * (xs @ points)
        proof, alone = (proof_at_prices(program, FILL, x, DEFAULT) for x in (xs[values.argmin()], None))
        assert values.min() - POINT < proof.least <= values.min()
        assert replay(program, [FILL], proof.certificate) == (Rung(program).value(FILL, proof.least),)
        assert not faults(program, [FILL], [Rung(program).value(FILL, proof.least)], proof.certificate)
        assert alone.least <= proof.least
        lifted += alone.least < proof.least and proof.certificate.steps[0].refuted is not None
    assert lifted >= 4


def test_a_poor_plan_in_hand_makes_no_bound_too_great() -> None:
    program, points = knapsack(3, width=10)
    program = replace(program, goals={"fill": POINT * points}, constants={})
    proof = proof_at_prices(program, FILL, np.zeros(10, dtype=np.int64), DEFAULT)
    assert proof.least <= POINT * int((every_x(program) @ points).min())
