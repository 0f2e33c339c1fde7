"""Explanations as claims that `verify` judges from tables, and an audit asks again of the second engine (F43)."""

from collections.abc import Iterator, Sequence

from optimizer.case import Case
from optimizer.explain.alternatives import Portfolio, pairs
from optimizer.explain.backbone import Backbone, Bone, Fate
from optimizer.explain.base import Base
from optimizer.explain.changes import changed
from optimizer.explain.conflict import Conflict, NoConflict
from optimizer.explain.corrections import NoneNeeded, WaysOut
from optimizer.explain.dependence import Dependence, Flip
from optimizer.explain.dependence import Fate as Fall
from optimizer.explain.fillings import Filled
from optimizer.explain.front import Front
from optimizer.explain.inverse import Inverse
from optimizer.explain.musts import Musts, with_hard
from optimizer.explain.near import Kept, Near
from optimizer.explain.remedies import applied
from optimizer.explain.target_audit import Audit
from optimizer.explain.waivers import WayOut, granted
from optimizer.explain.worths import Worth, Worths, changed_by
from optimizer.rules.tiers import Tier, tiers
from optimizer.solve import Solved
from optimizer.verify import Verdict, judge
from optimizer.verify.claim_kinds import (
    AmongBest,
    Apart,
    Asked,
    Broken,
    Claim,
    Constraint,
    Limit,
    NoCheaper,
    NoPlan,
    NoSmaller,
    Stands,
    Witness,
)
from optimizer.verify.edits import edits


def of_conflict(found: Conflict | NoConflict) -> Iterator[Claim]:
    """That no plan keeps the members together, that without any one of them some plan keeps the rest, that none is
    smaller.
    """
    if isinstance(found, NoConflict):
        yield Witness(Asked(), found.plan)
        return
    only = tuple(member.constraint for member in found.members)
    yield NoPlan(Asked(only=only), found.proved_by)
    for member in found.members:
        if member.plan is not None:
            rest = tuple(constraint for constraint in only if constraint != member.constraint)
            yield Witness(Asked(only=rest), member.plan)
    if found.smallest_by:
        yield NoSmaller(len(only), found.given)


def of_ways(case: Case, found: WaysOut | NoneNeeded) -> Iterator[Claim]:
    """That each set of changes makes a plan possible, that no change of it can be spared, that none costs less; and that
    there are no others, where that is proven.
    """
    if isinstance(found, NoneNeeded):
        yield Witness(Asked(), found.plan)
        return
    before: tuple[tuple[Constraint, ...], ...] = ()
    for way in found.ways:
        yield Witness(Asked(edits(case, applied(case, way.remedies, ""))), way.plan)
        for spared in way.remedies if way.proved_by else ():
            rest = [remedy for remedy in way.remedies if remedy != spared]
            yield NoPlan(Asked(edits(case, applied(case, rest, ""))), way.proved_by)
        if way.proved_by:
            yield NoCheaper(way.cost, before, way.proved_by)
        before = (*before, tuple(Constraint(remedy.rule, remedy.place) for remedy in way.remedies))
    if found.complete:
        yield NoCheaper(None, before, found.proved_by)


def of_fillings(found: Filled) -> Iterator[Claim]:
    """That each way fills its post: a lawful plan of the changed case has the new stint in it."""
    for vacated in found.vacated:
        for way in vacated.ways:
            post = vacated.vacancy.post
            yield Witness(Asked(edits(found.case, applied(found.case, way.remedies, post)), filled=(post,)), way.plan)


def of_musts(case: Case, rules: Sequence[str], found: Musts) -> Iterator[Claim]:
    """That a plan keeps the rules that are held, and none those before a refused one together with it."""
    held: list[str] = []
    for one in found.wanted:
        if one.held:
            held.append(one.rule)
        elif one.held is False:
            yield NoPlan(Asked(edits(case, with_hard(case, [*held, one.rule], rules))), one.proved_by)
    made = edits(case, with_hard(case, held, rules))
    if found.plan is not None:
        yield Witness(Asked(made), found.plan)
    elif found.proved_by:
        yield NoPlan(Asked(made), found.proved_by)


def of_backbone(near: Near, found: Backbone) -> Iterator[Claim]:
    """Of each stint: a plan about as good without it, or that there is none; and the same of the cadre in the post."""
    limits = _room(near.kept)
    for bone in found.bones:
        asked = _without(bone, limits)
        if bone.proved_by:
            yield NoPlan(asked, bone.proved_by)
        if bone.witness is not None:
            plan = found.plans[bone.witness]
            free = bone.fate == Fate.FREE
            yield Witness(asked if free else Asked(limits=limits, without=(bone.stint,)), plan)


def _without(bone: Bone, limits: tuple[Limit, ...]) -> Asked:
    """Plans about as good without the stint, or without its cadre in the post whatever the days."""
    if bone.fate == Fate.FIXED:
        return Asked(limits=limits, without=(bone.stint,))
    return Asked(limits=limits, absent=((bone.stint.cadre, bone.stint.post),))


