"""The report as one self-contained page per language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import jinja2

from optimizer.case import Case
from optimizer.costs import plan_cost_by_year, stint_cost_by_year
from optimizer.explain import Explanation, Vacancy
from optimizer.explain.fillings import Filling
from optimizer.plan import Plan
from optimizer.report.as_if import as_if_lines, change_lines, replaced_units
from optimizer.report.baseline_view import beside
from optimizer.report.eligibility_view import heat_map
from optimizer.report.fillings_view import cause, way_words
from optimizer.report.law_view import parameters, rules_in_force
from optimizer.report.plan_view import by_commune, by_person, over_time
from optimizer.report.sentences import (
    breach_sentence,
    cadre_name,
    day,
    millions,
    money,
    post_title,
    text,
    whole,
)
from optimizer.report.training import course_title, still_lacking, training_list
from optimizer.rules.goals.measures import vacant_months
from optimizer.solve import Solved, TierResult
from optimizer.tables.text import sort_key
from optimizer.verify import Verdict, judge
from optimizer.words import Kind, Language, skill_label


def render_html(
    case: Case,
    solved: Solved,
    told: Explanation,
    identity: Mapping[str, str],
    language: Language,
    baselines: Mapping[str, Verdict] = MappingProxyType({}),
) -> str:
    """The whole report of a solved case as one HTML document without links, scripts or other files."""
    ways = {(one.vacancy.post, one.vacancy.first): one.ways for one in told.ways}
    page = {
        "language": language,
        "t": lambda code, **facts: text(code, language, **facts),
        **_opening(case, solved, language),
        **_plan(case, solved, told, identity, language),
        "beside": beside(solved.verdict, baselines, language),
        "eligible": heat_map(case, told.eligible, language),
        "vacancies": [_vacancy(case, v, ways.get((v.post, v.first)), language, identity) for v in told.vacancies],
        "long_vacant": _long_vacant(case, told, language),
        "soft": [_breach(case, b, language, identity) for b in solved.verdict.soft_breaches],
        "waivers": case.tables.waivers.to_dict("records"),
        "rules": rules_in_force(case, language),
        "law": parameters(case, language),
    }
    return filled("report.html.j2", page)


def filled(template: str, page: Mapping[str, Any]) -> str:
    """A template with what stands in it; text is escaped, and whatever is missing is a fault."""
    loader = jinja2.PackageLoader("optimizer.report", "templates")
    engine = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    return engine.get_template(template).render(page)


def _opening(case: Case, solved: Solved, language: Language) -> dict[str, Any]:
    """What the first page says: the case, how far to rely on the plan, what it does to the gaps."""
    before = judge(case, Plan())
    return {
        "name": case.settings.name_en if language == "en" else case.settings.name_vi,
        "other": "report.html" if language == "en" else "report.en.html",
        "classification": case.settings.classification,
        "meta": _meta(case, language),
        "as_if": as_if_lines(case, language),
        "units": replaced_units(case, language),
        "changes": change_lines(case, language),
        "tiers": [_tier(result, language) for result in solved.tiers],
        "interrupted": solved.interrupted,
        "figures": _figures(case, solved, before, language),
        "decided": _decided(case, solved, before, language),
        "gaps": _gaps(case, before.gap, solved.verdict.gap),
    }


def _plan(
    case: Case, solved: Solved, told: Explanation, identity: Mapping[str, str], language: Language
) -> dict[str, Any]:
    """The plan by commune, over time, by person, and its training."""
    plan = solved.plan
    return {
        "periods": [day(case.day(t)) for t in range(case.periods)],
        "communes": by_commune(case, plan, identity, language),
        "timeline": over_time(case, plan, identity, language),
        "people": by_person(case, plan, told.reasons, identity, language),
        "common": whole(sum(part.points for part in told.common), language),
        "total": whole(solved.verdict.value(solved.verdict.tiers[-1]), language),
        "training": _training(case, plan, identity, language),
        "lacking": _lacking(case, plan, language),
    }


def _meta(case: Case, language: Language) -> str:
    """Regime, day and grid in one line."""
    years, period = case.horizon_months // 12, case.period_months
    return text("meta", language, regime=case.law.regime, day=day(case.start), years=years, period=period)


def _tier(result: TierResult, language: Language) -> dict[str, Any]:
    """One tier: value, certified bound, the engines' bound, and what is proven."""
    name = f"tier.{result.tier.name}"
    title = text(name, language) if name in _known() else result.tier.name
    return {
        "title": title,
        "short": title.partition(" (")[0],
        "value": whole(result.value, language),
        "certified": whole(result.certified, language),
        "bound": whole(result.bound, language),
        "proof": _proof(result, language),
    }


