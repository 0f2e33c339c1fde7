"""The ranked shortlist for a post, on the screen or as JSON: exact prices for the best, bounds for the rest (F35)."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from optimizer.case import Case
from optimizer.commands.asked import Block, open_run, refuse_unknown, show, table
from optimizer.commands.exits import Exit, exit_of_answer
from optimizer.explain.base import Base
from optimizer.explain.shortlist import Estimate, Shortlist, shortlist
from optimizer.report.claim_view import answer_lines, cost
from optimizer.report.sentences import post_title, text, tier_title, whole
from optimizer.solve.interrupt import stop_on_signals
from optimizer.verify.claim_kinds import Claim, Forced, plain, to_json
from optimizer.words import Language

HEADERS = ("recommend.rank", "col.cadre", "recommend.first", "claim.cost", "recommend.sort")


def ask(run: Path, post: str, most: int, seconds: float, language: Language, *, exact: bool, as_json: bool) -> Exit:
    """Answer, and return the exit code: something is open where fewer are proven to come first than were asked for."""
    base = open_run(run)
    refuse_unknown(base.case, post)
    with stop_on_signals() as stop:
        found = shortlist(base, post, most, seconds, stop, exact=exact)
    solved: list[Claim] = [*found.ranked, *found.unplaceable]
    told = {
        "post": post, "chosen": [stint.cadre for stint in base.plan.stints if stint.post == post], "sure": found.sure,
        "claims": [to_json(claim) for claim in solved],
        "estimates": [plain(estimate) for estimate in found.estimates],
    }  # fmt: skip
    show(base.case, blocks(base, found, language), told, language, as_json=as_json)
    proven = found.sure >= min(most, len(found.ranked)) and (len(found.ranked) >= most or not found.estimates)
    return exit_of_answer(proven=proven, interrupted=stop.is_set())


def blocks(base: Base, found: Shortlist, language: Language) -> Sequence[Block]:
    """The list, block by block: the run's own choice, those solved, those with a bound, those who fit in no plan."""
    title = f"{post_title(base.case, found.post, language)} ({found.post})"
    said: list[Block] = [
        text("recommend.title", language, post=title),
        table(HEADERS, _rows(base, found, language), language),
    ]
    if found.ranked:
        facts = {"count": len(found.ranked), "sure": found.sure}
        said.append(text("recommend.sure" if found.sure == len(found.ranked) else "recommend.unsure", language, **facts))
    if found.estimates:
        said.append(text("recommend.estimates", language))
    said += [line for claim in found.unplaceable for line in answer_lines(base.case, claim, language)]
    return [*said, text("claim.scope", language)]


def _rows(base: Base, found: Shortlist, language: Language) -> Iterator[tuple[str, ...]]:
    """One row per cadre: rank, the first tier that changes, what it pays, and whether that is exact."""
    for stint in (stint for stint in base.plan.stints if stint.post == found.post):
        yield "—", stint.cadre, "—", "0", text("recommend.chosen", language)
    for rank, one in enumerate(found.ranked, start=1):
        yield str(rank), one.cadre, *_price(base.case, one, language)
    for estimate in found.estimates:
        yield "", estimate.cadre, *estimated(estimate, language)


def _price(case: Case, one: Forced, language: Language) -> tuple[str, str, str]:
    """The first tier that a forced plan changes, its price, and whether it is proven."""
    first = next((price for price in one.prices if price.value != price.kept or not price.proven), one.prices[-1])
    low, high = cost(case, first)
    if first.proven:
        return tier_title(first.tier, language), f"{high:+}" if high else "0", text("recommend.exact", language)
    told = text("claim.range", language, low=f"{low:+}", high=f"{high:+}")
    return tier_title(first.tier, language), told, text("recommend.open", language)


def estimated(estimate: Estimate, language: Language) -> tuple[str, str, str]:
    """An estimate in words: in which tier, about how much, at least how much."""
    numbers = {"cost": whole(estimate.estimate, language), "least": whole(estimate.at_least, language)}
    return (
        tier_title(estimate.tier, language),
        text("recommend.about", language, **numbers),
        text("recommend.estimate", language),
    )
