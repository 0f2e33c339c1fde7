"""C21B: a head from elsewhere does not come into a leadership without anybody of the commune."""

from collections.abc import Iterator
from typing import Any, ClassVar

import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan, Seat, seats
from optimizer.program import Desk
from optimizer.rules.kinds import Bond, Breach


class LocalBesideHead(Bond):
    """In a commune and period: heads from elsewhere ≤ head posts × leaders whose home unit is the commune, or what
    already exceeds it. With one of its own among the leaders a commune may have any head.
    """

    id = "C21B"
    says: ClassVar = {
        "vi": "{unit}: người đứng đầu từ nơi khác đến mà trong lãnh đạo không còn ai của xã (kỳ từ {t}).",
        "en": "{unit}: a head from elsewhere, and nobody of the commune among the leaders (period from {t}).",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Weigh the seats of each commune, in the plan and without it."""
        now, before = seats(case, plan), seats(case, Plan())
        for unit in case.communes:
            posts = [post for post in case.post.values() if post.unit_id == unit]
            heads = sum(bool(post.head) for post in posts)
            for t in range(case.periods):
                excess, already = (
                    sum(_weight(case, p, heads, s) for p in posts for s in held.get((p.post_id, t), []))
                    for held in (now, before)
                )
                if excess > max(0, already):
                    yield Breach(self.id, f"{unit}|{t}", {"unit": unit, "t": t}, excess - max(0, already))

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per commune and period over the presence of heads and of its own people."""
        there = options.presence[options.presence["unit_id"].isin(case.communes)]
        own = case.cadres["unit_id"].to_numpy()[there["cadre_ix"]] == there["unit_id"]
        head = there["post_id"].isin(case.posts.loc[case.posts["head"], "post_id"])
        heads = case.posts[case.posts["head"]].groupby("unit_id").size()
        size = heads.reindex(there["unit_id"]).fillna(0).to_numpy()
        weight = pd.Series(head.to_numpy(dtype="int64"), index=there.index).mask(own, -size).astype("int64")
        terms = there.assign(coef=there["coef"] * weight)
        desk.at_most(self.id, terms, ["unit_id", "t"], 0, inherit=True)


def _weight(case: Case, post: Any, heads: int, seat: Seat) -> int:
    """1 for a head from elsewhere, - the number of head posts for one of the commune's own, else 0."""
    if case.cadre[seat.cadre].unit_id == post.unit_id:
        return -seat.sign * heads
    return seat.sign * int(post.head)
