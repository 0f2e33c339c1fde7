"""Scenarios side by side as one self-contained page per language, and as a workbook."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from optimizer.batch.comparison import FRONT, MEASURES, Effect, Entry, chosen, effects, front, moved
from optimizer.batch.scatter import scatter
from optimizer.report.html import filled
from optimizer.report.sentences import text, whole
from optimizer.report.workbook import add_sheet
from optimizer.words import Language

MILLION = 10**6
SHADES = 9  # of the heat map


def measure_text(measure: str, value: int, language: Language, *, change: bool = False) -> str:
    """A measure for the eye: whole, money in millions; a change bears its sign."""
    number = in_unit(measure, value)
    return ("+" if change and number >= 0 else "") + whole(number, language)


def in_unit(measure: str, value: int) -> int:
    """A measure as it is shown: money in millions."""
    return round(value / MILLION) if measure == "cost_vnd" else value


def comparison_html(entries: Sequence[Entry], language: Language) -> str:
    """The whole comparison as one HTML document without links, scripts or other files."""
    planned = [entry for entry in entries if entry.planned]
    page = {
        "language": language,
        "t": lambda code, **facts: text(code, language, **facts),
        "n": lambda value: whole(value, language),
        "measures": [text(f"compare.{name}", language) for name in MEASURES],
        "counts": {
            "count": len(entries),
            "planned": len(planned),
            "proven": sum(entry.status == "proven" for entry in planned),
        },
        "scenarios": _scenarios(entries, language),
        "charts": _charts(entries, language),
        "names": [entry.name for entry in planned],
        "gaps": _gaps(planned),
        **_people(planned, language),
        "first": planned[0].name if planned else "",
        "moved": _moves(planned),
        "effects": [_effect(effect, language) for effect in effects(entries)],
        "tiers": _tiers(planned, language),
        "failed": [(entry.name, entry.why[language == "en"]) for entry in entries if entry.why],
    }
    return filled("comparison.html.j2", page)


def _scenarios(entries: Sequence[Entry], language: Language) -> list[dict[str, Any]]:
    """A row per scenario: what it changes, how it ended, its measures with the difference to the first plan."""
    best = front(entries)
    first = next((entry for entry in entries if entry.planned), None)
    return [
        {
            "number": number,
            "name": entry.name,
            "star": entry.name in best,
            "changes": entry.en if language == "en" else entry.vi,
            "status": text(f"compare.{entry.status}", language),
            "proven": entry.status == "proven",
            "cells": [_cell(entry, first, name, language) for name in MEASURES],
        }
        for number, entry in enumerate(entries, 1)
    ]


def _cell(entry: Entry, first: Entry | None, measure: str, language: Language) -> tuple[str, str]:
    """A measure, and its difference to that of the first plan if both are over the same horizon."""
    if not entry.planned or first is None:
        return "–", ""
    alike = entry is not first and entry.measure("horizon_months") == first.measure("horizon_months")
    change = entry.measure(measure) - first.measure(measure)
    told = measure_text(measure, change, language, change=True) if alike and change else ""
    return measure_text(measure, entry.measure(measure), language), told


def _charts(entries: Sequence[Entry], language: Language) -> list[tuple[str, dict[str, Any]]]:
    """Cost against vacant months, and against the weakest commune, for the scenarios over the first horizon."""
    numbered = {number: entry for number, entry in enumerate(entries, 1) if entry.planned}
    horizon = next((entry.measure("horizon_months") for entry in numbered.values()), 0)
    alike = {number: entry for number, entry in numbered.items() if entry.measure("horizon_months") == horizon}
    stars = front(entries)
    best = frozenset(number for number, entry in alike.items() if entry.name in stars)
    if not alike:
        return []
    shown = {name: {n: in_unit(name, e.measure(name)) for n, e in alike.items()} for name in FRONT}
    return [
        (text(f"compare.{name}", language), scatter({n: (shown["cost_vnd"][n], shown[name][n]) for n in alike}, best))
        for name in FRONT
        if name != "cost_vnd"
    ]


def _gaps(planned: Sequence[Entry]) -> list[tuple[str, list[tuple[Any, int]]]]:
    """The gap of each commune in each scenario with its shade, the weakest of the first scenario first."""
    gaps = [_result(entry)["gaps"] for entry in planned]
    worst = max([1, *(value for gap in gaps for value in gap.values())])
    units = list(dict.fromkeys(unit for gap in gaps for unit in sorted(gap, key=lambda unit: -gap[unit])))
    called = _called(planned, "units")
    shaded = [[(gap.get(unit, "–"), SHADES * gap.get(unit, 0) // worst) for gap in gaps] for unit in units]
    return [(str(called.get(unit, unit)), row) for unit, row in zip(units, shaded, strict=True)]


def _people(planned: Sequence[Entry], language: Language) -> dict[str, Any]:
    """Who is chosen in every scenario, and who in some, with a mark per scenario."""
    titles, found = _called(planned, "posts"), chosen(planned)
    rows = [
        (cadre, _title(titles, post, language), [entry.name in names for entry in planned], len(names))
        for (cadre, post), names in found.items()
    ]
    every = [row for row in rows if row[3] == len(planned)]
    return {"always": every, "sometimes": [row for row in rows if row[3] < len(planned)]}


def _moves(planned: Sequence[Entry]) -> list[tuple[str, list[str]]]:
    """Per scenario the pairs that come, go, and begin or end on other days."""
    return [
        (m.scenario, [", ".join(f"{cadre} → {post}" for cadre, post in pairs) for pairs in (m.come, m.gone, m.shifted)])
        for m in moved(planned)
    ]


def _effect(effect: Effect, language: Language) -> tuple[str, str, list[str]]:
    """What one reform brings, each measure with a ~ where it may come from the solve."""
    sure = "" if effect.both_proven else "~"
    return (
        effect.reform,
        effect.without,
        [sure + measure_text(name, effect.change[name], language, change=True) for name in MEASURES],
    )


def _tiers(planned: Sequence[Entry], language: Language) -> dict[str, Any]:
    """The tiers of all scenarios, and what each scenario reached of each, with its bound."""
    reached = {entry.name: {tier["name"]: tier for tier in _result(entry)["tiers"]} for entry in planned}
    names = list(dict.fromkeys(name for tiers in reached.values() for name in tiers))
    rows = [
        (scenario, [_reached(tiers[name], language) if name in tiers else "–" for name in names])
        for scenario, tiers in reached.items()
    ]
    return {"names": names, "rows": rows}


def _reached(tier: Mapping[str, int], language: Language) -> str:
    """The value of a tier and its bound."""
    return f"{whole(tier['value'], language)} ({whole(tier['bound'], language)})"


def _called(planned: Sequence[Entry], sort: str) -> dict[str, Any]:
    """What communes (units) or posts are called, by their keys."""
    return {key: name for entry in reversed(planned) for key, name in _result(entry).get(sort, {}).items()}


def _title(titles: Mapping[str, Sequence[str]], post: str, language: Language) -> str:
    """A post by its title and key, or the key alone."""
    return f"{titles[post][language == 'en']} ({post})" if post in titles else post


def _result(entry: Entry) -> Mapping[str, Any]:
    """What came of a scenario; nothing where nothing did."""
    return entry.result or {}


def comparison_workbook(entries: Sequence[Entry], language: Language) -> bytes:
    """The same as a workbook; the same scenarios give the same bytes. Text cells never become formulas."""
    from datetime import UTC, datetime

    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": text("compare.title", language), "created": datetime(2000, 1, 1, tzinfo=UTC)})
    for title, header, rows in _sheets(entries, language):
        add_sheet(book, title, header, rows)
    book.close()
    return out.getvalue()


def _sheets(entries: Sequence[Entry], language: Language) -> Iterator[tuple[str, list[str], list[Sequence[Any]]]]:
    """Name, header and rows of each sheet: scenarios, communes, people, moves, reforms."""

    def say(*codes: str) -> list[str]:
        return [text(f"compare.{code}", language) for code in codes]

    def sheet(title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> tuple[str, list[str], list[Any]]:
        return say(title)[0], [*header], [*rows]

    planned = [entry for entry in entries if entry.planned]
    names = [entry.name for entry in planned]
    stars, people = front(entries), _people(planned, language)
    scenarios = (
        (e.name, "★" if e.name in stars else "", e.en if language == "en" else e.vi, *say(e.status), *_numbers(e))
        for e in entries
    )
    gaps = ((commune, *(value for value, _ in row)) for commune, row in _gaps(planned))
    chosen_in = (
        (c, p, n, *("●" if there else "" for there in at)) for c, p, at, n in people["always"] + people["sometimes"]
    )
    moves = ((name, *told) for name, told in _moves(planned))
    found = ((e.reform, e.without, "" if e.both_proven else "~", *_changes(e)) for e in effects(entries))
    yield sheet("scenario", [*say("scenario"), "★", *say("changes", "status", *MEASURES)], scenarios)
    yield sheet("commune", [*say("commune"), *names], gaps)
    yield sheet("cadre", [*say("cadre", "post", "times"), *names], chosen_in)
    yield sheet("come", say("scenario", "come", "gone", "shifted"), moves)
    yield sheet("reform", [*say("reform", "without"), "~", *say(*MEASURES)], found)


def _numbers(entry: Entry) -> list[int | str]:
    """The measures of a scenario as numbers; blank where there is no plan."""
    return [in_unit(name, entry.measure(name)) if entry.planned else "" for name in MEASURES]


def _changes(effect: Effect) -> list[int]:
    """The changes of an effect as numbers."""
    return [in_unit(name, effect.change[name]) for name in MEASURES]
