"""A case under another regime than its own: which day's law was taken, and which units became which."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from optimizer.case import Case
from optimizer.mergers import Change, ended_in_use, not_begun_in_use
from optimizer.report.sentences import day, text
from optimizer.tables import TABLES
from optimizer.words import Language


def as_if_facts(case: Case) -> dict[str, Any]:
    """The regime and the day of its law beside the planning day, and all that the mapping of units changed."""
    return {
        "regime": case.law.regime,
        "law_date": case.law.day.isoformat(),
        "planning_day": case.start.isoformat(),
        "own_regime": case.settings.regime,
        "as_if": case.law.day != case.start,
        "units_mapped": bool(case.changes),
        "unit_changes": [_told(change) for change in case.changes],
    }


def _told(change: Change) -> dict[str, Any]:
    """One change as data; days as yyyy-mm-dd."""
    facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in change.facts.items()}
    return {"what": change.what, "table": change.table, "old": list(change.old), "new": change.new, **facts}


def regime_label(case: Case, language: Language) -> str:
    """The regime of the case's law; marked where units were replaced."""
    regime = case.law.regime
    return text("regime.mapped", language, regime=regime) if case.changes else regime


def as_if_lines(case: Case, language: Language) -> list[str]:
    """What a reader must know first: the law is of another day, units have ended, units were replaced."""
    law, lines = case.law, []
    facts = {"start": day(case.start), "regime": law.regime, "law_day": day(law.day)}
    if law.day != case.start:
        lines.append(text("as_if.first" if law.day > case.start else "as_if.last", language, **facts))
    replaced, left = len(replaced_units(case, language)), len(ended_in_use(case.tables, law.day))
    if replaced:
        lines.append(text("as_if.mapped", language, count=replaced, **facts))
    elif left and not case.changes:
        lines.append(text("as_if.ended", language, count=left, **facts))
    early = len(not_begun_in_use(case.tables, law.day))
    return lines + ([text("as_if.not_begun", language, count=early, **facts)] if early else [])


def replaced_units(case: Case, language: Language) -> list[tuple[str, str, str]]:
    """(old unit, successor, source) of every unit that was replaced."""
    return [
        (_unit(case, change.old[0]), _unit(case, change.new), change.facts["source"] or text("none", language))
        for change in case.changes if change.what == "unit"
    ]  # fmt: skip


def change_lines(case: Case, language: Language) -> list[str]:
    """Every other change that the mapping of units made or could not make, one sentence each."""
    return [_sentence(case, change, language) for change in case.changes if change.what != "unit"]


def _sentence(case: Case, change: Change, language: Language) -> str:
    """One change in words; columns by their headers, units by their names."""
    named = [_unit(case, key) if key in case.unit else key for key in (*change.old, change.new)]
    facts = {name: day(value) if isinstance(value, date) else value for name, value in change.facts.items()}
    for name in ("column", "columns", "differs"):
        if name in facts:
            facts[name] = ", ".join(_header(change.table, c, language) for c in facts[name].split(", ") if c)
    code = "differing_post" if facts.get("differs") else change.what
    if change.what == "rows":
        facts = {"facts": _values(change.table, facts, language)}
    told = {"table": change.table, "old": ", ".join(named[:-1]), "new": named[-1], **facts}
    return text(f"change.{code}", language, **told)


def _values(table: str, facts: Mapping[str, Any], language: Language) -> str:
    """Columns with their values."""
    return ", ".join(f"{_header(table, column, language)} {value}" for column, value in facts.items())


def _header(table: str, column: str, language: Language) -> str:
    """A column as its header says it: the Vietnamese header, or the English name."""
    extra = TABLES[table].model_fields[column].json_schema_extra
    return str(extra["vi"]) if language == "vi" and isinstance(extra, dict) else column


def _unit(case: Case, key: str) -> str:
    """Name and key of a unit."""
    return f"{case.unit[key].name} ({key})"
