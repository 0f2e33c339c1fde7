"""Polishing: never worse, always lawful, and better where the first plan left something lying."""

import threading
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from optimizer.jobs import load_case
from optimizer.model import Model, build
from optimizer.rules.tiers import tiers
from optimizer.solve.greedy import greedy
from optimizer.solve.params import SolveParams
from optimizer.solve.polish import neighbourhood, polished
from optimizer.solve.race import Job
from optimizer.solve.tiers import complete
from optimizer.verify.certificate import Rung

DATA = Path(__file__).parents[2] / "data"


def started(seconds: float) -> tuple[Model, Job, np.ndarray]:
    """Mường Nhé with a plan by greed in the order of the tables, which is a poor one; the commune of each stint."""
    model = build(load_case(DATA / "muong_nhe_2021"))
    points = Rung(model.program).points(tiers(model.case)[0])
    first = complete(model.program, points, greedy(model, np.arange(len(model.options.stints))), 20)
    return model, Job(model.program, points, first, seconds), pd.factorize(model.options.stints["unit_id"])[0]


def test_a_poor_plan_is_bettered_and_stays_lawful() -> None:
    model, job, communes = started(20)
    told: list[int | None] = []
    best, better = polished(job, communes, SolveParams(), threading.Event(), lambda _, value, __: told.append(value))
    assert better and model.program.admits(best)
    assert job.hint is not None and int(job.points @ best) < int(job.points @ job.hint)
    assert told


def test_polishing_that_is_told_to_stop_gives_back_what_it_had() -> None:
    _, job, communes = started(60)
    stop, begun = threading.Event(), time.monotonic()
    stop.set()
    best, better = polished(job, communes, SolveParams(), stop, lambda *_: None)
    assert best is job.hint and not better and time.monotonic() - begun < 5


def test_a_neighbourhood_opens_the_chosen_communes_and_keeps_the_plan_elsewhere() -> None:
    model, job, communes = started(1)
    assert job.hint is not None
    near = neighbourhood(model.program, communes, np.array([0, 2]), job.hint)
    still_open = near.columns["upper"].to_numpy()[: len(communes)] > 0
    before = model.program.columns["upper"].to_numpy()[: len(communes)] > 0
    held = job.hint[: len(communes)] > 0
    assert (still_open == (before & (np.isin(communes, [0, 2]) | held))).all()
    assert near.admits(job.hint)


@pytest.mark.parametrize(("allowed", "kept"), [(13.3, 0.0), (13.4, 4.02)])
def test_time_is_kept_for_polishing_only_if_it_is_enough_for_two_neighbourhoods(allowed: float, kept: float) -> None:
    assert SolveParams(polish_share=0.3, polish_seconds=2.0).polish_time(allowed) == pytest.approx(kept)
