"""The constraints that contradict each other as people read them, or as JSON: rule, person, post, and what each costs."""

from typing import Any

from rich.table import Table
from rich.text import Text

from optimizer.case import Case
from optimizer.commands.unit_screen import show_law
from optimizer.explain.conflict import Conflict, Member, NoConflict, find_conflict
from optimizer.explain.constrained import GATE_IDS
from optimizer.explain.frozen import of_conflict
from optimizer.report.as_if import as_if_facts
from optimizer.report.places import decision_words, place_words, post_words
from optimizer.report.sentences import breach_sentence, text
from optimizer.screen import print_json, wide_console
from optimizer.solve.interrupt import stop_on_signals
from optimizer.solve.outcome import OutOfTime
from optimizer.verify.claim_kinds import all_json
from optimizer.words import DecisionKind, Language


def contradiction(case: Case, seconds: float) -> Conflict | NoConflict | OutOfTime:
    """The constraints of a case that contradict each other, or a plan that keeps all."""
    with stop_on_signals() as stop:
        return find_conflict(case, seconds, stop)


def show(case: Case, found: Conflict | NoConflict | OutOfTime, lang: Language, *, as_json: bool) -> None:
    """By which law, and the answer, on the screen or as JSON."""
    if as_json:
        claims = [] if isinstance(found, OutOfTime) else all_json(of_conflict(found))
        document = {**told(case, found, lang), "claims": claims, "law": as_if_facts(case)}
        print_json(document)
        return
    show_law(case, lang)
    console = wide_console()
    if isinstance(found, Conflict):
        console.print(_table(case, found, lang))
    for line in [*_lines(case, found, lang), text("conflict.scope", lang), text("ways.advice", lang)]:
        console.print(line, markup=False)


def told(case: Case, found: Conflict | NoConflict | OutOfTime, lang: Language) -> dict[str, Any]:
    """The answer as plain values; for each constraint the stints of the plan that keeps the rest without it."""
    lines = _lines(case, found, lang)
    if isinstance(found, OutOfTime):
        return {"outcome": "out_of_time", "message": lines}
    if isinstance(found, NoConflict):
        return {"outcome": "possible", "plan": [s._asdict() for s in found.plan.stints], "message": lines}
    return {
        "outcome": "conflict", "members": [_words(case, member, lang) for member in found.members],
        "proved_by": found.proved_by, "irreducible": found.irreducible, "smallest_by": found.smallest_by,
        "interrupted": found.interrupted, "message": lines,
    }  # fmt: skip


def _lines(case: Case, found: Conflict | NoConflict | OutOfTime, lang: Language) -> list[str]:
    """What is known of the conflict, sentence by sentence."""
    if isinstance(found, OutOfTime):
        return [text("conflict.time", lang)]
    if isinstance(found, NoConflict):
        return [text("conflict.none", lang)]
    engines = ", ".join(found.proved_by)
    open_ = [f"{m.constraint.rule} {_where(case, m, lang)}" for m in found.members if m.plan is None]
    smallest = "conflict.smallest" if found.smallest_by else "conflict.smallest_open"
    return [
        text("conflict.found", lang, count=len(found.members), engines=engines),
        text("conflict.needed_open" if open_ else "conflict.needed", lang, places="; ".join(open_)),
        text(smallest, lang, engines=", ".join(found.smallest_by)),
    ]


def _table(case: Case, found: Conflict, lang: Language) -> Table:
    """One line per constraint."""
    table = Table()
    for code in ("col.rule", "ways.where", "conflict.without", "col.source"):
        table.add_column(text(code, lang), overflow="fold")
    for member in found.members:
        w = _words(case, member, lang)
        cells = [f"{w['rule']} {w['title']}", w["where"], w["without"], f"{w['source']} ({w['mark']})"]
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _words(case: Case, member: Member, lang: Language) -> dict[str, Any]:
    """A constraint in words, with the plan that shows that it is needed."""
    rule, place = member.constraint
    law = case.law.rule(rule)
    broken = "; ".join(breach_sentence(case, breach, lang) for breach in member.breaches)
    without = text("conflict.whole" if member.whole else "conflict.rest", lang, broken=broken)
    return {
        "rule": rule, "place": place, "title": law.title[lang], "where": _where(case, member, lang),
        "without": without if member.plan else "—", "makes_the_case_possible": member.whole,
        "source": law.source, "mark": str(law.mark),
        "plan": [stint._asdict() for stint in member.plan.stints] if member.plan else None,
    }  # fmt: skip


def _where(case: Case, member: Member, lang: Language) -> str:
    """Whom and what a constraint is about: of a gate the posts to which the person is pinned, of a decision its text."""
    rule, place = member.constraint
    decisions = case.tables.decisions
    words = place_words(case, rule, place, lang)
    if rule in GATE_IDS:
        pinned = decisions[(decisions["kind"] == DecisionKind.PIN) & (decisions["cadre_id"] == place)]
        posts = [post_words(case, row, lang) for row in pinned.itertuples()]
        return ", ".join([words, *dict.fromkeys(posts)])
    row = next((row for row in decisions.itertuples() if rule == "D01" and row.decision_id == place), None)
    return words if row is None else f"{words}: {decision_words(case, row, lang)}"
