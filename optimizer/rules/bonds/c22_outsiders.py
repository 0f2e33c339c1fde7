"""C22: a commune's standing committee does not fill up with rotated people."""

from collections.abc import Iterator
from typing import ClassVar

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan, seats
from optimizer.program import Desk
from optimizer.rules.kinds import Bond, Breach


class OutsidersFew(Bond):
    """Rotated cadres on a standing committee in a period ≤ max(max_outsiders, those already there)."""

    id = "C22"
    says: ClassVar = {
        "vi": "{unit}: {count} cán bộ luân chuyển trong ban thường vụ, tối đa {limit} (kỳ từ {t}).",
        "en": "{unit}: {count} rotated cadres on the standing committee, at most {limit} (period from {t}).",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Count rotated people on each committee, in the plan and without it."""
        now, before = seats(case, plan), seats(case, Plan())
        for unit in case.communes:
            posts = [post.post_id for post in case.post.values() if post.unit_id == unit and post.standing]
            for t in range(case.periods):
                count = sum(seat.sign * seat.rotated for post in posts for seat in now.get((post, t), []))
                inherited = sum(seat.sign * seat.rotated for post in posts for seat in before.get((post, t), []))
                limit = max(case.law["max_outsiders"].value, inherited)
                if count > limit:
                    facts = {"unit": unit, "count": count, "limit": limit, "t": t}
                    yield Breach(self.id, f"{unit}|{t}", facts, count - limit)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per commune and period over the presence of rotated people."""
        there = options.presence
        rows = case.posts.set_index("post_id").index.get_indexer(there["post_id"])
        counted = case.posts["standing"].to_numpy()[rows] & there["rotated"].to_numpy()
        limit = case.law["max_outsiders"].value
        desk.at_most(self.id, there[counted], ["unit_id", "t"], limit, inherit=True)
