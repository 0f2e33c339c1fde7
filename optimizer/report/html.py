"""The report as one self-contained page per language."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import jinja2

from optimizer.case import Case
from optimizer.costs import running_costs, stint_cost_by_year
from optimizer.explain import Reason, Vacancy, reasons, vacancies
from optimizer.plan import Plan, seats
from optimizer.report.sentences import (
    breach_sentence,
    cadre_name,
    day,
    kind_label,
    landing_text,
    money,
    part_sentence,
    post_title,
    role_title,
    text,
    whole,
)
from optimizer.report.training import training_rows
from optimizer.rules.goals.measures import vacant_months
from optimizer.solve import Solved, TierResult
from optimizer.tables.text import person_key, sort_key
from optimizer.verify import Verdict, judge
from optimizer.words import Mode, skill_label


def render_html(case: Case, solved: Solved, identity: Mapping[str, str], language: str) -> str:
    """The whole report of a solved case as one HTML document without links, scripts or other files."""
    before = judge(case, Plan())
    page = {
        "language": language,
        "t": lambda code, **facts: text(code, language, **facts),
        "name": case.settings.name_en if language == "en" else case.settings.name_vi,
        "other": "report.html" if language == "en" else "report.en.html",
        "classification": case.settings.classification,
        "meta": _meta(case, language),
        "tiers": [_tier(result, language) for result in solved.tiers],
        "interrupted": solved.interrupted,
        "decided": _decided(case, solved, before, language),
        "gaps": _gaps(case, before.gap, solved.verdict.gap),
        "periods": [day(case.day(t)) for t in range(case.periods)],
        "timeline": _timeline(case, solved.plan, identity, language),
        "people": _people(case, solved, identity, language),
        "common": _common(case, solved, language),
        "total": whole(solved.verdict.value(solved.verdict.tiers[-1]), language),
        "training": _training(case, solved.plan, language),
        "vacancies": [_vacancy(case, v, language) for v in vacancies(case, solved.plan)],
        "soft": [_breach(case, b, language, identity) for b in solved.verdict.soft_breaches],
        "waivers": case.tables.waivers.to_dict("records"),
        "rules": _rules(case, language),
        "law": _law(case, language),
    }
    loader = jinja2.PackageLoader("optimizer.report", "templates")
    engine = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    return engine.get_template("report.html.j2").render(page)


def _meta(case: Case, language: str) -> str:
    """Regime, day and grid in one line."""
    years, period = case.horizon_months // 12, case.period_months
    return text("meta", language, regime=case.settings.regime, day=day(case.start), years=years, period=period)


def _tier(result: TierResult, language: str) -> dict[str, Any]:
    """One tier: value, bound, and what is proven."""
    name = f"tier.{result.tier.name}"
    engines = ", ".join(result.proved_by)
    if result.bound is None:
        proof = text("no_bound", language)
    elif result.proved_by and result.gap:
        proof = text("tolerance_used", language, gap=result.gap)
    elif result.proved_by:
        proof = text("proved", language, engines=engines)
    else:
        proof = text("open", language, gap=whole(result.gap or 0, language))
    title = text(name, language) if name in _known() else result.tier.name
    bound = "" if result.bound is None else whole(result.bound, language)
    return {"title": title, "value": whole(result.value, language), "bound": bound, "proof": proof}


def _known() -> Mapping[str, Any]:
    """The codes that have a message."""
    from optimizer.report.messages import MESSAGES

    return MESSAGES


def _decided(case: Case, solved: Solved, before: Verdict, language: str) -> list[str]:
    """The key figures as sentences."""
    kinds = Counter(str(case.kind(s.cadre, s.post)) for s in solved.plan.stints)
    lands = Counter(x.slot if x.slot in ("home", "stay") else "slot" for x in solved.plan.landings)
    months = [sum(m for *_, m in vacant_months(case, plan)) for plan in (Plan(), solved.plan)]
    gap_before, gap_after = before.gap, solved.verdict.gap
    worst_before, worst_after = (max(gap, key=lambda u: gap[u]) for gap in (gap_before, gap_after))
    lines = [
        text("decided.moves", language, count=len(solved.plan.stints), rotation=kinds["rotation"],
             transfer=kinds["transfer"], local=kinds["local_promotion"], again=kinds["reappointment"]),
        text("decided.landing", language, home=lands["home"], slot=lands["slot"], stay=lands["stay"]),
        text("decided.vacant", language, before=months[0], after=months[1], months=case.horizon_months),
        text("decided.worst", language, unit_before=case.unit[worst_before].name, before=gap_before[worst_before],
             unit_after=case.unit[worst_after].name, after=gap_after[worst_after]),
    ]  # fmt: skip
    return lines + _budget_lines(case, solved.plan, language)


def _budget_lines(case: Case, plan: Plan, language: str) -> list[str]:
    """Cost against budget, year by year."""
    total = Counter(running_costs(case))
    for stint in plan.stints:
        total.update(stint_cost_by_year(case, stint))
    return [
        text("decided.cost", language, year=row.year, cost=money(total[row.year], language),
             amount=money(row.amount_vnd, language))
        for row in case.tables.budget.sort_values("year").itertuples()
    ]  # fmt: skip


def _gaps(case: Case, before: Mapping[str, int], after: Mapping[str, int]) -> list[dict[str, Any]]:
    """Gap of each commune, the weakest before first; shades 0–9 for the heat map."""
    worst = max([1, *before.values()])
    return [
        {"name": case.unit[u].name, "before": before[u], "after": after[u], "fall": before[u] - after[u],
         "shade_before": min(9, 9 * before[u] // worst), "shade_after": min(9, 9 * after[u] // worst)}
        for u in sorted(before, key=lambda u: (-before[u], sort_key(case.unit[u].name)))
    ]  # fmt: skip


def _timeline(case: Case, plan: Plan, identity: Mapping[str, str], language: str) -> list[dict[str, Any]]:
    """Each key post of each commune with its holder in every period, newcomers marked."""
    held = seats(case, plan)
    new = {(s.cadre, s.post) for s in plan.stints if str(case.kind(s.cadre, s.post)) != "reappointment"}
    communes = []
    for unit in sorted(case.communes, key=lambda u: sort_key(case.unit[u].name)):
        posts = [p for p in case.post.values() if p.unit_id == unit and p.key]
        rows = []
        for post in sorted(posts, key=lambda p: (-p.priority, p.post_id)):
            holders = [held.get((post.post_id, t), []) for t in range(case.periods)]
            cells = [
                {
                    "who": cadre_name(h[0].cadre, identity) if h else text("vacant", language),
                    "sort": "empty" if not h else "new" if (h[0].cadre, post.post_id) in new else "stays",
                }
                for h in holders
            ]
            rows.append({"post": role_title(case, post.role_id, language), "cells": _merged(cells)})
        communes.append({"name": case.unit[unit].name, "rows": rows})
    return communes


def _merged(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Neighbouring cells that say the same as one wide cell."""
    out: list[dict[str, Any]] = []
    for cell in cells:
        if out and {**out[-1], "span": 1} == {**cell, "span": 1}:
            out[-1]["span"] += 1
        else:
            out.append({**cell, "span": 1})
    return out


