"""Tables from pandas: frames as raw tables, so that what comes from memory is checked as what comes from files."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from optimizer.errors import CaseFaultsError, UsageError
from optimizer.tables import TABLES, RawCase, RawTable, Settings, Tables, check


def raw_table(name: str, frame: pd.DataFrame) -> RawTable:
    """The cells of a frame, unjudged; missing values are blank, the index is not read. Rows are counted from 0."""
    cells = frame.astype(object).where(frame.notna(), None)
    return RawTable(name, "", [str(column) for column in frame.columns], cells.to_numpy().tolist(), first_row=0)


def checked(frames: Mapping[str, pd.DataFrame], settings: Mapping[str, Any]) -> tuple[Tables, Settings]:
    """The valid tables and settings that frames by their table's name and a dict tell; raises all faults at once."""
    unknown = sorted(set(frames) - set(TABLES))
    if unknown:
        names, known = ", ".join(unknown), ", ".join(TABLES)
        raise UsageError(
            f"Không có bảng {names}; các bảng là: {known}.", f"No table is called {names}; there are {known}."
        )
    raw = RawCase(settings, {name: raw_table(name, frame) for name, frame in frames.items()})
    tables, told, issues = check(raw)
    if tables is None or told is None:
        raise CaseFaultsError(issues)
    return tables, told


def frames_of(tables: Tables) -> dict[str, pd.DataFrame]:
    """Every table of a case by its name."""
    return {name: getattr(tables, name) for name in TABLES}
