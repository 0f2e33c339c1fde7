"""What the command line shows: faults, progress, a plan in short, verdicts; or the same as JSON."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.live import Live
from rich.progress import track
from rich.table import Table

from optimizer.case import Case
from optimizer.plan import Plan
from optimizer.screen import print_json, sentence_of, wide_console
from optimizer.tables import Issue
from optimizer.verify import Verdict, judge
from optimizer.words import Language

if TYPE_CHECKING:
    from optimizer.solve import Failure, News, Solved
    from optimizer.solve.outcome import TierResult, Watch

TEXT = {
    "faults": ("{errors} lỗi, {warnings} cảnh báo.", "{errors} errors, {warnings} warnings."),
    "clean": ("Dữ liệu không có lỗi.", "The tables have no faults."),
    "where": ("Chỗ", "Where"),
    "what": ("Lỗi", "Fault"),
    "mend": ("Cách sửa", "Remedy"),
    "tier": ("Bậc mục tiêu", "Tier"),
    "value": ("Đạt", "Value"),
    "bound": ("Cận", "Bound"),
    "gap": ("Khoảng cách", "Gap"),
    "certified": ("Cận theo chứng chỉ", "Certified bound"),
    "engines": ("Cận của bộ giải", "Engines' bound"),
    "proof": ("Chứng minh", "Proved by"),
    "certificate": ("chứng chỉ", "certificate"),
    "left": ("Còn lại (giây)", "Seconds left"),
    "draft": ("Bản chấm", "Draft"),
    "best": ("Tốt nhất", "Best"),
    "lawful": ("Phương án hợp lệ: không vi phạm quy tắc bắt buộc nào.", "The plan is lawful: no hard rule is broken."),
    "unlawful": ("Phương án vi phạm {count} chỗ.", "The plan breaks hard rules in {count} places."),
    "moves": ("{count} lượt bố trí, {rotations} lượt luân chuyển; mọi lượt luân chuyển có nơi bố trí về sau.",
              "{count} stints, {rotations} of them rotations; each rotation has its landing."),
    "worst": ("Xã yếu nhất: chỉ số khoảng trống {before} → {after} (trên 1000).",
              "Weakest commune: gap index {before} → {after} (of 1000)."),
    "report": ("Báo cáo: {path}", "Report: {path}"),
    "impossible": ("Không có phương án nào thỏa các quyết định đã cho ({engines} chứng minh).",
                   "No plan satisfies the decisions given (proved by {engines})."),
    "time": ("Chưa tìm được phương án trong thời gian cho phép; hãy tăng --time-limit.",
             "No plan was found in the time given; raise --time-limit."),
    "disagree": ("Hai bộ giải không thống nhất ở bậc {tier}; mô hình lưu tại {path}.",
                 "The engines disagree on tier {tier}; models saved in {path}."),
    "intact": ("Kết quả nguyên vẹn, hợp lệ, điểm khớp từng đơn vị.",
               "The run is unaltered and lawful, and its figures agree to the last unit."),
    "refused": ("Bộ kiểm tra bác kết quả này:", "The verifier refuses this run:"),
    "making": ("Đang tạo", "Writing"),
    "made": ("Đã tạo dữ liệu giả định: {cases} bộ, {communes} xã, {key_posts} chức danh, {cadres} cán bộ: {path}",
             "Synthetic data written: {cases} case(s), {communes} communes, {key_posts} posts, {cadres} cadres: {path}"),
    "advice": ("Chương trình tư vấn; con người quyết định.", "The program advises; people decide."),
}  # fmt: skip
TOLD = ("value", "certified", "bound", "gap", "certified_gap", "proved_by", "confirmed")  # of a tier, as JSON


say = partial(sentence_of, TEXT)


def show_issues(issues: Sequence[Issue], lang: Language, *, as_json: bool) -> None:
    """Every fault: where, what, how to mend it."""
    if as_json:
        print_json([asdict(issue) for issue in issues])
        return
    if not issues:
        wide_console().print(say("clean", lang))
        return
    table = Table(show_lines=False, expand=False)
    for code in ("where", "what", "mend"):
        table.add_column(say(code, lang), overflow="fold")
    for i in issues:
        place = ":".join(str(p) for p in (i.file or i.table, i.sheet, i.row, i.column) if p not in ("", None))
        what, mend = (i.message_en, i.remedy_en) if lang == "en" else (i.message_vi, i.remedy_vi)
        table.add_row(place, f"{i.rule} {i.code}: {what}".strip(), mend)
    wide_console().print(table)
    errors = sum(issue.severity == "error" for issue in issues)
    wide_console().print(say("faults", lang, errors=errors, warnings=len(issues) - errors))


@contextmanager
def progress(lang: Language, *, quiet: bool) -> "Iterator[Watch]":
    """A live table of tier, incumbent, bound, gap and time left while the context lasts."""
    best: dict[str, dict[str, Any]] = {}
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    with Live(console=Console(stderr=True, highlight=False), refresh_per_second=5, transient=True) as live:

        def watch(news: "News") -> None:
            seen = best.setdefault(news.tier, {"value": None, "bound": None})
            seen["value"] = seen["value"] if news.value is None else news.value
            seen["bound"] = seen["bound"] if news.bound is None else news.bound
            seen["left"] = news.seconds_left
            live.update(_progress_table(best, lang))

        yield watch


def _progress_table(best: dict[str, dict[str, Any]], lang: Language) -> Table:
    """What is known of each tier so far."""
    table = Table()
    for code in ("tier", "value", "bound", "gap", "left"):
        table.add_column(say(code, lang), justify="left" if code == "tier" else "right")
    for tier, seen in best.items():
        value, bound = seen["value"], seen["bound"]
        gap = "" if value is None or bound is None else str(abs(value - bound))
        table.add_row(tier, str(value or ""), str(bound or ""), gap, f"{seen['left']:.0f}")
    return table


def show_solved(
    case: Case, solved: "Solved", folder: Path, seconds: dict[str, float], lang: Language, *, as_json: bool
) -> None:
    """The plan in short: what was decided, how good it is, what is proven, where the report lies."""
    from optimizer.commands.unit_screen import show_law
    from optimizer.report.as_if import as_if_facts

    rotations = sum(str(case.kind(s.cadre, s.post)) == "rotation" for s in solved.plan.stints)
    before = max(judge(case, Plan()).gap.values(), default=0)
    after = max(solved.verdict.gap.values(), default=0)
    if as_json:
        print_json(
            {"run": str(folder), "lawful": solved.verdict.lawful, "proven": solved.proven,
             "tiers": [{"tier": t.tier.name, **{key: t.facts[key] for key in TOLD}} for t in solved.tiers],
             "interrupted": solved.interrupted, "stints": len(solved.plan.stints), "rotations": rotations,
             "worst_gap_before": before, "worst_gap_after": after, "seconds": seconds, "law": as_if_facts(case)}
        )  # fmt: skip
        return
    console = wide_console()
    show_law(case, lang)
    console.print(say("lawful", lang))
    console.print(say("moves", lang, count=len(solved.plan.stints), rotations=rotations))
    console.print(say("worst", lang, before=before, after=after))
    console.print(_tier_table(solved, lang))
    console.print(say("report", lang, path=folder / "report.html"))
    console.print(say("advice", lang))


def _tier_table(solved: "Solved", lang: Language) -> Table:
    """Value, certified bound, the engines' bound and whose proof it is, tier by tier."""
    table = Table()
    for code in ("tier", "value", "certified", "engines", "gap", "proof"):
        table.add_column(say(code, lang), justify="left" if code in ("tier", "proof") else "right")
    for t in solved.tiers:
        voices = [say("certificate", lang)] * (t.certified_gap == 0) + list(t.proved_by)
        table.add_row(t.tier.name, *map(str, (t.value, t.certified, t.bound, t.gap)), ", ".join(voices))
    return table


