"""Changes of a case as rows that go and rows that come: read off two cases, and made again from the rows alone."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from optimizer.case import Case, build_case
from optimizer.law import Law
from optimizer.tables import TABLES, Settings, Tables, check_again
from optimizer.words import Mode

LAW = "law"  # in place of a table: parameters, rows of key and value
RULES = "rules"  # rules, rows of rule and mode
MOST = 10**12  # of a parameter of the law
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Edit:
    """Rows of one table that go, and rows that come; days as yyyy-mm-dd, a blank day as None."""

    table: str
    gone: tuple[Row, ...]
    new: tuple[Row, ...]


def edits(before: Case, after: Case) -> tuple[Edit, ...]:
    """What makes the tables and the law of the one case those of the other, apart from the order of rows."""
    frames = {name: (getattr(before.tables, name), getattr(after.tables, name)) for name in TABLES}
    pairs = [(name, _rows(old), _rows(new)) for name, (old, new) in frames.items() if old is not new]
    if before.law is not after.law:
        pairs.append((LAW, list(_parameters(before.law)), list(_parameters(after.law))))
        pairs.append((RULES, list(_modes(before.law)), list(_modes(after.law))))
    told = (Edit(name, tuple(_without(old, new)), tuple(_without(new, old))) for name, old, new in pairs)
    return tuple(edit for edit in told if edit.gone or edit.new)


def edited(case: Case, made: Iterable[Edit]) -> Case:
    """The case with the edits made; ValueError for one that does not fit it, or after which the tables have a fault."""
    made = tuple(made)
    if not made:
        return case
    tables, law = case.tables, case.law
    for edit in made:
        if edit.table in (LAW, RULES):
            law = _edited_law(law, edit)
        elif edit.table in TABLES:
            tables = replace(tables, **{edit.table: _edited(getattr(tables, edit.table), edit)})
        else:
            raise ValueError(f"{edit.table}: no such table")
    if tables is not case.tables:
        _refuse_faults(tables, case)
    return replace(build_case(tables, case.settings, law), changes=case.changes)


def _refuse_faults(tables: Tables, case: Case) -> None:
    """ValueError for tables with a fault."""
    if new := sorted(_faults(tables, case.settings) - _known_faults(case)):
        raise ValueError("; ".join(new))


@lru_cache(maxsize=1)
def _known_faults(case: Case) -> frozenset[str]:
    """What the checks say of the tables of a case before any edit."""
    return _faults(case.tables, case.settings)


def _faults(tables: Tables, settings: Settings) -> frozenset[str]:
    """What the checks over whole tables say of them."""
    return frozenset(f"{issue.table}: {issue.message_en}" for issue in check_again(tables, settings))


def _edited(frame: pd.DataFrame, edit: Edit) -> pd.DataFrame:
    """The table with its rows gone and its new ones at the end."""
    left = Counter(map(_key, edit.gone))
    stays = np.ones(len(frame), dtype=bool)
    for number, row in enumerate(_rows(frame)):
        if left[_key(row)]:
            left[_key(row)] -= 1
            stays[number] = False
    if left.total():
        raise ValueError(f"{edit.table}: a row that goes is not there")
    if any(set(row) != set(frame.columns) for row in edit.new):
        raise ValueError(f"{edit.table}: a new row has other columns")
    for row in edit.new:
        TABLES[edit.table].model_validate({name: cell for name, cell in row.items() if cell not in (None, "")})
    new = pd.DataFrame(list(edit.new), columns=frame.columns)
    for name in frame.select_dtypes("datetime").columns:
        new[name] = pd.to_datetime(new[name], format="%Y-%m-%d")
    new = new.astype(frame.dtypes.to_dict())
    return pd.concat([part for part in (frame[stays], new) if len(part)] or [new], ignore_index=True)


def _edited_law(law: Law, edit: Edit) -> Law:
    """The law with other values of parameters, or other modes of rules."""
    told = list(_parameters(law)) if edit.table == LAW else list(_modes(law))
    if list(_without(edit.gone, told)) or sorted(r["key"] for r in edit.gone) != sorted(r["key"] for r in edit.new):
        raise ValueError(f"{edit.table}: a value that changes is not there")
    values = {row["key"]: row["value"] for row in edit.new}
    if edit.table == LAW:
        if any(type(value) is not int or abs(value) > MOST for value in values.values()):
            raise ValueError("law: no whole number, or one beyond all law")
        changed = {key: replace(law[key], value=value) for key, value in values.items()}
        return replace(law, by_key={**law.by_key, **changed})
    modes = {rule: replace(law.rule(rule), mode=Mode(mode)) for rule, mode in values.items()}
    return replace(law, rules={**law.rules, **modes})


def _rows(frame: pd.DataFrame) -> list[Row]:
    """The rows of a table as plain values."""
    return [{str(name): _plain(cell) for name, cell in row.items()} for row in frame.to_dict("records")]


def _parameters(law: Law) -> Iterator[Row]:
    """Each parameter that is one whole number: other sorts are never changed."""
    for parameter in law.parameters:
        if isinstance(parameter.value, int):
            yield {"key": parameter.key, "value": parameter.value}


def _modes(law: Law) -> Iterator[Row]:
    """The mode of each rule."""
    for rule in law.rules.values():
        yield {"key": rule.id, "value": str(rule.mode)}


def _plain(cell: Any) -> Any:
    """A cell as it stands in JSON."""
    if cell is None or cell is pd.NaT or cell is pd.NA:
        return None
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, np.generic):
        return cell.item()
    return str(cell) if isinstance(cell, str) else cell


def _key(row: Row) -> str:
    """A row as one text."""
    return json.dumps(dict(row), sort_keys=True)


def _without(rows: Iterable[Row], others: Iterable[Row]) -> Iterator[Row]:
    """The rows that are not among the others, each as often as it is there more often."""
    left = Counter(map(_key, others))
    for row in rows:
        if left[_key(row)]:
            left[_key(row)] -= 1
        else:
            yield row
