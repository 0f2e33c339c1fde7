"""The eligibility matrix as a table, as JSON, as CSV: one row per cadre and key post."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from optimizer.case import Case
from optimizer.commands.unit_screen import show_law
from optimizer.errors import UsageError
from optimizer.explain.eligibility import eligibility, why_refused
from optimizer.report.as_if import as_if_facts
from optimizer.report.files import csv_bytes
from optimizer.report.sentences import breach_sentence
from optimizer.screen import print_json, wide_console
from optimizer.words import Language

TEXT = {
    "cadre_id": ("Cán bộ", "Cadre"),
    "post_id": ("Chức danh", "Post"),
    "answer": ("Kết quả", "Answer"),
    "why": ("Vì sao", "Why"),
    "admitted": ("đủ điều kiện", "admitted"),
    "by_course": ("đủ điều kiện nếu đi học", "admitted with a course"),
    "refused": ("chưa đủ điều kiện", "refused"),
    "rule": ("Quy tắc", "Rule"),
    "count": ("Số cặp cán bộ - chức danh bị từ chối", "Pairs of cadre and post refused"),
    "total": ("{admitted} cặp đủ điều kiện, {refused} cặp chưa đủ.", "{admitted} pairs admitted, {refused} refused."),
}


def say(code: str, lang: Language, **facts: Any) -> str:
    """The sentence of a code."""
    return TEXT[code][lang == "en"].format(**facts)


def rows(case: Case, cadre: str, post: str, lang: Language) -> list[dict[str, Any]]:
    """Every pair, or those of one cadre or post: answer, rules that refuse, and their sentences with the source."""
    for key, known in ((cadre, case.cadre), (post, case.post)):
        if key and key not in known:
            raise UsageError(f"Không có mã «{key}» trong dữ liệu.", f"There is no key “{key}” in the tables.")
    pairs = eligibility(case).pairs
    pairs = pairs[(pairs["cadre_id"] == cadre) | (cadre == "")]
    pairs = pairs[(pairs["post_id"] == post) | (post == "")]
    told: dict[str, list[str]] = {}
    for breach in why_refused(case, pairs):
        source = case.law.rule(breach.rule).source
        told.setdefault(breach.place, []).append(f"{breach.rule} {breach_sentence(case, breach, lang)} [{source}]")
    return [
        {
            "cadre_id": row.cadre_id, "post_id": row.post_id, "kind": row.kind, "start": case.day(row.start),
            "months": row.months, "answer": "refused" if row.refused_by else "by_course" if row.by_course else "admitted",
            "refused_by": list(row.refused_by), "why": told.get(f"{row.cadre_id}|{row.post_id}", []),
        }
        for row in pairs.itertuples()
    ]  # fmt: skip


def write(told: Sequence[Mapping[str, Any]], out: Path) -> None:
    """The matrix as CSV, the lists joined."""
    header = ["cadre_id", "post_id", "kind", "start", "months", "answer", "refused_by", "why"]
    joined = [[*(row[h] for h in header[:6]), " ".join(row["refused_by"]), " | ".join(row["why"])] for row in told]
    out.write_bytes(csv_bytes(header, joined))


def show(case: Case, told: Sequence[Mapping[str, Any]], lang: Language, *, as_json: bool, whole: bool) -> None:
    """By which law, and the rows on the screen; of the whole matrix only how many pairs each rule refuses."""
    if as_json:
        document = {"law": as_if_facts(case), "pairs": told}
        print_json(document)
        return
    show_law(case, lang)
    console = wide_console()
    console.print(_counts(told, lang) if whole else _table(told, lang))
    refused = sum(row["answer"] == "refused" for row in told)
    console.print(say("total", lang, admitted=len(told) - refused, refused=refused))


def _table(told: Sequence[Mapping[str, Any]], lang: Language) -> Table:
    """One line per pair."""
    table = Table()
    for code in ("cadre_id", "post_id", "answer", "why"):
        table.add_column(say(code, lang), overflow="fold")
    for row in told:
        table.add_row(row["cadre_id"], row["post_id"], say(row["answer"], lang), Text("\n".join(row["why"])))
    return table


def _counts(told: Sequence[Mapping[str, Any]], lang: Language) -> Table:
    """One line per rule, the one that refuses most first."""
    count: dict[str, int] = {}
    for row in told:
        for rule in row["refused_by"]:
            count[rule] = count.get(rule, 0) + 1
    table = Table()
    table.add_column(say("rule", lang))
    table.add_column(say("count", lang), justify="right")
    for rule, number in sorted(count.items(), key=lambda item: -item[1]):
        table.add_row(rule, str(number))
    return table
