"""Newcomers: invented cadres like one who is in the tables, to ask what more people would change."""

from collections.abc import Mapping

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from optimizer.errors import UsageError

PERSONAL = ("cadres", "competencies", "languages", "grades", "service", "succession")


class Newcomers(BaseModel):
    """`number` people with the record of the cadre `like`, who besides speak some languages at a level (0–4)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    like: str = Field(description="Cadre whose record they have")
    number: int = Field(ge=1, le=500, description="How many they are")
    languages: dict[str, int] = Field(default={}, description="Languages that they speak, with level 0–4")


def with_newcomers(tables: Mapping[str, pd.DataFrame], people: Newcomers) -> dict[str, pd.DataFrame]:
    """The tables with newcomers, called like their model with +1, +2, …. They hold no post, have no kin and no wishes."""
    if people.like not in set(tables["cadres"]["cadre_id"]):
        raise UsageError(f"Không có cán bộ {people.like}.", f"There is no cadre {people.like}.")
    names = [f"{people.like}+{number}" for number in range(1, people.number + 1)]
    grown = {name: _grown(tables[name], people, names) for name in PERSONAL}
    grown["languages"] = _speaking(grown["languages"], people.languages, names)
    return {**tables, **grown}


def _grown(frame: pd.DataFrame, people: Newcomers, names: list[str]) -> pd.DataFrame:
    """A table with the rows of the model once more for each name; spells of service get keys of their own, no posts."""
    rows = frame[frame["cadre_id"] == people.like]
    copies = [rows.assign(cadre_id=name) for name in names]
    if "service_id" in frame:
        keys = [rows["service_id"] + f"+{number}" for number in range(1, people.number + 1)]
        copies = [copy.assign(service_id=key, post_id="") for copy, key in zip(copies, keys, strict=True)]
    return pd.concat([frame, *copies], ignore_index=True)


def _speaking(frame: pd.DataFrame, languages: Mapping[str, int], names: list[str]) -> pd.DataFrame:
    """The table of languages with these levels for these people."""
    rows = [(name, language, level) for name in names for language, level in languages.items()]
    told = pd.DataFrame(rows, columns=["cadre_id", "language", "level"])
    return pd.concat([frame, told], ignore_index=True).drop_duplicates(["cadre_id", "language"], keep="last")
