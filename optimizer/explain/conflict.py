"""Why decisions cannot be kept: constraints that contradict each other, none of which can be spared (F36).

Found by our own deletion filter: an elastic LP, then elastic programs, collect constraints until these alone are
impossible; each is then dropped in turn. Hitting sets of what must give way show that no set is smaller. What cores a
solver reports of itself is never used.
"""

import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.errors import DisagreementError, VerificationError
from optimizer.explain.constrained import GATE_IDS, Switched, constrained, grounds_of, judged_by, switches
from optimizer.explain.waivers import A_STINT, contradictory
from optimizer.plan import Plan
from optimizer.program import FREE, Desk, Program
from optimizer.rules import BONDS, breaches_by_mode
from optimizer.rules.kinds import Breach
from optimizer.solve import cpsat, highs
from optimizer.solve.outcome import OutOfTime, Status
from optimizer.solve.race import Job, race
from optimizer.solve.tiers import lots
from optimizer.words import Mode

BOND_IDS = frozenset(bond.id for bond in BONDS)
Set = frozenset[int]


class Constraint(NamedTuple):
    """One rule in one place: of a gate the person whom it judges; of a bond the place of its row."""

    rule: str
    place: str


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

    `smallest_by` names the engines that prove that no set of constraints that contradict each other is smaller.
    """

    members: tuple[Member, ...]
    proved_by: tuple[str, ...]
    smallest_by: tuple[str, ...]
    interrupted: bool

    @property
    def irreducible(self) -> bool:
        """True when for every member a plan shows that the rest is possible without it."""
        return all(member.plan is not None for member in self.members)


@dataclass(frozen=True)
class NoConflict:
    """A plan that keeps every hard rule and every decision."""

    plan: Plan


@dataclass
class Trial:
    """Questions to both engines about the constraints of a case, until the monotonic clock says so or `stop` is set.

    `answers` are the switched programs' columns by what was kept, `refusals` the engines that call it impossible.
    """

    case: Case
    asked: Switched
    until: float
    stop: threading.Event
    refusals: dict[Set, tuple[str, ...]] = field(default_factory=dict)

    @property
    def all(self) -> Set:
        """Every constraint."""
        return frozenset(range(len(self.asked.groups)))

    def constraint(self, number: int) -> Constraint:
        """The constraint of a number."""
        rule, place = self.asked.groups[number].split("|", 1)
        return Constraint(rule, place)

    def kept(self, kept: Collection[int], *, sparing: bool = False) -> np.ndarray | None:
        """Columns of a plan that keeps these constraints, with as few other switches on as can be if `sparing`.

        None where an engine proves that there is none (then `refusals` says which), or time is up.
        """
        closed = self._closed(kept)
        points = switches(self.asked).astype(np.int64) * sparing
        seconds = self.until - time.monotonic()
        if seconds <= 0 or self.stop.is_set():
            return None
        answers = race(Job(closed, points, None, seconds), self.stop, lambda *_: None)
        if contradictory(answers):
            raise DisagreementError(closed, points, answers)
        refusals = tuple(answer.engine for answer in answers if answer.status == Status.IMPOSSIBLE)
        if refusals:
            self.refusals[frozenset(kept)] = refusals
        return min((a.x for a in answers if a.x is not None), key=lambda x: int(points @ x), default=None)

    def settled(self, kept: Collection[int], x: np.ndarray) -> np.ndarray:
        """Of the plans that are as sparing as x, one with the fewest stints, then the lowest sum of lots, in time."""
        model, points = self.asked.model, np.zeros(len(x), dtype=np.int64)
        points[: model.program.decisions] = lots(
            list(model.program.columns["name"].iloc[: model.program.decisions]), self.case.settings.seed
        )
        points[model.options.stints["column"]] += A_STINT
        on = switches(self.asked).astype(np.int64)
        held = self._closed(kept).with_row("switches", on, -FREE, int(on @ x))
        found = cpsat.minimise(held, points, x, max(0.5, self.until - time.monotonic()), self.stop, lambda *_: None).x
        return x if found is None else found

    def pulled(self, kept: Collection[int]) -> Set:
        """Constraints that the elastic LP breaks while it keeps these; none where it breaks none, or has no answer."""
        points = switches(self.asked).astype(np.int64)
        found = highs.relax(self._closed(kept), points, max(0.01, self.until - time.monotonic()), self.stop)
        return frozenset() if found is None else self.broken(found[0] > 1e-6)

    def broken(self, x: np.ndarray) -> Set:
        """The constraints whose switches are on."""
        return frozenset(np.flatnonzero(x[self.asked.first :] > 0).tolist())

    def impossible(self, kept: Collection[int]) -> bool:
        """True when these constraints were proven to contradict each other."""
        return frozenset(kept) in self.refusals

    def _closed(self, kept: Collection[int]) -> Program:
        """The program in which these constraints hold."""
        held = np.zeros(len(self.asked.program.columns), dtype=bool)
        held[self.asked.first + np.array(sorted(kept), dtype=np.int64)] = True
        return self.asked.program.closed(held)


def group(rule: str, place: str) -> str:
    """The constraint that a row belongs to."""
    rule = judged_by(rule)
    if rule in GATE_IDS:
        return f"{rule}|{place.split('|', maxsplit=1)[0]}"
    return f"{rule}|{place}" if rule in BOND_IDS else ""


def find_conflict(case: Case, seconds: float, stop: threading.Event | None = None) -> Conflict | NoConflict | OutOfTime:
    """The constraints that contradict each other, or a plan that keeps all; DisagreementError if engines differ."""
    until = time.monotonic() + seconds
    return search(Trial(case, constrained(case, grounds_of(case), group), until, stop or threading.Event()))


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
    found, smallest_by = _smallest(trial, found, given)
    members = tuple(_member(trial, found, number) for number in sorted(found, key=trial.constraint))
    return Conflict(members, trial.refusals[found], smallest_by, trial.stop.is_set())


def _collected(trial: Trial) -> tuple[Set, list[Set]]:
    """Constraints that are impossible together, and sets of which each plan breaks one: all constraints if time ends."""
    kept: Set = frozenset()
    while pulled := trial.pulled(kept):
        kept |= pulled
    given = []
    while (x := trial.kept(kept, sparing=True)) is not None:
        given.append(trial.broken(x))
        kept |= given[-1]
    return (kept if trial.impossible(kept) else trial.all), given


def _thinned(trial: Trial, found: Set, given: list[Set]) -> tuple[Set, list[Set]]:
    """The deletion filter: what stays impossible when constraints are dropped one by one, and what plans broke then."""
    for number in sorted(found):
        fewer = found - {number}
        x = trial.kept(fewer)
        if x is not None:
            given = [*given, trial.broken(x)]
        elif trial.impossible(fewer):
            found = fewer
    return found, given


def _smallest(trial: Trial, found: Set, given: list[Set]) -> tuple[Set, tuple[str, ...]]:
    """The smallest set that is impossible, with the engines that prove its size; without them the one that was found.

    Every impossible set has a constraint of each set that some plan breaks; so it has no fewer than the fewest that
    have one of each. When these are impossible themselves, no set is smaller.
    """
    while True:
        fewest, engines = _fewest(trial, given)
        if not engines or len(fewest) == len(found):
            return found, engines
        x = trial.kept(fewest, sparing=True)
        if x is None:
            return (fewest, engines) if trial.impossible(fewest) else (found, ())
        given = [*given, trial.broken(x)]


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
    best = [answer for answer in answers if answer.status == Status.OPTIMAL and answer.x is not None]
    fewest = frozenset(np.flatnonzero(best[0].x).tolist()) if best else frozenset()
    return fewest, tuple(answer.engine for answer in best)


def _member(trial: Trial, found: Set, number: int) -> Member:
    """A constraint of the set with a plan that breaks it and keeps the rest: of the case, if that can be, or the set."""
    constraint = trial.constraint(number)
    for rest in (trial.all, found):
        x = trial.kept(rest - {number}, sparing=True)
        if x is not None:
            x = trial.settled(rest - {number}, x)
            told = [b for b in _check(trial, x, rest - {number}) if _constraint_of(b) == constraint]
            return Member(constraint, trial.asked.model.plan(x), tuple(told), rest == trial.all)
    return Member(constraint, None, (), whole=False)


def _check(trial: Trial, x: np.ndarray, kept: Set) -> tuple[Breach, ...]:
    """What the plan of these columns breaks, by the definitions; VerificationError if it is among what was kept."""
    breaches = tuple(breaches_by_mode(trial.case, trial.asked.model.plan(x), Mode.HARD))
    held = {trial.constraint(number) for number in kept}
    wrong = [f"{b.rule} {b.place}" for b in breaches if _constraint_of(b) in held]
    if wrong:
        raise VerificationError(wrong)
    return breaches


def _constraint_of(breach: Breach) -> Constraint:
    """The constraint that a breach breaks."""
    place = breach.place.split("|")[0] if breach.rule in GATE_IDS else breach.place
    return Constraint(breach.rule, place)
