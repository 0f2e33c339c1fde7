"""Growth: rotation as training, so a first service at the grassroots counts, and settling there does not (C34)."""

from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import STAY, Plan
from optimizer.program import Desk
from optimizer.rules.kinds import Part, SumGoal
from optimizer.words import SENT, Level


class Growth(SumGoal):
    """points_development for each cadre sent who never served in a commune; - points_stabilise per landing for good."""

    id = "growth"
    sense: ClassVar = 1

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """One part per first service, one per landing for good."""
        grown = served_in_commune(case)
        for stint in plan.stints:
            if case.kind(stint.cadre, stint.post) in SENT and stint.cadre not in grown:
                unit = case.post[stint.post].unit_id
                yield Part("growth", case.law["points_development"].value, stint.cadre, unit)
        for landing in plan.landings:
            if landing.slot == STAY:
                unit = case.post[landing.post].unit_id
                yield Part("stay", -case.law["points_stabilise"].value, landing.cadre, unit)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Points on the stints of those who are sent, and on landings for good."""
        sent = options.stints[options.stints["kind"].isin(SENT)]
        fresh = sent.loc[~sent["cadre_id"].isin(served_in_commune(case)), "column"].to_numpy()
        desk.points(self.id, fresh, np.full(len(fresh), case.law["points_development"].value))
        staying = options.landings.loc[options.landings["slot_id"] == STAY, "column"].to_numpy()
        desk.points(self.id, staying, np.full(len(staying), -case.law["points_stabilise"].value))


def served_in_commune(case: Case) -> frozenset[str]:
    """Cadres with any service in a commune."""
    units, service = case.tables.units, case.tables.service
    communes = units.loc[units["level"] == Level.COMMUNE.value, "unit_id"]
    return frozenset(service.loc[service["unit_id"].isin(communes), "cadre_id"])
