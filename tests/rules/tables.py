"""Worlds that can be read at a glance, plans in one line, and what one rule alone says of a plan."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from optimizer.case import Case
from optimizer.courses import courses
from optimizer.landings import landings
from optimizer.model import column_names
from optimizer.options import open_options
from optimizer.plan import STAY, Landing, Plan, Stint, Training, make_plan
from optimizer.program import Desk, Program
from optimizer.rules.kinds import Bond, Goal
from optimizer.stints import stints
from tests.worlds import START, case_of

Rows = Sequence[Mapping[str, Any]]
TINY = yaml.safe_load((Path(__file__).parent / "tiny.yaml").read_text("utf-8"))
LIFTED_BY_NOTHING = pd.DataFrame(columns=["rule", "stint", "cadre_id", "course_id"], dtype=object)
MADE: dict[str, Case] = {}  # worlds by what was told of them: many tables look at the same one
RANK = {role[0]: role[4] for role in TINY["roles"]}


def official(cadre: str, unit: str = "OFFICE", role: str = "DEPUTY", **facts: Any) -> dict[str, Any]:
    """A cadre whom every gate admits to a commune post of his rank, but for the facts given."""
    return {"cadre_id": cadre, "unit_id": unit, "role_id": role, "rank": RANK[role], **facts}


def holds(cadre: str, post: str, until: date, kind: str = "appointment", **facts: Any) -> dict[str, Any]:
    """A running spell of service in a post, whose key is unit-role."""
    place = dict(zip(("unit_id", "role_id"), post.split("-"), strict=True)) | {"post_id": post, "cadre_id": cadre}
    return {"service_id": cadre + post, **place, "kind": kind, "expected_end": until, **facts}


def world(
    cadres: Rows, posts: str = "XA-SECRETARY XA-CHAIR XA-VICE", units: Rows = (), added: str = "", **given: Any
) -> Case:
    """The case of these rows; units are plain but for what is told of them, posts but for those that were added for
    rotation; what is no table is a setting.
    """
    told, year = {unit["unit_id"]: unit for unit in units}, given.get("start", START).year
    plain = [{"unit_id": u, "name": u, "level": level, **told.get(u, {})} for u, level in TINY["units"].items()]
    graded = [{"cadre_id": c["cadre_id"], "year": year - n} for c in cadres for n in (1, 2, 3)]
    planned = [{"cadre_id": c["cadre_id"]} for c in cadres]
    rows = {"units": plain, "cadres": cadres, "grades": graded, "succession": planned, **given}
    keys = [[post, *post.split("-"), post.startswith("X"), post in added.split()] for post in posts.split()]
    tables = {"posts": [["post_id", "unit_id", "role_id", "key", "added"], *keys], "roles": TINY["roles"]}
    for name, columns in TINY["columns"].items():
        of_table = [columns | row for row in rows.pop(name, ())]
        header = list(dict.fromkeys(column for row in [columns, *of_table] for column in row))
        tables[name] = [header, *[[row.get(column, "") for column in header] for row in of_table]]
    settings = {"lengths_months": [12, 24, 36], **rows}
    key = repr((tables, settings))
    if key not in MADE:
        MADE[key] = case_of(tables, **settings)
    return MADE[key]


def plan(
    case: Case,
    *rows: tuple[Any, ...],
    lands: Iterable[tuple[str, int, str, str]] = (),
    sends: Iterable[tuple[str, str]] = (),
) -> Plan:
    """Rows of (cadre, post, period, months[, slot]); `lands` adds landings (cadre, period, slot, post) to them,
    and `sends` adds training (cadre, course).
    """
    placed = [Stint(cadre, post, case.day(t), months) for cadre, post, t, months, *_ in rows]
    held = {slot: row.post_id for slot, row in case.slot.items()}
    slots = [(s, slot) for s, row in zip(placed, rows, strict=True) for slot in row[4:]]
    landed = [Landing(s.cadre, s.end, slot, s.post if slot == STAY else held.get(slot, "")) for s, slot in slots]
    landed += [Landing(cadre, case.day(t), slot, post) for cadre, t, slot, post in lands]
    return make_plan(placed, landed, [Training(cadre, course) for cadre, course in sends])


def faults(case: Case, bond: Bond, judged: Plan) -> list[str]:
    """Places of the unwaived breaches; the bond's rows over the plan's options are missed there, and by as much."""
    told = [b for b in bond.breaches(case, judged) if (b.rule, b.place) not in case.waived]
    assert all(sentence.format(**b.facts) for b in told for sentence in bond.says.values())
    program = written(case, bond, judged)
    if program is None:
        assert told
    else:
        assert missed(program) == Counter({b.place: b.amount for b in told}), told
    return [b.place for b in told]


def missed(program: Program) -> Counter[str]:
    """By how much each row is missed when every option is taken, by place."""
    rows, taken = program.rows, program.terms @ np.ones(program.decisions, dtype=np.int64)
    beyond = np.maximum(taken - rows["upper"], 0) + np.maximum(rows["lower"] - taken, 0)
    return +Counter(dict(beyond.groupby(rows["place"]).sum()))


def written(case: Case, rule: Bond | Goal, judged: Plan) -> Program | None:
    """What one rule alone writes over exactly the options of a plan; None if a landing of it is no candidate."""
    stint = {(s.cadre, s.post, case.period(s.start), s.months) for s in judged.stints}
    landing = {(x.cadre, case.period(x.end), x.slot, x.post) for x in judged.landings}
    ours = _among(stint, every := stints(case), "cadre_id post_id start months")
    places = landings(case, every if landing else every.head(0))
    theirs = _among(landing, places, "cadre_id end slot_id post_id")
    assert len(ours) == len(stint), "a stint of the plan is no candidate"
    taught = _among(set(judged.training), courses(case, every), "cadre_id course_id")
    assert len(taught) == len(set(judged.training)), "a course of the plan is no candidate"
    options = open_options(case, ours, theirs, taught, LIFTED_BY_NOTHING)
    desk = Desk(column_names(options), {}, case.waived)
    rule.encode(case, options, desk)
    return desk.program() if len(theirs) == len(landing) else None


def offered(case: Case, rule: Goal, judged: Plan) -> tuple[Program, np.ndarray]:
    """What a goal writes over every option of a case, and the choice of those that a plan takes."""
    every = stints(case)
    options = open_options(case, every, landings(case, every), courses(case, every), LIFTED_BY_NOTHING)
    desk = Desk(column_names(options), {}, case.waived)
    rule.encode(case, options, desk)
    taken = [f"stint[{s.cadre}|{s.post}|{case.period(s.start)}|{s.months}]" for s in judged.stints]
    taken += [f"landing[{x.cadre}|{case.period(x.end)}|{x.slot}|{x.post}]" for x in judged.landings]
    taken += [f"course[{t.cadre}|{t.course}]" for t in judged.training]
    chosen = np.isin(desk.names, taken)
    assert chosen.sum() == len(set(taken)), "an option of the plan is no candidate"
    return desk.program(), chosen.astype(np.int64)


def _among(keys: set[tuple[Any, ...]], frame: pd.DataFrame, columns: str) -> pd.DataFrame:
    """The rows whose key is one of these."""
    return frame[np.array([row in keys for row in zip(*(frame[c] for c in columns.split()), strict=True)], dtype=bool)]
