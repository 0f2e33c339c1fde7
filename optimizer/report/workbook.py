"""The plan as a workbook: people, communes, who qualifies, parameters; text cells never become formulas."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from optimizer.case import Case
from optimizer.costs import stint_cost_by_year
from optimizer.explain import Eligibility
from optimizer.plan import Plan
from optimizer.report.eligibility_view import pools
from optimizer.report.plan_view import need_of
from optimizer.report.sentences import cadre_name, kind_label, landing_text, post_title, text
from optimizer.solve import Solved
from optimizer.verify import judge


def workbook_bytes(case: Case, solved: Solved, found: Eligibility, identity: Mapping[str, str]) -> bytes:
    """The workbook; the same plan gives the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": case.settings.name_vi, "created": datetime.combine(case.start, datetime.min.time())})
    add_sheet(book, "Phương án", _PEOPLE, _people(case, solved, identity))
    add_sheet(book, "Khoảng trống", ["Xã", "Trước", "Sau"], _gaps(case, solved))
    pool = pools(case, found)
    title = {rule: f"{rule} {case.law.rule(rule).title['vi']}" for rule in pool.columns[3:]}
    add_sheet(
        book, "Điều kiện", [*_POOL, *title.values()], [(case.unit[u].name, *map(int, row)) for u, row in pool.iterrows()]
    )
    law = [
        (p.key, p.title["vi"], str(p.value), p.unit, p.source_text, p.article, str(p.mark)) for p in case.law.parameters
    ]
    add_sheet(book, "Tham số", ["Khóa", "Tham số", "Giá trị", "Đơn vị", "Căn cứ", "Điều", "Độ chắc"], law)
    book.close()
    return out.getvalue()


_POOL = ["Xã", "Số cặp cán bộ - chức danh", "Đủ điều kiện", "Đủ điều kiện nhờ đi học"]
_PEOPLE = [
    "Cán bộ",
    "Chức danh",
    "Từ ngày",
    "Đến ngày",
    "Tháng",
    "Hình thức",
    "Bố trí sau luân chuyển",
    "Kinh phí (đồng)",
    "Nhu cầu",
]


def _people(case: Case, solved: Solved, identity: Mapping[str, str]) -> list[tuple[Any, ...]]:
    """One row per stint."""
    rows = []
    for s in solved.plan.stints:
        landing = solved.plan.landing_of(s.cadre)
        after = landing_text(case, s.cadre, landing.slot, landing.post, "vi") if landing else ""
        cost = sum(stint_cost_by_year(case, s).values())
        kind = kind_label(case, s.cadre, s.post, "vi")
        name, post = cadre_name(s.cadre, identity), post_title(case, s.post, "vi")
        need = text(f"need.{need_of(case, solved.plan, s)}", "vi")
        rows.append((name, post, s.start, s.end, s.months, kind, after, cost, need))
    return rows


def _gaps(case: Case, solved: Solved) -> list[tuple[Any, ...]]:
    """Gap index of each commune before and after."""
    before = judge(case, Plan()).gap
    return [(case.unit[unit].name, before[unit], after) for unit, after in solved.verdict.gap.items()]


def add_sheet(book: Any, name: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """One sheet with a frozen header and readable widths."""
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bg_color": "#DCE6F1", "text_wrap": True, "valign": "top"})
    days = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(header):
        longest = max([len(title), *(len(str(row[column])) for row in rows)])
        sheet.set_column(column, column, min(longest + 2, 48))
        sheet.write_string(0, column, title, bold)
    for at, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(at, column, datetime.combine(cell, datetime.min.time()), days)
            elif isinstance(cell, int):
                sheet.write_number(at, column, cell)
            else:
                sheet.write_string(at, column, str(cell))
