"""Why a key post stays vacant: what was observed of its candidates, worded as observed, not as proof."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.law import add_months, months_between
from optimizer.model import refused
from optimizer.openings import day_after
from optimizer.plan import Plan
from optimizer.rules import hard_gates
from optimizer.rules.goals.measures import vacant_months
from optimizer.stints import pairs, with_lengths, with_starts


@dataclass(frozen=True)
class Vacancy:
    """A key post that nobody holds from period `first` to `last`, for `months` open months in all.

    `admitted` cadres pass all gates for a start in that time; `placed` of them serve elsewhere by the
    plan; `refused` counts the others by the first gate that refuses them. `cause` is no_candidate,
    candidates_used (all who pass are placed elsewhere) or held_by_bonds. `before` are whole months for which it has
    been vacant already when the plan begins; `overdue` is True where all that is longer than max_vacancy_months (C41).
    """

    post: str
    first: int
    last: int
    months: int
    admitted: int
    placed: int
    refused: Mapping[str, int] = field(default_factory=dict)
    before: int = 0
    overdue: bool = False

    @property
    def cause(self) -> str:
        """The code of the cause."""
        if not self.admitted:
            return "no_candidate"
        return "candidates_used" if self.placed == self.admitted else "held_by_bonds"


def vacancies(case: Case, plan: Plan) -> tuple[Vacancy, ...]:
    """Every vacancy of the plan, in the order of posts and time."""
    spans: list[list[tuple[str, int, int]]] = []
    for post, t, months in vacant_months(case, plan):
        if spans and spans[-1][-1][:2] == (post, t - 1):
            spans[-1].append((post, t, months))
        else:
            spans.append([(post, t, months)])
    if not spans:
        return ()
    every = pairs(case)
    vacant = every[every["post_id"].isin({span[0][0] for span in spans})]
    candidates = with_lengths(case, with_starts(case, vacant))
    candidates["refusal"] = _first_refusals(case, candidates)
    of_post = dict(list(candidates[["post_id", "cadre_id", "start", "refusal"]].groupby("post_id")))
    placed = {stint.cadre for stint in plan.stints}
    out = []
    for span in spans:
        post, first, last = span[0][0], span[0][1], span[-1][1]
        people = of_post.get(post, candidates.iloc[:0])
        people = people[people["start"].between(first, last)]
        passing = set(people.loc[people["refusal"] == "", "cadre_id"])
        others = people[~people["cadre_id"].isin(passing)].drop_duplicates("cadre_id")
        counts = dict(sorted(Counter(others["refusal"]).items()))
        months = sum(part[2] for part in span)
        before, overdue = _length(case, post, first, months)
        out.append(Vacancy(post, first, last, months, len(passing), len(passing & placed), counts, before, overdue))
    return tuple(out)


def _length(case: Case, post: str, first: int, months: int) -> tuple[int, bool]:
    """Months for which a post that is vacant from a period on, for some months, was so before the plan; and whether
    that is too long.
    """
    since = (vacant_since(case, post) if first == 0 else None) or case.start
    return months_between(since, case.start), _too_long(case, since, add_months(case.start, months))


def _too_long(case: Case, since: date, until: date) -> bool:
    """True when a vacancy from a day to the day before another is longer than max_vacancy_months, where C41 is asked."""
    longest = case.law["max_vacancy_months"].value
    return case.law.in_force("C41") and add_months(since, longest) < until


def vacant_since(case: Case, post: str) -> date | None:
    """The first day on which nobody held a post that nobody holds on the planning day, as far as the tables tell."""
    row, spells = case.post[post], case.tables.service
    last = spells.loc[spells["post_id"] == post, "to_date"].max()
    if row.incumbent_id or (pd.isna(row.vacant_since) and pd.isna(last)):
        return None
    return day_after(last) if pd.isna(row.vacant_since) else row.vacant_since.date()


def long_vacant(case: Case) -> tuple[tuple[str, date, int], ...]:
    """(post, first day without a holder, whole months) of key posts that by the planning day are vacant too long."""
    known = [(post.post_id, vacant_since(case, post.post_id)) for post in case.post.values() if post.key]
    late = [(post, since) for post, since in known if since is not None and _too_long(case, since, case.start)]
    return tuple((post, since, months_between(since, case.start)) for post, since in late)


def _first_refusals(case: Case, candidates: pd.DataFrame) -> np.ndarray:
    """For each candidate stint the first hard gate that refuses it; empty where all admit it."""
    refusal = np.full(len(candidates), "", dtype=object)
    for gate in hard_gates(case):
        refusal[(refusal == "") & refused(case, gate, candidates)] = gate.id
    return refusal
