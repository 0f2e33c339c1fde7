"""C27: bands for women, young, minority and science people in key posts; a shortfall is priced, never silent."""

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.options import ALWAYS, Options
from optimizer.plan import Plan, seats
from optimizer.program import Desk
from optimizer.rules.bonds.structure_bands import bands, belongs, least
from optimizer.rules.kinds import Bond, Breach


class StructureBands(Bond):
    """Holders of key posts of all communes who belong to a band, in a period ≥ ⌊its share × key posts⌋."""

    id = "C27"
    says: ClassVar = {
        "vi": "Cơ cấu {band}: {count} trên yêu cầu {limit} chức danh chủ chốt (kỳ từ {t}).",
        "en": "Structure, {band}: {count} of {limit} key posts asked for (period from {t}).",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Count the members of each band period by period."""
        held = seats(case, plan)
        keys = [post.post_id for post in case.post.values() if post.key]
        for band in bands(case):
            for t in range(case.periods):
                sitting = [seat for post in keys for seat in held.get((post, t), [])]
                count = sum(seat.sign for seat in sitting if belongs(case, band, seat.cadre, t))
                if count < least(case, band):
                    facts = {"band": band, "count": count, "limit": least(case, band), "t": t}
                    yield Breach(self.id, f"{band}|{t}", facts, least(case, band) - count)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per band and period over the presence of its members, also where there are none."""
        there = options.presence.merge(case.posts.loc[case.posts["key"], ["post_id"]], on="post_id")
        pairs = there[["cadre_id", "t"]].drop_duplicates()
        for band in bands(case):
            sitting = zip(pairs["cadre_id"], pairs["t"], strict=True)
            inside = np.array([belongs(case, band, cadre, t) for cadre, t in sitting], dtype=bool)
            always = pd.DataFrame({"t": range(case.periods), "column": ALWAYS, "coef": 0})
            terms = pd.concat([there.merge(pairs[inside], on=["cadre_id", "t"]), always]).assign(band=band)
            desk.at_least(self.id, terms, ["band", "t"], least(case, band))
