"""What a stint costs the budget, year by year, in whole dong (C25)."""

from collections import defaultdict
from functools import lru_cache

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.facts import hardship_pay, role_coefficients
from optimizer.law import add_months, months_between
from optimizer.plan import Plan, Stint
from optimizer.words import Kind


def yearly_costs(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    """Cost of each row (a stint) in each calendar year, in VND; one column per year.

    Only rotations and transfers cost. Attraction pay for the months left of the career cap and the
    first-time allowance fall due when the commune is especially difficult and the cadre does not serve
    in such a place already; a higher old position allowance is kept for all months. NĐ 76/2019.
    """
    base = case.law["base_salary_vnd"].value
    had = case.cadres["coef_hundredths"].to_numpy()[frame["cadre_ix"]]
    gets = case.posts["coef_hundredths"].to_numpy()[frame["post_ix"]]
    salary = case.cadres["salary_coef_hundredths"].to_numpy()[frame["cadre_ix"]]
    moves = np.isin(frame["kind"], [str(Kind.ROTATION), str(Kind.TRANSFER)])
    entitled = moves & _comes_to_hardship(case, frame)
    attraction = case.law["attraction_rate_percent"].value * (salary + gets) * base // 10_000
    kept = np.where(moves, np.maximum(had - gets, 0) * base // 100, 0)
    capped = np.minimum(frame["months"], _attraction_left(case, frame))
    begins = _month_number(case) + frame["start"].to_numpy() * case.period_months
    first = np.where(entitled & _first_time(case, frame), case.law["first_time_base_salaries"].value * base, 0)
    costs = {}
    for year in _years(case):
        paid = _overlap(begins, capped, year)
        costs[year] = (
            np.where(entitled, attraction * paid, 0)
            + kept * _overlap(begins, frame["months"], year)
            + np.where(begins // 12 == year, first, 0)
        )
    return _with_given_costs(case, frame, begins // 12, pd.DataFrame(costs, index=frame.index))


def _with_given_costs(case: Case, frame: pd.DataFrame, start_year: np.ndarray, costs: pd.DataFrame) -> pd.DataFrame:
    """The yearly costs, replaced by the figure of the table `costs` in the year of the start where it has one."""
    if not len(case.tables.costs):
        return costs.astype(np.int64)
    keys = ["cadre_id", "post_id"]
    given = frame[keys].merge(case.tables.costs, how="left", on=keys)["cost_vnd"].to_numpy()
    due = start_year[:, None] == costs.columns.to_numpy()
    told = ~np.isnan(given)[:, None]
    replaced = np.where(told, np.where(due, np.nan_to_num(given)[:, None], 0), costs)
    return pd.DataFrame(replaced, index=frame.index, columns=costs.columns).astype(np.int64)


def _years(case: Case) -> range:
    """Calendar years that any stint can touch."""
    longest = max([*case.lengths_months, case.law["term_months"].value])
    last = _month_number(case) + case.horizon_months + longest
    return range(case.start.year, last // 12 + 1)


def _month_number(case: Case) -> int:
    """Months from year 0 to the start of the plan."""
    return case.start.year * 12 + case.start.month - 1


def _overlap(begins: np.ndarray, months: np.ndarray | pd.Series, year: int) -> np.ndarray:
    """Months of [begins, begins + months) that lie in a calendar year."""
    until = np.minimum(begins + np.asarray(months), 12 * (year + 1))
    return np.maximum(until - np.maximum(begins, 12 * year), 0)


def _comes_to_hardship(case: Case, frame: pd.DataFrame) -> np.ndarray:
    """True where allowances are paid in the commune, and the cadre comes from a place where they are not."""
    there = case.posts["hard"].to_numpy()[frame["post_ix"]]
    here = case.cadres["home_hard"].to_numpy()[frame["cadre_ix"]]
    return there & ~here


def _attraction_left(case: Case, frame: pd.DataFrame) -> np.ndarray:
    """Months of attraction pay a cadre may still draw in his career."""
    used = case.cadres["attraction_months_used"].to_numpy()[frame["cadre_ix"]]
    return np.maximum(case.law["attraction_cap_months"].value - used, 0)


def _first_time(case: Case, frame: pd.DataFrame) -> np.ndarray:
    """True where the first-time allowance was not drawn before."""
    return ~case.cadres["first_time_used"].to_numpy()[frame["cadre_ix"]]


def stint_cost_by_year(case: Case, stint: Stint) -> dict[int, int]:
    """Cost of one stint in each calendar year, month by month: what `yearly_costs` says of one row."""
    cadre, post = case.cadre[stint.cadre], case.post[stint.post]
    given = case.given_cost.get((stint.cadre, stint.post))
    if given is not None:
        return {stint.start.year: given}
    costs: dict[int, int] = defaultdict(int)
    if case.kind(stint.cadre, stint.post) not in (Kind.ROTATION, Kind.TRANSFER):
        return costs
    base = case.law["base_salary_vnd"].value
    paid = case.law["attraction_cap_months"].value - cadre.attraction_months_used
    rate = case.law["attraction_rate_percent"].value
    hardship = post.hard and not cadre.home_hard
    for month in range(stint.months):
        year = add_months(stint.start, month).year
        if hardship and month < paid:
            costs[year] += rate * (cadre.salary_coef_hundredths + post.coef_hundredths) * base // 10_000
        costs[year] += max(cadre.coef_hundredths - post.coef_hundredths, 0) * base // 100
    if hardship and not cadre.first_time_used:
        costs[stint.start.year] += case.law["first_time_base_salaries"].value * base
    return costs


@lru_cache(maxsize=4)
def running_costs(case: Case) -> dict[int, int]:
    """What running rotations will cost in each year from the start on: a commitment, at today's base salary."""
    total: dict[int, int] = defaultdict(int)
    base, rate = case.law["base_salary_vnd"].value, case.law["attraction_rate_percent"].value
    coefficient, hard = role_coefficients(case.tables, case.law), hardship_pay(case.tables.units.set_index("unit_id"))
    for spell in case.spells:
        cadre, gets = case.cadre[spell.cadre_id], coefficient.get(spell.role_id, 0)
        paid = case.law["attraction_cap_months"].value - cadre.attraction_months_used
        for month in range(max(0, months_between(case.start, spell.ends))):
            year = add_months(case.start, month).year
            if hard[spell.unit_id] and not cadre.home_hard and month < paid:
                total[year] += rate * (cadre.salary_coef_hundredths + gets) * base // 10_000
            total[year] += max(cadre.coef_hundredths - gets, 0) * base // 100
    return dict(total)


def plan_cost_by_year(case: Case, plan: Plan) -> dict[int, int]:
    """What a plan costs in each year: its stints, its courses (in the year they start), and running rotations."""
    total: dict[int, int] = defaultdict(int, running_costs(case))
    for stint in plan.stints:
        for year, cost in stint_cost_by_year(case, stint).items():
            total[year] += cost
    for course in (case.course[t.course] for t in plan.training if t.course in case.course):
        total[course.starts.year] += course.cost_vnd
    return dict(total)
