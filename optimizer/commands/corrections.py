"""The ways out of an impossible case as people read them, or as JSON: what to change, who signs it, what plan follows."""

from typing import Any

from optimizer.case import Case
from optimizer.commands.unit_screen import show_law
from optimizer.explain.corrections import NoneNeeded, Way, WaysOut, corrections
from optimizer.explain.frozen import of_ways
from optimizer.report.as_if import as_if_facts
from optimizer.report.remedies import remedy_facts, remedy_sentence
from optimizer.report.sentences import stint_words, text
from optimizer.screen import print_json, wide_console
from optimizer.solve.interrupt import stop_on_signals
from optimizer.solve.outcome import OutOfTime
from optimizer.verify.claim_kinds import all_json
from optimizer.words import Language

Found = WaysOut | NoneNeeded | OutOfTime


def three_ways(case: Case, seconds: float) -> Found:
    """The three smallest sets of changes that make a case possible."""
    with stop_on_signals() as stop:
        return corrections(case, seconds, stop)


def show(case: Case, found: Found, lang: Language, *, as_json: bool) -> None:
    """By which law, and the answer, on the screen or as JSON."""
    if as_json:
        claims = [] if isinstance(found, OutOfTime) else all_json(of_ways(case, found))
        document = {**told(case, found, lang), "claims": claims, "law": as_if_facts(case)}
        print_json(document)
        return
    show_law(case, lang)
    console = wide_console()
    for line in [*lines(case, found, lang), text("ways.advice", lang)]:
        console.print(line, markup=False)


def told(case: Case, found: Found, lang: Language) -> dict[str, Any]:
    """The answer as plain values."""
    message = lines(case, found, lang)
    if isinstance(found, OutOfTime):
        return {"outcome": "out_of_time", "message": message}
    if isinstance(found, NoneNeeded):
        return {"outcome": "possible", "plan": [s._asdict() for s in found.plan.stints], "message": message}
    return {
        "outcome": "ways" if found.ways else "none", "ways": [_way(case, way, lang) for way in found.ways],
        "complete": found.complete, "proved_by": found.proved_by, "interrupted": found.interrupted, "message": message,
    }  # fmt: skip


def _way(case: Case, way: Way, lang: Language) -> dict[str, Any]:
    """One way as plain values."""
    return {
        "remedies": [remedy_facts(case, remedy, lang) for remedy in way.remedies],
        "cost": way.cost, "proved_by": way.proved_by,
        "plan": [stint._asdict() for stint in way.plan.stints],
        "landings": [landing._asdict() for landing in way.plan.landings],
        "training": [training._asdict() for training in way.plan.training],
    }  # fmt: skip


def lines(case: Case, found: Found, lang: Language) -> list[str]:
    """The ways, sentence by sentence, and what is proven of them."""
    if isinstance(found, OutOfTime):
        return [text("ways.time", lang)]
    if isinstance(found, NoneNeeded):
        return [text("outs.free", lang)]
    engines = ", ".join(found.proved_by)
    if not found.ways:
        return [text("outs.none", lang, engines=engines) if found.complete else text("ways.time", lang)]
    out = [line for number, way in enumerate(found.ways, start=1) for line in _way_lines(case, number, way, lang)]
    out += [text("outs.all", lang, engines=engines)] if found.complete else []
    return [*out, text("outs.applied", lang), text("outs.scope", lang)]


def _way_lines(case: Case, number: int, way: Way, lang: Language) -> list[str]:
    """One way: its changes, the plan that follows, and whose proof it is that none is of less weight."""
    stints = " ".join(stint_words(case, way.plan, stint, lang) for stint in way.plan.stints)
    proof = "outs.cheapest" if way.proved_by else "outs.cheapest_open"
    return [
        text("outs.way", lang, number=number, cost=way.cost),
        *(f"  • {remedy_sentence(case, remedy, lang)}" for remedy in way.remedies),
        "  " + text("outs.then", lang, stints=stints or text("outs.nobody", lang)),
        "  " + text(proof, lang, engines=", ".join(way.proved_by)),
    ]
