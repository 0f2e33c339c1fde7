"""The gap index of a commune: how much of the leadership it should have is missing, 0–1000 (C30)."""

import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.goals.measures import shortfalls, team_shortfalls, vacancies, vacant_months

WHOLE = 1000  # the index of a commune that lacks everything


def gap_index(case: Case, plan: Plan) -> dict[str, int]:
    """Leadership gap of each commune, 0–1000: ⌈1000 × (Σ priority × vacant months + Σ weight × months in
    which someone is lacking) / its greatest possible value⌉.
    """
    gap = dict.fromkeys(case.communes, 0)
    for post_id, _, months in vacant_months(case, plan):
        post = case.post[post_id]
        gap[post.unit_id] += post.priority * months
    for ask, _, missing in shortfalls(case, plan):
        if ask.unit in gap:
            gap[ask.unit] += ask.weight * missing * case.period_months
    return {unit: -(-WHOLE * gap[unit] // most) for unit, most in greatest_gap(case).items()}


def greatest_gap(case: Case) -> dict[str, int]:
    """The gap of each commune if all key posts stood vacant and nobody had any skill; at least 1."""
    most = dict.fromkeys(case.communes, 0)
    for post in case.post.values():
        if post.key:
            most[post.unit_id] += post.priority * case.horizon_months
    for ask in case.asks:
        if ask.unit in most:
            most[ask.unit] += ask.weight * ask.people * case.horizon_months
    return {unit: max(value, 1) for unit, value in most.items()}


def gaps(case: Case, options: Options, desk: Desk) -> pd.DataFrame:
    """Slack columns for the gap index of each commune: unit_id, column. index × greatest ≥ 1000 × gap."""
    vacant = desk.once(vacancies, case, options)
    short = desk.once(team_shortfalls, case, options)
    most = greatest_gap(case)
    frame = pd.DataFrame({"unit_id": list(most), "coef": list(most.values())})
    frame["column"] = desk.slack("gap", list(most), WHOLE)
    of_vacancy = vacant[["unit_id", "column"]].assign(coef=-WHOLE * vacant["priority"] * vacant["months"])
    lacking = short[["unit_id", "column"]].assign(coef=-WHOLE * short["weight"] * case.period_months)
    lacking = lacking[lacking["unit_id"].isin(most)]
    desk.at_least("gap", pd.concat([frame, of_vacancy, lacking]), ["unit_id"], 0)
    return frame
