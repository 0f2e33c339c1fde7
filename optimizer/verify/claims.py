"""Judges explanations from tables alone: sums, rules, facts, chains. No solver, no encoding, no code of their makers."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from optimizer.case import Case
from optimizer.plan import Plan, Stint, Training, make_plan
from optimizer.rules import GATES, breaches_by_mode
from optimizer.rules.kinds import Breach, Gate, Part, SumGoal
from optimizer.rules.tiers import Tier, goal_by_id
from optimizer.stints import pairs, with_lengths, with_starts
from optimizer.verify import Verdict, judge
from optimizer.verify.claim_kinds import (
    Check,
    Claim,
    Credit,
    Forced,
    Held,
    Price,
    Refusal,
    Share,
    Unplaceable,
    Why,
    plain,
)
from optimizer.verify.witnesses import Planned, faults_of, loose_ends, unknown
from optimizer.words import Mode

GATE: Mapping[str, Gate] = {gate.id: gate for gate in GATES}
NO_WHOLE_PERIOD = "C07"  # what refuses a cadre who retires before he could serve one whole period


@dataclass(frozen=True)
class Basis:
    """What claims speak of: a case, the plan of a run, and what the run kept in each tier, in order."""

    case: Case
    plan: Plan
    kept: Mapping[str, int]


def faults(basis: Basis, claim: Claim) -> list[str]:
    """What a claim says that the tables do not; empty when it says nothing else.

    Not judged here: that nothing better exists (`Price.bound`, Unplaceable, the runner-up). This an engine must show.
    """
    if isinstance(claim, Planned):
        return faults_of(basis.case, basis.plan, claim)
    lost = _unknown(basis.case, claim)
    if lost:
        return lost
    if isinstance(claim, Why):
        return list(_of_why(basis, claim))
    if isinstance(claim, Forced):
        return list(_of_forced(basis, claim))
    if isinstance(claim, Refusal):
        return list(_of_refusal(basis.case, claim))
    return list(_of_held(basis.case, claim)) if isinstance(claim, Held) else _of_unplaceable(basis.case, claim)


def put_in(plan: Plan, other: Plan, cadre: str, post: str) -> Plan:
    """A plan in which a cadre has the rows that another plan gives him; who is in the post meanwhile is left out."""
    his = next((stint for stint in other.stints if (stint.cadre, stint.post) == (cadre, post)), None)
    out = {cadre} | {s.cadre for s in plan.stints if his and s.post == post and s.start < his.end and his.start < s.end}
    return make_plan(
        [*(s for s in plan.stints if s.cadre not in out), *(s for s in other.stints if s.cadre == cadre)],
        [*(x for x in plan.landings if x.cadre not in out), *(x for x in other.landings if x.cadre == cadre)],
        [*(t for t in plan.training if t.cadre not in out), *(t for t in other.training if t.cadre == cadre)],
    )


def rules_hit(case: Case, plan: Plan) -> tuple[Breach, ...]:
    """The hard rules that a plan breaks."""
    return tuple(breaches_by_mode(case, plan, Mode.HARD))


def admitted(case: Case, stint: Stint) -> bool:
    """True when no hard gate faults a stint, but for what a course or a waiver lifts."""
    return not _refusing(case, stint)


def candidates(case: Case, cadre: str, post: str) -> list[Stint]:
    """Every stint that a cadre could have in a key post, whatever the gates say."""
    every = pairs(case)
    return _stints(case, every[(every["cadre_id"] == cadre) & ((every["post_id"] == post) | (post == ""))])


def _stints(case: Case, some: pd.DataFrame) -> list[Stint]:
    """The stints of some pairs."""
    rows = with_lengths(case, with_starts(case, some)).itertuples()
    return [Stint(row.cadre_id, row.post_id, case.day(row.start), row.months) for row in rows]


def _refusing(case: Case, stint: Stint) -> list[str]:
    """The rules that refuse a stint."""
    return [gate.id for gate in GATES if _refuses(case, gate, stint)]


def _refuses(case: Case, gate: Gate, stint: Stint) -> bool:
    """True when a gate is hard and faults a stint, and neither a course nor a waiver lifts it."""
    if case.law.mode(gate.id) != Mode.HARD or (gate.id, f"{stint.cadre}|{stint.post}") in case.waived:
        return False
    return gate.fault(case, stint) is not None and not gate.courses(case, stint)


def _unknown(case: Case, claim: Claim) -> list[str]:
    """Keys and days of a claim that are not in the case."""
    told = claim.runner_up if isinstance(claim, Why) else claim
    stints = list(claim.stints) + [r.stint for r in claim.refused] if isinstance(claim, Why) else []
    stints += [claim.stint] if isinstance(claim, Refusal) else []
    plan = told.plan if isinstance(told, Forced) else Plan()
    cadres = {getattr(told, "cadre", "")} - {""}
    posts = {getattr(claim, "post", ""), getattr(told, "post", "")} - {""}
    return unknown(case, replace(plan, stints=(*plan.stints, *stints)), cadres, posts)


def _of_forced(basis: Basis, claim: Forced) -> Iterator[str]:
    """Faults of a forced plan, its prices, its chain of moves and the rules of the bare exchange."""
    case, plan, verdict = basis.case, claim.plan, judge(basis.case, claim.plan)
    yield from (f"the plan breaks {breach.rule} {breach.place}" for breach in verdict.breaches)
    if not any((s.cadre, s.post) == (claim.cadre, claim.post) for s in plan.stints):
        yield f"{claim.cadre} is not in {claim.post} by that plan"
    yield from loose_ends(plan)
    if [(price.tier, price.kept) for price in claim.prices] != list(basis.kept.items()):
        yield "the run kept other values"
    for tier, price in zip(verdict.tiers, claim.prices, strict=False):
        yield from _of_price(tier, price, verdict.value(tier), last=price is claim.prices[-1])
    ours, theirs = ({s.cadre: s for s in chosen.stints} for chosen in (basis.plan, plan))
    apart = {c: (ours.get(c), theirs.get(c)) for c in ours.keys() | theirs.keys() if ours.get(c) != theirs.get(c)}
    if {move.cadre: (move.before, move.after) for move in claim.moves} != apart or len(claim.moves) != len(apart):
        yield "others move than those named"
    if not _same(claim.rules, rules_hit(case, put_in(basis.plan, plan, claim.cadre, claim.post))):
        yield "the bare exchange breaks other rules"


def _of_price(tier: Tier, price: Price, reached: int, *, last: bool) -> Iterator[str]:
    """Faults of one price: what the plan reaches, what later tiers may have given up, and which side the bound is on."""
    given_up = tier.sense * (price.value - reached)
    if price.reached != reached or not 0 <= given_up <= (0 if last else tier.tolerance):
        yield f"{tier.name}: {price.value}, {price.reached} told, {reached} shown"
    if tier.sense * (price.bound - price.value) < 0 or bool(price.proved_by) != price.proven:
        yield f"{tier.name}: the bound {price.bound} and its proof do not go with {price.value}"
    if "run" in price.proved_by and price.value != price.kept:
        yield f"{tier.name}: the run shows {price.kept}, not {price.value}"


def _of_refusal(case: Case, claim: Refusal) -> Iterator[str]:
    """Faults of a refusal: each rule with its facts, and that no other start or length is admitted."""
    yield from _of_gates(case, claim, candidates(case, claim.stint.cadre, claim.stint.post))


def _of_gates(case: Case, claim: Refusal, others: Sequence[Stint]) -> Iterator[str]:
    """Faults of a refusal among the candidate stints of the pair: the first that the fewest rules refuse is told."""
    cadre, post = claim.stint.cadre, claim.stint.post
    none = Stint(cadre, post, case.start, case.law["term_months"].value)
    best = min(others, key=lambda stint: len(_refusing(case, stint)), default=none)
    rules = _refusing(case, best) if others else [NO_WHOLE_PERIOD]
    shown = [
        Breach(rule, f"{cadre}|{post}", {"cadre": cadre, "post": post, **(GATE[rule].fault(case, best) or {})})
        for rule in rules
    ]
    if not rules:
        yield f"{cadre}|{post}: a stint is admitted"
    elif claim.stint != best or list(map(_key, claim.faults)) != list(map(_key, shown)):
        yield f"{cadre}|{post}: other rules or facts refuse"


def _of_held(case: Case, claim: Held) -> Iterator[str]:
    """Faults of a claim that a post is not open to an admitted cadre: its holder, his last day, his ways out."""
    row, leaves = case.post[claim.post], case.periods
    if claim.holder != row.incumbent_id or claim.opens != row.opens_on or not claim.holder:
        yield f"{claim.post}: another holder, or until another day"
        return
    exits = [case.period(s.start) for s in candidates(case, claim.holder, "") if admitted(case, s)]
    free = min([row.opens, leaves, *exits])
    able = [s for s in candidates(case, claim.cadre, claim.post) if admitted(case, s)]
    if claim.cadre != claim.holder and not able:
        yield f"{claim.cadre}|{claim.post}: the gates refuse"
    if any(case.period(s.start) >= free for s in able):
        yield f"{claim.post}: opens in time"


def _of_unplaceable(case: Case, claim: Unplaceable) -> list[str]:
    """Faults of a claim that only engines can show: that no gate settles it, and that some engine is named."""
    able = claim.proved_by and any(admitted(case, stint) for stint in candidates(case, claim.cadre, claim.post))
    return [] if able else [f"{claim.cadre}|{claim.post}: the gates refuse, or nobody shows it"]


def _of_why(basis: Basis, claim: Why) -> Iterator[str]:
    """Faults of a breakdown: stints, sums, the gates' word on the chosen and on all others, the runner-up."""
    case, verdict = basis.case, judge(basis.case, basis.plan)
    if claim.stints != tuple(s for s in basis.plan.stints if s.post == claim.post):
        yield f"{claim.post}: other stints"
    if [share.tier for share in claim.shares] != [tier.name for tier in verdict.tiers]:
        yield "a tier is lacking"
    for tier, share in zip(verdict.tiers, claim.shares, strict=False):
        yield from _of_share(basis, verdict, tier, share, claim.post)
    if not _same(claim.checks, tuple(_checks(case, basis.plan, claim.stints))):
        yield "the gates say something else of those chosen"
    yield from _of_pool(case, claim)
    if claim.runner_up is not None:
        yield from _of_forced(basis, claim.runner_up)
        if claim.runner_up.post != claim.post or claim.runner_up.cadre in {s.cadre for s in claim.stints}:
            yield "the runner-up is no other cadre in this post"


