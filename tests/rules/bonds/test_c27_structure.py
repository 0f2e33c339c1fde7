"""C27: women 15 %, young people 10 %, minorities 70 % of their share, science 5 % (2025) of the key posts, rounded down."""

from datetime import date
from typing import Any

import pytest

from optimizer.case import Case
from optimizer.rules.bonds.c27_structure import StructureBands
from optimizer.rules.bonds.structure_bands import bands, least
from tests.rules.tables import Rows, faults, holds, official, plan, world
from tests.worlds import with_value

C27 = StructureBands()
ROLES = ["CHAIR", "VICE", "SECRETARY", "COUNCIL", "PARTY_SECRETARY"]
PLACES = [f"{unit}-{role}" for unit in ("XA", "XB", "XC", "XD") for role in ROLES]
LATER = date(2035, 1, 1)
WOMAN, MAN = official("HOA", sex="female"), official("AN")


def posts(count: int, cadres: Rows = (WOMAN, MAN), **more: Any) -> Case:
    """So many key posts in up to four communes."""
    return world(cadres, posts=" ".join(PLACES[:count]), **more)


def of_band(band: str, case: Case, *moves: tuple[Any, ...]) -> list[str]:
    """The periods in which one band is short."""
    return [place.removeprefix(f"{band}|") for place in faults(case, C27, plan(case, *moves)) if place.startswith(band)]


@pytest.mark.parametrize(("count", "asked"), [(6, 0), (7, 1), (13, 1), (14, 2), (20, 3)])
def test_fifteen_percent_are_women(count: int, asked: int) -> None:
    assert least(posts(count), "women") == asked


@pytest.mark.parametrize(("count", "asked"), [(9, 0), (10, 1), (19, 1), (20, 2)])
def test_ten_percent_are_young(count: int, asked: int) -> None:
    assert least(posts(count), "young") == asked


@pytest.mark.parametrize(("count", "asked", "in_force"), [(19, 0, False), (20, 1, True)])
def test_five_percent_have_studied_science_from_2025_on(count: int, asked: int, in_force: bool) -> None:
    case = posts(count, regime="2025", start=date(2026, 1, 1))
    assert least(case, "science") == asked
    assert ("science" in bands(case)) == in_force
    assert "science" not in bands(posts(20))


@pytest.mark.parametrize(
    ("spoken", "asked"),
    [
        ([("XA", "mong", 1000)], 2),  # 70 % of three posts: 2.1
        ([("XA", "mong", 477)], 1),  # 70 % × 0.477 × 3 = 1.0017
        ([("XA", "mong", 476)], 0),
        ([("XA", "mong", 300), ("XA", "thai", 177)], 1),  # all minorities together
        ([("XA", "kinh", 1000)], 0),
        ([("XA", "mong", 477), ("XA", "kinh", 523)], 1),
        ([("XA", "mong", 1000), ("OFFICE", "kinh", 1000)], 2),  # an office is no commune
        ([], 0),
    ],
)
def test_minorities_are_asked_for_by_their_share_among_the_people(spoken: list[tuple[str, str, int]], asked: int) -> None:
    shares = [{"unit_id": unit, "language": code, "share_permille": share} for unit, code, share in spoken]
    assert least(posts(3, unit_languages=shares), "minority") == asked


@pytest.mark.parametrize(("other", "asked"), [("kinh", 2), ("thai", 4)])
def test_the_share_is_the_mean_of_the_communes_with_a_figure(other: str, asked: int) -> None:
    shares = [{"unit_id": "XA", "language": "mong"}, {"unit_id": "XB", "language": other}]
    assert least(posts(6, unit_languages=shares), "minority") == asked  # 70 % of six posts: 4.2, and half of it


@pytest.mark.parametrize(
    ("moves", "short"),
    [
        ((), ["0", "1", "2"]),
        ((("HOA", "XA-CHAIR", 0, 36),), []),
        ((("HOA", "XA-CHAIR", 1, 12),), ["0", "2"]),
        ((("AN", "XA-CHAIR", 0, 36),), ["0", "1", "2"]),
    ],
)
def test_a_band_is_short_in_the_years_without_its_member(moves: tuple, short: list[str]) -> None:
    assert of_band("women", posts(7), *moves) == short
    assert of_band("women", posts(6), *moves) == []


