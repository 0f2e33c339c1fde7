"""The commands about several plans of one job: how runs differ, what is fixed, what else there is."""

from pathlib import Path
from typing import Annotated

import typer

from optimizer.commands.cli_options import JsonOption, LangOption, RunArgument, TimeOption, app

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
    from optimizer.commands import diff as answer

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
    from optimizer.commands import backbone as answer

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
    from optimizer.commands import alternatives as answer

    raise typer.Exit(answer.ask(run, count, within, time_limit, lang, as_json=as_json))


@app.command()
def pareto(
    run: RunArgument,
    pair: Annotated[
        list[str] | None,
        typer.Option(
            "--pair", help="A:B, hai trong số / two of: gap, worst, burden, moves, cost. Lặp lại được / repeatable"
        ),
    ] = None,
    points: Annotated[int, typer.Option("--points", min=2, max=50, help="Số điểm mỗi cặp / points per pair")] = 5,
    time_limit: TimeOption = 120.0,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Giảm khoảng trống phải đổi bằng gì: gánh nặng, luân chuyển, kinh phí. / The front of gap and what it costs.

    Mỗi điểm là một phương án hợp lệ mà không phương án nào trội hơn, hoặc kèm cận nếu chưa chứng minh xong.
    / Each point is a lawful plan that no plan beats, or is told with its bounds where that is not proven.
    """
    from optimizer.commands import pareto as answer

    raise typer.Exit(answer.ask(run, pair or [], points, time_limit, lang, as_json=as_json))


@app.command("target-audit")
def target_audit(
    run: RunArgument,
    goal: Annotated[
        list[str] | None,
        typer.Option(
            "--goal",
            help="weakest_first | thrift | seniority | fit_halved | burden_doubled | …, hoặc các bậc / or tiers: "
            "fill,worst_commune,fit+burden. Lặp lại được / repeatable",
        ),
    ] = None,
    time_limit: TimeOption = 30.0,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Lập lại theo mục tiêu khác: xã nào, cán bộ nào được hay mất. / Plan by other goals: who gains and who loses.

    Mỗi mục tiêu được lập trong thời hạn --time-limit. / --time-limit holds for each plan.
    """
    from optimizer.commands import target_audit as answer

    raise typer.Exit(answer.ask(run, goal or [], time_limit, lang, as_json=as_json))


@app.command()
def override(
    run: RunArgument,
    cadre: Annotated[str, typer.Option("--cadre", help="Mã cán bộ / cadre")] = "",
    post: Annotated[str, typer.Option("--post", help="Mã chức danh; trống = mọi chức danh / blank = any")] = "",
    ban: Annotated[bool, typer.Option("--ban", help="Loại trừ thay vì ấn định / ban instead of pin")] = False,
    author: Annotated[str, typer.Option("--author", help="Ai quyết định / who decides")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Lý do / why")] = "",
    meeting: Annotated[str, typer.Option("--meeting", help="Cuộc họp; mặc định: ngày / meeting; default: the day")] = "",
    on: Annotated[str, typer.Option("--on", help="Ngày yyyy-mm-dd; mặc định: hôm nay / default: today")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="Thư mục kết quả mới / new run folder")] = None,
    log: Annotated[bool, typer.Option("--list", help="Chỉ xem sổ quyết định / only show the log")] = False,
    time_limit: TimeOption = 30.0,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Quyết định khác đề xuất: lập lại, tính giá, ghi sổ. / Decide otherwise: plan again, the cost, the log.

    Mỗi quyết định được ghi vào một kết quả mới, cùng các quyết định trước đó, người quyết định, lý do và giá từng bậc.
    / Each decision goes into a new run with those before it, who decided, why, and what it costs tier by tier.
    """
    from optimizer.commands import override as answer

    if log:
        answer.show_log(run, lang, as_json=as_json)
        return
    decision = answer.decided(cadre, post, author, reason, meeting, on, ban=ban)
    raise typer.Exit(answer.ask(run, decision, out or answer.beside(run), time_limit, lang, as_json=as_json))
