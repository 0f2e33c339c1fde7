"""Synthetic cases made in memory, read and checked as if they came from a disk."""

import csv
import io
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

import pandas as pd

from optimizer.case import Case, build_case
from optimizer.synth import files, specs
from optimizer.tables import TABLES, RawCase, RawTable, check

Files = dict[str, bytes]


@cache
def made(scale: str, seed: int = 1, **options: Any) -> Files:
    """Every file of a synthetic case, by name."""
    return dict(files(specs(scale, seed, **options), lambda parts: parts))  # type: ignore[arg-type]


def raw(content: Mapping[str, bytes]) -> RawCase:
    """The files of a case folder as the reader gives them."""
    rows = {
        name[:-4]: list(csv.reader(io.StringIO(data.decode()))) for name, data in content.items() if name.endswith("csv")
    }
    tables = {name: RawTable(f"{name}.csv", "", table[0], table[1:]) for name, table in rows.items() if name in TABLES}
    return RawCase(tomllib.loads(content["case.toml"].decode()), tables)


def case(content: Mapping[str, bytes]) -> Case:
    """The case of some files."""
    tables, settings, issues = check(raw(content))
    assert tables is not None and settings is not None, issues
    return build_case(tables, settings)


def table(content: Mapping[str, bytes], name: str) -> pd.DataFrame:
    """A table as text."""
    return pd.read_csv(io.BytesIO(content[f"{name}.csv"]), dtype=str, keep_default_na=False)


def folder(content: Mapping[str, bytes], name: str) -> Files:
    """The files of one folder of a nation."""
    return {path.split("/")[1]: data for path, data in content.items() if path.startswith(f"{name}/")}
