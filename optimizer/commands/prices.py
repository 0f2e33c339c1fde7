"""What every pair of cadre and post costs, estimated by the run's certificate: on the screen, as JSON, as CSV (F38)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from optimizer.commands.asked import Block, open_run, refuse_unknown, show, table
from optimizer.commands.exits import Exit
from optimizer.commands.recommend import estimated
from optimizer.errors import UsageError
from optimizer.explain.base import Base
from optimizer.explain.shortlist import Estimate, estimates
from optimizer.report.files import csv_bytes
from optimizer.report.sentences import text, tier_title
from optimizer.verify.claim_kinds import plain
from optimizer.words import Language

MOST = 20  # pairs on the screen; all of them stand in the JSON and in the CSV


def ask(run: Path, cadre: str, post: str, out: Path | None, language: Language, *, as_json: bool) -> Exit:
    """Answer, and return the exit code: bounds are never proofs of a price, but nothing that was asked for is open."""
    base = open_run(run)
    if post:
        refuse_unknown(base.case, post, cadre)
    elif cadre and cadre not in base.case.cadre:
        raise UsageError(f"Không có cán bộ «{cadre}» trong dữ liệu.", f"There is no cadre “{cadre}” in the tables.")
    found = estimates(base, post, cadre)
    if out is not None:
        out.write_bytes(
            csv_bytes(["cadre_id", "post_id", "tier", "at_least", "estimate"], [tuple(plain(e).values()) for e in found])
        )
    show(base.case, blocks(base, found, language), told(found), language, as_json=as_json)
    return Exit.PROVEN


def told(found: Sequence[Estimate]) -> Mapping[str, Any]:
    """The bounds as plain values."""
    return {"kind": "estimate", "prices": [plain(estimate) for estimate in found]}


def blocks(base: Base, found: Sequence[Estimate], language: Language) -> Sequence[Block]:
    """How many pairs cost something in which tier, and the cheapest of them."""
    names = [step.tier.name for step in base.steps]
    counts = [(tier_title(n, language), str(sum(e.tier == n and e.at_least > 0 for e in found))) for n in names]
    counts.append((text("prices.nothing", language), str(sum(e.at_least <= 0 for e in found))))
    rows = [(e.cadre, e.post, *estimated(e, language)[:2]) for e in found[:MOST]]
    return [
        text("prices.title", language, count=len(found)),
        table(("col.tier", "col.pairs"), counts, language),
        text("prices.cheapest", language, count=len(rows)),
        table(("col.cadre", "col.post", "recommend.first", "claim.cost"), rows, language),
        text("prices.note", language),
    ]
