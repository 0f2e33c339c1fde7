"""Why each stint: its additive parts of the goals, and the rules it was judged by."""

from dataclasses import dataclass

from optimizer.case import Case
from optimizer.plan import Plan, Stint
from optimizer.rules import GATES
from optimizer.rules.kinds import Part, SumGoal
from optimizer.rules.tiers import goal_by_id, tiers
from optimizer.words import Mode


@dataclass(frozen=True)
class RuleCheck:
    """One gate's word on one stint: passed, soft (a priced breach) or waived."""

    rule: str
    result: str


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
        Reason(stint, tuple(p for p in parts if p.cadre == stint.cadre), _checks(case, stint)) for stint in plan.stints
    )
    placed = {stint.cadre for stint in plan.stints}
    return own, tuple(part for part in parts if part.cadre not in placed)


def last_tier_goals(case: Case) -> list[SumGoal]:
    """The goals of the last tier that are sums of parts."""
    goals = [goal_by_id(goal) for goal in tiers(case)[-1].goals]
    return [goal for goal in goals if isinstance(goal, SumGoal)]


def _checks(case: Case, stint: Stint) -> tuple[RuleCheck, ...]:
    """Each gate's word on a stint."""
    out = []
    for gate in GATES:
        if case.law.mode(gate.id) == Mode.OFF:
            continue
        waived = (gate.id, f"{stint.cadre}|{stint.post}") in case.waived
        fault = gate.fault(case, stint)
        result = "passed" if fault is None else "waived" if waived else str(case.law.mode(gate.id))
        out.append(RuleCheck(gate.id, result))
    return tuple(out)
