"""The commands about several plans of one job, as a user runs them."""

import io
import json
import shutil
import threading
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from optimizer.cli import app
from optimizer.commands import pareto
from optimizer.commands.alternatives import blocks
from optimizer.errors import UsageError
from optimizer.explain.alternatives import Portfolio, alternatives
from optimizer.explain.objectives import weighed
from optimizer.explain.pareto import fronts
from optimizer.words import Language
from tests.command_line import DATA
from tests.explain.near_runs import near_run, two_posts


def run(*words: object) -> Result:
    """One command in this process."""
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A run of the tiny case, and one in which C5, whom it sends, is banned from there."""
    folder = tmp_path_factory.mktemp("runs")
    case = Path(shutil.copytree(DATA / "tiny", folder / "case"))
    header = "decision_id,kind,cadre_id,post_id,decided_by,decided_on,reason\n"
    (case / "decisions.csv").write_text(header + "Q1,ban,C5,XA-CT,x,2021-09-01,x\n", encoding="utf-8")
    for source, name in ((DATA / "tiny", "first"), (case, "second")):
        assert run("plan", source, "--out", folder / name, "--json").exit_code == 0
    return folder / "first", folder / "second"


VI = [
    "C5: không còn được bố trí; trước: Chủ tịch UBND, Xã Nà Mẫu, luân chuyển, từ 01/10/2021, 60 tháng; Văn phòng Huyện ủy, "
    "vị trí bậc 8 dành sẵn (L-VP8).",
    "vì theo lần thứ hai, bố trí cũ trái D01: Trái quyết định Q1 đối với C5 [quyết định của cấp có thẩm quyền, ghi trong "
    "bảng decisions; A]",
    "chức danh cũ nay do C6 giữ",
    "điểm của người này ở bậc cuối: 12.323 → 0 (không còn «Phù hợp nhu cầu của xã 1000‰ trong 60 tháng»: -10.000; không còn "
    "«Nói được tiếng của dân 850‰ trong 60 tháng»: -4.250; không còn «Gánh nặng: mức khó khăn 70, 3 giờ đường, 60 tháng»: "
    "+1.350)",
]
EN = [
    "C6: is placed now: People's Committee chair, Xã Nà Mẫu, rotation, from 01/10/2021 for 60 months; Văn phòng Huyện ủy, "
    "reserved place of rank 8 (L-VP8).",
    "takes the new post in place of C5",
    "this person's points in the last tier: 0 → 2,104 (gains “Fits the commune's needs at 384‰ for 60 months”: +3,840; gains "
    "“Burden: hardship 70, 3 hours away, 60 months”: -1,350; gains “Cost 218,285,000 VND”: -436)",
]


def test_the_sentences_are_a_committees(runs: tuple[Path, Path]) -> None:
    vi, en = (json.loads(run("diff", *runs, "--json", "--lang", lang).stdout) for lang in ("vi", "en"))
    assert vi["changes"][0]["sentences"] == VI
    assert en["changes"][1]["sentences"] == EN


def test_the_effect_is_told_tier_by_tier_goal_by_goal_and_by_commune(runs: tuple[Path, Path]) -> None:
    done = run("diff", *runs, "--lang", "en")
    page = [" ".join(line.replace("│", " ").split()) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    for line in (
        "The second plan beside the first: 2 people are placed otherwise.",
        "Table decisions: 0 rows in the first run only, 1 in the second only.",
        "Both plans are judged by the data and the law of the second run.",
        "Weakest commune 115 211 worse by 96",
        "Needs of the teams -1,200 -3,600 worse by 2,400",
        "Calm -1,885 -1,844 better by 41",
        "Fill 0 0 unchanged",
        "Leadership gap of Xã Nà Mẫu: 0 → 211 (of 1000).",
    ):
        assert line in page, line


def test_the_figures_are_those_of_the_runs(runs: tuple[Path, Path]) -> None:
    told = json.loads(run("diff", *runs, "--json").stdout)
    manifests = [json.loads((folder / "manifest.json").read_text(encoding="utf-8")) for folder in runs]
    assert [[tier[side] for tier in told["tiers"]] for side in ("first", "second")] == [
        [tier["value"] for tier in manifest["tiers"]] for manifest in manifests
    ]
    back = json.loads(run("diff", *reversed(runs), "--json").stdout)
    assert [change["cadre_id"] for change in back["changes"]] == ["C5", "C6"]
    assert [tier["first"] for tier in back["tiers"]] == [tier["second"] for tier in told["tiers"]]


def test_a_run_beside_itself_does_not_differ(runs: tuple[Path, Path]) -> None:
    assert "không ai được bố trí khác đi" in run("diff", runs[0], runs[0]).stdout


def test_an_altered_run_is_refused(runs: tuple[Path, Path], tmp_path: Path) -> None:
    copy = Path(shutil.copytree(runs[0], tmp_path / "copy"))
    (copy / "plan.csv").write_bytes((copy / "plan.csv").read_bytes() + b"\n")
    assert "altered or missing: plan.csv" in str(run("diff", runs[1], copy).exception)


def page(done: Result) -> str:
    """What a command shows, on one line and without its tables' lines."""
    assert done.exit_code == 0, done.stdout
    return " ".join(done.stdout.replace("│", " ").split())


