"""The commands about several plans of one job: how runs differ, what is fixed, what else there is."""

from pathlib import Path
from typing import Annotated

import typer

from optimizer.cli_options import JsonOption, LangOption, RunArgument, TimeOption, app

WithinOption = Annotated[
    float,
    typer.Option(
        "--within", min=0, max=100, help="% của giá trị từng bậc, nếu rộng hơn dung sai / percent of each value"
    ),
]


@app.command()
def diff(
    first: RunArgument,
    second: Annotated[Path, typer.Argument(help="Kết quả thứ hai / second run folder")],
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """So hai kết quả: ai được bố trí khác đi, vì sao, tác động. / Two runs: who moves otherwise, why, to what effect."""
    from optimizer import diff as answer

    answer.ask(first, second, lang, as_json=as_json)


@app.command()
def backbone(
    run: RunArgument,
    within: WithinOption = 0.0,
    time_limit: TimeOption = 30.0,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Bố trí nào có trong mọi phương án tốt gần bằng, bố trí nào tự do. / What every plan about as good has in common."""
    from optimizer import backbone as answer

    raise typer.Exit(answer.ask(run, within, time_limit, lang, as_json=as_json))


@app.command()
def alternatives(
    run: RunArgument,
    count: Annotated[int, typer.Option("--count", min=1, max=20, help="Bao nhiêu phương án / how many plans")] = 5,
    within: WithinOption = 0.0,
    time_limit: TimeOption = 30.0,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Các phương án khác, tốt gần bằng, càng xa nhau càng tốt. / Other plans about as good, as far apart as can be."""
    from optimizer import alternatives as answer

    raise typer.Exit(answer.ask(run, count, within, time_limit, lang, as_json=as_json))
