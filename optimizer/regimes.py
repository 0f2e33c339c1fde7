"""The same case under each regime: who becomes eligible or no longer is, by what, and how the plans differ (F8)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from optimizer.case import Case
from optimizer.explain.flips import PAIR, Cause, Flip, Judged, Refusal, flips, judged, only_in_one
from optimizer.explain.plan_changes import moves, posts_apart
from optimizer.law import Law
from optimizer.plan import Move, Plan, Stint
from optimizer.report.as_if import as_if_facts, regime_label
from optimizer.report.files import csv_bytes
from optimizer.report.flip_sentences import flip_sentence
from optimizer.solve import Outcome, Solved
from optimizer.solve.outcome import status_of
from optimizer.words import Language


@dataclass(frozen=True)
class World:
    """The case under one regime, the gates' word on its pairs, and how its plan came out."""

    judged: Judged
    outcome: Outcome

    @property
    def case(self) -> Case:
        """The case under the regime."""
        return self.judged.case

    @property
    def plan(self) -> Plan | None:
        """The plan, where there is one."""
        return self.outcome.plan if isinstance(self.outcome, Solved) else None

    @property
    def status(self) -> str:
        """What is known of the plan: proven, gap, interrupted; or impossible, disagreement, no_plan."""
        return status_of(self.outcome)


@dataclass(frozen=True)
class Step:
    """Two worlds that differ in their regime, or in nothing but the mapping of units, and all that differs.

    `gone` and `new` are how many pairs are judged in the first or the second world only; `moves` is None when one of
    the worlds has no plan.
    """

    before: World
    after: World
    flips: tuple[Flip, ...]
    gone: int
    new: int
    moves: tuple[Move, ...] | None


@dataclass(frozen=True)
class Comparison:
    """All worlds, oldest regime first, and the steps between them."""

    worlds: tuple[World, ...]
    steps: tuple[Step, ...]

    @property
    def proven(self) -> bool:
        """True when of every world it is proven what its plan is, or that there is none."""
        return all(world.status in ("proven", "impossible") for world in self.worlds)


def compare(planned: Sequence[tuple[Case, Outcome]]) -> Comparison:
    """The comparison of a case under each regime; a world of replaced units follows that of the same regime.

    Regimes are compared one after the other on the tables as they are, replaced units with the same regime.
    """
    worlds = tuple(World(judged(case), outcome) for case, outcome in planned)
    plain = [world for world in worlds if not world.case.changes]
    mapped = [(a, b) for a, b in pairwise(worlds) if b.case.changes]
    return Comparison(worlds, tuple(_step(a, b) for a, b in [*pairwise(plain), *mapped]))


def _step(before: World, after: World) -> Step:
    """All that differs between two worlds."""
    gone, new = only_in_one(before.judged, after.judged)
    moved = moves(before.plan, after.plan) if before.plan and after.plan else None
    return Step(before, after, flips(before.judged, after.judged), gone, new, moved)


def counted(step: Step) -> list[tuple[str, Cause, int, int]]:
    """(rule, cause, pairs newly eligible, pairs no longer): how many pairs each cause turns, most first."""
    count = Counter((r.rule, cause, flip.newly) for flip in step.flips for r in flip.refusals for cause in r.causes)
    causes = dict.fromkeys((rule, cause) for rule, cause, _ in count)
    rows = [(rule, cause, count[rule, cause, True], count[rule, cause, False]) for rule, cause in causes]
    return sorted(rows, key=lambda row: (-row[2] - row[3], row[0]))


def turned_law(step: Step, flip: Flip) -> tuple[Case, Case]:
    """The case that refuses a flipped pair, and the one that admits it."""
    first, second = step.before.case, step.after.case
    return (first, second) if flip.newly else (second, first)


def law_changes(step: Step) -> tuple[list[str], list[str]]:
    """Keys of the parameters that have another value, or stand in one law only; ids of the rules of another mode."""
    first, second = step.before.case.law, step.after.case.law
    keys = first.by_key.keys() | second.by_key.keys()
    values = [{key: law[key].value for key in law.by_key} for law in (first, second)]
    parameters = sorted(
        key for key in keys if (key in values[0], values[0].get(key)) != (key in values[1], values[1].get(key))
    )
    return parameters, [rule for rule in first.rules if first.mode(rule) != second.mode(rule)]


def kind_changes(step: Step) -> Counter[tuple[str, str]]:
    """How many pairs are another kind of move in the second world: (kind before, kind after)."""
    pairs = step.before.judged.pairs.merge(step.after.judged.pairs, on=PAIR, suffixes=("_before", "_after"))
    kinds = zip(pairs["kind_before"], pairs["kind_after"], strict=True)
    return Counter((str(before), str(after)) for before, after in kinds if before != after)


def as_data(comparison: Comparison, language: Language) -> dict[str, Any]:
    """The whole comparison as data, complete, with a sentence for each pair."""
    plans = [world.plan for world in comparison.worlds]
    apart = posts_apart([plan or Plan() for plan in plans])
    names = [regime_label(world.case, language) for world in comparison.worlds]
    return {
        "case": comparison.worlds[0].case.settings.name,
        "proven": comparison.proven,
        "worlds": [_world(world, language) for world in comparison.worlds],
        "steps": [_step_data(step, language) for step in comparison.steps],
        "posts_filled_otherwise": {
            post: {name: [_stint(s) for s in stints] for name, stints in zip(names, taken, strict=True)}
            for post, taken in apart.items()
        },
    }


