"""C01: a person holds at most one new post, and a post has at most one holder."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan, seats
from optimizer.program import Desk
from optimizer.rules.kinds import Bond, Breach


class OnePersonOnePost(Bond):
    """Σ stints of a cadre ≤ 1; holders of a post in a period ≤ 1. A vacated post may be filled again."""

    id = "C01"
    says: ClassVar = {
        "vi": "{who}: {count} người hoặc {count} lần bố trí, chỉ được 1 (kỳ từ {t}).",
        "en": "{who}: {count} holders or stints where 1 is the most (period from {t}).",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Count the stints of each cadre and the holders of each post."""
        for cadre, count in sorted(Counter(stint.cadre for stint in plan.stints).items()):
            if count > 1:
                yield Breach(self.id, cadre, {"who": cadre, "count": count, "t": ""}, count - 1)
        for (post, t), held in sorted(seats(case, plan).items()):
            count = sum(seat.sign for seat in held)
            if count > 1:
                yield Breach(self.id, f"{post}|{t}", {"who": post, "count": count, "t": t}, count - 1)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per cadre, one per post and period."""
        desk.at_most(self.id, options.stints.assign(coef=1), ["cadre_id"], 1)
        desk.at_most(self.id, options.presence, ["post_id", "t"], 1)
