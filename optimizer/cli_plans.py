"""The commands about several plans of one job: how runs differ, what is fixed, what else there is."""

from pathlib import Path
from typing import Annotated

import typer

from optimizer.cli_options import JsonOption, LangOption, RunArgument, app


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
