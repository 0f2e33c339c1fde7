"""From raw cells to typed tables; every fault of every cell is kept, nothing is repaired in silence."""

import difflib
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Union, get_args, get_origin

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from optimizer.tables.issues import Issue, issue
from optimizer.tables.rowkind import Row
from optimizer.tables.text import folded, has_control_characters, looks_mojibake, normal
from optimizer.words import Word


@dataclass(frozen=True)
class RawTable:
    """Cells as they were read: `rows` are lists of text, numbers, dates or None; `first_row` is counted in the file."""

    file: str
    sheet: str
    header: Sequence[str]
    rows: Sequence[Sequence[Any]]
    first_row: int = 2


@dataclass(frozen=True)
class RawCase:
    """Everything that was read of a case: settings, tables, and what went wrong while reading."""

    settings: Mapping[str, Any]
    tables: Mapping[str, RawTable]
    issues: tuple[Issue, ...] = field(default=())


class ErrorCell:
    """Stands for a spreadsheet cell with an error or a formula that was never computed."""


_CODES = {
    "bad_date": "bad_date",
    "bad_flag": "bad_flag",
    "not_a_number": "not_a_number",
    "int_parsing": "not_a_number",
    "int_type": "not_a_number",
    "int_from_float": "not_a_number",
    "int_parsing_size": "out_of_range",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "enum": "unknown_word",
    "literal_error": "unknown_word",
    "missing": "blank",
}


def parse(name: str, model: type[Row], raw: RawTable) -> tuple[pd.DataFrame, list[Issue]]:
    """The rows that are right, as a typed frame with `_row` (its number in the file), and all issues.

    The frame has every column of the model, in its order.
    """
    columns, issues = _header(name, model, raw)
    cells, more = _cells(name, model, raw, columns)
    issues += more
    if any(found.code == "missing_column" for found in issues):
        return empty(model), issues
    rows, numbers, wrong = _validate(name, model, raw, cells)
    frame = _frame(model, rows)
    frame["_row"] = numbers
    return frame, issues + wrong


def empty(model: type[Row]) -> pd.DataFrame:
    """The table with no rows."""
    return _frame(model, []).assign(_row=pd.Series(dtype="int64"))


def aliases(model: type[Row]) -> dict[str, str]:
    """Folded header → column: the English name and the Vietnamese header."""
    known = {folded(name): name for name in model.model_fields}
    for name, spec in model.model_fields.items():
        extra = spec.json_schema_extra
        if isinstance(extra, dict):
            known.setdefault(folded(str(extra["vi"])), name)
    return known


def _header(name: str, model: type[Row], raw: RawTable) -> tuple[list[str | None], list[Issue]]:
    """The column that each header means, None for one that means nothing, and what is wrong."""
    known = aliases(model)
    columns: list[str | None] = []
    issues = []
    for title in raw.header:
        column = known.get(folded(str(title)))
        where: dict[str, Any] = {"file": raw.file, "sheet": raw.sheet}
        if column is None and str(title).strip():
            close = difflib.get_close_matches(folded(str(title)), known, n=1)
            guess = f" ({known[close[0]]}?)" if close else ""
            issues.append(issue("unknown_column", name, raw.first_row - 1, normal(str(title)), guess=guess, **where))
        elif column in columns and column is not None:
            issues.append(issue("duplicate_column", name, raw.first_row - 1, column, **where))
            column = None
        columns.append(column)
    for column, spec in model.model_fields.items():
        if spec.is_required() and column not in columns:
            extra = spec.json_schema_extra
            vi = extra["vi"] if isinstance(extra, dict) else ""
            issues.append(issue("missing_column", name, raw.first_row - 1, column, file=raw.file, sheet=raw.sheet, vi=vi))
    return columns, issues


