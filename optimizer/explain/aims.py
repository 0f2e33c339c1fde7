"""Other goals to plan a case by: another order of tiers, money, seniority, weights halved or doubled (F54).

Every aim is a case with other tiers, or other points, under the same rules: what is lawful in one is so in the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from pydantic import ValidationError

from optimizer.case import Case
from optimizer.errors import UsageError
from optimizer.rules.tiers import Tier, tiers
from optimizer.tables.settings import TierSetting

WEAKEST_FIRST, THRIFT, SENIORITY = "weakest_first", "thrift", "seniority"
HALVED, DOUBLED = "_halved", "_doubled"
TRIED = ("fit", "burden")  # goals of the last tier whose weight is halved and doubled unless aims are chosen
MONEY_ALONE = {"points_move": 0, "points_turnover": 0, "points_handover_month": 0, "points_course_month": 0}
THOUSANDS = {"points_cost_million": 1000}  # points are then thousands of dong


def usual_aims(case: Case) -> tuple[str, ...]:
    """The aims of an audit for which none were chosen."""
    weighed = [goal for goal in tiers(case)[-1].goals if goal in TRIED]
    return (WEAKEST_FIRST, THRIFT, SENIORITY, *(f"{goal}{change}" for goal in weighed for change in (HALVED, DOUBLED)))


def declared_aims(case: Case) -> tuple[str, ...]:
    """Every aim that has a name."""
    goals = dict.fromkeys(tiers(case)[-1].goals)
    return (WEAKEST_FIRST, THRIFT, SENIORITY, *(f"{goal}{change}" for goal in goals for change in (HALVED, DOUBLED)))


def aimed(case: Case, aim: str) -> Case:
    """The case with other goals: by a declared name, or by tiers as goals with “,” between tiers and “+” within one.

    UsageError for what is neither.
    """
    match aim:
        case "weakest_first":
            return _with_tiers(case, _first(case, ("worst_commune",), ("worst_communes",)))
        case "thrift":
            return _with_points(
                _with_tiers(case, _first(case, ("fill",), ("calm", "schooling"))), MONEY_ALONE | THOUSANDS
            )
        case "seniority":
            senior = replace(case, tables=replace(case.tables, fit=seniority(case)))
            return _with_points(_with_tiers(senior, _first(case, ("fill",), ("fit",))), {"points_language": 0})
    if aim in declared_aims(case):
        return _with_tiers(case, _reweighed(case, aim))
    return _with_tiers(case, _typed(case, aim))


def _with_tiers(case: Case, ladder: Sequence[TierSetting]) -> Case:
    """The case with these tiers."""
    return replace(case, settings=case.settings.model_copy(update={"tiers": list(ladder)}))


def _with_points(case: Case, points: Mapping[str, int]) -> Case:
    """The case in which some parameters have other values."""
    changed = {key: replace(case.law[key], value=value) for key, value in points.items()}
    return replace(case, law=replace(case.law, by_key={**case.law.by_key, **changed}))


def _first(case: Case, *groups: tuple[str, ...]) -> list[TierSetting]:
    """The case's tiers without these goals, after a tier for each group of them."""
    ahead = {goal for group in groups for goal in group}
    rest = [tier._replace(goals=tuple(goal for goal in tier.goals if goal not in ahead)) for tier in tiers(case)]
    first = [TierSetting.model_validate({"name": "+".join(group), "goals": group}) for group in groups]
    return first + [_setting(tier) for tier in rest if tier.goals]


def _setting(tier: Tier) -> TierSetting:
    """A tier as a case declares it."""
    return TierSetting.model_validate({"name": tier.name, "goals": tier.goals, "tolerance": tier.tolerance})


def _reweighed(case: Case, aim: str) -> list[TierSetting]:
    """The case's tiers with one goal of the last counted twice, or every other one: exact, for nothing is rounded."""
    *earlier, last = tiers(case)
    goal, halved = aim.removesuffix(HALVED).removesuffix(DOUBLED), aim.endswith(HALVED)
    twice = tuple(other for other in last.goals if (other == goal) != halved)
    return [_setting(tier) for tier in (*earlier, last._replace(goals=last.goals + twice))]


def _typed(case: Case, aim: str) -> list[TierSetting]:
    """The tiers that somebody typed."""
    try:
        groups = [tuple(goal.strip() for goal in group.split("+")) for group in aim.split(",")]
        return [TierSetting.model_validate({"name": "+".join(group), "goals": group}) for group in groups]
    except ValidationError:
        names = ", ".join(declared_aims(case))
        raise UsageError(
            f"«{aim}» không phải là mục tiêu có sẵn ({names}), cũng không phải là các bậc như fill,worst_commune,fit.",
            f"“{aim}” is neither a declared aim ({names}) nor tiers such as fill,worst_commune,fit.",
        ) from None


def seniority(case: Case) -> pd.DataFrame:
    """The table `fit` by which the longest in service fit every key post best (1000), and the latest comers least (0).

    Who has no service on record came on the planning day.
    """
    first = case.tables.service.groupby("cadre_id")["from_date"].min().reindex(case.cadres["cadre_id"])
    days = first.fillna(pd.Timestamp(case.start)).to_numpy().astype("datetime64[D]").astype(np.int64)
    since = days.max(initial=0) - days
    fit = 1000 * since // max(1, since.max(initial=0))
    posts = case.posts.loc[case.posts["key"], "post_id"].to_numpy()
    unknown = pd.array([pd.NA] * (len(fit) * len(posts)), dtype="Int64")
    return pd.DataFrame(
        {
            "cadre_id": np.repeat(case.cadres["cadre_id"].to_numpy(), len(posts)),
            "post_id": np.tile(posts, len(fit)),
            "fit": np.repeat(fit, len(posts)),
            "low": unknown,
            "high": unknown,
        }
    )
