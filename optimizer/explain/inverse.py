"""The smallest change in a cadre's record, or in the weights of goals, with which a best plan has him in a post (F39)."""

import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.errors import VerificationError
from optimizer.explain.base import Base
from optimizer.explain.changes import LAW, Change, changed, rows_of, sound
from optimizer.explain.remedies import Remedy, planned_row
from optimizer.explain.standing import Place, Rival, Standing, standing
from optimizer.explain.why_not import closed
from optimizer.plan import Stint
from optimizer.rules import GATES
from optimizer.rules.kinds import Breach
from optimizer.verify.claim_kinds import Held, Refusal
from optimizer.verify.claims import admitted, candidates
from optimizer.words import Education, Grade, Mode, Theory, Word

PERCENT = (-10, 10, -25, 25, -50, 50, -100, 100, 300)  # by which a weight is changed, to a whole number
MOST_LANGUAGE = 4
GATE_ONLY = frozenset(
    ["education", "theory", "party_member", "outstanding", "health_ok", "health_checked", "under_investigation",
     "humane_consent"]
)  # fmt: skip
WORST_SHARE = 0.5  # of the time that is left, at most for one set of changes


@dataclass(frozen=True)
class Offer:
    """One change on offer and its size: steps of a record (a level, a mark, a grade, a row), or percent of a weight."""

    change: Change
    size: int


@dataclass(frozen=True)
class Field:
    """The offers for one field, the smallest first; `needed` where without any of them the gates refuse."""

    offers: tuple[Offer, ...]
    needed: bool = False


@dataclass(frozen=True)
class Winning:
    """Changes with which he wins, shown by solving the changed case; `least` when every smaller set was shown to fail.

    Then none of them can be spared, for what is left without one is a smaller set.
    """

    offers: tuple[Offer, ...]
    standing: Standing
    least: bool

    @property
    def size(self) -> int:
        """The sizes of the changes together."""
        return sum(offer.size for offer in self.offers)


@dataclass(frozen=True)
class Inverse:
    """What was found: the smallest winning changes, if any; how the sets of changes before them ended.

    `offered`: the space that was searched, `up_to` this size. `tried` counts the sets by their place. `unmended`:
    what refuses him for the post even with all the changes on offer. `interrupted` by the user.
    """

    cadre: str
    post: str
    sort: str
    offered: tuple[Offer, ...]
    up_to: int
    winning: Winning | None
    tried: Mapping[Place, int]
    unmended: tuple[Breach, ...] | Held
    complete: bool
    interrupted: bool

    @property
    def proven(self) -> bool:
        """True when the smallest changes are shown to be so, or that none of the space is enough."""
        return self.winning.least if self.winning else self.complete


@dataclass(frozen=True)
class Wish:
    """What is asked: a cadre in a post, by changes of his record or of weights of no more than so many steps.

    `every`: in every best plan, not only in one. Until the monotonic clock says so or `stop` is set.
    """

    base: Base
    cadre: str
    post: str
    seconds: float
    stop: threading.Event
    weights: bool = False
    every: bool = False
    steps: int = 2


def inverse(wish: Wish) -> Inverse:
    """The smallest changes that make a cadre win a post; DisagreementError if engines contradict each other."""
    case, until = wish.base.case, time.monotonic() + wish.seconds
    fields = weight_fields(case, wish.post) if wish.weights else felt(case, wish.cadre, wish.post)
    offered = tuple(offer for field in fields for offer in field.offers)
    sort = "weights" if wish.weights else "record"
    nothing = Inverse(wish.cadre, wish.post, sort, offered, 0, None, {}, (), complete=True, interrupted=False)
    mended = case if wish.weights else changed(case, _best(fields))
    if not _admits(mended, wish):
        refused = closed(mended, wish.cadre, wish.post)
        return replace(nothing, unmended=refused.faults if isinstance(refused, Refusal) else refused)
    if wish.weights:
        return _searched(replace(nothing, up_to=max(map(abs, PERCENT))), wish, one_weight(fields), until)
    if not _admits(case, wish):
        fields = [needed(case, wish, fields, field) for field in fields]
    least = sum(field.offers[0].size for field in fields if field.needed)
    ladder = (chosen for size in range(least, least + wish.steps + 1) for chosen in sets(fields, size))
    return _searched(replace(nothing, up_to=least + wish.steps), wish, ladder, until)


def _searched(found: Inverse, wish: Wish, ladder: Iterator[tuple[Offer, ...]], until: float) -> Inverse:
    """The search through sets of changes, the smallest first, until one wins or the time is up."""
    tried, rival = Counter[Place](), Rival(wish.base, wish.cadre, wish.post, until, wish.stop)
    wanted = {Place.EVERY} if wish.every else {Place.EVERY, Place.AMONG}
    for offers in ladder:
        if rival.left <= 0:
            tried[Place.OPEN] += 1
            break
        share = replace(rival, until=time.monotonic() + WORST_SHARE * rival.left)
        case = changed(wish.base.case, [offer.change for offer in offers])
        his = standing(share, case)
        if his.wins and not sound(case):
            raise VerificationError([offer.change.column for offer in offers])
        if his.place in wanted:
            return replace(found, winning=Winning(offers, his, not tried[Place.OPEN]), tried=dict(tried))
        tried[his.place] += 1
    return replace(found, tried=dict(tried), complete=not tried[Place.OPEN], interrupted=wish.stop.is_set())


