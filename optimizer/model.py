"""From a case to its Program: gates, then bonds, then goals, in the catalogue's order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.courses import courses
from optimizer.errors import VerificationError
from optimizer.landings import landings
from optimizer.options import Options, open_options
from optimizer.plan import STAY, Landing, Plan, Stint, Training, make_plan
from optimizer.program import Desk, Program
from optimizer.rules import BONDS, GATES, GOALS
from optimizer.rules.kinds import NO_COURSES, Asks, Bond, Gate, Goal
from optimizer.stints import pairs, with_lengths, with_starts, with_worth
from optimizer.words import Kind, Mode

# What candidates grow by before the gates of each sort are asked: pairs as they are, then starts, then lengths.
GROWTH: Mapping[Asks, Callable[[Case, pd.DataFrame], pd.DataFrame]] = {
    Asks.PAIR: lambda _, frame: frame,
    Asks.START: with_starts,
    Asks.LENGTH: with_lengths,
}

MANY, SAMPLE = 100_000, 1000  # candidates of which a sample says which gate to ask first, and how many are in it


@dataclass(frozen=True)
class Model:
    """A case, its open options and its Program."""

    case: Case
    options: Options
    program: Program

    def plan(self, x: np.ndarray) -> Plan:
        """The plan that chosen columns (x = 1) say."""
        chosen, day = np.asarray(x[: self.program.decisions], dtype=bool), self.case.day
        stints, landings, courses = ([*zip(*(of[chosen[at]] for of in told), strict=True)] for at, told in self._told)
        placed = [Stint(cadre, post, day(start), months) for cadre, post, start, months in stints]
        ends = {(stint.cadre, self.case.period(stint.end)): stint.end for stint in placed}
        landed = [Landing(cadre, ends.get((cadre, end), day(end)), slot, post) for cadre, end, slot, post in landings]
        return make_plan(placed, landed, [Training(cadre, course) for cadre, course in courses])

    @cached_property
    def _told(self) -> list[tuple[np.ndarray, list[np.ndarray]]]:
        """Of stints, landings and courses: their columns, and what a plan tells of each, as arrays of Python values."""
        frames = (self.options.stints, self.options.landings, self.options.courses)
        told = (
            ("cadre_id", "post_id", "start", "months"),
            ("cadre_id", "end", "slot_id", "post_id"),
            ("cadre_id", "course_id"),
        )
        return [
            (frame["column"].to_numpy(), [frame[name].to_numpy(dtype=object) for name in names])
            for frame, names in zip(frames, told, strict=True)
        ]

    def decisions(self, plan: Plan) -> np.ndarray:
        """The decision columns (0 or 1) that say a plan; VerificationError for one that takes what is no column."""
        case, names = self.case, self.program.columns["name"].to_numpy()[: self.program.decisions]
        taken = {f"stint[{s.cadre}|{s.post}|{case.period(s.start)}|{s.months}]" for s in plan.stints}
        taken |= {f"landing[{x.cadre}|{case.period(x.end)}|{x.slot}|{x.post}]" for x in plan.landings}
        taken |= {f"course[{t.cadre}|{t.course}]" for t in plan.training}
        chosen = np.isin(names, list(taken)).astype(np.int64)
        if chosen.sum() < len(taken):
            raise VerificationError(sorted(taken - set(names)))
        return chosen


def build(
    case: Case,
    gates: Sequence[Gate] = GATES,
    bonds: Sequence[Bond] = BONDS,
    goals: Sequence[Goal] = GOALS,
) -> Model:
    """The model of a case under the given rules, each in the mode that the case's law gives it."""
    opened, mended = open_stints(case, gates)
    if any(bond.id == "C01" for bond in bonds):
        opened = opened[can_open(case, opened)]
    opened_by = of_opened(mended, opened)
    charge = opened.pop("charge").to_numpy()
    options = open_options(case, opened, landings(case, opened), courses(case, opened), opened_by)
    return write(case, options, charge, bonds, goals)


