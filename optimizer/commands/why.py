"""Why a post is filled as it is: the answer on the screen or as JSON (F34)."""

from collections.abc import Sequence
from pathlib import Path

from optimizer.case import Case
from optimizer.commands.asked import Block, open_run, refuse_unknown, show, table
from optimizer.commands.exits import Exit, exit_of_answer
from optimizer.explain.why import why
from optimizer.report.claim_view import (
    SHARE,
    TIER,
    check_lines,
    first_change,
    part_lines,
    pool_lines,
    price_rows,
    rule_line,
    share_rows,
    stint_lines,
)
from optimizer.report.sentences import text
from optimizer.solve.interrupt import stop_on_signals
from optimizer.verify.claim_kinds import Why, to_json
from optimizer.words import Language


def ask(run: Path, post: str, seconds: float, language: Language, *, as_json: bool) -> Exit:
    """Answer, and return the exit code: something is open only where the runner-up is not sure."""
    base = open_run(run)
    refuse_unknown(base.case, post)
    with stop_on_signals() as stop:
        found = why(base, post, seconds, stop)
    show(base.case, blocks(base.case, found, language), {"claim": to_json(found)}, language, as_json=as_json)
    return exit_of_answer(proven=found.sure, interrupted=stop.is_set())


def blocks(case: Case, found: Why, language: Language) -> Sequence[Block]:
    """The answer, block by block: who, the tiers taken apart, the gates, everybody else, the runner-up."""
    said: list[Block] = [*stint_lines(case, found, language), text("chosen.share", language)]
    said += [table(SHARE, share_rows(found, language), language), *part_lines(case, found, language)]
    said += [*check_lines(case, found, language), *pool_lines(case, found, language)]
    best = found.runner_up
    if best is None:
        return [*said, text("chosen.nobody" if found.sure else "chosen.unsolved", language)]
    said.append(text("chosen.runner_up" if found.sure else "chosen.runner_up_open", language, cadre=best.cadre))
    said += [table(TIER, price_rows(case, best.prices, language), language), *first_change(case, best.prices, language)]
    return [*said, *("  " + rule_line(case, breach, language) for breach in best.rules), text("claim.scope", language)]
