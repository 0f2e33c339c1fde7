"""Reasons computed from tables: why each stint, which rules it passed, why a post stays vacant."""

from dataclasses import dataclass
from datetime import date

from optimizer.case import Case
from optimizer.explain.eligibility import Eligibility, eligibility
from optimizer.explain.fillings import Vacated
from optimizer.explain.reasons import Reason, RuleCheck, reasons
from optimizer.explain.vacancies import Vacancy, long_vacant, vacancies
from optimizer.plan import Plan
from optimizer.rules.kinds import Part

__all__ = [
    "Eligibility",
    "Explanation",
    "Reason",
    "RuleCheck",
    "Vacancy",
    "eligibility",
    "explain",
    "reasons",
    "vacancies",
]


@dataclass(frozen=True)
class Explanation:
    """Why a plan is as it is: a reason per stint, the parts of the last tier common to all, its vacancies, who could
    have taken which post, and the key posts that were vacant too long before it, with the first day and the months.

    `ways` fill its vacancies, as far as any were searched for: see `fillings`.
    """

    reasons: tuple[Reason, ...]
    common: tuple[Part, ...]
    vacancies: tuple[Vacancy, ...]
    eligible: Eligibility
    long_vacant: tuple[tuple[str, date, int], ...]
    ways: tuple[Vacated, ...] = ()


def explain(case: Case, plan: Plan, ways: tuple[Vacated, ...] = ()) -> Explanation:
    """The explanation of a plan, from tables alone, with the ways to fill its vacancies that were found."""
    own, common = reasons(case, plan)
    return Explanation(own, common, vacancies(case, plan), eligibility(case), long_vacant(case), ways)
