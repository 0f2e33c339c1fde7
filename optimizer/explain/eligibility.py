"""Who may take which key post, and if not, by which rules, with the fact and the limit (F10)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.model import GROWTH, refused
from optimizer.plan import Stint
from optimizer.rules import GATES, hard_gates
from optimizer.rules.kinds import Breach, Gate
from optimizer.stints import pairs

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
    gates = hard_gates(case)
    frame = pairs(case).assign(refusals=0, by_course=False)
    for known, grow in GROWTH.items():
        frame = grow(case, frame)
        for bit, gate in enumerate(gates):
            if gate.asks == known:
                kept_out = refused(case, gate, frame)
                opened = np.zeros(len(frame), dtype=bool)
                opened[gate.opened_by(case, frame[kept_out])["stint"].to_numpy(dtype=np.int64)] = True
                frame["refusals"] |= (kept_out & ~opened).astype(np.int64) << bit
                frame["by_course"] |= opened
    return Eligibility(_best(case, frame, [gate.id for gate in gates]))


def _best(case: Case, stints: pd.DataFrame, rules: Sequence[str]) -> pd.DataFrame:
    """The best stint of each pair; bit n of `refusals` says that rule n refuses it."""
    count = pd.Series(np.bitwise_count(stints["refusals"].to_numpy()), index=stints.index)
    best = stints.loc[count.groupby([stints["cadre_ix"], stints["post_ix"]]).idxmin()]
    named = {n: tuple(rule for bit, rule in enumerate(rules) if n >> bit & 1) for n in set(best["refusals"])}
    told = best[["cadre_id", "post_id", "kind", "start", "months", "by_course"]]
    told = told.assign(refused_by=[named[n] for n in best["refusals"]])
    return pd.concat([told, _without_a_stint(case, told)]).sort_values(["cadre_id", "post_id"], ignore_index=True)


def _without_a_stint(case: Case, told: pd.DataFrame) -> pd.DataFrame:
    """The other pairs, which have no candidate stint, for the cadre retires before one whole period is over."""
    posts = case.posts.loc[case.posts["key"], ["post_id", "incumbent_id"]]
    every = case.cadres[["cadre_id"]].merge(posts, how="cross").query("cadre_id != incumbent_id")
    rest = every.merge(told[["cadre_id", "post_id"]], how="left", indicator=True).query("_merge == 'left_only'")
    kinds = [str(case.kind(c, p)) for c, p in zip(rest["cadre_id"], rest["post_id"], strict=True)]
    return rest[["cadre_id", "post_id"]].assign(
        kind=kinds, start=0, months=case.law["term_months"].value, by_course=False, refused_by=[(FIRST_TERM,)] * len(rest)
    )


def why_refused(case: Case, asked: pd.DataFrame) -> Iterator[Breach]:
    """The breach of each rule that refuses each of the pairs: the fact and the limit."""
    gates: dict[str, Gate] = {gate.id: gate for gate in GATES}
    for row in asked.itertuples():
        stint = Stint(row.cadre_id, row.post_id, case.day(row.start), row.months)
        for rule in row.refused_by:
            facts = gates[rule].fault(case, stint) or {}
            yield Breach(rule, f"{stint.cadre}|{stint.post}", {"cadre": stint.cadre, "post": stint.post, **facts})
