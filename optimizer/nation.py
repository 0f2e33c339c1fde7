"""A nation: its provinces as parts, and the links across them.

What a part takes of them is written by the rules themselves: a cadre of the centre goes to one province at the most
(C01), a body of the centre keeps enough of its leaders (C20), and all provinces together keep the nation's budget (C25).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import sparse

from optimizer.case import Case
from optimizer.costs import plan_cost_by_year
from optimizer.model import Model, column_names
from optimizer.plan import Plan
from optimizer.program import FREE, Desk, Program
from optimizer.rules import BONDS
from optimizer.rules.bonds.absence import Absences, absences

PEOPLE = ("C01", "C20")  # rules that bind the cadres of the centre over all provinces
MONEY = "C25"


@dataclass(frozen=True)
class Part:
    """A province in the nation: its own Program, and what it takes of the links.

    stints: cadre_id, post_id, in the order of the first columns of the program. links: rule, place, room, one row per row
    of `taken` (CSR, int64, over all columns); the room of money is less by what the province is bound to already.
    """

    folder: str
    stints: pd.DataFrame
    program: Program
    links: pd.DataFrame
    taken: sparse.csr_matrix

    def money(self, year: int) -> np.ndarray:
        """VND of a year that each column takes; int64."""
        of_year = (self.links["rule"] == MONEY) & (self.links["place"] == str(year))
        return np.asarray(of_year.to_numpy(dtype=np.int64) @ self.taken)


@dataclass(frozen=True)
class Share:
    """What a province may take of the links: cadres of the centre, and VND by year."""

    cadres: frozenset[str]
    money: Mapping[int, int]


@dataclass(frozen=True)
class Takings:
    """What a province's plan takes of the links, by definition: cadres of the centre, their absences, VND by year."""

    sent: tuple[str, ...]
    away: Absences
    cost_vnd: Mapping[int, int]


def part_of(folder: str, model: Model, centre: frozenset[str], budget_vnd: Mapping[int, int]) -> Part:
    """A province as a part; `centre` names the cadres of the centre, `budget_vnd` what the nation may spend in a year."""
    desk = Desk(column_names(model.options), whole=True)
    for bond in BONDS:
        if bond.id in (*PEOPLE, MONEY):
            bond.encode(_with_money_of_all(model.case, budget_vnd), model.options, desk)
    written = desk.program()
    bodies = {model.case.cadre[cadre].unit_id for cadre in centre}
    owner = written.rows["place"].str.split(r"[|+]", regex=True).str[0]
    linking = (written.rows["rule"] == MONEY) | (written.rows["rule"].isin(PEOPLE) & owner.isin(centre | bodies))
    links = written.rows[linking].rename(columns={"upper": "room"}).drop(columns="lower").reset_index(drop=True)
    taken = written.terms[np.flatnonzero(linking)]
    taken.resize(len(links), len(model.program.columns))
    return Part(folder, model.options.stints[["cadre_id", "post_id"]], model.program, links, taken)


def within(part: Part, share: Share, centre: frozenset[str]) -> Program:
    """The Program of a province that keeps to its share: other cadres of the centre are closed to it, a row per year."""
    closed = np.zeros(len(part.program.columns), dtype=bool)
    closed[: len(part.stints)] = part.stints["cadre_id"].isin(centre - share.cadres)
    program = part.program.closed(closed)
    for year, room in sorted(share.money.items()):
        program = program.with_row(f"share|{year}", part.money(year), -FREE, room)
    return program


def takings(case: Case, plan: Plan, centre: frozenset[str]) -> Takings:
    """What a plan takes of the links, from the tables alone; absences beyond those that are there without it."""
    now, before = absences(case, plan), absences(case, Plan())
    away = {cadre: [n - b for n, b in zip(now[cadre], before[cadre], strict=True)] for cadre in centre & set(now)}
    sent = tuple(sorted(stint.cadre for stint in plan.stints if stint.cadre in centre))
    return Takings(sent, away, plan_cost_by_year(case, plan))


def rooms(links: Sequence[pd.DataFrame], budget_vnd: Mapping[int, int]) -> pd.DataFrame:
    """How much all parts with these links together may take of each: rule, place, room."""
    told = pd.concat(links, ignore_index=True)
    money = told["rule"] == MONEY
    people = told[~money].groupby(["rule", "place"], as_index=False)["room"].min()
    caps = told.loc[money, "place"].astype(int).map(budget_vnd)
    spare = (
        told[money].assign(room=told.loc[money, "room"] - caps).groupby(["rule", "place"], as_index=False)["room"].sum()
    )
    spare["room"] += spare["place"].astype(int).map(budget_vnd)
    return pd.concat([people, spare], ignore_index=True)


def taken_of(part: Part, links: pd.MultiIndex) -> sparse.csr_matrix:
    """What a part takes of these links (rule, place), a row for each."""
    rows = links.get_indexer(pd.MultiIndex.from_frame(part.links[["rule", "place"]]))
    told = np.flatnonzero(rows >= 0)
    placed = sparse.csr_matrix((np.ones(len(told), dtype=np.int64), (rows[told], told)), (len(links), len(rows)))
    return placed @ part.taken


def _with_money_of_all(case: Case, budget_vnd: Mapping[int, int]) -> Case:
    """The case with the nation's budget in the place of its own."""
    budget = pd.DataFrame({"year": list(budget_vnd), "amount_vnd": list(budget_vnd.values())}, dtype=np.int64)
    return replace(case, tables=replace(case.tables, budget=budget))
