"""Explanations in words: prices, chains, refusals, the tiers taken apart."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from optimizer.case import Case
from optimizer.plan import Stint
from optimizer.report.flip_sentences import cited
from optimizer.report.sentences import breach_sentence, day, part_sentence, post_title, text, tier_title, whole
from optimizer.rules.kinds import Breach
from optimizer.rules.tiers import tiers
from optimizer.verify.claim_kinds import Claim, Forced, Held, Price, Refusal, Unplaceable, Why
from optimizer.words import Language

TIER = ("col.tier", "claim.kept", "claim.value", "claim.cost", "col.proof")
SHARE = ("col.tier", "col.value", "chosen.own", "chosen.rest")


def cost(case: Case, price: Price) -> tuple[int, int]:
    """Between what and what the price of a tier lies; positive where the plan of the run is better."""
    sense = next(tier.sense for tier in tiers(case) if tier.name == price.tier)
    return sense * (price.kept - price.bound), sense * (price.kept - price.value)


def price_rows(case: Case, prices: Sequence[Price], language: Language) -> Iterator[tuple[str, ...]]:
    """Each tier: the best of the run, the best with the cadre, the price, whose proof; open ones as ranges."""
    for price in prices:
        low, high = cost(case, price)
        between = sorted((price.bound, price.value))
        value, told = whole(price.value, language), f"{high:+}" if high else "0"
        if not price.proven:
            value = text("claim.range", language, low=whole(between[0], language), high=whole(between[1], language))
            told = text("claim.range", language, low=f"{low:+}", high=f"{high:+}")
        proof = ", ".join(voice(name, language) for name in price.proved_by) or text("claim.nothing", language)
        yield tier_title(price.tier, language), whole(price.kept, language), value, told, proof


def voice(name: str, language: Language) -> str:
    """Who shows that a value is the best; an engine by its name."""
    return text(f"claim.by.{name}", language) if name in ("run", "certificate", "bound") else name


def first_change(case: Case, prices: Sequence[Price], language: Language) -> list[str]:
    """What the first tier pays that changes, and what is said of the later ones."""
    changed = next((price for price in prices if price.value != price.kept or not price.proven), None)
    if changed is None:
        return [text("claim.free", language)]
    low, high = cost(case, changed)
    facts = {"tier": tier_title(changed.tier, language), "cost": whole(abs(high), language)}
    if not changed.proven:
        return [text("claim.first_open", language, tier=facts["tier"], low=f"{low:+}", high=f"{high:+}")]
    line = text("claim.first" if high > 0 else "claim.better", language, **facts)
    return [line] + [text("claim.after", language)] * any(not price.proven for price in prices)


def rule_line(case: Case, breach: Breach, language: Language) -> str:
    """A rule with its sentence and its citation."""
    source = cited(case.law.rule(breach.rule), language)
    return f"{breach.rule} {breach_sentence(case, breach, language)} [{source}]"


def chain(case: Case, claim: Forced, language: Language) -> list[str]:
    """Who changes, the one asked about first, then from hand to hand: who held what the last one takes."""
    left = {move.cadre: move for move in claim.moves}
    held = {move.before.post: move.cadre for move in claim.moves if move.before}
    order, cadre = [], claim.cadre
    while left:
        cadre = cadre if cadre in left else min(left)
        move = left.pop(cadre)
        order.append(move)
        cadre = held.get(move.after.post, "") if move.after else ""
    said = [text("claim.moves", language, count=len(order))] if order else []
    for move in order:
        before, after = (_stint(case, stint, language) for stint in (move.before, move.after))
        said.append("  " + text("claim.move", language, cadre=move.cadre, before=before, after=after))
    return said


def _stint(case: Case, stint: Stint | None, language: Language) -> str:
    """A stint in short; that there is none."""
    if stint is None:
        return text("claim.stays", language)
    title = f"{post_title(case, stint.post, language)} ({stint.post})"
    return text("claim.stint", language, post=title, start=day(stint.start), months=stint.months)


def forced_lines(case: Case, claim: Forced, language: Language) -> list[str]:
    """What stands below the table of prices: the first change, the chain, the rules of the bare exchange."""
    rules = [text("claim.rules" if claim.rules else "claim.no_rules", language)]
    rules += ["  " + rule_line(case, breach, language) for breach in claim.rules]
    return [*first_change(case, claim.prices, language), *chain(case, claim, language), *rules]


def answer_lines(case: Case, claim: Claim, language: Language) -> list[str]:
    """What is said first of a question about a cadre and a post."""
    if isinstance(claim, Refusal):
        stint = claim.stint
        facts = {"cadre": stint.cadre, "post": post_title(case, stint.post, language)}
        line = text("whynot.refused", language, start=day(stint.start), months=stint.months, **facts)
        return [line, *("  " + rule_line(case, breach, language) for breach in claim.faults)]
    if isinstance(claim, Held):
        facts = {"cadre": claim.cadre, "post": post_title(case, claim.post, language), "last": day(_before(claim.opens))}
        if claim.cadre == claim.holder:
            return [text("whynot.own", language, **facts)]
        return [text("whynot.held", language, holder=claim.holder, **facts)]
    if isinstance(claim, Unplaceable):
        facts = {"cadre": claim.cadre, "post": post_title(case, claim.post, language)}
        return [text("whynot.impossible", language, engines=", ".join(claim.proved_by), **facts)]
    if isinstance(claim, Forced):
        return [text("whynot.priced", language, cadre=claim.cadre, post=post_title(case, claim.post, language))]
    return []


def _before(opens: date) -> date:
    """The last day before a post opens."""
    return opens - timedelta(days=1)


def stint_lines(case: Case, claim: Why, language: Language) -> list[str]:
    """Who has the post by the plan, or who keeps it."""
    title, row = f"{post_title(case, claim.post, language)} ({claim.post})", case.post[claim.post]
    said = [f"{stint.cadre}: {_stint(case, stint, language)}" for stint in claim.stints]
    if not said:
        said.append(text("claim.vacant", language, post=title))
    if row.incumbent_id:
        facts = {"cadre": row.incumbent_id, "post": title, "last": day(_before(row.opens_on))}
        said.append(text("claim.holds", language, **facts))
    return said


def share_rows(claim: Why, language: Language) -> Iterator[tuple[str, ...]]:
    """Each tier: its value, what this post and its people bring, and the rest; the two add up."""
    for share in claim.shares:
        own, rest = sum(c.part.points for c in share.own), sum(share.rest.values())
        yield tier_title(share.tier, language), *(whole(number, language) for number in (share.value, own, rest))


def part_lines(case: Case, claim: Why, language: Language) -> list[str]:
    """The own parts of each tier, the greatest first."""
    said = []
    for share in claim.shares:
        own = sorted(share.own, key=lambda credit: -abs(credit.part.points))
        said += [
            f"  {tier_title(share.tier, language)}: {c.part.points:+} {part_sentence(case, c.part, language)}"
            for c in own if c.part.points
        ]  # fmt: skip
    return said


def check_lines(case: Case, claim: Why, language: Language) -> list[str]:
    """The gates' word on each cadre in the post: those passed by their ids, the others each with its source."""
    said = []
    for cadre in dict.fromkeys(check.cadre for check in claim.checks):
        his = [check for check in claim.checks if check.cadre == cadre]
        passed = [check.rule for check in his if check.result == "passed"]
        others = [check for check in his if check.result != "passed"]
        facts = {"cadre": cadre, "count": len(passed), "rules": ", ".join(passed)}
        said.append(text("chosen.checks_but" if others else "chosen.checks", language, **facts))
        for check in others:
            law, courses = case.law.rule(check.rule), ", ".join(check.courses)
            result = text(f"check.{check.result}", language, courses=courses)
            line = {"rule": check.rule, "title": law.title[language], "result": result, "source": cited(law, language)}
            said.append("  " + text("chosen.check", language, **line))
    return said


def pool_lines(case: Case, claim: Why, language: Language) -> list[str]:
    """How many cadres qualify, and how many each rule refuses, the strictest first."""
    count: dict[str, int] = {}
    for refusal in claim.refused:
        for breach in refusal.faults:
            count[breach.rule] = count.get(breach.rule, 0) + 1
    everybody = len(claim.admitted) + len(claim.refused)
    said = [text("chosen.pool", language, admitted=len(claim.admitted), count=everybody)]
    for rule, number in sorted(count.items(), key=lambda item: (-item[1], item[0])):
        law = case.law.rule(rule)
        facts = {"rule": rule, "title": law.title[language], "count": number, "source": cited(law, language)}
        said.append("  " + text("chosen.refused", language, **facts))
    return said
