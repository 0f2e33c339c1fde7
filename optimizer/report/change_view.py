"""Changes of a record, of weights, of any cell, in words: what, of whom, from what to what."""

from datetime import date
from typing import Any

import pandas as pd

from optimizer.case import Case
from optimizer.explain.changes import LAW, Change, Key
from optimizer.report.sentences import day, fact, money, role_title, text
from optimizer.tables import TABLES
from optimizer.words import Language, Word, skill_label

SKILLS = ("competency", "language")


def change_words(case: Case, change: Change, language: Language) -> str:
    """One change: whose cell, which column, the value before and after."""
    label, of = column_label(case, change, language), key_words(case, change.key, language)
    if not change.column:
        return text("change.dropped", language, of=of, table=change.table)
    if change.table == "succession":
        told = dict(change.key)
        facts = {"cadre": told["cadre_id"], "role": role_title(case, str(told["role_id"]), language)}
        return text("change.planned", language, first=told["from_year"], last=change.value, **facts)
    before, after = (value_words(case, change, value, language) for value in (change.before, change.value))
    facts = {"what": label, "of": of, "before": before, "after": after}
    return text("change.cell" if of else "change.weight", language, **facts)


def column_label(case: Case, change: Change, language: Language) -> str:
    """The Vietnamese header of a column, or its name; of a parameter the title."""
    if change.table == LAW:
        return str(case.law[change.column].title[language])
    if not change.column:
        return text("change.row", language)
    spec = TABLES[change.table].model_fields[change.column]
    told = spec.json_schema_extra if isinstance(spec.json_schema_extra, dict) else {}
    return str(told["vi"]) if language == "vi" else change.column.replace("_", " ")


def key_words(case: Case, key: Key, language: Language) -> str:
    """A key as people read it."""
    return ", ".join(word for column, value in key if (word := _key_word(case, column, value, language)))


def _key_word(case: Case, column: str, value: str | int, language: Language) -> str:
    """One part of a key; nothing where it is blank."""
    if value == "":
        return ""
    if column in SKILLS:
        return skill_label(str(value), language)
    if column in ("year", "from_year"):
        return text("change.year", language, year=value)
    if column == "role_id" and str(value) in case.role:
        return role_title(case, str(value), language)
    return fact(case, column, value, language)


def value_words(case: Case, change: Change, value: Any, language: Language) -> str:
    """A value as people read it."""
    if value is None or value is pd.NaT or value == "":
        return text("change.blank", language)
    if isinstance(value, bool):
        return text("change.yes" if value else "change.no", language)
    if isinstance(value, date):
        return day(value)
    if change.column.endswith("_vnd"):
        return money(int(value), language)
    if change.table != LAW:
        annotation = TABLES[change.table].model_fields[change.column].annotation
        if isinstance(annotation, type) and issubclass(annotation, Word):
            return annotation(value).label(language)
    return str(value)


def change_facts(change: Change) -> dict[str, Any]:
    """The same as plain values."""
    before, value = (v.isoformat() if isinstance(v, date) else v for v in (change.before, change.value))
    return {"table": change.table, "key": dict(change.key), "column": change.column, "before": before, "value": value}
