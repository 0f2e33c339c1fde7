"""The difference of two plans in a committee's words: who moves, what is behind it, what it brings."""

from collections import Counter
from collections.abc import Iterator, Sequence

from optimizer.case import Case
from optimizer.explain.differences import Change, Differences, Fate
from optimizer.report.flip_sentences import cited
from optimizer.report.sentences import (
    breach_sentence,
    day,
    kind_label,
    landing_text,
    money,
    part_sentence,
    post_title,
    text,
    tier_title,
    whole,
)
from optimizer.rules.kinds import Breach
from optimizer.rules.tiers import Tier, goal_by_id
from optimizer.words import Language

PARTS_TOLD = 3  # of a person's points: those that change most
GAPS_TOLD = 10


def effect(sense: int, before: int, after: int, language: Language) -> str:
    """By how much the second value is better or worse."""
    gain = sense * (after - before)
    code = "diff.better" if gain > 0 else "diff.worse" if gain < 0 else "diff.unchanged"
    return text(code, language, count=whole(abs(gain), language))


def effect_rows(found: Differences, language: Language) -> Iterator[tuple[str, str, str, str]]:
    """Each tier of the second plan with its goals: title, both values, the effect."""
    before, after = found.verdicts
    theirs = {tier.name: tier for tier in before.tiers}
    for tier in after.tiers:
        first = before.value(theirs[tier.name]) if tier.name in theirs else None
        yield _row(tier_title(tier.name, language), tier.sense, first, after.value(tier), language)
        yield from _goal_rows(found, tier, language)


def _goal_rows(found: Differences, tier: Tier, language: Language) -> Iterator[tuple[str, str, str, str]]:
    """The goals of a tier that has several."""
    before, after = (verdict.goals for verdict in found.verdicts)
    for goal in tier.goals if len(tier.goals) > 1 else ():
        sense = goal_by_id(goal).sense
        yield _row("  " + text(f"goal.{goal}", language), sense, before[goal], after[goal], language)


def _row(title: str, sense: int, before: int | None, after: int, language: Language) -> tuple[str, str, str, str]:
    """One row of values; without a first value there is no effect."""
    if before is None:
        return title, "—", whole(after, language), "—"
    return title, whole(before, language), whole(after, language), effect(sense, before, after, language)


def data_lines(found: Differences, language: Language) -> list[str]:
    """What differs in the data and the law, and by which both plans are judged."""
    if found.same_data:
        return [text("diff.same_data", language)]
    first, second = found.cases
    lines = [
        text("diff.table", language, table=table, gone=gone, come=come) for table, (gone, come) in found.tables.items()
    ]
    if found.settings:
        lines.append(text("diff.settings", language, names=", ".join(found.settings)))
    if first.law != second.law:
        days = {"before_day": day(first.law.day), "after_day": day(second.law.day)}
        lines.append(text("diff.law", language, before=first.law.regime, after=second.law.regime, **days))
    return [*lines, text("diff.together" if found.together else "diff.apart", language)]


def gap_lines(found: Differences, language: Language) -> list[str]:
    """Communes whose gap changes, the greatest change first, and the cost of both plans."""
    before, after = (verdict.gap for verdict in found.verdicts)
    names = found.cases[1].unit
    changed = [unit for unit in after if unit in before and before[unit] != after[unit]]
    changed.sort(key=lambda unit: (-abs(after[unit] - before[unit]), unit))
    lines = [
        text("diff.gap", language, unit=names[unit].name, before=before[unit], after=after[unit])
        for unit in changed[:GAPS_TOLD]
    ]
    if len(changed) > GAPS_TOLD:
        lines.append(text("diff.more_gaps", language, count=len(changed) - GAPS_TOLD))
    first, second = (money(cost, language) for cost in found.cost)
    return [*lines, *([text("diff.cost", language, before=first, after=second)] if first != second else [])]


def change_lines(found: Differences, change: Change, language: Language) -> list[str]:
    """One cadre: what becomes of him in both plans, then what is behind it."""
    first, second = found.cases[1] if found.together else found.cases[0], found.cases[1]
    facts = {"before": fate_text(first, change.before, language), "after": fate_text(second, change.after, language)}
    nobody = text("diff.nothing", language)
    code = "diff.now" if facts["before"] == nobody else "diff.no_more" if facts["after"] == nobody else "diff.otherwise"
    line = text(code, language, cadre=change.cadre, **facts)
    return [line, *(f"  {reason}" for reason in _reasons(found, change, first, second, language))]


def _reasons(found: Differences, change: Change, first: Case, second: Case, language: Language) -> Iterator[str]:
    """What is behind one change: what the old placement breaks, who takes which post, points."""
    yield from (breach_text(second, breach, language) for breach in change.broken)
    if change.yields_to:
        yield text("diff.yields", language, cadres=", ".join(change.yields_to))
    if change.replaces:
        yield text("diff.replaces", language, cadres=", ".join(change.replaces))
    before, after = (sum(part.points for part in fate.parts) for fate in (change.before, change.after))
    told = {"before": whole(before, language), "after": whole(after, language)}
    details = "; ".join(_parts(change, first, second, language))
    yield text("diff.points", language, **told) + (f" ({details})" if details else "")


def breach_text(case: Case, breach: Breach, language: Language) -> str:
    """A rule that an old placement breaks, with its sentence and its source."""
    sentence = breach_sentence(case, breach, language).rstrip(".")
    source = cited(case.law.rule(breach.rule), language)
    return text("diff.broken", language, rule=breach.rule, sentence=sentence, source=source)


def _parts(change: Change, first: Case, second: Case, language: Language) -> list[str]:
    """The points that one plan gives a cadre and the other does not, the greatest first."""
    before = Counter((part_sentence(first, p, language), p.points) for p in change.before.parts)
    after = Counter((part_sentence(second, p, language), p.points) for p in change.after.parts)
    moved = [("diff.gained", points, said) for (said, points), n in (after - before).items() for _ in range(n)]
    moved += [("diff.lost", -points, said) for (said, points), n in (before - after).items() for _ in range(n)]
    moved.sort(key=lambda row: -abs(row[1]))
    return [
        text(code, language, points=("+" if points > 0 else "") + whole(points, language), sentence=said)
        for code, points, said in moved[:PARTS_TOLD]
    ]


def fate_text(case: Case, fate: Fate, language: Language) -> str:
    """What a plan does with a cadre, in words."""
    courses = ", ".join(training.course for training in fate.training)
    taught = text("diff.course", language, courses=courses) if courses else ""
    if fate.stint is None:
        return text("diff.nothing", language) + taught
    stint, landing = fate.stint, fate.landing
    after = f"; {landing_text(case, landing.cadre, landing.slot, landing.post, language)}" if landing else ""
    facts = {"post": post_title(case, stint.post, language), "kind": kind_label(case, stint.cadre, stint.post, language)}
    told = {"start": day(stint.start), "months": stint.months, "after": after + taught}
    return text("diff.stint", language, **facts, **told)


def broken_lines(found: Differences, language: Language) -> Sequence[str]:
    """What the first plan breaks by the second run and that no one cadre's change tells."""
    lines = [f"  {breach_text(found.cases[1], breach, language)}" for breach in found.broken]
    return [text("diff.broken_all", language), *lines] if lines else []
