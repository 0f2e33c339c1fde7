"""The commands about what stands in the way of a plan, and what would clear it: thin shells."""

from pathlib import Path
from typing import Annotated

import typer

from optimizer.cli_options import CaseArgument, JsonOption, LangOption, RegimeOption, TimeOption, app
from optimizer.errors import DisagreementError, UsageError
from optimizer.exits import Exit, exit_of_conflict, exit_of_ways
from optimizer.words import Language


@app.command()
def conflict(
    case: CaseArgument,
    time_limit: TimeOption = 30.0,
    regime: RegimeOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Vì sao không có phương án: những điều mâu thuẫn với nhau. / Why there is no plan: what contradicts what.

    Tập ít điều nhất (nếu chứng minh được) gồm quyết định và quy tắc không thể cùng giữ; bỏ bất kỳ điều nào thì các điều
    còn lại giữ được.
    / The fewest (where that is proven) decisions and rules that no plan keeps together; without any one of them the rest
    can be kept.
    """
    from optimizer import conflict as answer
    from optimizer.jobs import load_case

    settled = load_case(case, regime)
    try:
        found = answer.contradiction(settled, time_limit)
    except DisagreementError as dispute:
        show_dispute(dispute, case, "conflict", lang, as_json=as_json)
        raise typer.Exit(Exit.DISAGREE) from None
    answer.show(settled, found, lang, as_json=as_json)
    raise typer.Exit(exit_of_conflict(found))


@app.command("ways-out")
def ways_out(
    case: CaseArgument,
    waivers: Annotated[bool, typer.Option("--waivers", help="Tìm tập miễn trừ rẻ nhất / cheapest waivers")] = False,
    post: Annotated[str, typer.Option("--post", help="Chức danh chủ chốt cần bố trí / key post to fill")] = "",
    time_limit: TimeOption = 24.0,
    regime: RegimeOption = "",
    as_json: JsonOption = False,
    lang: LangOption = "vi",
) -> None:
    """Cần miễn quy tắc nào, ai ký, để bố trí được một chức danh chủ chốt. / The cheapest waivers that fill a key post.

    Bố trí được: có một phương án không vi phạm quy tắc bắt buộc nào ngoài các chỗ được miễn, trong đó có một lượt bố trí
    mới vào chức danh ấy, bắt đầu ở bất kỳ kỳ nào. Rẻ: cấp quyết định thấp, ít miễn trừ.
    / Filled: some plan that breaks no hard rule but in the waived places has a new stint in the post, from any period on.
    Cheap: signed by a low authority, and few.
    """
    from optimizer import ways_out as answer
    from optimizer.jobs import load_case

    if not (waivers and post):
        raise UsageError("ways-out cần --waivers và --post MÃ_CHỨC_DANH.", "ways-out needs --waivers and --post POST.")
    settled = load_case(case, regime)
    try:
        found = answer.fill_by_waivers(settled, post, time_limit)
    except DisagreementError as dispute:
        show_dispute(dispute, case, "ways-out", lang, as_json=as_json)
        raise typer.Exit(Exit.DISAGREE) from None
    answer.show(settled, post, found, lang, as_json=as_json)
    raise typer.Exit(exit_of_ways(found))


def show_dispute(dispute: DisagreementError, case: Path, name: str, lang: Language, *, as_json: bool) -> None:
    """Save what two engines contradict each other on, and say where."""
    from optimizer import console
    from optimizer.solve import Disagreement
    from optimizer.solve.export import save_program

    folder = save_program(dispute.program, dispute.points, dispute.answers, Path("runs") / f"{case.stem}-{name}")
    console.show_failure(Disagreement(name, dispute.answers), lang, folder, as_json=as_json)
