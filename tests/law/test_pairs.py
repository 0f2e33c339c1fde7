"""Each gate in force has, under each regime, two legal cases that show its limit."""

from datetime import date

import pytest

from optimizer.law import dated_rules
from optimizer.rules import GATES
from optimizer.words import Mode
from tests.law.pairs import nearest

NO_LONGER_MET = {("C24", 2025)}  # the only window ended on the day before that regime began
ASKED = [
    (gate.id, int(regime)) for gate in GATES for regime, mode in dated_rules()[gate.id].modes.items() if mode != Mode.OFF
]


@pytest.mark.parametrize(("rule", "regime"), sorted({*ASKED} - NO_LONGER_MET))
def test_two_cases_that_hardly_differ_show_the_limit_of_a_rule(rule: str, regime: int) -> None:
    two = nearest(rule, regime)
    assert two is not None
    assert rule in two.caught.refused_by + two.caught.priced and rule not in two.passes.refused_by + two.passes.priced


def test_the_nearest_pair_is_a_day_apart_where_the_cases_are() -> None:
    two = nearest("C39", 2017)
    assert two is not None
    assert two.differ == [("cadre.youngest_child_birth", date(2018, 10, 1), date(2018, 10, 2))]
