"""The three smallest sets of changes that make an impossible case possible, the least important first (F37)."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from optimizer.case import Case
from optimizer.costs import plan_cost_by_year
from optimizer.errors import VerificationError
from optimizer.explain.constrained import COURSE, GATE_IDS, Grounds, Switched, constrained, grounds_of
from optimizer.explain.remedies import Remedy, applied, on_offer, price
from optimizer.explain.trial import Set, Trial
from optimizer.model import build
from optimizer.plan import Plan
from optimizer.program import Program
from optimizer.solve.outcome import OutOfTime
from optimizer.verify import judge
from optimizer.words import DecisionKind

WAYS = 3
Remedies = tuple[Remedy, ...]
PER_POINT = 1000  # weighs more than the exceptions of one set together


@dataclass(frozen=True)
class Way:
    """Changes that are enough, with a plan that is lawful once they are made in the tables.

    None of them can be spared; `proved_by` names the engines that prove that no other set but the ways before is less
    important.
    """

    remedies: tuple[Remedy, ...]
    cost: int
    plan: Plan
    proved_by: tuple[str, ...]


@dataclass(frozen=True)
class WaysOut:
    """The ways out of an impossible case, the cheapest first; `complete` when engines prove that there are no others.

    No ways at all: what nobody may change stands in the way, if `complete`.
    """

    ways: tuple[Way, ...]
    complete: bool
    proved_by: tuple[str, ...]
    interrupted: bool


@dataclass(frozen=True)
class NoneNeeded:
    """A plan that needs no change."""

    plan: Plan


def corrections(case: Case, seconds: float, stop: threading.Event | None = None) -> WaysOut | NoneNeeded | OutOfTime:
    """The three smallest sets of changes after which a plan keeps every rule and decision that is left."""
    until = time.monotonic() + seconds
    return search(trial_of(case, grounds_of(case, any_length=False), until, stop or threading.Event()))


def trial_of(case: Case, grounds: Grounds, until: float, stop: threading.Event) -> Trial:
    """The trial in which each change on offer is a switch: of a gate for the person and the post."""
    return Trial(case, constrained(case, grounds, lambda rule, place: change_of(case, rule, place)), until, stop)


def change_of(case: Case, rule: str, place: str) -> str:
    """The change that frees a row, as rule|place; "" where none is on offer."""
    place = place.rsplit("|", 1)[0] if rule in GATE_IDS else place
    return f"{rule}|{place}" if not rule.startswith(COURSE) and on_offer(case, rule, place) else ""


def search(trial: Trial) -> WaysOut | NoneNeeded | OutOfTime:
    """The same, over given grounds."""
    x = trial.kept(trial.all)
    if x is not None:
        return NoneNeeded(trial.asked.model.plan(x))
    if not trial.impossible(trial.all):
        return OutOfTime(trial.stop.is_set())
    points = weights(trial)
    ways: list[Way] = []
    while len(ways) < WAYS:
        found = trial.cheapest(points)
        if found is None:
            break
        x, engines = found
        settled = trial.settled((), x, points)
        way = _way(trial, settled, int(points @ x) // PER_POINT, engines)
        if way is None:
            break
        ways.append(way)
        trial = _without(trial, trial.broken(settled))
    refusals = trial.refusals.get(frozenset(), ())
    return WaysOut(tuple(ways), bool(refusals), refusals, trial.stop.is_set())


def weights(trial: Trial) -> np.ndarray:
    """What each switch costs: its declared importance, and among equals an exception from a rule more than the rest."""
    points = np.zeros(len(trial.asked.program.columns), dtype=np.int64)
    for number, name in enumerate(trial.asked.groups):
        rule, place = name.split("|", 1)
        points[trial.asked.first + number] = PER_POINT * price(trial.case, rule, place) + (rule not in ("D01", "C25"))
    return points


def _without(trial: Trial, broken: Set) -> Trial:
    """The trial in which these changes are not made all together."""
    chosen = np.zeros(len(trial.asked.program.columns), dtype=np.int64)
    chosen[trial.asked.first + np.array(sorted(broken), dtype=np.int64)] = 1
    program = trial.asked.program.with_row("found", chosen, 0, len(broken) - 1)
    return replace(trial, asked=_over(trial.asked, program), refusals={})


def _over(asked: Switched, program: Program) -> Switched:
    """The same switches over another program."""
    return replace(asked, model=replace(asked.model, program=program))


def _way(trial: Trial, x: np.ndarray, cost: int, engines: tuple[str, ...]) -> Way | None:
    """The changes behind the switches of x, applied and shown to be enough; a pin is loosened where that does as well.

    None if time is up before that is shown.
    """
    remedies = remedies_of(trial, x)
    for remedy in remedies:
        if remedy.kind == "drop" and _loosens(trial.case, remedy):
            looser = tuple(replace(r, kind="loosen") if r == remedy else r for r in remedies)
            if _plan(trial, looser) is not None:
                remedies = looser
    plan = _plan(trial, remedies)
    if plan is None and not trial.ended:
        raise VerificationError([f"{remedy.rule} {remedy.place}" for remedy in remedies])
    return None if plan is None else Way(remedies, cost, plan, engines)


def remedies_of(trial: Trial, x: np.ndarray, named: Callable[[Case, str, str, Plan], Remedy] | None = None) -> Remedies:
    """The changes behind the switches of x; a budget is raised to what the thriftiest plan that they allow needs.

    `named` says of (case, rule, place, plan) what a switch stands for; by default `named_remedy`.
    """
    names = [trial.asked.groups[number].split("|", 1) for number in sorted(trial.broken(x))]
    plan = trial.asked.model.plan(_thriftiest(trial, x, [place for rule, place in names if rule == "C25"]))
    return tuple(sorted((named or named_remedy)(trial.case, rule, place, plan) for rule, place in names))


def named_remedy(case: Case, rule: str, place: str, plan: Plan) -> Remedy:
    """The change that a switch stands for: money, a decision dropped, or a waiver."""
    if rule == "C25":
        return Remedy("budget", rule, place, plan_cost_by_year(case, plan)[int(place)])
    return Remedy("drop" if rule == "D01" else "waive", rule, place)


def _loosens(case: Case, remedy: Remedy) -> bool:
    """True for a pin that names a post."""
    rows = case.tables.decisions.itertuples()
    return any(r.decision_id == remedy.place and r.kind == DecisionKind.PIN and r.post_id != "" for r in rows)


def _thriftiest(trial: Trial, x: np.ndarray, years: Sequence[str]) -> np.ndarray:
    """Of the plans that the changes of x allow, one that needs the least money in these years, as far as time goes."""
    if not years:
        return x
    rows = trial.asked.program.rows
    over = ((rows["rule"] == "C25") & rows["place"].isin(years)).to_numpy()
    costs = np.asarray(trial.asked.program.terms[over].sum(axis=0)).ravel().astype(np.int64)
    costs[trial.asked.first :] = 0
    kept = trial.all - trial.broken(x)
    found = trial.best(kept, costs)
    return trial.settled(kept, x if found is None else found, costs)


def _plan(trial: Trial, remedies: Sequence[Remedy]) -> Plan | None:
    """A lawful plan of the case in whose tables the changes are made; None if there is none, or time is up."""
    case = applied(trial.case, remedies, "")
    model = build(case, goals=())
    asked = Switched(model, ())
    fresh = replace(trial, case=case, asked=asked, refusals={})
    x = fresh.kept(())
    if x is None:
        return None
    plan = model.plan(fresh.settled((), x, np.zeros(len(x), dtype=np.int64)))
    breaches = judge(case, plan).breaches
    if breaches:
        raise VerificationError([f"{breach.rule} {breach.place}" for breach in breaches])
    return plan