def show_failure(outcome: "Failure", lang: Language, folder: Path | None, *, as_json: bool) -> None:
    """Why there is no plan."""
    from optimizer.solve import Disagreement, Impossible

    if isinstance(outcome, Impossible):
        text = say("impossible", lang, engines=", ".join(outcome.proved_by))
    elif isinstance(outcome, Disagreement):
        text = say("disagree", lang, tier=outcome.tier, path=folder)
    else:
        text = say("time", lang)
    if as_json:
        print_json({"outcome": type(outcome).__name__, "message": text})
    else:
        wide_console().print(text)


def show_recheck(reasons: Sequence[str], lang: Language, *, as_json: bool) -> None:
    """What the verifier says of a run."""
    if as_json:
        print_json({"accepted": not reasons, "reasons": list(reasons)})
        return
    wide_console().print(say("refused" if reasons else "intact", lang))
    for reason in reasons:
        wide_console().print(f"  {reason}", markup=False)


def show_score(
    case: Case, verdict: Verdict, best: "Solved | None", lang: Language, *, as_json: bool, warnings: Sequence[Issue] = ()
) -> None:
    """What a draft lacks, its breaches and its goal values, beside the best plan found."""
    found = {t.tier.name: t for t in best.tiers} if best else {}
    if as_json:
        lists = {"breaches": map(asdict, verdict.breaches), "warnings": map(asdict, warnings)}
        told = {"lawful": verdict.lawful, "tiers": _score_tiers(verdict, found), "goals": dict(verdict.goals)}
        print_json(told | {name: list(rows) for name, rows in lists.items()})
        return
    console = wide_console()
    if warnings:
        show_issues(warnings, lang, as_json=False)
    console.print(say("lawful", lang) if verdict.lawful else say("unlawful", lang, count=len(verdict.breaches)))
    for breach in verdict.breaches:
        console.print(f"  {breach_line(case, breach, lang)}", markup=False)
    table = Table()
    for code in ("tier", "draft", "best", "bound", "gap"):
        table.add_column(say(code, lang), justify="left" if code == "tier" else "right")
    for tier in _score_tiers(verdict, found):
        row = (tier[key] for key in ("tier", "draft", "best", "bound", "distance"))
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    console.print(table)


