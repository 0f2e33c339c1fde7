"""Tables around a plan: courses, waivers, decisions, budget, outside estimates, sources, and drafts."""

from typing import ClassVar, Literal

from optimizer.tables.rowkind import Day, MaybeDay, MaybeNumber, Number, Row, Text, column
from optimizer.words import Authority, CourseKind, DecisionKind, Mark


class CourseRow(Row):
    """A course that cadres can be sent to."""

    KEY: ClassVar = ("course_id",)
    course_id: Text = column("mã lớp", "Key of the course")
    course_kind: CourseKind = column("loại lớp", "theory, language or skill")
    gives: Text = column("kết quả", "Theory level, language code or competency code that it gives")
    level: MaybeNumber = column("mức", "Level that it gives", None, unit="level", ge=0, le=4)
    starts: Day = column("khai giảng", "First day")
    months: Number = column("thời gian", "Length", unit="month", ge=1, le=60)
    seats: Number = column("số chỗ", "Places", unit="person", ge=0, le=1000)
    cost_vnd: Number = column("kinh phí", "Cost per person", unit="VND", ge=0)


class WaiverRow(Row):
    """A place where a rule is forgiven, by whom and why."""

    KEY: ClassVar = ("waiver_id",)
    waiver_id: Text = column("mã miễn", "Key of the waiver")
    rule_id: Text = column("mã quy tắc", "Rule, as C05")
    place: Text = column("chỗ áp dụng", "Row key as the program prints it, as CB001|P01")
    authority: Authority = column(
        "cấp có thẩm quyền", "Who grants it: district_committee, provincial_committee, politburo"
    )
    from_date: Day = column("từ ngày", "First day")
    to_date: Day = column("đến ngày", "Last day")
    reason: Text = column("lý do", "Reason")


class DecisionRow(Row):
    """What the committee has already decided about a person."""

    KEY: ClassVar = ("decision_id",)
    REFERS: ClassVar = {"cadre_id": "cadres", "post_id": "posts"}
    decision_id: Text = column("mã quyết định", "Key of the decision")
    kind: DecisionKind = column("loại", "pin or ban")
    cadre_id: Text = column("mã cán bộ", "Cadre")
    post_id: Text = column("mã vị trí", "Post; blank = any post", "")
    decided_by: Text = column("cấp quyết định", "Who decided")
    decided_on: Day = column("ngày quyết định", "When")
    reason: Text = column("lý do", "Reason")
    authority: Authority = column(
        "cấp được thay đổi",
        "Who may change it; none = nobody; blank = the lowest that the law allows",
        Authority.DISTRICT,
    )


class BudgetRow(Row):
    """What may be spent on rotated cadres in a year."""

    KEY: ClassVar = ("year",)
    year: Number = column("năm", "Fiscal year", unit="year", ge=1990, le=2100)
    amount_vnd: Number = column("dự toán", "Amount", unit="VND", ge=0)


class FitRow(Row):
    """Fit of a cadre to a post, estimated outside the program."""

    KEY: ClassVar = ("cadre_id", "post_id")
    REFERS: ClassVar = {"cadre_id": "cadres", "post_id": "posts"}
    cadre_id: Text = column("mã cán bộ", "Cadre")
    post_id: Text = column("mã vị trí", "Post")
    fit: Number = column("mức phù hợp", "Fit", unit="permille", ge=0, le=1000)
    low: MaybeNumber = column("cận dưới", "Lower estimate", None, unit="permille", ge=0, le=1000)
    high: MaybeNumber = column("cận trên", "Upper estimate", None, unit="permille", ge=0, le=1000)


class CostRow(Row):
    """Cost of a cadre in a post, estimated outside the program; due in the year of the start."""

    KEY: ClassVar = ("cadre_id", "post_id")
    REFERS: ClassVar = {"cadre_id": "cadres", "post_id": "posts"}
    cadre_id: Text = column("mã cán bộ", "Cadre")
    post_id: Text = column("mã vị trí", "Post")
    cost_vnd: Number = column("chi phí", "Cost", unit="VND", ge=0)
    low: MaybeNumber = column("cận dưới", "Lower estimate", None, unit="VND", ge=0)
    high: MaybeNumber = column("cận trên", "Upper estimate", None, unit="VND", ge=0)


class SourceRow(Row):
    """Where the figures of a column come from."""

    table: Text = column("bảng", "Table")
    column_name: Text = column("cột", "Column")
    key: Text = column("khóa", "Row key, if the source is of one row only", "")
    nature: Literal["real", "derived", "synthetic"] = column("tính chất", "real, derived or synthetic")
    source: Text = column("nguồn", "Source")
    mark: Mark = column("mức tin cậy", "How well it is known")


class PlanRow(Row):
    """One stint of a plan typed by hand or written by the program; the last five columns are told, not read."""

    KEY: ClassVar = ("cadre_id",)
    REFERS: ClassVar = {"cadre_id": "cadres", "post_id": "posts"}
    cadre_id: Text = column("mã cán bộ", "Cadre")
    post_id: Text = column("mã vị trí", "Post")
    start: Day = column("từ ngày", "First day of the stint")
    months: Number = column("số tháng", "Length", unit="month", ge=1, le=600)
    landing: Text = column("bố trí sau", "Slot after the rotation: home, stay or a slot; blank = none", "")
    number: MaybeNumber = column(
        "số thứ tự", "Number in the plan; the last is how many are moved", None, unit="number", ge=1
    )
    need: Text = column("nhu cầu", "Why the post is to be filled", "")
    form: Text = column("hình thức", "rotation, transfer, reappointment or local_promotion", "")
    unit_id: Text = column("nơi đến", "Unit of the post", "")
    policy_vnd: MaybeNumber = column("chế độ, chính sách", "Allowances and support for the stint", None, unit="VND", ge=0)


class TrainingRow(Row):
    """One cadre sent to one course, as a run writes it or as typed by hand; the last three columns are told, not read."""

    KEY: ClassVar = ("cadre_id", "course_id")
    REFERS: ClassVar = {"cadre_id": "cadres", "course_id": "courses"}
    cadre_id: Text = column("mã cán bộ", "Cadre")
    course_id: Text = column("mã lớp", "Course")
    starts: MaybeDay = column("khai giảng", "First day", None)
    ends: MaybeDay = column("bế giảng", "Day after the last", None)
    cost_vnd: MaybeNumber = column("kinh phí", "Cost", None, unit="VND", ge=0)
