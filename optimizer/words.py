"""The words of the field: closed lists of values, each with its Vietnamese and English label."""

from enum import StrEnum
from typing import Literal, Self

Language = Literal["vi", "en"]
Scale = Literal["district", "province", "nation"]


class Word(StrEnum):
    """One value of a closed list; `rank` is its place in the list, from 0."""

    vi: str
    en: str
    rank: int

    def __new__(cls, value: str, vi: str = "", en: str = "") -> Self:
        """Return the member whose text is `value`, with its two labels and its place."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.vi = vi
        member.en = en
        member.rank = len(cls.__members__)
        return member

    def label(self, language: Language) -> str:
        """The word as people read it."""
        return self.vi if language == "vi" else self.en


class Level(Word):
    """Level of government."""

    PROVINCE = ("province", "tỉnh", "province")
    DISTRICT = ("district", "huyện", "district")
    COMMUNE = ("commune", "xã", "commune")


class Sex(Word):
    """Sex, as the retirement schedule distinguishes it."""

    MALE = ("male", "nam", "male")
    FEMALE = ("female", "nữ", "female")


class Education(Word):
    """Professional level, lowest first."""

    NONE = ("none", "chưa qua đào tạo", "none")
    ELEMENTARY = ("elementary", "sơ cấp", "elementary")
    INTERMEDIATE = ("intermediate", "trung cấp", "intermediate")
    COLLEGE = ("college", "cao đẳng", "college")
    UNIVERSITY = ("university", "đại học", "university")
    MASTER = ("master", "thạc sĩ", "master")
    DOCTOR = ("doctor", "tiến sĩ", "doctor")


class Theory(Word):
    """Political theory level, lowest first."""

    NONE = ("none", "chưa qua đào tạo", "none")
    ELEMENTARY = ("elementary", "sơ cấp", "elementary")
    INTERMEDIATE = ("intermediate", "trung cấp", "intermediate")
    ADVANCED = ("advanced", "cao cấp", "advanced")
    BACHELOR = ("bachelor", "cử nhân", "bachelor")


class Grade(Word):
    """Annual quality grade, lowest first."""

    FAILED = ("failed", "không hoàn thành nhiệm vụ", "failed")
    COMPLETED = ("completed", "hoàn thành nhiệm vụ", "completed")
    GOOD = ("good", "hoàn thành tốt nhiệm vụ", "good")
    EXCELLENT = ("excellent", "hoàn thành xuất sắc nhiệm vụ", "excellent")


class Discipline(Word):
    """Form of discipline, lightest first."""

    NONE = ("none", "không", "none")
    REPRIMAND = ("reprimand", "khiển trách", "reprimand")
    WARNING = ("warning", "cảnh cáo", "warning")
    REMOVAL = ("removal", "cách chức", "removal")


class Kind(Word):
    """What a stint is in law."""

    ROTATION = ("rotation", "luân chuyển", "rotation")
    TRANSFER = ("transfer", "điều động", "transfer")
    REAPPOINTMENT = ("reappointment", "bổ nhiệm lại", "reappointment")
    LOCAL_PROMOTION = ("local_promotion", "bố trí tại chỗ", "local promotion")


SENT = (Kind.ROTATION, Kind.TRANSFER)  # the kinds of move that take a cadre away from the home unit


class ServiceKind(Word):
    """What a spell of service was or is."""

    APPOINTMENT = ("appointment", "bổ nhiệm", "appointment")
    ROTATION = ("rotation", "luân chuyển", "rotation")


class SpecialReason(Word):
    """Why a post is filled by rotation for its own sake, with a shorter service left (65-QĐ/TW 4.2b)."""

    NONE = ("", "", "")
    NONLOCAL = ("nonlocal", "bố trí người không phải là người địa phương", "to be held by a non-local person")
    TWO_TERMS = ("two_terms", "người giữ chức danh đã đủ hai nhiệm kỳ", "its holder has served two terms")


class Relation(Word):
    """Family relation of two cadres, read as: kin_id is the … of cadre_id."""

    SPOUSE = ("spouse", "vợ/chồng", "spouse")
    PARENT = ("parent", "bố/mẹ", "parent")
    CHILD = ("child", "con", "child")
    SIBLING = ("sibling", "anh/chị/em ruột", "sibling")
    SPOUSE_PARENT = ("spouse_parent", "bố/mẹ vợ (chồng)", "parent of spouse")
    CHILD_SPOUSE = ("child_spouse", "con dâu/con rể", "spouse of child")
    SPOUSE_SIBLING = ("spouse_sibling", "anh/chị/em vợ (chồng)", "sibling of spouse")
    SIBLING_SPOUSE = ("sibling_spouse", "anh/chị/em dâu (rể)", "spouse of sibling")


class CourseKind(Word):
    """What a course teaches."""

    THEORY = ("theory", "lý luận chính trị", "political theory")
    LANGUAGE = ("language", "tiếng dân tộc", "ethnic language")
    SKILL = ("skill", "kỹ năng", "skill")


class DecisionKind(Word):
    """What the committee has already decided about a person."""

    PIN = ("pin", "ấn định", "pinned")
    BAN = ("ban", "loại trừ", "banned")


class RegionClass(Word):
    """Region class of a commune in ethnic-minority and mountain areas."""

    I = ("I", "khu vực I", "region I")  # noqa: E741 - the law's own numeral
    II = ("II", "khu vực II", "region II")
    III = ("III", "khu vực III", "region III")


class Mark(Word):
    """How well a fact is known."""

    R = ("R", "đã đọc trích đoạn", "read as an excerpt")
    S = ("S", "nguồn gián tiếp", "second-hand")
    M = ("M", "theo trí nhớ, chưa kiểm chứng", "from memory, unverified")
    D = ("D", "suy ra bằng phép tính", "derived by arithmetic")
    A = ("A", "giả định của chương trình", "assumption of this project")


class Authority(Word):
    """Who may waive a rule, lowest first; `none` is nobody."""

    DISTRICT = ("district_committee", "Ban Thường vụ Huyện ủy", "district Party standing committee")
    PROVINCE = ("provincial_committee", "Ban Thường vụ Tỉnh ủy", "provincial Party standing committee")
    POLITBURO = ("politburo", "Bộ Chính trị", "Politburo")
    NOBODY = ("none", "không ai", "nobody")


class Mode(Word):
    """How a rule acts under a regime."""

    HARD = ("hard", "bắt buộc", "hard")
    SOFT = ("soft", "mềm, có giá", "soft, priced")
    OFF = ("off", "không áp dụng", "off")


class RuleKind(Word):
    """What a rule of the rule book acts on: one move, moves together, points, tables, or the papers of a plan."""

    GATE = ("gate", "điều kiện", "gate")
    BOND = ("bond", "ràng buộc", "bond")
    GOAL = ("goal", "mục tiêu", "goal")
    CHECK = ("check", "kiểm tra dữ liệu", "check of tables")
    REPORT = ("report", "báo cáo", "report")


COMPETENCY_LABELS: dict[str, tuple[str, str]] = {
    "farming": ("nông nghiệp", "farming"),
    "land": ("đất đai", "land"),
    "finance": ("tài chính", "finance"),
    "law": ("pháp luật", "law"),
    "education": ("giáo dục", "education"),
    "health": ("y tế", "health"),
    "infrastructure": ("hạ tầng", "infrastructure"),
    "border_security": ("an ninh biên giới", "border security"),
    "party_building": ("xây dựng Đảng", "Party building"),
    "mobilisation": ("dân vận", "mass mobilisation"),
    "mong": ("tiếng Mông", "Mông language"),
    "ha_nhi": ("tiếng Hà Nhì", "Hà Nhì language"),
    "thai": ("tiếng Thái", "Thái language"),
    "dao": ("tiếng Dao", "Dao language"),
    "si_la": ("tiếng Si La", "Si La language"),
    "cong": ("tiếng Cống", "Cống language"),
    "khang": ("tiếng Kháng", "Kháng language"),
    "kho_mu": ("tiếng Khơ Mú", "Khơ Mú language"),
    "xa_phang": ("tiếng Xạ Phang", "Xạ Phang language"),
    "kinh": ("tiếng Việt", "Vietnamese"),
}


def skill_label(code: str, language: Language) -> str:
    """The competency or language as people read it; an unknown code is returned as it is."""
    vi, en = COMPETENCY_LABELS.get(code, (code, code))
    return vi if language == "vi" else en