def sets(fields: Sequence[Field], size: int) -> Iterator[tuple[Offer, ...]]:
    """Every choice of at most one offer per field, and one for each that is needed, of this size together."""
    if not fields:
        yield from [()] * (size == 0)
        return
    for offer in fields[0].offers:
        if offer.size <= size:
            yield from ((offer, *rest) for rest in sets(fields[1:], size - offer.size))
    if not fields[0].needed:
        yield from sets(fields[1:], size)


def one_weight(fields: Sequence[Field]) -> Iterator[tuple[Offer, ...]]:
    """No change, then every change of one weight, the smallest first."""
    yield ()
    yield from sorted(((offer,) for field in fields for offer in field.offers), key=lambda chosen: chosen[0].size)


def needed(case: Case, wish: Wish, fields: Sequence[Field], field: Field) -> Field:
    """A field with those offers that the gates ask for, if without any of them they refuse, all other fields at best."""
    others = [other for other in fields if other is not field]
    if _admits(changed(case, _best(others)), wish):
        return field
    enough = [offer for offer in field.offers if _admits(changed(case, [*_best(others), offer.change]), wish)]
    return Field(tuple(enough), needed=True)


def _best(fields: Sequence[Field]) -> list[Change]:
    """The greatest offer of each field."""
    return [field.offers[-1].change for field in fields]


def _admits(case: Case, wish: Wish) -> bool:
    """True when the gates admit some stint of the pair."""
    return any(admitted(case, stint) for stint in candidates(case, wish.cadre, wish.post))


def felt(case: Case, cadre: str, post: str) -> list[Field]:
    """The fields of a record that may count for a pair: of what only gates read, those by which they judge otherwise."""
    fields, now = record_fields(case, cadre, post), judged(case, cadre, post)
    every = _best(fields)
    best = judged(changed(case, every), cadre, post) if now else []

    def counts(change: Change) -> bool:
        """True where the gates judge otherwise with the change, alone or beside all others."""
        if now == best or judged(changed(case, [change]), cadre, post) != now:
            return now != best
        return judged(changed(case, [other for other in every if other != change]), cadre, post) != best

    return [f for f, change in zip(fields, every, strict=True) if not _gate_only(change) or counts(change)]


def _gate_only(change: Change) -> bool:
    """True for what only gates read of a pair."""
    return change.table in ("grades", "succession") or change.column in GATE_ONLY


def judged(case: Case, cadre: str, post: str) -> list[tuple[str, Stint]]:
    """What the gates in force fault of the stints of a pair, a course or not."""
    gates = [gate for gate in GATES if case.law.mode(gate.id) != Mode.OFF]
    return [(gate.id, s) for s in candidates(case, cadre, post) for gate in gates if gate.fault(case, s) is not None]


def record_fields(case: Case, cadre: str, post: str) -> list[Field]:
    """The fields of a cadre's record that may be bettered for a post: skills and languages of its commune, schooling,
    Party membership, findings, consent, the last grades, the succession plan, the wish for the commune.

    Not on offer is what nobody can change: birth, sex, origin, kin, past service, discipline.
    """
    return [
        field
        for field in (*_skills(case, cadre, post), *_schooling(case, cadre), *_marks(case, cadre), *_grades(case, cadre),
                      *_planned(case, cadre, post), *_wished(case, cadre, post))
        if field.offers
    ]  # fmt: skip


def _skills(case: Case, cadre: str, post: str) -> Iterator[Field]:
    """Each level above the present one, up to what the commune needs; of a language up to the highest."""
    unit = case.post[post].unit_id
    needs, spoken = case.tables.needs, case.tables.unit_languages
    for need in needs[needs["unit_id"] == unit].itertuples():
        yield _levels(case, "competencies", "competency", cadre, need.competency, need.level)
    for language in spoken.loc[spoken["unit_id"] == unit, "language"]:
        yield _levels(case, "languages", "language", cadre, language, MOST_LANGUAGE)


def _levels(case: Case, table: str, column: str, cadre: str, skill: str, most: int) -> Field:
    """A field of one skill."""
    key = (("cadre_id", cadre), (column, skill))
    frame = getattr(case.tables, table)
    rows = frame.loc[rows_of(frame, key), "level"]
    has, before = (int(rows.iloc[0]), int(rows.iloc[0])) if len(rows) else (0, None)
    return Field(tuple(Offer(Change(table, key, "level", before, n), n - has) for n in range(has + 1, most + 1)))


