"""Facts as people read them: names, dates, money, rules; Vietnamese and English side by side."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from optimizer.case import Case
from optimizer.plan import Plan, Stint
from optimizer.report.messages import MESSAGES
from optimizer.rules import BONDS, GATES
from optimizer.rules.kinds import Breach, Part
from optimizer.words import Kind, Language, Word, skill_label

SAYS = {rule.id: rule.says for rule in (*GATES, *BONDS)}
NO_NAMES: Mapping[str, str] = {}


def text(code: str, language: Language, **facts: Any) -> str:
    """The message of a code with its facts."""
    vi, en = MESSAGES[code]
    return (en if language == "en" else vi).format(**facts)


def day(value: date) -> str:
    """dd/mm/yyyy."""
    return f"{value:%d/%m/%Y}"


def money(vnd: int, language: Language) -> str:
    """149.300.000 đ, or 149,300,000 VND."""
    return f"{vnd:,} VND" if language == "en" else f"{vnd:,}".replace(",", ".") + " đ"


def millions(vnd: int, language: Language) -> str:
    """3.141 triệu đ, or 3,141 m VND; rounded to whole millions."""
    number = whole((vnd + 500_000) // 1_000_000, language)
    return f"{number} m VND" if language == "en" else f"{number} triệu đ"


def whole(number: int, language: Language) -> str:
    """A whole number with its thousands apart."""
    return f"{number:,}" if language == "en" else f"{number:,}".replace(",", ".")


def cadre_name(cadre: str, identity: Mapping[str, str]) -> str:
    """The name and the key of a cadre, or the key alone."""
    return f"{identity[cadre]} ({cadre})" if cadre in identity else cadre


def role_title(case: Case, role: str, language: Language) -> str:
    """The title of a role."""
    row = case.role[role]
    return str(row.title_en if language == "en" else row.title_vi)


def post_title(case: Case, post: str, language: Language) -> str:
    """Role and unit of a post."""
    row = case.post[post]
    return f"{role_title(case, row.role_id, language)}, {case.unit[row.unit_id].name}"


def fact(case: Case, name: str, value: Any, language: Language, identity: Mapping[str, str] = NO_NAMES) -> str:
    """One fact of a sentence as people read it."""
    if isinstance(value, datetime | date):
        return day(value)
    if isinstance(value, Word):
        return value.label(language)
    if name.endswith("_vnd"):
        return money(int(value), language)
    key = str(value)
    if key in case.cadre:
        return cadre_name(key, identity)
    if key in case.post:
        return post_title(case, key, language)
    if key in case.unit:
        return str(case.unit[key].name)
    if name == "t" and key.isdigit():
        return day(case.day(int(key)))
    if not key:
        return "—"
    if name == "role":
        return role_title(case, key, language)
    if name == "skill":
        return skill_label(key, language)
    return text(f"{name}.{key}", language) if name in ("why", "band", "reason") else key


def breach_sentence(case: Case, breach: Breach, language: Language, identity: Mapping[str, str] = NO_NAMES) -> str:
    """What a breach says, from the rule's own words."""
    told = {name: fact(case, name, value, language, identity) for name, value in breach.facts.items()}
    return SAYS[breach.rule][language].format(**told)


def part_sentence(case: Case, part: Part, language: Language) -> str:
    """What a part of a goal says."""
    facts = {name: fact(case, name, value, language) for name, value in part.facts.items()}
    return text(f"part.{part.code}", language, **facts)


def landing_text(case: Case, cadre: str, slot: str, post: str, language: Language) -> str:
    """Where a cadre lands, in words."""
    home = case.unit[case.cadre[cadre].unit_id].name
    if slot in ("home", "stay"):
        there = case.unit[case.post[post].unit_id].name if post else ""
        return text(f"landing.{slot}", language, home=home, unit=there)
    row = case.slot[slot]
    if row.post_id:
        return text("landing.post", language, post=post_title(case, row.post_id, language))
    return text("landing.slot", language, unit=case.unit[row.unit_id].name, rank=row.rank, slot=slot)


def kind_label(case: Case, cadre: str, post: str, language: Language) -> str:
    """What a stint is in law, in words."""
    return Kind(case.kind(cadre, post)).label(language)


def stint_words(case: Case, plan: Plan, stint: Stint, language: Language, identity: Mapping[str, str] = NO_NAMES) -> str:
    """One stint and where it leads, in words."""
    landing, rotated = plan.landing_of(stint.cadre), case.kind(stint.cadre, stint.post) == Kind.ROTATION
    after = text("ways.unplaced", language) if rotated else ""
    if landing is not None:
        after = f"; {landing_text(case, landing.cadre, landing.slot, landing.post, language)}"
    kind, title = kind_label(case, stint.cadre, stint.post, language), post_title(case, stint.post, language)
    who = cadre_name(stint.cadre, identity)
    facts = {"cadre": who, "kind": kind, "post": title, "months": stint.months, "after": after}
    return text("ways.stint", language, start=day(stint.start), **facts)


def tier_title(tier: str, language: Language) -> str:
    """The title of a default tier without its explanation in brackets; the name of one that a case declares."""
    known = tier in ("fill", "weakest_first.worst", "weakest_first.worst_k", "worth")
    return text(f"tier.{tier}", language).split(" (")[0] if known else tier
