"""What a plan is to have little of: gap of the communes, burden on people, rotations, money (F42).

Each is a goal of its own beside those of the catalogue: a definition over tables, and an encoding.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

import numpy as np

from optimizer.case import Case
from optimizer.costs import plan_cost_by_year, running_costs
from optimizer.options import ALWAYS, Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.goals.burden import Burden
from optimizer.rules.goals.gap_index import gap_index, gaps
from optimizer.rules.goals.worst_commune import WorstCommune
from optimizer.rules.kinds import Goal
from optimizer.words import Kind


class AllGaps(Goal):
    """The sum of the gap indices of all communes."""

    id = "all_gaps"
    sense: ClassVar = -1

    def score(self, case: Case, plan: Plan) -> int:
        """The sum of the gap indices."""
        return sum(gap_index(case, plan).values())

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One point on each gap."""
        gap = desk.once(gaps, case, options)
        desk.points(self.id, gap["column"].to_numpy(), np.ones(len(gap)))


class Rotations(Goal):
    """How many stints are rotations (lượt luân chuyển)."""

    id = "rotations"
    sense: ClassVar = -1

    def score(self, case: Case, plan: Plan) -> int:
        """Count them."""
        return sum(case.kind(stint.cadre, stint.post) == Kind.ROTATION for stint in plan.stints)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One point on each stint of that kind."""
        stints = options.stints
        desk.points(self.id, stints["column"].to_numpy(), (stints["kind"] == Kind.ROTATION).to_numpy())


class Money(Goal):
    """What the plan costs in all years: its stints, its courses, and running rotations, in VND."""

    id = "money"
    sense: ClassVar = -1

    def score(self, case: Case, plan: Plan) -> int:
        """Add up year by year."""
        return sum(plan_cost_by_year(case, plan).values())

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """The cost of each stint and course; running rotations cost the same whatever is decided."""
        stints, taught = options.stints, options.courses
        fees = case.courses.set_index("course_id")["cost_vnd"].reindex(taught["course_id"])
        desk.points(self.id, np.array([ALWAYS]), np.array([sum(running_costs(case).values())]))
        desk.points(self.id, stints["column"].to_numpy(), stints["cost_vnd"].to_numpy())
        desk.points(self.id, taught["column"].to_numpy(), fees.to_numpy())


OBJECTIVES: Mapping[str, Goal] = MappingProxyType(
    {"gap": AllGaps(), "worst": WorstCommune(), "burden": Burden(), "moves": Rotations(), "cost": Money()}
)


def value_of(case: Case, plan: Plan, name: str) -> int:
    """The value of a plan by the objective's definition, from tables alone."""
    goal = OBJECTIVES[name]
    return -goal.sense * goal.score(case, plan)


def measures_of(case: Case, plan: Plan) -> dict[str, int]:
    """The value of a plan by every objective."""
    return {name: value_of(case, plan, name) for name in OBJECTIVES}
