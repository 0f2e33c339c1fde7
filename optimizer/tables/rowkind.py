"""What every row model shares: columns with meaning, unit, range and header aliases."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

_TRUE = {"1", "true", "x", "có", "co", "yes", "đúng"}
_FALSE = {"0", "false", "không", "khong", "no", "sai"}


class Row(BaseModel):
    """One row of a table. KEY names its key columns; REFERS says which table a column points to."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    KEY: ClassVar[tuple[str, ...]] = ()
    REFERS: ClassVar[dict[str, str]] = {}


def column(
    vi: str,
    meaning: str,
    default: Any = ...,
    *,
    unit: str = "",
    ge: int | None = None,
    le: int | None = None,
) -> Any:
    """A column: Vietnamese header, meaning, unit and range; without a default a value is required."""
    return Field(default, description=meaning, ge=ge, le=le, json_schema_extra={"vi": vi, "unit": unit})


def _flag(cell: Any) -> bool:
    """A yes or no, as people write them."""
    if isinstance(cell, bool):
        return cell
    word = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise PydanticCustomError("bad_flag", "not a yes or no")


def _number(cell: Any) -> Any:
    """A whole number; a spreadsheet's 3.0 is 3."""
    if isinstance(cell, bool):
        raise PydanticCustomError("not_a_number", "not a number")
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, float | int):
        return cell
    return str(cell).strip()


def _day(cell: Any) -> date:
    """A day: a spreadsheet date, yyyy-mm-dd or dd/mm/yyyy, nothing else."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(str(cell).strip(), form).date()  # noqa: DTZ007 - days have no zone
        except ValueError:
            continue
    raise PydanticCustomError("bad_date", "not a date")


def _birthday(cell: Any) -> date:
    """A day, or mm/yyyy or yyyy, which read as their first day."""
    text = str(cell).strip()
    for form in ("%m/%Y", "%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - days have no zone
        except ValueError:
            continue
    return _day(cell)


Text = Annotated[str, BeforeValidator(lambda cell: cell if isinstance(cell, str) else str(cell))]
Number = Annotated[int, BeforeValidator(_number)]
MaybeNumber = Annotated[int | None, BeforeValidator(_number)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, BeforeValidator(_day)]
MaybeDay = Annotated[date | None, BeforeValidator(_day)]
Birthday = Annotated[date, BeforeValidator(_birthday)]
