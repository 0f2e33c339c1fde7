"""Why a post stays vacant is said of the people who may really take it, waivers counted."""

import shutil
from pathlib import Path

from optimizer.explain import vacancies
from optimizer.jobs import load_case
from optimizer.plan import Plan

TINY = Path(__file__).parents[2] / "data" / "tiny"


def chair_of_xa(case_folder: Path) -> tuple[int, dict[str, int]]:
    """Who is admitted to the vacant chair of XA, and what refuses the others."""
    case = load_case(case_folder)
    vacancy = next(v for v in vacancies(case, Plan()) if v.post == "XA-CT")
    return vacancy.admitted, dict(vacancy.refused)


def test_each_cadre_is_counted_once_by_the_first_rule_that_refuses_him() -> None:
    admitted, refused = chair_of_xa(TINY)
    assert admitted + sum(refused.values()) == 8  # all nine but C2, who retires within the first period
    assert refused["C09"] == 1


def test_a_waiver_opens_the_post_to_its_person(tmp_path: Path) -> None:
    admitted, refused = chair_of_xa(TINY)
    case = Path(shutil.copytree(TINY, tmp_path / "case"))
    (case / "waivers.csv").write_text(
        "waiver_id,rule_id,place,authority,from_date,to_date,reason\nM1,C09,C8|XA-CT,politburo,2021-01-01,2022-01-01,x\n",
        encoding="utf-8",
    )
    more, fewer = chair_of_xa(case)
    assert (more, fewer.get("C09", 0)) == (admitted + 1, refused["C09"] - 1)