def test_the_backbone_is_told_stint_by_stint_with_its_proof(runs: tuple[Path, Path]) -> None:
    vi, en = (page(run("backbone", runs[0], "--lang", lang)) for lang in ("vi", "en"))
    assert "4 lượt bố trí: 4 có trong mọi phương án như vậy; 0 giữ nguyên người" in vi
    assert (
        "4 stints: 4 in every such plan; 0 keep the cadre in the post, other days are possible; 0 free; 0 not decided."
        in en
    )
    assert "Worth 16,765 1 ≥ 16,764" in en and "Xã yếu nhất 115 1 ≤ 116" in vi
    assert "có trong mọi phương án chứng chỉ" in vi and "in every plan" in en
    assert "bỏ lượt bố trí ấy thì không còn phương án nào như vậy" in vi


def test_the_room_may_be_given_in_percent(runs: tuple[Path, Path]) -> None:
    told = json.loads(run("backbone", runs[0], "--within", "10", "--json").stdout)
    assert [tier["tolerance"] for tier in told["within"]] == [1, 11, 11, 1676]
    assert [stint["fate"] for stint in told["stints"]] == ["fixed"] * 4 and told["decided"]


def test_where_no_other_plan_places_other_people_this_is_said_with_its_proof(runs: tuple[Path, Path]) -> None:
    vi, en = (page(run("alternatives", runs[0], "--lang", lang)) for lang in ("vi", "en"))
    assert "Không có phương án nào khác về người" in vi and "(cp-sat, highs chứng minh)" in vi
    assert "all such plans put the same cadres into the same posts (proved by cp-sat, highs)" in en
    told = json.loads(run("alternatives", runs[0], "--json").stdout)
    assert (told["alternatives"], told["distances"], told["proven"]) == ([], [[0]], True)


def test_alternatives_are_told_with_distances_and_trades() -> None:
    found = alternatives(near_run(two_posts(((80, 60, 90), (50, 70, 20))), percent=40), 1, 40.0)
    for lang, words in (("vi", ["PA 1: cách phương án gần nhất 4; không phương án nào xa hơn", "Phù hợp chức danh"]),
                        ("en", ["1 other plans about as good", "Distances between the plans", "Fit for the posts"])):  # fmt: skip
        told = shown(found, lang)
        assert all(word in told for word in words)
    rows = [line.split() for line in shown(found, "en").replace("│", " ").splitlines()]
    run_worth, gain = next((row[1], row[2]) for row in reversed(rows) if row[:1] == ["Worth"])
    other = found.alternatives[0].verdict
    assert (int(run_worth), int(gain)) == (
        found.verdict.value(other.tiers[-1]),
        other.value(other.tiers[-1]) - int(run_worth),
    )
    assert int(gain) < 0


def shown(found: Portfolio, lang: Language) -> str:
    """What the screen shows of alternatives."""
    console = Console(width=140, file=io.StringIO())
    for block in blocks(found, lang):
        console.print(block)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_the_front_is_told_point_by_point_with_its_proof_and_the_run_beside_it(runs: tuple[Path, Path]) -> None:
    vi, en = (page(run("pareto", runs[1], "--pair", "gap:moves", "--lang", lang)) for lang in ("vi", "en"))
    for words in (
        "Tổng chỉ số khoảng trống của các xã – Số lượt luân chuyển: 3 điểm, không điểm nào trội hơn điểm nào",
        "Kết quả 326 2 không điểm nào ở đây trội hơn",
        "Đã đủ: chứng minh được rằng không còn điểm nào khác.",
        "con người quyết định",
    ):
        assert words in vi, words
    for words in (
        "Sum of the communes' gap indices against Rotations: 3 points, none of which beats another",
        "The run 326 2 no point here beats it",
        "Complete: it is proven that there is no other point.",
    ):
        assert words in en, words


