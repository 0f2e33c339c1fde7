"""Which unverified fields a plan rests on: those of which another value makes it unlawful, or no longer the best (F4)."""

import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, get_args

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.explain.base import Base
from optimizer.explain.carried import carried
from optimizer.explain.changes import Change, Key, Value, changed, sound
from optimizer.explain.progress import Count, uncounted
from optimizer.explain.standing import behind
from optimizer.law import add_months
from optimizer.model import build
from optimizer.plan import Plan
from optimizer.rules import hard_gates
from optimizer.rules.kinds import Breach
from optimizer.solve import Solved, SolveParams, solve
from optimizer.solve.params import DEFAULT
from optimizer.tables import TABLES
from optimizer.verify import Verdict, judge
from optimizer.verify.claims import admitted
from optimizer.words import Mark, Word

VERIFIED = frozenset([Mark.R, Mark.S, Mark.D])  # read, second-hand, worked out of such; the others nobody has checked
DECIDED = ("sources", "decisions", "waivers")  # no facts: what people have decided, and where facts come from
UNGATED = ("competencies", "languages", "preferences")  # no gate reads them
LISTED = ("succession",)  # tables in which that there is a row is itself the fact
BY_TENTHS = ("VND", "hectare", "person", "permille", "hundredth", "degree")
GATES_SHARE = 0.4  # of the time, at most for the gates' word on those who are placed
SOLVE_SHARE = 0.5  # of the time that is left, at most for solving one changed case
PROOF_SHARE = 0.6  # of the time after the gates, at most for what is shown without solving


class Fate(StrEnum):
    """What another value of a field does to the plan."""

    RESTS = "rests"
    FREE = "free"
    OPEN = "open"


@dataclass(frozen=True)
class Flip:
    """Another value of one field and what it does to the plan, by whose proof.

    Where the plan rests on the field: the rules that it breaks then, or else the tier in which another `plan` is better
    by more than tiers give up.
    """

    change: Change
    fate: Fate
    breaches: tuple[Breach, ...] = ()
    tier: str = ""
    proved_by: tuple[str, ...] = ()
    plan: Plan | None = None


@dataclass(frozen=True)
class Dependence:
    """The flips that were tried, and how many of all were not; those that no sound table can have are left out.

    `marked`: the tables say of fields how well they are known; otherwise every field counts as unverified.
    """

    marked: bool
    columns: tuple[tuple[str, str], ...]
    flips: tuple[Flip, ...]
    untried: int
    interrupted: bool

    def of(self, fate: Fate) -> tuple[Flip, ...]:
        """The flips of one fate."""
        return tuple(flip for flip in self.flips if flip.fate == fate)

    @property
    def complete(self) -> bool:
        """True when every flip was tried and settled."""
        return not self.untried and not self.of(Fate.OPEN)


@dataclass
class _Search:
    """What a search knows so far, until when it may go on."""

    base: Base
    until: float
    stop: threading.Event
    settled: dict[Change, Flip] = field(default_factory=dict)
    unsound: set[Change] = field(default_factory=set)

    def left(self, until: float) -> bool:
        """True while there is time."""
        return not self.stop.is_set() and time.monotonic() < until


def dependence(base: Base, seconds: float, stop: threading.Event, watch: Count = uncounted) -> Dependence:
    """What each other value of the unverified fields does to a run's plan, as far as the time goes.

    First the gates are asked about those who are placed, then proofs of the run are carried over to a sample of all other
    flips, drawn by the seed of the case, then changed cases are solved again.
    """
    case, begun = base.case, time.monotonic()
    flips = list(flips_of(case))
    every = [flips[n] for n in np.random.default_rng(case.settings.seed).permutation(len(flips))]
    placed = {stint.cadre for stint in base.plan.stints}
    every.sort(key=lambda change: dict(change.key).get("cadre_id") not in placed)
    search = _Search(base, begun + seconds, stop)
    _by_gates(search, every, begun + GATES_SHARE * seconds, watch)
    unshown = _by_proofs(search, every, watch)
    for change in unshown:
        if search.left(search.until):
            search.settled[change] = _solved(search, change)
            watch(len(search.settled), len(every))
    told = tuple(search.settled[change] for change in every if change in search.settled)
    columns = tuple(sorted({(change.table, change.column) for change in every}))
    untried = len(every) - len(told) - len(search.unsound)
    return Dependence(bool(len(case.tables.sources)), columns, told, untried, stop.is_set())


def _by_gates(search: _Search, every: list[Change], until: float, watch: Count) -> None:
    """Settle the flips with which a gate refuses a stint of the plan."""
    stints = {stint.cadre: stint for stint in search.base.plan.stints}
    for change in every:
        stint = stints.get(str(dict(change.key).get("cadre_id")))
        if stint is None or not search.left(until):
            break
        if change.table in UNGATED:
            continue
        case = changed(search.base.case, [change])
        if not sound(case):
            search.unsound.add(change)
        if change in search.unsound or admitted(case, stint):
            continue
        told = {"cadre": stint.cadre, "post": stint.post}
        refusing = [(gate.id, gate.fault(case, stint)) for gate in hard_gates(case) if not gate.courses(case, stint)]
        faults = [Breach(rule, f"{stint.cadre}|{stint.post}", {**told, **fault}) for rule, fault in refusing if fault]
        lifted = [breach for breach in faults if (breach.rule, breach.place) in case.waived]
        search.settled[change] = Flip(change, Fate.RESTS, tuple(b for b in faults if b not in lifted), "", ("tables",))
        watch(len(search.settled), len(every))


