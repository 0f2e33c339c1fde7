"""What the command line shows of batches: progress, what failed, and scenarios side by side."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from optimizer.batch.comparison import MEASURES, Effect, Entry, chosen, effects, front
from optimizer.batch.comparison_page import measure_text
from optimizer.batch.run import Told, Watch
from optimizer.report.sentences import text
from optimizer.screen import print_json, sentence_of, wide_console
from optimizer.words import Language

TEXT = {
    "batch": ("Lập phương án cho các kịch bản", "Planning the scenarios"),
    "ended": ("{kept} kịch bản đã có từ trước, {planned} mới lập, {failed} thất bại, {left} chưa làm.",
              "{kept} scenarios kept from before, {planned} planned now, {failed} failed, {left} not begun."),
    "failed_one": ("Thất bại: {name}: {why}", "Failed: {name}: {why}"),
    "retry": ("Chạy lại với --retry để thử lại các kịch bản thất bại.", "Run again with --retry to try the failed ones."),
    "resume": ("Đã dừng; kết quả đã có được giữ. Chạy lại lệnh này để làm tiếp.",
               "Stopped; what was done is kept. Run the same command again to go on."),
    "then": ("Xem: optimizer compare {path}", "See: optimizer compare {path}"),
    "always": ("Được chọn trong cả {count} kịch bản có phương án: {shown}",
               "Chosen in all {count} scenarios with a plan: {shown}"),
    "all_but": ("tất cả trừ: {names}", "all but: {names}"),
    "fewer": ("{count} cặp khác chỉ có trong chưa tới một nửa số kịch bản (xem --json).",
              "{count} other pairs are in fewer than half of the scenarios (see --json)."),
    "sometimes": ("Chỉ được chọn trong một số kịch bản (cán bộ → vị trí)",
                  "Chosen in some scenarios only (cadre → post)"),
    "within": ("Trong các kịch bản", "In the scenarios"),
    "none": ("không ai", "nobody"),
}  # fmt: skip

say = partial(sentence_of, TEXT)


@contextmanager
def progress(lang: Language, *, quiet: bool) -> Iterator[Watch]:
    """Yield what shows how many scenarios are done; nothing where it must be quiet."""
    with Progress(console=Console(stderr=True), disable=quiet) as bar:
        task = bar.add_task(say("batch", lang), total=None)

        def watch(name: str, done: int, count: int) -> None:
            bar.update(task, completed=done, total=count, description=f"{say('batch', lang)}: {name}")

        yield watch


def show_batch(told: Told, lang: Language, *, as_json: bool) -> None:
    """How a batch ended, what failed and why, and what to do next."""
    if as_json:
        failed = {name: {"vi": vi, "en": en} for name, (vi, en) in told.failed.items()}
        stopped = dict(zip(("vi", "en"), told.stopped, strict=True)) if told.stopped else None
        print_json(asdict(told) | {"folder": str(told.folder), "failed": failed, "stopped": stopped})
        return
    console = wide_console()
    counts = {"kept": told.kept, "planned": told.planned, "failed": told.failed, "left": told.left}
    console.print(say("ended", lang, **{name: len(names) for name, names in counts.items()}))
    for name, why in told.failed.items():
        console.print(say("failed_one", lang, name=name, why=why[lang == "en"]), markup=False)
    if told.failed:
        console.print(say("retry", lang))
    if told.stopped:
        console.print(told.stopped[lang == "en"], markup=False)
    console.print(say("resume", lang) if told.left else say("then", lang, path=told.folder))


def show_comparison(entries: Sequence[Entry], lang: Language, *, as_json: bool) -> None:
    """Scenarios side by side, who is chosen in all and who in some, and what each reform brings."""
    if as_json:
        print_json(_facts(entries))
        return
    console = wide_console()
    console.print(_scenario_table(entries, lang))
    console.print(text("compare.front", lang))
    console.print(_tier_table(entries, lang))
    everywhere, some = _by_constancy(entries)
    plans = [entry.name for entry in entries if entry.planned]
    shown = ", ".join(f"{cadre} → {post}" for cadre, post in everywhere) or say("none", lang)
    console.print(say("always", lang, count=len(plans), shown=shown))
    often = {pair: names for pair, names in some.items() if 2 * len(names) >= len(plans)}
    table = Table(say("sometimes", lang), say("within", lang))
    for (cadre, post), names in often.items():
        table.add_row(f"{cadre} → {post}", say("all_but", lang, names=", ".join(n for n in plans if n not in names)))
    console.print(table)
    console.print(say("fewer", lang, count=len(some) - len(often)))
    console.print(_effect_table(effects(entries), lang))
    console.print(text("compare.open", lang))
    console.print(text("compare.advice", lang))


def _scenario_table(entries: Sequence[Entry], lang: Language) -> Table:
    """A row per scenario."""
    best = front(entries)
    table = Table(*(text(f"compare.{code}", lang) for code in ("scenario", "changes", "status", *MEASURES)))
    for entry in entries:
        star = "★ " if entry.name in best else ""
        told = (entry.en if lang == "en" else entry.vi) + (f" ({entry.why[lang == 'en']})" if entry.why else "")
        numbers = [measure_text(name, entry.measure(name), lang) if entry.planned else "–" for name in MEASURES]
        table.add_row(star + entry.name, told, text(f"compare.{entry.status}", lang), *numbers)
    return table


def _tier_table(entries: Sequence[Entry], lang: Language) -> Table:
    """A row per scenario with a plan, a column per tier: value and best bound."""
    reached = {e.name: {t["name"]: t for t in e.result["tiers"]} for e in entries if e.planned and e.result is not None}
    names = list(dict.fromkeys(name for tiers in reached.values() for name in tiers))
    table = Table(text("compare.scenario", lang), *names, title=text("compare.h.tiers", lang))
    for scenario, tiers in reached.items():
        table.add_row(scenario, *(f"{tiers[n]['value']} ({tiers[n]['bound']})" if n in tiers else "–" for n in names))
    return table


def _effect_table(found: Sequence[Effect], lang: Language) -> Table:
    """A row per reform and pair of scenarios."""
    header = (text(f"compare.{code}", lang) for code in ("reform", "without", *MEASURES))
    table = Table(*header, title=text("compare.h.effects", lang))
    for effect in found:
        sure = "" if effect.both_proven else "~"
        numbers = [sure + measure_text(name, effect.change[name], lang, change=True) for name in MEASURES]
        table.add_row(effect.reform, effect.without, *numbers)
    return table


def _by_constancy(entries: Sequence[Entry]) -> tuple[list[tuple[str, str]], dict[tuple[str, str], tuple[str, ...]]]:
    """Who is chosen in every scenario that has a plan, and who in some of them only."""
    count = sum(entry.planned for entry in entries)
    found = chosen(entries)
    some = {pair: names for pair, names in found.items() if len(names) < count}
    return [pair for pair in found if pair not in some], some


def _facts(entries: Sequence[Entry]) -> dict[str, Any]:
    """The same as plain values."""
    everywhere, some = _by_constancy(entries)
    return {
        "scenarios": [asdict(entry) | {"status": entry.status} for entry in entries],
        "front": sorted(front(entries)),
        "chosen_in_all": [{"cadre_id": cadre, "post_id": post} for cadre, post in everywhere],
        "chosen_in_some": [{"cadre_id": c, "post_id": p, "scenarios": names} for (c, p), names in some.items()],
        "effects": [asdict(effect) for effect in effects(entries)],
    }
