"""Forty kinds of fault, planted in copies of the shipped case: each is reported with place and remedy."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from optimizer.io import read_case
from optimizer.tables import Issue, check

CASE = Path(__file__).parents[2] / "data" / "muong_nhe_2021"
Rows = list[list[str]]


def put(row: int, column: str, value: str) -> Callable[[Rows], None]:
    """Overwrite one cell; rows are counted as in the file."""

    def change(rows: Rows) -> None:
        rows[row - 1][rows[0].index(column)] = value

    return change


def again(row: int) -> Callable[[Rows], None]:
    """Repeat a row at the end."""
    return lambda rows: rows.append(list(rows[row - 1]))


def add(*cells: str) -> Callable[[Rows], None]:
    """A new row at the end."""
    return lambda rows: rows.append(list(cells))


def drop(row: int) -> Callable[[Rows], None]:
    """A row less."""

    def change(rows: Rows) -> None:
        del rows[row - 1]

    return change


def rename(old: str, new: str) -> Callable[[Rows], None]:
    """Another header."""

    def change(rows: Rows) -> None:
        rows[0][rows[0].index(old)] = new

    return change


SERVICE_2 = ["QT900", "CB001", "VPHU", "DEPT_HEAD", "", "appointment", "2017-01-01", "", "2027-01-01", ""]
# table, planting, code, column
FAULTS: list[tuple[str, Callable[[Rows], None], str, str]] = [
    ("cadres", put(2, "rank", "bảy"), "not_a_number", "rank"),
    ("cadres", put(3, "rank", "21"), "out_of_range", "rank"),
    ("cadres", put(4, "rank", ""), "blank", "rank"),
    ("cadres", put(5, "sex", "nan"), "unknown_word", "sex"),
    ("cadres", put(6, "birth_date", "1980/02/30"), "bad_date", "birth_date"),
    ("cadres", put(7, "leader", "maybe"), "bad_flag", "leader"),
    ("cadres", put(8, "unit_id", "NOWHERE"), "dangling_key", "unit_id"),
    ("cadres", put(9, "birth_date", "2010-01-01"), "implausible_age", "birth_date"),
    ("cadres", put(10, "discipline", "warning"), "discipline_undated", "discipline_date"),
    ("cadres", put(11, "health_checked", "2022-01-01"), "future_date", "health_checked"),
    ("cadres", put(12, "role_id", "PARTY_SECRETARY"), "level_mismatch", "role_id"),
    ("cadres", put(13, "unit_id", "Y01"), "unit_not_valid", "unit_id"),
    ("cadres", again(2), "duplicate_key", "cadre_id"),
    ("cadres", rename("theory", "theery"), "unknown_column", "theery"),
    ("cadres", rename("theory", "theery"), "missing_column", "theory"),
    ("cadres", rename("pregnant", "leader"), "duplicate_column", "leader"),
    ("cadres", put(14, "salary_coef_hundredths", "3,33"), "not_a_number", "salary_coef_hundredths"),
    ("units", put(20, "name", "M­êng NhÐ"), "mojibake", "name"),
    ("units", put(21, "name", "Ban\x07 Dân vận"), "control_characters", "name"),
    ("units", put(22, "name", "Ba\u0302n Tổ chức"), "decomposed_text", "name"),
    ("units", put(9, "valid_to", "1999-01-01"), "unit_reversed", "valid_to"),
    ("units", put(10, "successor_id", "NOWHERE"), "dangling_key", "successor_id"),
    ("units", put(11, "poor_permille", "1001"), "out_of_range", "poor_permille"),
    ("posts", put(5, "role_id", "DEPT_HEAD"), "level_mismatch", "role_id"),
    ("competencies", put(2, "level", "5"), "out_of_range", "level"),
    ("competencies", put(3, "competency", "farmng"), "unknown_skill", "competency"),
    ("languages", put(2, "level", "-1"), "out_of_range", "level"),
    ("grades", put(2, "year", "2021"), "future_grade", "year"),
    ("grades", put(3, "grade", "A+"), "unknown_word", "grade"),
    ("grades", drop(5), "missing_grades", "cadre_id"),
    ("service", put(2, "to_date", "2010-01-01"), "service_reversed", "to_date"),
    ("service", put(3, "from_date", "2022-01-01"), "service_in_future", "from_date"),
    ("service", add(*SERVICE_2), "overlapping_service", "from_date"),
    ("service", put(100, "post_id", "X03154-BT"), "two_holders", "post_id"),
    ("service", put(4, "post_id", "NN-T"), "post_elsewhere", "post_id"),
    ("succession", put(2, "to_year", "2019"), "succession_reversed", "to_year"),
    ("kinship", drop(2), "one_sided_kinship", "kin_id"),
    ("kinship", add("CB001", "CB001", "sibling"), "self_kinship", "kin_id"),
    ("unit_languages", put(2, "share_permille", "990"), "shares_over_whole", "share_permille"),
    ("landings", put(2, "post_id", "NN-T"), "slot_elsewhere", "post_id"),
    ("budget", drop(3), "missing_budget", "year"),
    ("waivers", add("M1", "C99", "CB001", "politburo", "2021-01-01", "2022-01-01", "x"), "unknown_rule", "rule_id"),
    ("waivers", add("M1", "C05", "CB001", "politburo", "2022-01-01", "2021-01-01", "x"), "waiver_reversed", "to_date"),
    ("waivers", add("M1", "C05", "CB001", "x", "2021-01-01", "2022-01-01", "x"), "unknown_word", "authority"),
    ("waivers", add("M1", "C10", "CB001", "politburo", "2021-01-01", "2022-01-01", "x"), "unwaivable_rule", "rule_id"),
    (
        "waivers",
        add("M1", "C08", "CB001", "district_committee", "2021-01-01", "2022-01-01", "x"),
        "wrong_authority",
        "authority",
    ),
    ("waivers", add("M1", "C05", "CB001", "politburo", "2020-01-01", "2021-09-30", "x"), "waiver_out_of_date", "to_date"),
    ("preferences", put(2, "wish", "12"), "out_of_range", "wish"),
    ("decisions", add("Q9", "ban", "CB900", "", "x", "2021-01-01", "x"), "dangling_key", "cadre_id"),
    ("budget", add("2027", "1", "2", "3"), "ragged_row", ""),
    ("posts", put(2, "vacant_since", "2021-05-01"), "not_vacant", "vacant_since"),
    ("posts", put(6, "vacant_since", "2021-10-02"), "future_date", "vacant_since"),
    ("grades", drop(28), "missing_review", "from_date"),
]


def copy_of_case(folder: Path) -> Path:
    """The shipped case in a folder of its own."""
    return Path(shutil.copytree(CASE, folder / "case"))


def plant(case: Path, table: str, change: Callable[[Rows], None]) -> None:
    """Change a table of a copy."""
    path = case / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def found(case: Path) -> tuple[Issue, ...]:
    """Every issue of a case."""
    return check(read_case(case))[2]


def is_whole(issue: Issue) -> bool:
    """True when an issue says where, what and how to mend it, in both languages."""
    texts = (issue.message_vi, issue.message_en, issue.remedy_vi, issue.remedy_en, issue.file)
    placed = issue.row is not None or issue.code in {"missing_budget", "missing_table", "bad_setting"}
    return all(texts) and (placed or issue.row is None)


def test_the_shipped_case_has_no_issue() -> None:
    assert found(CASE) == ()


@pytest.mark.parametrize(("table", "change", "code", "column"), FAULTS, ids=[f"{f[0]}-{f[2]}-{f[3]}" for f in FAULTS])
def test_a_planted_fault_is_reported(
    tmp_path: Path, table: str, change: Callable[[Rows], None], code: str, column: str
) -> None:
    case = copy_of_case(tmp_path)
    plant(case, table, change)
    hits = [i for i in found(case) if (i.code, i.column) == (code, column)]
    assert hits
    assert all(is_whole(issue) for issue in hits)
    assert code == "missing_budget" or all(issue.row is not None for issue in hits)


def test_faults_of_many_tables_are_reported_together(tmp_path: Path) -> None:
    case = copy_of_case(tmp_path)
    planted = [FAULTS[n] for n in (0, 1, 2, 3, 4, 5, 7, 17, 18, 24, 28, 35, 38, 43)]
    for table, change, _, _ in planted:
        plant(case, table, change)
    codes = {(i.table, i.code, i.column) for i in found(case)}
    assert {(table, code, column) for table, _, code, column in planted} <= codes


def test_a_missing_table_a_wrong_encoding_and_a_bad_setting_are_faults(tmp_path: Path) -> None:
    case = copy_of_case(tmp_path)
    (case / "needs.csv").unlink()
    (case / "budget.csv").write_bytes("năm".encode("utf-16"))
    (case / "case.toml").write_text('name = "x"\nregime = "2017"\nstart = 2030-01-02\n', encoding="utf-8")
    (case / "unts.csv").write_text("a\n", encoding="utf-8")
    codes = {(i.table, i.code) for i in found(case)}
    assert {("needs", "missing_table"), ("budget", "bad_encoding"), ("case", "bad_setting")} <= codes
    assert ("unts", "unknown_table") in codes


def test_no_cell_value_stands_in_an_issue(tmp_path: Path) -> None:
    case = copy_of_case(tmp_path)
    plant(case, "cadres", put(2, "rank", "bí mật 42"))
    assert "bí mật" not in str(found(case))
