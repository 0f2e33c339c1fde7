"""The centre's cadres whom an LP splits are shared out whole, and the money that bids spend is made to fit."""

import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from optimizer.jobs import load_case
from optimizer.model import build
from optimizer.nation import part_of
from optimizer.rules.tiers import tiers
from optimizer.solve import sharing
from optimizer.solve.params import DEFAULT
from optimizer.solve.sharing import bid, made_to_fit, whole_shares


def offers(*told: tuple[str, str, str, float]) -> tuple[pd.DataFrame, sparse.csr_matrix, np.ndarray]:
    """Offers (cadre, folder, post, use); each cadre goes to one of them at the most."""
    frame = pd.DataFrame(told, columns=["cadre_id", "folder", "post_id", "use"])
    cadre = frame.groupby("cadre_id").ngroup().to_numpy()
    takes = sparse.csr_matrix((np.ones(len(frame)), (cadre, np.arange(len(frame)))))
    return frame, takes, np.ones(takes.shape[0])


def taken(frame: pd.DataFrame, takes: sparse.csr_matrix, room: np.ndarray) -> set[tuple[str, str]]:
    """Cadre and province of each offer that is taken."""
    chosen = frame[whole_shares(frame, takes, room)]
    return set(zip(chosen["cadre_id"], chosen["folder"], strict=True))


def test_what_the_lp_takes_whole_stays_as_it_is() -> None:
    told = offers(("C1", "P1", "A", 1.0), ("C2", "P2", "B", 1.0), ("C3", "P2", "C", 1.0))
    assert taken(*told) == {("C1", "P1"), ("C2", "P2"), ("C3", "P2")}


@pytest.mark.parametrize(("use", "at_least"), [(0.24, 0), (0.25, 1), (0.49, 1), (0.4999999, 2)])
def test_a_province_that_the_lp_sends_parts_of_many_has_as_many_whole_ones(use: float, at_least: int) -> None:
    told = offers(
        *((f"C{n}", "P1", f"A{n}", 1 - use) for n in range(4)), *((f"C{n}", "P2", f"B{n}", use) for n in range(4))
    )
    found = taken(*told)
    assert len({cadre for cadre, _ in found}) == len(found) == 4
    assert sum(folder == "P2" for _, folder in found) == at_least


def test_two_cadres_for_one_post_are_not_both_sent_to_it() -> None:
    told = offers(("C1", "P1", "A", 0.5), ("C2", "P1", "A", 0.5), ("C2", "P2", "B", 0.1))
    assert taken(*told) == {("C1", "P1"), ("C2", "P2")}


def test_a_link_without_room_for_as_many_as_the_lp_says_is_kept() -> None:
    frame, takes, _ = offers(("C1", "P1", "A", 0.9), ("C2", "P1", "B", 0.9), ("C3", "P1", "C", 0.8))
    body = sparse.vstack([takes, sparse.csr_matrix([[1, 1, 1]])], format="csr")
    assert taken(frame, body, np.array([1, 1, 1, 1])) in ({("C1", "P1")}, {("C2", "P1")})


def test_without_an_offer_nobody_is_sent() -> None:
    frame, _, _ = offers(("C1", "P1", "A", 1.0))
    assert len(whole_shares(frame.head(0), sparse.csr_matrix((0, 0)), np.zeros(0))) == 0


def test_drawn_parts_are_made_whole_within_every_link_and_no_province_is_short() -> None:
    draw = random.Random(7)
    for _ in range(40):
        parts = [(f"C{c}", f"P{draw.randint(1, 4)}", f"A{draw.randint(1, 9)}") for c in range(12) for _ in range(3)]
        weights = {part: draw.random() for part in sorted(set(parts))}
        whole = {cadre: sum(w for (who, _, _), w in weights.items() if who == cadre) for cadre, _, _ in weights}
        told = offers(*((*part, weight / whole[part[0]]) for part, weight in weights.items()))
        frame, takes, room = told
        chosen = frame[whole_shares(*told)]
        assert chosen["cadre_id"].is_unique and (takes @ whole_shares(*told) <= room).all()
        sent = chosen.groupby("folder").size()
        for folder, use in frame.groupby("folder")["use"].sum().items():
            assert sent.get(folder, 0) >= np.floor(use - 1e-9)
        posts = frame.groupby(["folder", "post_id"])["use"].sum()
        for post, count in chosen.groupby(["folder", "post_id"]).size().items():
            assert count <= np.ceil(posts[post] - 1e-9)


def test_money_that_bids_leave_over_goes_where_most_is_unused_and_no_farther_than_its_limit() -> None:
    asked, own = {"P1": 30, "P2": 20, "P3": 10}, {"P1": 35, "P2": 60, "P3": 20}
    assert made_to_fit(asked, own, 60) == asked
    assert made_to_fit(asked, own, 99) == {"P1": 30, "P2": 59, "P3": 10}
    assert made_to_fit(asked, own, 102) == {"P1": 30, "P2": 60, "P3": 12}
    assert made_to_fit(asked, own, 200) == own


def test_money_that_bids_spend_beyond_the_room_is_cut_where_most_is_spent() -> None:
    asked, own = {"P1": 30, "P2": 20, "P3": 20}, {"P1": 0, "P2": 60, "P3": 20}
    assert made_to_fit(asked, own, 69) == {"P1": 29, "P2": 20, "P3": 20}
    assert made_to_fit(asked, own, 35) == {"P1": 0, "P2": 15, "P3": 20}
    assert made_to_fit(asked, own, 0) == {"P1": 0, "P2": 0, "P3": 0}


def test_without_an_answer_in_time_there_is_no_bid(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that does not stop when told to has no answer at all."""
    case = load_case(Path(__file__).parents[2] / "data" / "tiny")
    part = part_of("P01", build(case), frozenset(), {})
    monkeypatch.setattr(sharing, "race", lambda *_, **__: ())
    assert bid(part.program, tiers(case)[0], DEFAULT) is None
