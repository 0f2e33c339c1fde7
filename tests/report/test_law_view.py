"""Values of the law as people read them."""

from datetime import date

import pytest

from optimizer.law import law_on
from optimizer.report.law_view import value_text

LAW = law_on("2022", date(2025, 4, 1))


@pytest.mark.parametrize(
    ("key", "vi", "en"),
    [
        ("base_salary_vnd", "2.340.000 đồng", "2,340,000 VND"),
        ("remaining_service_min", "120 tháng", "120 months"),
        ("retirement_first_year", "2021", "2021"),
        ("freeze_windows", "07/03/2025 – 30/06/2025", "07/03/2025 – 30/06/2025"),
        ("higher_needs_outstanding", "có", "yes"),
        ("rotation_source_levels", "tỉnh, huyện", "province, district"),
        ("plan_grace_roles", "—", "—"),
    ],
)
def test_a_value_has_its_unit_and_is_in_words(key: str, vi: str, en: str) -> None:
    assert (value_text(LAW[key], "vi"), value_text(LAW[key], "en")) == (vi, en)
