"""The figures the synthetic cases are drawn from, each with its source and mark."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from optimizer.words import Mark


class Marginal(BaseModel):
    """One figure or list of odds: what it means, the columns it fills, where it comes from."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: dict[str, str]
    unit: str
    columns: tuple[str, ...]
    value: Any
    source: str
    mark: Mark


@cache
def marginals() -> dict[str, Marginal]:
    """Every entry of marginals.yaml by key."""
    text = files("optimizer.synth").joinpath("marginals.yaml").read_text(encoding="utf-8")
    return {key: Marginal.model_validate(entry) for key, entry in yaml.safe_load(text).items()}


def figure(key: str) -> Any:
    """The value of a marginal; KeyError if there is none of this name."""
    return marginals()[key].value
