"""Scenarios: a file of reforms and grids, and every combination that it asks for."""

import itertools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from optimizer.batch.reforms import Reform
from optimizer.errors import UsageError

AS_IS = "as_is"
UNCHANGED = ("Giữ nguyên dữ liệu và luật.", "Data and law as they are.")


class Grid(BaseModel):
    """One reform of each axis (`as_is`: none of it) in every combination, with every seed (if none: its own)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    axes: tuple[tuple[str, ...], ...] = Field(min_length=1, description="Lists of reforms by name; as_is = none of it")
    seeds: tuple[int, ...] = Field((), description="Seeds of each combination; none = the case's own")


class Batch(BaseModel):
    """What a scenario file says: the case (a path from the file), seconds of each solve, reforms and grids."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    schema_version: Literal[1] = Field(1, description="Version of this form of file")
    case: str = Field(description="Folder or workbook of the case, from the folder of this file")
    seconds: float = Field(30.0, ge=1, description="Seconds of each solve")
    reforms: dict[str, Reform] = Field({}, description="Reforms by name: [reforms.NAME]")
    grids: tuple[Grid, ...] = Field((), description="Grids: [[grids]]")


@dataclass(frozen=True)
class Scenario:
    """The reforms of one world, by name and in order, and its seed (None: the case's own)."""

    reforms: tuple[str, ...]
    seed: int | None = None

    @property
    def name(self) -> str:
        """The reforms joined, and the seed if it is not the case's own."""
        return ("+".join(self.reforms) or AS_IS) + ("" if self.seed is None else f"@{self.seed}")


def read_batch(path: Path) -> Batch:
    """What a scenario file says; UsageError with every fault in it."""
    try:
        batch = Batch.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as fault:
        raise UsageError(f"Không đọc được {path}.", f"{path} cannot be read.") from fault
    except ValidationError as fault:
        errors = fault.errors(include_url=False, include_input=False)
        why = "; ".join(f"{'.'.join(str(part) for part in error['loc'])}: {error['msg']}" for error in errors)
        raise UsageError(f"{path} có lỗi: {why}", f"{path}: {why}") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise UsageError(f"{path} có lỗi: {fault}", f"{path}: {fault}") from fault
    named = {name for grid in batch.grids for axis in grid.axes for name in axis}
    if unknown := sorted(named - set(batch.reforms) - {AS_IS}):
        raise UsageError(
            f"{path}: không có thay đổi {', '.join(unknown)}.", f"{path}: there is no reform {', '.join(unknown)}."
        )
    return batch


def scenarios(batch: Batch) -> tuple[Scenario, ...]:
    """The unchanged case and every combination of every grid, once each, in the order of the file."""
    found = tuple(dict.fromkeys([Scenario(()), *(scenario for grid in batch.grids for scenario in _of(grid))]))
    for scenario in found:
        _refuse_clash(batch, scenario)
    return found


def sentence(batch: Batch, scenario: Scenario) -> tuple[str, str]:
    """What a scenario changes, in Vietnamese and in English."""
    told = [batch.reforms[name] for name in scenario.reforms]
    return (" ".join(r.vi for r in told) or UNCHANGED[0], " ".join(r.en for r in told) or UNCHANGED[1])


def _of(grid: Grid) -> Iterator[Scenario]:
    """The scenarios of a grid; the last axis turns fastest, seeds faster still."""
    for names in itertools.product(*grid.axes):
        reforms = tuple(dict.fromkeys(name for name in names if name != AS_IS))
        yield from (Scenario(reforms, seed) for seed in grid.seeds or (None,))


def _refuse_clash(batch: Batch, scenario: Scenario) -> None:
    """UsageError if two reforms of a scenario set the same thing: one of their sentences would not be true."""
    told = [batch.reforms[name] for name in scenario.reforms]
    things = [thing for r in told for thing in [*(["regime"] if r.regime else []), *r.settings, *r.parameters, *r.rules]]
    if twice := sorted({thing for thing in things if things.count(thing) > 1}):
        raise UsageError(
            f"{scenario.name}: hai thay đổi cùng đặt {', '.join(twice)}.",
            f"{scenario.name}: two reforms set {', '.join(twice)}.",
        )
