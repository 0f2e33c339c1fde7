"""Workbooks: looked over before any reader touches them, then read cell by cell."""

import re
import zipfile
from pathlib import Path
from typing import Any

from optimizer.tables import ErrorCell

MAX_BYTES = 64 * 1024 * 1024
MAX_UNPACKED = 256 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_ROWS, MAX_COLUMNS = 200_000, 200
_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,4})(\d{1,8})"')
_EMPTY_FORMULA = re.compile(rb'<c [^>]*?r="([A-Z]{1,4})(\d{1,8})"[^>]*>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*</c>')
_ERROR = re.compile(rb'<c [^>]*?r="([A-Z]{1,4})(\d{1,8})"[^>]*?t="e"')


def read_sheets(path: Path) -> tuple[dict[str, list[list[Any]]], list[str]]:
    """Rows of each sheet, and why the workbook cannot be read (then there are no rows).

    Cells with errors or formulas never computed come as ErrorCell.
    """
    faults = prescan(path)
    if faults:
        return {}, faults
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    broken = _broken_cells(path)
    sheets = {}
    for number, name in enumerate(book.sheet_names, start=1):
        rows: list[list[Any]] = [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for row, column in broken.get(number, ()):
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = ErrorCell()
        sheets[name] = rows
    return sheets, []


def prescan(path: Path) -> list[str]:
    """Why a workbook must not be opened: too large, packed too hard, not plain, or cells far out."""
    if path.stat().st_size > MAX_BYTES:
        return ["too large"]
    try:
        with zipfile.ZipFile(path) as pack:
            return _look_over(pack)
    except zipfile.BadZipFile:
        return ["not a workbook, or encrypted"]


def _look_over(pack: zipfile.ZipFile) -> list[str]:
    """The faults of an opened pack."""
    entries = pack.infolist()
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        return ["unpacks to too much"]
    if any(entry.flag_bits & 1 for entry in entries):
        return ["encrypted"]
    if any(entry.filename.endswith("vbaProject.bin") for entry in entries):
        return ["holds macros"]
    for entry in entries:
        if entry.filename.endswith(".xml"):
            content = pack.read(entry)
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                return ["holds a document type declaration"]
            if "worksheets/" in entry.filename and _far_out(content):
                return ["cells far outside any table"]
    return []


def _far_out(content: bytes) -> bool:
    """True when a cell lies beyond the largest table we read."""
    return any(int(row) > MAX_ROWS or _column_number(letters) >= MAX_COLUMNS for letters, row in _CELL.findall(content))


def _column_number(letters: bytes) -> int:
    """A = 0, B = 1, … AA = 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _broken_cells(path: Path) -> dict[int, list[tuple[int, int]]]:
    """(row, column) from 0 of cells with errors or uncomputed formulas, by sheet number from 1."""
    found: dict[int, list[tuple[int, int]]] = {}
    with zipfile.ZipFile(path) as pack:
        for entry in pack.infolist():
            number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename)
            if number:
                content = pack.read(entry)
                cells = _EMPTY_FORMULA.findall(content) + _ERROR.findall(content)
                found[int(number[1])] = [(int(row) - 1, _column_number(letters)) for letters, row in cells]
    return found
