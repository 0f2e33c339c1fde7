"""Rows that a switch can free: one 0/1 column per group of rows, which opens them by just their own reach."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import sparse

from optimizer.case import Case
from optimizer.model import refused
from optimizer.options import Options
from optimizer.program import FREE, Desk, Program
from optimizer.rules.kinds import Gate


def switched(program: Program, groups: pd.Series) -> tuple[Program, list[str]]:
    """The program with one more column per group, and the groups in the order of these columns.

    `groups` names the group of each row; rows of the group "" are rigid. A column at 1 frees all rows of its group.
    """
    rows, terms = program.rows, program.terms
    free = (groups != "").to_numpy()
    reach = terms.multiply(program.columns["upper"].to_numpy()).tocsr()
    above = reach.maximum(0).sum(axis=1).A1 - rows["upper"].to_numpy()
    below = rows["lower"].to_numpy() - reach.minimum(0).sum(axis=1).A1
    over, under, rigid = np.flatnonzero(free & (above > 0)), np.flatnonzero(free & (below > 0)), np.flatnonzero(~free)
    freed = np.concatenate([-above[over], below[under]])
    number, names = pd.factorize(groups.iloc[np.concatenate([over, under])])
    coefs = sparse.csr_matrix(
        (freed, (len(rigid) + np.arange(len(freed)), number)), shape=(len(rigid) + len(freed), len(names))
    )
    sides = [rows.iloc[rigid], rows.iloc[over].assign(lower=-FREE), rows.iloc[under].assign(upper=FREE)]
    whole = sparse.hstack([terms[np.concatenate([rigid, over, under])], coefs], format="csr", dtype=np.int64)
    switches = pd.DataFrame({"name": [f"switch[{name}]" for name in names], "upper": 1})
    columns = pd.concat([program.columns, switches], ignore_index=True)
    return replace(program, columns=columns, rows=pd.concat(sides, ignore_index=True), terms=whole), list(names)


def tie_to_gates(case: Case, options: Options, there: pd.DataFrame, gates: Iterable[Gate], desk: Desk) -> None:
    """A stint of `there` that one of the gates refuses: stint ≤ Σ courses that lift the fault; one row per stint."""
    for gate in gates:
        faulted = there[refused(case, gate, there)]
        faulted = faulted[["cadre_id", "post_id", "column"]].assign(stint=faulted["column"], coef=1)
        lifting = faulted.drop(columns="column").merge(gate.opened_by(case, there.loc[faulted.index]), on="stint")
        taken = lifting.merge(options.courses[["cadre_id", "course_id", "column"]], on=["cadre_id", "course_id"])
        desk.at_most(gate.id, pd.concat([faulted, taken.assign(coef=-1)]), ["cadre_id", "post_id", "stint"], 0)
