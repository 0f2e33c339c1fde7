"""People: burden, wishes, growth, and what comes after (C31, C32, C34)."""

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import STAY, Plan, months_held
from optimizer.program import Desk
from optimizer.rules.kinds import Part, SumGoal
from optimizer.stints import of_post
from optimizer.words import Kind, Level

SENT = (Kind.ROTATION, Kind.TRANSFER)


class People(SumGoal):
    """For each cadre who is sent: - hardship and travel of the commune per year held, ± wish or refusal,
    + a first service in a commune; - settling for good where he was sent.
    """

    id = "people"
    sense: ClassVar = 1

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """Up to three parts per stint, and one per landing for good."""
        wishes = {(w.cadre_id, w.unit_id): w.wish for w in case.tables.preferences.itertuples()}
        grown = served_in_commune(case)
        for stint in plan.stints:
            if case.kind(stint.cadre, stint.post) not in SENT:
                continue
            post, months = case.post[stint.post], months_held(case, stint)
            yearly = case.law["points_burden"].value * post.hardship
            yearly += case.law["points_travel_hour"].value * post.travel_hours
            facts = {"hardship": post.hardship, "hours": post.travel_hours, "months": months}
            yield Part("burden", -(yearly * months // 12), stint.cadre, post.unit_id, facts)
            wish = wishes.get((stint.cadre, post.unit_id))
            if wish is not None:
                yield Part("wish", _wish_points(case, wish), stint.cadre, post.unit_id, {"wish": wish})
            if stint.cadre not in grown:
                yield Part("growth", case.law["points_development"].value, stint.cadre, post.unit_id)
        for landing in plan.landings:
            if landing.slot == STAY:
                unit = case.post[landing.post].unit_id
                yield Part("stay", -case.law["points_stabilise"].value, landing.cadre, unit)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Points on the stints of those who are sent, and on landings for good."""
        sent = options.stints[options.stints["kind"].isin([str(kind) for kind in SENT])]
        yearly = case.law["points_burden"].value * of_post(case, sent, "hardship")
        yearly = yearly + case.law["points_travel_hour"].value * of_post(case, sent, "travel_hours")
        desk.points(self.id, sent["column"].to_numpy(), -(yearly * sent["held_months"].to_numpy() // 12))
        wishes = sent[["cadre_id", "unit_id", "column"]].merge(case.tables.preferences, on=["cadre_id", "unit_id"])
        points = np.array([_wish_points(case, wish) for wish in range(10)], dtype=np.int64)
        desk.points(self.id, wishes["column"].to_numpy(), points[wishes["wish"].to_numpy()])
        fresh = sent[~sent["cadre_id"].isin(served_in_commune(case))]
        growth = np.full(len(fresh), case.law["points_development"].value)
        desk.points(self.id, fresh["column"].to_numpy(), growth)
        staying = options.landings[options.landings["slot_id"] == STAY]
        loss = np.full(len(staying), -case.law["points_stabilise"].value)
        desk.points(self.id, staying["column"].to_numpy(), loss)


def _wish_points(case: Case, wish: int) -> int:
    """Points of a wish: 1 is the dearest, 9 the last, 0 a refusal."""
    if wish == 0:
        return -int(case.law["points_refusal"].value)
    return int(case.law["points_wish"].value) * (10 - wish)


def served_in_commune(case: Case) -> frozenset[str]:
    """Cadres with any service in a commune."""
    units = case.tables.units
    communes = set(units.loc[units["level"] == Level.COMMUNE.value, "unit_id"])
    service: pd.DataFrame = case.tables.service
    return frozenset(service.loc[service["unit_id"].isin(communes), "cadre_id"])
