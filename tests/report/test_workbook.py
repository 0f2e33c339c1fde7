"""The files of a run: text that looks like a formula stays text, and the page is closed in itself."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from optimizer.explain import eligibility
from optimizer.report import run_files
from optimizer.report.files import csv_bytes
from optimizer.report.workbook import workbook_bytes
from optimizer.solve import Solved
from optimizer.verify import judge
from tests.rules.tables import official, plan, world

FORMULAS = ["=1+1", "@x", "+1"]
IDENTITY = {"=1+1": "<b>Vàng</b> A Mẫu", "@x": "Lê Thị Đào", "+1": "=Cao Văn Dũng"}
CASE = world(
    [official(name) for name in FORMULAS],
    units=[{"unit_id": "XA", "name": "=Xã <b>A</b>", "edc": True}, {"unit_id": "OFFICE", "name": "<script>x</script>"}],
    landings=[{"slot_id": "@slot"}],
    waivers=[{"rule_id": "C20", "place": "OFFICE|0", "reason": "<script>alert(1)</script>"}],
    budget=[{"year": 2021, "amount_vnd": 149_321_840}],
    name_vi="=Phương án",
    name_en="Plan",
)
PLAN = plan(
    CASE,
    ("=1+1", "XA-CHAIR", 0, 36, "home"),
    ("@x", "XA-VICE", 1, 36, "@slot"),
    ("+1", "XA-SECRETARY", 2, 36, "home"),
)
SOLVED = Solved(PLAN, judge(CASE, PLAN), (), ties_broken=False, interrupted=False)
FILES = run_files(CASE, SOLVED, IDENTITY)
PAGES = {name: FILES[name].decode() for name in ("report.html", "report.en.html")}
BOOK = CalamineWorkbook.from_filelike(io.BytesIO(FILES["plan.xlsx"]))
PAGE = pytest.mark.parametrize("page", PAGES)


def rows_of(content: bytes) -> list[list[str]]:
    """The rows of a CSV."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("cell", [*FORMULAS, "-1", "\t=1"])
def test_a_csv_cell_that_looks_like_a_formula_is_marked_as_text(cell: str) -> None:
    assert rows_of(csv_bytes(["x"], [[cell]])) == [["x"], ["'" + cell]]


@pytest.mark.parametrize("cell", ["CB-1", "1+1", "a=b", "Mùa A Sơn"])
def test_any_other_csv_cell_is_written_as_it_is(cell: str) -> None:
    assert rows_of(csv_bytes(["x"], [[cell]])) == [["x"], [cell]]


def test_numbers_below_zero_and_days_stay_what_they_are() -> None:
    assert rows_of(csv_bytes(["x", "y"], [[-5, date(2021, 10, 1)]])) == [["x", "y"], ["-5", "2021-10-01"]]


def test_no_csv_of_a_run_has_a_cell_that_a_spreadsheet_would_compute() -> None:
    tables = {name: rows_of(content) for name, content in FILES.items() if name.endswith(".csv")}
    assert [row[0] for row in tables["plan.csv"]] == ["cadre_id", "'+1", "'=1+1", "'@x"]
    assert not [cell for rows in tables.values() for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


def test_text_that_looks_like_a_formula_is_text_in_the_workbook() -> None:
    sheet = BOOK.get_sheet_by_name("Phương án").to_python()
    names = ["=Cao Văn Dũng (+1)", "<b>Vàng</b> A Mẫu (=1+1)", "Lê Thị Đào (@x)"]
    assert [row[0] for row in sheet[1:]] == names
    assert BOOK.get_sheet_by_name("Khoảng trống").to_python()[1][0] == "=Xã <b>A</b>"


def test_the_workbook_has_no_formulas_and_no_links() -> None:
    with zipfile.ZipFile(io.BytesIO(FILES["plan.xlsx"])) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 4
    assert not [sheet for sheet in sheets if "<f>" in sheet or "<hyperlink" in sheet]


def test_days_and_money_are_days_and_numbers_in_the_workbook() -> None:
    row = next(row for row in BOOK.get_sheet_by_name("Phương án").to_python() if str(row[0]).endswith("(=1+1)"))
    assert row[2:5] == [date(2021, 10, 1), date(2024, 10, 1), 36]
    assert row[7] == 36 * 3_733_940 + 14_900_000


def test_the_same_plan_gives_the_same_workbook_byte_for_byte() -> None:
    assert workbook_bytes(CASE, SOLVED, eligibility(CASE), IDENTITY) == FILES["plan.xlsx"]


@PAGE
def test_a_page_has_no_script_and_points_nowhere_but_to_the_other_language(page: str) -> None:
    html = PAGES[page]
    assert "http://" not in html and "https://" not in html
    assert "<script" not in html.lower()
    assert re.findall(r'(?:href|src)="([^"]*)"', html) == [name for name in PAGES if name != page]
    assert not re.findall(r"url\(|@import| on\w+=", html)


@PAGE
def test_names_reasons_and_units_are_shown_as_they_are_and_never_as_markup(page: str) -> None:
    html = PAGES[page]
    assert "&lt;b&gt;Vàng&lt;/b&gt; A Mẫu (=1+1)" in html and "<b>Vàng" not in html
    assert "=Xã &lt;b&gt;A&lt;/b&gt;" in html and "<b>A</b>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@PAGE
def test_a_page_writes_days_and_money_as_its_readers_do(page: str) -> None:
    html = PAGES[page]
    assert ("149,321,840 VND" in html, "149.321.840 đ" in html) == (page != "report.html", page == "report.html")
    assert "01/10/2024" in html and not re.findall(r"\d{4}-\d{2}-\d{2}", html)


@PAGE
def test_people_stand_by_their_given_names(page: str) -> None:
    names = re.findall(r'<div class="person">\s*<p><strong>([^<]*)</strong>', PAGES[page])
    assert names == ["=Cao Văn Dũng (+1)", "Lê Thị Đào (@x)", "&lt;b&gt;Vàng&lt;/b&gt; A Mẫu (=1+1)"]