def _people(case: Case, solved: Solved, identity: Mapping[str, str], language: str) -> list[dict[str, Any]]:
    """One entry per stint, in the order of names."""
    own = reasons(case, solved.plan)[0]
    order = sorted(own, key=lambda r: person_key(identity.get(r.stint.cadre, r.stint.cadre)))
    return [_person(case, solved, reason, identity, language) for reason in order]


def _person(case: Case, solved: Solved, reason: Reason, identity: Mapping[str, str], language: str) -> dict[str, Any]:
    """One stint as people read it."""
    s = reason.stint
    landing = solved.plan.landing_of(s.cadre)
    return {
        "name": cadre_name(s.cadre, identity),
        "post": post_title(case, s.post, language),
        "from": day(s.start),
        "to": day(s.end),
        "months": s.months,
        "kind": kind_label(case, s.cadre, s.post, language),
        "landing": landing_text(case, s.cadre, landing.slot, landing.post, language) if landing else "—",
        "cost": money(sum(stint_cost_by_year(case, s).values()), language),
        "points": whole(reason.points, language),
        "parts": [(part_sentence(case, p, language), whole(p.points, language)) for p in reason.parts],
        "checks": [_check(case, check.rule, check.result, language) for check in reason.checks],
    }


def _check(case: Case, rule: str, result: str, language: str) -> str:
    """One rule check in a line, with its citation."""
    law = case.law.rule(rule)
    title = law.title["en" if language == "en" else "vi"]
    return f"{rule} {title}: {text(f'check.{result}', language)} ({law.source_text}, {law.mark})"


