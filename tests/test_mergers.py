"""Units that have ended become their successors in every table, and every change is told."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from optimizer.case import Case
from optimizer.errors import CaseFaultsError
from optimizer.jobs import case_under
from optimizer.mergers import Change, successors, with_successors
from optimizer.model import build
from optimizer.report.as_if import as_if_lines, change_lines, replaced_units
from optimizer.tables import TABLES
from tests.rules.tables import holds, official, world

LAST, DAY = date(2025, 6, 30), date(2025, 7, 1)
UNITS = [
    {"unit_id": "XA", "valid_to": LAST, "successor_id": "XC", "hardship": 60},
    {"unit_id": "XB", "valid_to": LAST, "successor_id": "XC", "hardship": 50},
    {"unit_id": "XC", "valid_from": DAY, "hardship": 60},
]
POSTS = "XA-CHAIR XB-CHAIR OFFICE-HEAD"


def merged(cadres: Any = (), posts: str = POSTS, **given: Any) -> tuple[Case, tuple[Change, ...]]:
    """The world of 2021 in which XA and XB become XC, under 2025 with its units mapped."""
    people = [official("AN"), *cadres]
    given = {"units": UNITS, **given}
    case = world(people, posts=posts, **given)
    mapped = case_under(case.tables, case.settings, "2025", map_units=True)
    return mapped, mapped.changes


def told(changes: tuple[Change, ...], what: str) -> list[tuple[tuple[str, ...], str]]:
    """Old keys and new key of the changes of one sort."""
    return [(change.old, change.new) for change in changes if change.what == what]


def test_a_unit_is_replaced_from_the_day_after_its_last_on() -> None:
    case = world([official("AN")], posts=POSTS, units=UNITS)
    assert successors(case.tables.units, LAST) == {}
    assert successors(case.tables.units, DAY) == {"XA": "XC", "XB": "XC"}
    same, changes = with_successors(case.tables, LAST)
    assert changes == ()
    assert all(getattr(same, name).equals(getattr(case.tables, name)) for name in TABLES)


def test_successors_are_followed_until_one_is_in_force_and_a_circle_leads_nowhere() -> None:
    chain = [
        {"unit_id": "XA", "valid_to": date(2023, 1, 1), "successor_id": "XB"},
        {"unit_id": "XB", "valid_to": date(2024, 1, 1), "successor_id": "XC"},
    ]
    case = world([official("AN")], posts="XC-CHAIR", units=chain)
    assert successors(case.tables.units, date(2023, 6, 1)) == {"XA": "XB"}
    assert successors(case.tables.units, DAY) == {"XA": "XC", "XB": "XC"}
    around = case.tables.units.assign(successor_id=case.tables.units["successor_id"].replace({"XC": "XA"}))
    assert successors(around, DAY) == {}


def test_every_column_that_names_a_unit_names_the_successor() -> None:
    mapped, changes = merged(
        [official("BINH", "XB", "CHAIR", home_commune_id="XA")],
        service=[holds("BINH", "XB-CHAIR", date(2029, 1, 1))],
        needs=[{"unit_id": "XA"}],
        unit_languages=[{"unit_id": "XB"}],
        landings=[{"slot_id": "L", "unit_id": "XA", "post_id": "XA-CHAIR"}],
        preferences=[{"cadre_id": "AN", "unit_id": "XB"}],
    )
    for name, model in TABLES.items():
        for column, other in model.REFERS.items():
            if other == "units" and column != "successor_id":
                assert not getattr(mapped.tables, name)[column].isin(["XA", "XB"]).any(), (name, column)
    cells = {(c.table, c.facts["column"]): c.facts["count"] for c in changes if c.what == "cells"}
    assert cells[("posts", "unit_id")] == 2
    assert cells[("cadres", "home_commune_id")] == 1
    assert mapped.tables.landings["post_id"].tolist() == ["XB-CHAIR"]  # XA-CHAIR was vacant and went into it
    build(mapped)


def test_a_vacant_post_goes_into_the_one_that_is_held() -> None:
    mapped, changes = merged(
        [official("BINH", "XB", "CHAIR")], service=[holds("BINH", "XB-CHAIR", date(2029, 1, 1))],
        fit=[{"cadre_id": "AN", "post_id": "XA-CHAIR", "fit": 700}, {"cadre_id": "AN", "post_id": "XB-CHAIR", "fit": 500}],
    )  # fmt: skip
    assert told(changes, "vacant_post") == [(("XA-CHAIR",), "XB-CHAIR")]
    assert told(changes, "second_seat") == []
    assert sorted(mapped.tables.posts["post_id"]) == ["OFFICE-HEAD", "XB-CHAIR"]
    assert mapped.post["XB-CHAIR"].incumbent_id == "BINH"
    assert mapped.tables.fit[["post_id", "fit"]].to_numpy().tolist() == [["XB-CHAIR", 500]]
    assert told(changes, "rows") == [(("AN|XA-CHAIR", "AN|XB-CHAIR"), "AN|XB-CHAIR")]


@pytest.mark.parametrize(
    ("until_a", "until_b", "stays"),
    [(date(2024, 1, 1), date(2024, 1, 2), "XB-CHAIR"), (date(2024, 1, 2), date(2024, 1, 1), "XA-CHAIR"),
     (date(2024, 1, 1), date(2024, 1, 1), "XA-CHAIR")],
)  # fmt: skip
def test_of_two_that_are_held_the_one_held_longest_is_the_key_post_and_nobody_loses_his_seat(
    until_a: date, until_b: date, stays: str
) -> None:
    holders = [official("BINH", "XA", "CHAIR"), official("CHI", "XB", "CHAIR")]
    mapped, changes = merged(holders, service=[holds("BINH", "XA-CHAIR", until_a), holds("CHI", "XB-CHAIR", until_b)])
    other = {"XA-CHAIR": "XB-CHAIR", "XB-CHAIR": "XA-CHAIR"}[stays]
    assert told(changes, "second_seat") == [((other,), stays)]
    posts = mapped.tables.posts.set_index("post_id")
    assert posts.loc[[stays, other], "key"].tolist() == [True, False]
    assert posts.loc[[stays, other], "seat"].tolist() == [1, 2]
    assert {mapped.post[post].incumbent_id for post in (stays, other)} == {"BINH", "CHI"}


def test_needs_take_the_highest_languages_the_mean_and_a_refusal_outweighs_a_wish() -> None:
    mapped, changes = merged(
        needs=[{"unit_id": "XA", "level": 3, "weight": 1, "count": 1}, {"unit_id": "XB", "level": 2, "weight": 5, "count": 2}],
        unit_languages=[{"unit_id": "XA", "share_permille": 900, "level": 2}, {"unit_id": "XB", "share_permille": 301},
                        {"unit_id": "XB", "language": "thai", "share_permille": 600}],
        preferences=[{"cadre_id": "AN", "unit_id": "XA", "wish": 1}, {"cadre_id": "AN", "unit_id": "XB", "wish": 0}],
    )  # fmt: skip
    assert mapped.tables.needs.to_dict("records") == [
        {"unit_id": "XC", "competency": "law", "level": 3, "weight": 5, "count": 2}
    ]
    shares = mapped.tables.unit_languages.set_index("language")["share_permille"].to_dict()
    assert shares == {"mong": 600, "thai": 300}
    assert mapped.tables.unit_languages["level"].max() == 2
    assert mapped.tables.preferences["wish"].tolist() == [0]
    assert {new for _, new in told(changes, "rows")} == {"XC|law", "XC|mong", "XC|thai", "AN|XC"}


def test_what_the_successor_says_of_itself_outranks_its_old_units() -> None:
    mapped, changes = merged(needs=[{"unit_id": "XA", "level": 4}, {"unit_id": "XC", "level": 1}])
    assert mapped.tables.needs[["unit_id", "level"]].to_numpy().tolist() == [["XC", 1]]
    assert told(changes, "own_rows") == [(("XA",), "XC")]


def test_a_unit_without_a_successor_stays_and_is_told_with_its_people() -> None:
    closed = [*UNITS, {"unit_id": "OFFICE", "valid_to": LAST}]
    mapped, changes = merged(units=closed)
    (gone,) = [change for change in changes if change.what == "gone"]
    assert (gone.old, gone.facts["cadres"], gone.facts["last"]) == (("OFFICE",), 1, LAST)
    assert mapped.cadre["AN"].unit_id == "OFFICE"


def test_a_successor_that_lacks_a_fact_is_told() -> None:
    poor = [{**UNITS[0], "travel_hours": 4}, UNITS[1], {**UNITS[2], "hardship": 0}]
    _, changes = merged(units=poor)
    (blank,) = [change for change in changes if change.what == "blank"]
    assert (blank.new, blank.facts["columns"]) == ("XC", "travel_hours, hardship")
    assert not [change for change in merged()[1] if change.what == "blank"]


def test_waivers_follow_their_places_key_by_key() -> None:
    waivers = [
        {"waiver_id": "W1", "rule_id": "C05", "place": "AN|XA-CHAIR"},
        {"waiver_id": "W2", "rule_id": "C21", "place": "XB|1"},
        {"waiver_id": "W3", "rule_id": "C05", "place": "AN|OFFICE-HEAD"},
    ]
    mapped, changes = merged(
        [official("BINH", "XB", "CHAIR")], service=[holds("BINH", "XB-CHAIR", date(2029, 1, 1))], waivers=waivers
    )
    assert mapped.tables.waivers["place"].tolist() == ["AN|XB-CHAIR", "XC|1", "AN|OFFICE-HEAD"]
    assert told(changes, "waiver") == [(("AN|XA-CHAIR",), "AN|XB-CHAIR"), (("XB|1",), "XC|1")]


def test_a_pin_and_a_ban_that_come_to_contradict_each_other_are_a_fault() -> None:
    decisions = [
        {"decision_id": "K1", "kind": "pin", "cadre_id": "AN", "post_id": "XA-CHAIR"},
        {"decision_id": "K2", "kind": "ban", "cadre_id": "AN", "post_id": "XB-CHAIR"},
    ]
    with pytest.raises(CaseFaultsError) as failure:
        merged(decisions=decisions)
    assert [(fault.code, fault.row) for fault in failure.value.issues] == [("contradictory_decisions", 3)]


def test_a_successor_of_another_level_is_a_fault() -> None:
    with pytest.raises(CaseFaultsError) as failure:
        merged(units=[{**UNITS[0], "successor_id": "BUREAU"}, *UNITS[1:]])
    assert "level_mismatch" in {fault.code for fault in failure.value.issues}


def test_every_change_has_a_sentence_in_both_languages_and_every_unit_a_row_with_its_source() -> None:
    told_of = [{"table": "units", "column_name": "successor_id", "key": key, "nature": "real", "source": source, "mark": "R"}
               for key, source in (("", "NQ"), ("XB", "NQ riêng"))]  # fmt: skip
    mapped, changes = merged(
        [official("BINH", "XB", "CHAIR")], service=[holds("BINH", "XB-CHAIR", date(2029, 1, 1))],
        needs=[{"unit_id": "XA"}, {"unit_id": "XB"}],
    )  # fmt: skip
    for language in ("vi", "en"):
        lines = change_lines(mapped, language)
        assert len(lines) == sum(change.what != "unit" for change in changes)
        assert not [line for line in lines if "{" in line]
    assert replaced_units(mapped, "vi") == [("XA (XA)", "XC (XC)", "Không có."), ("XB (XB)", "XC (XC)", "Không có.")]
    sources = pd.DataFrame(told_of)
    _, sourced = with_successors(replace(world([official("AN")], posts=POSTS, units=UNITS).tables, sources=sources), DAY)
    assert [c.facts["source"] for c in sourced if c.what == "unit"] == ["NQ (R)", "NQ riêng (R)"]


def test_it_is_said_that_the_law_is_of_another_day_and_that_units_had_ended() -> None:
    mapped, _ = merged()
    assert any("01/07/2025" in line and "01/10/2021" in line for line in as_if_lines(mapped, "vi"))
    assert any("2 đơn vị" in line for line in as_if_lines(mapped, "vi"))
    plain = case_under(world([official("AN")], posts=POSTS, units=UNITS).tables, mapped.settings, "2025")
    assert any("--map-units" in line for line in as_if_lines(plain, "vi"))
    own = case_under(plain.tables, plain.settings, "2017")
    assert as_if_lines(own, "vi") == []
    assert own.law.day == own.start
