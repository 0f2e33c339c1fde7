"""Why each stint: its additive parts of the goals, and the rules it was judged by."""

from dataclasses import dataclass

from optimizer.case import Case
from optimizer.plan import Plan, Stint, Training
from optimizer.rules import GATES
from optimizer.rules.kinds import Gate, Part, SumGoal
from optimizer.rules.tiers import goal_by_id, tiers
from optimizer.words import Mode


@dataclass(frozen=True)
class RuleCheck:
    """One gate's word on one stint: passed, course (a course lifts the fault), soft (a priced breach) or waived.

    `courses` are the courses of the plan that lift the fault.
    """

    rule: str
    result: str
    courses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """One stint with its parts of the last tier's value, and the checks of every gate in force."""

    stint: Stint
    parts: tuple[Part, ...]
    checks: tuple[RuleCheck, ...]

    @property
    def points(self) -> int:
        """What the stint and its landing bring to the last tier in all."""
        return sum(part.points for part in self.parts)


def reasons(case: Case, plan: Plan) -> tuple[tuple[Reason, ...], tuple[Part, ...]]:
    """A reason for each stint, and the parts of the last tier that belong to no one person.

    The points of all reasons and of the common parts add up exactly to the last tier's value.
    """
    parts = [part for goal in last_tier_goals(case) for part in goal.parts(case, plan)]
    own = tuple(
        Reason(stint, tuple(p for p in parts if p.cadre == stint.cadre), _checks(case, plan, stint))
        for stint in plan.stints
    )
    placed = {stint.cadre for stint in plan.stints}
    return own, tuple(part for part in parts if part.cadre not in placed)


def last_tier_goals(case: Case) -> list[SumGoal]:
    """The goals of the last tier that are sums of parts."""
    goals = [goal_by_id(goal) for goal in tiers(case)[-1].goals]
    return [goal for goal in goals if isinstance(goal, SumGoal)]


def _checks(case: Case, plan: Plan, stint: Stint) -> tuple[RuleCheck, ...]:
    """Each gate's word on a stint."""
    return tuple(_check(case, plan, stint, gate) for gate in GATES if case.law.mode(gate.id) != Mode.OFF)


def _check(case: Case, plan: Plan, stint: Stint, gate: Gate) -> RuleCheck:
    """One gate's word on a stint."""
    if gate.fault(case, stint) is None:
        return RuleCheck(gate.id, "passed")
    taken = tuple(c for c in gate.courses(case, stint) if Training(stint.cadre, c) in plan.training)
    if taken:
        return RuleCheck(gate.id, "course", taken)
    waived = (gate.id, f"{stint.cadre}|{stint.post}") in case.waived
    return RuleCheck(gate.id, "waived" if waived else str(case.law.mode(gate.id)))