def _world(world: World, language: Language) -> dict[str, Any]:
    """One world: its law, its pairs, its plan."""
    solved = world.outcome if isinstance(world.outcome, Solved) else None
    tiers = solved.tiers if solved else ()
    return {
        "world": regime_label(world.case, language),
        **as_if_facts(world.case),
        "key_posts": int(world.case.posts["key"].sum()),
        "admitted": world.judged.admitted,
        "refused": len(world.judged.pairs) - world.judged.admitted,
        "status": world.status,
        "ties_broken": solved.ties_broken if solved else None,
        "tiers": [
            {"tier": t.tier.name, "value": t.value, "certified": t.certified, "bound": t.bound, "gap": t.gap,
             "proved_by": t.proved_by} for t in tiers
        ],
        "stints": [_stint(stint) for stint in (world.plan or Plan()).stints],
    }  # fmt: skip


def _step_data(step: Step, language: Language) -> dict[str, Any]:
    """One step: what differs in the law, counts by rule and cause, every pair, every cadre who moves otherwise."""
    first, second = step.before.case.law, step.after.case.law
    parameters, rules = law_changes(step)
    return {
        "from": regime_label(step.before.case, language),
        "to": regime_label(step.after.case, language),
        "newly": sum(flip.newly for flip in step.flips),
        "no_longer": sum(not flip.newly for flip in step.flips),
        "parameters": [{"key": k, "before": _value(first, k), "after": _value(second, k)} for k in parameters],
        "modes": [{"rule": r, "before": first.mode(r), "after": second.mode(r)} for r in rules],
        "kinds": [{"before": a, "after": b, "count": count} for (a, b), count in kind_changes(step).items()],
        "pairs_in_first_only": step.gone,
        "pairs_in_second_only": step.new,
        "counts": [
            {"rule": rule, **asdict(cause), "newly": newly, "no_longer": no_longer}
            for rule, cause, newly, no_longer in counted(step)
        ],
        "pairs": [_flip(step, flip, language) for flip in step.flips],
        "moves": None if step.moves is None else [
            {"cadre_id": move.cadre, "before": _stint(move.before), "after": _stint(move.after)} for move in step.moves
        ],
    }  # fmt: skip


def _stint(stint: Stint | None) -> dict[str, Any] | None:
    """One stint as data."""
    return stint and {"cadre_id": stint.cadre, "post_id": stint.post, "start": stint.start, "months": stint.months}


def _flip(step: Step, flip: Flip, language: Language) -> dict[str, Any]:
    """One pair with its rules, their causes under both laws, and its sentence."""
    refusing, admitting = turned_law(step, flip)
    return {
        "cadre_id": flip.stint.cadre,
        "post_id": flip.stint.post,
        "start": flip.stint.start,
        "months": flip.stint.months,
        "change": "newly" if flip.newly else "no_longer",
        "refusals": [_refusal(refusing.law, admitting.law, refusal) for refusal in flip.refusals],
        "sentence": flip_sentence(step.before.case, step.after.case, flip, language),
    }


def _refusal(refusing: Law, admitting: Law, refusal: Refusal) -> dict[str, Any]:
    """One rule of a pair: the facts of the fault, the source, each cause with what both laws say."""
    rule = refusing.rule(refusal.rule)
    return {
        "rule": refusal.rule,
        "facts": dict(refusal.facts),
        "source": rule.source_text,
        "article": rule.article,
        "mark": rule.mark,
        "causes": [
            {"kind": cause.kind, "modes": [refusing.mode(rule.id), admitting.mode(rule.id)],
             "parameters": [{"key": key, "refusing": _value(refusing, key), "admitting": _value(admitting, key)}
                            for key in cause.parameters]}
            for cause in refusal.causes
        ],
    }  # fmt: skip


def _value(law: Law, key: str) -> Mapping[str, Any] | None:
    """A parameter as a law has it; None where it has none."""
    if key not in law.by_key:
        return None
    found = law[key]
    return {"value": found.value, "source": found.source_text, "article": found.article, "mark": found.mark}


def write(comparison: Comparison, language: Language, out: Path) -> None:
    """Every pair of every step as CSV."""
    out.write_bytes(csv_bytes(HEADER, csv_rows(comparison, language)))


HEADER = ["from", "to", "cadre_id", "post_id", "change", "rule", "cause", "parameters", "source", "article", "sentence"]


def csv_rows(comparison: Comparison, language: Language) -> Iterator[list[Any]]:
    """One row per pair, rule and cause, under HEADER; the cells of a cause that was not found are blank."""
    for step in comparison.steps:
        told = _step_data(step, language)
        for pair in told["pairs"]:
            first = [told["from"], told["to"], pair["cadre_id"], pair["post_id"], pair["change"]]
            for refusal in pair["refusals"]:
                for cause in refusal["causes"] or [{"kind": "", "parameters": []}]:
                    keys = " ".join(parameter["key"] for parameter in cause["parameters"])
                    source = [refusal["source"], refusal["article"]]
                    yield [*first, refusal["rule"], cause["kind"], keys, *source, pair["sentence"]]
