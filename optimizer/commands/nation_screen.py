"""What the command line shows of a nation's plan: progress, and the tiers with their certified bounds."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from optimizer.national_planning import National, Watch
from optimizer.screen import print_json, sentence_of, wide_console
from optimizer.words import Language

TEXT = {
    "lay_out": ("Lập mô hình các tỉnh", "Laying out the provinces"),
    "bid": ("Định phần của các tỉnh theo giá", "What the provinces do at the prices"),
    "settle": ("Lập phương án các tỉnh", "Planning the provinces"),
    "tier": ("Bậc mục tiêu (cộng các tỉnh)", "Tier (sum over provinces)"),
    "value": ("Đạt", "Value"),
    "in_shares": ("Cận trong phần được chia", "Bound within the shares"),
    "certified": ("Cận với mọi cách chia", "Bound for any sharing"),
    "within": ("{proven} trong {count} tỉnh có phương án tối ưu trong phần được chia (lời của bộ giải).",
               "In {proven} of {count} provinces the plan is optimal within its share (the engines' word)."),
    "sent": ("Số cán bộ trung ương được cử đi các tỉnh: {sent}.", "Cadres of the centre sent to provinces: {sent}."),
    "run": ("Kết quả: {path}", "Run: {path}"),
    "means": ("Cận có chứng chỉ: không phương án nào giữ các bậc trước trong dung sai mà tốt hơn cận; cột đầu với cán bộ "
              "trung ương và kinh phí chia cho các tỉnh như ở đây, cột sau (chỉ ở bậc đầu) với mọi cách chia.",
              "Both bounds have a certificate: no plan that keeps the earlier tiers within tolerance is better; in the "
              "first column with the centre's cadres and the money shared as here, in the second (first tier only) "
              "however they are shared."),
    "advice": ("Chương trình tư vấn; con người quyết định.", "The program advises; people decide."),
}  # fmt: skip


say = partial(sentence_of, TEXT)


@contextmanager
def progress(lang: Language, *, quiet: bool) -> Iterator[Watch]:
    """Yield what shows how many provinces of each stage are done; nothing where it must be quiet."""
    with Progress(console=Console(stderr=True), disable=quiet) as bar:
        tasks = {}

        def watch(stage: str, done: int, count: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(say(stage, lang), total=count)
            bar.update(tasks[stage], completed=done)

        yield watch


def show(told: National, lang: Language, *, as_json: bool) -> None:
    """The tiers of a nation's plan and what was proven of them."""
    if as_json:
        print_json(_facts(told))
        return
    console = wide_console()
    table = Table(*(say(code, lang) for code in ("tier", "value", "in_shares", "certified")))
    for total in told.tiers:
        bounds = (_with_gap(bound, total.value) for bound in (total.within_shares, total.certified))
        table.add_row(total.tier.name, str(total.value), *bounds)
    console.print(table)
    proven = sum(province.proven for province in told.provinces)
    sent = sum(len(province.taken.sent) for province in told.provinces)
    console.print(say("means", lang))
    console.print(say("within", lang, proven=proven, count=len(told.provinces)))
    console.print(say("sent", lang, sent=sent))
    console.print(say("run", lang, path=told.folder))
    console.print(say("advice", lang))


def _with_gap(bound: int | None, value: int) -> str:
    """A bound, and how far the value is from it in percent of the value; a dash where there is none."""
    return "–" if bound is None else f"{bound} ({100 * abs(bound - value) / max(1, abs(value)):.2f} %)"


def _facts(told: National) -> dict[str, object]:
    """The same as plain values."""
    return {
        "run": str(told.folder),
        "tiers": [
            {
                "tier": total.tier.name,
                "value": total.value,
                "certified": total.certified,
                "certified_within_shares": total.within_shares,
            }
            for total in told.tiers
        ],
        "provinces": [{"folder": p.folder, "proven_in_share": p.proven} for p in told.provinces],
        "seconds": {stage: round(seconds, 1) for stage, seconds in told.seconds.items()},
    }
