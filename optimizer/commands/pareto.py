"""The front of the communes' gap against burden, rotations and money, on the screen or as JSON (F42)."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from optimizer.commands import console
from optimizer.commands.asked import Block, show, table
from optimizer.commands.backbone import plan_rows
from optimizer.commands.exits import Exit, exit_of_answer
from optimizer.errors import UsageError
from optimizer.explain.front import Front, Point, beats
from optimizer.explain.frozen import of_front
from optimizer.explain.objectives import USUAL_PAIRS, weighed
from optimizer.explain.pareto import EXACT_BOUND, fronts
from optimizer.jobs import read_run
from optimizer.report.sentences import money, text, whole
from optimizer.rules.objectives import OBJECTIVES
from optimizer.solve.interrupt import stop_on_signals
from optimizer.words import Language


def ask(run: Path, pairs: Sequence[str], points: int, seconds: float, language: Language, *, as_json: bool) -> Exit:
    """Answer, and return the exit code: something is open where a point is not proven, or too few were found."""
    asked = pairs_of(pairs)
    opened = read_run(run)
    model = weighed(opened.case)
    with stop_on_signals() as stop, console.progress(language, quiet=as_json) as watch:
        found = fronts(model, opened.plan, asked, points, seconds, stop, watch)
    claims = chain.from_iterable(of_front(front) for front in found)
    show(opened.case, blocks(found, language), told(found), language, claims, as_json=as_json)
    proven, interrupted = all(front.proven for front in found), any(front.interrupted for front in found)
    return exit_of_answer(proven=proven, interrupted=interrupted)


def pairs_of(pairs: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The pairs of objectives asked for, those of the gap if none; UsageError for one that is not FIRST:SECOND."""
    asked = []
    for pair in pairs:
        first, _, second = pair.partition(":")
        if first not in OBJECTIVES or second not in OBJECTIVES or first == second:
            names = ", ".join(OBJECTIVES)
            raise UsageError(
                f"«{pair}» không phải là một cặp: hãy viết A:B với hai trong số {names}.",
                f"“{pair}” is no pair: write A:B with two of {names}.",
            )
        asked.append((first, second))
    return tuple(dict.fromkeys(asked)) or USUAL_PAIRS


def blocks(found: Sequence[Front], language: Language) -> list[Block]:
    """The answer, block by block: what is compared, then front by front its points and what is known of further ones."""
    said: list[Block] = [text("pareto.scope", language)]
    for front in found:
        first, second = (text(f"objective.{name}", language) for name in front.names)
        said.append(text("pareto.front", language, first=first, second=second, count=len(front.points)))
        others = [name for name in OBJECTIVES if name not in front.names]
        codes = ["pareto.number", *(f"objective.{name}" for name in front.names), "col.proof"]
        codes += [f"objective.{name}" for name in others]
        said.append(table(codes, _rows(front, others, language), language))
        said.append(text(_completeness(front), language))
    if not all(point.proven for front in found for point in front.points):
        said.append(text("pareto.bounds", language))
    return said


def _rows(front: Front, others: Sequence[str], language: Language) -> Iterator[list[str]]:
    """Each point, by number, then the plan of the run."""
    for number, point in enumerate(front.points, start=1):
        values = [value_text(name, point.measures[name], language) for name in (*front.names, *others)]
        yield [str(number), *values[:2], proof(front, point, language), *values[2:]]
    better = [str(number) for number, point in enumerate(front.points, start=1) if beats(point.values, front.run)]
    place = text("pareto.beaten", language, points=", ".join(better)) if better else text("pareto.unbeaten", language)
    values = [value_text(name, value, language) for name, value in zip(front.names, front.run, strict=True)]
    yield [text("pareto.run", language), *values, place, *("" for _ in others)]


def proof(front: Front, point: Point, language: Language) -> str:
    """Whose word it is that no plan beats a point; or how little any such plan can have, where that is open."""
    if point.proven:
        voices = [text("pareto.bound", language) if v == EXACT_BOUND else v for v in point.proved_by]
        return text("pareto.proven", language, engines=", ".join(voices))
    bounds = [
        text(
            "pareto.at_least", language, name=text(f"objective.{name}", language), value=value_text(name, bound, language)
        )
        for name, bound, value in zip(front.names, point.least, point.values, strict=True)
        if bound < value
    ]
    return text("pareto.open", language, bounds="; ".join(bounds))


def _completeness(front: Front) -> str:
    """The code of what is known of further points."""
    return "pareto.complete" if front.complete else "pareto.ended" if front.ended else "pareto.more"


def value_text(name: str, value: int, language: Language) -> str:
    """A value as people read it."""
    return money(value, language) if name == "cost" else whole(value, language)


def told(found: Sequence[Front]) -> dict[str, Any]:
    """The answer as plain values: cost in VND, gaps of 1000, burden in points."""
    return {"fronts": [_front(front) for front in found], "proven": all(front.proven for front in found)}


def _front(front: Front) -> dict[str, Any]:
    """One front as plain values."""
    return {
        "objectives": list(front.names),
        "points": [_point(front, point) for point in front.points],
        "run": dict(zip(front.names, front.run, strict=True)),
        "complete": front.complete,
        "proven": front.proven,
        "ended": front.ended,
        "interrupted": front.interrupted,
    }


def _point(front: Front, point: Point) -> dict[str, Any]:
    """One point as plain values."""
    return {
        "values": dict(zip(front.names, point.values, strict=True)),
        "at_least": dict(zip(front.names, point.least, strict=True)),
        "proven": point.proven,
        "proved_by": list(point.proved_by),
        "measures": dict(point.measures),
        "beats_run": beats(point.values, front.run),
        "goals": dict(point.verdict.goals),
        "plan": list(plan_rows(point.plan)),
    }
