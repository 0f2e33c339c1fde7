"""Limits of gates that the legal cases do not meet, and facts of a breach on which no verdict depends."""

from datetime import date

import pytest

from optimizer.law import add_months
from optimizer.rules.gates.c04_tenure import Tenure
from optimizer.rules.gates.c11_discipline import Conduct
from optimizer.rules.gates.c24_freeze import FreezeWindow
from optimizer.rules.gates.c39_humane import HumaneExclusion
from optimizer.stints import stints
from tests.rules.tables import holds, official, plan, world
from tests.worlds import with_value

SENT = ("AN", "XA-CHAIR", 0, 12)


def test_too_short_a_tenure_is_told_with_the_end_of_a_running_rotation_if_there_is_one() -> None:
    running = holds("AN", "XB-CHAIR", date(2022, 9, 30), "rotation")
    for service, end in (([running], date(2022, 10, 1)), ([], "—")):
        case = world([official("AN")], posts="XA-CHAIR XB-CHAIR", service=service)
        told = Tenure().fault(case, plan(case, SENT).stints[0])
        assert told == {"months": 12, "least": 36, "most": 60, "running_end": end}


def test_a_discipline_is_told_with_the_day_until_which_it_counts_and_an_inquiry_without_one() -> None:
    reprimand = {"discipline": "reprimand", "discipline_date": date(2021, 4, 1)}
    for facts, until in ((reprimand, date(2026, 4, 1)), ({"under_investigation": True}, "")):
        case = world([official("AN", **facts)])
        assert Conduct().fault(case, plan(case, SENT).stints[0]) == {"until": until}


def test_of_several_humane_reasons_the_first_is_told() -> None:
    case = world([official("AN", sex="female", pregnant=True, youngest_child_birth=date(2021, 5, 1))])
    told = HumaneExclusion().fault(case, plan(case, SENT).stints[0])
    assert told is not None
    assert told["reason"] == "pregnant"


TODAY = date(2022, 10, 1)


@pytest.mark.parametrize(
    ("first", "last", "frozen"),
    [(date(2022, 9, 1), TODAY, True), (TODAY, date(2022, 11, 1), True), (date(2022, 10, 2), date(2022, 11, 1), False),
     (date(2022, 9, 1), date(2022, 9, 30), False)],
)  # fmt: skip
def test_a_freeze_holds_from_its_first_day_to_its_last(first: date, last: date, frozen: bool) -> None:
    case = world([official("AN")], regime="2022", start=TODAY)
    case = with_value(case, "freeze_windows", [{"from": first, "to": last}])
    frame = stints(case)
    assert (FreezeWindow().fault(case, plan(case, SENT).stints[0]) is not None) == frozen
    assert FreezeWindow().admits(case, frame)[(frame["start"] == 0).to_numpy()].any() != frozen


HARD = {"cadre_id": "AN", "unit_id": "XA", "role_id": "VICE", "service_id": "Q1"}


@pytest.mark.parametrize(
    ("hardship", "spells", "until"),
    [
        (75, [{"to_date": date(2021, 8, 31)}], date(2023, 9, 1)),  # as hard as the hardest
        (74, [{"to_date": date(2021, 8, 31)}], None),
        (75, [{"to_date": ""}], None),  # it runs, and nobody knows how long
        (
            75,
            [{"to_date": date(2019, 12, 31)}, {"from_date": date(2020, 1, 1), "to_date": date(2020, 12, 31)}],
            date(2023, 1, 1),
        ),
    ],
)
def test_who_has_served_in_a_hardest_commune_has_rested_two_years_after_the_last_time(
    hardship: int, spells: list[dict[str, object]], until: date | None
) -> None:
    service = [{**HARD, "service_id": f"Q{n}", **spell} for n, spell in enumerate(spells)]
    case = world([official("AN")], units=[{"unit_id": "XA", "hardship": hardship}], service=service)
    left = case.left_hardest.get("AN")
    assert (left and add_months(left, case.law["rest_months"].value)) == until
