"""Judges what explanations say of plans: that a plan is what was asked, what it breaks, and who is refused in a case."""

from collections.abc import Iterable, Iterator

from optimizer.case import Case
from optimizer.plan import HOME, STAY, Plan
from optimizer.rules import GATES, breaches_by_mode
from optimizer.rules.kinds import Breach
from optimizer.rules.objectives import OBJECTIVES, value_of
from optimizer.rules.tiers import tiers
from optimizer.verify import Verdict, judge
from optimizer.verify.claim_kinds import (
    AmongBest,
    Asked,
    Broken,
    Constraint,
    Limit,
    NoCheaper,
    NoPlan,
    NoSmaller,
    Stands,
    Witness,
    plain,
)
from optimizer.verify.edits import edited
from optimizer.words import Mode

Planned = Witness | NoPlan | Broken | AmongBest | Stands | NoSmaller | NoCheaper
GATE_IDS = frozenset(gate.id for gate in GATES)
PLACES = ("every", "among", "behind", "refused")


def faults_of(case: Case, run: Plan, claim: Planned) -> list[str]:
    """What a claim about plans says that the tables do not. Not judged here: that there is no plan, or no better one."""
    if isinstance(claim, NoSmaller):
        return list(_of_no_smaller(case, claim))
    if isinstance(claim, NoCheaper):
        return list(_unproven(claim.proved_by))
    asked = claim.asked if isinstance(claim, Witness | NoPlan) else Asked(claim.edits)
    try:
        changed = edited(case, asked.edits)
    except (KeyError, TypeError, ValueError) as fault:
        return [f"edits: {fault}"]
    if isinstance(claim, Witness):
        return list(_of_witness(changed, claim))
    if isinstance(claim, NoPlan):
        return [*_unknown_in(changed, claim.asked), *_unproven(claim.proved_by)]
    if isinstance(claim, AmongBest):
        return list(_of_witness(changed, Witness(Asked(), claim.plan or run)))
    return list(_of_broken(changed, run, claim) if isinstance(claim, Broken) else _of_stands(changed, claim))


def constraint_of(breach: Breach) -> Constraint:
    """The constraint that a breach breaks."""
    return Constraint(breach.rule, breach.place.split("|")[0] if breach.rule in GATE_IDS else breach.place)


def unknown(case: Case, plan: Plan, cadres: Iterable[str] = (), posts: Iterable[str] = ()) -> list[str]:
    """Keys and days of a plan, and further cadres and posts, that are not in the case."""
    people = {s.cadre for s in plan.stints} | {x.cadre for x in plan.landings} | {t.cadre for t in plan.training}
    lost = [key for key in people | set(cadres) if key not in case.cadre]
    held = {s.post for s in plan.stints} | {x.post for x in plan.landings if x.post} | set(posts)
    lost += [key for key in held if key not in case.post]
    lost += [x.slot for x in plan.landings if x.slot not in (*case.slot, HOME, STAY)]
    lost += [t.course for t in plan.training if t.course not in case.course]
    days = {case.day(t) for t in range(case.periods)}
    lost += [f"{s.start}" for s in plan.stints if s.start not in days or not 0 < s.months <= 600]
    return [f"{key}: not in the case" for key in sorted(lost)]


def loose_ends(plan: Plan) -> Iterator[str]:
    """Landings of placed cadres on another day than that on which a stint of theirs ends."""
    ends, placed = {(stint.cadre, stint.end) for stint in plan.stints}, {stint.cadre for stint in plan.stints}
    wrong = (x for x in plan.landings if x.cadre in placed and (x.cadre, x.end) not in ends)
    yield from (f"{x.cadre} lands when his stint does not end" for x in wrong)


def no_worse(case: Case, plan: Plan, verdict: Verdict, limit: Limit) -> bool:
    """True when a plan is no worse than a limit."""
    if limit.measure in OBJECTIVES:
        return value_of(case, plan, limit.measure) <= limit.value
    tier = next(tier for tier in tiers(case) if tier.name == limit.measure)
    return tier.sense * (verdict.value(tier) - limit.value) >= 0


