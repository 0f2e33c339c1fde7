"""Explanations are judged from tables alone: true ones hold, and whatever is changed in one is refused."""

import copy
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from optimizer.explain.audit import audit
from optimizer.explain.base import Base
from optimizer.explain.why import why
from optimizer.explain.why_not import why_not
from optimizer.rules import BONDS, GATES, GOALS
from optimizer.verify.claim_kinds import Claim, Forced, Held, Refusal, Unplaceable, from_json, to_json
from optimizer.verify.claims import faults
from tests.explain.asked import base_for, base_of_world, basis_of, kin, open_pairs, tolerant, two_posts

SEEDS = (10, 28, 78, 121, 157, 183)
FOR_ENGINES = ("bound", "proved_by", "sure")  # what tables cannot show


@cache
def run_of(seed: int) -> Base | None:
    """The run of a drawn world; below 0 of one that is made, in which people compete for posts."""
    return base_for({-1: two_posts, -2: kin, -3: tolerant}[seed]()) if seed < 0 else base_of_world(seed)


def competing(seed: int = -1) -> Base:
    """The run of a world that is made."""
    base = run_of(seed)
    assert base is not None
    return base


@cache
def claims(seed: int) -> tuple[Claim, ...]:
    """An explanation of each post of a world and of every pair that its run does not use."""
    base = run_of(seed)
    if base is None:
        return ()
    posts = [row.post_id for row in base.case.post.values() if row.key]
    chosen = {(stint.cadre, stint.post) for stint in base.plan.stints}
    pairs = [(cadre, post) for cadre in base.case.cadre for post in posts if (cadre, post) not in chosen]
    answers = [why_not(base, cadre, post, 30.0) for cadre, post in pairs]
    told = [why(base, post, 30.0) for post in posts] + answers
    assert all(isinstance(claim, Claim) for claim in told)
    return tuple(told)  # type: ignore[arg-type]


def leaves(told: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all numbers and texts of a JSON document."""
    inner = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for key, value in inner:
        yield from leaves(value, (*path, key))
    if isinstance(told, int | str) and not isinstance(told, bool):
        yield path


def changed(told: dict[str, Any], path: tuple[Any, ...], by: int = 1) -> dict[str, Any]:
    """The document with another number, another day or another text in one place."""
    other = copy.deepcopy(told)
    at = other
    for key in path[:-1]:
        at = at[key]
    value = at[path[-1]]
    if isinstance(value, int):
        at[path[-1]] = value + by
    elif value[:2] == "20" and value[4:5] == "-":
        at[path[-1]] = (date.fromisoformat(value) + timedelta(days=365 * by)).isoformat()
    else:
        at[path[-1]] = value + "x"
    return other


def refused(base: Base, told: dict[str, Any]) -> bool:
    """True when a document is no claim, or one that the tables do not bear out."""
    try:
        return bool(faults(basis_of(base), from_json(told)))
    except (KeyError, ValueError):
        return True


@pytest.mark.parametrize("seed", [-2, -1, *SEEDS])
def test_true_explanations_hold_also_when_read_back(seed: int) -> None:
    base = run_of(seed)
    for claim in claims(seed):
        told = json.loads(json.dumps(to_json(claim)))
        assert not faults(basis_of(base), claim)  # type: ignore[arg-type]
        assert not faults(basis_of(base), from_json(told))  # type: ignore[arg-type]
        assert to_json(from_json(told)) == told


def test_every_kind_of_explanation_is_among_them() -> None:
    kinds = {type(claim) for seed in (-2, -1, *SEEDS) for claim in claims(seed)}
    assert {Forced, Refusal, Unplaceable} < kinds


@pytest.mark.parametrize("seed", [-2, -1, *SEEDS])
def test_whatever_is_changed_in_an_explanation_is_refused(seed: int) -> None:
    base = run_of(seed)
    told = [to_json(claim) for claim in claims(seed)]
    places = [(number, path) for number, document in enumerate(told) for path in leaves(document)]
    places = [(n, path) for n, path in places if path[-1] != "claim" and not set(path) & set(FOR_ENGINES)]
    for number, path in random.Random(seed).sample(places, min(len(places), 100)):
        assert refused(base, changed(told[number], path)), path  # type: ignore[arg-type]


def test_a_chain_with_a_move_left_out_or_added_is_refused() -> None:
    base = competing()
    forced = [claim for claim in claims(-1) if isinstance(claim, Forced)]
    assert forced
    for claim in forced:
        for number in range(len(claim.moves)):
            short = replace(claim, moves=claim.moves[:number] + claim.moves[number + 1 :])
            assert faults(basis_of(base), short) == ["others move than those named"]
        assert faults(basis_of(base), replace(claim, moves=(*claim.moves, claim.moves[0])))


def test_a_rule_left_out_is_refused() -> None:
    left_out = 0
    for seed in (-2, -1, *SEEDS):
        base = run_of(seed)
        for claim in claims(seed):
            if isinstance(claim, Forced) and claim.rules:
                assert faults(basis_of(base), replace(claim, rules=claim.rules[1:]))  # type: ignore[arg-type]
                left_out += seed == -2
            if isinstance(claim, Refusal):
                assert faults(basis_of(base), replace(claim, faults=claim.faults[1:]))  # type: ignore[arg-type]
    assert left_out


def test_a_post_that_opens_in_time_is_not_held() -> None:
    base = competing()
    open_ = base.case.post["XA-SECRETARY"]
    assert faults(basis_of(base), Held("AN", "XA-SECRETARY", "EM", open_.opens_on))
    assert faults(basis_of(base), Held("AN", "XA-SECRETARY", "", open_.opens_on))


def test_judging_an_explanation_asks_no_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    told, base = claims(-1), competing()

    def refuse(*_: object) -> None:
        raise AssertionError("the judge asked an encoding")

    for rule in (*BONDS, *GOALS):
        monkeypatch.setattr(type(rule), "encode", refuse)
    for gate in GATES:
        monkeypatch.setattr(type(gate), "admits", refuse)
    assert not [fault for claim in told for fault in faults(basis_of(base), claim)]


@pytest.mark.parametrize("seed", [-2, -1, *SEEDS])
def test_a_second_engine_proves_every_price_again(seed: int) -> None:
    base = run_of(seed)
    for claim in claims(seed):
        assert all(finding.holds for finding in audit(base.case, claim, 60.0)), claim  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", [-1, -3])
def test_a_price_that_is_too_low_is_refuted_by_the_second_engine(seed: int) -> None:
    """Where tables alone cannot tell: a bound that plans beat, a value that none has, a plan where none is said to be."""
    base, refuted = competing(seed), 0
    for cadre, post in open_pairs(base):
        claim = why_not(base, cadre, post, 60.0, exact=True)
        if not isinstance(claim, Forced):
            continue
        for number, (step, price) in enumerate(zip(base.steps, claim.prices, strict=True)):
            worse = replace(price, bound=price.bound - step.tier.sense)
            low = replace(price, value=price.value + step.tier.sense, bound=price.bound + step.tier.sense)
            for false in (worse, low):
                told = replace(claim, prices=(*claim.prices[:number], false, *claim.prices[number + 1 :]))
                if not faults(basis_of(base), told):
                    assert any(finding.holds is False for finding in audit(base.case, told, 60.0)), (number, false)
                refuted += 1
        assert [f.holds for f in audit(base.case, Unplaceable(cadre, post, ("cp-sat",)), 60.0)] == [False]
    assert refuted