def _by_proofs(search: _Search, every: list[Change], watch: Count) -> list[Change]:
    """Settle flips by the definitions or by what the run's proofs show; those that neither settles."""
    now, unshown = time.monotonic(), list[Change]()
    until = now + PROOF_SHARE * (search.until - now)
    for change in (change for change in every if change not in search.settled and change not in search.unsound):
        if not search.left(until):
            break
        case = changed(search.base.case, [change])
        if not sound(case):
            search.unsound.add(change)
            continue
        verdict = judge(case, search.base.plan)
        if not verdict.lawful:
            search.settled[change] = Flip(change, Fate.RESTS, verdict.breaches, proved_by=("tables",))
        elif carried(search.base, build(case), verdict, now, search.stop).best:
            search.settled[change] = Flip(change, Fate.FREE, proved_by=("certificate",))
        else:
            unshown.append(change)
        watch(len(search.settled), len(every))
    return unshown


def _solved(search: _Search, change: Change) -> Flip:
    """What solving the changed case says of the plan: a better one, a proof that there is none, or nothing in time."""
    case = changed(search.base.case, [change])
    seconds = max(SOLVE_SHARE * (search.until - time.monotonic()), DEFAULT.least_seconds)
    found = solve(build(case), SolveParams(seconds=seconds), search.stop)
    if not isinstance(found, Solved):
        return Flip(change, Fate.OPEN)
    own = judge(case, search.base.plan)
    worse = behind(own, found.verdict)
    names = [result.tier.name for result in found.tiers]
    sure = found.tiers[: names.index(worse)] if worse in names else found.tiers
    if not all(result.proven for result in sure) or (not worse and not _reached(own, found)):
        return Flip(change, Fate.OPEN)
    proofs = {engine for result in found.tiers for engine in result.proved_by} or {"certificate"}
    fate, plan = (Fate.RESTS, found.plan) if worse else (Fate.FREE, None)
    return Flip(change, fate, (), worse, tuple(sorted(proofs)), plan)


def _reached(verdict: Verdict, found: Solved) -> bool:
    """True when a plan is in each tier within its tolerance of the proven best value, and in the last that value."""
    last, best = found.tiers[-1].tier, {step.tier: step.kept for step in found.certificate.steps}
    short = {r.tier: r.tier.sense * (best[r.tier.name] - verdict.value(r.tier)) for r in found.tiers}
    return found.proven and all(less <= (0 if tier is last else tier.tolerance) for tier, less in short.items())


def flips_of(case: Case) -> Iterator[Change]:
    """Each other value nearby of each unverified field: the other mark, the words and numbers beside, a year of a day.

    Not flipped are keys, references, texts and blanks.
    """
    marks = {(row.table, row.column_name, row.key): row.mark for row in case.tables.sources.itertuples()}
    for table, model in TABLES.items():
        if table in DECIDED:
            continue
        columns = [name for name in model.model_fields if name not in (*model.KEY, *model.REFERS)]
        frame = getattr(case.tables, table)
        for row in frame.to_dict("records"):
            key = tuple((name, _plain(row[name])) for name in model.KEY)
            if table in LISTED and unverified(marks, table, "*", key):
                yield Change(table, key, "", None, None)
            for column in columns:
                value = _plain(row[column])
                if value not in (None, "") and unverified(marks, table, column, key):
                    yield from (Change(table, key, column, value, other) for other in others(table, column, value))


def unverified(marks: Mapping[tuple[str, str, str], Any], table: str, column: str, key: Key) -> bool:
    """True unless the table of sources marks a field as verified: in its own row, in its column, in its table."""
    name = "|".join(str(value) for _, value in key)
    where = [(table, column, name), (table, column, ""), (table, "*", "")]
    mark = next((marks[place] for place in where if place in marks), None)
    return mark is None or Mark(mark) not in VERIFIED


def others(table: str, column: str, value: Value) -> list[Value]:
    """The other values of a field that are tried in its place, within its range."""
    spec = TABLES[table].model_fields[column]
    kinds = [kind for kind in (spec.annotation, *get_args(spec.annotation)) if isinstance(kind, type)]
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, date):
        return [add_months(value, -12), add_months(value, 12)]
    words = next((list(kind) for kind in kinds if issubclass(kind, Word)), [])
    if words:
        at = [str(word) for word in words].index(str(value))
        return [str(words[n]) for n in (at - 1, at + 1) if 0 <= n < len(words) and str(words[n])]
    if not isinstance(value, int):
        return []
    extra = spec.json_schema_extra if isinstance(spec.json_schema_extra, dict) else {}
    step = max(1, abs(value) // 10) if extra.get("unit") in BY_TENTHS else 1
    low = next((m.ge for m in spec.metadata if hasattr(m, "ge")), None)
    high = next((m.le for m in spec.metadata if hasattr(m, "le")), None)
    near = [value - step, value + step]
    return [n for n in near if (low is None or n >= low) and (high is None or n <= high)]


def _plain(value: Any) -> Any:
    """A cell as a plain value; None where it is blank."""
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if hasattr(value, "item") else value
