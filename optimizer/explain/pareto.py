"""The front of two objectives over all lawful plans, point by point, each exact as far as it is proven (F42).

Each point is a plan of the least value on one axis among those that keep a ceiling on the other, then of the least on the
other among those: nothing beats it on both. The next ceiling halves the widest stretch in which a plan is not ruled out.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from optimizer.errors import DisagreementError, VerificationError
from optimizer.explain.base import cheapest
from optimizer.explain.front import Front, Point, Shown, Values, beats
from optimizer.explain.objectives import Axis, axis
from optimizer.explain.waivers import contradictory
from optimizer.model import Model
from optimizer.plan import Plan
from optimizer.program import FREE, Program
from optimizer.rules.objectives import measures_of, value_of
from optimizer.solve.outcome import Answer, News, Status, Watch
from optimizer.solve.params import DEFAULT
from optimizer.solve.race import Job, race
from optimizer.solve.relax import Relaxed, first_columns, relax
from optimizer.solve.tiers import complete
from optimizer.verify import Verdict, judge

LP_SHARE = 0.7  # of the time of one search, at most for its LP: without its bound nothing is closed and little is said
CORE_SHARE = 0.4  # of what is then left, at most for its core: the rest is for the proof
FEWEST = 6  # searches that the time is shared among: a few points done well say more than many hardly begun
EXACT_BOUND = "bound"  # the voice of a proof without an engine: the exact bound of an LP


@dataclass
class _Search:
    """What a search knows: plans found by their values, what is ruled out, which ceilings were tried how often."""

    model: Model
    axes: tuple[Axis, Axis]
    seconds: float
    stop: threading.Event
    watch: Watch
    found: dict[Values, tuple[Plan, Verdict]] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    tried: Counter[int] = field(default_factory=Counter)
    begun: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """Seconds left; none once a signal asks to stop."""
        return 0.0 if self.stop.is_set() else self.begun + self.seconds - time.monotonic()

    @property
    def names(self) -> tuple[str, str]:
        """The names of the axes."""
        return self.axes[0].name, self.axes[1].name

    @property
    def points(self) -> list[Values]:
        """What no plan found beats, in the order of the first axis."""
        return sorted(v for v in self.found if not any(beats(other, v) for other in self.found))

    def best(self, of: int, limit: int) -> Values:
        """The values of the best plan found on an axis, under a limit on the other."""
        within = [values for values in self.found if values[1 - of] <= limit]
        return min(within, key=lambda values: (values[of], values[1 - of]))

    def least(self, of: int, limit: int) -> Shown:
        """The best that is shown of an axis under a limit on the other."""
        known = [shown for shown in self.shown if shown.of == of and shown.limit >= limit]
        return max(known, key=lambda shown: shown.least, default=Shown(of, limit, self.axes[of].constant, (EXACT_BOUND,)))

    def learn(self, plan: Plan) -> Values:
        """The values of a plan, by the definitions; VerificationError unless it is lawful."""
        first, second = self.names
        values = value_of(self.model.case, plan, first), value_of(self.model.case, plan, second)
        if values not in self.found:
            verdict = judge(self.model.case, plan)
            if not verdict.lawful:
                raise VerificationError([f"{breach.rule} {breach.place}" for breach in verdict.breaches])
            self.found[values] = plan, verdict
        return values


def fronts(
    model: Model,
    plan: Plan,
    pairs: Sequence[tuple[str, str]],
    most: int,
    seconds: float,
    stop: threading.Event | None = None,
    watch: Watch = lambda _: None,
) -> tuple[Front, ...]:
    """The front of each pair of objectives, up to `most` points each, all within the time.

    `model` is `weighed`, `plan` a lawful one of its case. DisagreementError if engines contradict each other;
    VerificationError if a plan beats what was proven.
    """
    until, stop, found = time.monotonic() + seconds, stop or threading.Event(), list[Front]()
    ends: dict[str, tuple[Plan, Shown]] = {}
    for number, (first, second) in enumerate(pairs):
        axes = axis(model.program, first), axis(model.program, second)
        search = _Search(model, axes, (until - time.monotonic()) / (len(pairs) - number), stop, watch)
        run = search.learn(plan)
        for of, name in enumerate(search.names):
            if name in ends:
                search.learn(ends[name][0])
                search.shown.append(replace(ends[name][1], of=of))
        found.append(_front(search, run, most))
        for of, name in enumerate(search.names):
            ends[name] = search.found[search.best(of, FREE)][0], search.least(of, FREE)
    return tuple(found)


def _front(search: _Search, run: Values, most: int) -> Front:
    """The ends of a front, then what lies between, up to so many points; then proofs of those that are open."""
    _undominated(search, 0, FREE, 2 * most)
    _undominated(search, 1, FREE, 2 * most - 2)
    while search.left >= DEFAULT.least_seconds and (ceiling := _next(search, most)) is not None:
        search.tried[ceiling] += 1
        _undominated(search, 0, ceiling, 2 * max(1, most - len(search.points)))
    points = tuple(_point(search, values) for values in search.points)
    complete = all(point.proven for point in points) and not _open_ends(search) and not list(_gaps(search))
    return Front(search.names, points, run, complete, len(points) < most and not complete, search.stop.is_set())


def _undominated(search: _Search, of: int, limit: int, searches: int) -> None:
    """The least on an axis under a limit on the other, then the least on the other under what was found.

    So many searches are still to come; each may take the same time, but none so little that it brings nothing.
    """
    for number, one in enumerate((of, 1 - of)):
        if search.least(one, limit).least < search.best(one, limit)[one]:
            share = max(search.left / max(1, searches - number), search.seconds / FEWEST)
            _least(search, one, limit, min(search.left, share))
        limit = search.best(one, limit)[one]


def _least(search: _Search, of: int, limit: int, seconds: float) -> None:
    """The least on an axis under a limit on the other: the exact bound of the LP, a core, then all that may be better."""
    if seconds < DEFAULT.least_seconds:
        return
    until, target, other = time.monotonic() + seconds, search.axes[of], search.axes[1 - of]
    program = search.model.program if limit >= FREE else other.below(search.model.program, limit)
    x = _columns(search, program, target, search.best(of, limit))
    relaxed = _relaxed(search, program, target, x, until)
    said: tuple[int, tuple[str, ...]] = relaxed.bound.value, (EXACT_BOUND,)
    core = cheapest(program, relaxed.bound, len(search.model.options.stints)) | (relaxed.x > 0) | (x > 0)
    for columns, share in ((core, CORE_SHARE), (np.ones_like(core), 1.0))[int(core.all()) :]:
        value, left = int(target.points @ x), until - time.monotonic()
        if value <= said[0] or left < DEFAULT.least_seconds or search.stop.is_set():
            break
        useless = relaxed.bound.useless(value) | ~columns
        answers = _race(search, Job(program.closed(useless), target.points, x, share * left), target, said[0])
        x = min([x, *(a.x for a in answers if a.x is not None)], key=lambda x: int(target.points @ x))
        said = _said(answers, said) if columns.all() else said
    search.learn(search.model.plan(x))
    search.shown.append(Shown(of, limit, target.value(said[0]), said[1]))


def _columns(search: _Search, program: Program, target: Axis, values: Values) -> np.ndarray:
    """The columns of a plan found, with the slacks that are best for an axis."""
    decisions = search.model.decisions(search.found[values][0])
    x = complete(program, target.points, decisions, DEFAULT.complete_seconds)
    if x is None:
        raise VerificationError([f"{search.names}: a plan found does not keep the rows that it is to keep"])
    return x


def _relaxed(search: _Search, program: Program, target: Axis, x: np.ndarray, until: float) -> Relaxed:
    """The LP of an axis."""
    stints = search.model.options.stints
    active = first_columns(program, target.points[: len(stints)], stints["post_ix"].to_numpy(), DEFAULT) | (x > 0)
    seconds = LP_SHARE * (until - time.monotonic())
    return relax(program, target.points, active, seconds, DEFAULT, search.stop)


def _race(search: _Search, job: Job, target: Axis, least: int) -> tuple[Answer, ...]:
    """The answers of both engines; DisagreementError if they contradict each other or what was found."""

    def tell(engine: str, value: int | None, bound: int | None) -> None:
        told = [None if steps is None else target.value(steps) for steps in (value, max(least, bound or least))]
        search.watch(News(" × ".join(search.names), engine, told[0], told[1], search.left))

    answers = race(job, search.stop, tell)
    if contradictory(answers) or any(answer.status == Status.IMPOSSIBLE for answer in answers):
        raise DisagreementError(job.program, job.points, answers)
    return answers


def _said(answers: tuple[Answer, ...], known: tuple[int, tuple[str, ...]]) -> tuple[int, tuple[str, ...]]:
    """The best bound of the engines with those who say it, where it is beyond what is known."""
    bounds = {answer.engine: answer.bound for answer in answers if answer.bound is not None}
    best = max(bounds.values(), default=known[0])
    return (best, tuple(engine for engine, bound in bounds.items() if bound == best)) if best > known[0] else known


def _point(search: _Search, values: Values) -> Point:
    """A plan found with the best bounds that are shown for it, and who shows them."""
    plan, verdict = search.found[values]
    voices = search.least(0, values[1]).proved_by + search.least(1, values[0]).proved_by
    measures = measures_of(search.model.case, plan)
    return Point(plan, verdict, measures, values, _bounds(search, values), tuple(dict.fromkeys(voices)))


def _bounds(search: _Search, values: Values) -> Values:
    """The least that a plan as good on the other axis can have; VerificationError if these values are beneath it."""
    least = search.least(0, values[1]).least, search.least(1, values[0]).least
    if least[0] > values[0] or least[1] > values[1]:
        raise VerificationError([f"{search.names}: {values} beats what was proven, {least}"])
    return least


def _gaps(search: _Search) -> Iterator[tuple[Values, Values]]:
    """Neighbours on the front between which a further point is not ruled out."""
    units = [one.unit for one in search.axes]
    for one, after in pairwise(search.points):
        corner = after[0] - units[0], one[1] - units[1]
        room = corner[0] > one[0] and corner[1] > after[1]
        if room and not any(shown.rules_out(corner) for shown in search.shown):
            yield one, after


def _next(search: _Search, most: int) -> int | None:
    """The ceiling of the second axis to try next: of those that were tried least the one that halves the widest gap, if
    points are lacking; else that of an open point. None where all is shown.
    """
    room = {values[1]: 0 for values in search.points if _bounds(search, values) != values}
    for one, after in _gaps(search) if len(search.points) < most else ():
        room[_halving(search, one, after)] = (after[0] - one[0]) * (one[1] - after[1])
    return min(room, key=lambda ceiling: (search.tried[ceiling], -room[ceiling]), default=None)


def _halving(search: _Search, one: Values, after: Values) -> int:
    """The ceiling in the middle of what is not ruled out between two neighbours."""
    unit = search.axes[1].unit
    emptied = [s.limit for s in search.shown if s.of == 0 and s.least >= after[0] and s.limit < one[1]]
    return one[1] - unit * max(1, (one[1] - max([after[1], *emptied])) // unit // 2)


def _open_ends(search: _Search) -> bool:
    """True when a plan better than the first point on the first axis, or the last on the second, is not ruled out."""
    ends = search.points[0][0], search.points[-1][1]
    return any(search.least(of, FREE).least < end for of, end in enumerate(ends))
