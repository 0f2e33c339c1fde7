"""Checks of tables that rules of the rule book ask for: by mode an error (hard), a warning (soft) or nothing (off)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from optimizer.law import Law, add_months, months_between, retirement_date
from optimizer.tables.checks import faults
from optimizer.tables.issues import CATALOGUE, Issue, Severity, issue
from optimizer.words import Kind, Mode

Frames = Mapping[str, pd.DataFrame]
COLUMN_OF = {"post": "post_id", "place": "unit_id", "duration": "months", "policy": "policy_vnd"}  # else the same name


@dataclass(frozen=True)
class Check:
    """A rule that binds what is written, not who goes where: the table it looks at, the issues it raises, the look."""

    id: str
    table: str
    codes: tuple[str, ...]
    look: Callable[[Frames, Law], Iterator[Issue]]

    @property
    def says(self) -> Mapping[str, str]:
        """What its issues say, in Vietnamese and English."""
        told = [CATALOGUE[code] for code in self.codes]
        return {"vi": " / ".join(entry[1] for entry in told), "en": " / ".join(entry[2] for entry in told)}


def legal_issues(frames: Frames, law: Law) -> Iterator[Issue]:
    """What the checks in force find in the tables that are there, each with its rule and the severity of its mode."""
    for check in CHECKS:
        if check.table in frames and law.in_force(check.id):
            for found in check.look(frames, law):
                severity: Severity = "error" if law.mode(check.id) == Mode.HARD else "warning"
                yield replace(found, rule=check.id, severity=severity)


def check_for_plan_fields(frames: Frames, law: Law) -> Iterator[Issue]:
    """Each row of a plan has every one of plan_fields; a landing is asked of rotations only."""
    plan = frames["plan"]
    for name in law["plan_fields"].value:
        column = COLUMN_OF.get(name, name)
        bare = plan[column].isna() | (plan[column] == "")
        if name == "landing":
            bare &= plan["form"] == Kind.ROTATION.value
        if len(plan) and bare.all():
            yield issue("plan_field_nowhere", "plan", None, column)
        else:
            yield from faults("plan_field_blank", "plan", column, plan[bare])


def check_for_reviews(frames: Frames, law: Law) -> Iterator[Issue]:
    """Each running rotation has a grade for each calendar year that review_years asks for."""
    spells, grades = frames["service"], frames["grades"]
    running = spells[spells["to_date"].isna() & (spells["kind"] == "rotation")]
    years = [review_years(law, day.date()) for day in running["from_date"]]
    due = running.assign(year=pd.Series(years, index=running.index, dtype=object)).explode("year").dropna(subset=["year"])
    graded = pd.MultiIndex.from_frame(grades[["cadre_id", "year"]])
    missing = due[~pd.MultiIndex.from_frame(due[["cadre_id", "year"]]).isin(graded)]
    yield from faults("missing_review", "service", "from_date", missing, cadre="cadre_id", year="year")


def review_years(law: Law, begun: date) -> list[int]:
    """The years whose grades are the reviews of a rotation: one each review_every_months from its first New Year on,
    for grades are of calendar years.
    """
    every, first = law["review_every_months"].value, date(begun.year + 1, 1, 1)
    due = [add_months(first, n * every) for n in range(1, max(months_between(first, law.day), 0) // every + 1)]
    return [day.year - 1 for day in due]


def check_for_succession_caps(frames: Frames, law: Law) -> Iterator[Issue]:
    """At no time is one person planned for more than plan_posts_max posts of one level, nor more than plan_people_max
    people for each post of a role in a unit; plans that name no unit are not counted for the second.
    """
    roles, seats = frames["roles"].drop_duplicates("role_id").set_index("role_id"), ["role_id", "unit_id"]
    planned = frames["succession"].sort_values(["from_year", "_row"])
    planned = planned.assign(level=planned["role_id"].map(roles["level"]))
    most, each = law["plan_posts_max"].value, law["plan_people_max"].value
    beyond = planned[_place_in_line(planned, ["cadre_id", "level"]) > most]
    yield from faults("succession_cap", "succession", "role_id", beyond, most=str(most))
    posts = frames["posts"].groupby(seats, as_index=False).agg(posts=("post_id", "nunique"))
    named = planned.merge(posts, on=seats)  # where the case lists the posts
    crowd = named[_place_in_line(named, seats) > each * named["posts"]]
    yield from faults("succession_crowd", "succession", "cadre_id", crowd, most=str(each))


def _place_in_line(planned: pd.DataFrame, by: list[str]) -> pd.Series:
    """For each row its number among the rows of its group that are in force in its first year, the later ones last.

    A row is in force from its first year until its last, in which the next plan begins.
    """
    number = pd.Series(0, index=planned.index)
    for year, rows in planned.groupby("from_year"):
        until = planned["to_year"].clip(lower=planned["from_year"] + 1)
        there = planned[(planned["from_year"] <= year) & (until > year)]
        number[rows.index] = there.groupby(by, dropna=False).cumcount()[rows.index] + 1
    return number


def check_for_next_term(frames: Frames, law: Law) -> Iterator[Issue]:
    """Who is planned for a term yet to come can still serve plan_terms_min terms from the first day of its first year."""
    cadres = frames["cadres"].drop_duplicates("cadre_id").set_index("cadre_id")
    planned = frames["succession"].join(cadres[["birth_date", "sex"]], on="cadre_id").dropna(subset=["birth_date"])
    planned = planned[planned["from_year"] > law.day.year]
    least = law["plan_terms_min"].value * law["term_months"].value
    left = [
        months_between(date(row.from_year, 1, 1), retirement_date(law, row.birth_date.date(), row.sex))
        for row in planned.itertuples()
    ]
    short = planned.assign(left=left)[pd.Series(left, index=planned.index, dtype=int) < least]
    yield from faults("succession_too_late", "succession", "cadre_id", short, left="left", least=str(least))


def check_for_succession(frames: Frames, law: Law) -> Iterator[Issue]:
    """The succession plan keeps its caps on posts and people, and looks two terms ahead."""
    yield from check_for_succession_caps(frames, law)
    yield from check_for_next_term(frames, law)


CHECKS: tuple[Check, ...] = (
    Check("C36", "plan", ("plan_field_nowhere", "plan_field_blank"), check_for_plan_fields),
    Check("C37", "service", ("missing_review",), check_for_reviews),
    Check("C38", "succession", ("succession_cap", "succession_crowd", "succession_too_late"), check_for_succession),
)
