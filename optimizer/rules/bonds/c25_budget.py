"""C25: allowances for new and running rotations, and courses, stay within the budget of each year."""

from collections.abc import Iterator
from typing import ClassVar

import pandas as pd

from optimizer.case import Case
from optimizer.costs import plan_cost_by_year, running_costs, yearly_costs
from optimizer.options import ALWAYS, Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.kinds import Bond, Breach


class WithinBudget(Bond):
    """Σ cost of stints and courses in a year + cost of running rotations ≤ amount, for each year with a budget."""

    id = "C25"
    says: ClassVar = {
        "vi": "Năm {year}: cần {cost_vnd}, dự toán {amount_vnd}.",
        "en": "Year {year}: {cost_vnd} needed, {amount_vnd} budgeted.",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Add up year by year."""
        costs = plan_cost_by_year(case, plan)
        for row in case.tables.budget.sort_values("year").itertuples():
            cost = costs.get(row.year, 0)
            if cost > row.amount_vnd:
                facts = {"year": row.year, "cost_vnd": cost, "amount_vnd": row.amount_vnd}
                yield Breach(self.id, str(row.year), facts, cost - row.amount_vnd)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per year over the yearly costs of all stints and courses; running costs are a constant."""
        costs = yearly_costs(case, options.stints).set_axis(options.stints["column"])
        terms = costs.stack().rename_axis(["column", "year"]).rename("coef").reset_index()
        fixed = pd.DataFrame(list(running_costs(case).items()), columns=["year", "coef"]).assign(column=ALWAYS)
        fees = options.courses.merge(case.courses[["course_id", "starts", "cost_vnd"]], on="course_id")
        fees = fees.assign(year=fees["starts"].dt.year, coef=fees["cost_vnd"])[["column", "year", "coef"]]
        terms = pd.concat([terms[terms["coef"] != 0], fees, fixed], ignore_index=True)
        desk.at_most(self.id, terms.merge(case.tables.budget, on="year"), ["year"], "amount_vnd")
