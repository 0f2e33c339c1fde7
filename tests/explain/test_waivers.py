"""The cheapest waivers for a post: gates, bonds, both, none, and none that help."""

import itertools
import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optimizer.case import Case
from optimizer.commands.ways_out import told
from optimizer.explain.waivable import field_of
from optimizer.explain.waivers import (
    NoWayOut,
    Quest,
    WayOut,
    cheapest_waivers,
    contradictory,
    granted,
    pared,
    search,
)
from optimizer.jobs import load_case
from optimizer.law import law_on
from optimizer.report.places import place_words
from optimizer.solve.outcome import Answer, Status
from optimizer.verify import judge
from optimizer.words import Authority
from tests.rules.tables import Rows, holds, official, plan, world
from tests.verify.drafts import CASE, DRAFTS, drafted

DATA = Path(__file__).parents[2] / "data"
COUNCIL = "XA-COUNCIL"
NAMES = ("AN", "BINH", "CHI")
BOTH = ("cp-sat", "highs")
NOTHING: Mapping[str, Any] = {}


def office(
    *names: str,
    planned: Collection[str] = NAMES,
    facts: Mapping[str, Mapping[str, Any]] = NOTHING,
    more: Rows = (),
    succession: Rows = (),
    posts: str = COUNCIL,
    **given: Any,
) -> Case:
    """An office of deputies, three unless named, of whom a third may be away; who is not planned may take no post."""
    people = [*(official(name, **facts.get(name, {})) for name in names or NAMES), *more]
    rows = [*({"cadre_id": name} for name in names or NAMES if name in planned), *succession]
    return world(people, posts=posts, succession=rows, **given)


def way_out(case: Case, post: str = COUNCIL) -> WayOut:
    """The way out, proven by both engines, and judged again by the definitions."""
    found = cheapest_waivers(case, post, 60)
    assert isinstance(found, WayOut)
    assert found.proven and set(found.proved_by) == set(BOTH)
    assert found.stint in found.plan.stints and found.stint.post == post
    breaches = [waiver.breach for waiver in found.waivers]
    assert judge(granted(case, post, breaches), found.plan).lawful
    return found


def keys(found: WayOut) -> list[str]:
    """Rule and place of each waiver."""
    return [f"{waiver.breach.rule} {waiver.breach.place}" for waiver in found.waivers]


def test_a_post_that_some_lawful_plan_fills_needs_no_waiver() -> None:
    found = way_out(office())
    assert (found.waivers, found.cost, found.stint.start) == ((), 0, date(2021, 10, 1))
    assert len(found.plan.stints) == 1, "nobody else has to move"


def test_a_gate_is_waived_for_one_person_and_one_post() -> None:
    found = way_out(office(planned=()))
    assert keys(found) == [f"C03 {found.stint.cadre}|{COUNCIL}"]
    assert found.waivers[0].proved_by == BOTH


def test_a_lower_authority_signs_before_a_higher_one_though_it_signs_twice() -> None:
    facts = {"AN": {"birth_date": date(1970, 5, 5)}, "BINH": {"theory": "none"}, "CHI": {"theory": "none"}}
    found = way_out(office(planned=("BINH", "CHI"), facts=facts))
    assert keys(found) == [f"C03 AN|{COUNCIL}", f"C06 AN|{COUNCIL}"]
    assert found.cost == 2


def test_of_two_waivers_of_one_authority_and_one_the_one_is_enough() -> None:
    found = way_out(office(planned=(), facts={"AN": {"birth_date": date(1970, 5, 5)}}))
    assert len(found.waivers) == 1 and found.stint.cadre in ("BINH", "CHI")


def test_a_shared_bond_is_waived_row_by_row_and_as_few_rows_as_can_be() -> None:
    found = way_out(office("AN", "BINH"))
    assert keys(found) == ["C20 OFFICE|2"]
    assert found.stint.start == date(2023, 10, 1), "a later start needs fewer waivers"


def test_a_gate_and_a_bond_are_waived_together() -> None:
    found = way_out(office("AN", "BINH", planned=()))
    assert keys(found) == [f"C03 {found.stint.cadre}|{COUNCIL}", "C20 OFFICE|2"]
    assert all(waiver.proved_by == BOTH for waiver in found.waivers)


