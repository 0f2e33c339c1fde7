"""Tiny worlds, drawn from a seed, with values at the limits of the rules; at most a dozen columns."""

import random
from dataclasses import replace
from datetime import date
from functools import cache

import pandas as pd

from optimizer.case import Case, build_case
from optimizer.law import add_months
from optimizer.tables import TABLES, RawCase, RawTable, check
from optimizer.words import Mode

START = date(2021, 10, 1)
ROLES = [
    ["S", "Bí thư", "Secretary", "commune", 8, 1, "", 1, 1, 1, 10, 30],
    ["C", "Chủ tịch", "Chair", "commune", 7, 1, "", 1, 1, 1, 9, 25],
    ["V", "Phó Chủ tịch", "Vice chair", "commune", 6, 0, "C", 0, 0, 1, 5, 20],
    ["H", "Trưởng phòng", "Head", "district", 8, 1, "", 0, 0, 0, 0, 30],
    ["D", "Phó phòng", "Deputy", "district", 7, 0, "H", 0, 0, 0, 0, 20],
]


def raw_world(rng: random.Random) -> dict[str, list[list[object]]]:
    """Rows of every table of one world, header first."""
    people, service, grades, succession, skills, spoken = [], [], [], [], [], []
    posts = [["A-S", "A", "S", 1, 1, 0, 0, rng.choice(["", "nonlocal"])],
             ["A-C", "A", "C", 1, 1, 0, rng.choice([0, 1]), rng.choice(["", "two_terms"])],
             ["A-V", "A", "V", 1, rng.choice([0, 1]), 1, 0, ""], ["D1-H", "D1", "H", 1, 0, 0, 0, ""]]  # fmt: skip
    units = ["D1", "D1", rng.choice(["D1", "D2", "A", "A", "A"])]
    for number, unit in enumerate(units):
        cadre = f"P{number}"
        role, rank = ("V", 6) if unit == "A" else rng.choice([("H", 8), ("D", 7)])
        sex = rng.choice(["male", "female"])
        edge = add_months(START, -12 * (50 if sex == "male" else 45))
        last_born = {"male": [(1969, 9), (1965, 3)], "female": [(1973, 1), (1968, 8)]}[sex]
        edges = [add_months(date(year, month, 5), shift) for year, month in last_born for shift in (-1, 0, 1)]
        birth = rng.choice([edge, add_months(edge, -1), add_months(edge, 1), *[date(1985, 5, 5)] * 4, *edges])
        people.append([cadre, sex, birth, unit, role, rank, int(rng.random() < 0.9),
                       rng.choice(["university", "university", "college"]), rng.choice(["intermediate", "none", "advanced"]),
                       int(rng.random() < 0.85), int(rng.random() < 0.6), rng.choice([date(2021, 4, 1), date(2021, 3, 1)]),
                       rng.choice(["", "A"]), rng.choice(["kinh", "mong"]), 333, rng.choice([0, 30, 60]),
                       rng.choice([0, 1]), rng.choice([0, 1]), rng.choice(["", date(2019, 6, 1)]),
                       rng.choice(["none", "none", "reprimand"])])  # fmt: skip
        people[-1].append(date(2018, 10, 1) if people[-1][-1] == "reprimand" else "")
        for year in (2018, 2019, 2020):
            grades.append([cadre, year, rng.choice(["good", "good", "good", "excellent", "completed"])])
        succession.append([cadre, rng.choice(["S", "C", "S"]), 2020, rng.choice([2021, 2025])])
        skills.append([cadre, "law", rng.choice([1, 2, 3])])
        spoken.append([cadre, "mong", rng.choice([1, 2])])
    if units[2] == "A":
        post = rng.choice(["A-V", "A-C"])
        ends, begun = rng.choice([date(2022, 9, 30), date(2023, 3, 31), date(2029, 12, 31)]), date(2019, 1, 1)
        due = rng.choice(["", date(2025, 9, 30), date(2027, 9, 30), date(2027, 9, 29)])
        if post == "A-C":
            people[2][4:6] = ["C", 7]
            begun = rng.choice([date(2012, 10, 1), date(2012, 10, 2), begun])
        service.append(["Q1", "P2", "A", post[2:], post, "appointment", begun, "", ends, due, ""])
    elif rng.random() < 0.4:
        service.append(["Q1", "P2", "A", "C", "A-C", "rotation", date(2020, 1, 1), "", date(2022, 12, 31), "",
                        rng.choice(["home", "L1"])])  # fmt: skip
    if rng.random() < 0.4:
        service.append(["Q2", "P1", "B", "C", "", "rotation", date(2017, 1, 1), rng.choice([date(2019, 9, 30), date(2020, 9, 30)]),
                        "", "", ""])  # fmt: skip
    kin = [["P0", "P1", "sibling"], ["P1", "P0", "sibling"]] if rng.random() < 0.6 else []
    return {
        "units": [[["unit_id", "name", "level", "parent_id", "valid_from", "edc", "border", "poor_permille", "travel_hours", "hardship", "region_class", "housing_slots"]][0],
                  ["D1", "Phòng Một", "district", "", "2000-01-01", 0, 0, "", 0, 0, "", ""],
                  ["D2", "Phòng Hai", "district", "", "2000-01-01", 0, 0, "", 0, 0, "", ""],
                  ["A", "Xã A", "commune", "", "2000-01-01", rng.choice([0, 1]), 1, 500, 3, rng.choice([60, 80]), "III", rng.choice(["", 0, 1])],
                  ["B", "Xã B", "commune", "", "2000-01-01", 1, 0, 500, 3, 80, "", ""]],
        "roles": [["role_id", "title_vi", "title_en", "level", "rank", "head", "deputy_of", "standing", "party", "elected", "priority", "position_coef_hundredths"], *ROLES],
        "posts": [["post_id", "unit_id", "role_id", "seat", "key", "derogation", "added", "special_reason"], *posts],
        "cadres": [["cadre_id", "sex", "birth_date", "unit_id", "role_id", "rank", "leader", "education", "theory", "party_member", "outstanding", "health_checked", "home_commune_id", "ethnicity", "salary_coef_hundredths", "attraction_months_used", "first_time_used", "backfill", "youngest_child_birth", "discipline", "discipline_date"], *people],
        "competencies": [["cadre_id", "competency", "level"], *skills],
        "languages": [["cadre_id", "language", "level"], *spoken],
        "grades": [["cadre_id", "year", "grade"], *grades],
        "service": [["service_id", "cadre_id", "unit_id", "role_id", "post_id", "kind", "from_date", "to_date", "expected_end", "must_leave_by", "landing_slot_id"], *service],
        "succession": [["cadre_id", "role_id", "from_year", "to_year"], *succession],
        "kinship": [["cadre_id", "kin_id", "relation"], *kin],
        "needs": [["unit_id", "competency", "level", "weight", "count"], ["A", "law", 2, 3, rng.choice([1, 2])]],
        "unit_languages": [["unit_id", "language", "share_permille", "level", "weight"], ["A", "mong", 700, 2, 4]],
        "landings": [["slot_id", "unit_id", "rank", "post_id", "capacity", "available_from", "outsiders"],
                     ["L1", "D1", rng.choice([7, 8]), rng.choice(["", "D1-H"]), rng.choice([0, 1]),
                      rng.choice(["2023-10-01", "2024-10-01"]), 1]],
        "courses": [["course_id", "course_kind", "gives", "level", "starts", "months", "seats", "cost_vnd"],
                    ["K-LL", "theory", "intermediate", "", "2021-11-01", rng.choice([11, 12, 24]), 1, 20_000_000],
                    ["K-LL2", "theory", "advanced", "", "2022-03-01", 7, 1, 30_000_000],
                    ["K-MO", "language", "mong", 2, "2021-11-01", rng.choice([11, 12]), 2, 5_000_000],
                    ["K-PL", "skill", "law", 3, "2022-05-01", 5, 1, 5_000_000]],
        "preferences": [["cadre_id", "unit_id", "wish"], ["P0", "A", rng.choice([0, 1])]],
        "waivers": [["waiver_id", "rule_id", "place", "authority", "from_date", "to_date", "reason"],
                    *([["W1", "C09", "P0|A-C", "provincial_committee", "2021-01-01", "2022-01-01", "thử"]] if rng.random() < 0.3 else [])],
        "decisions": [["decision_id", "kind", "cadre_id", "post_id", "decided_by", "decided_on", "reason"],
                      *([["K1", rng.choice(["pin", "ban"]), "P0", rng.choice(["", "A-C"]), "x", "2021-01-01", "x"]]
                        if rng.random() < 0.3 else [])],
        "budget": [["year", "amount_vnd"], *[[y, rng.choice([0, 40_000_000, 90_000_000])] for y in range(2021, 2027)]],
    }  # fmt: skip


