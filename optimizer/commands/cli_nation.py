"""The commands beyond one case: a nation, and synthetic cases of any size."""

from pathlib import Path
from typing import Annotated

import typer

from optimizer.commands.cli_options import JsonOption, LangOption, app
from optimizer.commands.exits import Exit
from optimizer.words import Scale


@app.command()
def nation(
    path: Annotated[Path, typer.Argument(help="Thư mục có nation.toml / folder with nation.toml")],
    out: Annotated[Path | None, typer.Option("--out", help="Thư mục kết quả / run folder")] = None,
    time_limit: Annotated[float, typer.Option("--time-limit", min=1, help="Giây cho mỗi tỉnh / per province")] = 30.0,
    engine: Annotated[str, typer.Option("--engine", help="Số tiến trình, hoặc tcp://host:port / processes")] = "2",
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Ghi đè kết quả cũ / replace an older run")] = False,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Lập phương án cho cả nước: các tỉnh song song, một chứng chỉ chung. / Plan a nation, province by province."""
    from optimizer.commands import nation_screen
    from optimizer.national_planning import plan_nation
    from optimizer.planning import run_name
    from optimizer.solve import SolveParams

    with nation_screen.progress(lang, quiet=as_json) as watch:
        told = plan_nation(
            path, out or run_name(path), SolveParams(seconds=time_limit), engine, watch, overwrite=overwrite
        )
    nation_screen.show(told, lang, as_json=as_json)
    raise typer.Exit(Exit.PROVEN if told.proven else Exit.GAP)


@app.command()
def synth(
    out: Annotated[Path, typer.Argument(help="Thư mục sẽ tạo / folder to write")],
    scale: Annotated[Scale, typer.Option("--scale", help="district | province | nation")],
    seed: Annotated[int, typer.Option("--seed", min=0, help="Cùng số, cùng từng byte / same number, same bytes")] = 1,
    posts: Annotated[int, typer.Option("--posts", min=0, help="Số chức danh chủ chốt / key posts; 0 = mặc định")] = 0,
    cadres: Annotated[int, typer.Option("--cadres", min=0, help="Số cán bộ / cadres; 0 = mặc định / default")] = 0,
    months: Annotated[int, typer.Option("--months", help="Thời gian kế hoạch, bội số của 12 / horizon")] = 60,
    regime: Annotated[str, typer.Option("--regime", help="Cấp huyện: 2017 | 2022; còn lại: 2025 / else 2025")] = "",
    tight: Annotated[bool, typer.Option("--tight", help="Nhiều chức danh trống, nơi đi ít người / scarce")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Thay thư mục do lệnh này tạo / replace")] = False,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Tạo bộ dữ liệu giả định (người và địa danh hư cấu). / Write a synthetic case: invented people and places."""
    from optimizer import synth as synthetic
    from optimizer.commands import console
    from optimizer.io import write_folder

    parts = synthetic.specs(scale, seed, regime=regime, posts=posts, cadres=cadres, months=months, tight=tight)
    files = synthetic.files(parts, console.step_by_step(lang, quiet=as_json))
    folder = write_folder(out, files, synthetic.MARKER, overwrite=overwrite)
    console.show_made(folder, synthetic.size(parts), lang, as_json=as_json)
