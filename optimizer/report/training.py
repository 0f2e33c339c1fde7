"""Training that the plan leaves to be done: what teams lack, and the first course that would give it."""

from collections import Counter
from typing import Any

from optimizer.case import Case
from optimizer.plan import Plan
from optimizer.rules.goals.measures import shortfalls


def training_rows(case: Case, plan: Plan) -> list[tuple[str, str, int, int, str]]:
    """(unit, skill, level, months lacking, course or "") for every skill that a team lacks."""
    months: Counter[tuple[str, str, int]] = Counter()
    for ask, _, missing in shortfalls(case, plan):
        months[ask.unit, ask.skill, ask.level] += missing * case.period_months
    return [(*key, count, _course(case, key[1], key[2])) for key, count in sorted(months.items())]


def _course(case: Case, skill: str, level: int) -> str:
    """The first course that gives the skill at the level."""
    rows: list[Any] = list(case.tables.courses.sort_values("starts").itertuples())
    return next((str(r.course_id) for r in rows if r.gives == skill and (r.level or 0) >= level), "")
