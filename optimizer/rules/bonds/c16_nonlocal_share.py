"""C16: a share of the communes is led by secretaries from elsewhere."""

from collections.abc import Iterator
from typing import ClassVar

import pandas as pd

from optimizer.case import Case
from optimizer.local import is_local, local_pairs
from optimizer.options import Options
from optimizer.plan import Plan, seats
from optimizer.program import Desk
from optimizer.rules.kinds import Bond, Breach


class NonlocalShare(Bond):
    """Local people in the posts of nonlocal_roles in a period ≤ max(posts - ⌊nonlocal_target × posts⌋, those already)."""

    id = "C16"
    says: ClassVar = {
        "vi": "{count} chức danh do người địa phương giữ, chỉ nên {limit} (kỳ từ {t}).",
        "en": "{count} posts are held by local people where {limit} is the aim (period from {t}).",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Count local holders period by period, in the plan and without it."""
        now, before, posts = seats(case, plan), seats(case, Plan()), _posts(case)
        for t in range(case.periods):
            count, already = (
                sum(s.sign for p in posts for s in held.get((p, t), []) if is_local(case, s.cadre, case.post[p].unit_id))
                for held in (now, before)
            )
            limit = max(_most(case), already)
            if count > limit:
                yield Breach(self.id, str(t), {"count": count, "limit": limit, "t": t}, count - limit)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per period over the presence of local people."""
        there = options.presence[options.presence["post_id"].isin(_posts(case))]
        local = pd.MultiIndex.from_frame(there[["cadre_id", "unit_id"]]).isin(local_pairs(case))
        desk.at_most(self.id, there[local], ["t"], _most(case), inherit=True)


def _posts(case: Case) -> list[str]:
    """Key posts of the roles that the aim is about."""
    return [p.post_id for p in case.post.values() if p.key and p.role_id in case.law["nonlocal_roles"].value]


def _most(case: Case) -> int:
    """Posts that may be held by local people."""
    posts = len(_posts(case))
    return posts - posts * int(case.law["nonlocal_target_percent"].value) // 100