def _score_tiers(verdict: Verdict, found: Mapping[str, "TierResult"]) -> list[dict[str, Any]]:
    """Each tier of a draft: its value, the best one found with its bound, and how far the draft is from it."""
    rows = []
    for tier in verdict.tiers:
        best, draft = found.get(tier.name), verdict.value(tier)
        distance = tier.sense * (best.value - draft) if best else None
        rows.append({"tier": tier.name, "draft": draft, "best": best.value if best else None,
                     "bound": best.bound if best else None, "distance": distance})  # fmt: skip
    return rows


def step_by_step(lang: Language, *, quiet: bool) -> Callable[[Sequence[Any]], Iterable[Any]]:
    """What passes a list on one by one, with a bar on the screen if it is long and there is somebody to look at it."""
    if quiet or not sys.stderr.isatty():
        return lambda parts: parts
    screen = Console(stderr=True, highlight=False)
    return lambda parts: track(parts, say("making", lang), console=screen, transient=True)


def show_made(folder: Path, size: Mapping[str, Any], lang: Language, *, as_json: bool) -> None:
    """How large a synthetic case is, and where it lies."""
    if as_json:
        print_json({"folder": str(folder), **size})
    else:
        wide_console().print(say("made", lang, path=folder, **size), soft_wrap=True, markup=False)


def breach_line(case: Case, breach: Any, lang: Language) -> str:
    """One breach as a sentence with its citation."""
    from optimizer.report.sentences import breach_sentence

    return f"{breach.rule} {breach_sentence(case, breach, lang)} [{case.law.rule(breach.rule).source}]"
