"""The law that a plan used, as people read it: rules and parameters with source and mark."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from optimizer.case import Case
from optimizer.law import Parameter, RuleLaw
from optimizer.report.messages import MESSAGES
from optimizer.report.sentences import day, text, whole
from optimizer.rules import KINDS
from optimizer.words import Education, Grade, Language, Level, Mode, RuleKind, Theory


def rules_in_force(case: Case, language: Language) -> list[dict[str, str]]:
    """Every rule in force with its citation and mark."""
    return [
        {"id": r.id, "title": r.title[language], "mode": _acts(r).label(language),
         "source": r.source, "mark": str(r.mark)}
        for r in case.law.rules.values() if r.mode != Mode.OFF
    ]  # fmt: skip


def _acts(rule: RuleLaw) -> Mode | RuleKind:
    """How a rule acts: by its mode if it judges moves, else as what it is."""
    kind = KINDS[rule.id]
    return rule.mode if kind in (RuleKind.GATE, RuleKind.BOND) else kind


def parameters(case: Case, language: Language) -> list[dict[str, Any]]:
    """Every parameter with value and unit, source and mark."""
    return [
        {"title": p.title[language], "value": value_text(p, language), "source": p.source,
         "mark": f"{p.mark} – {p.mark.label(language)}", "weak": str(p.mark) in "MA"}
        for p in case.law.parameters
    ]  # fmt: skip


def value_text(parameter: Parameter, language: Language) -> str:
    """A parameter's value with its unit as text; a dash for an empty list."""
    value = _value(parameter.value, language)
    return f"{value} {_unit(parameter.unit, language)}".strip() if value else "—"


def _value(value: Any, language: Language) -> str:
    """A parameter's value as text."""
    if isinstance(value, bool):
        return text("yes" if value else "no", language)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int) and value >= 10_000:
        return whole(value, language)
    if isinstance(value, Mapping) and set(value) == {"from", "to"}:
        return f"{_value(value['from'], language)} – {_value(value['to'], language)}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_value(inner, language)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_value(inner, language) for inner in value)
    named = [word for words in (Level, Education, Theory, Grade) for word in words if word == value]
    return named[0].label(language) if named else str(value)


def _unit(unit: str, language: Language) -> str:
    """The unit in words; nothing for choices, which need none."""
    return text(f"unit.{unit}", language) if f"unit.{unit}" in MESSAGES else ""