def case_of(tables: dict[str, list[list[object]]], **settings: object) -> Case:
    """The case of rows with a header each; any fault of the tables fails the test."""
    raws = {
        name: RawTable(f"{name}.csv", "", [str(c) for c in rows[0]], [[_cell(c) for c in row] for row in rows[1:]])
        for name, rows in tables.items()
        if name in TABLES
    }
    given = {
        "name": "world",
        "regime": "2017",
        "start": START,
        "horizon_months": 36,
        "worst_k": 1,
        **settings,
    }
    valid, ready, issues = check(RawCase(given, raws))
    assert valid is not None, [i for i in issues if i.severity == "error"]
    assert ready is not None
    return build_case(valid, ready)


def _cell(value: object) -> object:
    """The cell as a reader would give it."""
    return None if value == "" else value


@cache
def world(seed: int, regime: str = "2017") -> Case:
    """The world of a seed, under a regime in force when it begins: 2022 within the freeze of 2025."""
    start = {"2017": START, "2022": date(2025, 4, 1), "2025": date(2026, 1, 1)}[regime]
    tables = moved(raw_world(random.Random(seed)), start)
    case = case_of(tables, lengths_months=[24, 36, 48], seed=seed, start=start, regime=regime)
    return with_value(case, "nonlocal_roles", ["S"])


