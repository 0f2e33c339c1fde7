"""The cheapest waivers for a post as people read them, or as JSON: what to sign, who signs it, whom it brings."""

from collections.abc import Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from optimizer.case import Case
from optimizer.commands.unit_screen import show_law
from optimizer.errors import UsageError
from optimizer.explain.frozen import of_waivers
from optimizer.explain.waivers import NoWayOut, Waiver, WayOut, cheapest_waivers, waiver_rows
from optimizer.report.as_if import as_if_facts
from optimizer.report.places import place_words
from optimizer.report.sentences import breach_sentence, post_title, stint_words, text
from optimizer.screen import print_json, wide_console
from optimizer.solve.interrupt import stop_on_signals
from optimizer.solve.outcome import OutOfTime
from optimizer.verify.claim_kinds import all_json
from optimizer.words import Authority, Language


def fill_by_waivers(case: Case, post: str, seconds: float) -> WayOut | NoWayOut | OutOfTime:
    """The cheapest waivers that fill a key post; UsageError for a post that is none."""
    if post not in case.post or not case.post[post].key:
        raise UsageError(f"«{post}» không phải là chức danh chủ chốt trong dữ liệu.", f"“{post}” is no key post.")
    with stop_on_signals() as stop:
        return cheapest_waivers(case, post, seconds, stop)


def show(case: Case, post: str, found: WayOut | NoWayOut | OutOfTime, lang: Language, *, as_json: bool) -> None:
    """By which law, and the answer, on the screen or as JSON."""
    if as_json:
        claims = all_json(of_waivers(case, post, found)) if isinstance(found, WayOut) else []
        document = {**told(case, post, found, lang), "claims": claims, "law": as_if_facts(case)}
        print_json(document)
        return
    show_law(case, lang)
    console = wide_console()
    if isinstance(found, WayOut):
        if found.waivers:
            console.print(_table(case, found, lang))
        lines = _way_out(case, post, found, lang)
    elif isinstance(found, NoWayOut):
        lines = _no_way_out(case, post, found, lang)
    else:
        lines = [text("ways.time", lang)]
    for line in [*lines, text("ways.scope", lang), text("ways.advice", lang)]:
        console.print(line, markup=False)


def told(case: Case, post: str, found: WayOut | NoWayOut | OutOfTime, lang: Language) -> dict[str, Any]:
    """The answer as plain values; each waiver with the cells of its row in the table `waivers`."""
    if isinstance(found, OutOfTime):
        return {"post": post, "outcome": "out_of_time", "message": text("ways.time", lang)}
    if isinstance(found, NoWayOut):
        return {
            "post": post, "outcome": "none", "refused": dict(found.refused), "passing": found.passing,
            "retiring": found.retiring, "proved_by": found.proved_by, "message": _no_way_out(case, post, found, lang),
        }  # fmt: skip
    rows = waiver_rows(case, post, [waiver.breach for waiver in found.waivers]).to_dict("records")
    return {
        "post": post, "outcome": "filled", "stint": found.stint._asdict(), "cost": found.cost,
        "waivers": [_cells(row) | _words(case, w, lang) for row, w in zip(rows, found.waivers, strict=True)],
        "proven": found.proven, "proved_by": found.proved_by, "interrupted": found.interrupted,
        "plan": [stint._asdict() for stint in found.plan.stints],
        "landings": [landing._asdict() for landing in found.plan.landings],
        "training": [training._asdict() for training in found.plan.training],
        "message": _way_out(case, post, found, lang),
    }  # fmt: skip


def _cells(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row as it stands in a file: days as yyyy-mm-dd."""
    return {str(name): f"{cell:%Y-%m-%d}" if str(name).endswith("_date") else cell for name, cell in row.items()}


def _words(case: Case, waiver: Waiver, lang: Language) -> dict[str, Any]:
    """A waiver in words: rule, place, who signs, the fact and the limit that are forgiven, source, mark, price, proof."""
    law = case.law.rule(waiver.breach.rule)
    return {
        "title": law.title[lang],
        "where": place_words(case, waiver.breach.rule, waiver.breach.place, lang),
        "signed_by": Authority(law.waivable_by).label(lang),
        "forgiven": breach_sentence(case, waiver.breach, lang),
        "source": law.source,
        "mark": str(law.mark),
        "price": waiver.price,
        "needed_by_proof_of": waiver.proved_by,
    }


def _table(case: Case, found: WayOut, lang: Language) -> Table:
    """One line per waiver."""
    table = Table()
    for code in ("col.rule", "ways.where", "ways.signed_by", "ways.forgiven", "col.source", "ways.price", "col.proof"):
        table.add_column(text(code, lang), overflow="fold")
    for waiver in found.waivers:
        w = _words(case, waiver, lang)
        cells = [f"{waiver.breach.rule} {w['title']}", w["where"], w["signed_by"], w["forgiven"]]
        cells += [f"{w['source']} ({w['mark']})", str(waiver.price), ", ".join(waiver.proved_by) or "—"]
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _way_out(case: Case, post: str, found: WayOut, lang: Language) -> list[str]:
    """Whom the waivers bring, what else the plan has, and what is proven."""
    count, title = len(found.waivers), post_title(case, post, lang)
    lines = [text("ways.needs" if count else "ways.free", lang, post=title, count=count, cost=found.cost)]
    lines += [text("ways.who", lang, stint=stint_words(case, found.plan, found.stint, lang))]
    others = [stint for stint in found.plan.stints if stint != found.stint]
    lines += [text("ways.also", lang, stint=stint_words(case, found.plan, stint, lang)) for stint in others]
    lines += [text("ways.course", lang, cadre=x.cadre, course=x.course) for x in found.plan.training]
    if count:
        cheapest = "ways.cheapest" if found.proved_by else "ways.cheapest_open"
        lines.append(text(cheapest, lang, engines=", ".join(found.proved_by)))
        open_ = [waiver.breach.place for waiver in found.waivers if not waiver.proved_by]
        lines.append(text("ways.minimal_open" if open_ else "ways.minimal", lang, places=", ".join(open_)))
    return lines


def _no_way_out(case: Case, post: str, found: NoWayOut, lang: Language) -> list[str]:
    """Why no waivers fill a post: whom the rules refuse that nobody may waive, and who else there is."""
    row = case.post[post]
    lines = [text("ways.none", lang, post=post_title(case, post, lang), engines=", ".join(found.proved_by))]
    for rule, count in found.refused.items():
        lines.append(text("ways.refused", lang, rule=rule, title=case.law.rule(rule).title[lang], count=count))
    if found.retiring:
        lines.append(text("ways.retiring", lang, count=found.retiring))
    if found.passing:
        lines.append(text("ways.passing", lang, count=found.passing))
    if row.incumbent_id and row.opens == case.periods:
        lines.append(text("ways.held", lang, cadre=row.incumbent_id))
    return lines
