"""A nation's plan: links shared out by the LP of the whole, provinces planned within shares, a bound for the whole."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from optimizer.nation import MONEY, PEOPLE, Part, Share, column_order, rooms, together
from optimizer.program import Program
from optimizer.rules.tiers import Tier
from optimizer.solve.blocks import Blocks, cut, relax_blocks
from optimizer.solve.outcome import TierResult
from optimizer.solve.params import SolveParams
from optimizer.verify.certificate import Certificate, Rung, Step, fingerprint

FILL_IN_WORTH = 20
"""What a unit of fill counts against one of worth when the links are shared out: filling first, then by whom."""


@dataclass
class Whole:
    """The nation on its way through the tiers: its Program with what earlier tiers left, and their certificate steps.

    `blocks`: the same Program cut into provinces.
    """

    rung: Rung
    blocks: Blocks
    steps: tuple[Step, ...] = ()


def whole(parts: Sequence[Part], budget_vnd: Mapping[int, int]) -> Whole:
    """The nation of these parts before its first tier."""
    program = together(parts, budget_vnd)
    sizes = [len(part.program.columns) for part in parts]
    return Whole(Rung(program), cut(program, np.repeat(np.arange(len(parts)), sizes)[column_order(parts)]))


def shares(
    climb: Whole, parts: Sequence[Part], tiers: Sequence[Tier], budget_vnd: Mapping[int, int], params: SolveParams
) -> dict[str, Share]:
    """The cadres of the centre and the money, as the LP of the first tier and the last in one would use them."""
    points = FILL_IN_WORTH * climb.rung.points(tiers[0]) + climb.rung.points(tiers[-1])
    x = np.empty(len(points))
    x[column_order(parts)] = relax_blocks(climb.blocks, climb.rung.program, points, params.nation_seconds, params).x
    climb.blocks.prices = {link: price / FILL_IN_WORTH for link, price in climb.blocks.prices.items()}
    begins = np.cumsum([0, *(len(part.program.columns) for part in parts)])
    used = [x[begins[n] : begins[n + 1]] for n in range(len(parts))]
    room = rooms(parts, budget_vnd).set_index(["rule", "place"])["room"].to_dict()
    cadres, money = _cadres(parts, used, room), _money(parts, used, room)
    return {part.folder: Share(cadres[part.folder], money[part.folder]) for part in parts}


def certified(climb: Whole, tier: Tier, kept: int, params: SolveParams) -> TierResult:
    """What the LP of the nation says of a tier whose value is `kept`; its row is there for the later ones.

    The first tier begins with the prices at which the links were shared out; what a tier pays says nothing of the next.
    """
    begun = time.monotonic()
    points = climb.rung.points(tier)
    found = relax_blocks(climb.blocks, climb.rung.program, points, params.nation_bound_seconds, params)
    climb.blocks.prices = {}
    bound = climb.rung.value(tier, found.bound.value)
    climb.steps += (Step(tier.name, kept, found.duals),)
    climb.rung = climb.rung.above(tier, found.bound, kept)
    return TierResult(tier, kept, bound, bound, (), time.monotonic() - begun)


def certificate_of(program: Program, climb: Whole) -> Certificate:
    """The certificate of the tiers that were climbed."""
    return Certificate(fingerprint(program), climb.steps)


Link = tuple[str, str]  # rule, place


def _cadres(parts: Sequence[Part], used: Sequence[np.ndarray], room: Mapping[Link, int]) -> dict[str, frozenset[str]]:
    """Each cadre of the centre to the province where the LP uses him most, as long as every link has room for him."""
    offers = []
    for part, x in zip(parts, used, strict=True):
        people = np.flatnonzero(part.links["rule"].isin(PEOPLE))
        takes = part.taken[people].tocsc()
        names = list(zip(part.links["rule"].iloc[people], part.links["place"].iloc[people], strict=True))
        for column in np.flatnonzero(x[: len(part.stints)] > 1e-6):
            taken = {names[takes.indices[k]]: int(takes.data[k]) for k in range(*takes.indptr[column : column + 2])}
            if taken:
                offers.append((x[column], part.stints["cadre_id"].iloc[column], part.folder, taken))
    left = dict(room)
    given: dict[str, set[str]] = {part.folder: set() for part in parts}
    for _, cadre, folder, taken in sorted(offers, key=lambda offer: (-offer[0], *offer[1:3])):
        if all(left[link] >= amount for link, amount in taken.items()):
            given[folder].add(cadre)
            left |= {link: left[link] - amount for link, amount in taken.items()}
    return {folder: frozenset(cadres) for folder, cadres in given.items()}


def _money(parts: Sequence[Part], used: Sequence[np.ndarray], room: Mapping[Link, int]) -> dict[str, dict[int, int]]:
    """To each province what the LP spends there, and of what is left its part by what its own budget leaves."""
    given: dict[str, dict[int, int]] = {part.folder: {} for part in parts}
    for rule, year in (link for link in room if link[0] == MONEY):
        spent = {
            part.folder: int(_at(part.links, rule, year) @ (part.taken @ x)) for part, x in zip(parts, used, strict=True)
        }
        spare = {part.folder: max(0, _own_money(part, year) - spent[part.folder]) for part in parts}
        rest = max(0, room[rule, year] - sum(spent.values()))
        for folder, by_year in given.items():
            more = min(spare[folder], spare[folder] * rest // max(1, sum(spare.values())))
            by_year[int(year)] = spent[folder] + more
    return given


def _own_money(part: Part, year: str) -> int:
    """What a province's own budget has in a year beyond what is bound; 0 where it cannot run out."""
    rows = part.program.rows
    own = rows.loc[(rows["rule"] == MONEY) & (rows["place"] == year), "upper"]
    return int(own.sum())


def _at(links: pd.DataFrame, rule: str, place: str) -> np.ndarray:
    """1 for the link of this name, 0 for the others."""
    return ((links["rule"] == rule) & (links["place"] == place)).to_numpy().astype(np.int64)
