"""C26: a commune houses no more people from elsewhere than it has rooms."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan, seats
from optimizer.program import Desk
from optimizer.rules.kinds import Bond, Breach


class Housing(Bond):
    """Holders of posts in a commune whose home unit is another, in a period ≤ max(housing_slots, those already there).

    A commune without a figure is not judged.
    """

    id = "C26"
    says: ClassVar = {
        "vi": "{unit}: {count} người từ nơi khác, nhà công vụ có {limit} chỗ (kỳ từ {t}).",
        "en": "{unit}: {count} people from elsewhere, {limit} rooms (period from {t}).",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Count guests commune by commune, in the plan and without it."""
        now, before = (guests(case, seen) for seen in (plan, Plan()))
        for (unit, t), count in sorted(now.items()):
            rooms = case.unit[unit].housing_slots
            if not pd.isna(rooms):
                limit = max(int(rooms), before[unit, t])
                if count > limit:
                    facts = {"unit": unit, "count": count, "limit": limit, "t": t}
                    yield Breach(self.id, f"{unit}|{t}", facts, count - limit)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per commune and period over the presence of guests."""
        home = case.cadres["unit_id"].to_numpy()[options.presence["cadre_ix"]]
        rooms = case.tables.units.loc[case.tables.units["housing_slots"].notna(), ["unit_id", "housing_slots"]]
        guests_there = options.presence[options.presence["unit_id"] != home].merge(rooms, on="unit_id")
        desk.at_most(self.id, guests_there, ["unit_id", "t"], "housing_slots", inherit=True)


def guests(case: Case, plan: Plan) -> Counter[tuple[str, int]]:
    """Holders from elsewhere in each (unit, period)."""
    count = Counter[tuple[str, int]]()
    for (post, t), held in seats(case, plan).items():
        unit = case.post[post].unit_id
        count[unit, t] += sum(seat.sign for seat in held if case.cadre[seat.cadre].unit_id != unit)
    return count
