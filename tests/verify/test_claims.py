"""Explanations are judged from tables alone: true ones hold, and whatever is changed in one is refused."""

import copy
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
import pytest

from optimizer.explain.audit import audit
from optimizer.explain.base import Base
from optimizer.explain.plan_changes import moves
from optimizer.explain.why import why
from optimizer.explain.why_not import why_not
from optimizer.plan import Plan, Stint, Training, make_plan
from optimizer.rules import BONDS, GATES, GOALS
from optimizer.verify import judge
from optimizer.verify.claim_kinds import Claim, Forced, Held, Refusal, Unplaceable, from_json, plain, to_json
from optimizer.verify.claims import faults, put_in, rules_hit
from optimizer.words import Mode
from tests.explain.asked import base_for, base_of_world, basis_of, kin, open_pairs, tolerant, two_posts

SEEDS = (28, 78, 121, 157, 183)
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
    """True when a document is no claim, or one that the tables do not bear out; the judge never trips over one."""
    try:
        claim = from_json(told)
    except (KeyError, ValueError):
        return True
    return bool(faults(basis_of(base), claim))


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
    assert len(places) >= (100 if seed < 0 else 1)
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


def honest(base: Base, claim: Forced, plan: Plan) -> Forced:
    """The claim about another plan, with the prices, the chain and the rules that this plan has."""
    verdict = judge(base.case, plan)
    reached = {tier.name: verdict.value(tier) for tier in verdict.tiers}
    prices = tuple(
        replace(p, value=reached[p.tier], reached=reached[p.tier], bound=reached[p.tier], proved_by=("cp-sat",))
        for p in claim.prices
    )
    bare = put_in(base.plan, plan, claim.cadre, claim.post)
    return replace(claim, plan=plan, prices=prices, moves=moves(base.plan, plan), rules=rules_hit(base.case, bare))


def test_a_plan_that_breaks_a_rule_is_no_price_whatever_else_is_true_of_it() -> None:
    base, seen = competing(), 0
    for claim in (claim for claim in claims(-1) if isinstance(claim, Forced)):
        assert not faults(basis_of(base), honest(base, claim, claim.plan))
        idle = min({"AN", "BINH", "CHI"} - {stint.cadre for stint in claim.plan.stints}, default="")
        if idle:
            twice = Stint(idle, claim.post, claim.plan.stints[0].start, 36)
            crowded = make_plan([*claim.plan.stints, twice], claim.plan.landings, claim.plan.training)
            told = faults(basis_of(base), honest(base, claim, crowded))
            assert told and all(fault.startswith("the plan breaks ") for fault in told)
            seen += 1
        without = make_plan([s for s in claim.plan.stints if s.cadre != claim.cadre], [], [])
        assert f"{claim.cadre} is not in {claim.post} by that plan" in faults(
            basis_of(base), honest(base, claim, without)
        )
    assert seen


def test_keys_that_the_case_does_not_have_are_named() -> None:
    kinds = set()
    for seed in (-2, -1, *SEEDS):
        base = run_of(seed)
        for told in map(to_json, claims(seed)):
            asked = told["runner_up"] or {} if told["claim"] == "why" else told
            parts = [("stint",), ("stints", 0), ("plan", "stints", 0), ("plan", "landings", 0), ("refused", 0, "stint")]
            paths = [p for p in leaves(told) if p[-1] in ("cadre", "post", "slot") and p[:-1] in [(), *parts]]
            paths += [("runner_up", *p) for p in leaves(asked) if told["claim"] == "why" and p[:-1] in ((), *parts)]
            for path in (p for p in paths if p[-1] in ("cadre", "post", "slot")):
                found = faults(basis_of(base), from_json(changed(told, path)))  # type: ignore[arg-type]
                assert found and all(fault.endswith("x: not in the case") for fault in found), path
                kinds.add((told["claim"], path[-1]))
    assert kinds >= {("why", "cadre"), ("why", "post"), ("forced", "cadre"), ("forced", "slot"), ("refusal", "post")}


def test_a_course_that_the_case_does_not_have_is_named() -> None:
    claim = next(claim for claim in claims(-1) if isinstance(claim, Forced))
    taught = make_plan(claim.plan.stints, claim.plan.landings, [Training("AN", "NOWHERE")])
    assert faults(basis_of(competing()), replace(claim, plan=taught)) == ["NOWHERE: not in the case"]


@pytest.mark.parametrize(("months", "known"), [(-1, False), (0, False), (1, True), (600, True), (601, False)])
def test_months_and_days_beyond_all_plans_are_named(months: int, known: bool) -> None:
    base = competing()
    claim = next(claim for claim in claims(-1) if isinstance(claim, Refusal))
    other = replace(claim, stint=claim.stint._replace(months=months))
    assert (faults(basis_of(base), other) == [f"{claim.stint.start}: not in the case"]) is not known
    late = replace(claim, stint=claim.stint._replace(start=claim.stint.start + timedelta(days=1)))
    assert faults(basis_of(base), late) == [f"{late.stint.start}: not in the case"]


@pytest.mark.parametrize(
    ("start", "months", "leaves_out"), [(2019, 24, False), (2020, 24, True), (2023, 12, True), (2024, 12, False)]
)
def test_who_is_put_in_takes_the_place_of_those_who_are_there_meanwhile(
    start: int, months: int, leaves_out: bool
) -> None:
    there = Stint("A", "P", date(start, 1, 1), months)
    elsewhere, his = Stint("B", "Q", date(2021, 1, 1), 36), Stint("C", "P", date(2021, 1, 1), 36)
    before = make_plan([there, elsewhere], [], [Training("A", "L1")])
    others = Stint("AB", "P", date(2030, 1, 1), 12)  # comes before C wherever stints are in order
    after = make_plan([his, others], [], [Training("C", "L2"), Training("AB", "L3")])
    bare = put_in(before, after, "C", "P")
    assert set(bare.stints) == {elsewhere, his} | (set() if leaves_out else {there})
    assert set(bare.training) == {Training("C", "L2")} | (set() if leaves_out else {Training("A", "L1")})


def test_a_claim_in_json_says_its_kind_and_its_parts_by_name() -> None:
    claim = next(claim for claim in claims(-1) if isinstance(claim, Forced))
    told = to_json(claim)
    assert told["claim"] == "forced" and set(told["plan"]["stints"][0]) == {"cadre", "post", "start", "months"}
    assert type(plain(np.int64(3))) is int and type(plain(Mode.HARD)) is str


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
        assert all(finding.holds for finding in audit(basis_of(base), claim, 60.0)), claim  # type: ignore[union-attr]


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
                    assert any(finding.holds is False for finding in audit(basis_of(base), told, 60.0)), (number, false)
                refuted += 1
        assert [f.holds for f in audit(basis_of(base), Unplaceable(cadre, post, ("cp-sat",)), 60.0)] == [False]
    assert refuted
