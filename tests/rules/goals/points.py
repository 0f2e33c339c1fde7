"""The value of a goal, checked against its encoding where that has no slacks."""

from optimizer.case import Case
from optimizer.plan import Plan
from optimizer.rules.kinds import Goal
from tests.rules.tables import written


def points(case: Case, goal: Goal, judged: Plan) -> int:
    """The score of a plan; where the goal writes points without slacks, they add up to the same."""
    program, score = written(case, goal, judged), goal.score(case, judged)
    if program is not None and len(program.columns) == program.decisions:
        assert sum(program.goals.get(goal.id, [])) + program.constants.get(goal.id, 0) == score
    return score
