"""What differs between two plans: who moves otherwise, what is behind it, what it does to goals and money (F48)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from optimizer.case import Case
from optimizer.costs import plan_cost_by_year
from optimizer.explain.reasons import reasons
from optimizer.plan import Landing, Plan, Stint, Training
from optimizer.rules.kinds import Breach, Part
from optimizer.tables import Tables
from optimizer.verify import Verdict, judge


@dataclass(frozen=True)
class Fate:
    """What a plan does with a cadre: his stint, where he lands, what he is taught; `parts` are his of the last tier."""

    stint: Stint | None
    landing: Landing | None
    training: tuple[Training, ...]
    parts: tuple[Part, ...]

    @property
    def moved(self) -> tuple[Any, ...]:
        """All of it but the points."""
        return self.stint, self.landing, self.training


@dataclass(frozen=True)
class Change:
    """A cadre whose fate differs.

    `broken`: what his part of the first plan breaks in the second case; `yields_to`: who holds his first post in the
    second plan at the same time and did not before; `replaces`: whose post of the first plan he takes so.
    """

    cadre: str
    before: Fate
    after: Fate
    broken: tuple[Breach, ...]
    yields_to: tuple[str, ...]
    replaces: tuple[str, ...]


@dataclass(frozen=True)
class Differences:
    """All that differs between two plans, each in its case.

    `together`: both verdicts are by the second case; else each by its own, for the first plan makes no sense there.
    `broken`: what the first plan breaks in the second case that concerns no one cadre. `tables`: rows that only one of
    the cases has, (first, second) by table. `cost`: of each plan in VND.
    """

    cases: tuple[Case, Case]
    together: bool
    verdicts: tuple[Verdict, Verdict]
    changes: tuple[Change, ...]
    broken: tuple[Breach, ...]
    tables: Mapping[str, tuple[int, int]]
    settings: tuple[str, ...]
    cost: tuple[int, int]

    @property
    def same_data(self) -> bool:
        """True when both cases say the same and are judged by the same law."""
        first, second = self.cases
        return not self.tables and not self.settings and first.law == second.law


def differences(first: tuple[Case, Plan], second: tuple[Case, Plan]) -> Differences:
    """All that differs between two plans."""
    (old_case, old), (case, new) = first, second
    together = fits(case, old)
    by = case if together else old_case
    verdicts = judge(by, old), judge(case, new)
    broken = verdicts[0].breaches if together else ()
    fates = _fates(by, old), _fates(case, new)
    changes = tuple(
        _change(cadre, (old, new), fates, broken)
        for cadre in sorted({*fates[0], *fates[1]})
        if fates[0].get(cadre, NOTHING).moved != fates[1].get(cadre, NOTHING).moved
    )
    told = {change.cadre for change in changes}
    shared = tuple(breach for breach in broken if breach.facts.get("cadre") not in told)
    cost = sum(plan_cost_by_year(by, old).values()), sum(plan_cost_by_year(case, new).values())
    cases, rows = (old_case, case), table_changes(old_case.tables, case.tables)
    return Differences(cases, together, verdicts, changes, shared, rows, _settings(*cases), cost)


NOTHING = Fate(None, None, (), ())


def fits(case: Case, plan: Plan) -> bool:
    """True when a plan makes sense in a case: it knows the keys, and stints start on its grid."""
    days = {case.day(t) for t in range(case.periods)}
    people = {cadre for rows in (plan.stints, plan.landings, plan.training) for cadre, *_ in rows}
    posts = {stint.post for stint in plan.stints} | {landing.post for landing in plan.landings if landing.post}
    slots = {landing.slot for landing in plan.landings} - {"home", "stay"}
    known = people <= set(case.cadre) and posts <= set(case.post) and slots <= set(case.slot)
    return known and all(s.start in days and s.months % case.period_months == 0 for s in plan.stints)


def _fates(case: Case, plan: Plan) -> dict[str, Fate]:
    """What a plan does with each cadre whom it touches."""
    parts = {reason.stint.cadre: reason.parts for reason in reasons(case, plan)[0]}
    stints = {stint.cadre: stint for stint in plan.stints}
    taught = {t.cadre: tuple(x for x in plan.training if x.cadre == t.cadre) for t in plan.training}
    touched = sorted({*stints, *taught, *(landing.cadre for landing in plan.landings)})
    return {c: Fate(stints.get(c), plan.landing_of(c), taught.get(c, ()), parts.get(c, ())) for c in touched}


def _change(
    cadre: str, plans: tuple[Plan, Plan], fates: tuple[Mapping[str, Fate], Mapping[str, Fate]], broken: tuple[Breach, ...]
) -> Change:
    """One cadre's change, with what is behind it."""
    before, after = (of.get(cadre, NOTHING) for of in fates)
    his = tuple(breach for breach in broken if breach.facts.get("cadre") == cadre)
    yields = _others(before.stint, plans[1], plans[0]) if before.stint != after.stint else ()
    replaces = _others(after.stint, plans[0], plans[1]) if before.stint != after.stint else ()
    return Change(cadre, before, after, his, yields, replaces)


def _others(stint: Stint | None, there: Plan, not_in: Plan) -> tuple[str, ...]:
    """Other cadres with a stint in the same post at the same time, in the one plan and not in the other."""
    if stint is None:
        return ()
    same = (s for s in there.stints if s.post == stint.post and s.start < stint.end and stint.start < s.end)
    return tuple(s.cadre for s in same if s.cadre != stint.cadre and s not in not_in.stints)


def table_changes(before: Tables, after: Tables) -> dict[str, tuple[int, int]]:
    """How many rows of each table only the first has, and only the second; tables that differ in none are left out."""
    found = {}
    for field in fields(Tables):
        first, second = (_rows(getattr(tables, field.name)) for tables in (before, after))
        if first != second:
            found[field.name] = (len(first - second), len(second - first))
    return found


def _rows(frame: pd.DataFrame) -> set[tuple[str, ...]]:
    """The rows of a table, as text."""
    return set(frame.astype(str).itertuples(index=False, name=None))


def _settings(before: Case, after: Case) -> tuple[str, ...]:
    """The settings that have another value."""
    first, second = before.settings.model_dump(), after.settings.model_dump()
    return tuple(name for name in first if first[name] != second[name])
