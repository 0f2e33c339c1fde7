"""Projected vacancies against a table made by hand: whose date, why, which period, months still held."""

import random
from datetime import date

import pytest

from tests.worlds import case_of, raw_world

LATER = date(2030, 1, 1)
YOUNG, OLD_MAN, OLD_WOMAN = ("male", date(1985, 5, 5)), ("male", date(1962, 1, 20)), ("female", date(1966, 6, 15))
A, R = "appointment", "rotation"
OLD_MAN_RETIRES, OLD_WOMAN_RETIRES = date(2022, 8, 1), date(2021, 11, 1)  # at 60 years 6 months, at 55 years 4 months
# person, kind, from, last day expected, last day of duty, opens on, because, first period not held whole, months held of it
BY_HAND = [
    (YOUNG, A, date(2019, 1, 1), date(2021, 9, 29), "", date(2021, 9, 30), "tenure", 0, 0),
    (YOUNG, A, date(2019, 1, 1), date(2021, 9, 30), "", date(2021, 10, 1), "tenure", 0, 0),
    (YOUNG, A, date(2019, 1, 1), date(2021, 10, 30), "", date(2021, 10, 31), "tenure", 0, 0),
    (YOUNG, A, date(2019, 1, 1), date(2021, 10, 31), "", date(2021, 11, 1), "tenure", 0, 1),
    (YOUNG, A, date(2019, 1, 1), date(2022, 9, 29), "", date(2022, 9, 30), "tenure", 0, 11),
    (YOUNG, A, date(2019, 1, 1), date(2022, 9, 30), "", date(2022, 10, 1), "tenure", 1, 0),
    (YOUNG, A, date(2019, 1, 1), date(2022, 11, 30), "", date(2022, 12, 1), "tenure", 1, 2),
    (YOUNG, A, date(2019, 1, 1), date(2023, 9, 29), "", date(2023, 9, 30), "tenure", 1, 11),
    (YOUNG, A, date(2019, 1, 1), date(2023, 9, 30), "", date(2023, 10, 1), "tenure", 2, 0),
    (YOUNG, A, date(2019, 1, 1), date(2024, 2, 29), "", date(2024, 3, 1), "tenure", 2, 5),
    (YOUNG, A, date(2019, 1, 1), date(2024, 9, 29), "", date(2024, 9, 30), "tenure", 2, 11),
    (YOUNG, A, date(2019, 1, 1), date(2024, 9, 30), "", date(2024, 10, 1), "tenure", 3, 0),
    (YOUNG, A, date(2019, 1, 1), LATER, "", date(2030, 1, 2), "tenure", 3, 0),
    (YOUNG, A, date(2018, 6, 1), "", "", date(2023, 6, 1), "tenure", 1, 8),  # 60 months of a term
    (YOUNG, A, date(2016, 10, 1), "", "", date(2021, 10, 1), "tenure", 0, 0),
    (YOUNG, A, date(2019, 10, 2), "", "", date(2024, 10, 2), "tenure", 3, 0),
    (OLD_MAN, A, date(2019, 1, 1), date(2025, 6, 30), "", OLD_MAN_RETIRES, "retirement", 0, 10),
    (OLD_WOMAN, A, date(2019, 1, 1), date(2025, 6, 30), "", OLD_WOMAN_RETIRES, "retirement", 0, 1),
    (OLD_MAN, A, date(2019, 1, 1), date(2022, 3, 31), "", date(2022, 4, 1), "tenure", 0, 6),
    (OLD_MAN, A, date(2019, 1, 1), date(2022, 7, 31), "", OLD_MAN_RETIRES, "tenure", 0, 10),  # the same day
    (OLD_MAN, A, date(2019, 1, 1), date(2022, 8, 1), "", OLD_MAN_RETIRES, "retirement", 0, 10),
    (YOUNG, R, date(2020, 1, 1), date(2022, 12, 31), "", date(2023, 1, 1), "rotation_end", 1, 3),
    (OLD_MAN, R, date(2020, 1, 1), date(2023, 1, 1), "", OLD_MAN_RETIRES, "retirement", 0, 10),
    (YOUNG, A, date(2019, 1, 1), LATER, date(2022, 9, 30), date(2022, 10, 1), "mandatory_move", 1, 0),
    (YOUNG, A, date(2019, 1, 1), LATER, date(2022, 9, 29), date(2022, 9, 30), "mandatory_move", 0, 11),
    (YOUNG, A, date(2018, 6, 1), "", date(2022, 12, 31), date(2023, 1, 1), "mandatory_move", 1, 3),
    (YOUNG, A, date(2019, 1, 1), date(2023, 9, 30), date(2023, 9, 29), date(2023, 9, 30), "mandatory_move", 1, 11),
    (YOUNG, A, date(2019, 1, 1), date(2023, 9, 30), date(2023, 9, 30), date(2023, 10, 1), "tenure", 2, 0),
    (YOUNG, A, date(2019, 1, 1), date(2023, 9, 30), date(2024, 3, 31), date(2023, 10, 1), "tenure", 2, 0),
    (OLD_MAN, A, date(2019, 1, 1), LATER, date(2022, 7, 30), date(2022, 7, 31), "mandatory_move", 0, 9),
    (OLD_MAN, A, date(2019, 1, 1), LATER, date(2022, 7, 31), OLD_MAN_RETIRES, "retirement", 0, 10),
    (YOUNG, R, date(2020, 1, 1), date(2022, 12, 31), date(2022, 6, 30), date(2022, 7, 1), "mandatory_move", 0, 9),
]  # fmt: skip


@pytest.mark.parametrize("row", BY_HAND, ids=range(len(BY_HAND)))
def test_a_post_opens_when_the_hand_made_table_says(row: tuple) -> None:
    (sex, birth), kind, begun, expected, duty, on, because, opens, held = row
    tables = raw_world(random.Random(1))
    tables["cadres"][1][1:3] = [sex, birth]
    spell = ["Q1", "P0", "A", "C", "A-C", kind, begun, "", expected, duty, "home" if kind == R else ""]
    tables["service"] = [tables["service"][0], spell]
    post = case_of(tables).post["A-C"]
    assert (post.incumbent_id, post.opens_because, post.opens, post.held_months) == ("P0", because, opens, held)
    assert post.opens_on == on
    assert post.on_rotation == (kind == R)
    assert (post.must_leave_by.date() == duty) if duty else str(post.must_leave_by) == "NaT"


def test_a_post_without_a_running_spell_is_vacant_now() -> None:
    tables = raw_world(random.Random(1))
    tables["service"] = tables["service"][:1]
    post = case_of(tables).post["A-C"]
    assert (post.incumbent_id, post.opens_because, post.opens, post.held_months) == ("", "vacant", 0, 0)
    assert str(post.must_leave_by) == "NaT"
