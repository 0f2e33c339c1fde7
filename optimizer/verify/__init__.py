"""Judges any plan by the rules' definitions, from tables alone: no solver, no encoding."""

from collections.abc import Mapping
from dataclasses import dataclass

from optimizer.case import Case
from optimizer.plan import Plan
from optimizer.rules import GOALS, breaches_by_mode
from optimizer.rules.goals.gap_index import gap_index
from optimizer.rules.kinds import Breach
from optimizer.rules.tiers import Tier, tiers
from optimizer.words import Mode


@dataclass(frozen=True)
class Verdict:
    """What the definitions say of a plan: breaches of hard and of soft rules, goal values, gap indices."""

    breaches: tuple[Breach, ...]
    soft_breaches: tuple[Breach, ...]
    goals: Mapping[str, int]
    gap: Mapping[str, int]
    tiers: tuple[Tier, ...]

    @property
    def lawful(self) -> bool:
        """True when no hard rule is broken."""
        return not self.breaches

    def value(self, tier: Tier) -> int:
        """The value of a tier: the sum of its goals."""
        return sum(self.goals[goal] for goal in tier.goals)


def judge(case: Case, plan: Plan) -> Verdict:
    """The verdict on a plan, whoever made it."""
    return Verdict(
        breaches=tuple(breaches_by_mode(case, plan, Mode.HARD)),
        soft_breaches=tuple(breaches_by_mode(case, plan, Mode.SOFT)),
        goals={goal.id: goal.score(case, plan) if goal.in_force(case) else 0 for goal in GOALS},
        gap=gap_index(case, plan),
        tiers=tiers(case),
    )
