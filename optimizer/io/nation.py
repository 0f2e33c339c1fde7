"""Nations from a folder of case folders."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from optimizer.errors import UsageError
from optimizer.io.reading import read_case
from optimizer.tables import RawCase
from optimizer.tables.nation import NationSettings, with_centre

NATION = "nation.toml"


def read_nation(path: Path) -> NationSettings:
    """What nation.toml says; UsageError with every fault in it."""
    try:
        settings = NationSettings.model_validate(tomllib.loads((path / NATION).read_text(encoding="utf-8-sig")))
    except OSError as fault:
        raise UsageError(f"Không có {NATION} trong {path}.", f"There is no {NATION} in {path}.") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as fault:
        raise UsageError(f"{path / NATION} có lỗi: {_why(fault)}", f"{path / NATION}: {_why(fault)}") from fault
    folders = [settings.centre, *(province.folder for province in settings.provinces)]
    lost = [folder for folder in folders if not (path / folder).is_dir()]
    if lost:
        raise UsageError(f"Thiếu thư mục: {', '.join(lost)}.", f"Folders are missing: {', '.join(lost)}.")
    return settings


def read_province(path: Path, folder: str, centre: str) -> RawCase:
    """The tables of a province with those of the centre's people, unjudged."""
    return with_centre(read_case(path / folder), read_case(path / centre))


def _why(fault: Exception) -> str:
    """What is wrong with nation.toml, without the values that stand in it."""
    if isinstance(fault, ValidationError):
        errors = fault.errors(include_url=False, include_input=False)
        return "; ".join(f"{'.'.join(str(part) for part in error['loc'])}: {error['msg']}" for error in errors)
    return str(fault)
