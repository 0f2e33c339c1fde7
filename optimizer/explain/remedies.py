"""Changes of the tables that make room for a plan: a decision withdrawn, money added, a rule waived, and who signs it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from optimizer.case import Case, build_case
from optimizer.errors import VerificationError
from optimizer.explain.waivable import waivable
from optimizer.explain.waivers import waiver_rows
from optimizer.rules.gates.theory_needed import needed_theory
from optimizer.rules.kinds import Breach
from optimizer.tables import Tables, check_again
from optimizer.words import Authority, CourseKind, Theory


@dataclass(frozen=True, order=True)
class Remedy:
    """One change: `kind` is drop or loosen (a decision), budget (a year), waive (a rule in a place), pool (a person into
    the succession plan for a post), seats (of a course) or course (one more for a person and a post).

    `value`: of budget the amount in VND, of pool the year of the start, of seats their new number.
    """

    kind: str
    rule: str
    place: str
    value: int = 0


def signer(case: Case, rule: str, place: str) -> Authority:
    """Who signs a change of a rule in a place: whom the law names, and of a decision whom its row names, if higher."""
    by_law = Authority(case.law.rule(rule).waivable_by)
    if rule != "D01":
        return by_law
    rows = case.tables.decisions
    named = [Authority(row.authority) for row in rows.itertuples() if row.decision_id == place]
    return max([by_law, *named], key=lambda authority: authority.rank)


def on_offer(case: Case, rule: str, place: str) -> bool:
    """True where somebody may sign the change; what nobody may is protected and never offered."""
    return waivable(case, rule) and signer(case, rule, place) != Authority.NOBODY


def price(case: Case, rule: str, place: str) -> int:
    """The declared importance of what gives way: points by who signs; a course, which no rule forbids, the least."""
    if rule == "C43":
        return 1
    return int(case.law[f"points_waiver_{signer(case, rule, place)}"].value)


def applied(case: Case, remedies: Iterable[Remedy], why: str) -> Case:
    """The case with the changes made in its tables; VerificationError if the tables have a fault then."""
    tables = case.tables
    for remedy in remedies:
        tables = _changed(case, tables, remedy, why)
    faults = [f"{issue.table}: {issue.message_en}" for issue in check_again(tables) if issue.severity == "error"]
    if faults:
        raise VerificationError(faults)
    return replace(build_case(tables, case.settings, case.law), changes=case.changes)


def _changed(case: Case, tables: Tables, remedy: Remedy, why: str) -> Tables:
    """The tables with one change made."""
    decisions, budget = tables.decisions, tables.budget
    chosen = decisions["decision_id"] == remedy.place
    if remedy.kind == "drop":
        return replace(tables, decisions=decisions[~chosen])
    if remedy.kind == "loosen":
        return replace(tables, decisions=decisions.assign(post_id=decisions["post_id"].mask(chosen, "")))
    if remedy.kind == "budget":
        raised = budget["amount_vnd"].mask(budget["year"] == int(remedy.place), remedy.value)
        return replace(tables, budget=budget.assign(amount_vnd=raised))
    if remedy.kind == "seats":
        seats = tables.courses["seats"].mask(tables.courses["course_id"] == remedy.place, remedy.value)
        return replace(tables, courses=tables.courses.assign(seats=seats))
    if remedy.kind == "pool":
        row, plan = planned_row(case, remedy), tables.succession
        keys = ["cadre_id", "role_id", "unit_id", "from_year"]
        again = pd.MultiIndex.from_frame(plan[keys]).isin(pd.MultiIndex.from_frame(row[keys]))
        return replace(tables, succession=_with(plan[~again], row))
    if remedy.kind == "course":
        return replace(tables, courses=_with(tables.courses, course_row(case, remedy)))
    return replace(tables, waivers=_with(tables.waivers, waiver_rows(case, why, [Breach(remedy.rule, remedy.place)])))


def _with(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The table with more rows."""
    return pd.concat([frame for frame in (table, rows) if len(frame)], ignore_index=True)


def planned_row(case: Case, remedy: Remedy) -> pd.DataFrame:
    """The row of `succession` that plans a person for the role of a post, for the years usual for it in the table."""
    cadre, post = remedy.place.split("|")
    role, plan = case.post[post].role_id, case.tables.succession
    covering = plan[(plan["from_year"] <= remedy.value) & (plan["to_year"] >= remedy.value)]
    same = covering[covering["role_id"] == role]
    years = (same if len(same) else covering)[["from_year", "to_year"]].value_counts(sort=True)
    first, last = years.index[0] if len(years) else (min(case.start.year, remedy.value), remedy.value)
    row = {"cadre_id": cadre, "role_id": role, "from_year": int(first), "to_year": int(last), "unit_id": ""}
    return pd.DataFrame([row], columns=plan.columns)


def course_row(case: Case, remedy: Remedy) -> pd.DataFrame:
    """The row of `courses` for one more course like its model, from the planning day, with one place."""
    cadre, post = remedy.place.split("|")
    like = course_like(case, post)
    return like.assign(course_id=f"{like['course_id'].iloc[0]}+{cadre}", starts=pd.Timestamp(case.start), seats=1)


def course_like(case: Case, post: str) -> pd.DataFrame:
    """The shortest theory course of the table, one row, that reaches the level a post needs; no row if there is none."""
    offered, needed = case.tables.courses, needed_theory(case, case.post[post].role_id)
    theory = offered[offered["course_kind"] == CourseKind.THEORY]
    enough = theory[np.array([Theory(level).rank >= needed.rank for level in theory["gives"]], dtype=bool)]
    return enough.sort_values(["months", "cost_vnd", "course_id"]).head(1)
