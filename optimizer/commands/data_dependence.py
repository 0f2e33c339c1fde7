"""Which unverified fields the plan of a run rests on, on the screen or as JSON (F4)."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from optimizer.case import Case
from optimizer.commands.asked import Block, open_run, show, table
from optimizer.commands.exits import Exit, exit_of_answer
from optimizer.explain.dependence import Dependence, Fate, Flip, dependence
from optimizer.explain.frozen import of_dependence
from optimizer.report.change_view import change_facts, change_words
from optimizer.report.sentences import text, tier_title
from optimizer.screen import count_bar
from optimizer.solve.interrupt import stop_on_signals
from optimizer.verify.claim_kinds import plain
from optimizer.words import Language

MOST = 30  # values on the screen; all of them stand in the JSON
COUNTS = ("depends.column", "depends.rests", "depends.free", "depends.open")


def ask(run: Path, seconds: float, language: Language, *, as_json: bool) -> Exit:
    """Answer, and return the exit code: something is open where a value was not tried, or not settled."""
    base = open_run(run)
    with stop_on_signals() as stop, count_bar(quiet=as_json) as watch:
        found = dependence(base, seconds, stop, watch)
    claims = of_dependence(base, found)
    show(base.case, blocks(base.case, found, language), told(found), language, claims, as_json=as_json)
    return exit_of_answer(proven=found.complete, interrupted=found.interrupted)


def blocks(case: Case, found: Dependence, language: Language) -> list[Block]:
    """The answer, block by block: on what the plan rests, how many values were tried of each column."""
    rests = found.of(Fate.RESTS)
    tried = len(found.flips)
    counts = {fate.value: len(found.of(fate)) for fate in Fate}
    said: list[Block] = [text("depends.title" if rests else "depends.none", language, count=len(rests))]
    said += ["  " + line(case, flip, language) for flip in rests[:MOST]]
    said += [text("depends.more", language, count=len(rests) - MOST)] * (len(rests) > MOST)
    facts = {**counts, "tried": tried, "total": tried + found.untried, "untried": found.untried}
    said.append(text("depends.tried", language, **facts))
    said.append(table(COUNTS, rows(found), language))
    said.append(text("depends.marked" if found.marked else "depends.unmarked", language))
    return [*said, text("depends.scope", language)]


def line(case: Case, flip: Flip, language: Language) -> str:
    """One value on which the plan rests, and what happens with another."""
    what = change_words(case, flip.change, language)
    if flip.tier:
        return text("depends.better", language, what=what, tier=tier_title(flip.tier, language))
    return text("depends.breaks", language, what=what, rules=", ".join(sorted({b.rule for b in flip.breaches})))


def rows(found: Dependence) -> Iterator[tuple[str, ...]]:
    """How many values of each column were settled how, those on which the plan rests first."""
    count = Counter((f"{flip.change.table}.{flip.change.column or '*'}", flip.fate) for flip in found.flips)
    names = sorted({name for name, _ in count}, key=lambda name: (-count[name, Fate.RESTS], name))
    yield from ((name, *(str(count[name, fate]) for fate in (Fate.RESTS, Fate.FREE, Fate.OPEN))) for name in names)


def told(found: Dependence) -> dict[str, Any]:
    """The answer as plain values."""
    return {
        "marked": found.marked,
        "unverified": [f"{table}.{column or '*'}" for table, column in found.columns],
        "values": [_flip(flip) for flip in found.flips],
        "untried": found.untried,
        "complete": found.complete,
        "interrupted": found.interrupted,
    }


def _flip(flip: Flip) -> dict[str, Any]:
    """One value and what it does."""
    proof = {"tier": flip.tier, "proved_by": list(flip.proved_by), "breaches": plain(flip.breaches)}
    return {**change_facts(flip.change), "fate": flip.fate.value, **proof}
