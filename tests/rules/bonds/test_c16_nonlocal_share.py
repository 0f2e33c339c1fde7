"""C16: of the party secretaries of all communes a share, 30 % in 2022 and all in 2025, are people from elsewhere."""

from datetime import date
from typing import Any

import pytest

from optimizer.case import Case
from optimizer.rules.bonds.c16_nonlocal_share import NonlocalShare
from tests.rules.tables import faults, holds, official, plan, world
from tests.worlds import with_value

C16 = NonlocalShare()
IN_2022 = {"regime": "2022", "start": date(2024, 1, 1)}
IN_2025 = {"regime": "2025", "start": date(2026, 1, 1)}
COMMUNES = ["XA", "XB", "XC", "XD"]
NATIVES = [official(f"OF_{unit}", unit, "VICE", home_commune_id=unit) for unit in COMMUNES]
LATER = date(2035, 1, 1)
ALL_YEARS = ["0", "1", "2"]


def secretaries(*units: str, **more: Any) -> Case:
    """A party secretary's post in each of these communes; natives of all four, and AN of the office."""
    posts = " ".join(f"{unit}-PARTY_SECRETARY" for unit in units)
    return world([*NATIVES, official("AN"), *more.pop("cadres", ())], posts=posts, **more)


def native(unit: str, start: int = 0) -> tuple[str, str, int, int]:
    """The native of a commune becomes its secretary."""
    return f"OF_{unit}", f"{unit}-PARTY_SECRETARY", start, 60


@pytest.mark.parametrize(
    ("posts", "natives", "told"),
    [
        (3, 3, []),  # 30 % of three posts is none
        (4, 3, []),
        (4, 4, ALL_YEARS),  # 30 % of four posts is one
    ],
)
def test_thirty_percent_of_the_secretaries_are_from_elsewhere_rounded_down(
    posts: int, natives: int, told: list[str]
) -> None:
    case = secretaries(*COMMUNES[:posts], **IN_2022)
    assert faults(case, C16, plan(case, *(native(unit) for unit in COMMUNES[:natives]))) == told


def test_the_fourth_may_be_from_elsewhere_and_the_native_of_another_commune_is_from_elsewhere() -> None:
    case = secretaries(*COMMUNES, **IN_2022)
    three = [native(unit) for unit in COMMUNES[:3]]
    assert faults(case, C16, plan(case, *three, ("AN", "XD-PARTY_SECRETARY", 0, 36))) == []
    moved = ("OF_XA", "XD-PARTY_SECRETARY", 0, 60), *(native(unit) for unit in COMMUNES[1:3])
    assert faults(case, C16, plan(case, *moved)) == []


def test_only_the_years_in_which_there_are_too_many_are_named() -> None:
    case = secretaries(*COMMUNES, **IN_2022)
    judged = plan(case, *(native(unit, start) for unit, start in zip(COMMUNES, (0, 0, 1, 2), strict=True)))
    assert faults(case, C16, judged) == ["2"]


def test_in_2025_none_is_a_native() -> None:
    case = secretaries("XA", "XB", **IN_2025)
    assert faults(case, C16, plan(case)) == []
    assert faults(case, C16, plan(case, ("AN", "XA-PARTY_SECRETARY", 0, 60))) == []
    assert faults(case, C16, plan(case, native("XA", 1))) == ["1", "2"]


def test_other_posts_are_not_counted() -> None:
    case = world(NATIVES, posts="XA-SECRETARY XA-CHAIR XA-VICE XA-PARTY_SECRETARY", **IN_2025)
    assert faults(case, C16, plan(case, ("OF_XA", "XA-CHAIR", 0, 60))) == []


@pytest.mark.parametrize(("since", "local"), [(date(2006, 1, 1), True), (date(2006, 1, 2), False)])
def test_twenty_years_of_service_there_make_a_native(since: date, local: bool) -> None:
    service = [{"service_id": "Q", "cadre_id": "EM", "unit_id": "XA", "role_id": "VICE", "from_date": since}]
    case = secretaries("XA", cadres=[official("EM", "XA", "VICE")], service=service, **IN_2025)
    assert faults(case, C16, plan(case, ("EM", "XA-PARTY_SECRETARY", 0, 60))) == (ALL_YEARS if local else [])


def sitting(until: date) -> dict[str, Any]:
    """DUNG, a native of XA, is its secretary until a day."""
    native_secretary = official("DUNG", "XA", "PARTY_SECRETARY", home_commune_id="XA")
    return {"cadres": [native_secretary], "service": [holds("DUNG", "XA-PARTY_SECRETARY", until)], **IN_2025}


def test_a_native_who_sits_there_already_is_no_breach_but_is_not_joined_by_another() -> None:
    case = secretaries("XA", "XB", **sitting(LATER))
    assert faults(case, C16, plan(case)) == []
    assert faults(case, C16, plan(case, native("XB", 1))) == ["1", "2"]


def test_a_native_may_follow_a_native_only_while_the_first_would_have_stayed() -> None:
    moves = ("DUNG", "XB-PARTY_SECRETARY", 1, 24), native("XA", 1)
    for until, told in ((LATER, []), (date(2027, 12, 31), ["2"])):
        case = secretaries("XA", "XB", **sitting(until))
        assert faults(case, C16, plan(case, *moves)) == told


def test_when_the_time_of_a_native_ends_he_is_not_reappointed() -> None:
    case = secretaries("XA", "XB", **sitting(date(2026, 12, 31)))
    assert faults(case, C16, plan(case, ("DUNG", "XA-PARTY_SECRETARY", 1, 60))) == ["1", "2"]


def test_a_waiver_names_the_period() -> None:
    waivers = [{"rule_id": "C16", "place": "1", "from_date": "2026-01-01", "to_date": "2026-12-31"}]
    case = secretaries("XA", waivers=waivers, **IN_2025)
    assert faults(case, C16, plan(case, native("XA", 1))) == ["2"]


def test_ninety_nine_percent_of_one_post_is_none() -> None:
    case = with_value(secretaries("XA", **IN_2022), "nonlocal_target_percent", 99)
    assert faults(case, C16, plan(case, native("XA"))) == []
