"""What provinces break together: cadres sent twice, bodies left bare, money; each at its limit and by how much."""

import pytest

from optimizer.case import Case
from optimizer.nation import MONEY, Takings
from optimizer.verify.nation import link_breaches
from tests.rules.tables import official, world

NAMES = frozenset(("AN", "BINH", "CHI"))


def office() -> Case:
    """An office of the centre with three deputies, of whom one may be away at a time."""
    return world([official(name) for name in sorted(NAMES)], "XA-CHAIR")


def found(
    *taken: Takings, centre: frozenset[str] = NAMES, budget: dict[int, int] | None = None
) -> list[tuple[str, str, int]]:
    """Rule, place and amount of each breach."""
    return [(b.rule, b.place, b.amount) for b in link_breaches(office(), taken, centre, budget or {})]


def test_a_cadre_goes_to_one_province() -> None:
    once = Takings(("AN", "BINH"), {}, {})
    assert found(once, Takings(("CHI",), {}, {})) == []
    assert found(once, Takings(("AN",), {}, {}), Takings(("AN",), {}, {})) == [("C01", "AN", 2)]


def test_a_body_of_the_centre_keeps_its_leaders_over_all_provinces() -> None:
    case = office()
    first, second = ({name: [1] * case.periods} for name in ("AN", "BINH"))
    assert found(Takings((), first, {})) == []
    both = (Takings((), first, {}), Takings((), second, {}))
    assert found(*both) == [("C20", f"OFFICE|{t}", 1) for t in range(case.periods)]
    assert found(*both, centre=frozenset()) == [], "an office of a province is judged with its plan"


@pytest.mark.parametrize(("cap", "beyond"), [(4, 3), (6, 1), (7, 0)])
def test_the_nation_spends_no_more_than_its_budget(cap: int, beyond: int) -> None:
    taken = (Takings((), {}, {2021: 5}), Takings((), {}, {2022: 9}), Takings((), {}, {2021: 2}))
    assert found(*taken, budget={2021: cap, 2022: 9}) == ([(MONEY, "2021", beyond)] if beyond else [])
