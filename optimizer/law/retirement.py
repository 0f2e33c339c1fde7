"""Retirement: the age schedule computed from its first year, its yearly step and its cap."""

from datetime import date
from typing import TYPE_CHECKING

from optimizer.law.calendar import add_months
from optimizer.words import Sex

if TYPE_CHECKING:
    from optimizer.law import Law


def retirement_age_months(law: "Law", sex: str, year: int) -> int:
    """Retirement age in months for people who reach it in a year."""
    name = "male" if sex == Sex.MALE else "female"
    first_year = law["retirement_first_year"].value
    if year < first_year:
        return int(law[f"retirement_age_before_{name}"].value)
    start, step = law[f"retirement_age_start_{name}"].value, law[f"retirement_age_step_{name}"].value
    return int(min(start + step * (year - first_year), law[f"retirement_age_cap_{name}"].value))


def retirement_date(law: "Law", birth: date, sex: str) -> date:
    """First day of the month after the one in which the age that applies in its own year is reached."""
    first_of_birth = birth.replace(day=1)
    least = min(retirement_age_months(law, sex, 0), retirement_age_months(law, sex, 9999))
    for age in range(least, least + 120):
        reached = add_months(first_of_birth, age)
        if age >= retirement_age_months(law, sex, reached.year):
            return add_months(reached, 1)
    raise AssertionError("the schedule has a cap, so some age is reached")