def of_alternatives(found: Portfolio) -> Iterator[Claim]:
    """That each plan is about as good and so far from those before it, and that none is farther."""
    limits, earlier = _room(found.near.kept), [tuple(sorted(pairs(found.near.plan)))]
    for other in found.alternatives:
        near, far = (tuple(Apart(of, other.distance + more) for of in earlier) for more in (0, 1))
        yield Witness(Asked(limits=limits, apart=near), other.plan)
        if other.proved_by:
            yield NoPlan(Asked(limits=limits, apart=far), other.proved_by)
        earlier.append(tuple(sorted(pairs(other.plan))))
    if found.exhausted:
        yield NoPlan(Asked(limits=limits, apart=tuple(Apart(of, 1) for of in earlier)), found.exhausted)


def of_front(front: Front) -> Iterator[Claim]:
    """That each plan has the values of its point, and none is better on one axis without being worse on the other."""
    for point in front.points:
        limits = tuple(Limit(*told) for told in zip(front.names, point.values, strict=True))
        yield Witness(Asked(limits=limits), point.plan)
        for of in (0, 1) if point.proven and point.proved_by else ():
            better = limits[of]._replace(value=point.values[of] - 1)
            yield NoPlan(Asked(limits=(better, limits[1 - of])), point.proved_by)


def of_inverse(case: Case, found: Inverse) -> Iterator[Claim]:
    """Where the cadre stands after each set of changes that was tried and settled, and after those with which he wins."""
    for offers, his in found.settled:
        made = edits(case, changed(case, [offer.change for offer in offers]))
        yield Stands(made, found.cadre, found.post, str(his.place), his.plan if his.wins else None)


def of_dependence(base: Base, found: Dependence) -> Iterator[Claim]:
    """Of each field: what the plan breaks with its other value, a plan that is better then, or that it stays the best."""
    for flip in found.flips:
        case = changed(base.case, [flip.change])
        if flip.fate != Fall.OPEN:
            yield _of_flip(base, case, flip)


def _of_flip(base: Base, case: Case, flip: Flip) -> Claim:
    """What another value of one field does."""
    made = edits(base.case, case)
    if flip.fate == Fall.FREE:
        return AmongBest(made)
    if flip.plan is None:
        return Broken(made, flip.breaches)
    return Witness(Asked(made, limits=_beyond(case, judge(case, base.plan), flip.tier)), flip.plan)


def _beyond(case: Case, verdict: Verdict, name: str) -> tuple[Limit, ...]:
    """Better than a plan in one tier by more than tiers give up, and within their tolerance in those before it."""
    todo = tiers(case)
    at = [tier.name for tier in todo].index(name)
    before = tuple(_worse(tier, verdict.value(tier), tier.tolerance) for tier in todo[:at])
    tier = todo[at]
    room = 0 if tier is todo[-1] else tier.tolerance
    return (*before, _worse(tier, verdict.value(tier), -room - 1))


def of_worths(base: Base, found: Worths) -> Iterator[Claim]:
    """Of each thing: a plan of the changed case with the values told, and that none is better where that is proven."""
    for worth in found.worths:
        yield from _of_worth(base, worth)


def _of_worth(base: Base, worth: Worth) -> Iterator[Claim]:
    """What one thing is worth."""
    case = changed_by(base.case, worth.thing)
    made = edits(base.case, case)
    if worth.impossible:
        yield NoPlan(Asked(made), worth.impossible)
    todo, limits = {tier.name: tier for tier in tiers(case)}, tuple[Limit, ...]()
    for price in worth.prices:
        if price.proven and price.proved_by:
            yield NoPlan(Asked(made, limits=(*limits, _worse(todo[price.tier], price.value, -1))), price.proved_by)
        limits = (*limits, Limit(price.tier, price.value))
    if worth.plan is not None:
        yield Witness(Asked(made, limits=limits), worth.plan)


def of_targets(made: Audit) -> Iterator[Claim]:
    """That each plan by other goals has the values told, by the run's tiers and by every objective."""
    for other in made.replanned:
        if other.found is not None and isinstance(other.outcome, Solved):
            verdict = other.found.verdicts[1]
            values = [Limit(tier.name, verdict.value(tier)) for tier in verdict.tiers]
            values += [Limit(name, value) for name, value in other.measures.items()]
            yield Witness(Asked(limits=tuple(values)), other.outcome.plan)


def _room(kept: Sequence[Kept]) -> tuple[Limit, ...]:
    """Each tier within the room that is given."""
    return tuple(_worse(one.tier, one.value, one.tier.tolerance) for one in kept)


def _worse(tier: Tier, value: int, by: int) -> Limit:
    """A tier no worse than a value by so much; better if that is negative."""
    return Limit(tier.name, value - tier.sense * by)


def of_waivers(case: Case, post: str, found: WayOut) -> Iterator[Claim]:
    """That the waivers bring somebody new into a post, and that none of them can be spared."""
    breaches = [waiver.breach for waiver in found.waivers]
    yield Witness(Asked(edits(case, granted(case, post, breaches)), filled=(post,)), found.plan)
    for waiver in found.waivers:
        if waiver.proved_by:
            rest = [breach for breach in breaches if breach != waiver.breach]
            yield NoPlan(Asked(edits(case, granted(case, post, rest)), filled=(post,)), waiver.proved_by)
