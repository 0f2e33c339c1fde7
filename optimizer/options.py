"""The open options of a case: the columns of the model, and who would sit where by each of them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.words import Kind

ALWAYS = -1  # the column of a constant: what holds whatever is decided


@dataclass(frozen=True)
class Options:
    """Open stints, landings and courses with their column numbers, and `presence` over the first two.

    `courses` has one row per (cadre_id, course_id) worth sending; `opened_by` one row per (rule, stint, course):
    the columns of a stint that the rule refuses, and of a course that lifts the fault.

    `presence` has one row per (post, period, column): post_id, unit_id, t, cadre_id, cadre_ix, column,
    coef, rotated. Its signed sum over chosen columns (ALWAYS counts as chosen) is the number of people
    in the post: +1 for an incumbent (ALWAYS) and -1 for each stint that takes him away, +1 for a stint,
    +1 for a landing that holds a post.
    """

    stints: pd.DataFrame
    landings: pd.DataFrame
    courses: pd.DataFrame
    opened_by: pd.DataFrame
    presence: pd.DataFrame

    def terms(self, chosen: np.ndarray | pd.Series) -> pd.DataFrame:
        """The chosen stints as terms of a row: all their facts, each with coefficient 1."""
        return self.stints[chosen].assign(coef=1)


def open_options(
    case: Case, stints: pd.DataFrame, landings: pd.DataFrame, courses: pd.DataFrame, opened_by: pd.DataFrame
) -> Options:
    """Number the columns, stints first, then landings, then courses, and lay out the presence of every option.

    `opened_by` names stints by their label in `stints` (rule, stint, cadre_id, course_id).
    """
    labels = stints.index
    stints = stints.reset_index(drop=True).assign(column=np.arange(len(stints)))
    landings = landings.reset_index(drop=True)
    landings = landings.assign(column=len(stints) + np.arange(len(landings)))
    courses = courses.reset_index(drop=True)
    courses = courses.assign(column=len(stints) + len(landings) + np.arange(len(courses)))
    opened_by = opened_by.assign(stint=labels.get_indexer(opened_by["stint"]))
    opened_by = opened_by.merge(courses[["cadre_id", "course_id", "column"]], on=["cadre_id", "course_id"])
    parts = [_stays(case), _promised(case), _departures(case, stints), _arrivals(stints), _landed(case, landings)]
    presence = pd.concat(parts, ignore_index=True)
    rows = case.posts.set_index("post_id").index.get_indexer(presence["post_id"])
    presence["unit_id"] = case.posts["unit_id"].to_numpy()[rows]
    presence["cadre_ix"] = case.cadres.set_index("cadre_id").index.get_indexer(presence["cadre_id"])
    return Options(stints, landings, courses, opened_by, presence)


def spread(frame: pd.DataFrame, first: pd.Series, until: pd.Series) -> pd.DataFrame:
    """Each row repeated for t = first … until - 1, in a new column `t`."""
    count = np.maximum(until.to_numpy() - first.to_numpy(), 0)
    out = frame.loc[frame.index.repeat(count)]
    before = np.repeat(np.cumsum(count) - count, count)
    return out.assign(t=np.arange(count.sum()) - before + np.repeat(first.to_numpy(), count))


def _stays(case: Case) -> pd.DataFrame:
    """Incumbents in their posts until these open."""
    held = case.posts[case.posts["incumbent_id"] != ""]
    frame = held[["post_id", "incumbent_id", "opens", "on_rotation"]].rename(
        columns={"incumbent_id": "cadre_id", "on_rotation": "rotated"}
    )
    rows = spread(frame, frame["opens"] * 0, frame["opens"])
    return rows[["post_id", "t", "cadre_id", "rotated"]].assign(column=ALWAYS, coef=1)


def _promised(case: Case) -> pd.DataFrame:
    """Running rotations in the posts that they are promised, from their end on."""
    slots = case.tables.landings.loc[case.tables.landings["post_id"] != "", ["slot_id", "post_id"]]
    running = case.running[["cadre_id", "landing_slot_id", "end"]]
    held = running.merge(slots, left_on="landing_slot_id", right_on="slot_id")
    rows = spread(held, held["end"], held["end"] * 0 + case.periods)
    return rows[["post_id", "t", "cadre_id"]].assign(rotated=False, column=ALWAYS, coef=1)


def _departures(case: Case, stints: pd.DataFrame) -> pd.DataFrame:
    """Stints of incumbents, which end their stay in the old post."""
    held = case.posts[case.posts["incumbent_id"] != ""]
    old = held[["post_id", "incumbent_id", "opens", "on_rotation"]].rename(
        columns={"incumbent_id": "cadre_id", "on_rotation": "rotated"}
    )
    frame = stints[["cadre_id", "start", "column"]].merge(old, on="cadre_id")
    rows = spread(frame, frame["start"], frame["opens"])
    return rows[["post_id", "t", "cadre_id", "rotated", "column"]].assign(coef=-1)


def _arrivals(stints: pd.DataFrame) -> pd.DataFrame:
    """Stints in their new posts."""
    rows = spread(stints, stints["start"], stints["end"])
    rotated = rows["kind"] == Kind.ROTATION
    return rows[["post_id", "t", "cadre_id", "column"]].assign(rotated=rotated, coef=1)


def _landed(case: Case, landings: pd.DataFrame) -> pd.DataFrame:
    """Landings that hold a post, from the end of the stint on."""
    holding = landings[landings["post_id"] != ""]
    rows = spread(holding, holding["end"], holding["end"] * 0 + case.periods)
    return rows[["post_id", "t", "cadre_id", "column"]].assign(rotated=False, coef=1)
