"""Who may take which key post, and if not, by which rules, with the fact and the limit (F10)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.model import refused
from optimizer.plan import Stint
from optimizer.rules import GATES
from optimizer.rules.kinds import Breach, Gate
from optimizer.stints import stints
from optimizer.words import Mode

FIRST_TERM = "C07"  # what refuses a cadre who could not serve one whole period


@dataclass(frozen=True)
class Eligibility:
    """Every (cadre, key post) with its best stint: the one that the fewest hard rules refuse, then the earliest.

    `pairs`: cadre_id, post_id, kind, start, months, by_course (True when a course opens it), and `refused_by`, the
    rules that refuse it, in the catalogue's order; empty when it is admitted. `start` is a period.
    """

    pairs: pd.DataFrame

    @property
    def refused(self) -> pd.DataFrame:
        """The pairs that some rule refuses."""
        return self.pairs[self.pairs["refused_by"].map(len) > 0]

    def counts(self, case: Case) -> pd.DataFrame:
        """How many pairs each rule refuses, per commune: one row per unit, one column per rule that refuses any."""
        told = self.refused[["post_id", "refused_by"]].explode("refused_by")
        unit = told["post_id"].map(case.posts.set_index("post_id")["unit_id"])
        return pd.crosstab(unit, told["refused_by"]).rename_axis(index="unit_id", columns=None)


def eligibility(case: Case) -> Eligibility:
    """The hard gates' word on every cadre and key post; incumbents are not judged against their own post."""
    candidates = stints(case)
    gates = [gate for gate in GATES if case.law.mode(gate.id) == Mode.HARD]
    by_course = np.zeros(len(candidates), dtype=bool)
    masks = []
    for gate in gates:
        kept_out = refused(case, gate, candidates)
        opened = candidates.index.isin(gate.opened_by(case, candidates[kept_out])["stint"])
        by_course |= kept_out & opened
        masks.append(kept_out & ~opened)
    refusals = np.column_stack(masks) if masks else np.zeros((len(candidates), 0), dtype=bool)
    order = candidates.assign(count=refusals.sum(axis=1), by_course=by_course)
    best = order.sort_values(["cadre_id", "post_id", "count", "start", "months"]).drop_duplicates(["cadre_id", "post_id"])
    ids = np.array([gate.id for gate in gates], dtype=object)
    rules = [tuple(ids[row]) for row in refusals[best.index]]
    pairs = best[["cadre_id", "post_id", "kind", "start", "months", "by_course"]].assign(refused_by=rules)
    every = pd.concat([pairs, _without_a_stint(case, pairs)])
    return Eligibility(every.sort_values(["cadre_id", "post_id"], ignore_index=True))


def _without_a_stint(case: Case, pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs that have no candidate stint, for the cadre retires before one whole period is over."""
    posts = case.posts.loc[case.posts["key"], ["post_id", "incumbent_id"]]
    every = case.cadres[["cadre_id"]].merge(posts, how="cross").query("cadre_id != incumbent_id")
    known = pd.MultiIndex.from_frame(pairs[["cadre_id", "post_id"]])
    rest = every[~pd.MultiIndex.from_frame(every[["cadre_id", "post_id"]]).isin(known)]
    kinds = [str(case.kind(c, p)) for c, p in zip(rest["cadre_id"], rest["post_id"], strict=True)]
    return rest[["cadre_id", "post_id"]].assign(
        kind=kinds, start=0, months=case.law["term_months"].value, by_course=False, refused_by=[(FIRST_TERM,)] * len(rest)
    )


def why_refused(case: Case, pairs: pd.DataFrame) -> Iterator[Breach]:
    """The breach of each rule that refuses each of the pairs: the fact and the limit."""
    gates: dict[str, Gate] = {gate.id: gate for gate in GATES}
    for row in pairs.itertuples():
        stint = Stint(row.cadre_id, row.post_id, case.day(row.start), row.months)
        for rule in row.refused_by:
            facts = gates[rule].fault(case, stint) or {}
            yield Breach(rule, f"{stint.cadre}|{stint.post}", {"cadre": stint.cadre, "post": stint.post, **facts})
