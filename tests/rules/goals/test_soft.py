"""Soft rules, by hand: the price of the rule for each unit by which a plan misses it."""

from optimizer.rules import GOALS
from optimizer.words import Mode
from tests.rules.bonds.test_c27_structure import MAN, PLACES
from tests.rules.tables import plan, world

SOFT = next(goal for goal in GOALS if goal.id == "soft")


def test_two_women_short_in_three_years_cost_six_times_the_price_and_more_is_better() -> None:
    case = world([MAN], posts=" ".join(PLACES[:14]))  # 15 % of fourteen posts: two women, and one young person
    assert case.law.mode("C27") == Mode.SOFT
    parts = list(SOFT.parts(case, plan(case)))  # type: ignore[attr-defined]
    women = [part for part in parts if part.facts["place"].startswith("women")]
    assert [part.points for part in women] == [-2 * case.law.price("C27")] * 3
    assert {part.facts["rule"] for part in parts} == {"C27"}
    assert SOFT.score(case, plan(case)) == sum(part.points for part in parts) < 0
    assert SOFT.sense == 1
