"""Reforms: small named changes to a case, each said in one sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, model_validator

from optimizer.case import Case
from optimizer.errors import UsageError
from optimizer.frames import frames_of
from optimizer.jobs import load_case
from optimizer.law import Law
from optimizer.newcomers import Newcomers, with_newcomers
from optimizer.variants import varied
from optimizer.words import Mode


class _Strict(BaseModel):
    """A piece of TOML in which every key is known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DataChange(_Strict):
    """What happens to the rows of a table whose columns have the values of `where`; to all of them unless it is said.

    One of four: a column is set to a value, taken as a percentage of itself (rounded down), capped; or the rows go.
    """

    table: str = Field(description="Table that is changed")
    where: dict[str, str | int] = Field({}, description="Columns and the values that mark the rows; none = all rows")
    column: str = Field("", description="Column that is changed")
    value: str | int | None = Field(None, description="Value that the column takes")
    percent: int | None = Field(None, ge=0, description="Per cent of itself that the column becomes, rounded down")
    at_most: int | None = Field(None, description="Greatest value that the column keeps")
    drop: bool = Field(default=False, description="Whether the rows go")

    @model_validator(mode="after")
    def _one_thing(self) -> "DataChange":
        """Refuse a change that says none or several of the four."""
        told = [self.value is not None, self.percent is not None, self.at_most is not None]
        if sum(told) + self.drop != 1 or (any(told) and not self.column):
            raise ValueError("say one of: column with value, percent or at_most; or drop")
        return self


class Reform(_Strict):
    """A change to a case: its regime, settings, law (numbers and modes of rules) and data; `vi`, `en` say it."""

    vi: str = Field(min_length=1, description="What changes, in one Vietnamese sentence")
    en: str = Field(min_length=1, description="The same in English")
    regime: Literal["", "2017", "2022", "2025"] = Field("", description="Regime in force; blank = the case's own")
    map_units: bool = Field(default=False, description="Whether ended units are replaced by their successors")
    settings: dict[Literal["horizon_months", "period_months", "lengths_months", "worst_k", "training", "tiers"], Any] = (
        Field({}, description="Settings of case.toml that are replaced")
    )
    parameters: dict[str, int] = Field({}, description="Whole numbers of the law that are replaced, by key")
    rules: dict[str, Mode] = Field({}, description="Modes of rules: off, soft (where the rule has a price) or hard")
    data: tuple[DataChange, ...] = Field((), description="Changes of tables, one after the other")
    newcomers: tuple[Newcomers, ...] = Field((), description="Invented people who join")


def reformed(path: Path, reforms: Sequence[Reform], seed: int | None = None) -> Case:
    """The case at a path after some reforms, in their order, with another seed if one is given.

    CaseFaultsError if the tables have faults before or after; UsageError if a reform names what is not there.
    """
    regime = next((reform.regime for reform in reforms if reform.regime), "")
    case = load_case(path, regime, map_units=any(reform.map_units for reform in reforms))
    law, tables = case.law, frames_of(case.tables)
    settings: dict[str, Any] = {} if seed is None else {"seed": seed}
    for reform in reforms:
        law = _law_with(law, reform.parameters, reform.rules)
        for change in reform.data:
            tables = tables | {change.table: _changed(tables, change)}
        for people in reform.newcomers:
            tables = with_newcomers(tables, people)
        settings |= {str(name): value for name, value in reform.settings.items()}
    return varied(case, tables, settings, law)


def _law_with(law: Law, parameters: Mapping[str, int], modes: Mapping[str, Mode]) -> Law:
    """The law with some whole numbers and some modes of rules replaced."""
    numbers = {key for key, told in law.by_key.items() if type(told.value) is int}
    _refuse(set(parameters) - numbers)
    _refuse(set(modes) - set(law.rules))
    _refuse({rule for rule, mode in modes.items() if mode == Mode.SOFT and not law.price(rule)})
    by_key = {key: replace(law[key], value=value) for key, value in parameters.items()}
    rules = {rule: replace(law.rule(rule), mode=mode) for rule, mode in modes.items()}
    return replace(law, by_key={**law.by_key, **by_key}, rules={**law.rules, **rules})


def _changed(tables: Mapping[str, pd.DataFrame], change: DataChange) -> pd.DataFrame:
    """A table after a change of its data."""
    _refuse({change.table} - set(tables))
    frame = tables[change.table]
    _refuse({f"{change.table}.{name}" for name in {*change.where, change.column} - {"", *frame.columns}})
    meant = pd.Series(data=True, index=frame.index)
    for name, value in change.where.items():
        meant &= frame[name].astype(str) == str(value)
    if change.drop:
        return frame[~meant]
    column = frame[change.column]
    if change.percent is not None:
        return frame.assign(**{change.column: column.mask(meant, column * change.percent // 100)})
    if change.at_most is not None:
        return frame.assign(**{change.column: column.mask(meant, column.clip(upper=change.at_most))})
    return frame.assign(**{change.column: column.astype(object).mask(meant, change.value)})


def _refuse(unknown: set[str]) -> None:
    """UsageError if a reform names what is not there, or a rule cannot be so."""
    if unknown:
        names = ", ".join(sorted(unknown))
        raise UsageError(
            f"Thay đổi nêu cái không có hoặc không đổi được: {names}.",
            f"A reform names what is not there or cannot be so changed: {names}.",
        )
