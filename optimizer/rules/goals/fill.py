"""Fill: the fewest vacant months in key posts, weighed by post and by the weakness of the commune (C30, C41)."""

from collections.abc import Iterator
from typing import ClassVar

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.goals.measures import vacancies, vacant_months
from optimizer.rules.kinds import Part, SumGoal


class Fill(SumGoal):
    """Σ priority × weakness % × vacant months; 100 units are one vacant month of a post of priority 1."""

    id = "fill"
    sense: ClassVar = -1
    serves: ClassVar = ("C41",)

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """One part per vacant post and period."""
        for post_id, t, months in vacant_months(case, plan):
            post = case.post[post_id]
            points = post.priority * post.weakness_percent * months
            yield Part("vacant", points, unit=post.unit_id, facts={"post": post_id, "t": t, "months": months})

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Points on the vacancy slacks."""
        vacant = desk.once(vacancies, case, options)
        points = vacant["priority"] * vacant["weakness_percent"] * vacant["months"]
        desk.points(self.id, vacant["column"].to_numpy(), points.to_numpy())
