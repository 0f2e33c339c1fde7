"""Tables of people. Cadres are known by pseudonymous keys only; names live in a separate file."""

from typing import ClassVar

from optimizer.tables.rowkind import Birthday, Day, Flag, MaybeDay, Number, Row, Text, column
from optimizer.words import Discipline, Education, Grade, Relation, ServiceKind, Sex, Theory


class CadreRow(Row):
    """One official who may move, or who holds a key post."""

    KEY: ClassVar = ("cadre_id",)
    REFERS: ClassVar = {"unit_id": "units", "role_id": "roles", "home_commune_id": "units"}
    cadre_id: Text = column("mã cán bộ", "Pseudonymous key")
    sex: Sex = column("giới tính", "male or female")
    birth_date: Birthday = column("ngày sinh", "Date of birth; mm/yyyy and yyyy read as the first day")
    unit_id: Text = column("mã đơn vị", "Home unit; for a running rotation the sending unit")
    role_id: Text = column("mã chức danh", "Present role in the home unit", "")
    rank: Number = column("bậc", "Rank of the present post", unit="rank", ge=1, le=20)
    leader: Flag = column("lãnh đạo", "Leader or manager of the home unit")
    education: Education = column("trình độ chuyên môn", "Professional level")
    expertise: Text = column("chuyên ngành", "Field of study, a code", "")
    theory: Theory = column("lý luận chính trị", "Political theory level")
    party_member: Flag = column("đảng viên", "Party member")
    outstanding: Flag = column("nổi trội", "Found outstanding by the competent level", False)
    health_checked: MaybeDay = column("ngày khám sức khỏe", "Date of the health certificate", None)
    health_ok: Flag = column("đủ sức khỏe", "Found fit for work", True)
    under_investigation: Flag = column("đang bị xem xét", "Under inquiry", False)
    discipline: Discipline = column("kỷ luật", "Last form of discipline", Discipline.NONE)
    discipline_date: MaybeDay = column("ngày kỷ luật", "Date of the last discipline", None)
    pregnant: Flag = column("mang thai", "Pregnant", False)
    youngest_child_birth: MaybeDay = column("ngày sinh con út", "Birth of the youngest child", None)
    severe_illness: Flag = column("bệnh hiểm nghèo", "Severe illness, own or in the family", False)
    humane_consent: Flag = column("có văn bản đồng ý", "Written consent to be sent away all the same", False)
    home_commune_id: Text = column("quê quán", "Commune of birth", "")
    ethnicity: Text = column("dân tộc", "Ethnic group, a code", "")
    salary_coef_hundredths: Number = column("hệ số lương", "Salary coefficient", unit="hundredth", ge=100, le=1300)
    attraction_months_used: Number = column(
        "tháng thu hút đã hưởng", "Months of attraction pay already drawn", 0, unit="month", ge=0, le=60
    )
    first_time_used: Flag = column("đã hưởng trợ cấp lần đầu", "First-time allowance already drawn", False)
    backfill: Flag = column("có người thay", "The post is filled at once when its holder leaves", False)
    available_from: MaybeDay = column("sẵn sàng từ", "First day on which the cadre can leave", None)


class CompetencyRow(Row):
    """What a cadre can do, 0–4."""

    KEY: ClassVar = ("cadre_id", "competency")
    REFERS: ClassVar = {"cadre_id": "cadres"}
    cadre_id: Text = column("mã cán bộ", "Cadre")
    competency: Text = column("năng lực", "Competency code")
    level: Number = column("mức", "Level", unit="level", ge=0, le=4)


class LanguageRow(Row):
    """What a cadre can speak, 0–4."""

    KEY: ClassVar = ("cadre_id", "language")
    REFERS: ClassVar = {"cadre_id": "cadres"}
    cadre_id: Text = column("mã cán bộ", "Cadre")
    language: Text = column("tiếng", "Language code")
    level: Number = column("mức", "Level", unit="level", ge=0, le=4)


class GradeRow(Row):
    """The annual quality grade of a cadre."""

    KEY: ClassVar = ("cadre_id", "year")
    REFERS: ClassVar = {"cadre_id": "cadres"}
    cadre_id: Text = column("mã cán bộ", "Cadre")
    year: Number = column("năm", "Year", unit="year", ge=1990, le=2100)
    grade: Grade = column("xếp loại", "Quality grade")


class ServiceRow(Row):
    """One spell of service; without an end date it is still running."""

    KEY: ClassVar = ("service_id",)
    REFERS: ClassVar = {
        "cadre_id": "cadres",
        "unit_id": "units",
        "role_id": "roles",
        "post_id": "posts",
    }
    service_id: Text = column("mã quá trình", "Key of the spell")
    cadre_id: Text = column("mã cán bộ", "Cadre")
    unit_id: Text = column("mã đơn vị", "Unit served in")
    role_id: Text = column("mã chức danh", "Role held")
    post_id: Text = column("mã vị trí", "Post held, if it is in `posts`", "")
    kind: ServiceKind = column("loại", "appointment or rotation")
    from_date: Day = column("từ ngày", "First day")
    to_date: MaybeDay = column("đến ngày", "Last day; blank = still running", None)
    expected_end: MaybeDay = column("dự kiến đến", "Expected last day of a running spell", None)
    must_leave_by: MaybeDay = column("phải chuyển trước ngày", "Last day by a periodic change or another duty", None)
    landing_slot_id: Text = column("mã chỗ bố trí", "Promised landing of a running rotation; 'home' = back home", "")


class SuccessionRow(Row):
    """A cadre in the succession plan for a role."""

    KEY: ClassVar = ("cadre_id", "role_id", "unit_id", "from_year")
    REFERS: ClassVar = {"cadre_id": "cadres", "role_id": "roles", "unit_id": "units"}
    cadre_id: Text = column("mã cán bộ", "Cadre")
    role_id: Text = column("mã chức danh", "Planned role")
    from_year: Number = column("từ năm", "First year of the plan", unit="year", ge=1990, le=2100)
    to_year: Number = column("đến năm", "Last year of the plan", unit="year", ge=1990, le=2100)
    unit_id: Text = column("mã đơn vị", "Unit of the post planned for; blank = not said", "")


class KinRow(Row):
    """A family relation between two cadres, stored from both sides."""

    KEY: ClassVar = ("cadre_id", "kin_id")
    REFERS: ClassVar = {"cadre_id": "cadres", "kin_id": "cadres"}
    cadre_id: Text = column("mã cán bộ", "Cadre")
    kin_id: Text = column("mã người thân", "The relative")
    relation: Relation = column("quan hệ", "What the relative is to the cadre")


class PreferenceRow(Row):
    """Where a cadre wishes to go, or refuses to."""

    KEY: ClassVar = ("cadre_id", "unit_id")
    REFERS: ClassVar = {"cadre_id": "cadres", "unit_id": "units"}
    cadre_id: Text = column("mã cán bộ", "Cadre")
    unit_id: Text = column("mã đơn vị", "Commune")
    wish: Number = column("nguyện vọng", "1 = first wish … 9; 0 = refuses", unit="rank", ge=0, le=9)
