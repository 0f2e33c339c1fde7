"""Other plans about as good as a run's, how far apart, and what each trades, on the screen or as JSON (F41)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from optimizer.commands.asked import Block, show, table
from optimizer.commands.backbone import open_near, plan_rows
from optimizer.commands.exits import Exit, exit_of_answer
from optimizer.explain.alternatives import Alternative, Portfolio, alternatives
from optimizer.explain.frozen import of_alternatives
from optimizer.explain.plan_changes import posts_apart
from optimizer.plan import Plan
from optimizer.report.near_view import WITHIN, within, within_rows
from optimizer.report.sentences import post_title, text, tier_title, whole
from optimizer.rules.tiers import goal_by_id
from optimizer.solve.interrupt import stop_on_signals
from optimizer.verify import Verdict
from optimizer.words import Language

POSTS_TOLD = 10  # of an alternative; all of them stand in the JSON


def ask(run: Path, count: int, percent: float, seconds: float, language: Language, *, as_json: bool) -> Exit:
    """Answer, and return the exit code: something is open where a farther plan is not ruled out."""
    near = open_near(run, percent)
    with stop_on_signals() as stop:
        found = alternatives(near, count, seconds, stop)
    show(near.case, blocks(found, language), told(found), language, of_alternatives(found), as_json=as_json)
    return exit_of_answer(proven=found.proven, interrupted=found.interrupted)


def blocks(found: Portfolio, language: Language) -> list[Block]:
    """The answer, block by block: within what room, plan by plan, the distances, the trades."""
    said: list[Block] = [text("near.within", language), table(WITHIN, within_rows(found.near.kept, language), language)]
    if not found.alternatives:
        return [*said, *_end(found, language)]
    said.append(text("alternatives.count", language, count=len(found.alternatives)))
    for number, alternative in enumerate(found.alternatives, start=1):
        said += alternative_lines(found, number, alternative, language)
    said += _end(found, language)
    said += [text("alternatives.distances", language), _matrix(found, language)]
    return [*said, text("alternatives.trade", language), _trades(found, language)]


def _end(found: Portfolio, language: Language) -> list[str]:
    """That there are no others, or that the time ended."""
    if found.ended:
        return [text("alternatives.ended", language)]
    code = "alternatives.no_more" if found.alternatives else "alternatives.none"
    return [text(code, language, engines=", ".join(found.exhausted))] if found.exhausted else []


def alternative_lines(found: Portfolio, number: int, alternative: Alternative, language: Language) -> list[str]:
    """How far one alternative is, and the posts that others hold in it."""
    facts = {"plan": text("alternatives.plan", language, number=number), "distance": alternative.distance}
    code = "alternatives.far" if alternative.proved_by else "alternatives.far_open"
    lines = [text(code, language, engines=", ".join(alternative.proved_by), **facts)]
    posts = list(_posts(found.near.plan, alternative.plan))
    for post, before, after in posts[:POSTS_TOLD]:
        told = {"post": post_title(found.near.case, post, language), "before": before or "—", "after": after or "—"}
        lines.append("  " + text("alternatives.post", language, **told))
    more = len(posts) - POSTS_TOLD
    return [*lines, *(["  " + text("alternatives.more", language, count=more)] if more > 0 else [])]


def _posts(first: Plan, second: Plan) -> Iterator[tuple[str, str, str]]:
    """Each post that other people hold in the second plan: its holders in both."""
    for post, taken in posts_apart([first, second]).items():
        before, after = (", ".join(stint.cadre for stint in stints) for stints in taken)
        if before != after:
            yield post, before, after


def _names(found: Portfolio, language: Language) -> list[str]:
    """The run and the alternatives by name."""
    numbers = range(1, len(found.plans))
    return [text("alternatives.run", language), *(text("alternatives.plan", language, number=n) for n in numbers)]


def _matrix(found: Portfolio, language: Language) -> Table:
    """The distance of every two plans."""
    names = _names(found, language)
    made = Table("", *names)
    for name, row in zip(names, found.distances, strict=True):
        made.add_row(name, *map(str, row))
    return made


def _trades(found: Portfolio, language: Language) -> Table:
    """Per tier and goal the value of the run, and by how much each alternative is better."""
    made = Table("", *_names(found, language))
    verdicts = [alternative.verdict for alternative in found.alternatives]
    for kept in found.near.kept:
        tier = kept.tier
        values = [verdict.value(tier) for verdict in (found.verdict, *verdicts)]
        made.add_row(*_cells(tier_title(tier.name, language), tier.sense, values, language))
        for goal in tier.goals if len(tier.goals) > 1 else ():
            values = [verdict.goals[goal] for verdict in (found.verdict, *verdicts)]
            made.add_row(*_cells(f"  {text(f'goal.{goal}', language)}", goal_by_id(goal).sense, values, language))
    return made


def _cells(title: str, sense: int, values: list[int], language: Language) -> list[Text]:
    """A row of trades: the first value as it is, the others as gains on it."""
    gains = [sense * (value - values[0]) for value in values[1:]]
    return [Text(cell) for cell in (title, whole(values[0], language), *(signed(gain, language) for gain in gains))]


def signed(number: int, language: Language) -> str:
    """A number with its sign; 0 has none."""
    return ("+" if number > 0 else "") + whole(number, language)


def told(found: Portfolio) -> dict[str, Any]:
    """The answer as plain values: the run's plan first."""
    return {
        "within": within(found.near.kept),
        "run": {"plan": list(plan_rows(found.near.plan)), "goals": dict(found.verdict.goals)},
        "alternatives": [_told(found, alternative) for alternative in found.alternatives],
        "distances": found.distances,
        "exhausted_by": list(found.exhausted),
        "proven": found.proven,
        "interrupted": found.interrupted,
    }


def _told(found: Portfolio, alternative: Alternative) -> dict[str, Any]:
    """One alternative as plain values."""
    verdict: Verdict = alternative.verdict
    return {
        "plan": list(plan_rows(alternative.plan)),
        "distance": alternative.distance,
        "bound": alternative.bound,
        "proved_by": list(alternative.proved_by),
        "tiers": {tier.name: verdict.value(tier) for tier in verdict.tiers},
        "goals": dict(verdict.goals),
        "posts": [{"post_id": p, "run": a, "here": b} for p, a, b in _posts(found.near.plan, alternative.plan)],
    }
