"""A committee decides otherwise: the plan with its decision, what that costs, and the log, shown or as JSON (F49)."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from rich.table import Table

from optimizer.case import Case
from optimizer.commands import console
from optimizer.commands.asked import Block, show, table
from optimizer.commands.exits import Exit, exit_of
from optimizer.commands.overrides import (
    LOG,
    Cost,
    Decision,
    Override,
    by_meeting,
    case_with,
    entry,
    log_bytes,
    read_log,
    total,
)
from optimizer.errors import UsageError
from optimizer.explain.differences import Differences, differences
from optimizer.io.runs import read_manifest
from optimizer.jobs import Run, load_case, read_run
from optimizer.planning import make_run, solve_case
from optimizer.report.difference_view import change_lines
from optimizer.report.sentences import day, post_title, text, tier_title, whole
from optimizer.screen import print_json
from optimizer.solve import Disagreement, Solved, SolveParams
from optimizer.solve.export import save_models
from optimizer.words import DecisionKind, Language

COLUMNS = ("col.tier", "override.before", "override.after", "override.cost")


def ask(run: Path, decision: Decision, out: Path, seconds: float, language: Language, *, as_json: bool) -> Exit:
    """Plan again with the decision, write the run with its log, show what the decision costs; return the exit code."""
    old = read_run(run)
    _refuse_unknown(old.case, decision)
    manifest = read_manifest(run)
    with case_with(run, decision, len(read_log(run)) + 1) as source:
        case = load_case(source, manifest["regime"], map_units=manifest["units_mapped"])
        with console.progress(language, quiet=as_json) as watch:
            model, outcome, times = solve_case(case, SolveParams(seconds=seconds), watch)
        if not isinstance(outcome, Solved):
            saved = save_models(model, outcome, out) if isinstance(outcome, Disagreement) else None
            console.show_failure(outcome, language, saved, as_json=as_json)
            return exit_of(outcome)
        made = entry(run, decision, outcome)
        more = {LOG: log_bytes([*read_log(run), made])}
        folder = make_run(source, model, outcome, times, None, out, overwrite=False, more=more)
    _show(old, case, outcome, made, folder, language, as_json=as_json)
    return exit_of(outcome)


def _refuse_unknown(case: Case, decision: Decision) -> None:
    """UsageError for a cadre or a post that is not in the case."""
    if decision.cadre_id not in case.cadre:
        raise UsageError(f"Không có cán bộ «{decision.cadre_id}».", f"There is no cadre “{decision.cadre_id}”.")
    if decision.post_id and decision.post_id not in case.post:
        raise UsageError(f"Không có chức danh «{decision.post_id}».", f"There is no post “{decision.post_id}”.")


def _show(
    old: Run, case: Case, solved: Solved, made: Override, folder: Path, language: Language, *, as_json: bool
) -> None:
    """What was decided, what it costs, who is placed otherwise, where the run lies."""
    found = differences((old.case, old.plan), (case, solved.plan))
    blocks: list[Block] = [sentence(case, made, language), text("override.price", language)]
    blocks += [_costs(made.costs, language), *_open(made.costs, language), *_moves(found, language)]
    blocks.append(text("override.saved", language, path=folder))
    told = {**asdict(made), "run_folder": str(folder), "changed": [change.cadre for change in found.changes]}
    show(case, blocks, told, language, as_json=as_json)


def sentence(case: Case, made: Override, language: Language) -> str:
    """One decision in words."""
    told = made.decision
    known = told.post_id in case.post
    post = post_title(case, told.post_id, language) if known else told.post_id or text("override.any_post", language)
    facts = {"cadre": told.cadre_id, "post": post, "author": told.author, "reason": told.reason.rstrip(".")}
    when = {"day": day(date.fromisoformat(told.decided_on)), "meeting": told.meeting}
    return text("override.what", language, number=made.number, kind=told.kind.label(language), **facts, **when)


def _moves(found: Differences, language: Language) -> Iterator[str]:
    """Everybody who is placed otherwise, without the reasons."""
    if found.changes:
        yield text("override.moves", language, count=len(found.changes))
    for change in found.changes:
        yield "  " + change_lines(found, change, language)[0]


def _costs(costs: Sequence[Cost], language: Language) -> Table:
    """What is lost in each tier."""
    rows = (
        (tier_title(c.tier, language), whole(c.before, language), whole(c.after, language), cost_text(c, language))
        for c in costs
    )
    return table(COLUMNS, rows, language)


def cost_text(cost: Cost, language: Language) -> str:
    """A cost with its sign; a range where it is not proven."""
    low, high = (("+" if number > 0 else "") + whole(number, language) for number in (cost.low, cost.high))
    return low if low == high else text("override.range", language, low=low, high=high)


def _open(costs: Sequence[Cost], language: Language) -> list[str]:
    """That some costs are ranges."""
    return [text("override.open", language)] if any(cost.low != cost.high for cost in costs) else []


def show_log(run: Path, language: Language, *, as_json: bool) -> None:
    """Every decision that led to a run, and what those of each meeting cost together."""
    case, log = read_run(run).case, read_log(run)
    if as_json:
        print_json(log_told(log))
        return
    blocks: list[Block] = [] if log else [text("override.none", language)]
    meetings = by_meeting(log)
    for meeting, of in meetings.items():
        blocks += [text("override.meeting", language, meeting=meeting, count=len(of))]
        blocks += ["  " + sentence(case, made, language) for made in of]
        blocks += [_costs(total(of), language), *_open(total(of), language)]
    if len(meetings) > 1:
        blocks += [text("override.total", language, count=len(log)), _costs(total(log), language)]
    show(case, blocks, {}, language, as_json=False)


def log_told(log: Sequence[Override]) -> Mapping[str, Any]:
    """The log as plain values, with the sums of each meeting and of all."""
    sums = {name: [asdict(cost) for cost in total(of)] for name, of in by_meeting(log).items()}
    return {"overrides": [asdict(made) for made in log], "meetings": sums, "total": [asdict(c) for c in total(log)]}


def decided(cadre: str, post: str, author: str, reason: str, meeting: str, on: str, *, ban: bool) -> Decision:
    """The decision that a call tells; UsageError if it lacks who, by whom or why, or tells a day that is none."""
    if not (cadre and author.strip() and reason.strip()):
        raise UsageError("override cần --cadre, --author và --reason.", "override needs --cadre, --author and --reason.")
    try:
        when = date.fromisoformat(on or time.strftime("%Y-%m-%d"))
    except ValueError:
        raise UsageError(f"--on phải là yyyy-mm-dd: {on}.", f"--on must be yyyy-mm-dd: {on}.") from None
    kind = DecisionKind.BAN if ban else DecisionKind.PIN
    return Decision(kind, cadre, post, author, when.isoformat(), meeting or day(when), reason)


def beside(run: Path) -> Path:
    """Where the new run goes when nobody says: beside the old one, numbered by its decisions."""
    return run.resolve().parent / f"{run.resolve().name}-{len(read_log(run)) + 1}"
