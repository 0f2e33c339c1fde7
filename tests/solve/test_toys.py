"""Toys whose best plan is known by hand: a switch is turned, and the plan changes as predicted; both engines prove it."""

from datetime import date

import pytest

from optimizer.case import Case
from optimizer.model import build
from optimizer.plan import Plan
from optimizer.solve import Solved, SolveParams, solve
from tests.rules.tables import Rows, holds, official, plan, world
from tests.worlds import with_value

LATER = date(2035, 1, 1)
NATIVE = official("EM", "XA", "VICE", party_member=0)  # beside the head by C21B, and by C13 never the chair himself
GROWTH = ("points_development", "points_planned_step", "points_landing_up", "points_stabilise")


def chair(cadres: Rows, **given: object) -> Case:
    """The chair of XA is vacant; EM, who may not have it, is vice chair there. Periods are years."""
    service = [holds("EM", "XA-VICE", LATER), *given.pop("service", ())]  # type: ignore[misc]
    return world([*cadres, NATIVE], posts="XA-CHAIR XA-VICE", service=service, **given)


def best(case: Case) -> Plan:
    """The best plan, each tier of it proved by both engines."""
    outcome = solve(build(case), SolveParams(seconds=60))
    assert isinstance(outcome, Solved)
    assert all(set(tier.proved_by) == {"cp-sat", "highs"} for tier in outcome.tiers)
    return outcome.plan


@pytest.mark.parametrize(
    ("starts", "months", "first"),
    [
        ("2021-10-01", 12, 1),  # over by 30/9/2022, and he starts the day after
        ("2021-10-02", 12, 2),  # a day too late for that, so he starts a year later
        ("2021-11-01", 11, 1),
        ("2022-10-01", 12, 2),
        ("2022-10-02", 12, None),  # a day too late for the last start
    ],
)
def test_without_grace_he_starts_in_the_first_year_after_the_course(starts: str, months: int, first: int | None) -> None:
    """AN has no political theory; in 2021 the chair needs the intermediate level on the day of appointment.

    Without training nobody may have the post, so it stays vacant. With it, `fill` wants him as soon as the course,
    counted to the day after its last, is over: by 1/10/2022 (period 1), else by 1/10/2023 (period 2), else never.
    He is rotated for the least lawful 36 months and returns home; no course is taken that opens no post.
    """
    course = {"course_kind": "theory", "gives": "intermediate", "level": "", "starts": starts, "months": months}
    off, on = (
        chair([official("AN", leader=0, theory="none")], courses=[course], lengths_months=[36], training=training)
        for training in (False, True)
    )
    assert best(off) == plan(off)
    expected = plan(on) if first is None else plan(on, ("AN", "XA-CHAIR", first, 36, "home"), sends=[("AN", "K")])
    assert best(on) == expected


@pytest.mark.parametrize(
    ("starts", "first"), [("2027-01-01", 0), ("2027-01-02", 1), ("2029-01-01", 2), ("2029-01-02", None)]
)
def test_with_two_years_of_grace_he_starts_two_years_before_the_course_ends(starts: str, first: int | None) -> None:
    """AN has the intermediate level; since 11/7/2025 the chair needs the advanced one, within 24 months.

    A course of a year from 1/1/2027 is over on 1/1/2028, which is 24 months after the planning day: he starts at once.
    From 2/1/2027 it ends a day too late for that, and he starts a year later (to 1/1/2029 there is time). The last
    start within the three years, 1/1/2028, allows a course that is over on 1/1/2030. From a district office it is a
    transfer, which lasts a term and asks for no landing.
    """
    course = {"course_kind": "theory", "gives": "advanced", "level": "", "starts": starts, "months": 12}
    person = official("AN", leader=0, theory="intermediate", health_checked="2025-12-01")
    off, on = (
        chair([person], courses=[course], regime="2025", start=date(2026, 1, 1), training=training)
        for training in (False, True)
    )
    assert best(off) == plan(off)
    expected = plan(on) if first is None else plan(on, ("AN", "XA-CHAIR", first, 60), sends=[("AN", "K")])
    assert best(on) == expected


@pytest.mark.parametrize(("fit", "chosen"), [(49, "BINH"), (51, "AN")])
def test_growth_sends_the_one_for_whom_it_is_the_first_commune_if_he_fits_almost_as_well(fit: int, chosen: str) -> None:
    """AN has served in a commune, BINH has not; they are alike but for AN's better fit.

    AN's fit is worth 2 points × fit ‰ × 36 months / 12 = 6 × fit; BINH's is 0, and his first service in a commune
    is worth 300. At 49 ‰ AN brings 294 and BINH is sent; at 51 ‰ he brings 306 and is sent himself. Without the
    points of growth he is sent at either fit. Neither is planned for a post above the chair; both return home.
    """
    old = {"service_id": "Q", "cadre_id": "AN", "unit_id": "XB", "role_id": "VICE", "to_date": "2020-12-31"}
    people = [official("AN", leader=0), official("BINH", leader=0)]
    planned = [{"cadre_id": name, "role_id": "CHAIR"} for name in ("AN", "BINH")]
    fits = [{"cadre_id": "AN", "post_id": "XA-CHAIR", "fit": fit}, {"cadre_id": "BINH", "post_id": "XA-CHAIR"}]
    case = chair(people, service=[old], succession=planned, fit=fits, lengths_months=[36])
    assert best(case) == plan(case, (chosen, "XA-CHAIR", 0, 36, "home"))
    plain = case
    for points in GROWTH:
        plain = with_value(plain, points, 0)
    assert best(plain) == plan(plain, ("AN", "XA-CHAIR", 0, 36, "home"))
