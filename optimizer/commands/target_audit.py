"""The plan of a run beside plans by other goals: who gains and who loses, on the screen or as JSON (F54)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from optimizer.case import Case
from optimizer.commands import console, diff
from optimizer.commands.asked import Block, show, table
from optimizer.commands.exits import Exit, exit_of_all
from optimizer.commands.pareto import value_text
from optimizer.explain.aims import DOUBLED, HALVED, declared_aims, usual_aims
from optimizer.explain.frozen import of_targets
from optimizer.explain.target_audit import Audit, Person, Replanned, audit
from optimizer.jobs import read_run
from optimizer.report.difference_view import effect, fate_text
from optimizer.report.sentences import text, whole
from optimizer.rules.objectives import OBJECTIVES
from optimizer.solve import SolveParams
from optimizer.solve.interrupt import stop_on_signals
from optimizer.solve.outcome import status_of
from optimizer.words import Language

MOST = 10  # communes and cadres shown for each aim; all of them stand in the JSON
SUMMARY = ("targets.aim", "regimes.status", *(f"objective.{name}" for name in OBJECTIVES))
COUNTS = ("targets.communes", "targets.people")
COMMUNES = ("col.commune", "pareto.run", "targets.here", "diff.effect")
PEOPLE = ("col.cadre", "pareto.run", "targets.here", "targets.burden")


def ask(run: Path, aims: Sequence[str], seconds: float, language: Language, *, as_json: bool) -> Exit:
    """Plan by each aim, tell what differs, and return the exit code: the first of them that leaves something open."""
    opened = read_run(run)
    proven = all(tier["proved_by"] or tier["bound"] == tier["value"] for tier in opened.told)
    asked = tuple(dict.fromkeys(aims)) or usual_aims(opened.case)
    params = SolveParams(seconds=seconds)
    with stop_on_signals() as stop, console.progress(language, quiet=as_json) as watch:
        made = audit(opened.case, opened.plan, asked, params, stop, watch, proven=proven)
    show(made.case, blocks(made, language), told(made, language), language, of_targets(made), as_json=as_json)
    return exit_of_all([other.outcome for other in made.replanned])


def blocks(made: Audit, language: Language) -> list[Block]:
    """The answer, block by block: all aims in a table, what stays by all of them, then aim by aim who gains and loses."""
    summary = table((*SUMMARY, *COUNTS), _summary(made, language), language)
    kept = made.kept
    solved = sum(other.found is not None for other in made.replanned)
    stay = sum(len(aims) == solved for aims in kept.values())
    said: list[Block] = [text("targets.scope", language), summary, *_open(made, language)]
    said += [text("targets.kept", language, kept=stay, count=len(kept))] if solved else []
    for other in made.replanned:
        if other.found is not None:
            said += ["", text("targets.each", language, aim=aim_title(made.case, other.aim, language))]
            said += _each(made.case, other, language)
    return said


def aim_title(case: Case, aim: str, language: Language) -> str:
    """What an aim asks for, in words."""
    for suffix in (HALVED, DOUBLED):
        if aim.endswith(suffix) and aim in declared_aims(case):
            return text(f"aim.{suffix[1:]}", language, goal=text(f"goal.{aim.removesuffix(suffix)}", language))
    if aim in declared_aims(case):
        return text(f"aim.{aim}", language)
    groups = [[text(f"goal.{goal.strip()}", language) for goal in group.split("+")] for group in aim.split(",")]
    return text("aim.typed", language, tiers="; ".join(" + ".join(group) for group in groups))


def _summary(made: Audit, language: Language) -> Iterator[list[str]]:
    """The run, then each aim: what is known of the plan, its values, how many gain, lose, come and go."""
    own = [value_text(name, made.measures[name], language) for name in OBJECTIVES]
    status = text("status.proven" if made.proven else "status.gap", language)
    yield [text("targets.own", language), status, *own, "", ""]
    for other in made.replanned:
        title = aim_title(made.case, other.aim, language)
        values = [value_text(name, other.measures[name], language) if other.measures else "—" for name in OBJECTIVES]
        counts = [" / ".join(map(str, group)) for group in _counts(other)] if other.found is not None else ["—", "—"]
        yield [title, text(f"status.{status_of(other.outcome)}", language), *values, *counts]


def _counts(other: Replanned) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Communes that gain and lose; cadres who are placed now, no longer, and otherwise."""
    gaps = [after - before for _, before, after in other.gaps]
    chosen = [person.chosen for person in other.people]
    moved = tuple(chosen.count(fate) for fate in ((False, True), (True, False), (True, True)))
    return (sum(change < 0 for change in gaps), sum(change > 0 for change in gaps)), moved


def _open(made: Audit, language: Language) -> list[str]:
    """Which plans are not proven, the run's own among them."""
    aims = [] if made.proven else [text("targets.own", language)]
    unproven = [other for other in made.replanned if status_of(other.outcome) in ("gap", "interrupted")]
    aims += [aim_title(made.case, other.aim, language) for other in unproven]
    return [text("targets.open", language, aims="; ".join(aims))] if aims else []


def _each(case: Case, other: Replanned, language: Language) -> Iterator[Block]:
    """One aim: communes by what they gain, cadres by how much their burden changes."""
    gaps = list(other.gaps)
    if gaps:
        rows = (
            (case.unit[unit].name, whole(before, language), whole(after, language), effect(-1, before, after, language))
            for unit, before, after in [*gaps[: MOST // 2], *gaps[MOST // 2 :][-MOST // 2 :]]
        )
        yield table(COMMUNES, rows, language)
    if len(gaps) > MOST:
        yield text("targets.more_communes", language, count=len(gaps) - MOST)
    if not other.people:
        yield text("targets.same", language)
        return
    people = sorted(other.people, key=lambda person: -abs(person.burden[1] - person.burden[0]))
    yield table(PEOPLE, (_person(case, person, language) for person in people[:MOST]), language)
    if len(people) > MOST:
        yield text("targets.more", language, count=len(people) - MOST)


def _person(case: Case, person: Person, language: Language) -> tuple[str, str, str, str]:
    """One cadre: what becomes of him by both plans, and what he bears."""
    before, after = (fate_text(case, fate, language) for fate in (person.change.before, person.change.after))
    borne = [whole(points, language) for points in person.burden]
    return person.change.cadre, before, after, text("targets.change", language, before=borne[0], after=borne[1])


def told(made: Audit, language: Language) -> dict[str, Any]:
    """The answer as plain values: gaps of 1000, burden in points, cost in VND."""
    return {
        "run": {"proven": made.proven, "measures": dict(made.measures), "goals": dict(made.verdict.goals)},
        "aims": [_told(made.case, other, language) for other in made.replanned],
        "kept": [{"cadre_id": c, "post_id": p, "aims": list(aims)} for (c, p), aims in made.kept.items()],
    }


def _told(case: Case, other: Replanned, language: Language) -> dict[str, Any]:
    """One aim as plain values; without a plan only how the search ended."""
    known = {"aim": other.aim, "title": aim_title(case, other.aim, language), "status": status_of(other.outcome)}
    if other.found is None:
        return known
    people = {person.change.cadre: person for person in other.people}
    differences = diff.told(other.found, language)
    for change in differences["changes"]:
        person = people[change["cadre_id"]]
        change |= {"chosen": list(person.chosen), "burden": list(person.burden)}
    communes = [{"unit_id": unit, "run": before, "here": after} for unit, before, after in other.gaps]
    return {**known, "measures": dict(other.measures), "communes": communes, "differences": differences}
