"""What “about as good” means for a run, in words: the value of each tier and the room that is given."""

from collections.abc import Iterator, Sequence
from typing import Any

from optimizer.explain.near import Kept
from optimizer.report.sentences import text, tier_title, whole
from optimizer.words import Language

WITHIN = ("col.tier", "near.kept", "near.room", "near.limit")


def within_rows(kept: Sequence[Kept], language: Language) -> Iterator[tuple[str, str, str, str]]:
    """Each tier: its value, the tolerance, and what a plan must keep."""
    for of in kept:
        code = "near.at_least" if of.tier.sense > 0 else "near.at_most"
        limit = text(code, language, value=whole(of.value - of.tier.sense * of.tier.tolerance, language))
        yield tier_title(of.tier.name, language), whole(of.value, language), whole(of.tier.tolerance, language), limit


def within(kept: Sequence[Kept]) -> list[dict[str, Any]]:
    """The same as plain values."""
    return [
        {"tier": of.tier.name, "sense": of.tier.sense, "value": of.value, "tolerance": of.tier.tolerance} for of in kept
    ]
