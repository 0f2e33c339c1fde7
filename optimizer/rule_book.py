"""The rule book: every rule with its text, source, mode, price, who may waive it; generated, never written twice."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from rich.console import Console
from rich.table import Table

from optimizer.errors import UsageError
from optimizer.law import Law, Parameter, dated_rules, first_day, law_on
from optimizer.reads import reads
from optimizer.report.law_view import value_text
from optimizer.rules import BONDS, GATES
from optimizer.rules.kinds import Gate, Rule
from optimizer.words import Authority, Language, Mode


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
    return tuple(_entry(rule, law) for rule in (*GATES, *BONDS))


def formula(rule: type) -> str:
    """A rule's definition in words, on one line."""
    return " ".join((rule.__doc__ or "").split())


def _entry(rule: Rule, law: Law) -> Entry:
    """One rule: what it says of itself, and what the law says of it."""
    legal = law.rule(rule.id)
    return Entry(
        id=rule.id,
        kind="gate" if isinstance(rule, Gate) else "bond",
        title_vi=legal.title["vi"],
        title_en=legal.title["en"],
        mode=str(legal.mode),
        price=legal.price,
        waivable_by=legal.waivable_by,
        source=f"{legal.source_text} {legal.article}".strip(),
        mark=str(legal.mark),
        formula_vi=dated_rules()[rule.id].meaning_vi,
        formula=formula(type(rule)),
        parameters=tuple(p for p in law.parameters if p.key in reads(type(rule))),
        breach_vi=rule.says["vi"],
        breach_en=rule.says["en"],
    )


def show(told: Sequence[Entry], lang: Language, *, as_json: bool) -> None:
    """The rule book on the screen, or as JSON."""
    if as_json:
        sys.stdout.write(json.dumps([asdict(entry) for entry in told], ensure_ascii=False, indent=1, default=str) + "\n")
        return
    header = (
        ("Quy tắc", "Áp dụng", "Được miễn bởi", "Căn cứ", "Độ chắc", "Tham số (độ chắc)")
        if lang == "vi"
        else ("Rule", "Mode", "Waivable by", "Source", "Mark", "Parameters (mark)")
    )
    table = Table()
    for title in header:
        table.add_column(title, overflow="fold")
    for e in told:
        title = e.title_vi if lang == "vi" else e.title_en
        mode = Mode(e.mode).label(lang) + (f" ({e.price})" if e.mode == Mode.SOFT else "")
        read = "\n".join(f"{p.title[lang]}: {value_text(p, lang)} ({p.mark})" for p in e.parameters)
        table.add_row(f"{e.id} {title}", mode, Authority(e.waivable_by).label(lang), e.source, e.mark, read)
    Console(highlight=False).print(table)
