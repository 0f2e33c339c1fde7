"""What may be changed of a cadre's record for a post, and of the weights of goals: the space of inverse questions."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.explain.changes import LAW, Change, rows_of
from optimizer.explain.remedies import Remedy, planned_row
from optimizer.words import Education, Grade, Theory, Word

PERCENT = (-10, 10, -25, 25, -50, 50, -100, 100, 300)  # by which a weight is changed, to a whole number
MOST_LANGUAGE = 4


@dataclass(frozen=True)
class Offer:
    """One change on offer and its size: steps of a record (a level, a mark, a grade, a row), or percent of a weight."""

    change: Change
    size: int


@dataclass(frozen=True)
class Field:
    """The offers for one field, the smallest first; `needed` where without any of them the gates refuse."""

    offers: tuple[Offer, ...]
    needed: bool = False


def record_fields(case: Case, cadre: str, post: str) -> list[Field]:
    """The fields of a cadre's record that may be bettered for a post: skills and languages of its commune, schooling,
    Party membership, findings, consent, the last grades, the succession plan, the wish for the commune.

    Not on offer is what nobody can change: birth, sex, origin, kin, past service, discipline.
    """
    return [
        field
        for field in (*_skills(case, cadre, post), *_schooling(case, cadre), *_marks(case, cadre), *_grades(case, cadre),
                      *_planned(case, cadre, post), *_wished(case, cadre, post))
        if field.offers
    ]  # fmt: skip


def _skills(case: Case, cadre: str, post: str) -> Iterator[Field]:
    """Each level above the present one, up to what the commune needs; of a language up to the highest."""
    unit = case.post[post].unit_id
    needs, spoken = case.tables.needs, case.tables.unit_languages
    for need in needs[needs["unit_id"] == unit].itertuples():
        yield _levels(case, "competencies", "competency", cadre, need.competency, need.level)
    for language in spoken.loc[spoken["unit_id"] == unit, "language"]:
        yield _levels(case, "languages", "language", cadre, language, MOST_LANGUAGE)


def _levels(case: Case, table: str, column: str, cadre: str, skill: str, most: int) -> Field:
    """A field of one skill."""
    key = (("cadre_id", cadre), (column, skill))
    frame = getattr(case.tables, table)
    rows = frame.loc[rows_of(frame, key), "level"]
    has, before = (int(rows.iloc[0]), int(rows.iloc[0])) if len(rows) else (0, None)
    return Field(tuple(Offer(Change(table, key, "level", before, n), n - has) for n in range(has + 1, most + 1)))


def _schooling(case: Case, cadre: str) -> Iterator[Field]:
    """Each professional level and each level of political theory above the present one."""
    yield _words(case, cadre, "education", Education)
    yield _words(case, cadre, "theory", Theory)


def _words(case: Case, cadre: str, column: str, words: type[Word]) -> Field:
    """A field with an ordered list of words."""
    has = words(getattr(case.cadre[cadre], column))
    above = list(words)[has.rank + 1 :]
    return Field(tuple(_own(cadre, column, str(has), str(word), word.rank - has.rank) for word in above))


def _own(cadre: str, column: str, before: str | bool, value: str | bool, size: int = 1) -> Offer:
    """An offer in the cadre's own row."""
    return Offer(Change("cadres", (("cadre_id", cadre),), column, before, value), size)


def _marks(case: Case, cadre: str) -> Iterator[Field]:
    """Marks that stand against him, each turned, and a certificate of health from the planning day."""
    row = case.cadre[cadre]
    wanted = {"party_member": True, "outstanding": True, "health_ok": True, "under_investigation": False,
              "humane_consent": True, "backfill": True}  # fmt: skip
    for column, good in wanted.items():
        if bool(getattr(row, column)) != good:
            yield Field((_own(cadre, column, not good, good),))
    day = None if pd.isna(row.health_checked) else row.health_checked.date()
    if day is None or day < case.start:
        change = Change("cadres", (("cadre_id", cadre),), "health_checked", day, case.start)
        yield Field((Offer(change, 1),))


def _grades(case: Case, cadre: str) -> Iterator[Field]:
    """Each grade above the present one, for each of the years that the law looks at; no grade counts as the lowest."""
    for year in range(case.start.year - int(case.law["grade_years"].value), case.start.year):
        told = case.grade.get((cadre, year))
        has, key = Grade(told or "failed"), (("cadre_id", cadre), ("year", year))
        above = list(Grade)[has.rank + 1 :]
        yield Field(tuple(Offer(Change("grades", key, "grade", told, str(g)), g.rank - has.rank) for g in above))


def _planned(case: Case, cadre: str, post: str) -> Iterator[Field]:
    """A row of the succession plan for the role of the post, if none covers the planning day."""
    row = planned_row(case, Remedy("pool", "C03", f"{cadre}|{post}", case.start.year)).iloc[0]
    key = (("cadre_id", cadre), ("role_id", str(row["role_id"])), ("unit_id", ""), ("from_year", int(row["from_year"])))
    covered = [r for r in case.planned.get(cadre, ()) if r.role_id == row["role_id"]]
    if not any(r.from_year <= case.start.year <= r.to_year for r in covered):
        told = next((int(r.to_year) for r in covered if r.from_year == row["from_year"] and r.unit_id == ""), None)
        yield Field((Offer(Change("succession", key, "to_year", told, int(row["to_year"])), 1),))


def _wished(case: Case, cadre: str, post: str) -> Iterator[Field]:
    """The commune of the post as his first wish."""
    key, wishes = (("cadre_id", cadre), ("unit_id", case.post[post].unit_id)), case.tables.preferences
    told = wishes.loc[rows_of(wishes, key), "wish"]
    before = int(told.iloc[0]) if len(told) else None
    if before != 1:
        yield Field((Offer(Change("preferences", key, "wish", before, 1), 1),))


def weight_fields(case: Case, post: str) -> list[Field]:
    """The weights of goals: each number of points of the law but the prices of waivers, and the priority of the post's
    role; each taken by some percent, rounded, and no lower than 0.
    """
    points = [p for p in case.law.parameters if p.key.startswith("points_") and not p.key.startswith("points_waiver")]
    fields = [_weight(LAW, (), parameter.key, int(parameter.value), None) for parameter in points]
    role = case.post[post].role_id
    fields.append(_weight("roles", (("role_id", role),), "priority", int(case.role[role].priority), 100))
    return [field for field in fields if field.offers]


def _weight(table: str, key: tuple[tuple[str, str], ...], column: str, now: int, most: int | None) -> Field:
    """A field of one weight: each value that some percent more or less makes of it, once."""
    made: dict[int, Offer] = {}
    for percent in PERCENT:
        value = max(0, now + int(np.sign(percent)) * max(1, abs(now * percent) // 100))
        value = value if most is None else min(value, most)
        made.setdefault(value, Offer(Change(table, key, column, now, value), -(-100 * abs(value - now) // max(now, 1))))
    return Field(tuple(offer for value, offer in made.items() if value != now and now > 0))
