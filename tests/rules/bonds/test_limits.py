"""Every bond accepts the plan on the lawful side of its limit and faults the one on the other side."""

import pytest

from optimizer.rules import BONDS
from tests.rules.bonds.limits import LIMITS, Limit
from tests.rules.tables import faults


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.rule)
def test_a_plan_at_the_limit_keeps_the_rule_and_one_beyond_it_does_not(limit: Limit) -> None:
    (bond,) = (bond for bond in BONDS if bond.id == limit.rule)
    kept, broken = limit.plans()
    assert faults(limit.case(), bond, kept) == []
    assert faults(limit.case(), bond, broken) == limit.breach


def test_every_bond_has_its_limit() -> None:
    assert [limit.rule for limit in LIMITS] == [bond.id for bond in BONDS]
