"""Cases from a folder of CSV files or from one workbook; draft plans and identity files from CSV."""

import csv
import difflib
import io
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from optimizer.errors import UsageError
from optimizer.io.workbook import read_sheets
from optimizer.tables import TABLES, Issue, RawCase, RawTable, issue


def read_case(path: Path) -> RawCase:
    """Everything that stands at the path, unjudged; UsageError if there is no case."""
    if path.is_dir():
        return _read_folder(path)
    if path.is_file() and path.suffix.lower() == ".xlsx":
        return _read_workbook(path)
    raise UsageError(
        f"Không tìm thấy bộ dữ liệu ở {path}; cần một thư mục có case.toml hoặc một tệp .xlsx.",
        f"There is no case at {path}: a folder with case.toml, or an .xlsx workbook, is needed.",
    )


def read_plan(path: Path) -> RawTable:
    """A table of a draft plan, unjudged; the quote that keeps a cell from being a formula is taken off again."""
    table = _read_csv(path) if path.is_file() else None
    if isinstance(table, RawTable):
        rows = [[re.sub(r"^'(?=[=+\-@\t\r])", "", cell) for cell in row] for row in table.rows]
        return replace(table, rows=rows)
    raise UsageError(f"Không đọc được phương án {path}.", f"The plan {path} cannot be read.")


def read_identity(path: Path) -> dict[str, str]:
    """Name of each cadre_id; the only place where names are read."""
    table = _read_csv(path) if path.is_file() else None
    if not isinstance(table, RawTable) or list(table.header[:2]) != ["cadre_id", "name"]:
        raise UsageError(
            f"Tệp danh tính {path} phải là CSV UTF-8 có hai cột cadre_id,name.",
            f"The identity file {path} must be a UTF-8 CSV with the columns cadre_id,name.",
        )
    return {str(row[0]): str(row[1]) for row in table.rows if len(row) > 1 and row[0]}


def _read_folder(path: Path) -> RawCase:
    """Settings and one CSV per table."""
    issues: list[Issue] = []
    settings: dict[str, Any] = {}
    try:
        settings = tomllib.loads((path / "case.toml").read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        issues.append(issue("unreadable", "case", file="case.toml", why="no such file"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        issues.append(issue("unreadable", "case", file="case.toml", why=str(fault)))
    tables = {}
    for file in sorted(path.glob("*.csv")):
        if file.stem not in TABLES:
            issues.append(_unknown(file.stem, file.name))
            continue
        read = _read_csv(file)
        if isinstance(read, RawTable):
            tables[file.stem] = read
        else:
            issues.append(read)
    return RawCase(settings, tables, tuple(issues))


def _read_csv(file: Path) -> RawTable | Issue:
    """One CSV in UTF-8, with or without a byte-order mark; or why it cannot be read."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except UnicodeDecodeError:
        return issue("bad_encoding", file.stem, file=file.name)
    except csv.Error as fault:
        return issue("unreadable", file.stem, file=file.name, why=str(fault))
    if not rows:
        return issue("unreadable", file.stem, file=file.name, why="empty")
    return RawTable(file.name, "", rows[0], rows[1:])


def _read_workbook(path: Path) -> RawCase:
    """Settings from the sheet `case` (key, value) and one table per other sheet."""
    sheets, faults = read_sheets(path)
    issues = [issue("unreadable", "case", file=path.name, why=why) for why in faults]
    settings: dict[str, Any] = {}
    tables = {}
    for name, rows in sheets.items():
        if name == "case":
            settings = {str(row[0]): _plain(row[1]) for row in rows if len(row) > 1 and row[0] and row[1] != ""}
        elif name in TABLES and rows:
            tables[name] = RawTable(path.name, name, [str(cell or "") for cell in rows[0]], rows[1:])
        elif not name.startswith("_"):
            issues.append(_unknown(name, path.name))
    return RawCase(settings, tables, tuple(issues))


def _plain(cell: Any) -> Any:
    """A settings cell as TOML would give it."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell.date() if hasattr(cell, "date") else cell


def _unknown(name: str, file: str) -> Issue:
    """A table that is not declared, with a guess at what was meant."""
    close = difflib.get_close_matches(name, TABLES, n=1)
    return issue("unknown_table", name, file=file, guess=f" ({close[0]}?)" if close else "")
