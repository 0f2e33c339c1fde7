"""Which stints of a plan every plan about as good has too, and which are free: each by a proof or a witness (F40)."""

import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from optimizer.errors import DisagreementError
from optimizer.explain.near import Near
from optimizer.explain.waivers import contradictory
from optimizer.plan import Plan, Stint
from optimizer.solve.outcome import Answer, Status
from optimizer.solve.params import DEFAULT
from optimizer.solve.race import Job, race
from optimizer.solve.relax import Relaxed, first_columns, relax

SWEEP_SHARE = 0.25  # of the time left, at most for one search that leaves out as many stints as it can
CORE_SHARE = 0.3  # of the time of a search, at most for the core: the rest is for the proof
CERTIFICATE = "certificate"  # the voice of a proof without an engine: the run's certificate
EXACT_BOUND = "bound"  # and the exact bound of an LP


class Fate(StrEnum):
    """What is known of a stint: in every plan; the same cadre in the post but with other days; free; not decided."""

    FIXED = "fixed"
    HELD = "held"
    FREE = "free"
    OPEN = "open"


@dataclass(frozen=True)
class Bone:
    """One stint of the run with its fate.

    `proved_by` are the voices that show that every plan has the stint (FIXED) or the cadre in the post (HELD).
    `others` are those who hold the post in plans found; `witness` is the number of a plan found without the stint, and,
    where it is FREE, without the cadre in the post.
    """

    stint: Stint
    fate: Fate
    proved_by: tuple[str, ...]
    others: tuple[str, ...]
    witness: int | None


@dataclass(frozen=True)
class Backbone:
    """The fate of each stint of a run, and the plans found on the way: all lawful and about as good as the run's."""

    bones: tuple[Bone, ...]
    plans: tuple[Plan, ...]
    interrupted: bool

    @property
    def decided(self) -> bool:
        """True when no stint is left open."""
        return all(bone.fate != Fate.OPEN for bone in self.bones)


