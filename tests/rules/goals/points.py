"""The value of a goal, checked against its encoding: the best that its slacks allow for the plan."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from optimizer.case import Case
from optimizer.plan import Plan
from optimizer.program import FREE, Program
from optimizer.rules.kinds import Goal
from tests.rules.tables import offered, written


def points(case: Case, goal: Goal, judged: Plan) -> int:
    """The score of a plan; what the goal writes, over the plan's options alone and over all, has the same best value."""
    alone, score = written(case, goal, judged), goal.score(case, judged)
    assert alone is not None, "a landing of the plan is no candidate"
    assert best_value(alone, goal, np.ones(alone.decisions)) == score
    program, chosen = offered(case, goal, judged)
    assert best_value(program, goal, chosen) == score
    return score


def best_value(program: Program, goal: Goal, chosen: np.ndarray, *, whole: bool = True) -> int:
    """The best value of a goal's points when the decisions are these and the slacks are free, and whole or not."""
    there = program.constants.get(goal.id, 0)
    if goal.id not in program.goals or not len(program.columns):
        return there
    upper, rows = program.columns["upper"].to_numpy(dtype=float), program.rows
    lower = np.zeros(len(upper))
    lower[: len(chosen)] = upper[: len(chosen)] = chosen
    low, high = (
        np.where(abs(rows[side]) >= FREE // 2, np.sign(rows[side]) * np.inf, rows[side]) for side in ("lower", "upper")
    )
    limits = [LinearConstraint(program.terms.astype(float), low.astype(float), high.astype(float))] if len(rows) else []
    best = milp(
        -goal.sense * program.goals[goal.id],
        integrality=np.full(len(upper), int(whole)),
        bounds=Bounds(lower, upper),
        constraints=limits,
    )
    assert best.success, best.message
    return int(there - goal.sense * round(best.fun))
