"""The page and the workbook of a comparison: closed in themselves, nothing a formula, and every fact in its place."""

import io
import itertools
import random
import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from optimizer.batch.comparison import Entry, Moved, moved
from optimizer.batch.comparison_page import comparison_html, comparison_workbook, measure_text
from optimizer.batch.scatter import (
    BOTTOM,
    HEIGHT,
    LEFT,
    LETTER,
    RADIUS,
    RIGHT,
    TICKS,
    TOP,
    WIDTH,
    axis,
    beside,
    box_of,
    overlap,
    scatter,
)  # fmt: skip

START, LATER = "2021-10-01", "2022-10-01"
STAYS, LEAVES, COMES, SHIFTS = ("A", "P1"), ("B", "P2"), ("=1+1", "P2"), ("D", "P4")


def entry(name: str, stints: Sequence[tuple[Any, ...]], *reforms: str, status: str = "proven", **told: Any) -> Entry:
    """A scenario with a plan of these stints."""
    result = {
        "status": status, "horizon_months": 60, "vacant_months": 9, "weakest": 700, "moves": len(stints), "rotations": 1,
        "cost_vnd": 1_500_000_000, "stints": [list(stint) for stint in stints], "gaps": {"XA": 700, "XB": 0},
        "tiers": [{"name": "fill", "value": 1234, "bound": 1200}], "goals": {},
        "units": {"XA": "<b>Xã A</b>"}, "posts": {"P1": ["Chủ tịch UBND", "Chair"]},
    }  # fmt: skip
    return Entry(name, reforms, None, f"Câu {name}.", f"Sentence {name}.", result | told, None)


AS_IS = entry("as_is", [(*STAYS, START, 36), (*LEAVES, START, 36), (*SHIFTS, START, 36)])
OTHER = entry(
    "other", [(*STAYS, START, 36), (*COMES, START, 36), (*SHIFTS, LATER, 36)], "other",
    status="plan", vacant_months=4, cost_vnd=2_499_600_000, weakest=300,
)  # fmt: skip
FAILED = Entry("broken", ("broken",), None, "Câu.", "Sentence.", None, ("Lỗi <x>.", "Fault <x>."))
ENTRIES = (AS_IS, OTHER, FAILED)
PAGES = {language: comparison_html(ENTRIES, language) for language in ("vi", "en")}
BOOK = CalamineWorkbook.from_filelike(io.BytesIO(comparison_workbook(ENTRIES, "en")))


def section(page: str, title: str) -> str:
    """What stands below a heading of a page."""
    return page.partition(f"<h2>{title}")[2].partition("<h2>")[0]


def cells(text: str) -> list[str]:
    """The texts between the tags."""
    return [part.strip() for part in re.findall(r">([^<>]+)<", text) if part.strip()]


def test_what_moves_is_told_against_the_first_scenario_with_a_plan() -> None:
    assert moved([FAILED, AS_IS, OTHER]) == (Moved("other", (COMES,), (LEAVES,), (SHIFTS,)),)
    assert moved([FAILED]) == moved([AS_IS]) == ()


@pytest.mark.parametrize("language", PAGES)
def test_the_page_is_closed_in_itself_and_no_name_is_markup(language: str) -> None:
    page = PAGES[language]
    assert not re.search(r"<script|https?:|//\w|url\(|@import|<link", page)
    assert "<b>Xã A" not in page and "&lt;b&gt;Xã A&lt;/b&gt;" in page and "<x>" not in page
    assert f'<html lang="{language}">' in page


def test_a_measure_stands_beside_its_difference_to_the_first_plan() -> None:
    told = cells(section(PAGES["vi"], "Các kịch bản"))
    assert told[4:9] == ["Tháng trống", "Xã yếu nhất (‰)", "Lượt bố trí", "Luân chuyển", "Chi phí (triệu đồng)"]
    assert told[told.index("Câu other.") :][1:12] == [
        "có phương án, chưa chứng minh", "4", "-5", "300", "-400", "3", "1", "2.500", "+1.000", "3", "broken",
    ]  # fmt: skip
    assert "2,500" in section(PAGES["en"], "The scenarios")


def test_scenarios_over_another_horizon_have_no_difference_and_no_dot() -> None:
    page = comparison_html([AS_IS, entry("short", [], horizon_months=36, vacant_months=1)], "en")
    assert 'class="d2"' not in page.partition("</style>")[2].partition("<body>")[2]
    chart = section(page, "Pareto front")
    assert chart.count("<circle") == 2  # one dot in each
    assert {"Vacant months", "Weakest commune (‰)", "Cost (million VND)"} <= set(cells(chart))


def test_who_is_chosen_in_all_and_who_only_in_some() -> None:
    assert cells(section(PAGES["en"], "Chosen in every"))[-4:] == ["A", "Chair (P1)", "D", "P4"]
    some = cells(section(PAGES["en"], "Chosen in some"))
    assert some[some.index("other") + 1 :] == ["=1+1", "P2", "1", "●", "B", "P2", "1", "●"]