def _cells(
    name: str, model: type[Row], raw: RawTable, columns: list[str | None]
) -> tuple[list[tuple[int, dict[str, Any]]], list[Issue]]:
    """Row number and non-blank cells of each row with any, text in one form; what is wrong with the text."""
    out, issues = [], []
    for offset, row in enumerate(raw.rows):
        number = raw.first_row + offset
        where: dict[str, Any] = {"file": raw.file, "sheet": raw.sheet}
        if len(row) > len(columns) and any(cell not in (None, "") for cell in row[len(columns) :]):
            issues.append(issue("ragged_row", name, number, **where))
        kept = {}
        for column, cell in zip(columns, row, strict=False):
            if column is None or cell is None or (isinstance(cell, str) and not cell.strip()):
                continue
            code = _text_fault(cell)
            if code:
                issues.append(issue(code, name, number, column, value=cell, **where))
            if code in (None, "decomposed_text"):
                kept[column] = normal(cell) if isinstance(cell, str) else cell
            else:
                kept["_faulty"] = True
        if kept:
            out.append((number, kept))
    return out, issues


def _text_fault(cell: Any) -> str | None:
    """The code of what is wrong with a cell as text, or None."""
    if isinstance(cell, ErrorCell):
        return "error_cell"
    if not isinstance(cell, str) or (cell.isascii() and not has_control_characters(cell)):
        return None
    if has_control_characters(cell):
        return "control_characters"
    if looks_mojibake(normal(cell)):
        return "mojibake"
    return "decomposed_text" if normal(cell) != " ".join(cell.split()) else None


def _validate(
    name: str, model: type[Row], raw: RawTable, cells: list[tuple[int, dict[str, Any]]]
) -> tuple[list[Row], list[int], list[Issue]]:
    """Rows that are right with their numbers, and the issues of the others."""
    clean = [(number, row) for number, row in cells if not row.pop("_faulty", False)]
    adapter = TypeAdapter(list[model])  # type: ignore[valid-type]
    issues: list[Issue] = []
    try:
        return adapter.validate_python([row for _, row in clean]), [number for number, _ in clean], issues
    except ValidationError as failure:
        wrong = set()
        for error in failure.errors(include_url=False):
            at, column = int(error["loc"][0]), str(error["loc"][1])
            wrong.add(at)
            code = _CODES.get(error["type"], "bad_text")
            where: dict[str, Any] = {"file": raw.file, "sheet": raw.sheet}
            cell = clean[at][1].get(column)
            issues.append(issue(code, name, clean[at][0], column, value=cell, **where, **_facts(model, column)))
    right = [item for at, item in enumerate(clean) if at not in wrong]
    return adapter.validate_python([row for _, row in right]), [number for number, _ in right], issues


def _facts(model: type[Row], column: str) -> dict[str, Any]:
    """Meaning, unit, range and words of a column, for a remedy."""
    spec = model.model_fields[column]
    extra = spec.json_schema_extra if isinstance(spec.json_schema_extra, dict) else {}
    low = next((m.ge for m in spec.metadata if hasattr(m, "ge")), "…")
    high = next((m.le for m in spec.metadata if hasattr(m, "le")), "…")
    kinds = [spec.annotation, *get_args(spec.annotation)]
    words = [str(w) for kind in kinds if isinstance(kind, type) and issubclass(kind, Word) for w in kind]
    words = words or [word for word in get_args(spec.annotation) if isinstance(word, str)]
    return {
        "meaning": spec.description or "",
        "unit": extra.get("unit", ""),
        "range": f"{low}–{high}",
        "words": ", ".join(words),
    }


def _frame(model: type[Row], rows: Sequence[Row]) -> pd.DataFrame:
    """Rows as a frame with one dtype per column."""
    return pd.DataFrame(
        {
            column: _series([getattr(row, column) for row in rows], spec.annotation)
            for column, spec in model.model_fields.items()
        }
    )


def _series(values: list[Any], annotation: Any) -> pd.Series:
    """One column: bool, int64, Int64 where blank is allowed, datetime64[s], or text ("" when blank)."""
    optional = get_origin(annotation) in (Union, types.UnionType)
    kind = next(a for a in get_args(annotation) if a is not type(None)) if optional else annotation
    if kind is bool:
        return pd.Series(values, dtype=bool)
    if kind is int:
        return pd.Series(values, dtype="Int64" if optional else "int64")
    if kind is date:
        return pd.Series(pd.to_datetime(pd.Series(values, dtype=object)), dtype="datetime64[s]")
    return pd.Series(["" if value is None else str(value) for value in values], dtype=object)