def _of_share(basis: Basis, verdict: Verdict, tier: Tier, share: Share, post: str) -> Iterator[str]:
    """Faults of one tier taken apart: the sum, the rest, and that no own part of the post or its people is left out."""
    total = sum(credit.part.points for credit in share.own) + sum(share.rest.values())
    if total != share.value or share.value != verdict.value(tier):
        yield f"{tier.name}: {total} summed, {share.value} told, {verdict.value(tier)} shown"
    own, rest = _parts(basis, verdict, tier, post)
    if Counter(map(_key, share.own)) != Counter(own) or {k: v for k, v in share.rest.items() if v} != rest:
        yield f"{tier.name}: other parts"


def _parts(basis: Basis, verdict: Verdict, tier: Tier, post: str) -> tuple[list[str], dict[str, int]]:
    """The keys of a post's own parts of a tier, and the points of the rest."""
    own, rest, case = list[str](), Counter[str](), basis.case
    people = {s.cadre for s in basis.plan.stints if s.post == post}
    for goal in map(goal_by_id, tier.goals):
        if isinstance(goal, SumGoal):
            for part in goal.parts(case, basis.plan):
                if part.cadre in people or part.facts.get("post") == post:
                    own.append(_key(Credit(goal.id, part)))
                else:
                    rest[goal.id] += part.points
            continue
        count = case.settings.worst_k if goal.id == "worst_communes" else 1
        for unit in sorted(verdict.gap, key=lambda u: (-verdict.gap[u], u))[:count]:
            if unit == case.post[post].unit_id:
                gap = Part("gap", verdict.gap[unit], unit=unit, facts={"unit": unit})
                own.append(_key(Credit(goal.id, gap)))
            else:
                rest[unit] += verdict.gap[unit]
    return own, {name: points for name, points in rest.items() if points}


