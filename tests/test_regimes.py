"""The comparison of regimes as a user runs it, on the tiny case and on one whose communes merge."""

import csv
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from optimizer.explain.plan_changes import moves, posts_apart
from optimizer.jobs import load_case
from optimizer.plan import Move, Stint, make_plan
from optimizer.report.as_if import as_if_facts, as_if_lines
from tests.command_line import DATA, run

AN, BINH = (Stint(cadre, "P1", date(2021, 10, 1), 36) for cadre in ("AN", "BINH"))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The comparison of the tiny case as data, with its CSV under `csv`."""
    out = tmp_path_factory.mktemp("pairs") / "pairs.csv"
    done = run("regimes", DATA / "tiny", "--json", "--out", out)
    assert done.returncode == 0, done.stderr
    rows = csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines())
    return {**json.loads(done.stdout), "csv": list(rows)}


@pytest.fixture(scope="module")
def merging(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny case in which both communes become one on 01/07/2025."""
    case = Path(shutil.copytree(DATA / "tiny", tmp_path_factory.mktemp("merging") / "case"))
    rows = list(csv.DictReader((case / "units.csv").read_text(encoding="utf-8").splitlines()))
    new = {**rows[-1], "unit_id": "XN", "name": "Xã Mẫu Mới", "parent_id": "TINH", "valid_from": "2025-07-01",
           "valid_to": ""}  # fmt: skip
    rows = [{**row, **({"valid_to": "2025-06-30", "successor_id": "XN"} if row["unit_id"] in ("XA", "XB") else {})}
            for row in [*rows, new]]  # fmt: skip
    with (case / "units.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, [*rows[0], "successor_id"])
        out.writeheader()
        out.writerows(rows)
    return case


def test_every_regime_is_planned_and_the_day_of_its_law_is_told(told: dict[str, Any]) -> None:
    worlds = [(w["regime"], w["law_date"], w["planning_day"], w["as_if"], w["status"]) for w in told["worlds"]]
    assert worlds == [
        ("2017", "2021-10-01", "2021-10-01", False, "proven"),
        ("2022", "2022-04-28", "2021-10-01", True, "proven"),
        ("2025", "2025-07-01", "2021-10-01", True, "proven"),
    ]
    assert told["proven"]
    assert all(tier["gap"] == 0 for world in told["worlds"] for tier in world["tiers"])


def test_each_pair_stands_with_rule_source_cause_and_sentence_in_json_and_csv(told: dict[str, Any]) -> None:
    assert [(step["from"], step["to"], step["newly"], step["no_longer"]) for step in told["steps"]] == [
        ("2017", "2022", 0, 0),
        ("2022", "2025", 0, 1),
    ]
    (pair,) = told["steps"][1]["pairs"]
    assert (pair["cadre_id"], pair["post_id"], pair["change"]) == ("C9", "XA-CT", "no_longer")
    (refusal,) = pair["refusals"]
    assert (refusal["rule"], refusal["source"], refusal["mark"]) == ("C17", "giả định của chương trình", "A")
    assert [(cause["kind"], cause["modes"]) for cause in refusal["causes"]] == [("mode", ["hard", "soft"])]
    (row,) = told["csv"]
    assert (row["cadre_id"], row["rule"], row["cause"], row["sentence"]) == ("C9", "C17", "mode", pair["sentence"])


def test_all_that_differs_in_the_law_is_listed_for_each_step(told: dict[str, Any]) -> None:
    for step in told["steps"]:
        assert all(row["before"] != row["after"] for row in [*step["parameters"], *step["modes"]])
    sources = next(p for p in told["steps"][1]["parameters"] if p["key"] == "rotation_source_levels")
    assert (sources["before"]["value"], sources["after"]["value"]) == (["province", "district"], ["province", "commune"])
    assert [row["rule"] for row in told["steps"][1]["modes"]] == ["C17"]


def test_the_plans_differ_by_the_cadres_and_posts_that_are_told(told: dict[str, Any]) -> None:
    plans = {w["world"]: {(s["cadre_id"], s["post_id"]) for s in w["stints"]} for w in told["worlds"]}
    for step in told["steps"]:
        before, after = plans[step["from"]], plans[step["to"]]
        gone = {move["cadre_id"] for move in step["moves"] if move["after"] is None}
        come = {move["cadre_id"] for move in step["moves"] if move["before"] is None}
        assert gone == {c for c, _ in before} - {c for c, _ in after}
        assert come == {c for c, _ in after} - {c for c, _ in before}
    for post, taken in told["posts_filled_otherwise"].items():
        for world, stints in taken.items():
            assert {s["cadre_id"] for s in stints} == {cadre for cadre, p in plans[world] if p == post}


def test_the_screen_says_the_clamped_day_the_counts_and_the_caveats_in_both_languages() -> None:
    vi, en = (run("regimes", DATA / "tiny", "--lang", lang) for lang in ("vi", "en"))
    assert vi.returncode == en.returncode == 0
    assert "pháp luật lấy tại ngày 28/04/2022, ngày đầu tiên chế độ này có hiệu lực" in " ".join(vi.stdout.split())
    assert "the law is that of 01/07/2025, the regime's first day" in " ".join(en.stdout.split())
    assert "không còn đủ" in vi.stdout
    assert "no longer" in en.stdout
    assert "--map-units" in vi.stdout


def test_a_plan_under_another_regime_says_so_on_the_screen_in_json_and_in_the_run(tmp_path: Path) -> None:
    done = run("plan", DATA / "tiny", "--regime", "2025", "--out", tmp_path / "run", "--json")
    law = json.loads(done.stdout)["law"]
    assert (law["regime"], law["law_date"], law["own_regime"], law["as_if"]) == ("2025", "2025-07-01", "2017", True)
    manifest = json.loads((tmp_path / "run" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["regime"], manifest["law_date"], manifest["planning_day"]) == ("2025", "2025-07-01", "2021-10-01")
    assert "như thể theo chế độ 2025" in (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert "as if" in (tmp_path / "run" / "report.en.html").read_text(encoding="utf-8").lower()
    assert run("verify", tmp_path / "run").returncode == 0
    own = run("plan", DATA / "tiny", "--out", tmp_path / "own")
    assert "Giả định" not in own.stdout


def test_under_an_older_regime_the_last_day_is_taken_and_units_that_did_not_exist_are_told() -> None:
    case = load_case(DATA / "dien_bien_2026", "2017")
    law = as_if_facts(case)
    assert (law["law_date"], law["planning_day"], law["as_if"]) == ("2022-04-27", "2026-05-01", True)
    first, second = as_if_lines(case, "en")
    assert "the law is that of 27/04/2022, the regime's last day" in first
    assert second.startswith("66 units in which posts or cadres stand did not exist yet on 27/04/2022")


def test_eligibility_under_another_regime_says_so_on_the_screen_and_in_json() -> None:
    words = ["eligibility", DATA / "tiny", "--cadre", "C9", "--regime", "2022"]
    told = json.loads(run(*words, "--json").stdout)
    assert (told["law"]["law_date"], told["law"]["planning_day"]) == ("2022-04-28", "2021-10-01")
    assert {row["cadre_id"] for row in told["pairs"]} == {"C9"}
    assert "như thể theo chế độ 2022" in run(*words).stdout


def test_outside_the_validity_of_its_own_regime_a_case_is_still_refused(tmp_path: Path) -> None:
    case = Path(shutil.copytree(DATA / "tiny", tmp_path / "case"))
    settings = (case / "case.toml").read_text(encoding="utf-8").replace('regime = "2017"', 'regime = "2022"')
    (case / "case.toml").write_text(settings, encoding="utf-8")
    for words in (["plan", case], ["plan", case, "--regime", "2017"], ["regimes", case]):
        done = run(*words)
        assert done.returncode == 3
        assert "outside the validity" in done.stdout


def test_merged_communes_are_shown_planned_and_verified_again(merging: Path, tmp_path: Path) -> None:
    words = ["plan", merging, "--regime", "2025", "--map-units", "--out", tmp_path / "run"]
    done = run(*words)
    assert done.returncode == 0, done.stderr
    assert "Xã Mẫu Mới (XN)" in done.stdout
    manifest = json.loads((tmp_path / "run" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["units_mapped"]
    assert {(*change["old"], change["new"]) for change in manifest["unit_changes"] if change["what"] == "unit"} == {
        ("XA", "XN"), ("XB", "XN"),
    }  # fmt: skip
    page = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert "Đơn vị được thay bằng đơn vị kế thừa" in page
    assert "XA-BT đang có người giữ, trùng với XB-BT" in page or "XB-BT đang có người giữ, trùng với XA-BT" in page
    assert run("verify", tmp_path / "run").returncode == 0


def test_the_merger_is_a_step_of_its_own_beside_the_same_regime(merging: Path) -> None:
    done = run("regimes", merging, "--map-units", "--json")
    told = json.loads(done.stdout)
    assert [w["units_mapped"] for w in told["worlds"]] == [False, False, False, True]
    assert [w["key_posts"] for w in told["worlds"]] == [4, 4, 4, 2]
    merger = told["steps"][-1]
    assert (merger["from"], merger["to"]) == ("2025", "2025 (đơn vị kế thừa)")
    assert merger["parameters"] == merger["modes"] == []
    assert merger["pairs_in_first_only"] > 0
    assert {cause["kind"] for pair in merger["pairs"] for r in pair["refusals"] for cause in r["causes"]} <= {"units"}


def test_where_nothing_can_be_replaced_the_screen_says_so() -> None:
    done = run("regimes", DATA / "tiny", "--map-units")
    assert "Không có đơn vị nào" in done.stdout


def test_moves_are_those_that_differ() -> None:
    later = AN._replace(start=date(2022, 10, 1))
    assert moves(make_plan([AN], []), make_plan([AN], [])) == ()
    assert moves(make_plan([AN], []), make_plan([later], [])) == (Move("AN", AN, later),)
    assert moves(make_plan([AN], []), make_plan([BINH], [])) == (Move("AN", AN, None), Move("BINH", None, BINH))
    assert posts_apart([make_plan([AN], []), make_plan([AN], []), make_plan([], [])]) == {"P1": ((AN,), (AN,), ())}
    assert posts_apart([make_plan([AN], []), make_plan([AN], [])]) == {}