def _proof(result: TierResult, language: Language) -> str:
    """Whose proof it is that no plan is better, or how much is open."""
    engines = ", ".join(result.proved_by)
    if result.proven and result.gap:
        return text("tolerance_used", language, gap=result.gap)
    if result.certified_gap == 0:
        told = text("certified", language)
        return f"{told}; {text('confirmed', language, engines=engines)}" if engines else told
    if result.proved_by:
        return text("confirmed" if result.confirmed else "proved", language, engines=engines)
    return text("open", language, gap=whole(result.gap, language))


def _known() -> Mapping[str, Any]:
    """The codes that have a message."""
    from optimizer.report.messages import MESSAGES

    return MESSAGES


def _figures(case: Case, solved: Solved, before: Verdict, language: Language) -> list[tuple[str, str]]:
    """Four figures that say what the plan is worth, each with its label."""
    vacant = [sum(m for *_, m in vacant_months(case, plan)) for plan in (Plan(), solved.plan)]
    worst = [max(gap.values(), default=0) for gap in (before.gap, solved.verdict.gap)]
    cost = sum(sum(stint_cost_by_year(case, stint).values()) for stint in solved.plan.stints)
    rotations = sum(case.kind(s.cadre, s.post) == Kind.ROTATION for s in solved.plan.stints)
    return [
        (f"{whole(vacant[0], language)} → {whole(vacant[1], language)}", text("figure.vacant", language)),
        (f"{worst[0]} → {worst[1]}", text("figure.worst", language)),
        (f"{rotations}", text("figure.rotations", language)),
        (millions(cost, language), text("figure.cost", language)),
    ]


def _decided(case: Case, solved: Solved, before: Verdict, language: Language) -> list[str]:
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
        text("decided.vacant", language, before=whole(months[0], language), after=whole(months[1], language),
             months=case.horizon_months),
        text("decided.worst", language, unit_before=case.unit[worst_before].name, before=gap_before[worst_before],
             unit_after=case.unit[worst_after].name, after=gap_after[worst_after]),
    ]  # fmt: skip
    return lines + _budget_lines(case, solved.plan, language)


def _budget_lines(case: Case, plan: Plan, language: Language) -> list[str]:
    """Cost against budget, year by year."""
    total = plan_cost_by_year(case, plan)
    return [
        text("decided.cost", language, year=row.year, cost=money(total.get(row.year, 0), language),
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


def _training(case: Case, plan: Plan, identity: Mapping[str, str], language: Language) -> list[tuple[str, ...]]:
    """Who is sent to which course, when, at what cost."""
    return [
        (cadre_name(cadre, identity), course_title(case, course, language), day(starts), day(ends), money(cost, language))
        for cadre, course, starts, ends, cost in training_list(case, plan)
    ]


def _lacking(case: Case, plan: Plan, language: Language) -> list[str]:
    """What teams still lack, one sentence per commune and skill."""
    return [
        text("training.lacking", language, unit=case.unit[unit].name, skill=skill_label(skill, language), level=level,
             months=months)
        for unit, skill, level, months in still_lacking(case, plan)
    ]  # fmt: skip


def _vacancy(
    case: Case, vacancy: Vacancy, ways: Sequence[Filling] | None, language: Language, identity: Mapping[str, str]
) -> dict[str, Any]:
    """One vacancy with its cause and what would fill it; None: that was not asked."""
    longest, months = case.law["max_vacancy_months"].value, vacancy.before + vacancy.months
    return {
        "post": post_title(case, vacancy.post, language),
        "from": day(case.day(vacancy.first)),
        "months": vacancy.months,
        "overdue": text("vacancy.overdue", language, months=months, longest=longest) if vacancy.overdue else "",
        "cause": cause(vacancy, language),
        "ways": [way_words(case, vacancy, way, language, identity) for way in ways or ()],
        "no_way": text("vacancy.no_way", language) if ways is not None and not ways else "",
    }


def _long_vacant(case: Case, told: Explanation, language: Language) -> list[str]:
    """The key posts that were vacant too long before the plan, one sentence each."""
    longest = case.law["max_vacancy_months"].value
    return [
        text("vacancy.before", language, post=post_title(case, post, language), since=day(since), months=months,
             longest=longest)
        for post, since, months in told.long_vacant
    ]  # fmt: skip


def _breach(case: Case, breach: Any, language: Language, identity: Mapping[str, str]) -> str:
    """One soft breach as a sentence."""
    return f"{breach.rule}: {breach_sentence(case, breach, language, identity)}"
