"""A vacancy that is too long is told in every paper of a run: the table, the reasons, and the page in both languages."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from optimizer.explain import vacancies
from optimizer.explain.fillings import Vacated
from optimizer.jobs import load_case
from optimizer.plan import Plan
from optimizer.report import run_files
from optimizer.solve import Solved
from optimizer.verify import judge
from tests.explain.test_vacancies import vacant
from tests.rules.tables import holds, official, plan, world


def papers(case: object, made: Plan) -> dict[str, bytes]:
    """The files of a run that ended with this plan."""
    return run_files(case, Solved(made, judge(case, made), (), ties_broken=False, interrupted=False), {})  # type: ignore[arg-type]


LONG = papers(vacant(date(2021, 6, 30)), Plan())
KNOWN = vacant(date(2021, 7, 1))
HELD = world(
    [official("AN"), official("CHI", "XA", "CHAIR")], "XA-CHAIR", service=[holds("CHI", "XA-CHAIR", date(2022, 6, 30))]
)
SHORT = papers(HELD, plan(HELD, ("AN", "XA-CHAIR", 1, 36, "home")))


@pytest.mark.parametrize(("files", "row"), [(LONG, ["36", "3", "1"]), (SHORT, ["3", "0", "0"])])
def test_the_table_of_vacancies_tells_months_within_the_plan_before_it_and_whether_it_is_too_long(
    files: dict[str, bytes], row: list[str]
) -> None:
    header, told = csv.reader(io.StringIO(files["vacancies.csv"].decode("utf-8-sig")))
    assert [told[header.index(column)] for column in ("months", "before", "overdue")] == row


def test_the_reasons_tell_the_same() -> None:
    told = json.loads(LONG["explanations.json"])
    assert [(v["post"], v["before"], v["overdue"]) for v in told["vacancies"]] == [("XA-CHAIR", 3, True)]
    assert told["long_vacant"] == [{"post_id": "XA-CHAIR", "since": "2021-06-30", "months": 3}]
    told = json.loads(SHORT["explanations.json"])
    assert ([v["overdue"] for v in told["vacancies"]], told["long_vacant"]) == ([False], [])


@pytest.mark.parametrize(
    ("page", "plan_says", "before_says"),
    [
        ("report.html", "Trống 39 tháng, quá mức 3 tháng.", "trống từ 30/06/2021, đến ngày lập phương án đã 3 tháng"),
        ("report.en.html", "Vacant for 39 months, beyond the 3 allowed.", "vacant since 30/06/2021, 3 months by"),
    ],
)
def test_the_page_says_it_in_both_languages_and_only_where_it_is_so(page: str, plan_says: str, before_says: str) -> None:
    assert plan_says in LONG[page].decode() and before_says in LONG[page].decode()
    assert "quá mức" not in SHORT[page].decode() and "beyond the" not in SHORT[page].decode()
    assert before_says not in papers(KNOWN, Plan())[page].decode()


def test_the_page_says_where_a_way_was_searched_for_and_none_found() -> None:
    made = Plan()
    solved = Solved(made, judge(KNOWN, made), (), ties_broken=False, interrupted=False)  # type: ignore[arg-type]
    nothing = tuple(Vacated(vacancy, (), {}) for vacancy in vacancies(KNOWN, made))
    searched, unasked = (run_files(KNOWN, solved, {}, {}, ways)["report.html"].decode() for ways in (nothing, ()))
    assert searched.count("Chưa tìm được cách lấp") == len(nothing) == 1
    assert "Chưa tìm được cách lấp" not in unasked


def test_the_page_says_why_each_post_is_filled() -> None:
    assert "Nhu cầu: người giữ hết thời hạn" in SHORT["report.html"].decode()
    assert "Need: its holder&#39;s time ends" in SHORT["report.en.html"].decode()


def test_thousands_of_vacant_months_stand_apart_in_sentences_as_in_the_figures() -> None:
    made = papers(load_case(Path("data/muong_nhe_2021")), Plan())
    assert "2.007 → 2.007 trong 60 tháng" in made["report.html"].decode()
    assert "2,007 → 2,007 over 60 months" in made["report.en.html"].decode()
