"""C40: elected posts that are filled, also by reappointment, have standbys, should a vote fail."""

from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.kinds import Bond, Breach


class Standby(Bond):
    """For each elected role: standbys_min × stints in its key posts ≤ people planned for it and left free.

    Those who hold such a post already are no standby.
    """

    id = "C40"
    says: ClassVar = {
        "vi": "{role}: thiếu {count} người dự phòng trong quy hoạch còn chưa bố trí.",
        "en": "{role}: {count} standbys short among those planned for it and still free.",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Count filled posts and free people of each role."""
        for role, people in standbys(case).items():
            filled = sum(case.post[s.post].role_id == role and case.post[s.post].key for s in plan.stints)
            taken = sum(stint.cadre in people for stint in plan.stints)
            short = case.law["standbys_min"].value * filled - (len(people) - taken)
            if short > 0:
                yield Breach(self.id, role, {"role": role, "count": short}, short)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per role over its new stints and those of the people planned for it."""
        people = standbys(case)
        stints = options.stints.merge(case.posts[["post_id", "role_id"]], on="post_id")
        filled = stints[stints["role_id"].isin(list(people))].assign(coef=case.law["standbys_min"].value)
        planned = [(role, cadre) for role, cadres in people.items() for cadre in cadres]
        pairs = pd.DataFrame(planned, columns=["role_id", "cadre_id"])
        taken = options.stints[["cadre_id", "column"]].merge(pairs, on="cadre_id").assign(coef=1)
        terms = pd.concat([filled, taken])[["role_id", "column", "coef"]]
        terms = terms.groupby(["role_id", "column"], as_index=False)["coef"].sum()
        terms["limit"] = [len(people[role]) for role in terms["role_id"]]
        desk.at_most(self.id, terms, ["role_id"], "limit")


@lru_cache(maxsize=4)
def standbys(case: Case) -> dict[str, list[str]]:
    """For each elected role with key posts, those planned for it on the planning day who hold no such post."""
    plan = case.tables.succession
    valid = plan[(plan["from_year"] <= case.start.year) & (plan["to_year"] >= case.start.year)]
    posts = [post for post in case.post.values() if post.key and post.elected]
    holding = {(post.role_id, post.incumbent_id) for post in posts}
    planned = sorted(set(zip(valid["role_id"], valid["cadre_id"], strict=True)) - holding)
    return {role: [c for r, c in planned if r == role] for role in sorted({post.role_id for post in posts})}
