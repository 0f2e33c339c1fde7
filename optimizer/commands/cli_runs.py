"""The commands that ask a finished run."""

from pathlib import Path
from typing import Annotated

import typer

from optimizer.commands.cli_options import JsonOption, LangOption, RunArgument, TimeOption, app

PostArgument = Annotated[str, typer.Argument(help="Mã chức danh chủ chốt / key post")]
CadreArgument = Annotated[str, typer.Argument(help="Mã cán bộ / cadre")]
ExactOption = Annotated[bool, typer.Option("--exact", help="Chứng minh giá ở mọi bậc / prove the price of every tier")]


@app.command()
def why(
    run: RunArgument,
    post: PostArgument,
    time_limit: TimeOption = 10.0,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Vì sao chức danh được bố trí như vậy: phần đóng góp, quy tắc, người kế tiếp. / Why a post is filled as it is."""
    from optimizer.commands import why as answer

    raise typer.Exit(answer.ask(run, post, time_limit, lang, as_json=as_json))


@app.command("why-not")
def why_not(
    run: RunArgument,
    cadre: CadreArgument,
    post: PostArgument,
    exact: ExactOption = False,
    time_limit: TimeOption = 10.0,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Vì sao không phải cán bộ ấy: bị từ chối vì đâu, hoặc giá phải trả, ai phải đổi. / Why not this cadre: the price."""
    from optimizer.commands import why_not as answer

    raise typer.Exit(answer.ask(run, cadre, post, time_limit, lang, exact=exact, as_json=as_json))


@app.command()
def recommend(
    run: RunArgument,
    post: PostArgument,
    most: Annotated[int, typer.Option("--top", min=1, help="Số người giải đúng / how many are solved")] = 5,
    exact: ExactOption = False,
    time_limit: TimeOption = 20.0,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Danh sách xếp hạng những người có thể giữ chức danh, kèm giá. / The ranked shortlist for a post, with prices."""
    from optimizer.commands import recommend as answer

    raise typer.Exit(answer.ask(run, post, most, time_limit, lang, exact=exact, as_json=as_json))


@app.command()
def prices(
    run: RunArgument,
    cadre: Annotated[str, typer.Option("--cadre", help="Chỉ một cán bộ / one cadre only")] = "",
    post: Annotated[str, typer.Option("--post", help="Chỉ một chức danh / one post only")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="Ghi mọi cặp ra CSV / write every pair as CSV")] = None,
    of: Annotated[
        list[str] | None,
        typer.Option(
            "--of", help="budget | rule | post | skill | language | candidate | all: giải đúng / solved exactly"
        ),
    ] = None,
    step: Annotated[int, typer.Option("--step", min=1, help="Bước dự toán, triệu đồng / budget step, million VND")] = 100,
    like: Annotated[str, typer.Option("--like", help="Người thêm có hồ sơ như / whom one more is like")] = "",
    time_limit: TimeOption = 60.0,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Giá cơ hội ước lượng của mọi cặp; --of: giá trị đúng của dự toán, quy tắc... / What pairs cost; --of: what else.

    Không có --of: ước lượng cho mọi cặp cán bộ - chức danh. Có --of: mỗi thứ được giải lại để biết giá trị đúng.
    / Without --of: an estimate for every pair. With it: each thing is solved again for its exact worth.
    """
    if of:
        from optimizer.commands import worths

        raise typer.Exit(worths.ask(run, of, step, like, time_limit, lang, as_json=as_json))
    from optimizer.commands import prices as answer

    raise typer.Exit(answer.ask(run, cadre, post, out, lang, as_json=as_json))


@app.command()
def inverse(
    run: RunArgument,
    cadre: CadreArgument,
    post: PostArgument,
    weights: Annotated[
        bool, typer.Option("--weights", help="Đổi trọng số thay vì hồ sơ / weights in place of the record")
    ] = False,
    every: Annotated[
        bool, typer.Option("--every", help="Trong mọi phương án tốt nhất / in every best plan, not level with others")
    ] = False,
    steps: Annotated[
        int, typer.Option("--steps", min=0, max=9, help="Số bước ngoài mức tối thiểu / steps beyond what gates ask")
    ] = 2,
    time_limit: TimeOption = 60.0,
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Thay đổi nhỏ nhất để cán bộ ấy được chọn. / The smallest change of a record, or of a weight, that wins a post."""
    from optimizer.commands import inverse as answer

    code = answer.ask(run, cadre, post, steps, time_limit, lang, weights=weights, every=every, as_json=as_json)
    raise typer.Exit(code)


@app.command("data-dependence")
def data_dependence(
    run: RunArgument, time_limit: TimeOption = 60.0, as_json: JsonOption = False, lang: LangOption = "vi"
) -> None:
    """Phương án dựa vào những số liệu nào chưa kiểm chứng. / Which unverified fields the plan rests on."""
    from optimizer.commands import data_dependence as answer

    raise typer.Exit(answer.ask(run, time_limit, lang, as_json=as_json))