@dataclass
class _Search:
    """What a search knows so far: columns found (the run's first), and whose word it is that a group is always taken."""

    near: Near
    until: float
    stop: threading.Event
    found: list[np.ndarray]
    plans: list[Plan]
    proven: dict[tuple[int, ...], tuple[str, ...]] = field(default_factory=dict)

    def witness(self, columns: tuple[int, ...]) -> int | None:
        """The number of a plan found that takes none of the columns."""
        return next((n for n, x in enumerate(self.found) if not x[list(columns)].any()), None)

    def undecided(self, groups: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """The groups of which nothing is known."""
        return [columns for columns in groups if columns not in self.proven and self.witness(columns) is None]


def backbone(near: Near, seconds: float, stop: threading.Event | None = None) -> Backbone:
    """The fate of each stint of the run within the time; DisagreementError if engines contradict each other."""
    search = _Search(near, time.monotonic() + seconds, stop or threading.Event(), [near.x], [near.plan])
    alone = {stint: (column,) for stint, column in _columns(near).items()}
    for columns in alone.values():
        if near.certain[list(columns)].any():
            search.proven[columns] = (CERTIFICATE,)
    _decide(search, list(alone.values()))
    together = {stint: _columns_of(near, stint) for stint in near.plan.stints}
    wider = [together[stint] for stint, columns in alone.items() if columns not in search.proven]
    _decide(search, [columns for columns in wider if len(columns) > 1])
    bones = tuple(_bone(search, stint, alone[stint], together[stint]) for stint in near.plan.stints)
    return Backbone(bones, tuple(search.plans), search.stop.is_set())


def _columns(near: Near) -> dict[Stint, int]:
    """The column of each stint of the run."""
    stints, case = near.model.options.stints, near.case
    chosen = stints[near.x[stints["column"].to_numpy()] > 0]
    return {Stint(s.cadre_id, s.post_id, case.day(s.start), s.months): int(s.column) for s in chosen.itertuples()}


def _columns_of(near: Near, stint: Stint) -> tuple[int, ...]:
    """The open columns of the stints of a cadre in a post, whatever their days."""
    stints = near.model.options.stints
    same = stints[(stints["cadre_id"] == stint.cadre) & (stints["post_id"] == stint.post)]
    return tuple(int(column) for column in same["column"])


def _decide(search: _Search, groups: list[tuple[int, ...]]) -> None:
    """Prove of each group that every plan takes one of its columns, or find a plan that takes none.

    First plans that leave out as many groups as they can, as long as these bring news; then group by group.
    """
    while left := search.undecided(groups):
        proofs = _leave_out(search, left, SWEEP_SHARE * (search.until - time.monotonic()))
        if all(len(columns) == 1 for columns in left):
            search.proven.update(dict.fromkeys(left, proofs) if proofs else {})
        if len(search.undecided(left)) == len(left):
            break
    for number, columns in enumerate(left := search.undecided(groups)):
        if search.undecided([columns]):
            proofs = _leave_out(search, [columns], (search.until - time.monotonic()) / (len(left) - number))
            search.proven.update({columns: proofs} if proofs else {})


def _leave_out(search: _Search, groups: list[tuple[int, ...]], seconds: float) -> tuple[str, ...]:
    """Search plans that take as few columns of the groups as can be, in a core first; the voices that prove that none
    takes fewer than one per group, if so.
    """
    if seconds < DEFAULT.least_seconds or search.stop.is_set():
        return ()
    near, until = search.near, time.monotonic() + seconds
    points = np.zeros(len(near.program.columns), dtype=np.int64)
    points[[column for columns in groups for column in columns]] = 1
    relaxed = _relaxed(search, points, DEFAULT.lp_share * seconds)
    if relaxed.bound.value >= len(groups):
        return (EXACT_BOUND,)
    core = near.core | (relaxed.x > 0)
    for program in (near.program.closed(~core), near.program):
        left = until - time.monotonic()
        share = 1.0 if program is near.program else CORE_SHARE
        answers = _race(search, Job(program, points, near.x, share * left))
        if _learn(search, answers, points, len(groups)):
            return ()
    return tuple(a.engine for a in answers if a.status == Status.OPTIMAL)


def _relaxed(search: _Search, points: np.ndarray, seconds: float) -> Relaxed:
    """The LP of some points over the plans about as good."""
    program, stints = search.near.program, search.near.model.options.stints
    active = first_columns(program, points[: len(stints)], stints["post_ix"].to_numpy(), DEFAULT) | (search.near.x > 0)
    return relax(program, points, active, seconds, DEFAULT, search.stop)


def _race(search: _Search, job: Job) -> tuple[Answer, ...]:
    """The answers of both engines; both to the end where the program is small."""
    small = job.program.decisions <= DEFAULT.confirm_columns
    answers = race(job, search.stop, lambda *_: None, to_the_end=small)
    refused = any(answer.status == Status.IMPOSSIBLE for answer in answers)
    if refused or contradictory(answers):
        raise DisagreementError(job.program, job.points, answers)
    return answers


def _learn(search: _Search, answers: Iterable[Answer], points: np.ndarray, count: int) -> bool:
    """Keep the best plan of the answers if it leaves out a group; true if so."""
    found = [answer.x for answer in answers if answer.x is not None]
    best = min(found, key=lambda x: int(points @ x), default=None)
    if best is None or int(points @ best) >= count:
        return False
    search.plans.append(search.near.verified(best)[0])
    search.found.append(best)
    return True


def _bone(search: _Search, stint: Stint, alone: tuple[int, ...], together: tuple[int, ...]) -> Bone:
    """The fate of one stint."""
    plans: Mapping[int, Plan] = dict(enumerate(search.plans))
    others = {s.cadre for plan in plans.values() for s in plan.stints if s.post == stint.post} - {stint.cadre}
    told = stint, tuple(sorted(others))
    if alone in search.proven:
        return Bone(told[0], Fate.FIXED, search.proven[alone], told[1], None)
    without = search.witness(together)
    if without is not None:
        return Bone(told[0], Fate.FREE, (), told[1], without)
    if together in search.proven:
        return Bone(told[0], Fate.HELD, search.proven[together], told[1], search.witness(alone))
    return Bone(told[0], Fate.OPEN, (), told[1], search.witness(alone))