def open_stints(case: Case, gates: Sequence[Gate]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The stints that all hard gates admit, with what soft ones `charge`, and the courses that lift their faults.

    A gate is asked as soon as a row says what it judges, so most candidates never grow beyond a pair.
    """
    frame = pairs(case)
    frame["charge"] = 0
    for known, grow in GROWTH.items():
        frame = grow(case, frame)
        judged = judge(case, frame, [gate for gate in gates if gate.asks == known])
        frame["charge"] += judged.charge
        frame = frame[judged.admitted]
    return with_worth(case, frame), judged.mended


def write(case: Case, options: Options, charge: np.ndarray, bonds: Sequence[Bond], goals: Sequence[Goal]) -> Model:
    """The model over given options, with what soft gates charge for each stint."""
    soft = {rule.id: case.law.price(rule.id) for rule in (*GATES, *bonds) if case.law.mode(rule.id) == Mode.SOFT}
    desk = Desk(column_names(options), soft, case.waived)
    desk.points("soft", options.stints["column"].to_numpy(), -charge)
    tie_to_courses(options, desk, one_stint=any(bond.id == "C01" for bond in bonds))
    for bond in bonds:
        if case.law.mode(bond.id) != Mode.OFF:
            bond.encode(case, options, desk)
        elif bond.id == "C19":
            tie_landings(options, desk)
    for goal in goals:
        if goal.in_force(case):
            goal.encode(case, options, desk)
    return Model(case, options, desk.program())


@dataclass(frozen=True)
class Judged:
    """The gates' word on candidate stints: admitted by all hard ones (perhaps by a course), charged by soft ones.

    `mended` has one row per (rule, stint, course_id) where a course lifts what the rule faults.
    """

    admitted: np.ndarray
    charge: np.ndarray
    mended: pd.DataFrame


def judge(case: Case, candidates: pd.DataFrame, gates: Sequence[Gate]) -> Judged:
    """Ask every gate in force about every candidate stint, but not about those refused by then, where these are most."""
    admitted, charge = np.ones(len(candidates), dtype=bool), np.zeros(len(candidates), dtype=np.int64)
    mended = [NO_COURSES.assign(rule="")]
    left, at = candidates, np.arange(len(candidates))
    for gate in _most_refusing_first(case, candidates, gates):
        mode, kept_out = case.law.mode(gate.id), refused(case, gate, left)
        by_course = gate.opened_by(case, left[kept_out]).assign(rule=gate.id)
        mended.append(by_course)
        if len(by_course):
            kept_out &= ~left.index.isin(by_course["stint"])
        if mode == Mode.SOFT:
            charge[at[kept_out]] += case.law.price(gate.id)
            continue
        admitted[at[kept_out]] = False
        if 2 * kept_out.sum() > len(left):
            left, at = left[~kept_out], at[~kept_out]
    return Judged(admitted, charge, pd.concat([m for m in mended if len(m)] or mended, ignore_index=True))


def _most_refusing_first(case: Case, candidates: pd.DataFrame, gates: Sequence[Gate]) -> list[Gate]:
    """The gates in force; where there are many candidates, the one that refuses most of a sample of them first."""
    asked = [gate for gate in gates if case.law.mode(gate.id) != Mode.OFF]
    if len(candidates) <= MANY:
        return asked
    sample = candidates.iloc[:: len(candidates) // SAMPLE]
    return sorted(asked, key=lambda gate: -int(refused(case, gate, sample).sum()))


def of_opened(mended: pd.DataFrame, opened: pd.DataFrame) -> pd.DataFrame:
    """What courses lift, for the stints that stay open."""
    mended = mended[mended["stint"].isin(opened.index)]
    return mended.assign(cadre_id=opened["cadre_id"].reindex(mended["stint"]).to_numpy())


def tie_to_courses(options: Options, desk: Desk, *, one_stint: bool) -> None:
    """A stint that a rule refuses unless a course is taken: stint ≤ Σ courses that lift the fault.

    Where nobody has two stints (C01), stints of a cadre that the same courses open share one row, which is tighter.
    """
    rows = options.opened_by.sort_values(["rule", "stint", "course_id"])
    lifted = rows.groupby(["rule", "stint"], as_index=False).agg(courses=("course_id", "+".join))
    place = lifted.join(options.stints[["cadre_id", "post_id", "start", "months"]], on="stint")
    by = ["cadre_id", "courses"] if one_stint else ["cadre_id", "post_id", "start", "months"]
    taken = rows.merge(place, on=["rule", "stint"], suffixes=("", "_of")).drop_duplicates([*by, "rule", "column"])
    terms = pd.concat([place.assign(column=place["stint"], coef=1), taken.assign(coef=-1)], ignore_index=True)
    for rule, of_rule in terms.groupby("rule"):
        desk.at_most(str(rule), of_rule, by, 0)


def tie_landings(options: Options, desk: Desk) -> None:
    """Even where C19 says nothing: nobody lands who does not end a rotation then, nor stays where he has not served."""
    ending = options.terms(options.stints["kind"] == Kind.ROTATION).assign(coef=-1)
    landed = options.landings.assign(coef=1)
    desk.at_most("landing", pd.concat([landed, ending]), ["cadre_id", "end"], 0)
    staying = pd.concat([landed[landed["slot_id"] == STAY], ending.assign(slot_id=STAY)])
    desk.at_most("landing", staying, ["cadre_id", "end", "slot_id", "post_id"], 0)


def refused(case: Case, gate: Gate, candidates: pd.DataFrame) -> np.ndarray:
    """True for the stints that a gate refuses and no waiver admits."""
    return ~gate.admits(case, candidates) & ~_waived(case, gate.id, candidates)


def can_open(case: Case, opened: pd.DataFrame) -> np.ndarray:
    """False for a stint in a post that is still held and whose holder has nowhere to go by then (C01)."""
    first_exit = opened.groupby("cadre_id")["start"].min()
    exit_of = first_exit.reindex(case.posts["incumbent_id"]).fillna(case.periods).to_numpy()
    free = np.minimum(case.posts["opens"].to_numpy(), exit_of)
    return opened["start"].to_numpy() >= free[opened["post_ix"].to_numpy()]


def column_names(options: Options) -> list[str]:
    """A readable name for every decision column."""
    s, x, c = options.stints, options.landings, options.courses
    stint = s["cadre_id"] + "|" + s["post_id"] + "|" + s["start"].astype(str) + "|" + s["months"].astype(str)
    landing = x["cadre_id"] + "|" + x["end"].astype(str) + "|" + x["slot_id"] + "|" + x["post_id"]
    course = c["cadre_id"] + "|" + c["course_id"]
    named = (("stint", stint), ("landing", landing), ("course", course))
    return [f"{kind}[{name}]" for kind, names in named for name in names]


def _waived(case: Case, rule: str, candidates: pd.DataFrame) -> np.ndarray:
    """True for the stints whose place (cadre|post) a waiver of this rule names."""
    places = [place for waived_rule, place in case.waived if waived_rule == rule]
    if not places:
        return np.zeros(len(candidates), dtype=bool)
    return (candidates["cadre_id"] + "|" + candidates["post_id"]).isin(places).to_numpy()
