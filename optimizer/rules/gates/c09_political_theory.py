"""C09: the political theory level of the post, held at the start or reached by a course within the grace."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import Stint
from optimizer.rules.gates.theory_needed import latest_end, needed_theory
from optimizer.rules.kinds import Facts, Gate
from optimizer.stints import of_cadre
from optimizer.words import CourseKind, Kind, Theory


class PoliticalTheory(Gate):
    """Theory ≥ theory_min, or that of the role, or a course to it that ends by the start + theory_grace_months; not
    asked of reappointment.
    """

    id = "C09"
    says: ClassVar = {
        "vi": "{cadre} có trình độ lý luận chính trị {has}, chức danh này cần {needed}.",
        "en": "{cadre} has political theory level {has}; this post needs {needed}.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Compare the two places on the ladder."""
        needed, has = needed_theory(case, case.post[stint.post].role_id), Theory(case.cadre[stint.cadre].theory)
        if case.kind(stint.cadre, stint.post) == Kind.REAPPOINTMENT or has.rank >= needed.rank:
            return None
        return {"has": has, "needed": needed}

    def courses(self, case: Case, stint: Stint) -> tuple[str, ...]:
        """Theory courses that reach the level and end in time."""
        needed, latest = needed_theory(case, case.post[stint.post].role_id), latest_end(case, stint.start)
        offered = [c for c in case.course.values() if c.course_kind == CourseKind.THEORY and c.ends.date() <= latest]
        return tuple(c.course_id for c in offered if Theory(c.gives).rank >= needed.rank)

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """Ranks on the ladder, for first appointments."""
        enough = of_cadre(case, stints, "theory_rank") >= _needed_ranks(case, stints)
        return enough | (stints["kind"] == Kind.REAPPOINTMENT).to_numpy()

    def opened_by(self, case: Case, stints: pd.DataFrame) -> pd.DataFrame:
        """Every refused stint beside every theory course that reaches its level in time."""
        asked = pd.DataFrame({"stint": stints.index, "needed": _needed_ranks(case, stints), "start": stints["start"]})
        demands = asked[["needed", "start"]].drop_duplicates()
        demands["latest"] = [latest_end(case, case.day(t)) for t in demands["start"]]
        offered = case.courses[case.courses["course_kind"] == CourseKind.THEORY]
        given = [Theory(word).rank for word in offered["gives"]]
        met = demands.merge(offered.assign(given=given, ends=offered["ends"].dt.date), how="cross")
        met = met.loc[(met["given"] >= met["needed"]) & (met["ends"] <= met["latest"]), ["needed", "start", "course_id"]]
        return asked.merge(met, on=["needed", "start"])[["stint", "course_id"]]


def _needed_ranks(case: Case, stints: pd.DataFrame) -> np.ndarray:
    """The rank on the ladder that each stint's post needs."""
    return np.array([needed_theory(case, role).rank for role in case.posts["role_id"]])[stints["post_ix"]]
