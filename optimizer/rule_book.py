"""The rule book: every rule with its text, source, mode, price, who may waive it; generated, never written twice."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from rich.console import Console
from rich.table import Table

from optimizer.errors import UsageError
from optimizer.law import RuleLaw, first_day, law_on
from optimizer.rules import BONDS, GATES
from optimizer.rules.kinds import Gate, Rule
from optimizer.words import Authority, Language


@dataclass(frozen=True)
class Entry:
    """One rule under one regime on one day; `formula` is the rule's own definition in words."""

    id: str
    kind: str
    title_vi: str
    title_en: str
    mode: str
    price: int
    waivable_by: str
    source: str
    mark: str
    formula: str
    breach_vi: str
    breach_en: str


def entries(regime: str, day: str = "") -> tuple[Entry, ...]:
    """Every rule of the catalogue by the law of a regime on a day; UsageError for a day that is none."""
    try:
        asked = date.fromisoformat(day) if day else first_day(regime)
    except ValueError:
        raise UsageError(f"«{day}» không phải là ngày yyyy-mm-dd.", f"“{day}” is not a day yyyy-mm-dd.") from None
    law = law_on(regime, asked)
    return tuple(_entry(rule, law.rule(rule.id)) for rule in (*GATES, *BONDS))


def _entry(rule: Rule, legal: RuleLaw) -> Entry:
    """One rule: what it says of itself, and what the law says of it."""
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
        formula=" ".join((type(rule).__doc__ or "").split()),
        breach_vi=rule.says["vi"],
        breach_en=rule.says["en"],
    )


def show(told: Sequence[Entry], lang: Language, *, as_json: bool) -> None:
    """The rule book on the screen, or as JSON."""
    if as_json:
        sys.stdout.write(json.dumps([asdict(entry) for entry in told], ensure_ascii=False, indent=1) + "\n")
        return
    header = (
        ("Quy tắc", "Áp dụng", "Được miễn bởi", "Căn cứ", "Độ chắc")
        if lang == "vi"
        else ("Rule", "Mode", "Waivable by", "Source", "Mark")
    )
    table = Table()
    for title in header:
        table.add_column(title, overflow="fold")
    for e in told:
        title = e.title_vi if lang == "vi" else e.title_en
        mode = e.mode if not e.price or e.mode != "soft" else f"{e.mode} ({e.price})"
        table.add_row(f"{e.id} {title}", mode, Authority(e.waivable_by).label(lang), e.source, e.mark)
    Console(highlight=False).print(table)
