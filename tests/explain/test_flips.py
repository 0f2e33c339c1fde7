"""Every pair that a regime turns is traced to a mode or a parameter, and turning that one alone turns the pair."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from optimizer.case import Case, build_case
from optimizer.explain.eligibility import eligibility
from optimizer.explain.flips import Cause, Flip, Judged, Refusal, Trial, flips, judged, only_in_one
from optimizer.jobs import case_under, load_case
from optimizer.law import Law, add_months
from optimizer.plan import Stint
from optimizer.report.flip_sentences import flip_sentence
from optimizer.rules import GATES
from optimizer.words import Mode
from tests.rules.tables import official, world

DATA = Path(__file__).parents[2] / "data"
START = date(2021, 10, 1)
STEPS = [("2017", "2022"), ("2022", "2025"), ("2017", "2025")]


def under(case: Case, regime: str) -> Judged:
    """The case under a regime, as if it were in force."""
    return judged(case_under(case.tables, case.settings, regime))


@cache
def shipped(name: str, regime: str) -> Judged:
    """A shipped case under a regime."""
    return judged(load_case(DATA / name, regime))


def turned(cadre: dict[str, Any], before: str, after: str, **given: Any) -> tuple[Flip, ...]:
    """What turns between two regimes for one official and one post, the chair of XA."""
    case = world([cadre], posts="XA-CHAIR", lengths_months=[36], **given)
    return flips(under(case, before), under(case, after))


def law_with(law: Law, other: Law, rule: str, cause: Cause) -> Law:
    """The law with the mode of the rule, or the parameters of the cause, as the other law has them."""
    if cause.kind == "mode":
        return replace(law, rules={**law.rules, rule: replace(law.rule(rule), mode=other.mode(rule))})
    return replace(law, by_key={**law.by_key, **{key: other[key] for key in cause.parameters}})


@pytest.mark.parametrize("name", ["tiny", "muong_nhe_2021"])
@pytest.mark.parametrize(("before", "after"), STEPS)
def test_every_flip_has_a_cause_and_turning_it_alone_turns_the_rule_in_the_encodings(
    name: str, before: str, after: str
) -> None:
    first, second = shipped(name, before), shipped(name, after)
    tried: dict[Any, Any] = {}
    for flip in flips(first, second):
        refusing, admitting = (first, second) if flip.newly else (second, first)
        assert flip.refusals
        for refusal in flip.refusals:
            assert refusal.causes, (flip, refusal)
            for cause in refusal.causes:
                key = flip.newly, refusal.rule, cause
                if key not in tried:
                    law = law_with(refusing.case.law, admitting.case.law, refusal.rule, cause)
                    pairs = eligibility(build_case(refusing.case.tables, refusing.case.settings, law)).pairs
                    tried[key] = pairs.set_index(["cadre_id", "post_id"])["refused_by"].to_dict()
                assert refusal.rule not in tried[key][flip.stint.cadre, flip.stint.post], (flip, cause)


@pytest.mark.parametrize("name", ["tiny", "muong_nhe_2021"])
@pytest.mark.parametrize(("before", "after"), STEPS)
def test_the_flips_are_exactly_the_pairs_on_which_the_two_matrices_differ(name: str, before: str, after: str) -> None:
    first, second = shipped(name, before), shipped(name, after)
    admitted = [
        set(map(tuple, side.pairs.loc[side.pairs["refused_by"].map(len) == 0, ["cadre_id", "post_id"]].to_numpy()))
        for side in (first, second)
    ]
    found = flips(first, second)
    assert {(f.stint.cadre, f.stint.post) for f in found if f.newly} == admitted[1] - admitted[0]
    assert {(f.stint.cadre, f.stint.post) for f in found if not f.newly} == admitted[0] - admitted[1]
    assert only_in_one(first, second) == (0, 0)


def test_fifty_years_and_a_day_is_too_old_in_2017_only_by_the_mode_of_the_age_limit() -> None:
    fifty, older = (add_months(START, -12 * 50) - timedelta(days=days) for days in (0, 1))
    short = {"horizon_months": 12}
    assert turned(official("AN", birth_date=fifty), "2017", "2022", **short) == ()
    (flip,) = turned(official("AN", birth_date=older), "2017", "2022", **short)
    assert flip.newly
    assert [(r.rule, r.causes) for r in flip.refusals] == [("C06", (Cause("mode"),))]


@pytest.mark.parametrize(("rank", "outstanding", "turns"), [(6, False, True), (6, True, False), (7, False, False)])
def test_one_step_up_without_being_outstanding_is_lost_in_2022_by_one_parameter(
    rank: int, outstanding: bool, turns: bool
) -> None:
    found = turned(official("AN", rank=rank, outstanding=outstanding), "2017", "2022")
    assert bool(found) == turns
    for flip in found:
        assert not flip.newly
        cause = Cause("parameters", ("higher_needs_outstanding",))
        assert flip.refusals == (Refusal("C18", {"has": 6, "offered": 7, "most": 1}, (cause,)),)


@pytest.mark.parametrize(("born", "turns"), [(date(1969, 8, 1), True), (date(1969, 9, 1), False)])
def test_who_comes_from_a_district_is_no_longer_rotated_in_2025_so_that_119_months_of_service_are_enough(
    born: date, turns: bool
) -> None:
    found = turned(official("AN", birth_date=born), "2022", "2025", horizon_months=12)
    assert bool(found) == turns
    for flip in found:
        assert flip.newly
        (refusal,) = flip.refusals
        assert (refusal.rule, refusal.facts["left"]) == ("C05", 119)
        assert refusal.causes == (Cause("parameters", ("rotation_source_levels",)),)


@pytest.mark.parametrize(("months", "turns"), [(23, False), (24, True), (59, True), (60, False)])
def test_a_reprimand_counts_24_months_instead_of_60_by_a_choice_and_the_number_that_it_asks_for(
    months: int, turns: bool
) -> None:
    reprimand = {"discipline": "reprimand", "discipline_date": add_months(START, -months)}
    found = turned(official("AN", **reprimand), "2017", "2022", horizon_months=12)
    assert bool(found) == turns
    for flip in found:
        cause = Cause("parameters", ("discipline_any_excluded", "discipline_months_reprimand"))
        assert flip.newly
        assert [(r.rule, r.causes) for r in flip.refusals] == [("C11", (cause,))]


def test_a_fact_that_is_reckoned_when_the_case_is_built_is_traced_to_all_that_it_needs() -> None:
    start = date(2020, 11, 1)  # before the decree of 18/11/2020 men retire at 60
    person = official("AN", birth_date=date(1970, 9, 5), health_checked=date(2020, 10, 1))
    given = {"start": start, "horizon_months": 12}
    (flip,) = turned(person, "2017", "2022", **given)
    (service,) = [refusal for refusal in flip.refusals if refusal.rule == "C05"]
    assert service.facts["left"] == 119
    (cause,) = service.causes
    assert {"retirement_first_year", "retirement_age_cap_male"} < set(cause.parameters)
    assert len(cause.parameters) == 3  # and the first age or the yearly step


def test_a_freeze_window_looks_at_the_real_start_and_not_at_the_day_of_the_law() -> None:
    given = {"start": date(2025, 4, 1), "horizon_months": 3, "period_months": 3, "regime": "2022"}
    person = official("AN", health_checked=date(2025, 3, 1))
    assert turned(person, "2022", "2025", **given) == ()  # the law of 01/07/2025 still freezes 01/04/2025
    (flip,) = turned(person, "2017", "2022", **given)
    assert not flip.newly
    assert [(r.rule, r.causes) for r in flip.refusals] == [("C24", (Cause("mode"),))]
    open_again = {**given, "start": date(2025, 7, 1), "regime": "2025"}
    assert turned(official("AN", health_checked=date(2025, 6, 1)), "2017", "2022", **open_again) == ()


def test_only_parameters_that_the_rule_or_the_case_reads_are_suspected() -> None:
    first, second = shipped("muong_nhe_2021", "2017").case, shipped("muong_nhe_2021", "2022").case
    gates, stint = {gate.id: gate for gate in GATES}, Stint("CB004", "X03154-BT", START, 36)
    assert Trial(first, second).candidates(gates["C13"], stint) == []
    assert Trial(second, first).candidates(gates["C18"], stint) == ["higher_needs_outstanding"]


def test_two_causes_that_each_turn_a_rule_are_both_told() -> None:
    case = world([official("AN", birth_date=date(1969, 8, 1))], posts="XA-CHAIR", lengths_months=[36], horizon_months=12)
    first, second = under(case, "2022"), under(case, "2025")
    lower = replace(second.case.law["remaining_service_min"], value=119)
    law = replace(second.case.law, by_key={**second.case.law.by_key, "remaining_service_min": lower})
    (flip,) = flips(first, judged(build_case(case.tables, case.settings, law)))
    causes = {cause.parameters for cause in flip.refusals[0].causes}
    assert causes == {("remaining_service_min",), ("rotation_source_levels",)}


def test_the_sentence_tells_fact_limit_source_and_both_values_in_both_languages() -> None:
    first, second = shipped("muong_nhe_2021", "2017"), shipped("muong_nhe_2021", "2022")
    found = flips(first, second)
    told = [flip_sentence(first.case, second.case, flip, "vi") for flip in found]
    age = next(line for line, flip in zip(told, found, strict=True) if flip.newly)
    assert "đủ điều kiện chức danh" in age
    assert "đã quá 50 tuổi [98-QĐ/TW, Điều 5; R]" in age
    assert "«bắt buộc» theo 2017, «không áp dụng» theo 2022" in age
    lost = next(line for line, flip in zip(told, found, strict=True) if not flip.newly)
    assert "theo 2022: «có» (65-QĐ/TW, Điều 4.3; R), theo 2017: «không» (98-QĐ/TW không nêu; D)" in lost
    english = [flip_sentence(first.case, second.case, flip, "en") for flip in found]
    assert not [line for line in told + english if "{" in line]


def test_the_case_as_the_law_of_its_own_day_says_it_flips_nothing_against_itself() -> None:
    case = shipped("muong_nhe_2021", "2017")
    assert case.case.law.mode("C06") == Mode.HARD
    assert flips(case, case) == ()
