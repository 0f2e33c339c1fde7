"""C43: courses have seats, and nobody sits in two at a time."""

from typing import Any

import pytest

from optimizer.case import Case
from optimizer.courses import courses
from optimizer.rules.bonds.c43_courses import CourseSeats, overlapping
from optimizer.stints import stints
from tests.rules.tables import faults, official, plan, world

C43 = CourseSeats()
PEOPLE = [official(name) for name in ("AN", "BINH", "CHI")]
LAW = {"course_id": "LAW", "starts": "2021-11-01", "months": 6}  # until 30/4/2022
NEXT = {"course_id": "NEXT", "starts": "2022-05-01", "gives": "land"}
OVER = {"course_id": "OVER", "starts": "2022-04-30", "gives": "land"}


def taught(*offered: dict[str, Any], **more: Any) -> Case:
    """XA asks for law and land; these courses are offered."""
    return world(PEOPLE, needs=[{}, {"competency": "land"}], courses=offered, **more)


@pytest.mark.parametrize(("seats", "sent", "over"), [(0, 0, 0), (0, 1, 1), (1, 3, 2), (2, 2, 0), (3, 3, 0)])
def test_no_more_are_sent_than_there_are_seats(seats: int, sent: int, over: int) -> None:
    case = taught({**LAW, "seats": seats})
    judged = plan(case, sends=[(name, "LAW") for name in ("AN", "BINH", "CHI")[:sent]])
    assert faults(case, C43, judged) == (["LAW"] if over else [])
    assert [breach.amount for breach in C43.breaches(case, judged)] == ([over] if over else [])


def test_each_course_has_its_own_seats() -> None:
    case = taught({**LAW, "seats": 1}, {**NEXT, "seats": 1})
    assert faults(case, C43, plan(case, sends=[("AN", "LAW"), ("BINH", "NEXT"), ("CHI", "NEXT")])) == ["NEXT"]


@pytest.mark.parametrize(("other", "told"), [(NEXT, []), (OVER, ["AN|LAW|OVER"])])
def test_a_cadre_takes_two_courses_only_one_after_the_other(other: dict[str, Any], told: list[str]) -> None:
    case = taught(LAW, other)
    assert faults(case, C43, plan(case, sends=[("AN", "LAW"), ("AN", other["course_id"])])) == told
    assert faults(case, C43, plan(case, sends=[("AN", "LAW"), ("BINH", other["course_id"])])) == []


def test_of_three_courses_each_pair_that_overlaps_is_named() -> None:
    case = taught(LAW, NEXT, OVER)
    assert overlapping(case) == [("LAW", "OVER"), ("NEXT", "OVER")]
    judged = plan(case, sends=[("AN", name) for name in ("LAW", "NEXT", "OVER")])
    assert faults(case, C43, judged) == ["AN|LAW|OVER", "AN|NEXT|OVER"]


@pytest.mark.parametrize(("starts", "offered"), [("2021-09-30", False), ("2021-10-01", True)])
def test_courses_that_have_begun_before_the_planning_day_are_not_offered(starts: str, offered: bool) -> None:
    assert ("LAW" in taught({**LAW, "starts": starts}).course) == offered
    assert not taught({**LAW, "starts": starts}, training=False).course


@pytest.mark.parametrize(
    ("had", "level", "useful"), [(0, 2, True), (1, 2, True), (2, 4, False), (0, 1, False), (0, 3, True)]
)
def test_a_course_is_offered_to_who_has_less_than_is_asked_if_it_gives_as_much(
    had: int, level: int, useful: bool
) -> None:
    known = [{"cadre_id": name, "level": had} for name in ("AN", "BINH", "CHI")]
    case = taught({**LAW, "level": level}, competencies=known)
    assert len(courses(case, stints(case))) == (3 if useful else 0)


def test_two_courses_that_meet_on_one_day_only_at_the_change_do_not_overlap_in_whichever_order() -> None:
    assert overlapping(taught({**LAW, "course_id": "Z"}, {**NEXT, "course_id": "A"})) == []
    assert overlapping(taught({**LAW, "course_id": "Z"}, {**OVER, "course_id": "A"})) == [("A", "Z")]


def test_a_course_that_has_begun_has_no_seats() -> None:
    case = taught({**LAW, "starts": "2021-09-01"})
    breaches = list(C43.breaches(case, plan(case, sends=[("AN", "LAW"), ("BINH", "LAW")])))
    assert [(b.place, b.amount, b.facts["count"], b.facts["limit"]) for b in breaches] == [("LAW", 2, 2, 0)]


def test_of_two_courses_at_once_one_is_too_many() -> None:
    case = taught(LAW, OVER)
    (breach,) = C43.breaches(case, plan(case, sends=[("AN", "LAW"), ("AN", "OVER")]))
    assert (breach.amount, breach.facts["count"], breach.facts["limit"]) == (1, 2, 1)