def _key(value: Any) -> str:
    """Any part of a claim as one text."""
    return json.dumps(plain(value), sort_keys=True)


def _checks(case: Case, plan: Plan, stints: Sequence[Stint]) -> Iterator[Check]:
    """Each gate's word on each stint."""
    for stint in stints:
        for gate in (gate for gate in GATES if case.law.mode(gate.id) != Mode.OFF):
            taken = tuple(c for c in gate.courses(case, stint) if Training(stint.cadre, c) in plan.training)
            waived = (gate.id, f"{stint.cadre}|{stint.post}") in case.waived
            faulted = "course" if taken else "waived" if waived else str(case.law.mode(gate.id))
            passed = gate.fault(case, stint) is None
            yield Check(stint.cadre, gate.id, "passed" if passed else faulted, () if passed else taken)


def _of_pool(case: Case, claim: Why) -> Iterator[str]:
    """Faults of what is told of all cadres: who is admitted to the post, and who is refused by what."""
    every = pairs(case)
    of_cadre: dict[str, list[Stint]] = {cadre: [] for cadre in case.cadre if cadre != case.post[claim.post].incumbent_id}
    for stint in _stints(case, every[every["post_id"] == claim.post]):
        of_cadre.setdefault(stint.cadre, []).append(stint)
    able = tuple(sorted(cadre for cadre, his in of_cadre.items() if any(admitted(case, stint) for stint in his)))
    if claim.admitted != able or sorted(r.stint.cadre for r in claim.refused) != sorted(of_cadre.keys() - set(able)):
        yield "others are admitted"
        return
    for refusal in claim.refused:
        yield from _of_gates(case, refusal, of_cadre[refusal.stint.cadre])


def _same(told: Sequence[Any], shown: Sequence[Any]) -> bool:
    """True when two lists tell of the same things with the same facts, in any order."""
    return Counter(map(_key, told)) == Counter(map(_key, shown))
