"""The program in which rules may be waived at a price: the gates of one post, and every row that somebody may forgive."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import sparse

from optimizer.case import Case
from optimizer.courses import courses
from optimizer.landings import landings
from optimizer.model import Model, can_open, column_names, judge, of_opened, open_stints, refused, tie_to_courses
from optimizer.options import ALWAYS, Options, open_options
from optimizer.plan import STAY
from optimizer.program import FREE, Desk, Program
from optimizer.rules import BONDS, GATES, hard_gates
from optimizer.rules.kinds import Gate
from optimizer.stints import pairs, with_lengths, with_starts, with_worth
from optimizer.words import Authority, Kind, Mode


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
    _tie_landings(options, desk)
    there = options.stints[options.stints["post_id"] == field.post]
    nobody = pd.DataFrame({"post_id": [field.post], "column": [ALWAYS], "coef": [0]})
    desk.at_least("post", pd.concat([there.assign(coef=1), nobody]), ["post_id"], 1)
    if waive:
        _tie_to_gates(case, options, there, desk)
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


def _tie_to_gates(case: Case, options: Options, there: pd.DataFrame, desk: Desk) -> None:
    """A stint in the post that a waivable gate refuses: stint ≤ Σ courses that lift the fault; one row per stint."""
    for gate in GATES:
        if waivable(case, gate.id):
            faulted = there[refused(case, gate, there)]
            faulted = faulted[["cadre_id", "post_id", "column"]].assign(stint=faulted["column"], coef=1)
            lifting = faulted.drop(columns="column").merge(gate.opened_by(case, there.loc[faulted.index]), on="stint")
            taken = lifting.merge(options.courses[["cadre_id", "course_id", "column"]], on=["cadre_id", "course_id"])
            desk.at_most(gate.id, pd.concat([faulted, taken.assign(coef=-1)]), ["cadre_id", "post_id", "stint"], 0)


def _tie_landings(options: Options, desk: Desk) -> None:
    """Whatever is waived: nobody lands who does not end a rotation then, nor stays where he has not served."""
    ending = options.terms(options.stints["kind"] == Kind.ROTATION).assign(coef=-1)
    landed = options.landings.assign(coef=1)
    desk.at_most("landing", pd.concat([landed, ending]), ["cadre_id", "end"], 0)
    staying = pd.concat([landed[landed["slot_id"] == STAY], ending.assign(slot_id=STAY)])
    desk.at_most("landing", staying, ["cadre_id", "end", "slot_id", "post_id"], 0)


def _for_sale(case: Case, program: Program, *, waive: bool) -> tuple[Program, np.ndarray]:
    """The program in which a 0/1 waiver per (rule, place) of waivable rules frees their rows, and its prices."""
    rows, terms = program.rows, program.terms
    sold = np.array([waive and waivable(case, rule) for rule in rows["rule"]], dtype=bool)
    reach = terms.multiply(program.columns["upper"].to_numpy()).tocsr()
    above = reach.maximum(0).sum(axis=1).A1 - rows["upper"].to_numpy()
    below = rows["lower"].to_numpy() - reach.minimum(0).sum(axis=1).A1
    over, under = np.flatnonzero(sold & (above > 0)), np.flatnonzero(sold & (below > 0))
    freed = np.concatenate([-above[over], below[under]])
    keys = pd.concat([rows.iloc[over], rows.iloc[under]])
    number, waivers = pd.factorize(keys["rule"] + "|" + _places(keys))
    rigid = np.flatnonzero(~sold)
    coefs = sparse.csr_matrix(
        (freed, (len(rigid) + np.arange(len(freed)), number)), shape=(len(rigid) + len(freed), len(waivers))
    )
    sides = [rows.iloc[rigid], rows.iloc[over].assign(lower=-FREE), rows.iloc[under].assign(upper=FREE)]
    whole = sparse.hstack([terms[np.concatenate([rigid, over, under])], coefs], format="csr", dtype=np.int64)
    names = pd.DataFrame({"name": [f"waiver[{key}]" for key in waivers], "upper": 1})
    columns = pd.concat([program.columns, names], ignore_index=True)
    prices = [0] * len(program.columns) + [price(case, key.split("|")[0]) for key in waivers]
    sales = replace(program, columns=columns, rows=pd.concat(sides, ignore_index=True), terms=whole)
    return sales, np.array(prices, dtype=np.int64)


def _places(rows: pd.DataFrame) -> pd.Series:
    """The place that a waiver of each row names: of a gate, without the number of the stint."""
    gate = rows["rule"].isin([gate.id for gate in GATES])
    return rows["place"].where(~gate, rows["place"].str.rsplit("|", n=1).str[0])
