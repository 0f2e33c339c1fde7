"""Every (cadre, course) worth a column: it may open a stint, or give a team what its commune asks."""

import pandas as pd

from optimizer.case import Case
from optimizer.words import CourseKind, Theory


def courses(case: Case, stints: pd.DataFrame) -> pd.DataFrame:
    """Course columns: cadre_id, course_id, course_kind, gives, level, counts_from, sorted; `stints` are the open ones.

    Theory courses for those with an open stint who have a lower level; language and skill courses for those who
    have an open stint, or sit, in a commune that asks for more than they have and no more than the course gives.
    """
    return pd.concat([_theory(case, stints), _skills(case, stints)]).sort_values(
        ["cadre_id", "course_id"], ignore_index=True
    )


def _theory(case: Case, stints: pd.DataFrame) -> pd.DataFrame:
    """Theory courses above the present level of those with an open stint."""
    people = case.cadres.loc[case.cadres["cadre_id"].isin(stints["cadre_id"]), ["cadre_id", "theory_rank"]]
    offered = case.courses[case.courses["course_kind"] == CourseKind.THEORY]
    offered = offered.assign(given=[Theory(word).rank for word in offered["gives"]])
    pairs = people.merge(offered, how="cross")
    return pairs.loc[pairs["given"] > pairs["theory_rank"], COLUMNS]


def _skills(case: Case, stints: pd.DataFrame) -> pd.DataFrame:
    """Language and skill courses that close a gap between what a cadre has and what a commune asks."""
    sitting = case.posts.loc[case.posts["incumbent_id"] != "", ["incumbent_id", "unit_id"]]
    there = pd.concat([stints[["cadre_id", "unit_id"]], sitting.rename(columns={"incumbent_id": "cadre_id"})])
    asks = pd.DataFrame(case.asks, columns=["unit_id", "gives", "asked", "weight", "people"])
    offered = case.courses[case.courses["course_kind"] != CourseKind.THEORY]
    pairs = there.drop_duplicates().merge(asks, on="unit_id").merge(offered, on="gives")
    had = case.skills.rename(columns={"skill": "gives", "level": "had"})
    pairs = pairs.merge(had, on=["cadre_id", "gives"], how="left").fillna({"had": 0})
    useful = (pairs["had"] < pairs["asked"]) & (pairs["asked"] <= pairs["level"])
    return pairs.loc[useful, COLUMNS].drop_duplicates()


COLUMNS = ["cadre_id", "course_id", "course_kind", "gives", "level", "counts_from"]