def _unproven(proved_by: tuple[str, ...]) -> Iterator[str]:
    """That nobody shows what a claim says."""
    if not proved_by:
        yield "nobody shows that there is none"


def _unknown_in(case: Case, asked: Asked) -> list[str]:
    """Keys of what is asked that are not in the case."""
    pairs = [*asked.placed, *asked.absent, *(pair for apart in asked.apart for pair in apart.pairs)]
    measures = {*OBJECTIVES, *(tier.name for tier in tiers(case))}
    return [
        *unknown(case, Plan(asked.without), {cadre for cadre, _ in pairs}, {*asked.filled, *(post for _, post in pairs)}),
        *(f"{limit.measure}: no such measure" for limit in asked.limits if limit.measure not in measures),
    ]


def _of_witness(case: Case, claim: Witness) -> Iterator[str]:
    """Faults of a plan that is shown: each thing asked that it is not."""
    asked, plan = claim.asked, claim.plan
    lost = [*_unknown_in(case, asked), *unknown(case, plan)]
    if lost:
        yield from lost
        return
    verdict, has = judge(case, plan), {(stint.cadre, stint.post) for stint in plan.stints}
    kept = None if asked.only is None else set(asked.only)
    yield from loose_ends(plan)
    yield from (f"breaks {b.rule} {b.place}" for b in verdict.breaches if kept is None or constraint_of(b) in kept)
    yield from (f"{limit.measure} is worse" for limit in asked.limits if not no_worse(case, plan, verdict, limit))
    yield from (f"{cadre} is not in {post}" for cadre, post in set(asked.placed) - has)
    yield from (f"{cadre} is in {post}" for cadre, post in set(asked.absent) & has)
    yield from (f"nobody is new in {post}" for post in set(asked.filled) - {post for _, post in has})
    yield from (f"{stint.cadre} is in {stint.post}" for stint in set(asked.without) & set(plan.stints))
    yield from ("nearer than it is told" for apart in asked.apart if len(set(apart.pairs) ^ has) < apart.least)


def _of_broken(case: Case, run: Plan, claim: Broken) -> Iterator[str]:
    """Faults of what the plan of the run is told to break."""
    if lost := unknown(case, run):
        yield from lost
        return
    shown = {(b.rule, b.place): plain(b.facts) for b in breaches_by_mode(case, run, Mode.HARD)}
    told = {(b.rule, b.place): plain(b.facts) for b in claim.breaches}
    if not told or any(shown.get(key) != facts for key, facts in told.items()):
        yield "the plan of the run breaks other rules, or by other facts"


def _of_stands(case: Case, claim: Stands) -> Iterator[str]:
    """Faults of where a cadre stands: the plan that shows it. Whether the plan is one of the best is not judged here."""
    lost = unknown(case, claim.plan or Plan(), [claim.cadre], [claim.post])
    if lost or claim.place not in PLACES:
        yield from lost or [f"{claim.place}: no such place"]
        return
    there = claim.place in ("every", "among")
    if there != (claim.plan is not None):
        yield "a plan shows that he is in the post, and nothing else needs one"
    elif claim.plan is not None:
        yield from _of_witness(case, Witness(Asked(placed=((claim.cadre, claim.post),)), claim.plan))


def _of_no_smaller(case: Case, claim: NoSmaller) -> Iterator[str]:
    """Faults of the plans by which no set of constraints is smaller: each is of this case, and breaks something."""
    for plan in claim.plans:
        if lost := unknown(case, plan):
            yield from lost
        elif not broken_by(case, plan):
            yield "a plan breaks nothing, so nothing contradicts"


def broken_by(case: Case, plan: Plan) -> frozenset[Constraint]:
    """The constraints that a plan breaks."""
    return frozenset(constraint_of(breach) for breach in breaches_by_mode(case, plan, Mode.HARD))
