"""The program in which rules may be waived at a price: the gates of one post, and every row that somebody may forgive."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.courses import courses
from optimizer.explain.switches import switched, tie_to_gates
from optimizer.landings import landings
from optimizer.model import Model, can_open, column_names, judge, of_opened, open_stints, tie_landings, tie_to_courses
from optimizer.options import ALWAYS, Options, open_options
from optimizer.program import Desk, Program
from optimizer.rules import BONDS, GATES, hard_gates
from optimizer.rules.kinds import Gate
from optimizer.stints import pairs, with_lengths, with_starts, with_worth
from optimizer.words import Authority, Mode


@dataclass(frozen=True)
class Field:
    """Who could take a post, and what others could do meanwhile.

    `there`: every candidate stint in the post; `elsewhere`: those in other posts that all hard gates admit, some of
    them by a course, as `mended` says. No label stands in both.
    """

    post: str
    there: pd.DataFrame
    elsewhere: pd.DataFrame
    mended: pd.DataFrame


@dataclass(frozen=True)
class Waivable:
    """A model whose every plan fills the post; `prices` per column are what its waivers cost.

    The last columns are the waivers, 0 or 1, one per (rule, place); there are none where nothing may be waived.
    """

    model: Model
    prices: np.ndarray


def field_of(case: Case, post: str) -> Field:
    """The field of a key post."""
    elsewhere, mended = open_stints(case, hard_gates(case))
    elsewhere = elsewhere[elsewhere["post_id"] != post].drop(columns="charge")
    ours = pairs(case)
    there = with_worth(case, with_lengths(case, with_starts(case, ours[ours["post_id"] == post])))
    return Field(post, there.set_index(-1 - there.index), elsewhere, mended)


def waivable_model(case: Case, field: Field, *, waive: bool = True) -> Waivable:
    """The model in which the post is filled, with waivers for sale unless `waive` is False.

    For sale: every gate, for the stints in the post; every row of a bond. Stints elsewhere pass all gates.
    """
    options = _options(case, field, [gate for gate in hard_gates(case) if not (waive and waivable(case, gate.id))])
    desk = Desk(column_names(options), {}, case.waived)
    tie_to_courses(options, desk, one_stint=True)
    for bond in BONDS:
        if case.law.mode(bond.id) == Mode.HARD:
            bond.encode(case, options, desk)
    tie_landings(options, desk)
    there = options.stints[options.stints["post_id"] == field.post]
    nobody = pd.DataFrame({"post_id": [field.post], "column": [ALWAYS], "coef": [0]})
    desk.at_least("post", pd.concat([there.assign(coef=1), nobody]), ["post_id"], 1)
    if waive:
        tie_to_gates(case, options, there, [gate for gate in GATES if waivable(case, gate.id)], desk)
    program, prices = _for_sale(case, desk.program(), waive=waive)
    return Waivable(Model(case, options, program), prices)


def waivable(case: Case, rule: str) -> bool:
    """True for a hard rule that somebody may waive."""
    law = case.law.rules.get(rule)
    return law is not None and law.mode == Mode.HARD and law.waivable_by != Authority.NOBODY


def price(case: Case, rule: str) -> int:
    """What one waiver of a rule costs, by who signs it."""
    return int(case.law[f"points_waiver_{case.law.rule(rule).waivable_by}"].value)


def _options(case: Case, field: Field, gates: Sequence[Gate]) -> Options:
    """Stints in the post that these gates admit, and those elsewhere, less those in a post that is still held."""
    judged = judge(case, field.there, gates)
    opened = pd.concat([field.elsewhere, field.there[judged.admitted]])
    opened = opened[can_open(case, opened)]
    mended = of_opened(pd.concat([field.mended, judged.mended]), opened)
    mended = mended.assign(rule="course for " + mended["rule"].astype(str))
    return open_options(case, opened, landings(case, opened), courses(case, opened), mended)


def _for_sale(case: Case, program: Program, *, waive: bool) -> tuple[Program, np.ndarray]:
    """The program in which a 0/1 waiver per (rule, place) of waivable rules frees their rows, and its prices."""
    rows = program.rows
    sold = np.array([waive and waivable(case, rule) for rule in rows["rule"]], dtype=bool)
    sales, waivers = switched(program, (rows["rule"] + "|" + _places(rows)).where(sold, ""))
    prices = [0] * len(program.columns) + [price(case, key.split("|")[0]) for key in waivers]
    return sales, np.array(prices, dtype=np.int64)


def _places(rows: pd.DataFrame) -> pd.Series:
    """The place that a waiver of each row names: of a gate, without the number of the stint."""
    gate = rows["rule"].isin([gate.id for gate in GATES])
    return rows["place"].where(~gate, rows["place"].str.rsplit("|", n=1).str[0])
