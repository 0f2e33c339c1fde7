"""What a course gives a team, by hand: from which period it counts; 5 per weight, person and month."""

from datetime import date

import pytest

from optimizer.case import Case
from optimizer.rules.goals.gap_index import gap_index
from optimizer.rules.goals.schooling import Schooling
from optimizer.rules.goals.team import Team
from optimizer.rules.goals.worst_commune import WorstCommune
from tests.rules.goals.points import points
from tests.rules.tables import holds, official, plan, world
from tests.verify.drafts import LATER

TEAM = Team()
THERE = ("AN", "XA-CHAIR", 0, 36)
KIND = {"skill": {"course_kind": "skill", "gives": "law"}, "language": {"course_kind": "language", "gives": "mong"}}


def taught(kind: str, months: int, level: int = 2) -> Case:
    """XA asks for law at level 2, or for someone who speaks Mông; a course begins on 1/11/2021."""
    asked = {"needs": [{}]} if kind == "skill" else {"unit_languages": [{"level": 2}]}
    course = {**KIND[kind], "months": months, "level": level}
    return world([official("AN"), official("BINH")], courses=[course], **asked)


@pytest.mark.parametrize(
    ("months", "years"),
    [(1, 1), (11, 1), (12, 2), (23, 2), (24, 3), (35, 3)],  # after 11 months it is 1/10/2022, the start of period 1
)
def test_a_skill_counts_from_the_first_period_that_begins_after_the_course(months: int, years: int) -> None:
    case = taught("skill", months)
    assert points(case, TEAM, plan(case, THERE)) == -5 * 36
    assert points(case, TEAM, plan(case, THERE, sends=[("AN", "K")])) == -5 * 12 * years


@pytest.mark.parametrize(("months", "years"), [(1, 0), (11, 0), (12, 1), (23, 1), (24, 2), (35, 2), (36, 3)])
def test_a_language_learnt_within_a_year_counts_from_the_start_of_the_service(months: int, years: int) -> None:
    case = taught("language", months)
    assert points(case, TEAM, plan(case, THERE)) == -5 * 36
    assert points(case, TEAM, plan(case, THERE, sends=[("AN", "K")])) == -5 * 12 * years


@pytest.mark.parametrize(("start", "months", "lacking"), [(0, 12, 36), (1, 12, 24), (1, 24, 12), (2, 36, 24)])
def test_who_was_taught_counts_while_he_is_in_the_team(start: int, months: int, lacking: int) -> None:
    case = taught("skill", 11)
    judged = plan(case, ("AN", "XA-CHAIR", start, months), sends=[("AN", "K")])
    assert points(case, TEAM, judged) == -5 * lacking


def test_a_course_of_another_does_not_help() -> None:
    case = taught("skill", 11)
    assert points(case, TEAM, plan(case, THERE, sends=[("BINH", "K")])) == -5 * 36


def test_a_course_that_gives_more_than_is_asked_serves_as_well() -> None:
    case = taught("skill", 11, level=4)
    assert points(case, TEAM, plan(case, THERE, sends=[("AN", "K")])) == -5 * 12


def test_who_sits_there_already_may_be_taught() -> None:
    people, service = [official("CHI", "XA", "CHAIR")], [holds("CHI", "XA-CHAIR", LATER)]
    case = world(people, needs=[{}], service=service, courses=[{"months": 11}])
    assert points(case, TEAM, plan(case)) == -5 * 36
    assert points(case, TEAM, plan(case, sends=[("CHI", "K")])) == -5 * 12


def test_one_who_knows_and_one_who_is_taught_are_two_people() -> None:
    able = [{"cadre_id": "BINH"}]
    needs = [{"count": 2, "weight": 3}]
    case = world([official("AN"), official("BINH")], needs=needs, competencies=able, courses=[{"months": 11}])
    moves = THERE, ("BINH", "XA-VICE", 0, 36)
    assert points(case, TEAM, plan(case, *moves)) == -5 * 3 * 36
    assert points(case, TEAM, plan(case, *moves, sends=[("AN", "K")])) == -5 * 3 * 12


def test_two_courses_make_one_able_person() -> None:
    courses = [{"course_id": "K1", "months": 11}, {"course_id": "K2", "months": 23}]
    case = world([official("AN")], needs=[{"count": 2}], courses=courses)
    judged = plan(case, THERE, sends=[("AN", "K1"), ("AN", "K2")])
    assert points(case, TEAM, judged) == -5 * (2 * 12 + 24)


def test_what_is_taught_closes_the_gap_of_the_commune() -> None:
    case = world([official("AN")], posts="XA-CHAIR", needs=[{"weight": 3}], courses=[{"months": 11}])
    judged = plan(case, THERE, sends=[("AN", "K")])
    assert gap_index(case, judged) == {"XA": 84}  # 3 × 12 of (9 + 3) × 36: 83.3
    assert points(case, WorstCommune(), judged) == 84
    assert points(case, WorstCommune(), plan(case, THERE)) == 250


def test_who_knows_already_is_not_counted_again_for_being_taught_more() -> None:
    needs = [{"level": 1, "count": 2}, {"unit_id": "XB", "level": 3}]  # the course is for XB
    able, offered = [{"cadre_id": "AN", "level": 1}], [{"months": 11, "level": 3}]
    case = world([official("AN")], posts="XA-CHAIR XB-CHAIR", needs=needs, competencies=able, courses=offered)
    assert points(case, TEAM, plan(case, THERE, sends=[("AN", "K")])) == -5 * (36 + 36)


def test_who_knows_nothing_may_be_taught_the_first_level() -> None:
    case = world([official("AN")], needs=[{"level": 1}], courses=[{"months": 11, "level": 1}])
    assert points(case, TEAM, plan(case, THERE, sends=[("AN", "K")])) == -5 * 12


def test_a_course_of_theory_and_one_that_has_begun_give_no_skill() -> None:
    courses = [
        {"course_kind": "theory", "gives": "advanced", "level": ""},
        {"course_id": "OLD", "starts": date(2021, 9, 1)},
    ]
    case = world([official("AN", theory="intermediate")], needs=[{}], courses=courses)
    sent = plan(case, THERE, sends=[("AN", "K"), ("AN", "OLD")])
    assert TEAM.score(case, sent) == -5 * 36
    assert [part.facts["course"] for part in Schooling().parts(case, sent)] == ["K"]