def test_who_sits_there_already_counts_and_who_is_short_already_is_a_breach() -> None:
    people = [official("MAI", "XA", "CHAIR", sex="female"), WOMAN]
    case = posts(7, people, service=[holds("MAI", "XA-CHAIR", date(2022, 9, 30))])
    assert of_band("women", case) == ["1", "2"]
    assert of_band("women", case, ("HOA", "XA-VICE", 1, 24)) == []
    assert of_band("women", case, ("MAI", "XB-CHAIR", 2, 60)) == ["1"]


@pytest.mark.parametrize(
    ("born", "short"),
    [
        (date(1981, 10, 1), ["0", "1", "2"]),  # forty on the first day
        (date(1981, 10, 2), ["1", "2"]),
        (date(1982, 10, 1), ["1", "2"]),
        (date(1982, 10, 2), ["2"]),
        (date(1983, 10, 2), []),
    ],
)
def test_a_young_cadre_is_one_until_the_period_in_which_he_is_forty(born: date, short: list[str]) -> None:
    case = posts(10, [official("TRE", birth_date=born)])
    assert of_band("young", case, ("TRE", "XA-CHAIR", 0, 36)) == short


@pytest.mark.parametrize(
    ("ethnicity", "short"), [("mong", []), ("thai", []), ("kinh", ["0", "1", "2"]), ("", ["0", "1", "2"])]
)
def test_any_ethnic_group_but_the_kinh_is_a_minority(ethnicity: str, short: list[str]) -> None:
    shares = [{"share_permille": 500}]
    case = posts(3, [official("AN", ethnicity=ethnicity)], unit_languages=shares)
    assert of_band("minority", case, ("AN", "XA-CHAIR", 0, 36)) == short


@pytest.mark.parametrize(
    ("field", "short"), [("farming", []), ("science", []), ("law", ["0", "1", "2"]), ("", ["0", "1", "2"])]
)
def test_fields_of_science_and_technology_are_listed(field: str, short: list[str]) -> None:
    case = posts(20, [official("AN", expertise=field)], regime="2025", start=date(2026, 1, 1))
    assert of_band("science", case, ("AN", "XA-CHAIR", 0, 60)) == short


def test_the_breach_says_by_how_many_and_a_waiver_names_the_band_and_the_period() -> None:
    case = posts(14, waivers=[{"rule_id": "C27", "place": "women|1"}])
    judged = plan(case, ("HOA", "XA-CHAIR", 2, 12))
    assert [(b.place, b.amount) for b in C27.breaches(case, judged) if "women" in b.place] == [
        ("women|0", 2), ("women|1", 2), ("women|2", 1)
    ]  # fmt: skip
    assert of_band("women", case, ("HOA", "XA-CHAIR", 2, 12)) == ["0", "2"]


def test_ninety_nine_hundredths_of_a_post_are_none() -> None:
    assert least(with_value(posts(3), "women_share_percent", 33), "women") == 0


@pytest.mark.parametrize(
    ("count", "share", "alpha", "asked"),
    [(1, 1000, 100, 1), (1, 999, 100, 0), (3, 813, 41, 0)],  # the last: 0.99999 of a post
)
def test_the_band_of_minorities_is_rounded_down(count: int, share: int, alpha: int, asked: int) -> None:
    spoken = [("mong", share), ("kinh", 1000 - share)]
    rows = [{"unit_id": "XA", "language": code, "share_permille": of} for code, of in spoken if of]
    assert least(with_value(posts(count, unit_languages=rows), "minority_alpha_percent", alpha), "minority") == asked


def test_a_woman_in_a_post_that_is_no_key_post_does_not_count() -> None:
    case = world([official("HOA", role="HEAD", sex="female"), MAN], posts=" ".join([*PLACES[:7], "OFFICE-HEAD"]),
                 service=[holds("HOA", "OFFICE-HEAD", LATER)])  # fmt: skip
    assert of_band("women", case) == ["0", "1", "2"]
