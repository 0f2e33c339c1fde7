"""Two runs side by side: who moves otherwise, why, and what it brings, on the screen or as JSON (F48)."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from optimizer.commands.asked import Block, show, table
from optimizer.explain.differences import Change, Differences, Fate, differences
from optimizer.jobs import read_run
from optimizer.report.difference_view import broken_lines, change_lines, data_lines, effect_rows, gap_lines
from optimizer.report.sentences import text
from optimizer.rules.kinds import Breach
from optimizer.words import Language

COLUMNS = ("col.tier", "diff.first", "diff.second", "diff.effect")


def ask(first: Path, second: Path, language: Language, *, as_json: bool) -> None:
    """Show what differs between two runs; VerificationError if one of them is not what its files tell."""
    before, after = read_run(first), read_run(second)
    found = differences((before.case, before.plan), (after.case, after.plan))
    show(after.case, blocks(found, language), told(found, language), language, as_json=as_json)


def blocks(found: Differences, language: Language) -> list[Block]:
    """The answer, block by block: the data, who moves and why, the effect."""
    count = len(found.changes)
    said: list[Block] = [
        text("diff.count" if count else "diff.same", language, count=count),
        *data_lines(found, language),
    ]
    for change in found.changes:
        said += change_lines(found, change, language)
    said += broken_lines(found, language)
    said += [text("diff.tiers", language), table(COLUMNS, effect_rows(found, language), language)]
    return said + list(gap_lines(found, language))


def told(found: Differences, language: Language) -> dict[str, Any]:
    """The answer as plain values, with a sentence for each person."""
    before, after = found.verdicts
    theirs = {tier.name: tier for tier in before.tiers}
    return {
        "same_data": found.same_data,
        "judged_together": found.together,
        "tables": {name: {"first_only": gone, "second_only": come} for name, (gone, come) in found.tables.items()},
        "settings": list(found.settings),
        "changes": [_change(found, change, language) for change in found.changes],
        "broken": [_breach(breach) for breach in found.broken],
        "tiers": [
            {"tier": tier.name, "sense": tier.sense, "second": after.value(tier),
             "first": before.value(theirs[tier.name]) if tier.name in theirs else None} for tier in after.tiers
        ],
        "goals": {goal: {"first": before.goals[goal], "second": after.goals[goal]} for goal in after.goals},
        "gap": {unit: {"first": before.gap.get(unit), "second": gap} for unit, gap in after.gap.items()},
        "cost_vnd": {"first": found.cost[0], "second": found.cost[1]},
    }  # fmt: skip


def _change(found: Differences, change: Change, language: Language) -> dict[str, Any]:
    """One cadre's change as plain values."""
    return {
        "cadre_id": change.cadre,
        "first": _fate(change.before),
        "second": _fate(change.after),
        "broken": [_breach(breach) for breach in change.broken],
        "yields_to": list(change.yields_to),
        "replaces": list(change.replaces),
        "sentences": [line.strip() for line in change_lines(found, change, language)],
    }


def _fate(fate: Fate) -> dict[str, Any]:
    """What a plan does with a cadre, as plain values."""
    stint, landing = fate.stint, fate.landing
    return {
        "stint": stint and {"post_id": stint.post, "start": stint.start.isoformat(), "months": stint.months},
        "landing": landing and {"end": landing.end.isoformat(), "slot_id": landing.slot, "post_id": landing.post},
        "courses": [training.course for training in fate.training],
        "points": sum(part.points for part in fate.parts),
        "parts": [_plain(asdict(part)) for part in fate.parts],
    }


def _breach(breach: Breach) -> dict[str, Any]:
    """A breach as plain values."""
    return {"rule": breach.rule, "place": breach.place, "facts": _plain(breach.facts)}


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts in which whatever JSON does not know is text."""
    return {
        name: value if isinstance(value, str | int | float | bool | None) else _plain(value)
        if isinstance(value, Mapping) else str(value)
        for name, value in facts.items()
    }  # fmt: skip
