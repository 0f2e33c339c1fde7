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
    "settle": ("Lập phương án các tỉnh", "Planning the provinces"),
    "certify": ("Tính cận cho cả nước", "Bounding the whole"),
    "tier": ("Bậc mục tiêu (cộng các tỉnh)", "Tier (sum over provinces)"),
    "value": ("Đạt", "Value"),
    "certified": ("Cận theo chứng chỉ", "Certified bound"),
    "gap": ("Khoảng cách", "Gap"),
    "within": ("{proven} trong {count} tỉnh có phương án tối ưu trong phần được chia (lời của bộ giải).",
               "In {proven} of {count} provinces the plan is optimal within its share (the engines' word)."),
    "sent": ("{sent} cán bộ trung ương được cử đi các tỉnh.", "{sent} cadres of the centre are sent to provinces."),
    "run": ("Kết quả: {path}", "Run: {path}"),
    "means": ("Cận nói: không phương án nào của cả nước, giữ các bậc trước trong dung sai, tốt hơn cận này.",
              "The bound says: no plan of the nation that keeps the earlier tiers within tolerance is better than it."),
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
    table = Table(*(say(code, lang) for code in ("tier", "value", "certified", "gap")))
    for result in told.tiers:
        gap = f"{result.certified_gap} ({100 * result.certified_gap / max(1, abs(result.value)):.2f} %)"
        table.add_row(result.tier.name, str(result.value), str(result.certified), gap)
    console.print(table)
    proven = sum(province.proven for province in told.provinces)
    sent = sum(len(province.taken.sent) for province in told.provinces)
    console.print(say("means", lang))
    console.print(say("within", lang, proven=proven, count=len(told.provinces)))
    console.print(say("sent", lang, sent=sent))
    console.print(say("run", lang, path=told.folder))
    console.print(say("advice", lang))


def _facts(told: National) -> dict[str, object]:
    """The same as plain values."""
    return {
        "run": str(told.folder),
        "tiers": [{"tier": r.tier.name, "value": r.value, "certified": r.certified} for r in told.tiers],
        "provinces": [{"folder": p.folder, "proven_in_share": p.proven} for p in told.provinces],
        "seconds": {stage: round(seconds, 1) for stage, seconds in told.seconds.items()},
    }