def test_what_a_change_brings_is_marked_where_a_plan_is_not_proven() -> None:
    told = cells(section(PAGES["en"], "What each change brings"))
    assert told[told.index("other") :][:7] == ["other", "as_is", "~-5", "~-400", "~+0", "~+0", "~+1,000"]


def test_who_is_placed_otherwise_stands_in_its_column() -> None:
    told = cells(section(PAGES["en"], "Who is placed otherwise than in scenario as_is"))
    assert told[-4:] == ["other", "=1+1 → P2", "B → P2", "D → P4"]


def test_a_scenario_without_a_result_says_why() -> None:
    assert cells(section(PAGES["vi"], "Không có kết quả"))[2:4] == ["broken", "Lỗi &lt;x&gt;."]


def test_results_that_do_not_name_places_are_shown_by_their_keys_and_no_plan_is_no_fault() -> None:
    older = {key: value for key, value in (OTHER.result or {}).items() if key not in ("units", "posts")}
    page = comparison_html([Entry("old", (), None, "Câu.", "Sentence.", older, None)], "vi")
    assert {"XA", "P1"} <= set(cells(page))
    assert "Không có." in comparison_html([FAILED], "vi") and comparison_workbook([FAILED], "vi")


def test_the_workbook_holds_numbers_as_numbers_and_formulas_as_text() -> None:
    sheets = {name: BOOK.get_sheet_by_name(name).to_python() for name in BOOK.sheet_names}
    assert list(sheets) == ["Scenario", "Commune", "Cadre", "Come", "Change"]
    assert sheets["Scenario"][2] == ["other", "★", "Sentence other.", "plan, not proven", 4, 300, 3, 1, 2500]
    assert sheets["Scenario"][3][4:] == ["", "", "", "", ""]
    assert ["=1+1", "P2", 1, "", "●"] in sheets["Cadre"] and sheets["Commune"][1] == ["<b>Xã A</b>", 700, 700]
    assert sheets["Come"][1] == ["other", "=1+1 → P2", "B → P2", "D → P4"]
    assert sheets["Change"][1] == ["other", "as_is", "~", -5, -400, 0, 0, 1000]


@pytest.mark.parametrize(("value", "vi", "en"), [(0, "+0", "+0"), (-1_499_999_999, "-1.500", "-1,500")])
def test_money_is_in_millions_and_a_change_bears_its_sign(value: int, vi: str, en: str) -> None:
    assert (measure_text("cost_vnd", value, "vi", change=True), measure_text("cost_vnd", value, "en", change=True)) == (
        vi,
        en,
    )


def test_dots_that_coincide_are_one_with_all_their_numbers() -> None:
    dots = scatter({1: (10, 5), 2: (10, 5), 3: (20, 0)}, frozenset({2}))["dots"]
    assert [(label, best) for _, _, label, _, _, best in dots] == [("1, 2", True), ("3", False)]
    (x1, y1, *_), (x3, y3, *_) = dots
    assert x1 < x3 and y1 < y3  # the drawing counts from above: more is higher up


@pytest.mark.parametrize("seed", range(20))
def test_labels_cover_neither_dots_nor_one_another_and_stay_in_the_drawing(seed: int) -> None:
    """Twelve scenarios, most of them near each other, as they are where few reforms cost anything."""
    draw = random.Random(seed)
    points = {n: (draw.choice([500, 520, 540, 900]), draw.randrange(0, 100, 9)) for n in range(1, 13)}
    dots = scatter(points, frozenset())["dots"]
    rooms = [box_of((left, base), LETTER * len(label)) for _, _, label, left, base, _ in dots]
    circles = [(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y, *_ in dots]
    pairs = [*itertools.combinations(rooms, 2), *itertools.product(rooms, circles)]
    assert not [pair for pair in pairs if overlap(*pair)]
    assert all(left >= 0 and right <= WIDTH and top >= 0 and bottom <= HEIGHT for left, top, right, bottom in rooms)


def test_where_dots_lie_upon_each_other_a_label_covers_as_little_as_it_can() -> None:
    assert beside([(100, 100)], ["1"]) == [(109, 104)]
    assert beside([(100, 100), (112, 100)], ["1", "2"]) == [(109, 93), (121, 104)]
    assert beside([(WIDTH - 4, 100)], ["7"])[0][0] < WIDTH - 4 - RADIUS


@given(st.lists(st.integers(0, 10**13), min_size=1))
def test_an_axis_holds_its_values_in_a_few_round_steps(values: list[int]) -> None:
    drawn = axis(values, LEFT, WIDTH - RIGHT)
    assert drawn.low <= min(values) and max(values) <= drawn.high and 2 <= len(drawn.ticks) <= TICKS + 1
    assert str(drawn.step).rstrip("0") in {"1", "2", "5"} and all(value % drawn.step == 0 for _, value in drawn.ticks)
    assert all(LEFT <= drawn.at(value) <= WIDTH - RIGHT for value in values)


def test_the_upward_axis_runs_from_the_bottom_to_the_top() -> None:
    assert axis([0, 10], HEIGHT - BOTTOM, TOP).ticks[0] == (HEIGHT - BOTTOM, 0)
    assert axis([0, 10], HEIGHT - BOTTOM, TOP).ticks[-1] == (TOP, 10)
