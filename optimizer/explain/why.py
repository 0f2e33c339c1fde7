"""Why a post is filled as it is: every tier taken apart, the gates' word on everybody, the runner-up (F34)."""

import threading
from collections import Counter
from collections.abc import Mapping

import pandas as pd

from optimizer.explain.base import Base
from optimizer.explain.eligibility import eligibility, why_refused
from optimizer.explain.reasons import reasons
from optimizer.explain.shortlist import shortlist
from optimizer.plan import Stint
from optimizer.rules.goals.gap_index import gap_index
from optimizer.rules.kinds import Breach, Part, SumGoal
from optimizer.rules.tiers import Tier, goal_by_id
from optimizer.verify.claim_kinds import Check, Credit, Refusal, Share, Why


def why(base: Base, post: str, seconds: float, stop: threading.Event | None = None) -> Why:
    """The claim for a key post of a run; the runner-up is sought for so many seconds."""
    stints = tuple(stint for stint in base.plan.stints if stint.post == post)
    people = {stint.cadre for stint in stints}
    own, _ = reasons(base.case, base.plan)
    checks = tuple(
        Check(reason.stint.cadre, check.rule, check.result, check.courses)
        for reason in own if reason.stint in stints for check in reason.checks
    )  # fmt: skip
    found = eligibility(base.case).pairs
    there = found[found["post_id"] == post]
    free = there["refused_by"].map(len) == 0
    shares = tuple(_share(base, step.tier, post, people) for step in base.steps)
    best = shortlist(base, post, 1, seconds, stop)
    runner_up = best.ranked[0] if best.ranked else None
    return Why(
        post, stints, shares, checks, tuple(sorted(there.loc[free, "cadre_id"])), _refusals(base, there[~free]),
        runner_up, best.sure >= 1 or not (best.ranked or best.estimates),
    )  # fmt: skip


def _refusals(base: Base, pairs: pd.DataFrame) -> tuple[Refusal, ...]:
    """What refuses each cadre of the pairs."""
    told: dict[str, list[Breach]] = {}
    for breach in why_refused(base.case, pairs):
        told.setdefault(breach.place, []).append(breach)
    rows = pairs.itertuples()
    stints = [Stint(row.cadre_id, row.post_id, base.case.day(row.start), row.months) for row in rows]
    return tuple(Refusal(stint, tuple(told[f"{stint.cadre}|{stint.post}"])) for stint in stints)


def _share(base: Base, tier: Tier, post: str, people: set[str]) -> Share:
    """One tier taken apart: the parts of the post and its people, and the rest."""
    own: list[Credit] = []
    rest: Counter[str] = Counter()
    for goal in map(goal_by_id, tier.goals):
        if isinstance(goal, SumGoal):
            for part in goal.parts(base.case, base.plan):
                if part.cadre in people or part.facts.get("post") == post:
                    own.append(Credit(goal.id, part))
                else:
                    rest[goal.id] += part.points
        else:
            counted = _worst(base, goal.id)
            home = base.case.post[post].unit_id
            own += [
                Credit(goal.id, Part("gap", gap, unit=unit, facts={"unit": unit}))
                for unit, gap in counted.items()
                if unit == home
            ]
            rest.update({unit: gap for unit, gap in counted.items() if unit != home})
    value = sum(credit.part.points for credit in own) + sum(rest.values())
    return Share(tier.name, value, tuple(own), {name: points for name, points in rest.items() if points})


def _worst(base: Base, goal: str) -> Mapping[str, int]:
    """The gap indices that a tier of the worst communes counts."""
    gap = gap_index(base.case, base.plan)
    count = base.case.settings.worst_k if goal == "worst_communes" else 1
    return {unit: gap[unit] for unit in sorted(gap, key=lambda unit: (-gap[unit], unit))[:count]}
