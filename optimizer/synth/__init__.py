"""Synthetic cases from district to nation: invented places and people, drawn from a seed by published or assumed odds."""

import json
from collections.abc import Iterator, Sequence

import pandas as pd

from optimizer.synth.blocks import block, case_files
from optimizer.synth.means import settings
from optimizer.synth.nation import Watch, nation_files
from optimizer.synth.spec import Spec, specs
from optimizer.tables import TABLES

__all__ = ["MARKER", "Spec", "Watch", "files", "frames", "settings", "size", "specs"]

MARKER = "synth.json"  # tells that a folder was made here and may be made again


def files(parts: Sequence[Spec], watch: Watch) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of what `specs` laid out: a case folder, or a nation of case folders."""
    nation = len(parts) > 1
    yield from nation_files(parts, watch) if nation else case_files(parts[0], block(parts[0]))
    yield MARKER, (json.dumps(size(parts), indent=1) + "\n").encode()


def frames(spec: Spec) -> dict[str, pd.DataFrame]:
    """The tables of one block by name, with the columns that they declare."""
    return {
        name: frame[[column for column in TABLES[name].model_fields if column in frame]]
        for name, frame in block(spec).items()
    }


def size(parts: Sequence[Spec]) -> dict[str, int | str | bool]:
    """What was asked for, in numbers."""
    first = parts[0]
    return {
        "seed": first.seed,
        "regime": first.regime,
        "horizon_months": first.months,
        "tight": first.tight,
        "cases": sum(spec.posts > 0 for spec in parts),
        "communes": sum(spec.communes for spec in parts),
        "key_posts": sum(spec.posts for spec in parts),
        "cadres": sum(spec.cadres for spec in parts),
    }
