"""What a budget step, a rule, a post, a need or one more candidate is worth, on the screen or as JSON (F38)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from optimizer.case import Case
from optimizer.commands.asked import Block, open_run, show, table
from optimizer.commands.exits import Exit, exit_of_answer
from optimizer.errors import UsageError
from optimizer.explain.base import Base
from optimizer.explain.frozen import of_worths
from optimizer.explain.worths import KINDS, MOST_LEVEL, Thing, Worth, Worths, things, worths
from optimizer.report.claim_view import cost, voice
from optimizer.report.sentences import money, post_title, text, tier_title
from optimizer.solve.interrupt import stop_on_signals
from optimizer.verify.claim_kinds import plain
from optimizer.words import Language, skill_label

ALL = "all"
MILLION = 1_000_000
HEADERS = ("worths.thing", "worths.first", "worths.gain", "col.proof")


def ask(run: Path, of: Sequence[str], step: int, like: str, seconds: float, language: Language, *, as_json: bool) -> Exit:
    """Answer, and return the exit code: something is open where a worth is not proven, or was not tried."""
    kinds = [kind for kind in KINDS if kind in of or ALL in of]
    unknown = sorted(set(of) - {*KINDS, ALL})
    if unknown:
        known = ", ".join((*KINDS, ALL))
        raise UsageError(f"--of nhận: {known}.", f"--of takes {known}.")
    base = open_run(run)
    if like and like not in base.case.cadre:
        raise UsageError(f"Không có cán bộ «{like}» trong dữ liệu.", f"There is no cadre “{like}” in the tables.")
    with stop_on_signals() as stop:
        found = worths(base, things(base, kinds, step * MILLION, like), seconds, stop)
    claims = of_worths(base, found)
    show(base.case, blocks(base, found, language), told(base, found), language, claims, as_json=as_json)
    proven = not found.untried and all(worth.exact(base) for worth in found.worths)
    return exit_of_answer(proven=proven, interrupted=found.interrupted)


def blocks(base: Base, found: Worths, language: Language) -> list[Block]:
    """The answer, block by block: each thing with what it brings, what was not tried, how it is known."""
    said: list[Block] = [text("worths.title", language, count=len(found.worths))]
    said.append(table(HEADERS, (row(base, worth, language) for worth in found.worths), language))
    said += [text("worths.untried", language, count=len(found.untried))] * bool(found.untried)
    return [*said, text("worths.scope", language)]


def row(base: Base, worth: Worth, language: Language) -> tuple[str, str, str, str]:
    """One thing: the first tier that changes, by how much, by whose proof."""
    what, nothing, first = (
        thing_words(base.case, worth.thing, language),
        text("claim.nothing", language),
        worth.first(base),
    )
    if worth.impossible:
        return what, nothing, text("worths.impossible", language), ", ".join(worth.impossible)
    if first is None:
        if worth.estimate is None:
            return what, nothing, text("worths.unsolved", language), nothing
        told = text("worths.at_most", language, gain=f"{worth.estimate:+}")
        return what, tier_title(worth.tier, language), told, text("worths.estimate", language)
    least, most = (-number for number in reversed(cost(base.case, first)))
    tier = tier_title(first.tier, language) if first.value != first.kept or not worth.exact(base) else nothing
    proof = ", ".join(voice(name, language) for name in first.proved_by) or nothing
    if worth.exact(base):
        return what, tier, f"{most:+}" if most else "0", proof
    return what, tier, text("claim.range", language, low=f"{least:+}", high=f"{most:+}"), proof


def thing_words(case: Case, thing: Thing, language: Language) -> str:
    """What is changed."""
    if thing.kind == "budget":
        code = "worths.more" if thing.step > 0 else "worths.less"
        return text(code, language, year=thing.key, money=money(abs(thing.step), language))
    if thing.kind == "rule":
        return text("worths.rule", language, rule=thing.key, title=case.law.rule(thing.key).title[language])
    if thing.kind == "post":
        return text("worths.post", language, post=post_title(case, thing.key, language))
    skill = skill_label(thing.key, language)
    if thing.kind != "candidate":
        return text("worths.skill", language, skill=skill)
    code = "worths.candidate_with" if thing.key else "worths.candidate"
    return text(code, language, like=thing.like, skill=skill, level=MOST_LEVEL)


def told(base: Base, found: Worths) -> dict[str, Any]:
    """The answer as plain values; `estimate` is a bound by LP duals, `prices` are of solved cases."""
    return {
        "kind": "worth",
        "worths": [_worth(base, worth) for worth in found.worths],
        "untried": plain(found.untried),
        "interrupted": found.interrupted,
    }


def _worth(base: Base, worth: Worth) -> dict[str, Any]:
    """One worth as plain values; its plan stands in the claims."""
    values = {name: value for name, value in plain(worth).items() if name != "plan"}
    return {**values, "exact": worth.exact(base)}
