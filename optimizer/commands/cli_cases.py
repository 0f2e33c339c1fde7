"""The commands on one case: check, plan, verify, score, eligibility, regimes, rules."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from optimizer.commands.cli_options import (
    CaseArgument,
    JsonOption,
    LangOption,
    MapOption,
    RegimeOption,
    TimeOption,
    app,
)
from optimizer.commands.exits import Exit, exit_of, exit_of_all
from optimizer.words import Language

if TYPE_CHECKING:
    from optimizer.model import Model
    from optimizer.solve import Failure


WaysOption = Annotated[
    float,
    typer.Option("--ways", min=0, help="Giây để tìm cách lấp chức danh trống / seconds to find what fills vacancies"),
]


@app.command()
def check(case: CaseArgument, as_json: JsonOption = False, lang: LangOption = "vi") -> None:
    """Kiểm tra mọi bảng, báo mọi lỗi cùng lúc. / Report every fault of every table at once."""
    from optimizer.commands import console
    from optimizer.jobs import read_tables

    issues = read_tables(case)[2]
    console.show_issues(issues, lang, as_json=as_json)
    raise typer.Exit(Exit.FAULTS if any(issue.severity == "error" for issue in issues) else Exit.PROVEN)


@app.command()
def plan(
    case: CaseArgument,
    out: Annotated[Path | None, typer.Option("--out", help="Thư mục kết quả / run folder")] = None,
    time_limit: TimeOption = 30.0,
    regime: Annotated[str, typer.Option("--regime", help="2017 | 2022 | 2025")] = "",
    confirm: Annotated[bool, typer.Option("--confirm", help="Cả hai bộ giải phải trả lời / both engines answer")] = False,
    ways: WaysOption = 0.0,
    map_units: MapOption = False,
    identity: Annotated[Path | None, typer.Option("--identity", help="Tệp cadre_id,name / names file")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Ghi đè kết quả cũ / replace an older run")] = False,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Lập phương án: kiểm tra, giải, kiểm chứng, viết báo cáo. / Check, solve, verify, report."""
    from optimizer.commands import console, fillings
    from optimizer.jobs import load_case
    from optimizer.planning import make_run, run_name, solve_case
    from optimizer.solve import Solved, SolveParams

    settled, params = load_case(case, regime, map_units=map_units), SolveParams(seconds=time_limit, confirm=confirm)
    with console.progress(lang, quiet=as_json) as watch:
        model, outcome, seconds = solve_case(settled, params, watch)
    folder = out or run_name(case)
    if not isinstance(outcome, Solved):
        _end_without_plan(model, outcome, folder, lang, as_json=as_json)
    folder = make_run(case, model, outcome, seconds, identity, folder, overwrite=overwrite)
    if found := () if outcome.interrupted else fillings.search_ways(model.case, outcome.plan, ways, lang, quiet=as_json):
        make_run(case, model, outcome, seconds, identity, folder, overwrite=True, ways=found)
    console.show_solved(model.case, outcome, folder, seconds, lang, as_json=as_json)
    raise typer.Exit(exit_of(outcome))


def _end_without_plan(model: "Model", outcome: "Failure", folder: Path, lang: Language, *, as_json: bool) -> NoReturn:
    """Say why there is no plan and end with its exit code; when the engines disagree, save both models."""
    from optimizer.commands import console
    from optimizer.solve import Disagreement
    from optimizer.solve.export import save_models

    saved = save_models(model, outcome, folder) if isinstance(outcome, Disagreement) else None
    console.show_failure(outcome, lang, saved, as_json=as_json)
    raise typer.Exit(exit_of(outcome))


