"""Why a cadre does not hold a post: the answer on the screen or as JSON (F35)."""

from collections.abc import Sequence
from pathlib import Path

from optimizer.case import Case
from optimizer.commands.asked import Block, open_run, refuse_unknown, show, table
from optimizer.commands.exits import Exit, exit_of_answer
from optimizer.explain.why_not import Answer, why_not
from optimizer.plan import Stint
from optimizer.report.claim_view import TIER, answer_lines, forced_lines, price_rows
from optimizer.report.sentences import day, post_title, text
from optimizer.solve.interrupt import stop_on_signals
from optimizer.solve.outcome import OutOfTime
from optimizer.verify.claim_kinds import Forced, to_json
from optimizer.words import Language


def ask(run: Path, cadre: str, post: str, seconds: float, language: Language, *, exact: bool, as_json: bool) -> Exit:
    """Answer, and return the exit code: something is open only where a price is not proven."""
    base = open_run(run)
    refuse_unknown(base.case, post, cadre)
    planned = next((stint for stint in base.plan.stints if (stint.cadre, stint.post) == (cadre, post)), None)
    if planned is not None:
        show(base.case, [_planned(base.case, planned, language)], {"outcome": "planned"}, language, as_json=as_json)
        return Exit.PROVEN
    with stop_on_signals() as stop:
        found = why_not(base, cadre, post, seconds, stop, exact=exact)
    told = (
        {"outcome": "out_of_time"} if isinstance(found, OutOfTime) else {"outcome": "answered", "claim": to_json(found)}
    )
    show(base.case, blocks(base.case, found, language), told, language, as_json=as_json)
    return exit_of_answer(proven=proven(found, exact=exact), interrupted=stop.is_set())


def proven(found: Answer, *, exact: bool) -> bool:
    """True when nothing that was asked for is left open: prices up to the first that changes, or all of them."""
    if not isinstance(found, Forced):
        return not isinstance(found, OutOfTime)
    changed = next((n for n, price in enumerate(found.prices) if price.value != price.kept), len(found.prices))
    return all(price.proven for price in (found.prices if exact else found.prices[: changed + 1]))


def blocks(case: Case, found: Answer, language: Language) -> Sequence[Block]:
    """The answer, block by block."""
    if isinstance(found, OutOfTime):
        return [text("ways.time", language)]
    said: list[Block] = [*answer_lines(case, found, language)]
    if isinstance(found, Forced):
        said += [text("claim.price", language), table(TIER, price_rows(case, found.prices, language), language)]
        said += [*forced_lines(case, found, language), text("claim.scope", language)]
    return said


def _planned(case: Case, stint: Stint, language: Language) -> str:
    """That the plan has the cadre in the post already."""
    title = post_title(case, stint.post, language)
    told = text("claim.stint", language, post=title, start=day(stint.start), months=stint.months)
    return text("whynot.planned", language, cadre=stint.cadre, post=title, stint=told)
