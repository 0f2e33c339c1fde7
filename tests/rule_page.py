"""Writes docs/rules.md, the rule book as one page, from the catalogue, the law and the cases of the tests: make docs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from optimizer.case import Case
from optimizer.commands.rule_book import acting, formula, says
from optimizer.law import DatedParameter, DatedRule, Parameter, dated_parameters, dated_rules
from optimizer.plan import Plan
from optimizer.reads import reads
from optimizer.report.law_view import value_text
from optimizer.report.sentences import breach_sentence, day, landing_text
from optimizer.rules import BONDS, GATES, GOALS, KINDS
from optimizer.rules.kinds import Bond, Gate, Goal, Rule
from optimizer.rules.tiers import DEFAULT_TIERS
from optimizer.words import Mark, Mode, RuleKind, Word
from tests.law.pairs import nearest
from tests.rules.bonds.limits import LIMITS

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
HEAD = """# Sổ quy tắc · The rule book

Trang này do `make docs` viết ra từ danh mục quy tắc, các tham số pháp lý và các ca kiểm thử; không sửa tay.
Chương trình tư vấn; con người quyết định.
*This page is written by `make docs` from the catalogue of rules, the legal parameters and the cases of the tests; do not
edit it. The program advises; people decide.*

Độ chắc của mỗi con số và căn cứ · *How well each figure and source is known*: {marks}.

**Điều kiện · Gates** xét từng lượt bố trí; lượt bị từ chối không vào phương án. *Each judges one stint.* {gates}

**Ràng buộc chung · Bonds** xét các lượt bố trí cùng nhau. *They tie stints together.* {bonds}

**Mục tiêu · Goals** cho điểm, không cấm gì. *They give points and forbid nothing.* {goals}

**Yêu cầu khác · Other rules** do mục tiêu đo, hoặc xét dữ liệu và báo cáo. *Measured by goals, or asked of tables and
reports.* {others}
"""
SHARED = """## Tham số không thuộc riêng quy tắc nào · Parameters of no one rule

