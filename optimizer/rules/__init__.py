"""The catalogue of rules, in the order in which they are read; KINDS has every rule of the rule book."""

from collections.abc import Iterator

from optimizer.case import Case
from optimizer.plan import Plan
from optimizer.rules.bonds.c01_one_person_one_post import OnePersonOnePost
from optimizer.rules.bonds.c14_kin import KinApart
from optimizer.rules.bonds.c16_nonlocal_share import NonlocalShare
from optimizer.rules.bonds.c19_landing import LandingReserved
from optimizer.rules.bonds.c20_sender_floor import SenderFloor
from optimizer.rules.bonds.c21_head_changes import HeadsStaggered
from optimizer.rules.bonds.c21b_local_beside import LocalBesideHead
from optimizer.rules.bonds.c22_outsiders import OutsidersFew
from optimizer.rules.bonds.c25_budget import WithinBudget
from optimizer.rules.bonds.c26_housing import Housing
from optimizer.rules.bonds.c27_structure import StructureBands
from optimizer.rules.bonds.c40_standby import Standby
from optimizer.rules.bonds.c43_courses import CourseSeats
from optimizer.rules.bonds.c45_team_change import TeamKept
from optimizer.rules.bonds.d01_decisions import Decisions
from optimizer.rules.gates.c02_existing_post import ExistingPost
from optimizer.rules.gates.c03_succession_plan import SuccessionPlan
from optimizer.rules.gates.c04_tenure import Tenure
from optimizer.rules.gates.c05_remaining_service import RemainingService
from optimizer.rules.gates.c06_age import AgeLimit
from optimizer.rules.gates.c07_first_term import FirstTerm
from optimizer.rules.gates.c08_education import ProfessionalLevel
from optimizer.rules.gates.c09_political_theory import PoliticalTheory
from optimizer.rules.gates.c10_health import Health
from optimizer.rules.gates.c11_discipline import Conduct
from optimizer.rules.gates.c12_grades import LastGrades
from optimizer.rules.gates.c13_party_member import PartyMember
from optimizer.rules.gates.c15_two_terms import TwoTerms
from optimizer.rules.gates.c17_home_commune import HomeCommune
from optimizer.rules.gates.c18_post_level import PostLevel
from optimizer.rules.gates.c18y_young_as_deputy import YoungAsDeputy
from optimizer.rules.gates.c23_mandatory_move import MandatoryMove
from optimizer.rules.gates.c24_freeze import FreezeWindow
from optimizer.rules.gates.c35_rest import RestBetweenHardPlaces
from optimizer.rules.gates.c39_humane import HumaneExclusion
from optimizer.rules.goals.burden import Burden
from optimizer.rules.goals.calm import Calm
from optimizer.rules.goals.fill import Fill
from optimizer.rules.goals.fit import Fit
from optimizer.rules.goals.growth import Growth
from optimizer.rules.goals.schooling import Schooling
from optimizer.rules.goals.soft import Soft
from optimizer.rules.goals.team import Team
from optimizer.rules.goals.wishes import Wishes
from optimizer.rules.goals.worst_commune import WorstCommune
from optimizer.rules.goals.worst_communes import WorstCommunes
from optimizer.rules.kinds import Bond, Breach, Duty, Gate, Goal
from optimizer.tables.legal_checks import CHECKS
from optimizer.words import Mode, RuleKind

GATES: tuple[Gate, ...] = (
    ExistingPost(),
    SuccessionPlan(),
    Tenure(),
    RemainingService(),
    AgeLimit(),
    FirstTerm(),
    ProfessionalLevel(),
    PoliticalTheory(),
    Health(),
    Conduct(),
    LastGrades(),
    PartyMember(),
    TwoTerms(),
    HomeCommune(),
    PostLevel(),
    YoungAsDeputy(),
    MandatoryMove(),
    FreezeWindow(),
    RestBetweenHardPlaces(),
    HumaneExclusion(),
)

BONDS: tuple[Bond, ...] = (
    OnePersonOnePost(),
    KinApart(),
    NonlocalShare(),
    LandingReserved(),
    SenderFloor(),
    HeadsStaggered(),
    LocalBesideHead(),
    OutsidersFew(),
    WithinBudget(),
    Housing(),
    StructureBands(),
    Standby(),
    CourseSeats(),
    TeamKept(),
    Decisions(),
)


def hard_gates(case: Case) -> tuple[Gate, ...]:
    """The gates that are hard under the case's law."""
    return tuple(gate for gate in GATES if case.law.mode(gate.id) == Mode.HARD)


def breaches_by_mode(case: Case, plan: Plan, mode: Mode) -> Iterator[Breach]:
    """Every breach of the rules that act in this mode under the case's law, waived places left out."""
    for rule in (*GATES, *BONDS):
        if case.law.mode(rule.id) == mode:
            yield from (b for b in rule.breaches(case, plan) if (b.rule, b.place) not in case.waived)


def _soft_breaches(case: Case, plan: Plan) -> Iterator[Breach]:
    """Breaches of the soft rules."""
    return breaches_by_mode(case, plan, Mode.SOFT)


GOALS: tuple[Goal, ...] = (
    Fill(),
    WorstCommune(),
    WorstCommunes(),
    Fit(),
    Team(),
    Burden(),
    Wishes(),
    Growth(),
    Schooling(),
    Calm(),
    Soft(_soft_breaches),
)

DUTIES: tuple[Duty, ...] = (
    Duty(
        "C42",
        {
            "vi": "Báo cáo nêu mọi trường hợp miễn trừ với cấp quyết định và lý do, mọi quy tắc mềm bị chạm, và vì sao "
            "một chức danh còn trống. Ràng buộc đang chặn và người kế tiếp phù hợp chưa có trong báo cáo.",
            "en": "The report lists every waiver with its authority and reason, every soft rule that is touched, and why "
            "a post stays vacant. Binding rules and the next-best person are not in it yet.",
        },
    ),
)

KINDS: dict[str, RuleKind] = {
    **{rule.id: RuleKind.GATE for rule in GATES},
    **{rule.id: RuleKind.BOND for rule in BONDS},
    **dict.fromkeys(sorted({rule for goal in GOALS for rule in goal.serves}), RuleKind.GOAL),
    **{check.id: RuleKind.CHECK for check in CHECKS},
    **{duty.id: RuleKind.REPORT for duty in DUTIES},
}
