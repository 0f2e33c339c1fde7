"""Legal cases a lawyer can read: one person, one post, one day; the answer of the law stands in the YAML files."""

from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from optimizer.case import Case
from optimizer.law import add_months
from optimizer.model import refused
from optimizer.plan import Stint, Training, make_plan
from optimizer.rules import GATES
from optimizer.stints import stints
from optimizer.words import Grade, Kind, Mode
from tests.worlds import case_of


class Strict(BaseModel):
    """A piece of a case in which every key is known."""

    model_config = ConfigDict(extra="forbid")


class Spell(Strict):
    """Time in a post, first and last day; the day by which it must be left, if there is one."""

    since: date
    until: date
    must_leave_by: date | None = None


class Served(Spell):
    """Time served before, in a role of a unit."""

    role: str = "COMMITTEE_CHAIR"
    unit: str = "OTHER_COMMUNE"


class Post(Strict):
    """The post offered; `held` when the person is its incumbent."""

    role: str = "COMMITTEE_CHAIR"
    derogation: bool = False
    added: bool = False
    special_reason: Literal["", "nonlocal", "two_terms"] = ""
    hardship: int = 0
    held: Spell | None = None


class Move(Strict):
    """The move, on the day of the case unless `start` is given; a rotation of 36 months unless told otherwise."""

    kind: Kind = Kind.ROTATION
    start: date | None = None
    months: int | None = None


class Planned(Strict):
    """A role in the succession plan, and the first and last year of that plan."""

    role: str
    first: int
    last: int


class Course(Strict):
    """A course of political theory that the person may be sent to."""

    gives: str
    starts: date
    months: int


class Waiver(Strict):
    """A rule forgiven for this person in this post (or in another one), from a day to a day."""

    rule: str
    first: date
    last: date
    post: Literal["POST", "OTHER_POST"] = "POST"


class LegalCase(Strict):
    """One case; `person` has columns of the table of cadres. What is left out is as in defaults.yaml."""

    name: str
    regime: Literal[2017, 2022, 2025]
    day: date
    person: dict[str, Any] = {}
    post: Post = Post()
    move: Move = Move()
    running_rotation: Spell | None = None
    served: list[Served] = []
    kin_home: str = ""
    course: Course | None = None
    planned: list[Planned] | None = None
    grades: dict[int, Grade | None] = {}
    waivers: list[Waiver] = []
    expect: Literal["admitted"] | None = None
    refused_by: list[str] = []
    priced: list[str] = []
    why: str

    @model_validator(mode="after")
    def _one_answer(self) -> "LegalCase":
        """Either admitted, or refused by some rule."""
        assert (self.expect is None) == bool(self.refused_by), self.name
        return self


HERE = Path(__file__).parent
FILES = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in sorted(HERE.glob("*.yaml"))}
DEFAULTS = FILES.pop("defaults")
CASES = {topic: [LegalCase.model_validate(case) for case in of_topic] for topic, of_topic in FILES.items()}
ALL = [pytest.param(case, id=f"{topic}: {case.name}") for topic, of_topic in CASES.items() for case in of_topic]


def person(given: LegalCase) -> list[list[Any]]:
    """The table of the one cadre: the defaults, dated by the day of the case, and what the case gives."""
    rank = next(row[4] for row in DEFAULTS["tables"]["roles"] if row[0] == given.post.role)
    dated = {"born": add_months(given.day, -12 * 42), "health_checked": add_months(given.day, -1), "rank": rank}
    cadre = {"cadre_id": "P", **DEFAULTS["person"], **dated, **given.person}
    cadre.setdefault("home_commune", "")
    named = {"born": "birth_date", "unit": "unit_id", "home_commune": "home_commune_id"}
    return [[named.get(column, column) for column in cadre], list(cadre.values())]


def relative(given: LegalCase) -> list[list[Any]]:
    """A spouse with another home commune, who differs from the person in nothing else."""
    header, row = person(given)
    told = {**dict(zip(header, row, strict=True)), "cadre_id": "K"}
    return [[{"home_commune_id": given.kin_home}.get(c, told[c]) for c in header]] if given.kin_home else []


