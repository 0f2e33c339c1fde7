"""The rule book: every rule with its text, source, mode, price, who may waive it; generated, never written twice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from rich.table import Table

from optimizer.errors import UsageError
from optimizer.law import Law, Parameter, dated_rules, first_day, law_on
from optimizer.reads import reads
from optimizer.report.law_view import value_text
from optimizer.rules import BONDS, DUTIES, GATES, GOALS, KINDS
from optimizer.screen import print_json, wide_console
from optimizer.tables.legal_checks import CHECKS
from optimizer.words import Authority, Language, Mode, RuleKind


@dataclass(frozen=True)
class Entry:
    """One rule under one regime on one day; `formula` is its own definition in words, `parameters` what it reads."""

    id: str
    kind: str
    title_vi: str
    title_en: str
    mode: str
    price: int
    waivable_by: str
    source: str
    mark: str
    formula_vi: str
    formula: str
    parameters: tuple[Parameter, ...]
    breach_vi: str
    breach_en: str


def entries(regime: str, day: str = "") -> tuple[Entry, ...]:
    """Every rule of the catalogue by the law of a regime on a day; UsageError for a day that is none."""
    try:
        asked = date.fromisoformat(day) if day else first_day(regime)
    except ValueError:
        raise UsageError(f"«{day}» không phải là ngày yyyy-mm-dd.", f"“{day}” is not a day yyyy-mm-dd.") from None
    law = law_on(regime, asked)
    return tuple(_entry(rule_id, kind, law) for rule_id, kind in KINDS.items())


def formula(rule: Callable[..., Any]) -> str:
    """A rule's definition in words, on one line."""
    return " ".join((rule.__doc__ or "").split())


def acting(rule_id: str) -> tuple[Callable[..., Any], ...]:
    """The code that acts for a rule: gate or bond, the goals that serve it, or what its check looks with."""
    rules = [type(rule) for rule in (*GATES, *BONDS) if rule.id == rule_id]
    goals = [type(goal) for goal in GOALS if rule_id in goal.serves]
    return (*rules, *goals, *(check.look for check in CHECKS if check.id == rule_id))


def says(rule_id: str) -> Mapping[str, str]:
    """What is said of a breach of a rule, or what the papers of a plan say by it; nothing for goals."""
    told = {rule.id: rule.says for rule in (*GATES, *BONDS)}
    told |= {check.id: check.says for check in CHECKS} | {duty.id: duty.says for duty in DUTIES}
    return told.get(rule_id, {"vi": "", "en": ""})


def _entry(rule_id: str, kind: RuleKind, law: Law) -> Entry:
    """One rule: what it says of itself, and what the law says of it."""
    legal, code, told = law.rule(rule_id), acting(rule_id), says(rule_id)
    keys = frozenset[str]().union(*map(reads, code))
    return Entry(
        id=rule_id,
        kind=str(kind),
        title_vi=legal.title["vi"],
        title_en=legal.title["en"],
        mode=str(legal.mode),
        price=legal.price,
        waivable_by=legal.waivable_by,
        source=legal.source,
        mark=str(legal.mark),
        formula_vi=dated_rules()[rule_id].meaning_vi,
        formula=" ".join(map(formula, code)) or told["en"],
        parameters=tuple(p for p in law.parameters if p.key in keys),
        breach_vi=told["vi"],
        breach_en=told["en"],
    )


def show(told: Sequence[Entry], lang: Language, *, as_json: bool) -> None:
    """The rule book on the screen, or as JSON."""
    if as_json:
        print_json([asdict(entry) for entry in told])
        return
    header = (
        ("Quy tắc", "Loại", "Áp dụng", "Được miễn bởi", "Căn cứ", "Độ chắc", "Tham số (độ chắc)")
        if lang == "vi"
        else ("Rule", "Kind", "Mode", "Waivable by", "Source", "Mark", "Parameters (mark)")
    )
    table = Table()
    for title in header:
        table.add_column(title, overflow="fold")
    for e in told:
        title = e.title_vi if lang == "vi" else e.title_en
        acts = e.mode == Mode.OFF or e.kind in (RuleKind.GATE, RuleKind.BOND)
        mode = (Mode(e.mode).label(lang) if acts else "—") + (f" ({e.price})" if acts and e.mode == Mode.SOFT else "")
        read = "\n".join(f"{p.title[lang]}: {value_text(p, lang)} ({p.mark})" for p in e.parameters)
        kind, waivable = RuleKind(e.kind).label(lang), Authority(e.waivable_by).label(lang)
        table.add_row(f"{e.id} {title}", kind, mode, waivable, e.source, e.mark, read)
    wide_console().print(table)
