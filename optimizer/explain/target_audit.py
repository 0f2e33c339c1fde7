"""A case planned by other goals beside the plan of a run: which communes and which cadres gain and lose (F54)."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from optimizer.case import Case
from optimizer.errors import VerificationError
from optimizer.explain.aims import aimed
from optimizer.explain.differences import Change, Differences, differences
from optimizer.model import build
from optimizer.plan import Plan
from optimizer.rules.goals.burden import Burden
from optimizer.rules.objectives import measures_of
from optimizer.solve import Outcome, OutOfTime, Solved, SolveParams, solve
from optimizer.solve.outcome import Watch
from optimizer.verify import Verdict, judge

Placement = tuple[str, str]  # a cadre in a post


@dataclass(frozen=True)
class Person:
    """What becomes of a cadre, and the points of burden that he bears, under the run's goals and under others."""

    change: Change
    burden: tuple[int, int]

    @property
    def chosen(self) -> tuple[bool, bool]:
        """Whether he is placed by each plan."""
        return self.change.before.stint is not None, self.change.after.stint is not None


@dataclass(frozen=True)
class Replanned:
    """A case planned by another aim: how that ended and, if there is a plan, what differs, judged by the run's own goals.

    `measures` are its values by every objective; `people` those who fare otherwise, the greatest relief first.
    """

    aim: str
    outcome: Outcome
    found: Differences | None
    measures: Mapping[str, int]
    people: tuple[Person, ...]

    @property
    def gaps(self) -> Iterator[tuple[str, int, int]]:
        """Communes whose gap differs: unit, gap in the run, gap here; the greatest gain first."""
        if self.found is not None:
            before, after = (verdict.gap for verdict in self.found.verdicts)
            other = [unit for unit in after if before[unit] != after[unit]]
            yield from ((u, before[u], after[u]) for u in sorted(other, key=lambda u: (after[u] - before[u], u)))

    @property
    def placements(self) -> frozenset[Placement]:
        """Who is placed in which post."""
        plan = self.outcome.plan if isinstance(self.outcome, Solved) else Plan()
        return frozenset((stint.cadre, stint.post) for stint in plan.stints)


@dataclass(frozen=True)
class Audit:
    """The plan of a run beside the plans that other aims give; `proven`: the run's plan is the best by its own goals."""

    case: Case
    plan: Plan
    verdict: Verdict
    proven: bool
    measures: Mapping[str, int]
    replanned: tuple[Replanned, ...]

    @property
    def kept(self) -> dict[Placement, tuple[str, ...]]:
        """Each placement of the run with the aims under which it stays."""
        solved = [other for other in self.replanned if other.found is not None]
        own = [(stint.cadre, stint.post) for stint in self.plan.stints]
        return {placed: tuple(other.aim for other in solved if placed in other.placements) for placed in own}


def audit(
    case: Case,
    plan: Plan,
    aims: Sequence[str],
    params: SolveParams,
    stop: threading.Event,
    watch: Watch,
    *,
    proven: bool,
) -> Audit:
    """The case planned by each aim from the run's plan on, in the params' seconds each; after a signal to stop, no more.

    UsageError for an aim that is none; VerificationError for a plan that breaks a rule of the case.
    """
    cases = {aim: aimed(case, aim) for aim in aims}
    done = tuple(_replanned(case, plan, aim, other, params, stop, watch) for aim, other in cases.items())
    return Audit(case, plan, judge(case, plan), proven, measures_of(case, plan), done)


def _replanned(
    case: Case, plan: Plan, aim: str, other: Case, params: SolveParams, stop: threading.Event, watch: Watch
) -> Replanned:
    """One aim."""
    outcome = OutOfTime(interrupted=True) if stop.is_set() else solve(build(other), params, stop, watch, plan)
    if not isinstance(outcome, Solved):
        return Replanned(aim, outcome, None, {}, ())
    found = differences((case, plan), (case, outcome.plan))
    breaches = found.verdicts[1].breaches
    if breaches:
        raise VerificationError([f"{aim}: {breach.rule} {breach.place}" for breach in breaches])
    return Replanned(aim, outcome, found, measures_of(case, outcome.plan), _people(case, plan, outcome.plan, found))


def _people(case: Case, before: Plan, after: Plan, found: Differences) -> tuple[Person, ...]:
    """Everybody who fares otherwise, with what he bears."""
    borne = burdens(case, before), burdens(case, after)
    people = [Person(c, (borne[0].get(c.cadre, 0), borne[1].get(c.cadre, 0))) for c in found.changes]
    return tuple(sorted(people, key=lambda person: (person.burden[1] - person.burden[0], person.change.cadre)))


def burdens(case: Case, plan: Plan) -> dict[str, int]:
    """Points of burden that each cadre bears by a plan, the share that only the worst of all counts left out."""
    borne: dict[str, int] = {}
    for part in Burden().parts(case, plan):
        if part.cadre:
            borne[part.cadre] = borne.get(part.cadre, 0) - part.points
    return borne
