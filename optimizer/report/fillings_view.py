"""Why a post stays vacant and what would fill it, in sentences."""

from collections.abc import Mapping

from optimizer.case import Case
from optimizer.explain.fillings import KINDS, Filling, Vacated
from optimizer.explain.vacancies import Vacancy
from optimizer.report.remedies import remedy_sentence
from optimizer.report.sentences import NO_NAMES, day, post_title, stint_words, text
from optimizer.words import Language


def vacancy_lines(case: Case, one: Vacated, lang: Language) -> list[str]:
    """A vacancy: since when, why, and what of each kind would fill it."""
    vacancy = one.vacancy
    start, title = day(case.day(vacancy.first)), post_title(case, vacancy.post, lang)
    out = [text("fill.vacant", lang, post=title, start=start, months=vacancy.months, cause=cause(vacancy, lang))]
    for way in one.ways:
        out += way_lines(case, vacancy, way, lang)
    ended = any(way.first == vacancy.first and not way.remedies for way in one.ways)
    for kind in KINDS:
        name = text("fill.kind_later" if kind == "later" else f"fill.{kind}", lang)
        if kind in one.none:
            out.append("  " + text("fill.none", lang, kind=name, engines=", ".join(one.none[kind])))
        elif kind not in {way.kind for way in one.ways} and not ended:
            out.append("  " + text("fill.open", lang, kind=name))
    return out


def cause(vacancy: Vacancy, lang: Language) -> str:
    """Why a post is vacant, as observed."""
    refused = ", ".join(f"{rule} ({count})" for rule, count in vacancy.refused.items())
    return text(f"cause.{vacancy.cause}", lang, admitted=vacancy.admitted, placed=vacancy.placed, refused=refused)


def way_lines(case: Case, vacancy: Vacancy, way: Filling, lang: Language) -> list[str]:
    """One way as lines of a screen: see `way_words`."""
    head, changes, then = way_words(case, vacancy, way, lang)
    return [f"  {head}:", *(f"    • {change}" for change in changes), *(f"    {line}" for line in then)]


def way_words(
    case: Case, vacancy: Vacancy, way: Filling, lang: Language, identity: Mapping[str, str] = NO_NAMES
) -> tuple[str, list[str], list[str]]:
    """One way: its kind, its changes, whom it brings and whose proof it is that none of its kind is smaller."""
    kind = "now" if way.kind == "later" and way.first == vacancy.first else way.kind
    stints = " ".join(stint_words(case, way.plan, stint, lang, identity) for stint in way.stints)
    smallest = "fill.smallest" if way.proved_by else "fill.smallest_open"
    proof = [text(smallest, lang, engines=", ".join(way.proved_by))] if way.remedies else []
    return (
        text(f"fill.{kind}", lang, start=day(case.day(way.first))),
        [remedy_sentence(case, remedy, lang, identity) for remedy in way.remedies],
        [text("fill.then", lang, stints=stints), *proof],
    )
