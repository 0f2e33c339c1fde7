"""Changes of single values in a case, as cells of its tables or points of its law, and the case once they are made."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from optimizer.case import Case, build_case
from optimizer.tables import TABLES, Tables, check_again

LAW = "law"  # in place of a table: the parameters of the law
Value = str | int | bool | date | None
Key = tuple[tuple[str, str | int], ...]


@dataclass(frozen=True)
class Change:
    """One value in place of another: the cell of `column` in the row of a table that has this `key`.

    A row that is not there is added, its other columns as they are when blank; without a column the row goes. In `law`
    the column is the key of a parameter. `before` is the value now, None where there is no row.
    """

    table: str
    key: Key
    column: str
    before: Value
    value: Value


def changed(case: Case, changes: Iterable[Change]) -> Case:
    """The case with the changes made; its tables are not checked again."""
    tables, law = case.tables, case.law
    for change in changes:
        if change.table == LAW:
            law = replace(law, by_key={**law.by_key, change.column: replace(law[change.column], value=change.value)})
        else:
            tables = _edited(tables, change)
    return replace(build_case(tables, case.settings, law), changes=case.changes)


def sound(case: Case) -> bool:
    """True when the tables of a changed case have no fault."""
    return not any(issue.severity == "error" for issue in check_again(case.tables, case.settings))


def _edited(tables: Tables, change: Change) -> Tables:
    """The tables with one cell set, one row added or one row gone."""
    frame = getattr(tables, change.table)
    chosen = rows_of(frame, change.key)
    if not change.column:
        return replace(tables, **{change.table: frame[~chosen].reset_index(drop=True)})
    if not chosen.any():
        return replace(tables, **{change.table: pd.concat([frame, _row(frame, change)], ignore_index=True)})
    value = pd.NaT if change.value is None else pd.Timestamp(change.value) if _is_day(change.value) else change.value
    return replace(tables, **{change.table: frame.assign(**{change.column: frame[change.column].mask(chosen, value)})})


def rows_of(frame: pd.DataFrame, key: Key) -> np.ndarray:
    """True for the rows of a table that have these values."""
    chosen = np.ones(len(frame), dtype=bool)
    for column, value in key:
        chosen &= (frame[column] == value).to_numpy()
    return chosen


def _is_day(value: Value) -> bool:
    """True for a day."""
    return isinstance(value, date)


def _row(frame: pd.DataFrame, change: Change) -> pd.DataFrame:
    """One row with the key and the value of a change, blank in all other columns."""
    fields = TABLES[change.table].model_fields
    blank: dict[str, Any] = {name: "" if field.default is None else field.default for name, field in fields.items()}
    told = {**blank, **dict(change.key), change.column: change.value}
    return pd.DataFrame([told])[list(frame.columns)].astype(frame.dtypes.to_dict())
