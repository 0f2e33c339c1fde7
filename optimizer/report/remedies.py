"""Changes that make room for a plan, in words: what to do, and who signs it."""

from collections.abc import Mapping
from typing import Any

from optimizer.case import Case
from optimizer.explain.remedies import Remedy, course_like, course_row, planned_row, price, signer
from optimizer.report.places import decision_words, place_words
from optimizer.report.sentences import NO_NAMES, cadre_name, day, money, post_title, role_title, text
from optimizer.words import Language, Theory

SIGNED = ("drop", "loosen", "budget", "waive")  # changes of which the law says who signs them


def remedy_facts(case: Case, remedy: Remedy, lang: Language) -> dict[str, Any]:
    """One change as plain values and in words."""
    return {
        "kind": remedy.kind, "rule": remedy.rule, "place": remedy.place, "value": remedy.value or None,
        "authority": str(signer(case, remedy.rule, remedy.place)) if remedy.kind in SIGNED else None,
        "price": price(case, remedy.rule, remedy.place) if remedy.kind in SIGNED else None,
        "sentence": remedy_sentence(case, remedy, lang),
    }  # fmt: skip


def remedy_sentence(case: Case, remedy: Remedy, lang: Language, identity: Mapping[str, str] = NO_NAMES) -> str:
    """What to change, and who signs it; of the succession plan and of courses nothing is known of that."""
    if remedy.kind not in SIGNED:
        return _of_people(case, remedy, lang, identity)
    who = signer(case, remedy.rule, remedy.place).label(lang)
    return text("remedy.signed", lang, change=_change(case, remedy, lang, identity), who=who)


def _change(case: Case, remedy: Remedy, lang: Language, identity: Mapping[str, str]) -> str:
    """What to change."""
    rule, place = remedy.rule, remedy.place
    if remedy.kind == "waive":
        where, title = place_words(case, rule, place, lang, identity), case.law.rule(rule).title[lang]
        return text("remedy.waive", lang, rule=rule, title=title, where=where)
    if remedy.kind == "budget":
        old = next(row.amount_vnd for row in case.tables.budget.itertuples() if row.year == int(place))
        amounts = {"old": money(old, lang), "new": money(remedy.value, lang)}
        return text("remedy.budget", lang, year=place, **amounts)
    row = next(row for row in case.tables.decisions.itertuples() if row.decision_id == place)
    if remedy.kind == "loosen":
        title = post_title(case, row.post_id, lang)
        return text("remedy.loosen", lang, decision=place, cadre=cadre_name(row.cadre_id, identity), post=title)
    return text("remedy.drop", lang, decision=place, what=decision_words(case, row, lang, identity))


def _of_people(case: Case, remedy: Remedy, lang: Language, identity: Mapping[str, str]) -> str:
    """Who is to be planned for which role, or to learn what and when."""
    if remedy.kind == "seats":
        return text("remedy.seats", lang, course=remedy.place, seats=remedy.value)
    key, post = remedy.place.split("|")
    cadre = cadre_name(key, identity)
    if remedy.kind == "pool":
        row = planned_row(case, remedy).iloc[0]
        role = role_title(case, case.post[post].role_id, lang)
        return text("remedy.pool", lang, cadre=cadre, role=role, first=row["from_year"], last=row["to_year"])
    row = course_row(case, remedy).iloc[0]
    facts = {"starts": day(row["starts"]), "months": row["months"], "cost": money(int(row["cost_vnd"]), lang)}
    gives, like = Theory(row["gives"]).label(lang), course_like(case, post)["course_id"].iloc[0]
    return text("remedy.course", lang, cadre=cadre, gives=gives, like=like, **facts)
