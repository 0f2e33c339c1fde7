"""The tiers: goals in the order in which they are served (DESIGN: fill, weakest first, worth)."""

from typing import NamedTuple

from optimizer.case import Case
from optimizer.rules import GOALS
from optimizer.rules.kinds import Goal


class Tier(NamedTuple):
    """Goals whose points are summed; `tolerance` is what later tiers may give up, in points."""

    name: str
    goals: tuple[str, ...]
    tolerance: int
    share: int

    @property
    def sense(self) -> int:
        """+1 where more is better, -1 where less is."""
        return goal_by_id(self.goals[0]).sense


DEFAULT_TIERS: tuple[Tier, ...] = (
    Tier("fill", ("fill",), 1, 12),
    Tier("weakest_first.worst", ("worst_commune",), 1, 2),
    Tier("weakest_first.worst_k", ("worst_communes",), 1, 1),
    Tier("worth", ("fit", "team", "burden", "wishes", "growth", "schooling", "calm", "soft"), 1, 3),
)


def goal_by_id(goal_id: str) -> Goal:
    """The goal of the catalogue with this id."""
    return next(goal for goal in GOALS if goal.id == goal_id)


def tiers(case: Case) -> tuple[Tier, ...]:
    """The tiers that the case declares, or the default ones; without the goals that its law turns off."""
    declared = tuple(Tier(t.name, tuple(t.goals), t.tolerance, 2) for t in case.settings.tiers)
    return _in_force(case, declared) or _in_force(case, DEFAULT_TIERS)


def _in_force(case: Case, declared: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """The tiers that have a goal in force, with those goals only."""
    kept = [tier._replace(goals=tuple(g for g in tier.goals if goal_by_id(g).in_force(case))) for tier in declared]
    return tuple(tier for tier in kept if tier.goals)
