"""The place of a breach or a constraint in words: whom, which post, which unit, from when."""

from collections.abc import Mapping
from typing import Any

from optimizer.case import Case
from optimizer.report.sentences import NO_NAMES, cadre_name, fact, post_title, text
from optimizer.words import DecisionKind, Language

PARTS: Mapping[str, tuple[tuple[str, ...], ...]] = {  # what the parts of a bond's place are, by their number
    "C01": (("cadre",), ("post", "t")),
    "C14": (("cadre", "kin", "body", "t"),),
    "C16": (("t",),),
    "C19": (("slot",), ("cadre", "t"), ("unit", "rank", "t"), ("cadre", "t", "slot", "post")),
    "C20": (("leaders", "t"),),
    "C25": (("year",),),
    "C27": (("band", "t"),),
    "C40": (("role",),),
    "C43": (("course",), ("cadre", "course", "and_course")),
    "C45": (("unit", "plan_year"),),
    "D01": (("decision",),),
}
OF_A_COMMUNE, OF_A_GATE = (("unit", "t"),), (("cadre",), ("cadre", "post"))
COMMUNES = ("C21", "C21B", "C22", "C26")


def place_words(case: Case, rule: str, place: str, lang: Language, identity: Mapping[str, str] = NO_NAMES) -> str:
    """The place in words; as it is, where a key has the mark |."""
    values = place.split("|")
    known = PARTS.get(rule, OF_A_COMMUNE if rule in COMMUNES else OF_A_GATE)
    names = next((names for names in known if len(names) == len(values)), None)
    if names is None:
        return place
    parts = [(name, _part(case, name, value, lang, identity)) for name, value in zip(names, values, strict=True) if value]
    return ", ".join(text(f"place.{name}", lang, value=value) for name, value in parts)


AS_IT_IS = ("year", "rank", "slot", "decision", "course", "and_course")


def _part(case: Case, name: str, value: str, lang: Language, identity: Mapping[str, str]) -> str:
    """One part of a place: keys by their names, periods by their first day, years of the plan by their number from 1."""
    if name == "leaders":
        return text("place.and", lang).join(fact(case, name, who, lang, identity) for who in value.split("+"))
    if name == "body" and value.endswith(":standing"):
        return text("place.standing", lang, unit=fact(case, name, value.removesuffix(":standing"), lang))
    if name == "body":
        return text("place.and", lang).join(fact(case, name, post, lang) for post in value.split("+"))
    if name == "plan_year":
        return str(int(value) + 1)
    return value if name in AS_IT_IS else fact(case, name, value, lang, identity)


def decision_words(case: Case, decision: Any, lang: Language, identity: Mapping[str, str] = NO_NAMES) -> str:
    """What a row of `decisions` decides."""
    post = post_words(case, decision, lang)
    return text(f"conflict.{decision.kind}", lang, cadre=cadre_name(decision.cadre_id, identity), post=post)


def post_words(case: Case, decision: Any, lang: Language) -> str:
    """The post that a decision names, or the words for any."""
    every = "conflict.any_post" if decision.kind == DecisionKind.PIN else "conflict.every_post"
    return post_title(case, decision.post_id, lang) if decision.post_id else text(every, lang)
