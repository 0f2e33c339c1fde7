"""On the screen: by which day's law a case is judged, and which units became which."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from optimizer.case import Case
from optimizer.mergers import Change
from optimizer.report.as_if import as_if_lines, replaced_units
from optimizer.report.sentences import text
from optimizer.screen import wide_console
from optimizer.words import Language

MOST = 10  # keys shown of each list; all of them stand in the JSON


def show_law(case: Case, language: Language) -> None:
    """Which law is taken when it is not that of the case's own day, and which units were replaced."""
    console = wide_console()
    for line in as_if_lines(case, language):
        console.print(line, markup=False)
    if case.changes:
        _show_units(console, case, language)


def _show_units(console: Console, case: Case, language: Language) -> None:
    """Old and new units with the source; other changes by kind."""
    table = headed(language, "col.old_unit", "col.new_unit", "col.source")
    for row in replaced_units(case, language):
        table.add_row(*row)
    console.print(table)
    kinds = dict.fromkeys(change.what for change in case.changes if change.what != "unit")
    others = headed(language, "regimes.changes", "regimes.count", "regimes.keys")
    for kind in kinds:
        of_kind = [change for change in case.changes if change.what == kind]
        count = sum(change.facts.get("count", 1) for change in of_kind)
        others.add_row(text(f"regimes.{kind}", language), str(count), capped([_key(change) for change in of_kind]))
    console.print(others)


def _key(change: Change) -> str:
    """A change by its keys, in short."""
    olds = "+".join(change.old)
    if change.what == "cells":
        return f"{change.table}.{change.facts['column']}"
    if change.what == "rows":
        return f"{change.table} {change.new}"
    return f"{olds} → {change.new}" if change.new else olds


def capped(names: Sequence[str]) -> str:
    """The names, at most MOST of them."""
    return ", ".join(names[:MOST]) + (f" … (+{len(names) - MOST})" if len(names) > MOST else "")


def headed(language: Language, *codes: str) -> Table:
    """An empty table with these headers."""
    table = Table()
    for code in codes:
        table.add_column(text(code, language), overflow="fold")
    return table