def moved(tables: dict[str, list[list[object]]], start: date) -> dict[str, list[list[object]]]:
    """The same tables for another start: days move by as many months, years by as many years."""
    years, months = start.year - START.year, 12 * (start.year - START.year) + start.month - START.month

    def later(cell: object, column: object) -> object:
        if isinstance(cell, int) and "year" in str(column):
            return cell + years
        day = date.fromisoformat(cell) if isinstance(cell, str) and cell[:2] == "20" else cell
        return add_months(day, months) if isinstance(day, date) else cell

    return {
        name: [rows[0], *[[later(cell, column) for cell, column in zip(row, rows[0], strict=True)] for row in rows[1:]]]
        for name, rows in tables.items()
    }


def with_value(case: Case, key: str, value: object) -> Case:
    """The same case where a parameter of the law has another value."""
    law = case.law
    return replace(case, law=replace(law, by_key={**law.by_key, key: replace(law[key], value=value)}))


def softened(case: Case, rule: str) -> Case:
    """The same case where a rule is soft, at a price of 7."""
    law = case.law
    rules = {**law.rules, rule: replace(law.rules[rule], mode=Mode.SOFT, price=7)}
    return replace(case, law=replace(law, rules=rules))


def thinned(case: Case, frame: pd.DataFrame, most: int, seed: int) -> pd.DataFrame:
    """At most `most` rows of a frame of options, in their order."""
    return frame if len(frame) <= most else frame.sample(most, random_state=seed).sort_index()


def poorer(case: Case) -> Case:
    """The same case with half the money: a knapsack that no engine closes in a minute."""
    budget = case.tables.budget.assign(amount_vnd=case.tables.budget["amount_vnd"] // 2)
    return replace(case, tables=replace(case.tables, budget=budget))
