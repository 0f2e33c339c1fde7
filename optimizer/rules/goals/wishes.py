"""Wishes: where cadres who are sent would like to go, and where they refuse to (C32)."""

from collections.abc import Iterator
from typing import ClassVar

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.kinds import Part, SumGoal
from optimizer.words import SENT


class Wishes(SumGoal):
    """points_wish × (10 - wish) for a stint in a commune the cadre named; - points_refusal for a refusal (0)."""

    id = "wishes"
    sense: ClassVar = 1
    serves: ClassVar = ("C32",)

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """One part per stint in a commune of the cadre's list."""
        wishes = {(w.cadre_id, w.unit_id): w.wish for w in case.tables.preferences.itertuples()}
        for stint in plan.stints:
            unit = case.post[stint.post].unit_id
            wish = wishes.get((stint.cadre, unit))
            if wish is not None and case.kind(stint.cadre, stint.post) in SENT:
                yield Part("wish", wish_points(case, wish), stint.cadre, unit, {"wish": wish})

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Points on the stints of those who are sent."""
        sent = options.stints.loc[options.stints["kind"].isin(SENT), ["cadre_id", "unit_id", "column"]]
        wishes = sent.merge(case.tables.preferences, on=["cadre_id", "unit_id"])
        points = {wish: wish_points(case, wish) for wish in wishes["wish"].unique()}
        desk.points(self.id, wishes["column"].to_numpy(), wishes["wish"].map(points).to_numpy())


def wish_points(case: Case, wish: int) -> int:
    """Points of a wish: 1 is the dearest, 9 the last, 0 a refusal."""
    if wish == 0:
        return -int(case.law["points_refusal"].value)
    return int(case.law["points_wish"].value) * (10 - wish)
