"""The questions about a run as a user asks them: words, JSON, exit codes, and the judge of the answers."""

import csv
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from optimizer.cli import app
from tests.command_line import DATA
from tests.command_line import run as typed

POST = "XA-CT"  # by the plan C5 has it; C6 could, at a price; C1 may not; C3 fits in no plan


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A written run of the tiny case."""
    folder = tmp_path_factory.mktemp("asked") / "run"
    assert CliRunner().invoke(app, ["plan", str(DATA / "tiny"), "--out", str(folder)]).exit_code == 0
    return folder


def ask(*words: str | Path, code: int = 0) -> str:
    """What a question prints; it ends with this code."""
    done: Result = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == code, done.output
    return done.stdout


def told(*words: str | Path, code: int = 0) -> dict[str, Any]:
    """The same as JSON."""
    return json.loads(ask(*words, "--json", code=code))


def flat(page: str) -> str:
    """A page without the lines of its tables and the breaks of its lines."""
    return " ".join("".join(" " if c in "│┃┏┓┗┛━─┌┐└┘┡┩╇┳┴┬┼├┤" else c for c in page).split())


def test_the_breakdown_of_each_tier_adds_up_to_the_value_of_the_run(run: Path) -> None:
    manifest = json.loads((run / "manifest.json").read_text("utf-8"))
    for post in ("XA-CT", "XA-BT"):
        shares = told("why", run, post)["claim"]["shares"]
        assert [share["value"] for share in shares] == [tier["value"] for tier in manifest["tiers"]]
        for share in shares:
            own = sum(credit["part"]["points"] for credit in share["own"])
            assert own + sum(share["rest"].values()) == share["value"]


def test_why_says_who_by_what_points_under_which_rules_and_who_is_next(run: Path) -> None:
    page = flat(ask("why", run, POST, "--lang", "en"))
    for words in (
        "C5: People's Committee chair, Xã Nà Mẫu (XA-CT), from 01/10/2021 for 60 months",
        "Worth 16,765 12,323 4,442",
        "Worth: +10000 Fits the commune's needs at 1000‰ for 60 months",
        "C18Y Young cadres mainly as deputies: soft, priced",
        "4 of 9 cadres considered qualify",
        "C03 In the succession plan: 1 cadres [98-QĐ/TW; R]",
        "The runner-up: C6.",
        "The first tier that gets worse: Sum over the weakest communes; exactly 43.",
    ):
        assert words in page


def test_why_in_vietnamese(run: Path) -> None:
    page = flat(ask("why", run, POST))
    for words in (
        "C5: Chủ tịch UBND, Xã Nà Mẫu (XA-CT), từ 01/10/2021, 60 tháng",
        "Giá trị 16.765 12.323 4.442",
        "4 trên 9 cán bộ được xét đủ điều kiện",
        "Người kế tiếp: C6.",
        "Bậc đầu tiên kém đi: Tổng các xã yếu nhất; giá đúng 43.",
        "con người quyết định",
    ):
        assert words in page


def test_why_not_of_a_refused_cadre_gives_rule_fact_limit_and_source(run: Path) -> None:
    page = flat(ask("why-not", run, "C1", POST))
    assert "C1 chưa đủ điều kiện giữ Chủ tịch UBND, Xã Nà Mẫu" in page
    assert "C03 C1 không có trong quy hoạch chức danh Chủ tịch UBND" in page and "[98-QĐ/TW; R]" in page
    assert [fault["rule"] for fault in told("why-not", run, "C1", POST)["claim"]["faults"]] == ["C03"]


def test_why_not_of_a_possible_cadre_gives_the_price_the_chain_and_the_rules(run: Path) -> None:
    page = flat(ask("why-not", run, "C6", POST, "--exact", "--lang", "en"))
    for words in (
        "C6 in People's Committee chair, Xã Nà Mẫu: possible, at this price.",
        "Sum over the weakest communes 115 158 +43",
        "Worth 16,765 14,039 +2726",
        "people change against the plan of the run: C6:",
        "C5: People's Committee chair, Xã Nà Mẫu (XA-CT), from 01/10/2021 for 60 months →",
    ):
        assert words in page


def test_why_not_of_a_cadre_who_fits_in_no_plan_names_the_engines(run: Path) -> None:
    page = flat(ask("why-not", run, "C3", POST, "--lang", "en"))
    assert "no plan with this cadre in People's Committee chair, Xã Nà Mẫu keeps every hard rule" in page
    assert "(proved by cp-sat, highs)" in page


def test_why_not_of_what_the_plan_does_says_so(run: Path) -> None:
    assert "Phương án đã bố trí C5" in flat(ask("why-not", run, "C5", POST))
    assert told("why-not", run, "C5", POST)["outcome"] == "planned"


def test_the_shortlist_begins_with_the_plan_and_says_what_is_exact(run: Path) -> None:
    page = flat(ask("recommend", run, POST, "--lang", "en"))
    assert "— C5 — 0 the plan of the run 1 C6 Sum over the weakest communes +43 exact" in page
    assert "Proven: these 1 are the cheapest, in this order." in page
    short = told("recommend", run, POST, "--top", "1")
    assert (short["chosen"], short["sure"]) == (["C5"], 1)
    assert [claim["cadre"] for claim in short["claims"] if claim["claim"] == "forced"] == ["C6"]


def test_prices_of_all_pairs_are_marked_as_estimates(run: Path, tmp_path: Path) -> None:
    every = told("prices", run, "--out", tmp_path / "prices.csv")
    assert every["kind"] == "estimate" and len(every["prices"]) > 5
    assert "ước lượng" in ask("prices", run)
    with (tmp_path / "prices.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [{**row, "at_least": int(row["at_least"]), "estimate": int(row["estimate"])} for row in rows] == [
        {"cadre_id": p["cadre"], "post_id": p["post"], **{k: p[k] for k in ("tier", "at_least", "estimate")}}
        for p in every["prices"]
    ]
    assert {p["post"] for p in told("prices", run, "--post", POST)["prices"]} == {POST}
    assert {p["cadre"] for p in told("prices", run, "--cadre", "C6")["prices"]} == {"C6"}


@pytest.mark.parametrize("words", [("why", POST), ("why-not", "C6", POST), ("why-not", "C1", POST), ("recommend", POST)])
def test_an_answer_is_judged_again_from_tables_and_its_price_by_a_second_engine(
    run: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "claim.json"
    file.write_text(ask(words[0], run, *words[1:], "--json"), "utf-8")
    assert told("verify", run, "--claim", file)["accepted"]
    again = told("verify", run, "--claim", file, "--again")
    assert again["accepted"] and all(finding["holds"] for finding in again["again"])
    assert bool(again["again"]) == (words[1] != "C1")


@pytest.mark.parametrize(
    "words",
    [
        ("backbone",),
        ("alternatives",),
        ("pareto", "--pair", "gap:cost"),
        ("inverse", "C6", POST),
    ],
)
def test_what_is_told_of_other_plans_is_judged_and_asked_again(run: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "claims.json"
    file.write_text(ask(words[0], run, *words[1:], "--json"), "utf-8")
    again = told("verify", run, "--claim", file, "--again")
    assert again["accepted"] and again["again"] and all(finding["holds"] for finding in again["again"])


def test_the_page_counts_the_claims_that_were_proved_again(run: Path, tmp_path: Path) -> None:
    file = tmp_path / "claims.json"
    file.write_text(ask("backbone", run, "--json"), "utf-8")
    again = told("verify", run, "--claim", file, "--again")
    page = flat(ask("verify", run, "--claim", file, "--again", "--lang", "en"))
    counts = re.findall(r"(\d+) claims that there is no such plan, or no better one: proved again by", page)
    assert sum(map(int, counts)) == len(again["again"]) > 0


def test_a_false_claim_of_other_plans_is_named_by_its_number(run: Path, tmp_path: Path) -> None:
    document, file = told("backbone", run), tmp_path / "false.json"
    asked = {"limits": [], "without": document["claims"][0]["asked"]["without"]}
    document["claims"][1] = {"claim": "noplan", "asked": asked, "proved_by": ["cp-sat"]}
    file.write_text(json.dumps(document), "utf-8")
    assert told("verify", run, "--claim", file)["accepted"]
    assert "Mục 2: highs bác bỏ" in ask("verify", run, "--claim", file, "--again", code=6)
    document["claims"][2] = {"claim": "witness", "asked": document["claims"][0]["asked"], "plan": {"stints": []}}
    file.write_text(json.dumps(document), "utf-8")
    assert "3: fill is worse" in ask("verify", run, "--claim", file, code=6)


def test_a_false_price_is_refused(run: Path, tmp_path: Path) -> None:
    document = told("why-not", run, "C6", POST)
    document["claim"]["prices"][2]["value"] -= 10
    (tmp_path / "false.json").write_text(json.dumps(document), "utf-8")
    page = ask("verify", run, "--claim", tmp_path / "false.json", code=6)
    assert "Lời giải thích sai" in page and "weakest_first.worst_k" in page


def test_an_answer_is_judged_with_no_solver_imported(run: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    (tmp_path / "claim.json").write_text(ask("why", run, POST, "--json"), "utf-8")
    script = (
        "import sys, json; from pathlib import Path; from optimizer.jobs import read_run;"
        "from optimizer.verify.claims import Basis, faults; from optimizer.verify.claim_kinds import from_json;"
        "run = read_run(Path(sys.argv[1])); claim = from_json(json.load(open(sys.argv[2]))['claim']);"
        "print(faults(Basis(run.case, run.plan, {s.tier: s.kept for s in run.certificate.steps}), claim));"
        "print([m for m in sys.modules if m.split('.')[0] in ('ortools', 'highspy')])"
    )
    words = [sys.executable, "-W", "ignore", "-c", script, str(run), str(tmp_path / "claim.json")]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "[]"]


def test_an_altered_run_answers_nothing(run: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(run, tmp_path / "copy"))
    with (copy / "plan.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    done = typed("why", copy, POST)
    assert done.returncode == 6 and "plan.csv" in done.stderr


@pytest.mark.parametrize(
    "words", [("why", "NOWHERE"), ("why", "VP-T"), ("why-not", "NOBODY", POST), ("prices", "--cadre", "NOBODY")]
)
def test_keys_that_are_not_there_are_usage_faults(run: Path, words: tuple[str, ...]) -> None:
    done = typed(words[0], run, *words[1:])
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_file_without_an_explanation_is_a_usage_fault(run: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.json").write_text("{}", "utf-8")
    assert typed("verify", run, "--claim", tmp_path / "empty.json").returncode == 2
