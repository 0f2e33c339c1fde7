"""The command line's application, and the options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from optimizer.words import Language

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Lập phương án luân chuyển cán bộ, kèm lý do kiểm chứng được. "
    "/ Plans cadre rotation, with reasons anyone can check. The program advises; people decide.",
)

CaseArgument = Annotated[Path, typer.Argument(help="Thư mục dữ liệu hoặc tệp .xlsx / case folder or workbook")]
JsonOption = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON / print JSON")]
TimeOption = Annotated[float, typer.Option("--time-limit", min=1, help="Số giây tối đa để giải / seconds to solve")]
MapOption = Annotated[bool, typer.Option("--map-units", help="Thay đơn vị đã kết thúc / replace ended units")]
RegimeOption = Annotated[str, typer.Option("--regime", help="2017 | 2022 | 2025")]
LangOption = Annotated[Language, typer.Option("--lang", help="vi | en: ngôn ngữ trên màn hình / language on screen")]
RunArgument = Annotated[Path, typer.Argument(help="Thư mục kết quả / run folder")]
