"""Baselines: each does what its name says, and none beats a proven optimum."""

from pathlib import Path

import numpy as np
import pytest

from optimizer.jobs import load_case
from optimizer.model import Model, build
from optimizer.rules.tiers import tiers
from optimizer.solve import Solved, SolveParams, solve
from optimizer.solve.baselines import baselines, by_cadre, by_commune, deferred_acceptance, first_day, good_grades, wishes
from optimizer.verify import judge

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def model() -> Model:
    return build(load_case(DATA / "muong_nhe_2021"))


def test_no_baseline_beats_the_proven_optimum_of_the_first_tier() -> None:
    tiny = build(load_case(DATA / "tiny"))
    best = solve(tiny, SolveParams(seconds=60))
    assert isinstance(best, Solved) and best.proven
    first = tiers(tiny.case)[0]
    for name, plan in baselines(tiny, seed=1).items():
        verdict = judge(tiny.case, plan)
        assert verdict.lawful, name
        assert first.sense * (best.verdict.value(first) - verdict.value(first)) >= 0, name


def test_every_baseline_of_muong_nhe_is_lawful_and_fills_more_than_leaving_all_as_it_is(model: Model) -> None:
    first = tiers(model.case)[0]
    verdicts = {name: judge(model.case, plan) for name, plan in baselines(model, seed=1).items()}
    assert list(verdicts) == ["as_is", "seniority", "merit", "by_commune", "deferred", "random"]
    assert all(verdict.lawful for verdict in verdicts.values())
    assert all(v.value(first) < verdicts["as_is"].value(first) for name, v in verdicts.items() if name != "as_is")


def test_the_senior_choose_before_the_junior_and_each_what_he_likes_best(model: Model) -> None:
    order = by_cadre(model, first_day(model))
    turn, cadre, liking = (
        first_day(model)[order],
        model.options.stints["cadre_ix"].to_numpy()[order],
        wishes(model)[order],
    )
    assert (np.diff(turn) >= 0).all()
    same = np.diff(cadre) == 0
    assert (np.diff(liking)[same] > 0).all() and same.any()


def test_the_better_graded_choose_first(model: Model) -> None:
    order = by_cadre(model, -good_grades(model))
    assert (np.diff(good_grades(model)[order]) <= 0).all()


def test_the_weakest_commune_is_served_first(model: Model) -> None:
    weak = model.case.posts["weakness_percent"].to_numpy()[model.options.stints["post_ix"]]
    assert (np.diff(weak[by_commune(model)]) <= 0).all()


def test_the_match_is_stable_and_no_cadre_or_post_is_in_it_twice(model: Model) -> None:
    """No cadre and post like each other better than what the match gives them."""
    stints = model.options.stints.assign(liking=wishes(model))
    chosen = stints[stints["column"].isin(deferred_acceptance(model))]
    assert not chosen["cadre_ix"].duplicated().any() and not chosen["post_ix"].duplicated().any()
    mine, held = chosen.set_index("cadre_ix")["liking"], chosen.set_index("post_ix")["fit"]
    pairs = stints.sort_values("liking").drop_duplicates(["cadre_ix", "post_ix"])
    wants = pairs["liking"].to_numpy() < pairs["cadre_ix"].map(mine).fillna(np.inf).to_numpy()
    wanted = pairs["fit"].to_numpy() > pairs["post_ix"].map(held).fillna(-1).to_numpy()
    assert not (wants & wanted).any()