def test_among_equal_prices_the_post_is_filled_first() -> None:
    found = way_out(office(planned=()))
    assert found.stint.start == date(2021, 10, 1)


def test_the_same_question_has_the_same_answer() -> None:
    case = office(planned=())
    assert way_out(case) == way_out(case)


def test_what_nobody_may_waive_is_counted_person_by_person() -> None:
    facts = {"AN": {"health_checked": date(2021, 3, 1)}, "BINH": {"pregnant": 1, "sex": "female"}}
    found = cheapest_waivers(office("AN", "BINH", facts=facts), COUNCIL, 60)
    assert isinstance(found, NoWayOut)
    assert (dict(found.refused), found.passing, found.retiring) == ({"C10": 1, "C39": 1}, 0, 0)
    assert set(found.proved_by) == set(BOTH)


def test_who_retires_within_a_period_is_no_candidate() -> None:
    found = cheapest_waivers(
        world([official("LAN", "XB", "VICE", birth_date=date(1961, 8, 5))], posts=COUNCIL), COUNCIL, 60
    )
    assert isinstance(found, NoWayOut)
    assert (dict(found.refused), found.passing, found.retiring) == ({}, 0, 1)


def test_a_post_that_its_holder_never_leaves_is_filled_by_no_waiver() -> None:
    sits = official("SITS", "XA", "VICE", leader=0, health_checked=date(2021, 3, 1))
    case = office(more=[sits], service=[holds("SITS", COUNCIL, date(2029, 1, 1))])
    found = cheapest_waivers(case, COUNCIL, 60)
    assert isinstance(found, NoWayOut)
    assert found.passing == 3
    assert "SITS giữ chức danh này đến hết" in " ".join(told(case, COUNCIL, found, "vi")["message"])


def test_a_course_comes_before_a_waiver_and_a_waiver_where_the_course_is_full() -> None:
    schooled = {"course_id": "K", "course_kind": "theory", "gives": "intermediate", "level": "", "months": 6}
    facts = {name: {"theory": "none"} for name in NAMES}
    taught = way_out(office(facts=facts, courses=[schooled]))
    assert taught.waivers == ()
    assert [training.course for training in taught.plan.training] == ["K"]
    full = way_out(office(facts=facts, courses=[schooled | {"seats": 0}]))
    assert keys(full) == [f"C09 {full.stint.cadre}|{COUNCIL}"]
    assert (full.cost, full.plan.training) == (100, ())


def test_others_move_where_that_saves_a_waiver() -> None:
    alone = way_out(office(posts="XA-CHAIR"), "XA-CHAIR")
    assert keys(alone) == ["C21B XA|2"]
    local = [official("LAN", "XA", "VICE")], [{"cadre_id": "LAN", "role_id": "VICE"}]
    beside = way_out(office(more=local[0], succession=local[1], posts="XA-CHAIR XA-VICE"), "XA-CHAIR")
    assert beside.waivers == ()
    assert [stint.post for stint in beside.plan.stints if stint.cadre == "LAN"] == ["XA-VICE"]


def test_a_decision_that_cannot_be_kept_is_waived_or_the_post_stays_empty() -> None:
    pinned = {"kind": "pin", "cadre_id": "AN", "post_id": "XA-VICE"}  # lower than his rank
    found = way_out(office(posts=f"{COUNCIL} XA-VICE", decisions=[pinned]))
    assert keys(found) == ["D01 K1"]


def test_a_waiver_that_is_already_granted_costs_nothing() -> None:
    given = {"rule_id": "C03", "place": f"BINH|{COUNCIL}"}
    found = way_out(office(planned=(), waivers=[given]))
    assert (found.waivers, found.stint.cadre) == ((), "BINH")


def test_a_waived_landing_never_lets_those_return_who_were_not_sent() -> None:
    case = office("AN", "BINH", posts=f"{COUNCIL} XB-COUNCIL", horizon_months=60, lengths_months=[36, 60])
    field = field_of(case, COUNCIL)
    for_long = field.there.query("start == 0 and cadre_id == 'AN' and months == 60")
    found = search(Quest(case, replace(field, there=for_long), time.monotonic() + 60, threading.Event()))
    assert isinstance(found, WayOut)
    assert keys(found) == [f"C20 OFFICE|{t}" for t in range(5)]
    assert {landing.cadre for landing in found.plan.landings} == {"AN"}


