"""The bounds of all pairs never exceed the exact price; the shortlist stands in the order of the prices."""

import pytest

from optimizer.explain.shortlist import estimates, shortlist
from optimizer.explain.why_not import why_not
from optimizer.verify.claim_kinds import Forced
from tests.explain.asked import base_for, base_of_world, open_pairs, two_posts
from tests.explain.test_forced import SEEDS


@pytest.mark.parametrize("seed", [-1, *SEEDS])
def test_no_bound_is_above_the_exact_price(seed: int) -> None:
    base = base_for(two_posts()) if seed < 0 else base_of_world(seed)
    if base is None:
        return
    found = {(one.cadre, one.post): one for one in estimates(base)}
    assert set(found) == set(open_pairs(base))
    for (cadre, post), bound in found.items():
        exact = why_not(base, cadre, post, 60.0, exact=True)
        if isinstance(exact, Forced):
            names = [step.tier.name for step in base.steps]
            costs = [s.tier.sense * (p.kept - p.value) for s, p in zip(base.steps, exact.prices, strict=True)]
            nth = names.index(bound.tier)
            assert costs[: nth + 1] >= [0] * nth + [bound.at_least]
            assert bound.estimate >= bound.at_least


def test_the_shortlist_is_in_order_and_surely_so() -> None:
    """CHI fits the post at 90 ‰, AN at 80, BINH at 60, whose own post AN takes then at 50 in the place of 70.

    In the year planned a ‰ is worth 2 points: AN costs 20, BINH 60 and 40 more in the other post.
    """
    base = base_for(two_posts())
    assert base is not None
    found = shortlist(base, "XA-SECRETARY", 5, 60.0)
    assert [one.cadre for one in found.ranked] == ["AN", "BINH"]
    assert [one.prices[-1].kept - one.prices[-1].value for one in found.ranked] == [20, 100]
    assert (found.sure, found.estimates, found.unplaceable) == (2, (), ())


def test_the_bounds_tell_when_nobody_else_need_be_solved() -> None:
    base = base_for(two_posts())
    assert base is not None
    found = shortlist(base, "XA-SECRETARY", 1, 60.0)
    assert [one.cadre for one in found.ranked] == ["AN"]
    assert [one.cadre for one in found.estimates] == ["BINH"]
    assert found.sure == 1


def test_without_time_there_are_only_estimates() -> None:
    base = base_for(two_posts())
    assert base is not None
    found = shortlist(base, "XA-SECRETARY", 5, 0.0)
    assert (found.ranked, found.sure) == ((), 0)
    assert {one.cadre for one in found.estimates} == {"AN", "BINH"}
