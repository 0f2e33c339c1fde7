"""The links of a nation shared out among its provinces, as the LP of all would use them, and what they would do."""

import threading
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from optimizer.nation import MONEY, PEOPLE, Part, Share, taken_of
from optimizer.program import Program
from optimizer.rules.tiers import Tier
from optimizer.solve import highs
from optimizer.solve.params import SolveParams
from optimizer.solve.race import Job, race
from optimizer.verify.certificate import Rung
from optimizer.verify.prices import POINT_BITS

Rooms = Mapping[tuple[str, str], int]  # by rule and place

NEXT_TO_NOTHING = 1e-6  # of a stint, in an LP


def shares(parts: Sequence[Part], used: Sequence[np.ndarray], rooms: pd.DataFrame) -> dict[str, Share]:
    """The cadres of the centre and the money, as an LP of all parts would use them.

    used: x of each part. rooms: rule, place, room of the links.
    """
    room = rooms.set_index(["rule", "place"])["room"]
    cadres, money = _cadres(parts, used, room), _money(parts, used, room.to_dict())
    return {part.folder: Share(cadres[part.folder], money[part.folder]) for part in parts}


def _cadres(parts: Sequence[Part], used: Sequence[np.ndarray], room: pd.Series) -> dict[str, frozenset[str]]:
    """The cadres of the centre by province: where the LP splits them among several, one has him whole."""
    people, offers, takes = room.index.get_level_values("rule").isin(PEOPLE), [], []
    for part, x in zip(parts, used, strict=True):
        taken = taken_of(part, room.index)[people][:, : len(part.stints)].tocsc()
        sent = np.flatnonzero((x[: len(part.stints)] > NEXT_TO_NOTHING) & (np.diff(taken.indptr) > 0))
        offers.append(part.stints.iloc[sent].assign(folder=part.folder, use=x[sent]))
        takes.append(taken[:, sent])
    told = pd.concat(offers, ignore_index=True)
    given = told[whole_shares(told, sparse.hstack(takes, format="csr"), room[people].to_numpy())]
    return {part.folder: frozenset(given.loc[given["folder"] == part.folder, "cadre_id"]) for part in parts}


def whole_shares(offers: pd.DataFrame, takes: sparse.csr_matrix, room: np.ndarray) -> np.ndarray:
    """Which offers are taken whole (a mask), of those that an LP takes in parts: as near to the LP as the links allow.

    offers: folder (province), post_id, use (how much the LP takes of it); `takes`: links x offers, with `room` for each.
    A province has no fewer than the LP sends there, rounded down, if that can be, and a post no more than it, rounded up.
    """
    offered = len(offers)
    if not offered:
        return np.zeros(0, dtype=bool)
    use = offers["use"].to_numpy()
    at_province, at_post = _groups(offers[["folder"]]), _groups(offers[["folder", "post_id"]])
    provinces = at_province.shape[0]
    rules = [
        LinearConstraint(_wider(takes, provinces), ub=room),
        LinearConstraint(_wider(at_post, provinces), ub=np.ceil(at_post @ use - NEXT_TO_NOTHING)),
        LinearConstraint(
            sparse.hstack([at_province, sparse.eye(provinces)]), lb=np.floor(at_province @ use + NEXT_TO_NOTHING)
        ),
    ]
    costs = np.concatenate([-use, np.full(provinces, offered)])
    whole = np.concatenate([np.ones(offered), np.zeros(provinces)])
    most = np.concatenate([np.ones(offered), np.full(provinces, np.inf)])
    return np.asarray(milp(costs, integrality=whole, bounds=Bounds(0, most), constraints=rules).x[:offered] > 0.5)


def _groups(offers: pd.DataFrame) -> sparse.csr_matrix:
    """A row for each group of equal offers, 1 where an offer (column) is in it."""
    group = offers.groupby(list(offers.columns), sort=True).ngroup().to_numpy()
    return sparse.csr_matrix((np.ones(len(group)), (group, np.arange(len(group)))))


def _wider(matrix: sparse.csr_matrix, columns: int) -> sparse.csr_matrix:
    """The matrix with empty columns behind its own."""
    return sparse.hstack([matrix, sparse.csr_matrix((matrix.shape[0], columns))], format="csr")


def _money(parts: Sequence[Part], used: Sequence[np.ndarray], room: Rooms) -> dict[str, dict[int, int]]:
    """To each province what the LP spends there, and of what is left its part by what its own budget leaves."""
    given: dict[str, dict[int, int]] = {part.folder: {} for part in parts}
    for year in (int(year) for rule, year in room if rule == MONEY):
        spent = {part.folder: int(part.money(year) @ x) for part, x in zip(parts, used, strict=True)}
        spare = {part.folder: max(0, _own_money(part, year) - spent[part.folder]) for part in parts}
        rest = max(0, room[MONEY, str(year)] - sum(spent.values()))
        for folder, by_year in given.items():
            more = min(spare[folder], spare[folder] * rest // max(1, sum(spare.values())))
            by_year[year] = spent[folder] + more
    return given


def bid(program: Program, tier: Tier, params: SolveParams) -> np.ndarray | None:
    """What a province would do if it paid for money and that had no end: x; None if none was found in time.

    program: priced, and other cadres of the centre than its own are closed. For its own it does not pay: to the LP they
    are worth just their price, and an engine would find no plan in time. Solved to the end it is the best plan of all
    that spend no more, but for rounding. A share as great as what it spends wastes nothing: within what an LP spends,
    which knows of parts of stints, a province is up to a stint short.
    """
    points = Rung(program).points(tier) + (1 << POINT_BITS - 1) >> POINT_BITS  # a part of a point takes engines long
    job = Job(program, points, None, params.nation_bid_seconds)
    answers = race(job, threading.Event(), lambda *_: None, engines=(highs,))
    return answers[0].x if answers else None


def balanced(
    parts: Sequence[Part],
    shares: Mapping[str, Share],
    spent: Mapping[str, Mapping[int, int]],
    rooms: pd.DataFrame,
) -> dict[str, Share]:
    """The shares with the money that the bids spend in some years, made to fit what all may spend.

    A province without a bid keeps its money.
    """
    room = rooms.set_index(["rule", "place"])["room"].to_dict()
    money = {folder: {**share.money, **spent[folder]} for folder, share in shares.items()}
    for year in sorted(set().union(*spent.values())):
        own = {part.folder: _own_money(part, year) for part in parts}
        fitted = made_to_fit({folder: money[folder][year] for folder in money}, own, room[MONEY, str(year)])
        for folder, vnd in fitted.items():
            money[folder][year] = vnd
    return {folder: Share(share.cadres, money[folder]) for folder, share in shares.items()}


def made_to_fit(asked: Mapping[str, int], own: Mapping[str, int], room: int) -> dict[str, int]:
    """Sums of provinces that are `room` in all, or as near to it as can be, with as few changed as can be.

    Where they are too much the greatest are cut; what is left over goes where most of `own`, its limit, is unused.
    """
    given, left = dict(asked), room - sum(asked.values())
    unused = {folder: max(0, own[folder] - asked[folder]) for folder in asked}
    for folder in sorted(asked, key=lambda folder: (-(asked if left < 0 else unused)[folder], folder)):
        change = min(left, unused[folder]) if left > 0 else max(left, -given[folder])
        given[folder] += change
        left -= change
    return given


def _own_money(part: Part, year: int) -> int:
    """What a province's own budget has in a year beyond what is bound; 0 where it cannot run out."""
    rows = part.program.rows
    own = rows.loc[(rows["rule"] == MONEY) & (rows["place"] == str(year)), "upper"]
    return int(own.sum())
