"""C25: allowances for new and running rotations stay within the budget of each year."""

from collections.abc import Iterator
from typing import ClassVar

import pandas as pd

from optimizer.case import Case
from optimizer.costs import running_costs, stint_cost_by_year, yearly_costs
from optimizer.options import ALWAYS, Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.kinds import Bond, Breach


class WithinBudget(Bond):
    """Σ cost of stints in a year + cost of running rotations ≤ amount, for each year with a budget."""

    id = "C25"
    says: ClassVar = {
        "vi": "Năm {year}: cần {cost_vnd} đồng, dự toán {amount_vnd} đồng.",
        "en": "Year {year}: {cost_vnd} VND needed, {amount_vnd} VND budgeted.",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Add up year by year."""
        committed = running_costs(case)
        by_stint = [stint_cost_by_year(case, stint) for stint in plan.stints]
        for row in case.tables.budget.sort_values("year").itertuples():
            cost = committed.get(row.year, 0) + sum(costs.get(row.year, 0) for costs in by_stint)
            if cost > row.amount_vnd:
                facts = {"year": row.year, "cost_vnd": cost, "amount_vnd": row.amount_vnd}
                yield Breach(self.id, str(row.year), facts, cost - row.amount_vnd)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per year over the yearly costs of all stints; running costs are a constant."""
        costs = yearly_costs(case, options.stints).set_axis(options.stints["column"])
        terms = costs.stack().rename_axis(["column", "year"]).rename("coef").reset_index()
        fixed = pd.DataFrame(list(running_costs(case).items()), columns=["year", "coef"]).assign(column=ALWAYS)
        terms = pd.concat([terms[terms["coef"] != 0], fixed], ignore_index=True)
        terms = terms.merge(case.tables.budget, on="year")
        desk.at_most(self.id, terms, ["year"], "amount_vnd")
