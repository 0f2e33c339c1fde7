"""Training: who is sent to which course by the plan, and what the teams still lack after it."""

from collections import Counter
from datetime import date

from optimizer.case import Case
from optimizer.plan import Plan
from optimizer.rules.goals.measures import shortfalls
from optimizer.words import CourseKind, Language, Theory, skill_label


def training_list(case: Case, plan: Plan) -> list[tuple[str, str, date, date, int]]:
    """(cadre, course, first day, day after the last, cost in VND) of every cadre sent, by course and cadre."""
    rows = [(t.cadre, case.course[t.course]) for t in plan.training if t.course in case.course]
    listed = [(cadre, c.course_id, c.starts.date(), c.ends.date(), c.cost_vnd) for cadre, c in rows]
    return sorted(listed, key=lambda row: (row[2], row[1], row[0]))


def course_title(case: Case, course_id: str, language: Language) -> str:
    """What a course teaches, in words, with its key."""
    course = case.course[course_id]
    theory = course.course_kind == CourseKind.THEORY
    taught = Theory(course.gives).label(language) if theory else skill_label(course.gives, language)
    level = "" if theory else f" {int(course.level)}"
    return f"{CourseKind(course.course_kind).label(language)}: {taught}{level} ({course_id})"


def still_lacking(case: Case, plan: Plan) -> list[tuple[str, str, int, int]]:
    """(unit, skill, level, months lacking) for every skill that a team lacks."""
    months: Counter[tuple[str, str, int]] = Counter()
    for ask, _, missing in shortfalls(case, plan):
        months[ask.unit, ask.skill, ask.level] += missing * case.period_months
    return [(*key, count) for key, count in sorted(months.items())]