def built(given: LegalCase) -> Case:
    """The case of one person and one key post."""
    year, role, held, away = given.day.year, given.post.role, given.post.held, given.running_rotation
    plan = [Planned(role=role, first=year - 1, last=year + 4)] if given.planned is None else given.planned
    graded = {year - back: Grade.GOOD for back in (1, 2, 3)} | given.grades
    post, before, taught = given.post, given.served, given.course
    units = [[*row, given.post.hardship if row[0] == "RECEIVING_COMMUNE" else 80] for row in DEFAULTS["tables"]["units"]]
    tables = DEFAULTS["tables"] | {
        "units": [[*units[0][:-1], "hardship"], *units[1:]],
        "posts": [["post_id", "unit_id", "role_id", "key", "derogation", "added", "special_reason"],
                  ["POST", "RECEIVING_COMMUNE", role, True, post.derogation, post.added, post.special_reason]],
        "cadres": [*person(given), *relative(given)],
        "kinship": [["cadre_id", "kin_id", "relation"], *([["P", "K", "spouse"], ["K", "P", "spouse"]] if given.kin_home else [])],
        "courses": [["course_id", "course_kind", "gives", "starts", "months", "seats", "cost_vnd"],
                    *([["L", "theory", taught.gives, taught.starts, taught.months, 1, 0]] if taught else [])],
        "grades": [["cadre_id", "year", "grade"], *[["P", of, grade] for of, grade in graded.items() if grade]],
        "succession": [["cadre_id", "role_id", "from_year", "to_year"], *[["P", p.role, p.first, p.last] for p in plan]],
        "service": [["service_id", "cadre_id", "role_id", "unit_id", "post_id", "kind", "from_date", "to_date", "expected_end",
                     "must_leave_by"],
                    *([["Q1", "P", role, "RECEIVING_COMMUNE", "POST", "appointment", held.since, "", held.until,
                        held.must_leave_by or ""]] if held else []),
                    *([["Q2", "P", role, "OTHER_COMMUNE", "", "rotation", away.since, "", away.until, ""]] if away else []),
                    *[[f"S{n}", "P", s.role, s.unit, "", "appointment", s.since, s.until, "", ""] for n, s in enumerate(before)]],
        "waivers": [["waiver_id", "rule_id", "place", "authority", "from_date", "to_date", "reason"],
                    *[[f"W{n}", w.rule, f"P|{w.post}", "x", w.first, w.last, "x"] for n, w in enumerate(given.waivers)]],
    }  # fmt: skip
    grid = {"horizon_months": 24, "period_months": 3, "lengths_months": [given.move.months or 36]}
    return case_of(tables, regime=str(given.regime), start=given.day, **grid)


@pytest.mark.parametrize("given", ALL)
def test_definitions_and_encodings_say_what_the_law_says(given: LegalCase) -> None:
    case, move = built(given), given.move
    frame = stints(case)
    mine = (frame["cadre_id"] == "P") & (frame["start"] == case.period(move.start or case.start))
    (row,) = frame[mine].itertuples()
    stint, training = Stint("P", "POST", case.day(row.start), row.months), [Training("P", c) for c in case.course]
    assert stint[2:] == (move.start or given.day, move.months or row.months)
    assert row.kind == case.kind("P", "POST") == move.kind
    for mode, expected in ((Mode.HARD, given.refused_by), (Mode.SOFT, given.priced)):
        gates = [gate for gate in GATES if case.law.mode(gate.id) == mode]
        breaches = [b for gate in gates for b in gate.breaches(case, make_plan([stint], [], training))]
        assert [b.rule for b in breaches if (b.rule, b.place) not in case.waived] == expected, given.name
        kept_out = [gate for gate in gates if refused(case, gate, frame)[row.Index]]
        assert [gate.id for gate in kept_out if gate.opened_by(case, frame.loc[[row.Index]]).empty] == expected, (
            given.name
        )


def test_the_cases_meet_every_gate_on_both_sides_of_its_limit() -> None:
    assert len(ALL) >= 120
    assert len({case.id for case in ALL}) == len(ALL)
    for gate in GATES:
        met = [of_topic for of_topic in CASES.values() if any(gate.id in c.refused_by + c.priced for c in of_topic)]
        assert any(c.expect == "admitted" and not c.priced for of_topic in met for c in of_topic), gate.id
