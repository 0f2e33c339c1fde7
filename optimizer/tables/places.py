"""Tables of places: units, roles, posts, what communes need and where rotated cadres may land."""

from typing import ClassVar

from optimizer.tables.rowkind import Day, Flag, MaybeDay, MaybeNumber, Number, Row, Text, column
from optimizer.words import Level, RegionClass, SpecialReason


class UnitRow(Row):
    """A unit: province, district, commune, or one of their departments (level of the department)."""

    KEY: ClassVar = ("unit_id",)
    REFERS: ClassVar = {"parent_id": "units", "successor_id": "units"}
    unit_id: Text = column("mã đơn vị", "Key of the unit")
    name: Text = column("tên đơn vị", "Name")
    level: Level = column("cấp", "Level of government: province, district or commune")
    parent_id: Text = column("mã đơn vị cấp trên", "Unit above", "")
    valid_from: Day = column("hiệu lực từ", "First day of existence")
    valid_to: MaybeDay = column("hiệu lực đến", "Last day of existence", None)
    successor_id: Text = column("mã đơn vị kế thừa", "Unit that took over", "")
    region_class: RegionClass | None = column("khu vực", "Region class I, II or III", None)
    edc: Flag = column("đặc biệt khó khăn", "Especially difficult commune", False)
    border: Flag = column("biên giới", "Border commune", False)
    poor_permille: MaybeNumber = column("tỷ lệ hộ nghèo", "Poverty rate", None, unit="permille", ge=0, le=1000)
    area_ha: MaybeNumber = column("diện tích", "Area", None, unit="hectare", ge=0)
    population: MaybeNumber = column("dân số", "Population", None, unit="person", ge=0)
    travel_hours: MaybeNumber = column("giờ đi lại", "Travel time to the centre", None, unit="hour", ge=0, le=48)
    hardship: Number = column("mức khó khăn", "Hardship of service there", 0, unit="degree", ge=0, le=100)
    housing_slots: MaybeNumber = column("nhà công vụ", "Public housing places", None, unit="place", ge=0)


class RoleRow(Row):
    """A role: what a post is, with its rank, demands and the weight of a vacancy."""

    KEY: ClassVar = ("role_id",)
    REFERS: ClassVar = {"deputy_of": "roles"}
    role_id: Text = column("mã chức danh", "Key of the role")
    title_vi: Text = column("chức danh", "Title in Vietnamese")
    title_en: Text = column("chức danh tiếng anh", "Title in English")
    level: Level = column("cấp", "Level of government of the post")
    rank: Number = column("bậc", "Rank, comparable with that of cadres", unit="rank", ge=1, le=20)
    head: Flag = column("đứng đầu", "Head of the place or agency")
    deputy_of: Text = column("cấp phó của", "Role that it deputises for", "")
    standing: Flag = column("ban thường vụ", "Seat on the standing committee")
    party: Flag = column("cần đảng viên", "Party membership needed")
    elected: Flag = column("bầu cử", "Elected post")
    priority: Number = column("mức ưu tiên", "Weight of a vacancy; 0 for no key post", unit="weight", ge=0, le=100)
    position_coef_hundredths: MaybeNumber = column(
        "hệ số chức vụ", "Position allowance; blank = the law's", None, unit="hundredth", ge=0, le=300
    )


class PostRow(Row):
    """A post in a unit. Who holds it stands in `service`."""

    KEY: ClassVar = ("post_id",)
    REFERS: ClassVar = {"unit_id": "units", "role_id": "roles"}
    post_id: Text = column("mã vị trí", "Key of the post")
    unit_id: Text = column("mã đơn vị", "Unit")
    role_id: Text = column("mã chức danh", "Role")
    seat: Number = column("ghế số", "Number among posts of the same role", 1, unit="number", ge=1, le=20)
    key: Flag = column("chủ chốt", "Key post that the plan may fill")
    derogation: Flag = column("được hạ chuẩn", "The province allows a lower professional level", False)
    added: Flag = column("lập thêm để luân chuyển", "The post was created for rotation", False)
    special_reason: SpecialReason = column(
        "lý do đặc biệt", "nonlocal or two_terms if that is why it is filled; blank = none", SpecialReason.NONE
    )
    vacant_since: MaybeDay = column("trống từ ngày", "First day without a holder, if nobody holds it", None)


class NeedRow(Row):
    """What the leadership team of a commune must be able to do."""

    KEY: ClassVar = ("unit_id", "competency")
    REFERS: ClassVar = {"unit_id": "units"}
    unit_id: Text = column("mã đơn vị", "Commune")
    competency: Text = column("năng lực", "Competency code")
    level: Number = column("mức", "Level asked", unit="level", ge=1, le=4)
    weight: Number = column("trọng số", "Weight", unit="weight", ge=1, le=100)
    count: Number = column("số người", "People of the team who must have it", 1, unit="person", ge=1, le=10)


class UnitLanguageRow(Row):
    """A language spoken in a commune, and the level someone of its team must have."""

    KEY: ClassVar = ("unit_id", "language")
    REFERS: ClassVar = {"unit_id": "units"}
    unit_id: Text = column("mã đơn vị", "Commune")
    language: Text = column("tiếng", "Language code")
    share_permille: Number = column("tỷ lệ dân", "Share of the people", unit="permille", ge=0, le=1000)
    level: Number = column("mức", "Level asked of someone in the team; 0 = not asked", unit="level", ge=0, le=4)
    weight: Number = column("trọng số", "Weight", unit="weight", ge=0, le=100)


class LandingRow(Row):
    """A place for rotated cadres to land: a number of places at a rank, or one named post."""

    KEY: ClassVar = ("slot_id",)
    REFERS: ClassVar = {"unit_id": "units", "post_id": "posts"}
    slot_id: Text = column("mã chỗ bố trí", "Key of the slot")
    unit_id: Text = column("mã đơn vị", "Unit")
    rank: Number = column("bậc", "Rank of the slot", unit="rank", ge=1, le=20)
    post_id: Text = column("mã vị trí", "Named post, if it is one", "")
    capacity: Number = column("số chỗ", "Places over the whole plan", 1, unit="place", ge=0, le=50)
    available_from: Day = column("có từ ngày", "First day on which it can be taken")
    outsiders: Flag = column("nhận nơi khác", "Open to cadres of other units", False)
