"""What committees do without an optimiser, as orders in which stints are taken while every row holds (F47).

Each baseline gives a plan to compare with; none looks ahead. All are lawful as far as greed can be: the verifier says so.
"""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from optimizer.model import Model
from optimizer.plan import Plan
from optimizer.solve.greedy import greedy
from optimizer.stints import of_cadre, of_post
from optimizer.words import Grade

TRIED_PER_CADRE = 12  # an official who got none of his best twelve is passed over


def baselines(model: Model, seed: int) -> Mapping[str, Plan]:
    """The plan of each baseline, by its name; what the committee has decided already comes first, except in "as_is"."""
    orders: Mapping[str, Callable[[], np.ndarray]] = {
        "seniority": lambda: by_cadre(model, first_day(model)),
        "merit": lambda: by_cadre(model, -good_grades(model)),
        "by_commune": lambda: by_commune(model),
        "deferred": lambda: deferred_acceptance(model),
        "random": lambda: np.random.default_rng(seed).permutation(len(model.options.stints)),
    }
    decided = np.flatnonzero(model.program.asked_for()[: len(model.options.stints)])
    plans = {name: greedy(model, np.concatenate([decided, order()])) for name, order in orders.items()}
    return {"as_is": Plan(), **{name: model.plan(decisions) for name, decisions in plans.items()}}


def first_day(model: Model) -> np.ndarray:
    """Seniority: the first day in service of each stint's cadre; who has no service comes last."""
    first = model.case.tables.service.groupby("cadre_id")["from_date"].min()
    days = first.reindex(model.case.cadres["cadre_id"]).fillna(pd.Timestamp(model.case.start))
    return days.to_numpy()[model.options.stints["cadre_ix"]].astype("datetime64[D]").astype(np.int64)


def good_grades(model: Model) -> np.ndarray:
    """Merit: the ranks of all annual grades on record of each stint's cadre, summed, then the outstanding first."""
    grades = model.case.tables.grades
    ranks = grades["grade"].map(lambda word: Grade(word).rank).groupby(grades["cadre_id"]).sum()
    merit = 2 * ranks.reindex(model.case.cadres["cadre_id"]).fillna(0).to_numpy(dtype=np.int64)
    return np.asarray(merit[model.options.stints["cadre_ix"]] + of_cadre(model.case, model.options.stints, "outstanding"))


def by_cadre(model: Model, turn: np.ndarray) -> np.ndarray:
    """Serial dictatorship: cadres choose in turn, each what he likes best of what is still lawful."""
    liking = wishes(model)
    order = np.lexsort((liking, model.options.stints["cadre_ix"], turn))
    mine = model.options.stints["cadre_ix"].to_numpy()[order]
    cadres, first = np.unique(mine, return_index=True)
    begins = np.zeros(mine.max(initial=0) + 1, dtype=np.int64)
    begins[cadres] = first
    return order[np.arange(len(order)) - begins[mine] < TRIED_PER_CADRE]


def wishes(model: Model) -> np.ndarray:
    """What a cadre likes: 0 is best. Wished communes first, then near and easy ones, then higher posts, then early."""
    stints, case = model.options.stints, model.case
    wished = case.tables.preferences.set_index(["cadre_id", "unit_id"])["wish"]
    rank = wished.reindex(pd.MultiIndex.from_frame(stints[["cadre_id", "unit_id"]])).fillna(9).to_numpy()
    toil = of_post(case, stints, "hardship") + 10 * of_post(case, stints, "travel_hours")
    order = np.lexsort((stints["months"], stints["start"], -of_post(case, stints, "rank"), toil, rank))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place


def by_commune(model: Model) -> np.ndarray:
    """Greedy by commune: the weakest commune first, its most important post first, the fittest official, early."""
    stints, case = model.options.stints, model.case
    weak, priority = of_post(case, stints, "weakness_percent"), of_post(case, stints, "priority")
    return np.lexsort((stints["start"], -stints["fit"], -priority, stints["unit_id"], -weak))


def deferred_acceptance(model: Model) -> np.ndarray:
    """Gale and Shapley's stable match of cadres (by `wishes`) and posts (by fit), as the stints to be taken.

    One stint per pair, the one the cadre likes best. A loop over proposals, and on purpose: each depends on the last.
    """
    stints = model.options.stints.assign(liking=wishes(model)).sort_values("liking")
    pairs = stints.drop_duplicates(["cadre_ix", "post_ix"])
    proposals = {
        cadre: list(zip(g["post_ix"], g["fit"], g["column"], strict=True)) for cadre, g in pairs.groupby("cadre_ix")
    }
    held: dict[int, tuple[int, int, int]] = {}
    waiting = sorted(proposals, reverse=True)
    while waiting:
        cadre = waiting.pop()
        while proposals[cadre]:
            post, fit, column = proposals[cadre].pop(0)
            rival = held.get(post)
            if rival is None or (fit, -cadre) > (rival[0], -rival[1]):
                held[post] = (fit, cadre, column)
                if rival is not None:
                    waiting.append(rival[1])
                break
    return np.array(sorted(column for _, _, column in held.values()), dtype=np.int64)
