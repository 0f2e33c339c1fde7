"""One block as tables, and its tables as the files of a case folder."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files
from io import StringIO
from typing import Any

import pandas as pd

from optimizer.synth import careers, means, people, places
from optimizer.synth.draw import draw_of
from optimizer.synth.seats import body_posts, seats
from optimizer.synth.spec import Spec
from optimizer.tables import TABLES, Settings

Tables = dict[str, pd.DataFrame]
OF_PEOPLE = ("units", "posts", "cadres", "competencies", "languages", "grades", "service", "succession", "kinship")


def block(spec: Spec) -> Tables:
    """The tables of a block; columns that no table has are helpers, which are not written."""
    draw = draw_of(spec.seed, spec.number)
    communes = places.communes(spec, draw)
    key_posts = places.key_posts(spec, draw, communes)
    sitting = seats(spec, communes, key_posts)
    bodies = sorted(set(sitting.loc[sitting["group"] == "body", "unit_id"]))
    cadres = people.cadres(spec, draw, sitting, communes)
    planned = careers.succession(spec, draw, cadres)
    return {
        "units": pd.concat([places.upper_units(spec, bodies), communes]),
        "roles": _roles(spec),
        "posts": pd.concat([key_posts, body_posts(sitting)]),
        "cadres": cadres,
        "competencies": people.competencies(draw, cadres),
        "languages": people.languages(spec, draw, cadres),
        "grades": people.grades(spec, draw, cadres),
        "service": careers.service(spec, draw, sitting, key_posts),
        "succession": planned,
        "kinship": people.kinship(draw, cadres),
        "preferences": careers.preferences(draw, planned, communes),
        "needs": places.needs(draw, communes),
        "unit_languages": places.unit_languages(spec, draw, communes),
        "landings": means.landings(spec, draw, bodies),
        "courses": means.courses(spec),
        "budget": means.budget(spec, key_posts),
        "sources": means.sources(),
    }


def _roles(spec: Spec) -> pd.DataFrame:
    """Rows of `roles` for the posts of the communes and of the bodies above them."""
    text = files("optimizer.synth").joinpath("roles.csv").read_text(encoding="utf-8")
    frame = pd.read_csv(StringIO(text), dtype=str, keep_default_na=False)
    frame = frame[frame["level"].isin(["commune", spec.level])]
    return frame[(frame["role_id"] != "DIVISION_HEAD") | (spec.level == "province")]


def case_files(spec: Spec, tables: Tables) -> Iterator[tuple[str, bytes]]:
    """The files of a case folder, one after another."""
    for name, frame in tables.items():
        yield f"{name}.csv", csv_bytes(name, frame)
    yield "case.toml", toml_bytes(Settings.model_validate(means.settings(spec)).model_dump(exclude_unset=True))


def csv_bytes(name: str, frame: pd.DataFrame) -> bytes:
    """A table as CSV, its columns in the order of its declaration; yes is 1, no is 0, every number is whole."""
    known = [column for column in TABLES[name].model_fields if column in frame]
    whole = {column: "Int64" for column in known if frame[column].dtype.kind in "bf"}
    text: str = frame[known].astype(whole).to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")
    return text.encode()


def toml_bytes(values: Mapping[str, Any]) -> bytes:
    """Settings as TOML: text, numbers, days and lists of numbers."""
    lines = [
        f"{key} = {value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)}"
        for key, value in values.items()
    ]
    return ("\n".join(lines) + "\n").encode()
