"""A plan as plain values: who goes where, from when, how long, and where to afterwards."""

from collections import defaultdict
from collections.abc import Iterable
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


class Seat(NamedTuple):
    """One cadre in one post in one period; `rotated` while he is a rotated cadre there."""

    cadre: str
    rotated: bool


@dataclass(frozen=True)
class Plan:
    """Stints and landings, sorted. A lawful plan has at most one stint and one landing per cadre."""

    stints: tuple[Stint, ...] = ()
    landings: tuple[Landing, ...] = ()

    def landing_of(self, cadre: str) -> Landing | None:
        """The first landing of a cadre, if he has one."""
        return next((landing for landing in self.landings if landing.cadre == cadre), None)


def make_plan(stints: Iterable[Stint], landings: Iterable[Landing]) -> Plan:
    """The plan with its rows in one fixed order."""
    return Plan(tuple(sorted(stints)), tuple(sorted(landings)))


def months_held(case: Case, stint: Stint) -> int:
    """Months of a stint that lie within the horizon."""
    left = case.horizon_months - case.period(stint.start) * case.period_months
    return max(0, min(stint.months, left))


def leaves_from(case: Case, plan: Plan) -> dict[str, int]:
    """The first period in which each moving cadre is no longer where he was."""
    leaving: dict[str, int] = {}
    for stint in plan.stints:
        period = case.period(stint.start)
        leaving[stint.cadre] = min(period, leaving.get(stint.cadre, period))
    return leaving


def seats(case: Case, plan: Plan) -> dict[tuple[str, int], list[Seat]]:
    """Who sits in (post, period) by this plan: those who stay, those who come, those who land."""
    held: dict[tuple[str, int], list[Seat]] = defaultdict(list)
    leaving = leaves_from(case, plan)
    for post in case.post.values():
        if post.incumbent_id:
            until = min(post.opens, leaving.get(post.incumbent_id, case.periods))
            for t in range(until):
                held[post.post_id, t].append(Seat(post.incumbent_id, post.on_rotation))
    for stint in plan.stints:
        rotated = case.kind(stint.cadre, stint.post) == Kind.ROTATION
        for t in range(case.period(stint.start), case.period(stint.end)):
            held[stint.post, t].append(Seat(stint.cadre, rotated))
    for landing in plan.landings:
        if landing.post:
            for t in range(case.period(landing.end), case.periods):
                held[landing.post, t].append(Seat(landing.cadre, rotated=False))
    return held
