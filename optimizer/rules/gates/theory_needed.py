"""Which political theory a role needs, and by when a course must give it (C09)."""

from datetime import date

from optimizer.case import Case
from optimizer.law import add_months
from optimizer.words import Theory


def needed_theory(case: Case, role: str) -> Theory:
    """The level that a role needs by the law of the day."""
    return Theory(case.law["theory_min_by_role"].value.get(role, case.law["theory_min"].value))


def latest_end(case: Case, start: date) -> date:
    """The day by which a course must have ended to count for a stint."""
    return add_months(start, int(case.law["theory_grace_months"].value))
