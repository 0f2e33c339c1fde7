"""Why decisions cannot be kept: constraints that contradict each other, none of which can be spared (F36).

Found by our own deletion filter: an elastic LP, then elastic programs, collect constraints until these alone are
impossible; each is then dropped in turn. Hitting sets of what must give way show that no set is smaller. What cores a
solver reports of itself is never used.
"""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.errors import DisagreementError, VerificationError
from optimizer.explain.constrained import GATE_IDS, constrained, grounds_of, judged_by, switches
from optimizer.explain.trial import Set, Trial
from optimizer.explain.waivers import contradictory
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules import BONDS, breaches_by_mode
from optimizer.rules.kinds import Breach
from optimizer.solve.outcome import OutOfTime, Status
from optimizer.solve.race import Job, race
from optimizer.verify.claim_kinds import Constraint
from optimizer.verify.witnesses import constraint_of
from optimizer.words import Mode

BOND_IDS = frozenset(bond.id for bond in BONDS)


@dataclass(frozen=True)
class Member:
    """One constraint of a conflict: without it the rest is possible, as `plan` shows, and `breaches` is what it breaks.

    `whole`: the plan keeps every other constraint of the case too, and not only those of the conflict. `plan` is None
    where time ran out before one was found.
    """

    constraint: Constraint
    plan: Plan | None
    breaches: tuple[Breach, ...]
    whole: bool


@dataclass(frozen=True)
class Conflict:
    """Constraints that no plan keeps together, by the word of the engines in `proved_by`.

    `smallest_by` names the engines that prove that no set of constraints that contradict each other is smaller: it has
    one of each that some plan of `given` breaks.
    """

    members: tuple[Member, ...]
    proved_by: tuple[str, ...]
    smallest_by: tuple[str, ...]
    given: tuple[Plan, ...]
    interrupted: bool

    @property
    def irreducible(self) -> bool:
        """True when for every member a plan shows that the rest is possible without it."""
        return all(member.plan is not None for member in self.members)


@dataclass(frozen=True)
class NoConflict:
    """A plan that keeps every hard rule and every decision."""

    plan: Plan


def group(rule: str, place: str) -> str:
    """The constraint that a row belongs to."""
    rule = judged_by(rule)
    if rule in GATE_IDS:
        return f"{rule}|{place.split('|', maxsplit=1)[0]}"
    return f"{rule}|{place}" if rule in BOND_IDS else ""


def _constraint(trial: Trial, number: int) -> Constraint:
    """The constraint of a number."""
    rule, place = trial.asked.groups[number].split("|", 1)
    return Constraint(rule, place)


def find_conflict(case: Case, seconds: float, stop: threading.Event | None = None) -> Conflict | NoConflict | OutOfTime:
    """The constraints that contradict each other, or a plan that keeps all; DisagreementError if engines differ."""
    until = time.monotonic() + seconds
    return search(
        Trial(case, constrained(case, grounds_of(case, any_length=True), group), until, stop or threading.Event())
    )


def search(trial: Trial) -> Conflict | NoConflict | OutOfTime:
    """The same, over given grounds."""
    x = trial.kept(trial.all)
    if x is not None:
        _check(trial, x, trial.all)
        return NoConflict(trial.asked.model.plan(x))
    if not trial.impossible(trial.all):
        return OutOfTime(trial.stop.is_set())
    found, given = _collected(trial)
    found, given = _thinned(trial, found, given)
    found, smallest_by, given = _smallest(trial, found, given)
    members = tuple(
        _member(trial, found, number) for number in sorted(found, key=lambda number: _constraint(trial, number))
    )
    plans = tuple(trial.asked.model.plan(x) for x in given) if smallest_by else ()
    return Conflict(members, trial.refusals[found], smallest_by, plans, trial.stop.is_set())


def _collected(trial: Trial) -> tuple[Set, list[np.ndarray]]:
    """Constraints that are impossible together, and columns of plans that break some: all constraints if time ends."""
    kept: Set = frozenset()
    while pulled := trial.pulled(kept):
        kept |= pulled
    given = list[np.ndarray]()
    while (x := trial.kept(kept, sparing=True)) is not None:
        given.append(x)
        kept |= trial.broken(x)
    return (kept if trial.impossible(kept) else trial.all), given


def _thinned(trial: Trial, found: Set, given: list[np.ndarray]) -> tuple[Set, list[np.ndarray]]:
    """The deletion filter: what stays impossible when constraints are dropped one by one, and the plans found then."""
    for number in sorted(found):
        fewer = found - {number}
        x = trial.kept(fewer)
        if x is not None:
            given = [*given, x]
        elif trial.impossible(fewer):
            found = fewer
    return found, given


def _smallest(trial: Trial, found: Set, given: list[np.ndarray]) -> tuple[Set, tuple[str, ...], list[np.ndarray]]:
    """The smallest set that is impossible, with the engines that prove its size and the plans by which they do; without
    engines the set that was found.

    Every impossible set has a constraint of each set that some plan breaks; so it has no fewer than the fewest that
    have one of each. When these are impossible themselves, no set is smaller.
    """
    while True:
        fewest, engines = _fewest(trial, [trial.broken(x) for x in given])
        if not engines or len(fewest) == len(found):
            return found, engines, given
        x = trial.kept(fewest, sparing=True)
        if x is None:
            return (fewest, engines, given) if trial.impossible(fewest) else (found, (), given)
        given = [*given, x]


def _fewest(trial: Trial, given: Sequence[Set]) -> tuple[Set, tuple[str, ...]]:
    """The fewest constraints that have one of each of the sets, and the engines that prove it within the time."""
    terms = pd.DataFrame([(n, number) for n, one in enumerate(given) for number in one], columns=["set", "column"])
    desk = Desk(trial.asked.groups)
    desk.at_least("hit", terms.assign(coef=1), ["set"], 1)
    program, seconds = desk.program(), trial.until - time.monotonic()
    if seconds <= 0 or trial.stop.is_set():
        return frozenset(), ()
    points = np.ones(len(program.columns), dtype=np.int64)
    answers = race(Job(program, points, None, seconds), trial.stop, lambda *_: None, to_the_end=True)
    if contradictory(answers):
        raise DisagreementError(program, points, answers)
    best = {a.engine: a.x for a in answers if a.status == Status.OPTIMAL and a.x is not None}
    fewest = next((frozenset(np.flatnonzero(x).tolist()) for x in best.values()), frozenset())
    return fewest, tuple(best)


def _member(trial: Trial, found: Set, number: int) -> Member:
    """A constraint of the set with a plan that breaks it and keeps the rest: of the case, if that can be, or the set."""
    constraint = _constraint(trial, number)
    for rest in (trial.all, found):
        x = trial.kept(rest - {number}, sparing=True)
        if x is not None:
            x = trial.settled(rest - {number}, x, switches(trial.asked).astype(np.int64))
            told = [b for b in _check(trial, x, rest - {number}) if constraint_of(b) == constraint]
            return Member(constraint, trial.asked.model.plan(x), tuple(told), rest == trial.all)
    return Member(constraint, None, (), whole=False)


def _check(trial: Trial, x: np.ndarray, kept: Set) -> tuple[Breach, ...]:
    """What the plan of these columns breaks, by the definitions; VerificationError if it is among what was kept."""
    breaches = tuple(breaches_by_mode(trial.case, trial.asked.model.plan(x), Mode.HARD))
    held = {_constraint(trial, number) for number in kept}
    wrong = [f"{b.rule} {b.place}" for b in breaches if constraint_of(b) in held]
    if wrong:
        raise VerificationError(wrong)
    return breaches