def test_the_front_as_data_has_plans_that_score_reads(runs: tuple[Path, Path]) -> None:
    told = json.loads(
        run("pareto", runs[0], "--pair", "cost:gap", "--pair", "gap:moves", "--points", "3", "--json").stdout
    )
    assert [front["objectives"] for front in told["fronts"]] == [["cost", "gap"], ["gap", "moves"]]
    assert told["proven"] and [front["complete"] for front in told["fronts"]] == [False, True]
    for front in told["fronts"]:
        values = [tuple(point["values"].values()) for point in front["points"]]
        assert values == sorted(values) and len(values) == 3
        assert all(point["at_least"] == point["values"] and point["proved_by"] for point in front["points"])
    cheapest = told["fronts"][0]["points"][0]
    assert cheapest["values"] == {"cost": 0, "gap": cheapest["measures"]["gap"]} and cheapest["goals"]["fill"] > 0
    assert {"cadre_id", "post_id", "start", "months", "landing"} == set(cheapest["plan"][0])


def test_an_open_front_says_what_is_open_and_ends_with_its_own_code(runs: tuple[Path, Path]) -> None:
    near, stop = near_run(two_posts(((80, 60, 90), (50, 70, 20)))), threading.Event()
    stop.set()
    found = fronts(weighed(near.case), near.plan, [("gap", "moves")], 3, 10.0, stop)
    told = {lang: " ".join(map(str, pareto.blocks(found, lang))) for lang in ("vi", "en")}
    assert "Hết thời gian trước khi tìm đủ" in told["vi"] and "The time ended before all were found" in told["en"]
    assert "«≥» nghĩa là" in told["vi"] and "“≥” says" in told["en"]
    (point,) = found[0].points
    assert point.values == (0, 2) and pareto.proof(found[0], point, "en") == "open: Rotations ≥ 0"
    assert run("pareto", runs[0], "--pair", "gap:burden", "--time-limit", "1", "--points", "50").exit_code == 10


@pytest.mark.parametrize("pair", ["gap", "gap:gap", "gap:fit", ":", "gap:moves:cost"])
def test_what_is_no_pair_is_refused_with_the_objectives_there_are(runs: tuple[Path, Path], pair: str) -> None:
    done = run("pareto", runs[0], "--pair", pair)
    assert isinstance(done.exception, UsageError)
    assert "two of gap, worst, burden, moves, cost" in done.exception.en


def test_who_gains_and_loses_by_other_goals_is_told_in_words(runs: tuple[Path, Path]) -> None:
    vi = page(run("target-audit", runs[0], "--goal", "thrift", "--goal", "burden_doubled", "--goal", "calm,fill"))
    en = page(run("target-audit", runs[0], "--goal", "thrift", "--lang", "en"))
    for words in (
        "2 trên 4 bố trí của kết quả (ai giữ chức danh nào) vẫn giữ nguyên theo mọi mục tiêu đã lập được phương án.",
        "Theo mục tiêu: lấp chức danh trống, rồi ít kinh phí nhất",
        "Xã Nà Mẫu 0 211 kém hơn 211",
        "Theo mục tiêu: gấp đôi trọng số «Gánh nặng của cán bộ» Không ai được bố trí khác đi.",
        "Theo mục tiêu: lần lượt: Ổn định; Lấp chức danh trống",
        "không bố trí 1.350 → 0",
    ):
        assert words in vi, words
    for words in (
        "By these goals: fill the posts, then the least money",
        "Xã Nà Mẫu 0 211 worse by 211",
        "3 of 4 placements of the run (a cadre in a post) stay by all the goals that gave a plan.",
        "not placed 1,350 → 0",
    ):
        assert words in en, words


def test_who_gains_and_loses_as_data_is_as_the_difference_of_two_runs_has_it(runs: tuple[Path, Path]) -> None:
    told = json.loads(run("target-audit", runs[0], "--goal", "thrift", "--json", "--lang", "en").stdout)
    (aim,) = told["aims"]
    assert (aim["aim"], aim["title"], aim["status"]) == ("thrift", "fill the posts, then the least money", "proven")
    assert aim["communes"] == [{"unit_id": "XA", "run": 0, "here": 211}]
    changes = {change["cadre_id"]: change for change in aim["differences"]["changes"]}
    assert {cadre: (change["chosen"], change["burden"]) for cadre, change in changes.items()} == {
        "C5": ([True, False], [1350, 0]),
        "C6": ([False, True], [0, 1350]),
    }
    cost = aim["differences"]["cost_vnd"]
    assert (cost["first"], cost["second"]) == (told["run"]["measures"]["cost"], aim["measures"]["cost"])
    assert cost["second"] < cost["first"]
    assert [kept["aims"] for kept in told["kept"]] == [["thrift"], ["thrift"], [], ["thrift"]]


def test_what_is_no_aim_is_refused_before_anything_is_solved(runs: tuple[Path, Path]) -> None:
    done = run("target-audit", runs[0], "--goal", "thrift", "--goal", "beauty")
    assert isinstance(done.exception, UsageError) and "“beauty” is neither a declared aim" in done.exception.en