def test_a_plan_that_asks_for_too_much_is_pared_down() -> None:
    case = office(planned=("BINH",))
    dear = plan(case, ("AN", COUNCIL, 0, 12, "home"))
    pared_plan, waivers = pared(Quest(case, field_of(case, COUNCIL), time.monotonic() + 60, threading.Event()), dear)
    assert [b.rule for b in judge(case, dear).breaches] == ["C03", "C04"]
    assert waivers == ()
    assert [stint.cadre for stint in pared_plan.stints] == ["BINH"]


def test_a_search_told_to_stop_says_so() -> None:
    stop = threading.Event()
    stop.set()
    found = cheapest_waivers(load_case(DATA / "muong_nhe_2021"), "X03160-CT", 60, stop)
    assert not isinstance(found, NoWayOut)
    assert found.interrupted


def test_a_higher_authority_costs_more_and_none_is_free() -> None:
    law = law_on("2017", date(2021, 10, 1))
    signing = [who for who in Authority if who != Authority.NOBODY]
    prices = [law[f"points_waiver_{who}"].value for who in signing]
    assert prices[0] > 0
    assert all(above >= 100 * below for below, above in itertools.pairwise(prices))


@pytest.mark.parametrize(
    ("told_by_them", "contradict"),
    [
        ([("optimal", 3), ("optimal", 3)], False),
        ([("optimal", 3), ("optimal", 4)], True),
        ([("optimal", 3), ("feasible", 4)], False),
        ([("optimal", 4), ("feasible", 3)], True),
        ([("impossible", None), ("impossible", None)], False),
        ([("impossible", None), ("unknown", None)], False),
        ([("impossible", None), ("feasible", 9)], True),
    ],
)
def test_engines_contradict_each_other_when_both_cannot_be_right(
    told_by_them: list[tuple[str, int | None]], contradict: bool
) -> None:
    x = np.zeros(1, dtype=np.int64)
    answers = [Answer("e", Status(s), None if v is None else x, v, None, 0.0) for s, v in told_by_them]
    assert contradictory(answers) == contradict


@pytest.mark.parametrize("name", DRAFTS)
def test_every_place_is_told_in_words(name: str, tmp_path: Path) -> None:
    for breach in judge(CASE, drafted(tmp_path, DRAFTS[name][0])).breaches:
        if CASE.law.rule(breach.rule).waivable_by != Authority.NOBODY:
            for lang in ("vi", "en"):
                words = place_words(CASE, breach.rule, breach.place, lang)
                assert words and "|" not in words and "{" not in words


@pytest.mark.parametrize(
    ("rule", "place", "words"),
    [
        ("C03", "AN|XA-CHAIR", "cán bộ AN, chức danh Chủ tịch, XA"),
        ("C19", "AN|2", "cán bộ AN, kỳ từ 01/10/2023"),
        ("C19", "LOW", "nơi bố trí LOW"),
        ("C19", "OFFICE|7|2", "OFFICE, bậc 7, kỳ từ 01/10/2023"),
        ("C19", "AN|2|LOW|", "cán bộ AN, kỳ từ 01/10/2023, nơi bố trí LOW"),
        ("C20", "AN+BINH|0", "lãnh đạo AN và BINH, kỳ từ 01/10/2021"),
        ("C21", "XA|1", "XA, kỳ từ 01/10/2022"),
        ("C25", "2021", "năm 2021"),
        ("D01", "K1", "quyết định K1"),
        ("D01", "K|1", "K|1"),
    ],
)
def test_a_place_names_whom_and_what_and_when(rule: str, place: str, words: str) -> None:
    assert place_words(CASE, rule, place, "vi") == words


def test_rows_are_signed_by_the_lowest_authority_that_may_and_last_as_long_as_the_plan() -> None:
    case = office(planned=())
    found = way_out(case)
    row = told(case, COUNCIL, found, "en")["waivers"][0]
    assert (row["rule_id"], row["place"]) == ("C03", f"{found.stint.cadre}|{COUNCIL}")
    assert (row["authority"], row["from_date"], row["to_date"]) == ("district_committee", "2021-10-01", "2024-09-30")
