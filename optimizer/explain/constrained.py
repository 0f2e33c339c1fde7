"""Every hard rule of a case as rows, without goals: what is decided beside what the rules refuse those people."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.courses import courses
from optimizer.explain.switches import switched, tie_to_gates
from optimizer.landings import landings
from optimizer.model import Model, can_open, column_names, of_opened, open_stints, tie_landings, tie_to_courses
from optimizer.options import Options, open_options
from optimizer.program import Desk, Program
from optimizer.rules import BONDS, GATES, hard_gates
from optimizer.stints import pairs, with_lengths, with_starts, with_worth
from optimizer.words import DecisionKind, Mode

GATE_IDS = frozenset(gate.id for gate in GATES)
PAIR = ["cadre_id", "post_id"]
COURSE = "course for "  # before the rule, in the name of a row that ties a stint elsewhere to its courses


@dataclass(frozen=True)
class Switched:
    """A model without goals whose last columns are switches: `groups[n]` is freed by column `first + n`."""

    model: Model
    groups: tuple[str, ...]

    @property
    def program(self) -> Program:
        """The program of the model."""
        return self.model.program

    @property
    def first(self) -> int:
        """The number of the first switch."""
        return len(self.program.columns) - len(self.groups)


@dataclass(frozen=True)
class Grounds:
    """The stints that a case is asked about: `opened` are those that all hard gates admit, some by a course as `mended`
    says; `pinned` every one that a pin allows. No label and no pair stands in both.
    """

    opened: pd.DataFrame
    pinned: pd.DataFrame
    mended: pd.DataFrame


def grounds_of(case: Case, *, any_length: bool) -> Grounds:
    """The grounds of a case: all that is open, and for each person whom the committee has pinned what the pin allows.

    With `any_length` the latter are of shorter lengths too than those on offer.
    """
    opened, mended = open_stints(case, hard_gates(case))
    pinned = _pinned(_with_short_lengths(case) if any_length else case)
    twice = pd.MultiIndex.from_frame(opened[PAIR]).isin(pd.MultiIndex.from_frame(pinned[PAIR]))
    return Grounds(opened[~twice].drop(columns="charge"), pinned.set_index(-1 - pinned.index), mended)


def constrained(case: Case, grounds: Grounds, group: Callable[[str, str], str]) -> Switched:
    """The model of all hard rules, with switches: see `ruled` and `freed`."""
    return freed(ruled(case, grounds), group)


def ruled(case: Case, grounds: Grounds) -> Model:
    """The model of all hard rules. Gates are rows for pinned stints, named by cadre|post|stint; the others pass them."""
    options = _options(case, grounds)
    desk = Desk(column_names(options), {}, case.waived)
    tie_to_courses(options, desk, one_stint=True)
    for bond in BONDS:
        if case.law.mode(bond.id) == Mode.HARD:
            bond.encode(case, options, desk)
    tie_landings(options, desk)
    tie_to_gates(case, options, options.stints[options.stints["pinned"]], hard_gates(case), desk)
    return Model(case, options, desk.program())


def freed(model: Model, group: Callable[[str, str], str]) -> Switched:
    """The model with switches; `group` says of (rule, place of a row) which one frees it, "" for none."""
    rows = model.program.rows
    named = [group(rule, place) for rule, place in zip(rows["rule"], rows["place"], strict=True)]
    whole, groups = switched(model.program, pd.Series(named, index=rows.index, dtype=object))
    return Switched(replace(model, program=whole), tuple(groups))


def _options(case: Case, grounds: Grounds) -> Options:
    """The options of the grounds, less open stints in posts that are still held; `pinned` marks what pins allow."""
    frame = pd.concat([grounds.opened.assign(pinned=False), grounds.pinned.assign(pinned=True)])
    frame = frame[can_open(case, frame) | frame["pinned"].to_numpy()]
    lifted = of_opened(grounds.mended, frame)
    lifted = lifted.assign(rule=COURSE + lifted["rule"].astype(str))
    return open_options(case, frame, landings(case, frame), courses(case, frame), lifted)


def _pinned(case: Case) -> pd.DataFrame:
    """Every stint of a pinned person in a post that his pin allows."""
    every, decided = pairs(case), case.tables.decisions
    pins = decided.loc[decided["kind"] == DecisionKind.PIN, ["cadre_id", "post_id"]]
    wanted = every.merge(pins, on="cadre_id", suffixes=("", "_pin"))
    wanted = wanted[(wanted["post_id_pin"] == "") | (wanted["post_id_pin"] == wanted["post_id"])]
    allowed = pd.MultiIndex.from_frame(every[PAIR]).isin(pd.MultiIndex.from_frame(wanted[PAIR]))
    return with_worth(case, with_lengths(case, with_starts(case, every[allowed])))


def _with_short_lengths(case: Case) -> Case:
    """The case that also offers rotations shorter than the law allows."""
    short = range(case.period_months, int(case.law["min_tenure_months"].value), case.period_months)
    offered = {"lengths_months": sorted({*case.lengths_months, *short})}
    return replace(case, settings=case.settings.model_copy(update=offered))


def judged_by(rule: str) -> str:
    """The rule of a row, whatever the row is called."""
    return rule.removeprefix(COURSE)


def switches(asked: Switched) -> np.ndarray:
    """True for the columns that are switches."""
    return np.arange(len(asked.program.columns)) >= asked.first
