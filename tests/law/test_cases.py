"""Legal cases a lawyer can read: one person, one post, one day; the answer of the law stands in the YAML files."""

from typing import Any

import pytest

from optimizer.case import Case
from optimizer.model import refused
from optimizer.plan import Stint, Training, make_plan
from optimizer.rules import GATES
from optimizer.stints import stints
from optimizer.words import Mode
from tests.law.cases import CASES, DEFAULTS, LegalCase
from tests.worlds import case_of

ALL = [pytest.param(case, id=f"{topic}: {case.name}") for topic, of_topic in CASES.items() for case in of_topic]


def people(given: LegalCase) -> list[list[Any]]:
    """The table of the one cadre, and of a spouse who differs in nothing but another home commune if there is one."""
    spouse = {**given.cadre, "cadre_id": "K", "home_commune_id": given.kin_home}
    return [list(given.cadre), list(given.cadre.values()), *([list(spouse.values())] if given.kin_home else [])]


def built(given: LegalCase) -> Case:
    """The case of one person and one key post."""
    role, held, away = given.post.role, given.post.held, given.running_rotation
    post, before, taught = given.post, given.served, given.course
    units = [[*row, given.post.hardship if row[0] == "RECEIVING_COMMUNE" else 80] for row in DEFAULTS["tables"]["units"]]
    tables = DEFAULTS["tables"] | {
        "units": [[*units[0][:-1], "hardship"], *units[1:]],
        "posts": [["post_id", "unit_id", "role_id", "key", "derogation", "added", "special_reason"],
                  ["POST", "RECEIVING_COMMUNE", role, True, post.derogation, post.added, post.special_reason]],
        "cadres": people(given),
        "kinship": [["cadre_id", "kin_id", "relation"], *([["P", "K", "spouse"], ["K", "P", "spouse"]] if given.kin_home else [])],
        "courses": [["course_id", "course_kind", "gives", "starts", "months", "seats", "cost_vnd"],
                    *([["L", "theory", taught.gives, taught.starts, taught.months, 1, 0]] if taught else [])],
        "grades": [["cadre_id", "year", "grade"], *[["P", of, grade] for of, grade in given.graded.items() if grade]],
        "succession": [["cadre_id", "role_id", "from_year", "to_year"], *[["P", p.role, p.first, p.last] for p in given.plans]],
        "service": [["service_id", "cadre_id", "role_id", "unit_id", "post_id", "kind", "from_date", "to_date", "expected_end",
                     "must_leave_by"],
                    *([["Q1", "P", role, "RECEIVING_COMMUNE", "POST", "appointment", held.since, "", held.until,
                        held.must_leave_by or ""]] if held else []),
                    *([["Q2", "P", role, "OTHER_COMMUNE", "", "rotation", away.since, "", away.until, ""]] if away else []),
                    *[[f"S{n}", "P", s.role, s.unit, "", "appointment", s.since, s.until, "", ""] for n, s in enumerate(before)]],
        "waivers": [["waiver_id", "rule_id", "place", "authority", "from_date", "to_date", "reason"],
                    *[[f"W{n}", w.rule, f"P|{w.post}", "politburo", w.first, w.last, "x"] for n, w in enumerate(given.waivers)]],
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
        assert all(
            text.format(**b.facts) for b in breaches for gate in gates if gate.id == b.rule for text in gate.says.values()
        )
        assert [b.rule for b in breaches if (b.rule, b.place) not in case.waived] == expected, given.name
        kept_out = [gate for gate in gates if refused(case, gate, frame)[row.Index]]
        lifted = {gate.id: set(gate.opened_by(case, frame.loc[[row.Index]])["course_id"]) for gate in kept_out}
        assert lifted == {gate.id: set(gate.courses(case, stint)) for gate in kept_out}, given.name
        assert [rule for rule, by in lifted.items() if not by] == expected, given.name


def test_the_cases_meet_every_gate_on_both_sides_of_its_limit() -> None:
    assert len(ALL) >= 120
    assert len({case.id for case in ALL}) == len(ALL)
    for gate in GATES:
        met = [of_topic for of_topic in CASES.values() if any(gate.id in c.refused_by + c.priced for c in of_topic)]
        assert any(c.expect == "admitted" and not c.priced for of_topic in met for c in of_topic), gate.id
