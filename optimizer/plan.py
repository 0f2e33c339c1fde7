"""A plan as plain values: who goes where, from when, how long, and where to afterwards."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from optimizer.case import Case
from optimizer.law import add_months
from optimizer.words import Kind

HOME = "home"
STAY = "stay"


class Stint(NamedTuple):
    """One new stint: a cadre holds a post from `start` for `months`."""

    cadre: str
    post: str
    start: date
    months: int

    @property
    def end(self) -> date:
        """The day after the last day of the stint."""
        return add_months(self.start, self.months)


class Landing(NamedTuple):
    """Where a rotated cadre goes at `end`: HOME, STAY (in `post`), or a slot of `landings`."""

    cadre: str
    end: date
    slot: str
    post: str


class Training(NamedTuple):
    """A cadre is sent to a course."""

    cadre: str
    course: str


class Seat(NamedTuple):
    """One cadre in one post in one period; `rotated` while he is a rotated cadre there.

    `sign` is 1. It is -1 for the second and every further stint that takes an incumbent away from a post
    he can leave only once: a plan that C01 faults still has one meaning in every other rule.
    """

    cadre: str
    rotated: bool
    sign: int = 1


@dataclass(frozen=True)
class Plan:
    """Stints, landings and training, sorted. A lawful plan has at most one stint and one landing per cadre."""

    stints: tuple[Stint, ...] = ()
    landings: tuple[Landing, ...] = ()
    training: tuple[Training, ...] = ()

    def landing_of(self, cadre: str) -> Landing | None:
        """The first landing of a cadre, if he has one."""
        return next((landing for landing in self.landings if landing.cadre == cadre), None)


@dataclass(frozen=True)
class Move:
    """The stints of a cadre in two plans that differ in them; None where he does not move."""

    cadre: str
    before: Stint | None
    after: Stint | None


def make_plan(stints: Iterable[Stint], landings: Iterable[Landing], training: Iterable[Training] = ()) -> Plan:
    """The plan with its rows in one fixed order."""
    return Plan(tuple(sorted(stints)), tuple(sorted(landings)), tuple(sorted(training)))


def months_held(case: Case, stint: Stint) -> int:
    """Months of a stint that lie within the horizon."""
    left = case.horizon_months - case.period(stint.start) * case.period_months
    return max(0, min(stint.months, left))


def departures(case: Case, plan: Plan) -> dict[str, list[int]]:
    """The periods in which each moving cadre leaves where he was, one per stint, earliest first."""
    leaving: dict[str, list[int]] = defaultdict(list)
    for stint in plan.stints:
        leaving[stint.cadre].append(case.period(stint.start))
    return {cadre: sorted(periods) for cadre, periods in leaving.items()}


def seats(case: Case, plan: Plan) -> dict[tuple[str, int], list[Seat]]:
    """Who sits in (post, period) by this plan: those who stay, those who come, those who land."""
    held: dict[tuple[str, int], list[Seat]] = defaultdict(list)
    leaving = departures(case, plan)
    for post in case.post.values():
        if post.incumbent_id:
            first, *again = [*leaving.get(post.incumbent_id, []), case.periods]
            for t in range(min(post.opens, first)):
                held[post.post_id, t].append(Seat(post.incumbent_id, post.on_rotation))
            for t in [t for since in again for t in range(since, post.opens)]:
                held[post.post_id, t].append(Seat(post.incumbent_id, post.on_rotation, -1))
    for spell in case.spells:
        if spell.landing_slot_id in case.slot and case.slot[spell.landing_slot_id].post_id:
            for t in range(spell.end, case.periods):
                held[case.slot[spell.landing_slot_id].post_id, t].append(Seat(spell.cadre_id, rotated=False))
    for stint in plan.stints:
        rotated = case.kind(stint.cadre, stint.post) == Kind.ROTATION
        for t in range(case.period(stint.start), case.period(stint.end)):
            held[stint.post, t].append(Seat(stint.cadre, rotated))
    for landing in plan.landings:
        if landing.post:
            for t in range(case.period(landing.end), case.periods):
                held[landing.post, t].append(Seat(landing.cadre, rotated=False))
    return held


def seats_by_person(posts: Iterable[str], held: Mapping[tuple[str, int], list[Seat]], t: int) -> Counter[str]:
    """How many seats each person holds in these posts in period t."""
    count: Counter[str] = Counter()
    for post in posts:
        for seat in held.get((post, t), []):
            count[seat.cadre] += seat.sign
    return count
