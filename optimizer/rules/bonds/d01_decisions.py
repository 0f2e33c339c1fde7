"""D01: what the committee has already decided: people who must, or must not, take a post."""

from collections.abc import Iterator
from typing import ClassVar

import pandas as pd

from optimizer.case import Case
from optimizer.options import ALWAYS, Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.kinds import Bond, Breach
from optimizer.words import DecisionKind


class Decisions(Bond):
    """Stints that match a pin ≥ 1, stints that match a ban ≤ 0; a blank post means any post."""

    id = "D01"
    says: ClassVar = {
        "vi": "Trái quyết định {decision} đối với {cadre}.",
        "en": "Against decision {decision} on {cadre}.",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Count the matching stints of each decision."""
        for row in case.tables.decisions.sort_values("decision_id").itertuples():
            count = sum(s.cadre == row.cadre_id and row.post_id in ("", s.post) for s in plan.stints)
            miss = max(1 - count, 0) if row.kind == DecisionKind.PIN else count
            if miss:
                facts = {"decision": row.decision_id, "cadre": row.cadre_id}
                yield Breach(self.id, row.decision_id, facts, miss)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per decision, also when no stint is left to match it."""
        made = case.tables.decisions[["decision_id", "kind", "cadre_id", "post_id"]]
        match = made.merge(options.stints[["cadre_id", "post_id", "column"]], on="cadre_id", suffixes=("", "_of"))
        match = match[(match["post_id"] == "") | (match["post_id"] == match["post_id_of"])].assign(coef=1)
        terms = pd.concat([match, made.assign(column=ALWAYS, coef=0)], ignore_index=True)
        pinned = terms["kind"] == DecisionKind.PIN
        desk.at_least(self.id, terms[pinned], ["decision_id"], 1)
        desk.at_most(self.id, terms[~pinned], ["decision_id"], 0)
