"""What would fill a post that a plan leaves vacant, all else kept (F37): a later start, money, a course, a wider pool, or
any change.

Of each kind the smallest, written into the tables and shown by a lawful plan in which the post is held and no other post
is vacant for longer than before.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Event

import numpy as np

from optimizer.case import Case
from optimizer.errors import VerificationError
from optimizer.explain.constrained import Grounds, Switched, freed, ruled
from optimizer.explain.corrections import remedies_of, weights
from optimizer.explain.offers import GROUPS, NAMED, Search, candidates, elsewhere, kept_stints
from optimizer.explain.progress import Count, uncounted
from optimizer.explain.remedies import Remedy, applied
from optimizer.explain.trial import Trial
from optimizer.explain.vacancies import Vacancy, vacancies
from optimizer.model import Model
from optimizer.model import judge as ask_gates
from optimizer.plan import Plan, Stint
from optimizer.program import FREE
from optimizer.rules import hard_gates
from optimizer.rules.goals.measures import vacant_months
from optimizer.verify import judge

LEAST_SECONDS = 8.0  # for one vacancy: with less the search of a district ends before anything is shown
KINDS = ("later", "money", "course", "pool", "change")


@dataclass(frozen=True)
class Filling:
    """What fills a vacancy from period `first` on: the changes made, and a lawful plan with its new stints.

    The plan keeps every stint, landing and course of people in other posts. `proved_by` names the engines that prove
    that no smaller set of changes of this kind does.
    """

    kind: str
    remedies: tuple[Remedy, ...]
    first: int
    plan: Plan
    stints: tuple[Stint, ...]
    proved_by: tuple[str, ...]


@dataclass(frozen=True)
class Vacated:
    """A vacancy with what fills it, and for each other kind the engines that prove that nothing of it does.

    A kind in neither was not settled in the time.
    """

    vacancy: Vacancy
    ways: tuple[Filling, ...]
    none: dict[str, tuple[str, ...]]

    @property
    def settled(self) -> bool:
        """True when each kind has a way, or is proven to have none."""
        return len(self.ways) + len(self.none) == len(KINDS)


@dataclass(frozen=True)
class Filled:
    """The vacancies of a plan, of one post or of all, with what fills them; no plan: none was found in the time."""

    case: Case
    plan: Plan | None
    post: str
    vacated: tuple[Vacated, ...]
    interrupted: bool


def ways_of(
    case: Case,
    plan: Plan,
    seconds: float,
    stop: Event,
    watch: Count = uncounted,
    *,
    post: str = "",
    first_only: bool = False,
) -> tuple[Vacated, ...]:
    """Each vacancy of a plan, or of one post of it, with its ways; each has an equal share of the time that is left, but
    LEAST_SECONDS as long as there is time; those after its end have no ways.
    """
    until, found = time.monotonic() + seconds, list[Vacated]()
    left = [vacancy for vacancy in vacancies(case, plan) if post in ("", vacancy.post)]
    for number, vacancy in enumerate(left):
        now = time.monotonic()
        share = max((until - now) / (len(left) - number), LEAST_SECONDS)
        search = Search(case, plan, vacancy, min(now + share, until), stop)
        over = now >= until or stop.is_set()
        found.append(Vacated(vacancy, (), {}) if over else fillings(search, first_only=first_only))
        watch(number + 1, len(left))
    return tuple(found)


def fillings(search: Search, kinds: Sequence[str] = KINDS, *, first_only: bool = False) -> Vacated:
    """The smallest way of each kind to fill the vacancy, or that of the first kind that has one; what needs no change at
    all makes the others needless.
    """
    ways: list[Filling] = []
    none: dict[str, tuple[str, ...]] = {}
    kept = keeping(search, search.case)
    for kind in kinds:
        found, refusals = earliest(search, kept, kind)
        if found is not None:
            ways.append(found)
            if first_only or (not found.remedies and found.first == search.vacancy.first):
                break
            search = replace(search, money=search.money and kind != "money")
        elif refusals:
            none[kind] = refusals
    return Vacated(search.vacancy, tuple(ways), none)


def earliest(search: Search, kept: Model, kind: str) -> tuple[Filling | None, tuple[str, ...]]:
    """The smallest changes of a kind that fill the post from as early as they can; or who proves that none of it do."""
    span = range(search.vacancy.first, search.vacancy.last + 1)
    for first in span:
        found, refusals = _from(search, kept, kind, first)
        if found is not None or not refusals:
            return found, ()
        if first == span[0] and len(span) > 1 and not _possible(search, kept, kind, span[-1]):
            return None, refusals
    return None, refusals


def _possible(search: Search, kept: Model, kind: str, first: int) -> bool:
    """False when changes of a kind are proven not to fill even the end of the vacancy."""
    trial = _trial(search, kept, first, GROUPS[kind](search))
    return trial.kept(()) is not None or not trial.impossible(())


def _from(search: Search, kept: Model, kind: str, first: int) -> tuple[Filling | None, tuple[str, ...]]:
    """The smallest changes of a kind that fill the vacancy from a period on, or the engines that prove that none do."""
    trial = _trial(search, kept, first, GROUPS[kind](search))
    points = weights(trial)
    found = trial.cheapest(points)
    if found is None:
        return None, trial.refusals.get(frozenset(), ())
    x, engines = found
    remedies = remedies_of(trial, trial.settled((), x, points), NAMED[kind])
    changed = kept if not remedies else keeping(search, applied(search.case, remedies, search.vacancy.post))
    again = _trial(search, changed, first, lambda rule, place: "")
    y = again.kept(())
    if y is None:
        return None, ()
    settled = again.settled((), y, np.zeros(len(y), dtype=np.int64))
    return _filling(search, kind, remedies, first, again.asked.model.plan(settled), engines), ()


def _filling(
    search: Search, kind: str, remedies: tuple[Remedy, ...], first: int, plan: Plan, engines: tuple[str, ...]
) -> Filling:
    """The way, once the definitions say that it is lawful, fills the post, and empties no other."""
    case = applied(search.case, remedies, search.vacancy.post)
    reasons = [f"{breach.rule} {breach.place}" for breach in judge(case, plan).breaches]
    before, now = (vacant(search.case, search.plan), vacant(case, plan))
    span = range(first, search.vacancy.last + 1)
    reasons += [f"{post} {t}" for post, t in now if post == search.vacancy.post and t in span]
    reasons += [f"{post} {t}" for (post, t), months in now.items() if months > before.get((post, t), 0)]
    reasons += [stint.cadre for stint in elsewhere(search).stints if stint not in plan.stints]
    if reasons:
        raise VerificationError(reasons)
    return Filling(kind, remedies, first, plan, tuple(sorted(set(plan.stints) - set(search.plan.stints))), engines)


def vacant(case: Case, plan: Plan) -> dict[tuple[str, int], int]:
    """Vacant months by post and period."""
    return {(post, t): months for post, t, months in vacant_months(case, plan)}


def keeping(search: Search, case: Case) -> Model:
    """The model of the stints that the plan has elsewhere and of all that may fill the post, under all hard rules."""
    kept = kept_stints(search, case)
    grounds = Grounds(kept.assign(early=False), candidates(search), ask_gates(case, kept, hard_gates(case)).mended)
    return ruled(case, grounds)


def _trial(search: Search, model: Model, first: int, group: Callable[[str, str], str]) -> Trial:
    """The trial in which the plan is kept and the post held from a period to the end of its vacancy."""
    asked = freed(model, group)
    program, presence = asked.program, model.options.presence
    stints = model.options.stints
    program = program.closed(np.isin(np.arange(len(program.columns)), stints.loc[stints["early"], "column"]))
    mask = np.zeros(len(program.columns), dtype=np.int64)
    mask[: program.decisions] = model.decisions(elsewhere(search))
    program = program.with_row("kept", mask, int(mask.sum()), FREE)
    for t in _to_hold(search, first):
        there = presence[(presence["post_id"] == search.vacancy.post) & (presence["t"] == t)]
        sitting = there[there["column"] >= 0]
        terms = np.bincount(sitting["column"], sitting["coef"], len(program.columns)).astype(np.int64)
        program = program.with_row(f"held {t}", terms, 1 - int(there.loc[there["column"] < 0, "coef"].sum()), FREE)
    asked = Switched(replace(asked.model, program=program), asked.groups)
    return Trial(model.case, asked, search.until, search.stop)


def _to_hold(search: Search, first: int) -> list[int]:
    """The periods in which the post must be held: those of its vacancy from one on, and those in which it is held."""
    empty = {t for post, t in vacant(search.case, search.plan) if post == search.vacancy.post}
    return [t for t in range(search.case.periods) if t not in empty or first <= t <= search.vacancy.last]
