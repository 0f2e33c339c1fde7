"""Schooling: courses take people from their work and cost money, so one is taken only where it helps (F25)."""

from collections.abc import Iterator
from typing import ClassVar

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.kinds import Part, SumGoal

MILLION = 1_000_000


class Schooling(SumGoal):
    """- (points_course_month × months + ⌊points_cost_million × cost / 10⁶⌋) per cadre sent to a course."""

    id = "schooling"
    sense: ClassVar = 1
    serves: ClassVar = ("C44",)

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """One part per cadre and course."""
        for cadre, course_id in (t for t in plan.training if t.course in case.course):
            months = case.course[course_id].months
            yield Part("course", -course_points(case, course_id), cadre, facts={"course": course_id, "months": months})

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Points on the course columns."""
        points = {course: -course_points(case, course) for course in case.course}
        courses = options.courses
        desk.points(self.id, courses["column"].to_numpy(), courses["course_id"].map(points).to_numpy())


def course_points(case: Case, course_id: str) -> int:
    """What one place in a course costs, in points."""
    course = case.course[course_id]
    money = case.law["points_cost_million"].value * course.cost_vnd // MILLION
    return int(case.law["points_course_month"].value * course.months + money)
