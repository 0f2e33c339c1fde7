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
    born = birth.year * 12 + birth.month - 1
    least = min(retirement_age_months(law, sex, 0), retirement_age_months(law, sex, 9999))
    for year in range((born + least) // 12, (born + least) // 12 + 10):
        age = max(least, year * 12 - born, retirement_age_months(law, sex, year))
        if born + age < (year + 1) * 12:
            return add_months(birth.replace(day=1), age + 1)
    raise AssertionError("the schedule has a cap, so some age is reached")
