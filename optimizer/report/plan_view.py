"""The plan as people read it: commune by commune, over time, and person by person."""

from collections.abc import Mapping
from typing import Any

from optimizer.case import Case
from optimizer.costs import stint_cost_by_year
from optimizer.explain import Reason
from optimizer.plan import Plan, Stint, departures, seats
from optimizer.report.sentences import (
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
from optimizer.report.training import course_title
from optimizer.tables.text import person_key, sort_key
from optimizer.words import Language


def by_commune(case: Case, plan: Plan, identity: Mapping[str, str], language: Language) -> list[dict[str, Any]]:
    """The stints of each commune, by the weight of the post and by date; communes in Vietnamese order."""
    communes = []
    for unit in sorted(case.communes, key=lambda u: sort_key(case.unit[u].name)):
        stints = [s for s in plan.stints if case.post[s.post].unit_id == unit]
        stints.sort(key=lambda s: (-case.post[s.post].priority, s.post, s.start))
        rows = [stint_facts(case, plan, s, identity, language) for s in stints]
        if rows:
            communes.append({"name": case.unit[unit].name, "stints": rows})
    return communes


def stint_facts(case: Case, plan: Plan, s: Stint, identity: Mapping[str, str], language: Language) -> dict[str, Any]:
    """One stint with its post, dates, landing and cost."""
    landing = plan.landing_of(s.cadre)
    return {
        "name": cadre_name(s.cadre, identity),
        "role": role_title(case, case.post[s.post].role_id, language),
        "post": post_title(case, s.post, language),
        "from": day(s.start),
        "to": day(s.end),
        "months": s.months,
        "kind": kind_label(case, s.cadre, s.post, language),
        "landing": landing_text(case, s.cadre, landing.slot, landing.post, language) if landing else "—",
        "cost": money(sum(stint_cost_by_year(case, s).values()), language),
        "need": text(f"need.{need_of(case, plan, s)}", language),
    }


def need_of(case: Case, plan: Plan, s: Stint) -> str:
    """Why the post of a stint is to be filled, as a code: how it falls open, or `moved` if the plan moves its holder."""
    post = case.post[s.post]
    leaves = departures(case, plan).get(post.incumbent_id, [case.periods])[0]
    return "moved" if leaves < post.opens and post.incumbent_id != s.cadre else str(post.opens_because)


def over_time(case: Case, plan: Plan, identity: Mapping[str, str], language: Language) -> list[dict[str, Any]]:
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


def by_person(
    case: Case, plan: Plan, own: tuple[Reason, ...], identity: Mapping[str, str], language: Language
) -> list[dict[str, Any]]:
    """One entry per stint with its reasons and rule checks, in the order of names."""
    order = sorted(own, key=lambda r: person_key(identity.get(r.stint.cadre, r.stint.cadre)))
    return [
        {
            **stint_facts(case, plan, reason.stint, identity, language),
            "points": whole(reason.points, language),
            "parts": [(part_sentence(case, p, language), whole(p.points, language)) for p in reason.parts],
            "checks": _checks(case, reason, language),
        }
        for reason in order
    ]


def _checks(case: Case, reason: Reason, language: Language) -> list[tuple[str, str]]:
    """The rules by result, each with its citation and mark."""
    told: dict[str, list[str]] = {}
    for check in reason.checks:
        law = case.law.rule(check.rule)
        title = law.title[language]
        courses = ", ".join(course_title(case, course, language) for course in check.courses)
        told.setdefault(text(f"check.{check.result}", language, courses=courses), []).append(
            f"{check.rule} {title} ({law.source_text}, {law.mark})"
        )
    return [(result, "; ".join(rules) + ".") for result, rules in told.items()]
