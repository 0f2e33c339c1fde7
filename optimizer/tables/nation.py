"""A nation: its provinces, the cadres of the centre, and the money they share; what stands in nation.toml."""

from dataclasses import replace
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from optimizer.tables.parse import RawCase, RawTable


class Province(BaseModel):
    """A province: the folder of its case, and its size."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    folder: str = Field(pattern=r"^[A-Za-z0-9_-]+$")
    profile: str = ""
    communes: int = Field(ge=0)
    key_posts: int = Field(ge=0)
    cadres: int = Field(ge=0)


class NationSettings(BaseModel):
    """What links the provinces: the folder of the centre's people, and what all may spend in a year, in VND."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    schema_version: Literal[1] = 1
    name: str
    regime: Literal["2025"]
    start: date
    horizon_months: int = Field(ge=12, le=240)
    seed: int = 1
    key_posts: int = Field(ge=0)
    cadres: int = Field(ge=0)
    centre: str = Field(pattern=r"^[A-Za-z0-9_-]+$")
    centre_cadres: int = Field(ge=0)
    budget_vnd: dict[int, int] = {}
    provinces: list[Province] = Field(min_length=1)


def with_centre(province: RawCase, centre: RawCase) -> RawCase:
    """The tables of a province, each followed by the rows of the centre's table of the same name."""
    joined = {name: _joined(table, centre.tables.get(name)) for name, table in province.tables.items()}
    alone = {name: table for name, table in centre.tables.items() if name not in joined}
    issues = tuple(issue for issue in centre.issues if issue.file != "case.toml")  # the centre is no case by itself
    return replace(province, tables={**joined, **alone}, issues=(*province.issues, *issues))


def _joined(table: RawTable, more: RawTable | None) -> RawTable:
    """Both tables as one under the header of the first, with the columns that only the second has at the end."""
    if more is None:
        return table
    header = [*table.header, *(column for column in more.header if column not in table.header)]
    place = {column: n for n, column in enumerate(more.header)}
    added = [[row[place[c]] if c in place and place[c] < len(row) else "" for c in header] for row in more.rows]
    return replace(table, file=f"{table.file} + {more.file}", header=header, rows=[*table.rows, *added])
