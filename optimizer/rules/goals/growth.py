"""Growth: rotation as training, and what comes after it (C34, C37)."""

from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import STAY, Plan
from optimizer.program import Desk
from optimizer.rules.goals.prospects import planned_higher, prepared, reviewed, served_in_commune
from optimizer.rules.kinds import Part, SumGoal
from optimizer.words import SENT


class Growth(SumGoal):
    """For each cadre sent: points_development for a first service in a commune, points_planned_step if planned for a
    higher post than the one taken; per landing: points_landing_up × ranks above the present one (if all reviews are
    there), - points_stabilise for settling where he was sent.
    """

    id = "growth"
    sense: ClassVar = 1
    serves: ClassVar = ("C34",)

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """Up to two parts per stint, one per landing."""
        law, grown = case.law, served_in_commune(case)
        for stint in plan.stints:
            unit = case.post[stint.post].unit_id
            if case.kind(stint.cadre, stint.post) in SENT:
                if stint.cadre not in grown:
                    yield Part("growth", law["points_development"].value, stint.cadre, unit)
                if planned_higher(case, stint.cadre, stint.post):
                    yield Part("step", law["points_planned_step"].value, stint.cadre, unit)
        for landing in plan.landings:
            if landing.slot == STAY:
                yield Part("stay", -law["points_stabilise"].value, landing.cadre, case.post[landing.post].unit_id)
            elif landing.slot in case.slot and reviewed(case, landing.cadre):
                ranks = case.slot[landing.slot].rank - case.cadre[landing.cadre].rank
                if ranks > 0:
                    points = law["points_landing_up"].value * ranks
                    yield Part("landing_up", points, landing.cadre, facts={"ranks": ranks})

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Points on the stints of those who are sent, and on landings."""
        law, landings = case.law, options.landings
        sent = options.stints[options.stints["kind"].isin(SENT)]
        points = law["points_development"].value * ~sent["cadre_id"].isin(served_in_commune(case)).to_numpy()
        points = points + law["points_planned_step"].value * prepared(case, sent)
        desk.points(self.id, sent["column"].to_numpy(), points)
        rank = case.tables.landings.set_index("slot_id")["rank"].reindex(landings["slot_id"]).to_numpy(dtype=float)
        up = np.nan_to_num(rank - case.cadres["rank"].to_numpy()[landings["cadre_ix"]]).clip(min=0).astype(np.int64)
        counted = ~landings["cadre_id"].isin([c for c in case.running["cadre_id"] if not reviewed(case, c)]).to_numpy()
        stays = (landings["slot_id"] == STAY).to_numpy()
        points = law["points_landing_up"].value * up * counted - law["points_stabilise"].value * stays
        desk.points(self.id, landings["column"].to_numpy(), points)
