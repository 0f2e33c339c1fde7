"""The commands about what stands in the way of a plan, and what would clear it: thin shells."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from optimizer.commands.cli_options import CaseArgument, JsonOption, LangOption, RegimeOption, TimeOption, app
from optimizer.commands.exits import (
    Exit,
    exit_of_conflict,
    exit_of_corrections,
    exit_of_filled,
    exit_of_musts,
    exit_of_ways,
)
from optimizer.errors import DisagreementError, UsageError
from optimizer.words import Language

if TYPE_CHECKING:
    from optimizer.case import Case


@app.command()
def conflict(
    case: CaseArgument,
    must: Annotated[str, typer.Option("--must", help="C20,C06,…: xếp theo độ quan trọng / in order of weight")] = "",
    time_limit: TimeOption = 30.0,
    regime: RegimeOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Vì sao không có phương án: những điều mâu thuẫn với nhau. / Why there is no plan: what contradicts what.

    Tập ít điều nhất (nếu chứng minh được) gồm quyết định và quy tắc không thể cùng giữ; bỏ bất kỳ điều nào thì các điều
    còn lại giữ được. Với --must: quy tắc nào trong danh sách, xếp theo độ quan trọng, có thể cùng bắt buộc.
    / The fewest (where that is proven) decisions and rules that no plan keeps together; without any one of them the rest
    can be kept. With --must: which of the rules listed, the most important first, can be hard together.
    """
    from optimizer.jobs import load_case

    settled = load_case(case, regime)
    try:
        end = (_sort_out if must else _contradict)(settled, must, time_limit, lang, as_json=as_json)
    except DisagreementError as dispute:
        show_dispute(dispute, case, "conflict", lang, as_json=as_json)
        end = Exit.DISAGREE
    raise typer.Exit(end)


def _contradict(case: "Case", _: str, seconds: float, lang: Language, *, as_json: bool) -> Exit:
    """Show what contradicts what."""
    from optimizer.commands import conflict as answer

    found = answer.contradiction(case, seconds)
    answer.show(case, found, lang, as_json=as_json)
    return exit_of_conflict(found)


def _sort_out(case: "Case", must: str, seconds: float, lang: Language, *, as_json: bool) -> Exit:
    """Show which of the wanted rules can be hard together."""
    from optimizer.commands import musts as answer

    found = answer.sorted_out(case, must, seconds)
    answer.show(case, found, lang, as_json=as_json)
    return exit_of_musts(found)


@app.command("ways-out")
def ways_out(
    case: Annotated[Path, typer.Argument(help="Dữ liệu hoặc kết quả / case or run folder")],
    waivers: Annotated[bool, typer.Option("--waivers", help="Tìm tập miễn trừ rẻ nhất / cheapest waivers")] = False,
    post: Annotated[str, typer.Option("--post", help="Chức danh chủ chốt cần bố trí / key post to fill")] = "",
    time_limit: TimeOption = 24.0,
    regime: RegimeOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Gỡ bế tắc: cách nhỏ nhất để có phương án, hoặc để bố trí chức danh còn trống. / The smallest ways out.

    Không có --post: ba tập thay đổi nhỏ nhất để bài toán có phương án; với một thư mục kết quả: cách bố trí từng chức
    danh còn trống. Với --post: cách bố trí chức danh ấy, mỗi loại một cách nhỏ nhất. Thêm --waivers: tập miễn trừ rẻ nhất
    (cấp quyết định thấp, ít miễn trừ) để có một lượt bố trí mới vào chức danh ấy, từ kỳ nào cũng được.
    / Without --post: the three smallest sets of changes that give a case a plan; of a run folder: what fills each post it
    leaves vacant. With --post: the smallest of each kind that fills that post. With --waivers too: the cheapest waivers
    (low authority, few) with which some plan has a new stint in it, from any period on.
    """
    from optimizer.jobs import is_run, load_case

    run = is_run(case)
    ask: Callable[..., Exit] = _fill_run if run else _waive if waivers else _fill if post else _mend
    _refuse_halves(run=run, waivers=waivers, post=post, regime=regime)
    try:
        settled = case if run else load_case(case, regime)
        end = ask(settled, post, time_limit, lang, as_json=as_json)
    except DisagreementError as dispute:
        show_dispute(dispute, case, "ways-out", lang, as_json=as_json)
        end = Exit.DISAGREE
    raise typer.Exit(end)


def _refuse_halves(*, run: bool, waivers: bool, post: str, regime: str) -> None:
    """UsageError for a question that is not whole, or not one about a run."""
    if waivers and not post:
        raise UsageError("ways-out --waivers cần --post MÃ_CHỨC_DANH.", "ways-out --waivers needs --post POST.")
    if run and (waivers or regime):
        raise UsageError(
            "--waivers và --regime dùng với dữ liệu, không dùng với kết quả.",
            "--waivers and --regime are for a case, not a run.",
        )


def _fill_run(run: Path, post: str, seconds: float, lang: Language, *, as_json: bool) -> Exit:
    """Show what would fill the posts that a run leaves vacant."""
    from optimizer.commands import fillings as answer

    found = answer.fill_run(run, post, seconds)
    answer.show(found, lang, as_json=as_json)
    return exit_of_filled(found)


def _fill(case: "Case", post: str, seconds: float, lang: Language, *, as_json: bool) -> Exit:
    """Show what would fill a post that the plan of a case leaves vacant."""
    from optimizer.commands import fillings as answer

    found = answer.fill_case(case, post, seconds)
    answer.show(found, lang, as_json=as_json)
    return exit_of_filled(found)


def _waive(case: "Case", post: str, seconds: float, lang: Language, *, as_json: bool) -> Exit:
    """Show the cheapest waivers that fill a post."""
    from optimizer.commands import ways_out as answer

    found = answer.fill_by_waivers(case, post, seconds)
    answer.show(case, post, found, lang, as_json=as_json)
    return exit_of_ways(found)


def _mend(case: "Case", _: str, seconds: float, lang: Language, *, as_json: bool) -> Exit:
    """Show the three smallest sets of changes that give a case a plan."""
    from optimizer.commands import corrections as answer

    found = answer.three_ways(case, seconds)
    answer.show(case, found, lang, as_json=as_json)
    return exit_of_corrections(found)


def show_dispute(dispute: DisagreementError, case: Path, name: str, lang: Language, *, as_json: bool) -> None:
    """Save what two engines contradict each other on, and say where."""
    from optimizer.commands import console
    from optimizer.solve import Disagreement
    from optimizer.solve.export import save_program

    folder = save_program(dispute.program, dispute.points, dispute.answers, Path("runs") / f"{case.stem}-{name}")
    console.show_failure(Disagreement(name, dispute.answers), lang, folder, as_json=as_json)