def _schooling(case: Case, cadre: str) -> Iterator[Field]:
    """Each professional level and each level of political theory above the present one."""
    yield _words(case, cadre, "education", Education)
    yield _words(case, cadre, "theory", Theory)


def _words(case: Case, cadre: str, column: str, words: type[Word]) -> Field:
    """A field with an ordered list of words."""
    has = words(getattr(case.cadre[cadre], column))
    above = list(words)[has.rank + 1 :]
    return Field(tuple(_own(cadre, column, str(has), str(word), word.rank - has.rank) for word in above))


def _own(cadre: str, column: str, before: str | bool, value: str | bool, size: int = 1) -> Offer:
    """An offer in the cadre's own row."""
    return Offer(Change("cadres", (("cadre_id", cadre),), column, before, value), size)


def _marks(case: Case, cadre: str) -> Iterator[Field]:
    """Marks that stand against him, each turned, and a certificate of health from the planning day."""
    row = case.cadre[cadre]
    wanted = {"party_member": True, "outstanding": True, "health_ok": True, "under_investigation": False,
              "humane_consent": True, "backfill": True}  # fmt: skip
    for column, good in wanted.items():
        if bool(getattr(row, column)) != good:
            yield Field((_own(cadre, column, not good, good),))
    day = None if pd.isna(row.health_checked) else row.health_checked.date()
    if day is None or day < case.start:
        change = Change("cadres", (("cadre_id", cadre),), "health_checked", day, case.start)
        yield Field((Offer(change, 1),))


def _grades(case: Case, cadre: str) -> Iterator[Field]:
    """Each grade above the present one, for each of the years that the law looks at; no grade counts as the lowest."""
    for year in range(case.start.year - int(case.law["grade_years"].value), case.start.year):
        told = case.grade.get((cadre, year))
        has, key = Grade(told or "failed"), (("cadre_id", cadre), ("year", year))
        above = list(Grade)[has.rank + 1 :]
        yield Field(tuple(Offer(Change("grades", key, "grade", told, str(g)), g.rank - has.rank) for g in above))


def _planned(case: Case, cadre: str, post: str) -> Iterator[Field]:
    """A row of the succession plan for the role of the post, if none covers the planning day."""
    row = planned_row(case, Remedy("pool", "C03", f"{cadre}|{post}", case.start.year)).iloc[0]
    key = (("cadre_id", cadre), ("role_id", str(row["role_id"])), ("unit_id", ""), ("from_year", int(row["from_year"])))
    covered = [r for r in case.planned.get(cadre, ()) if r.role_id == row["role_id"]]
    if not any(r.from_year <= case.start.year <= r.to_year for r in covered):
        told = next((int(r.to_year) for r in covered if r.from_year == row["from_year"] and r.unit_id == ""), None)
        yield Field((Offer(Change("succession", key, "to_year", told, int(row["to_year"])), 1),))


def _wished(case: Case, cadre: str, post: str) -> Iterator[Field]:
    """The commune of the post as his first wish."""
    key, wishes = (("cadre_id", cadre), ("unit_id", case.post[post].unit_id)), case.tables.preferences
    told = wishes.loc[rows_of(wishes, key), "wish"]
    before = int(told.iloc[0]) if len(told) else None
    if before != 1:
        yield Field((Offer(Change("preferences", key, "wish", before, 1), 1),))


def weight_fields(case: Case, post: str) -> list[Field]:
    """The weights of goals: each number of points of the law but the prices of waivers, and the priority of the post's
    role; each taken by some percent, rounded, and no lower than 0.
    """
    points = [p for p in case.law.parameters if p.key.startswith("points_") and not p.key.startswith("points_waiver")]
    fields = [_weight(LAW, (), parameter.key, int(parameter.value), None) for parameter in points]
    role = case.post[post].role_id
    fields.append(_weight("roles", (("role_id", role),), "priority", int(case.role[role].priority), 100))
    return [field for field in fields if field.offers]


def _weight(table: str, key: tuple[tuple[str, str], ...], column: str, now: int, most: int | None) -> Field:
    """A field of one weight: each value that some percent more or less makes of it, once."""
    made: dict[int, Offer] = {}
    for percent in PERCENT:
        value = max(0, now + int(np.sign(percent)) * max(1, abs(now * percent) // 100))
        value = value if most is None else min(value, most)
        made.setdefault(value, Offer(Change(table, key, column, now, value), -(-100 * abs(value - now) // max(now, 1))))
    return Field(tuple(offer for value, offer in made.items() if value != now and now > 0))


def stint_of(found: Winning, cadre: str, post: str) -> Stint | None:
    """The stint of the cadre in the plan that shows the win."""
    plan = found.standing.plan
    return next((s for s in plan.stints if (s.cadre, s.post) == (cadre, post)), None) if plan else None
