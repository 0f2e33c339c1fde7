"""The commands for many scenarios of one case: plan them, compare them."""

from pathlib import Path
from typing import Annotated

import typer

from optimizer.commands.cli_options import JsonOption, LangOption, app
from optimizer.commands.exits import exit_of_batch


@app.command()
def batch(
    path: Annotated[Path, typer.Argument(metavar="SCENARIOS", help="Tệp kịch bản .toml / scenario file")],
    out: Annotated[Path, typer.Option("--out", help="Thư mục giữ kết quả / folder that keeps results")],
    engine: Annotated[str, typer.Option("--engine", help="Số tiến trình, hoặc tcp://host:port / processes")] = "2",
    time_limit: Annotated[
        float, typer.Option("--time-limit", min=0, help="Giây mỗi kịch bản; 0 = theo tệp / 0: file's")
    ] = 0,
    task_limit: Annotated[float, typer.Option("--task-limit", min=0, help="Quá số giây này thì dừng hẳn / hanging")] = 0,
    retry: Annotated[bool, typer.Option("--retry", help="Thử lại kịch bản thất bại / try failed ones again")] = False,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Lập phương án cho nhiều kịch bản; chạy lại thì làm tiếp. / Plan many scenarios; run again to go on."""
    from optimizer.batch.comparison import read_entries
    from optimizer.batch.run import run_batch
    from optimizer.commands import batch_screen

    with batch_screen.progress(lang, quiet=as_json) as watch:
        told = run_batch(path, out, engine, watch, seconds=time_limit, task_seconds=task_limit, retry=retry)
    batch_screen.show_batch(told, lang, as_json=as_json)
    raise typer.Exit(exit_of_batch([entry.status for entry in read_entries(out)]))


@app.command()
def compare(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Thư mục của optimizer batch / its folder")],
    html: Annotated[Path | None, typer.Option("--html", help="Ghi một trang / write a page")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Ghi bảng tính / write a workbook")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Ghi bảng dài / write a tidy table")] = None,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """So sánh các kịch bản: mục tiêu, người được chọn, chi phí. / Compare scenarios: goals, people, cost."""
    from optimizer.batch.comparison import TIDY, read_entries, tidy_rows
    from optimizer.batch.comparison_page import comparison_html, comparison_workbook
    from optimizer.commands import batch_screen
    from optimizer.report.files import csv_bytes

    entries = read_entries(folder)
    if html is not None:
        html.write_text(comparison_html(entries, lang), encoding="utf-8")
    if xlsx is not None:
        xlsx.write_bytes(comparison_workbook(entries, lang))
    if csv is not None:
        csv.write_bytes(csv_bytes(TIDY, tidy_rows(entries)))
    batch_screen.show_comparison(entries, lang, as_json=as_json)
