"""One issue table for every fault of every table, each with where, what and how to mend it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Severity = Literal["error", "warning"]

# code: (severity, message vi, message en, remedy vi, remedy en)
CATALOGUE: dict[str, tuple[Severity, str, str, str, str]] = {
    "missing_table": (
        "error", "Thiếu bảng {table}.", "Table {table} is missing.",
        "Thêm tệp {table}.csv hoặc trang tính {table}.", "Add {table}.csv or a sheet named {table}."),
    "unknown_table": (
        "warning", "Không có bảng nào tên {table}; tệp bị bỏ qua.", "No table is called {table}; it is not read.",
        "Đổi tên thành một bảng đã khai báo{guess}, hoặc bỏ tệp.", "Rename it to a declared table{guess}, or remove it."),
    "unreadable": (
        "error", "Không đọc được tệp ({why}).", "The file cannot be read ({why}).",
        "Mở lại tệp, lưu đúng định dạng rồi thử lại.", "Open the file, save it in the right format and try again."),
    "bad_encoding": (
        "error", "Tệp không phải UTF-8.", "The file is not UTF-8.",
        "Lưu lại dạng «CSV UTF-8».", "Save it as “CSV UTF-8”."),
    "bad_setting": (
        "error", "Thiết lập không hợp lệ: {why}.", "The setting is not valid: {why}.",
        "Sửa mục này trong case.toml.", "Correct it in case.toml."),
    "unknown_column": (
        "error", "Cột không có trong bảng.", "The table has no such column.",
        "Đổi tên cột{guess}, hoặc xóa cột.", "Rename the column{guess}, or remove it."),
    "missing_column": (
        "error", "Thiếu cột bắt buộc.", "A required column is missing.",
        "Thêm cột «{column}» ({vi}).", "Add the column “{column}”."),
    "duplicate_column": (
        "error", "Hai cột cùng một nghĩa.", "Two columns mean the same.",
        "Giữ một cột, xóa cột kia.", "Keep one of them."),
    "ragged_row": (
        "error", "Dòng có số ô khác dòng tiêu đề.", "The row has more cells than the header.",
        "Xóa ô thừa hoặc đặt dấu ngoặc kép quanh văn bản có dấu phẩy.",
        "Remove the extra cells, or quote text that holds commas."),
    "blank": (
        "error", "Ô bắt buộc bị trống.", "A required cell is blank.", "Điền: {meaning}.", "Fill in: {meaning}."),
    "not_a_number": (
        "error", "Cần một số nguyên.", "A whole number is asked.",
        "Nhập số nguyên, không có chữ, không có dấu phân cách ({unit}).",
        "Type a whole number without letters or separators ({unit})."),
    "out_of_range": (
        "error", "Số nằm ngoài khoảng cho phép.", "The number is out of range.",
        "Nhập số trong khoảng {range} ({unit}).", "Type a number in {range} ({unit})."),
    "unknown_word": (
        "error", "Giá trị không có trong danh mục.", "The word is not in the list.",
        "Dùng một trong: {words}.", "Use one of: {words}."),
    "bad_flag": (
        "error", "Cần có hoặc không.", "A yes or no is asked.", "Nhập 1 hoặc 0 (có/không).", "Type 1 or 0."),
    "bad_date": (
        "error", "Ngày không đúng dạng.", "The date is not in a known form.",
        "Nhập dd/mm/yyyy hoặc yyyy-mm-dd.", "Type dd/mm/yyyy or yyyy-mm-dd."),
    "bad_text": (
        "error", "Văn bản không hợp lệ.", "The text is not valid.", "Nhập lại ô này.", "Type the cell again."),
    "error_cell": (
        "error", "Ô công thức bị lỗi hoặc chưa tính.", "The cell holds an error or a formula not yet computed.",
        "Tính lại rồi dán giá trị.", "Recalculate and paste the value."),
    "mojibake": (
        "error", "Chữ viết bằng bảng mã cũ (TCVN3/VNI) hoặc bị vỡ.", "Text in a legacy encoding (TCVN3/VNI), or broken.",
        "Chuyển sang Unicode bằng Unikey (Công cụ → Chuyển mã).", "Convert to Unicode (Unikey, Tools → Convert)."),
    "control_characters": (
        "error", "Ô có ký tự điều khiển.", "The cell holds control characters.",
        "Xóa ký tự lạ, nhập lại ô.", "Remove the odd characters."),
    "decomposed_text": (
        "warning", "Chữ ở dạng Unicode tổ hợp hoặc có Đ giả; được đọc ở dạng dựng sẵn.",
        "Text in decomposed Unicode, or with a look-alike Đ; read in composed form.",
        "Chuyển sang Unicode dựng sẵn để các bảng khớp nhau.", "Convert to composed Unicode so that tables match."),
    "duplicate_key": (
        "error", "Trùng khóa với dòng {other}.", "The key also stands in row {other}.",
        "Giữ một dòng, hoặc sửa khóa.", "Keep one of the rows, or correct the key."),
    "dangling_key": (
        "error", "Mã không có trong bảng {other}.", "The key is not in table {other}.",
        "Sửa mã, hoặc thêm dòng vào bảng {other}.", "Correct it, or add the row to {other}."),
    "overlapping_service": (
        "error", "Quá trình công tác chồng lên dòng {other}.", "The spell overlaps the one in row {other}.",
        "Sửa ngày để hai quá trình không chồng nhau.", "Correct the dates so that the spells do not overlap."),
    "two_holders": (
        "error", "Vị trí đã có người giữ (dòng {other}).", "The post already has a holder (row {other}).",
        "Kết thúc một trong hai quá trình, hoặc sửa mã vị trí.", "End one of the spells, or correct the post."),
    "not_vacant": (
        "error", "Vị trí ghi là đang trống nhưng có người giữ.", "The post is said to be vacant, but someone holds it.",
        "Xóa ngày trống, hoặc kết thúc quá trình công tác của người giữ.",
        "Remove the day, or end the spell of its holder."),
    "service_reversed": (
        "error", "Ngày kết thúc trước ngày bắt đầu.", "The end is before the beginning.",
        "Sửa một trong hai ngày.", "Correct one of the dates."),
    "rotation_without_end": (
        "error", "Đợt luân chuyển đang chạy chưa có ngày dự kiến kết thúc.",
        "A running rotation has no expected end.", "Điền ngày dự kiến kết thúc.", "Fill in the expected end."),
    "service_in_future": (
        "error", "Quá trình bắt đầu sau ngày lập phương án.", "The spell begins after the planning day.",
        "Sửa ngày, hoặc bỏ dòng.", "Correct the date, or remove the row."),
    "post_elsewhere": (
        "error", "Vị trí không thuộc đơn vị ghi ở dòng này.", "The post is not in the unit of this row.",
        "Sửa mã vị trí hoặc mã đơn vị.", "Correct the post or the unit."),
    "one_sided_kinship": (
        "error", "Quan hệ gia đình chỉ ghi một phía.", "The relation stands on one side only.",
        "Thêm dòng từ phía người thân.", "Add the row from the relative's side."),
    "self_kinship": (
        "error", "Cán bộ là người thân của chính mình.", "A cadre is his own relative.",
        "Sửa mã người thân.", "Correct the relative."),
    "level_mismatch": (
        "error", "Cấp của chức danh khác cấp của đơn vị.", "The role's level is not that of the unit.",
        "Sửa chức danh hoặc đơn vị.", "Correct the role or the unit."),
    "unit_reversed": (
        "error", "Đơn vị hết hiệu lực trước khi có hiệu lực.", "The unit ends before it begins.",
        "Sửa một trong hai ngày.", "Correct one of the dates."),
    "own_successor": (
        "error", "Đơn vị kế thừa chính mình.", "The unit succeeds itself.",
        "Sửa mã đơn vị kế thừa.", "Correct the successor."),
    "unwaivable_rule": (
        "error", "Không cấp nào được miễn quy tắc này.", "Nobody may waive this rule.",
        "Xóa dòng miễn trừ.", "Delete the waiver."),
    "wrong_authority": (
        "error", "Cấp này không có thẩm quyền miễn quy tắc ấy; cần {needed}.",
        "This authority may not waive that rule; {needed} may.",
        "Ghi cấp có thẩm quyền, hoặc xóa dòng.", "Name the competent authority, or delete the row."),
    "waiver_out_of_date": (
        "warning", "Miễn trừ không có hiệu lực vào ngày lập phương án.", "The waiver is not in force on the planning day.",
        "Sửa ngày hiệu lực, hoặc xóa dòng.", "Correct the dates, or delete the row."),
    "unit_not_valid": (
        "error", "Đơn vị không tồn tại vào ngày lập phương án.", "The unit does not exist on the planning day.",
        "Dùng đơn vị kế thừa, hoặc sửa hiệu lực.", "Use its successor, or correct its dates."),
    "future_grade": (
        "error", "Xếp loại của năm chưa kết thúc.", "A grade for a year that has not ended.",
        "Bỏ dòng, hoặc sửa năm.", "Remove the row, or correct the year."),
    "missing_grades": (
        "warning", "Thiếu xếp loại của ba năm liền trước.", "Grades of the last three years are missing.",
        "Thêm các năm còn thiếu; nếu không, C12 coi là không đạt.", "Add them; without them C12 refuses the cadre."),
    "implausible_age": (
        "error", "Tuổi ngoài khoảng 18–70 vào ngày lập phương án.", "Age outside 18–70 on the planning day.",
        "Sửa ngày sinh.", "Correct the date of birth."),
    "discipline_undated": (
        "error", "Có kỷ luật nhưng thiếu ngày.", "A discipline without a date.",
        "Điền ngày kỷ luật.", "Fill in its date."),
    "future_date": (
        "error", "Ngày nằm sau ngày lập phương án.", "The date lies after the planning day.",
        "Sửa ngày.", "Correct the date."),
    "missing_budget": (
        "warning", "Chưa có dự toán năm {year}; năm đó không bị giới hạn.",
        "No budget for {year}; that year is not limited.", "Thêm dòng cho năm {year}.", "Add a row for {year}."),
    "contradictory_decisions": (
        "error", "Quyết định trái với dòng {other}.", "The decision contradicts row {other}.",
        "Giữ một quyết định.", "Keep one of the decisions."),
    "waiver_reversed": (
        "error", "Hiệu lực miễn trừ kết thúc trước khi bắt đầu.", "The waiver ends before it begins.",
        "Sửa một trong hai ngày.", "Correct one of the dates."),
    "unknown_rule": (
        "error", "Không có quy tắc này.", "There is no such rule.", "Dùng mã như C05.", "Use an id such as C05."),
    "succession_reversed": (
        "error", "Quy hoạch kết thúc trước khi bắt đầu.", "The plan ends before it begins.",
        "Sửa một trong hai năm.", "Correct one of the years."),
    "succession_cap": (
        "warning", "Một người được quy hoạch quá {most} chức danh cùng cấp trong cùng thời gian.",
        "One person is planned for more than {most} roles of one level at a time.",
        "Rà soát quy hoạch.", "Review the succession plan."),
    "succession_crowd": (
        "warning", "Chức danh này của đơn vị có quá {most} người quy hoạch cho mỗi vị trí trong cùng thời gian.",
        "More than {most} people are planned for each post of this role in the unit at a time.",
        "Rà soát quy hoạch.", "Review the succession plan."),
    "succession_too_late": (
        "warning", "Quy hoạch nhiệm kỳ kế tiếp cho người chỉ còn {left} tháng công tác, yêu cầu {least} tháng.",
        "Planned for the next term with {left} months of service left; {least} are required.",
        "Rà soát quy hoạch hoặc ngày sinh.", "Review the succession plan, or the date of birth."),
    "missing_review": (
        "warning", "{cadre} đang luân chuyển nhưng chưa có xếp loại năm {year}; việc bố trí cao hơn sẽ không được tính điểm.",
        "{cadre} is on a rotation but has no grade for {year}; a higher landing then earns nothing.",
        "Thêm xếp loại của năm đó vào bảng grades.", "Add the grade of that year to table grades."),
    "plan_field_nowhere": (
        "warning", "Phương án không có mục «{column}» mà quy định yêu cầu.",
        "The plan has no “{column}”, which the law asks for.", "Thêm cột và điền cho từng dòng.",
        "Add the column and fill it in for each row."),
    "plan_field_blank": (
        "warning", "Dòng này thiếu «{column}» mà quy định yêu cầu.", "The row lacks “{column}”, which the law asks for.",
        "Điền ô này.", "Fill in the cell."),
    "unknown_skill": (
        "warning", "Mã năng lực hoặc tiếng chưa có trong danh mục.", "The competency or language code is not in the list.",
        "Kiểm tra chính tả{guess}.", "Check the spelling{guess}."),
    "slot_elsewhere": (
        "error", "Vị trí của chỗ bố trí thuộc đơn vị khác.", "The slot's post is in another unit.",
        "Sửa mã vị trí hoặc mã đơn vị.", "Correct the post or the unit."),
    "unknown_slot": (
        "error", "Không có chỗ bố trí này.", "There is no such landing slot.",
        "Dùng home, stay hoặc một mã trong bảng landings.", "Use home, stay or a key of table landings."),
    "shares_over_whole": (
        "error", "Tổng tỷ lệ dân của một xã vượt 1000 phần nghìn.", "Shares of one commune add up to more than 1000 ‰.",
        "Sửa tỷ lệ.", "Correct the shares."),
    "low_above_high": (
        "error", "Cận dưới lớn hơn cận trên.", "The lower estimate is above the upper.",
        "Đổi lại hai giá trị.", "Correct one of them."),
    "twice_in_plan": (
        "error", "Cán bộ được bố trí hai lần (dòng {other}).", "The cadre is placed twice (row {other}).",
        "Giữ một dòng.", "Keep one of the rows."),
}  # fmt: skip


@dataclass(frozen=True)
class Issue:
    """One fault: where (file, sheet, table, row as counted in the file, column), what, and the remedy.

    `value_class` says what sort of value was found; the value itself is never repeated. `rule` is the rule of the
    rule book that asks for it, if one does.
    """

    code: str
    table: str
    severity: Severity
    message_vi: str
    message_en: str
    remedy_vi: str
    remedy_en: str
    row: int | None = None
    column: str = ""
    file: str = ""
    sheet: str = ""
    value_class: str = ""
    rule: str = ""


def issue(
    code: str,
    table: str,
    row: int | None = None,
    column: str = "",
    *,
    file: str = "",
    sheet: str = "",
    value: Any = None,
    **facts: Any,
) -> Issue:
    """The issue of a code, with its sentences filled in."""
    severity, message_vi, message_en, remedy_vi, remedy_en = CATALOGUE[code]
    known = {"table": table, "column": column, "guess": "", **facts}
    return Issue(
        code,
        table,
        severity,
        message_vi.format(**known),
        message_en.format(**known),
        remedy_vi.format(**known),
        remedy_en.format(**known),
        row,
        column,
        file,
        sheet,
        value_class(value),
    )


def value_class(cell: Any) -> str:
    """What sort of value a cell holds."""
    if cell is None or cell == "":
        return "blank"
    if isinstance(cell, bool):
        return "flag"
    if isinstance(cell, int | float):
        return "number"
    return "date" if isinstance(cell, date) else "text"
