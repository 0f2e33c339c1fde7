"""The command line: a thin shell around the line from files to files."""

import json
import sys
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from optimizer.errors import CaseFaultsError, OptimizerError, VerificationError

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
LangOption = Annotated[str, typer.Option("--lang", help="vi | en: ngôn ngữ trên màn hình / language on screen")]


class Exit(IntEnum):
    """How the program ends."""

    PROVEN = 0
    OUR_FAULT = 1
    USAGE = 2
    FAULTS = 3
    IMPOSSIBLE = 4
    INTERRUPTED = 5
    REFUSED = 6
    DISAGREE = 7
    GAP = 10


@app.command()
def check(case: CaseArgument, as_json: JsonOption = False, lang: LangOption = "vi") -> None:
    """Kiểm tra mọi bảng, báo mọi lỗi cùng lúc. / Report every fault of every table at once."""
    from optimizer import console
    from optimizer.jobs import read_tables

    issues = read_tables(case)[2]
    console.show_issues(issues, lang, as_json=as_json)
    raise typer.Exit(Exit.FAULTS if any(issue.severity == "error" for issue in issues) else Exit.PROVEN)


@app.command()
def plan(
    case: CaseArgument,
    out: Annotated[Path | None, typer.Option("--out", help="Thư mục kết quả / run folder")] = None,
    time_limit: TimeOption = 21.0,
    regime: Annotated[str, typer.Option("--regime", help="2017 | 2022 | 2025")] = "",
    identity: Annotated[Path | None, typer.Option("--identity", help="Tệp cadre_id,name / names file")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Ghi đè kết quả cũ / replace an older run")] = False,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Lập phương án: kiểm tra, giải, kiểm chứng, viết báo cáo. / Check, solve, verify, report."""
    from optimizer import console
    from optimizer.jobs import load_case, make_run, run_name, solve_case
    from optimizer.solve import Disagreement, Impossible, OutOfTime

    settled = load_case(case, regime)
    with console.progress(lang, quiet=as_json) as watch:
        model, outcome, seconds = solve_case(settled, time_limit, watch)
    if isinstance(outcome, Impossible | OutOfTime | Disagreement):
        folder = None
        if isinstance(outcome, Disagreement):
            from optimizer.solve.export import save_models

            folder = save_models(model, outcome, out or run_name(case))
        console.show_failure(outcome, lang, folder, as_json=as_json)
        raise typer.Exit(
            Exit.IMPOSSIBLE
            if isinstance(outcome, Impossible)
            else Exit.DISAGREE
            if isinstance(outcome, Disagreement)
            else Exit.INTERRUPTED
            if outcome.interrupted
            else Exit.GAP
        )
    folder = make_run(case, model, outcome, seconds, identity, out or run_name(case), overwrite=overwrite)
    console.show_solved(model.case, outcome, folder, seconds, lang, as_json=as_json)
    if outcome.interrupted:
        raise typer.Exit(Exit.INTERRUPTED)
    raise typer.Exit(Exit.PROVEN if outcome.proven else Exit.GAP)


@app.command()
def verify(
    run: Annotated[Path, typer.Argument(help="Thư mục kết quả / run folder")],
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Kiểm chứng lại một kết quả chỉ từ tệp, không dùng bộ giải. / Re-check a run from its files alone."""
    from optimizer import console
    from optimizer.jobs import recheck

    reasons = recheck(run)
    console.show_recheck(reasons, lang, as_json=as_json)
    raise typer.Exit(Exit.REFUSED if reasons else Exit.PROVEN)


@app.command()
def score(
    case: CaseArgument,
    draft: Annotated[Path, typer.Argument(help="CSV: cadre_id,post_id,start,months[,landing]")],
    time_limit: TimeOption = 21.0,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Chấm một phương án tự soạn: vi phạm, điểm, khoảng cách tới tối ưu. / Judge a hand-made draft plan."""
    from optimizer import console
    from optimizer.jobs import load_case, read_draft, solve_case
    from optimizer.solve import Solved
    from optimizer.verify import judge

    settled = load_case(case)
    drafted = read_draft(settled, draft)
    verdict = judge(settled, drafted)
    with console.progress(lang, quiet=as_json) as watch:
        _, outcome, _ = solve_case(settled, time_limit, watch)
    best = outcome if isinstance(outcome, Solved) else None
    console.show_score(settled, verdict, best, lang, as_json=as_json)
    raise typer.Exit(Exit.PROVEN if verdict.lawful else Exit.REFUSED)


def main() -> None:
    """Run a command; every fault of the user ends in a sentence and an exit code, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except CaseFaultsError as faults:
        from optimizer import console

        as_json = "--json" in sys.argv
        console.show_issues(faults.issues, "en" if "en" in sys.argv else "vi", as_json=as_json)
        sys.exit(Exit.FAULTS)
    except VerificationError as refusal:
        _say(refusal)
        sys.exit(Exit.REFUSED)
    except OptimizerError as fault:
        _say(fault)
        sys.exit(Exit.USAGE)


def _say(fault: OptimizerError) -> None:
    """Tell the user what is wrong, in both languages."""
    if "--json" in sys.argv:
        told: dict[str, Any] = {"error": {"vi": fault.vi, "en": fault.en}}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stderr.write(f"{fault.vi}\n{fault.en}\n")