@app.command()
def verify(
    run: Annotated[Path, typer.Argument(help="Thư mục kết quả hoặc dữ liệu / run or case folder")],
    claim: Annotated[Path | None, typer.Option("--claim", help="JSON của lời giải thích / of an explanation")] = None,
    again: Annotated[bool, typer.Option("--again", help="Chứng minh lại / prove it again")] = False,
    time_limit: TimeOption = 60.0,
    regime: RegimeOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Kiểm chứng lại một kết quả, hoặc một lời giải thích, chỉ từ tệp. / Re-check a run or an explanation from files.

    Với --claim: câu trả lời --json của mọi câu hỏi về một kết quả hay một bài toán. Không dùng bộ giải, trừ --again: bộ
    giải thứ hai chứng minh lại giá, và rằng không có phương án khác. / With --claim: the --json answer to any question
    about a run or a case. No solver, but for --again: the second engine proves prices again, and that there is no other
    plan.
    """
    if claim is not None:
        from optimizer.commands import claim_check

        raise typer.Exit(claim_check.ask(run, claim, regime, time_limit, lang, again=again, as_json=as_json))
    from optimizer.commands import console
    from optimizer.jobs import recheck
    from optimizer.nation_jobs import is_nation, recheck_nation

    reasons = recheck_nation(run) if is_nation(run) else recheck(run)
    console.show_recheck(reasons, lang, as_json=as_json)
    raise typer.Exit(Exit.REFUSED if reasons else Exit.PROVEN)


@app.command()
def score(
    case: CaseArgument,
    draft: Annotated[Path, typer.Argument(help="CSV: cadre_id,post_id,start,months[,landing]")],
    training: Annotated[Path | None, typer.Option("--training", help="CSV: cadre_id,course_id")] = None,
    time_limit: TimeOption = 30.0,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Chấm một phương án tự soạn: vi phạm, điểm, khoảng cách tới tối ưu. / Judge a hand-made draft plan."""
    from optimizer.commands import console
    from optimizer.jobs import load_case, read_draft
    from optimizer.planning import solve_case
    from optimizer.solve import Solved, SolveParams
    from optimizer.verify import judge

    settled = load_case(case)
    drafted, warnings = read_draft(settled, draft, training)
    verdict = judge(settled, drafted)
    with console.progress(lang, quiet=as_json) as watch:
        _, outcome, _ = solve_case(settled, SolveParams(seconds=time_limit), watch)
    best = outcome if isinstance(outcome, Solved) else None
    console.show_score(settled, verdict, best, lang, as_json=as_json, warnings=warnings)
    raise typer.Exit(Exit.PROVEN if verdict.lawful else Exit.REFUSED)


@app.command()
def eligibility(
    case: CaseArgument,
    cadre: Annotated[str, typer.Option("--cadre", help="Chỉ một cán bộ / one cadre only")] = "",
    post: Annotated[str, typer.Option("--post", help="Chỉ một chức danh / one post only")] = "",
    regime: Annotated[str, typer.Option("--regime", help="2017 | 2022 | 2025")] = "",
    map_units: MapOption = False,
    out: Annotated[Path | None, typer.Option("--out", help="Ghi cả bảng ra CSV / write the whole matrix as CSV")] = None,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Ai đủ điều kiện chức danh nào; nếu không, vì quy tắc nào. / Who may take which post, and which rules refuse."""
    from optimizer.commands import matrix
    from optimizer.jobs import load_case

    settled = load_case(case, regime, map_units=map_units)
    told = matrix.rows(settled, cadre, post, lang)
    if out is not None:
        matrix.write(told, out)
    matrix.show(settled, told, lang, as_json=as_json, whole=not (cadre or post))


@app.command()
def regimes(
    case: CaseArgument,
    time_limit: TimeOption = 30.0,
    map_units: MapOption = False,
    out: Annotated[Path | None, typer.Option("--out", help="Ghi mọi cặp ra CSV / write every pair as CSV")] = None,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """So sánh các chế độ 2017, 2022, 2025 trên cùng dữ liệu. / One case under each regime, differences traced."""
    from optimizer.commands import console, regime_screen
    from optimizer.planning import solve_under_regimes
    from optimizer.regimes import compare, write
    from optimizer.solve import SolveParams

    with console.progress(lang, quiet=as_json) as watch:
        planned = solve_under_regimes(case, SolveParams(seconds=time_limit), watch, map_units=map_units)
    comparison = compare(planned)
    if out is not None:
        write(comparison, lang, out)
    regime_screen.show(comparison, lang, as_json=as_json, map_units=map_units)
    raise typer.Exit(exit_of_all([outcome for _, outcome in planned]))


@app.command()
def rules(
    regime: Annotated[str, typer.Option("--regime", help="2017 | 2022 | 2025")] = "2025",
    day: Annotated[str, typer.Option("--day", help="yyyy-mm-dd; mặc định: ngày đầu của chế độ / first day")] = "",
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Sổ quy tắc: căn cứ, hiệu lực, tham số, ai được miễn. / The rule book: source, mode, parameters, who may waive."""
    from optimizer.commands import rule_book

    rule_book.show(rule_book.entries(regime, day), lang, as_json=as_json)
