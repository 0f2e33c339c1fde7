"""The heat map of who qualifies, by hand: AN may be chair, BINH is no Party member, CHI needs a course; none may be vice
chair, which is a rank below their own.
"""

import io
import re

import pytest
from python_calamine import CalamineWorkbook

from optimizer.explain import eligibility, explain
from optimizer.plan import Plan
from optimizer.report.eligibility_view import heat_map, pools
from optimizer.report.html import render_html
from optimizer.report.workbook import workbook_bytes
from optimizer.solve import Solved
from optimizer.verify import judge
from tests.rules.tables import official, world

CASE = world(
    [official("AN"), official("BINH", party_member=0), official("CHI", theory="none")],
    posts="XA-CHAIR XA-VICE XB-CHAIR OFFICE-DEPUTY",
    units=[{"unit_id": "XA", "name": "Xã <b>Áng</b>"}, {"unit_id": "XB", "name": "Xã Ẳng Tở"}],
    courses=[{"course_kind": "theory", "gives": "intermediate", "level": "", "months": 6}],
)
FOUND = eligibility(CASE)
SOLVED = Solved(Plan(), judge(CASE, Plan()), (), ties_broken=False, interrupted=False)


def test_each_commune_counts_its_pairs_the_admitted_ones_and_what_each_rule_refuses() -> None:
    table = pools(CASE, FOUND)
    assert list(table.columns) == ["pairs", "admitted", "by_course", "C18", "C13"]  # C18 refuses three pairs, C13 two
    assert dict(zip(table.index, table.to_numpy().tolist(), strict=True)) == {
        "XA": [6, 2, 1, 3, 1],
        "XB": [3, 2, 1, 0, 1],
    }


def test_rules_stand_by_what_they_refuse_and_cells_are_shaded_by_their_share_of_the_pairs() -> None:
    told = heat_map(CASE, FOUND, "en")
    assert [(r["id"], r["refused"], r["alone"], r["percent"]) for r in told["rules"]] == [
        ("C18", "3", "3", 33),
        ("C13", "2", "2", 22),
    ]
    assert (told["pairs"], told["admitted"], told["by_course"]) == ("9", "4", "2")
    assert {c["name"]: c["cells"] for c in told["communes"]} == {
        "Xã <b>Áng</b>": [("3", 4), ("1", 1)],
        "Xã Ẳng Tở": [("0", 0), ("1", 3)],
    }


def test_a_pair_that_two_rules_refuse_is_refused_by_neither_alone_and_an_empty_pool_is_marked() -> None:
    case = world([official("BINH", party_member=0, health_checked="")], posts="XA-CHAIR XB-VICE")
    told = heat_map(case, eligibility(case), "vi")
    assert {r["id"]: (r["refused"], r["alone"]) for r in told["rules"]} == {
        "C10": ("2", "0"),
        "C13": ("1", "0"),
        "C18": ("1", "0"),
    }
    assert [commune["none"] for commune in told["communes"]] == [True, True]


@pytest.mark.parametrize(("language", "head"), [("vi", "Đủ điều kiện"), ("en", "Admitted")])
def test_the_page_shows_the_map_as_a_table_with_names_as_they_are(language: str, head: str) -> None:
    html = render_html(CASE, SOLVED, explain(CASE, Plan()), {}, language)  # type: ignore[arg-type]
    heat = re.search(r'<table class="heat">.*?</table>', html, re.DOTALL)
    assert heat is not None and head in heat[0] and "Xã &lt;b&gt;Áng&lt;/b&gt;" in heat[0]
    rows = [re.findall(r"<t[dh][^>]*>([^<]*)<", row) for row in heat[0].split("<tr>")[2:]]
    assert [row[1:] for row in rows] == [["9", "4", "2", "3", "2"], ["6", "2", "1", "3", "1"], ["3", "2", "1", "0", "1"]]


def test_the_workbook_has_the_same_figures() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook_bytes(CASE, SOLVED, FOUND, {})))
    header, *rows = book.get_sheet_by_name("Điều kiện").to_python()
    assert header[4:] == ["C18 Chức danh tương đương", "C13 Đảng viên"]
    assert rows == [["Xã <b>Áng</b>", 6, 2, 1, 3, 1], ["Xã Ẳng Tở", 3, 2, 1, 0, 1]]
