"""Which of the wanted rules can be hard together, as people read it or as JSON."""

from typing import Any

from rich.table import Table
from rich.text import Text

from optimizer.case import Case
from optimizer.commands.unit_screen import show_law
from optimizer.explain.frozen import of_musts
from optimizer.explain.musts import Musts, Wanted, must_have
from optimizer.report.as_if import as_if_facts
from optimizer.report.sentences import text
from optimizer.screen import print_json, wide_console
from optimizer.solve.interrupt import stop_on_signals
from optimizer.verify.claim_kinds import all_json
from optimizer.words import Language


def sorted_out(case: Case, rules: str, seconds: float) -> Musts:
    """The rules of a list, written with commas and in their order of importance, that can be hard together."""
    with stop_on_signals() as stop:
        return must_have(case, [rule.strip().upper() for rule in rules.split(",") if rule.strip()], seconds, stop)


def show(case: Case, found: Musts, lang: Language, *, as_json: bool) -> None:
    """By which law, and the answer, on the screen or as JSON."""
    if as_json:
        claims = all_json(of_musts(case, [one.rule for one in found.wanted], found))
        document = {**told(case, found, lang), "claims": claims, "law": as_if_facts(case)}
        print_json(document)
        return
    show_law(case, lang)
    console = wide_console()
    if found.wanted:
        table = Table()
        for code in ("col.rule", "must.verdict", "col.proof"):
            table.add_column(text(code, lang), overflow="fold")
        for one in found.wanted:
            name = f"{one.rule} {case.law.rule(one.rule).title[lang]}"
            table.add_row(Text(name), text(_verdict(one), lang), ", ".join(one.proved_by) or "—")
        console.print(table)
    for line in [*_lines(found, lang), text("must.scope", lang), text("ways.advice", lang)]:
        console.print(line, markup=False)


def told(case: Case, found: Musts, lang: Language) -> dict[str, Any]:
    """The answer as plain values."""
    return {
        "wanted": [
            {"rule": one.rule, "title": case.law.rule(one.rule).title[lang], "held": one.held,
             "verdict": text(_verdict(one), lang), "proved_by": one.proved_by}
            for one in found.wanted
        ],
        "maximal": found.maximal, "interrupted": found.interrupted, "proved_by": found.proved_by,
        "plan": None if found.plan is None else [stint._asdict() for stint in found.plan.stints],
        "message": _lines(found, lang),
    }  # fmt: skip


def _verdict(one: Wanted) -> str:
    """The code of what is said of a wanted rule."""
    return "must.open" if one.held is None else "must.held" if one.held else "must.wish"


def _lines(found: Musts, lang: Language) -> list[str]:
    """What is known of the set, sentence by sentence."""
    if found.plan is None:
        code = "must.base" if found.proved_by else "ways.time"
        return [text(code, lang, engines=", ".join(found.proved_by))]
    count = sum(bool(one.held) for one in found.wanted)
    return [text("must.some", lang, count=count), text("must.maximal" if found.maximal else "must.not_maximal", lang)]
