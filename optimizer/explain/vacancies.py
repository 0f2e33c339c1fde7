"""Why a key post stays vacant: what was observed of its candidates, worded as observed, not as proof."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.model import refused
from optimizer.plan import Plan
from optimizer.rules import GATES
from optimizer.rules.goals.measures import vacant_months
from optimizer.stints import stints
from optimizer.words import Mode


@dataclass(frozen=True)
class Vacancy:
    """A key post that nobody holds from period `first` to `last`, for `months` open months in all.

    `admitted` cadres pass all gates for a start in that time; `placed` of them serve elsewhere by the
    plan; `refused` counts the others by the first gate that refuses them. `cause` is no_candidate,
    candidates_used (all who pass are placed elsewhere) or held_by_bonds.
    """

    post: str
    first: int
    last: int
    months: int
    admitted: int
    placed: int
    refused: Mapping[str, int] = field(default_factory=dict)

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
    candidates = stints(case)
    first_refusal = _first_refusals(case, candidates)
    placed = {stint.cadre for stint in plan.stints}
    out = []
    for span in spans:
        post, first, last = span[0][0], span[0][1], span[-1][1]
        here = (candidates["post_id"] == post) & candidates["start"].between(first, last)
        people = candidates.loc[here, ["cadre_id"]].assign(refusal=first_refusal[here.to_numpy()])
        passing = set(people.loc[people["refusal"] == "", "cadre_id"])
        others = people[~people["cadre_id"].isin(passing)].drop_duplicates("cadre_id")
        counts = dict(sorted(Counter(others["refusal"]).items()))
        months = sum(part[2] for part in span)
        out.append(Vacancy(post, first, last, months, len(passing), len(passing & placed), counts))
    return tuple(out)


def _first_refusals(case: Case, candidates: pd.DataFrame) -> np.ndarray:
    """For each candidate stint the first hard gate that refuses it; empty where all admit it."""
    refusal = np.full(len(candidates), "", dtype=object)
    for gate in GATES:
        if case.law.mode(gate.id) == Mode.HARD:
            refusal[(refusal == "") & refused(case, gate, candidates)] = gate.id
    return refusal
