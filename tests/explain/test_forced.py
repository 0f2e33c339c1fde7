"""The price of a cadre in a post, against every lawful plan of tiny worlds."""

from collections.abc import Callable

import numpy as np
import pytest

from optimizer.case import Case
from optimizer.errors import VerificationError
from optimizer.explain.base import Base, base_of
from optimizer.explain.why_not import why_not
from optimizer.plan import Plan
from optimizer.verify import Verdict
from optimizer.verify.certificate import Certificate
from optimizer.verify.claim_kinds import Forced, Held, Refusal, Unplaceable, from_json, to_json
from optimizer.verify.claims import faults
from tests.explain.asked import (
    base_for,
    base_of_world,
    basis_of,
    drawn_rivals,
    has,
    kin,
    lawful_plans,
    open_pairs,
    tolerant,
    two_posts,
)

SEEDS = (28, 78, 121, 157, 183, 214, 219)  # tiny worlds of all rules with a choice among people


def best_values(base: Base, plans: list[tuple[Plan, Verdict]]) -> list[int] | None:
    """The value of each tier, the earlier ones kept within their tolerance; None where there is no plan."""
    values = []
    for step in base.steps:
        if not plans:
            return None
        tier = step.tier
        best = max(tier.sense * verdict.value(tier) for _, verdict in plans)
        plans = [(p, v) for p, v in plans if tier.sense * v.value(tier) >= best - tier.tolerance]
        values.append(tier.sense * best)
    return values


def asked(base: Base) -> tuple[int, int]:
    """How many pairs have a price and how many have no plan, each as enumeration says."""
    plans, priced, lost = lawful_plans(base.model), 0, 0
    for cadre, post in open_pairs(base):
        expected = best_values(base, [(p, v) for p, v in plans if has(p, cadre, post)])
        found = why_not(base, cadre, post, 60.0, exact=True)
        if expected is None:
            assert isinstance(found, Unplaceable), (cadre, post)
            lost += 1
            continue
        assert isinstance(found, Forced), (cadre, post, found)
        assert [price.value for price in found.prices] == [price.bound for price in found.prices] == expected
        assert [price.kept for price in found.prices] == [step.kept for step in base.steps]
        assert not faults(basis_of(base), found)
        priced += 1
    return priced, lost


@pytest.mark.parametrize("seed", SEEDS)
def test_a_price_is_what_enumeration_finds(seed: int) -> None:
    base = base_of_world(seed)
    assert base is not None
    assert sum(asked(base))


@pytest.mark.parametrize("first", range(0, 32, 8))
def test_fifty_prices_of_eight_drawn_rivalries_are_what_enumeration_finds(first: int) -> None:
    """Two hundred in all; who could have a post in no plan is among them."""
    bases = [base_for(drawn_rivals(seed)) for seed in range(first, first + 8)]
    priced, lost = np.sum([asked(base) for base in bases if base is not None], axis=0)
    assert priced + lost >= 50
    assert priced and lost


@pytest.mark.parametrize(
    ("case", "priced", "lost"),
    [
        (two_posts, 4, 2),  # a native who became vice chair elsewhere would leave the head without one (C21B)
        (tolerant, 4, 2),
        (kin, 8, 0),
    ],
)
def test_prices_are_found_where_people_compete_for_posts(case: Callable[[], Case], priced: int, lost: int) -> None:
    base = base_for(case())
    assert base is not None
    assert asked(base) == (priced, lost)


def test_a_later_tier_gives_up_what_the_tolerance_allows() -> None:
    """CHI as chair leaves at best AN the other post, 200 points of fit; BINH, who wishes it, costs 40 of the 130."""
    base = base_for(tolerant())
    assert base is not None
    found = why_not(base, "CHI", "XB-CHAIR", 60.0, exact=True)
    assert isinstance(found, Forced)
    assert [(price.kept, price.value, price.reached) for price in found.prices] == [(320, 200, 160), (900, 900, 900)]


def test_the_bare_exchange_breaks_the_rule_that_makes_others_move() -> None:
    """AN as secretary sits beside BINH, to whom she is married: CHI takes BINH's post, for 10 ‰ less in both."""
    base = base_for(kin())
    assert base is not None
    found = why_not(base, "AN", "XA-SECRETARY", 60.0, exact=True)
    assert isinstance(found, Forced)
    assert [breach.rule for breach in found.rules] == ["C14"]
    assert [move.cadre for move in found.moves] == ["AN", "BINH", "CHI"]
    assert found.prices[-1].kept - found.prices[-1].value == 40


def test_the_first_tier_that_changes_is_exact_and_the_rest_is_a_range() -> None:
    changed = 0
    for seed in SEEDS:
        base = base_of_world(seed)
        for cadre, post in open_pairs(base) if base else ():
            exact = why_not(base, cadre, post, 60.0, exact=True)
            quick = why_not(base, cadre, post, 60.0)
            if not isinstance(exact, Forced):
                continue
            assert isinstance(quick, Forced)
            first = next((n for n, p in enumerate(exact.prices) if p.value != p.kept), len(exact.prices) - 1)
            assert [p.value for p in quick.prices[: first + 1]] == [p.value for p in exact.prices[: first + 1]]
            assert all(p.proven for p in quick.prices[: first + 1])
            changed += first < len(exact.prices) - 1
    assert changed


@pytest.mark.parametrize("seed", range(25))
def test_a_pair_without_an_open_stint_is_refused_with_facts_or_finds_the_post_held(seed: int) -> None:
    base = base_of_world(seed)
    if base is None:
        return
    basis = basis_of(base)
    for cadre in base.case.cadre:
        for post in (row.post_id for row in base.case.post.values() if row.key):
            if not len(base.stints_of(cadre, post)):
                found = why_not(base, cadre, post, 5.0)
                assert isinstance(found, Refusal | Held)
                assert not faults(basis, found), found
                assert not faults(basis, from_json(to_json(found)))


def test_a_certificate_that_does_not_show_what_is_told_is_refused() -> None:
    base = base_for(two_posts())
    assert base is not None
    told = [{"certified": 0, "bound": 0, "proved_by": ()}]
    with pytest.raises(VerificationError, match="another Program"):
        base_of(base.model, base.plan, told, Certificate("other", ()))
