"""Reasons computed from tables: why each stint, which rules it passed, why a post stays vacant."""

from optimizer.explain.reasons import Reason, RuleCheck, reasons
from optimizer.explain.vacancies import Vacancy, vacancies

__all__ = ["Reason", "RuleCheck", "Vacancy", "reasons", "vacancies"]