Chúng làm nên những dữ kiện mà các quy tắc và mục tiêu xét (hình thức bố trí, ngày nghỉ hưu, mức yếu của xã, thời điểm một
lớp có giá trị), hoặc được đối chiếu khi kiểm tra dữ liệu. *They make the facts that rules and goals judge (the kind of a
move, the day of retirement, the weakness of a commune, when a course counts), or the tables are checked against them.*
"""
GOALS_VI = {
    "fill": "Ít tháng trống nhất ở các chức danh chủ chốt, tính theo mức ưu tiên và mức yếu của xã.",
    "worst_commune": "Khoảng trống của xã yếu nhất nhỏ nhất.",
    "worst_communes": "Tổng khoảng trống của một số xã yếu nhất nhỏ nhất.",
    "fit": "Mỗi lượt bố trí đáp ứng nhu cầu của xã và nói được tiếng của người dân.",
    "team": "Trừ điểm năng lực mà tập thể từng xã còn thiếu, theo tháng.",
    "burden": "Trừ điểm gánh nặng của người được cử đi: nơi khó khăn, đường xa, gánh nặng đã trải qua, gánh nặng lớn nhất.",
    "wishes": "Nguyện vọng của người được cử đi; trừ điểm khi họ không đồng thuận.",
    "growth": "Rèn luyện cán bộ: lần đầu về xã, tiến gần chức danh quy hoạch, được bố trí cao hơn sau luân chuyển.",
    "schooling": "Trừ điểm thời gian vắng mặt và kinh phí của mỗi lượt đi học.",
    "calm": "Ít xáo trộn: ít lượt thay đổi, ít chức danh phải bỏ dở, ít bàn giao, ít kinh phí.",
    "soft": "Trừ điểm mỗi chỗ chạm một quy tắc mềm, theo giá của quy tắc.",
}


def page() -> str:
    """The whole page."""
    legal = dated_rules()
    listed = {name: _links(rules) for name, rules in (("gates", GATES), ("bonds", BONDS), ("goals", GOALS))}
    others = sorted(rule for rule, kind in KINDS.items() if kind not in (RuleKind.GATE, RuleKind.BOND))
    listed["others"] = " ".join(f"[{rule}](#{rule.lower()})" for rule in others)
    marks = "; ".join(f"**{mark}** {_both(mark)}" for mark in Mark)
    gates = (_rule(gate, legal[gate.id], _legal_pairs(gate)) for gate in GATES)
    bonds = (_rule(bond, legal[bond.id], _limit(bond)) for bond in BONDS)
    parts = [
        [HEAD.format(marks=marks, **listed)],
        ["## Điều kiện · Gates\n", *gates],
        ["## Ràng buộc chung · Bonds\n", *bonds],
        ["## Mục tiêu · Goals\n", *map(_goal, GOALS)],
        ["## Yêu cầu khác · Other rules\n", *(_other(rule, legal[rule]) for rule in others)],
        [SHARED, _parameters(dated_parameters().keys() - _read_by_any())],
    ]
    return "\n".join(chain.from_iterable(parts))


def _links(rules: Sequence[Rule | Goal]) -> str:
    """A link to each of these."""
    return " ".join(f"[{rule.id}](#{rule.id.lower()})" for rule in rules)


def _read_by_any() -> set[str]:
    """Every parameter that some rule or goal reads."""
    return set().union(*(reads(code) for rule in KINDS for code in acting(rule)))


def _rule(rule: Gate | Bond, legal: DatedRule, examples: Iterable[str]) -> str:
    """One rule: what it says, how it acts, what it rests on, what it reads, and its limit."""
    sort = "điều kiện, gate" if isinstance(rule, Gate) else "ràng buộc chung, bond"
    modes = " · ".join(f"{regime}: **{_both(mode)}**" for regime, mode in legal.modes.items())
    priced = Mode.SOFT in legal.modes.values()
    price = f" Mỗi chỗ chạm tới trừ · *each breach costs* {legal.price} điểm · *points*." if priced else ""
    lines = [
        f"### {rule.id}\n",
        f"**{legal.title['vi']} · {legal.title['en']}** ({sort})\n",
        f"{legal.meaning_vi}\n",
        f"*{formula(type(rule))}*\n",
        f"Khi vi phạm · *a breach reads*: “{rule.says['vi']}” · *“{rule.says['en']}”*\n",
        f"Áp dụng · *mode*: {modes}.{price} Được miễn bởi · *waivable by*: {_both(legal.waivable_by)}.\n",
        _citations(legal),
        _parameters(reads(type(rule))),
        *examples,
    ]
    return "\n".join(line for line in lines if line)


def _citations(legal: DatedRule) -> str:
    """What a rule rests on, by date."""
    cited = [(c.source.text, c.source.article or "—", day(c.since), c.mark) for c in legal.citations]
    return _table(("Căn cứ · Source", "Điều · Article", "Từ ngày · Since", "Độ chắc · Mark"), cited)


def _other(rule: str, legal: DatedRule) -> str:
    """One rule that judges no move: what it says, which goals measure it or what is said by it, and what it rests on."""
    goals, said = [goal for goal in GOALS if rule in goal.serves], says(rule)
    off = [regime for regime, mode in legal.modes.items() if mode == Mode.OFF]
    lines = [
        f"### {rule}\n",
        f"**{legal.title['vi']} · {legal.title['en']}** ({_both(KINDS[rule])})\n",
        f"{legal.meaning_vi}\n",
        f"Đo bằng · *measured by*: {_links(goals)}\n" if goals else "",
        *(f"*{formula(code)}*\n" for code in acting(rule) if not goals),
        f"Thông báo · *it says*: “{said['vi']}” · *“{said['en']}”*\n" if said["vi"] else "",
        f"Không áp dụng · *off*: {', '.join(off)}.\n" if off else "",
        _citations(legal),
        "" if goals else _parameters(set().union(*(reads(code) for code in acting(rule)))),
    ]
    return "\n".join(line for line in lines if line)


def _goal(goal: Goal) -> str:
    """One goal: what it counts, where it stands, what it reads."""
    tier = next(tier.name for tier in DEFAULT_TIERS if goal.id in tier.goals)
    way = "càng cao càng tốt · *more is better*" if goal.sense > 0 else "càng thấp càng tốt · *less is better*"
    lines = [
        f"### {goal.id}\n",
        f"{GOALS_VI[goal.id]}\n",
        f"*{formula(type(goal))}*\n",
        f"Bậc · *tier*: `{tier}`; {way}.\n",
        _parameters(reads(type(goal))),
    ]
    return "\n".join(line for line in lines if line)


def _parameters(keys: Iterable[str]) -> str:
    """Every value that these parameters have had, or nothing."""
    known = dated_parameters()
    rows = [row for key in sorted(keys) for row in _values(key, known[key])]
    header = (
        "Tham số · Parameter",
        "Chế độ · Regimes",
        "Từ ngày · Since",
        "Giá trị · Value",
        "Căn cứ · Source",
        "Độ chắc · Mark",
    )
    return _table(header, rows) if rows else ""


def _values(key: str, entry: DatedParameter) -> Iterator[tuple[str, ...]]:
    """Every value of a parameter as a row; the first one bears its title."""
    title = f"{entry.title['vi']} · *{entry.title['en']}* (`{key}`)"
    for value in entry.values:
        text, article = value.source.text, value.source.article
        told = Parameter(key, value.value, entry.unit, entry.title, text, article, value.mark, value.since)
        vi, en = value_text(told, "vi"), value_text(told, "en")
        shown = vi if vi == en else f"{vi} · *{en}*"
        yield title, ", ".join(value.regimes), day(value.since), shown, f"{text} {article}".strip(), value.mark
        title = ""


def _legal_pairs(gate: Gate) -> Iterator[str]:
    """The two legal cases nearest to the limit under each regime, and the fact that makes the difference."""
    rows = []
    for regime in dated_rules()[gate.id].modes:
        two = nearest(gate.id, int(regime))
        if two is not None:
            facts = "; ".join(f"`{what}`: {_fact(here)} ↔ {_fact(there)}" for what, here, there in two.differ)
            rows.append((f"{regime}, {day(two.passes.day)}", *(f"{c.name}. *{c.why}*" for c in two[:2]), facts))
    header = "Chế độ, ngày · Regime, day", "Qua · Passes", "Chạm quy tắc · Caught", "Khác nhau ở · They differ in"
    yield "Tại giới hạn · *at the limit* (`tests/law`):\n"
    yield _table(header, rows)


def _fact(value: Any) -> str:
    """A fact of a legal case as text."""
    if isinstance(value, date):
        return day(value)
    return "—" if value in (None, "") else str(value)


def _limit(bond: Bond) -> Iterator[str]:
    """The plan that keeps the rule and the one that just breaks it."""
    (limit,) = (limit for limit in LIMITS if limit.rule == bond.id)
    case, (kept, broken) = limit.case(), limit.plans()
    breaches = list(bond.breaches(case, broken))
    said = [" / ".join(breach_sentence(case, b, language) for b in breaches) for language in ("vi", "en")]
    yield f"Tại giới hạn · *at the limit* (`tests/rules/bonds/limits.yaml`): {limit.vi} *{limit.en}*\n"
    yield _table(
        ("Phương án · Plan", "Kết quả · Result"),
        [(_moves(case, kept), "giữ quy tắc · *keeps the rule*"), (_moves(case, broken), f"{said[0]} · *{said[1]}*")],
    )


def _moves(case: Case, judged: Plan) -> str:
    """The stints and the training of a plan."""
    lines = []
    for stint in judged.stints:
        landing = judged.landing_of(stint.cadre)
        after = f" → {landing_text(case, stint.cadre, landing.slot, landing.post, 'vi')}" if landing else ""
        lines.append(f"{stint.cadre} → {stint.post}, {day(stint.start)} + {stint.months} tháng · *months*{after}")
    lines += [f"{cadre} → lớp · *course* {course}" for cadre, course in judged.training]
    return "<br>".join(lines)


def _both(word: Word) -> str:
    """A word in both languages."""
    return f"{word.label('vi')} · *{word.label('en')}*"


def _table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table, with an empty line after it."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", r"\|") for cell in line) + " |" for line in lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
