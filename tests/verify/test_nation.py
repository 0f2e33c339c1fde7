"""What provinces break together: cadres sent twice, bodies left bare, money; each at its limit and by how much."""

from pathlib import Path

import pytest

from optimizer.case import Case
from optimizer.costs import running_costs
from optimizer.jobs import load_case
from optimizer.nation import MONEY, Share, Takings
from optimizer.verify.nation import beyond_share, link_breaches
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


def test_a_province_takes_no_cadre_and_no_dong_beyond_its_share() -> None:
    taken = Takings(("AN", "BINH"), {}, {2021: 7})
    assert beyond_share(office(), Share(frozenset(("AN", "BINH", "CHI")), {2021: 7, 2022: 0}), taken) == []
    beyond = beyond_share(office(), Share(frozenset(("BINH",)), {2021: 6}), taken)
    assert [reason.split()[0] for reason in beyond] == ["AN", "7"]


def test_what_runs_on_is_of_no_share() -> None:
    case = load_case(Path(__file__).parents[2] / "data" / "muong_nhe_2021")
    year, cost = min(running_costs(case).items())
    assert cost > 0
    spends = Takings((), {}, {year: cost + 5})
    assert beyond_share(case, Share(frozenset(), {year: 5}), spends) == []
    assert len(beyond_share(case, Share(frozenset(), {year: 4}), spends)) == 1