def _common(case: Case, solved: Solved, language: str) -> str:
    """Points of the last tier that belong to no one person."""
    return whole(sum(part.points for part in reasons(case, solved.plan)[1]), language)


def _training(case: Case, plan: Plan, language: str) -> list[tuple[str, str]]:
    """What teams lack, and the course that would give it."""
    starts = {r.course_id: r.starts.date() for r in case.tables.courses.itertuples()}
    rows = []
    for unit, skill, level, months, course in training_rows(case, plan):
        what = text("training.language", language, unit=case.unit[unit].name,
                    skill=skill_label(skill, "en" if language == "en" else "vi"), level=level, months=months)  # fmt: skip
        known = text("training.course", language, course=course, day=day(starts[course])) if course else None
        rows.append((what, known or text("training.no_course", language)))
    return rows


def _vacancy(case: Case, vacancy: Vacancy, language: str) -> dict[str, Any]:
    """One vacancy with its cause."""
    refused = ", ".join(f"{rule} ({count})" for rule, count in vacancy.refused.items())
    facts = {"admitted": vacancy.admitted, "placed": vacancy.placed, "refused": refused}
    return {
        "post": post_title(case, vacancy.post, language),
        "from": day(case.day(vacancy.first)),
        "months": vacancy.months,
        "cause": text(f"cause.{vacancy.cause}", language, **facts),
    }


def _breach(case: Case, breach: Any, language: str, identity: Mapping[str, str]) -> str:
    """One soft breach as a sentence."""
    return f"{breach.rule}: {breach_sentence(case, breach, language, identity)}"


def _rules(case: Case, language: str) -> list[dict[str, str]]:
    """Every rule in force with its citation and mark."""
    spoken = "en" if language == "en" else "vi"
    return [
        {"id": r.id, "title": r.title[spoken], "mode": r.mode.label("en" if language == "en" else "vi"),
         "source": f"{r.source_text} {r.article}".strip(), "mark": str(r.mark)}
        for r in case.law.rules.values() if r.mode != Mode.OFF
    ]  # fmt: skip


def _law(case: Case, language: str) -> list[dict[str, Any]]:
    """Every parameter with value, unit, source and mark."""
    spoken = "en" if language == "en" else "vi"
    return [
        {"title": p.title[spoken], "value": _value(p.value), "unit": p.unit,
         "source": f"{p.source_text} {p.article}".strip(),
         "mark": f"{p.mark} – {p.mark.label('en' if language == 'en' else 'vi')}", "weak": str(p.mark) in "MA"}
        for p in case.law.parameters
    ]  # fmt: skip


def _value(value: Any) -> str:
    """A parameter's value as text."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {inner}" for key, inner in value.items())
    return ", ".join(str(inner) for inner in value) if isinstance(value, list) else str(value)
