"""The smallest change with which a cadre wins a post: the answer on the screen or as JSON (F39)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from optimizer.case import Case
from optimizer.commands.asked import Block, open_run, refuse_unknown, show
from optimizer.commands.exits import Exit, exit_of_answer
from optimizer.explain.frozen import of_inverse
from optimizer.explain.inverse import Inverse, Winning, Wish, inverse, stint_of
from optimizer.explain.records import Offer
from optimizer.explain.standing import Place
from optimizer.report.change_view import change_facts, change_words
from optimizer.report.claim_view import answer_lines, rule_line
from optimizer.report.sentences import post_title, stint_words, text
from optimizer.solve.interrupt import stop_on_signals
from optimizer.verify.claim_kinds import Held, plain
from optimizer.words import Language


def ask(
    run: Path, cadre: str, post: str, steps: int, seconds: float, language: Language, *,
    weights: bool, every: bool, as_json: bool,
) -> Exit:  # fmt: skip
    """Answer, and return the exit code: something is open where a set of changes was not settled."""
    base = open_run(run)
    refuse_unknown(base.case, post, cadre)
    with stop_on_signals() as stop:
        found = inverse(Wish(base, cadre, post, seconds, stop, weights, every, steps))
    claims = of_inverse(base.case, found)
    show(base.case, blocks(base.case, found, language), told(found), language, claims, as_json=as_json)
    return exit_of_answer(proven=found.proven, interrupted=found.interrupted)


def blocks(case: Case, found: Inverse, language: Language) -> Sequence[Block]:
    """The answer, block by block: the changes and what they bring, or why there are none; what was considered."""
    said = [*_answer(case, found, language)]
    if found.sort == "weights":
        count = len({(offer.change.table, offer.change.column) for offer in found.offered})
        return [*said, text("inverse.space_weights", language, count=count)]
    said.append(text("inverse.space", language))
    said += ["  " + change_words(case, offer.change, language) for offer in _most(found.offered)]
    return [*said, text("inverse.fixed", language)]


def _most(offered: Sequence[Offer]) -> list[Offer]:
    """The greatest offer of each field."""
    return list({(o.change.table, o.change.key, o.change.column): o for o in offered}.values())


def _answer(case: Case, found: Inverse, language: Language) -> list[str]:
    """What was found."""
    facts = {"cadre": found.cadre, "post": post_title(case, found.post, language), "up_to": found.up_to}
    counts = {place.value: found.tried.get(place, 0) for place in Place}
    if isinstance(found.unmended, Held):
        return answer_lines(case, found.unmended, language)
    if found.unmended:
        rules = ["  " + rule_line(case, breach, language) for breach in found.unmended]
        return [text("inverse.unmended", language, **facts), *rules]
    if found.winning is None:
        return [text("inverse.none" if found.complete else "inverse.open", language, **facts, **counts)]
    return [*_win(case, found, found.winning, language), *_least(found, found.winning, counts, language)]


def _win(case: Case, found: Inverse, win: Winning, language: Language) -> list[str]:
    """The changes that are enough, how good he is then, and in which stint."""
    facts = {"cadre": found.cadre, "post": post_title(case, found.post, language), "size": win.size}
    sort = "inverse.smallest_weight" if found.sort == "weights" else "inverse.smallest"
    head = "inverse.already" if not win.offers else sort if win.least else "inverse.found"
    said = [text(head, language, **facts)]
    said += ["  " + change_words(case, offer.change, language) for offer in win.offers]
    proof = ", ".join(win.standing.proved_by)
    code = "inverse.every" if win.standing.place == Place.EVERY else "inverse.among"
    said.append(text(code, language, cadre=found.cadre, proof=proof))
    stint, plan = stint_of(win, found.cadre, found.post), win.standing.plan
    if stint is not None and plan is not None:
        said.append(text("inverse.stint", language, stint=stint_words(case, plan, stint, language)))
    return said


def _least(found: Inverse, win: Winning, counts: dict[str, int], language: Language) -> list[str]:
    """What is proven of smaller sets; nothing where no change is needed."""
    if not win.offers:
        return []
    return [text("inverse.least" if win.least else "inverse.not_least", language, **counts)]


def told(found: Inverse) -> dict[str, Any]:
    """The answer as plain values."""
    win = found.winning
    outcome = "unmended" if found.unmended else "open" if not found.complete else "none"
    document = {
        "outcome": "wins" if win else outcome, "cadre": found.cadre, "post": found.post, "sort": found.sort,
        "tried": {place.value: count for place, count in found.tried.items()}, "up_to": found.up_to,
        "offered": [_offer(offer) for offer in found.offered], "unmended": plain(found.unmended),
    }  # fmt: skip
    if win is None:
        return document
    return {
        **document, "changes": [_offer(offer) for offer in win.offers], "size": win.size, "least": win.least,
        "place": win.standing.place.value, "proved_by": list(win.standing.proved_by), "plan": plain(win.standing.plan),
    }  # fmt: skip


def _offer(offer: Offer) -> dict[str, Any]:
    """One change with its size."""
    return {**change_facts(offer.change), "size": offer.size}
