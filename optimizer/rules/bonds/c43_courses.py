"""C43: courses have seats, and nobody sits in two at a time."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.kinds import Bond, Breach


class CourseSeats(Bond):
    """Cadres sent to a course ≤ its seats (none, once it has begun); of two that overlap in time a cadre takes one."""

    id = "C43"
    says: ClassVar = {
        "vi": "Lớp {course}: {count} lượt cử đi, tối đa {limit}.",
        "en": "Course {course}: {count} sent, at most {limit}.",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Count the seats of each course, then each cadre's overlapping pairs."""
        for course, count in sorted(Counter(t.course for t in plan.training).items()):
            limit = case.course[course].seats if course in case.course else 0
            if count > limit:
                yield Breach(self.id, course, {"course": course, "count": count, "limit": limit}, count - limit)
        taken = set(plan.training)
        for cadre in sorted({t.cadre for t in plan.training}):
            for first, second in overlapping(case):
                if (cadre, first) in taken and (cadre, second) in taken:
                    facts = {"course": f"{first}, {second} ({cadre})", "count": 2, "limit": 1}
                    yield Breach(self.id, f"{cadre}|{first}|{second}", facts)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per course, one per cadre and overlapping pair."""
        sent = options.courses.assign(coef=1).merge(case.courses[["course_id", "seats"]], on="course_id")
        desk.at_most(self.id, sent, ["course_id"], "seats")
        pairs = pd.DataFrame(overlapping(case), columns=["first", "second"])
        sides = [sent.merge(pairs, left_on="course_id", right_on=side) for side in ("first", "second")]
        desk.at_most(self.id, pd.concat(sides), ["cadre_id", "first", "second"], 1)


def overlapping(case: Case) -> list[tuple[str, str]]:
    """Every pair of courses with a day in common."""
    rows = sorted(case.course.values(), key=lambda c: str(c.course_id))
    pairs = [(a, b) for n, a in enumerate(rows) for b in rows[n + 1 :]]
    return [(a.course_id, b.course_id) for a, b in pairs if a.starts < b.ends and b.starts < a.ends]
