"""What would fill the posts that a plan leaves vacant, as people read it or as JSON: the cause, a way of each kind."""

import time
from pathlib import Path
from typing import Any

from optimizer.case import Case
from optimizer.commands.unit_screen import show_law
from optimizer.errors import UsageError
from optimizer.explain.fillings import Filled, Filling, Vacated, ways_of
from optimizer.explain.frozen import of_fillings
from optimizer.jobs import read_run
from optimizer.model import build
from optimizer.plan import Plan
from optimizer.report.as_if import as_if_facts
from optimizer.report.fillings_view import vacancy_lines
from optimizer.report.remedies import remedy_facts
from optimizer.report.sentences import post_title, stint_words, text
from optimizer.screen import count_bar, print_json, wide_console
from optimizer.solve import Solved, SolveParams, solve
from optimizer.solve.interrupt import stop_on_signals
from optimizer.verify.claim_kinds import all_json
from optimizer.words import Language


def fill_case(case: Case, post: str, seconds: float) -> Filled:
    """A post of a case: planned in half of the time, and if it is left vacant what would fill it."""
    _refuse_unknown(case, post)
    begun = time.monotonic()
    with stop_on_signals() as stop:
        outcome = solve(build(case), SolveParams(seconds=seconds / 2), stop)
        plan = outcome.plan if isinstance(outcome, Solved) else None
        found = ways_of(case, plan, begun + seconds - time.monotonic(), stop, post=post) if plan else ()
        return Filled(case, plan, post, found, stop.is_set())


def fill_run(run: Path, post: str, seconds: float) -> Filled:
    """The vacancies of a run, or of one post of it, and what would fill them."""
    found = read_run(run)
    case, plan = found.case, found.plan
    if post:
        _refuse_unknown(case, post)
    with stop_on_signals() as stop:
        return Filled(case, plan, post, ways_of(case, plan, seconds, stop, post=post), stop.is_set())


def search_ways(case: Case, plan: Plan, seconds: float, lang: Language, *, quiet: bool) -> tuple[Vacated, ...]:
    """The vacancies of a new plan, each with the first way that is found in the time; a signal ends only the search."""
    if not seconds:
        return ()
    title = text("fill.searching", lang)
    with stop_on_signals() as stop, count_bar(title, quiet=quiet) as watch:
        return ways_of(case, plan, seconds, stop, watch, first_only=True)


def _refuse_unknown(case: Case, post: str) -> None:
    """UsageError for a post that is no key post."""
    if post not in case.post or not case.post[post].key:
        raise UsageError(f"«{post}» không phải là chức danh chủ chốt trong dữ liệu.", f"“{post}” is no key post.")


def show(found: Filled, lang: Language, *, as_json: bool) -> None:
    """By which law, and the answer, on the screen or as JSON."""
    case = found.case
    if as_json:
        document = {"post": found.post or None, "planned": found.plan is not None, "interrupted": found.interrupted,
                    "vacancies": [told(case, one, lang) for one in found.vacated],
                    "claims": all_json(of_fillings(found)), "message": lines(found, lang),
                    "law": as_if_facts(case)}  # fmt: skip
        print_json(document)
        return
    show_law(case, lang)
    console = wide_console()
    for line in [*lines(found, lang), text("ways.advice", lang)]:
        console.print(line, markup=False)


def told(case: Case, one: Vacated, lang: Language) -> dict[str, Any]:
    """A vacancy and its ways as plain values."""
    vacancy = one.vacancy
    return {
        "post": vacancy.post, "from": case.day(vacancy.first), "months": vacancy.months, "cause": vacancy.cause,
        "ways": [_way(case, way, lang) for way in one.ways], "none": one.none,
        "message": vacancy_lines(case, one, lang),
    }  # fmt: skip


def _way(case: Case, way: Filling, lang: Language) -> dict[str, Any]:
    """One way as plain values."""
    return {
        "kind": way.kind, "from": case.day(way.first), "proved_by": way.proved_by,
        "remedies": [remedy_facts(case, remedy, lang) for remedy in way.remedies],
        "stints": [stint._asdict() for stint in way.stints],
        "landings": [landing._asdict() for landing in way.plan.landings],
        "training": [training._asdict() for training in way.plan.training],
        "plan": [stint._asdict() for stint in way.plan.stints],
    }  # fmt: skip


def lines(found: Filled, lang: Language) -> list[str]:
    """Every vacancy with its cause and its ways, sentence by sentence."""
    if found.plan is None:
        return [text("fill.no_plan", lang)]
    if found.vacated:
        told_ = [line for one in found.vacated for line in vacancy_lines(found.case, one, lang)]
        return [*told_, text("fill.kept", lang), text("outs.scope", lang)]
    if not found.post:
        return [text("fill.no_vacancy", lang)]
    new = [stint for stint in found.plan.stints if stint.post == found.post]
    by = [text("fill.by", lang, stint=stint_words(found.case, found.plan, stint, lang)) for stint in new]
    return [text("fill.held", lang, post=post_title(found.case, found.post, lang)), *by]
