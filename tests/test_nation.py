"""A nation: its links by rows and by definition, its plan, its certificate, and what is refused."""

import json
import random
import re
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from optimizer.case import Case
from optimizer.cli import app
from optimizer.costs import running_costs
from optimizer.errors import UsageError
from optimizer.io.nation import read_nation
from optimizer.jobs import load_case
from optimizer.model import Model, build
from optimizer.nation import Part, Share, part_of, rooms, taken_of, takings, within
from optimizer.nation_jobs import centre_cadres, province_case, recheck_nation
from optimizer.national_planning import LaidOut, make_bid, settle
from optimizer.plan import Plan
from optimizer.rules.tiers import tiers
from optimizer.solve import cpsat
from optimizer.solve.params import DEFAULT
from optimizer.solve.sharing import bid
from optimizer.verify.certificate import Rung
from optimizer.verify.nation import beyond_share, link_breaches
from optimizer.verify.prices import as_prices, priced
from tests.nations import with_money, write_nation
from tests.programs import in_one

DATA = Path(__file__).parents[1] / "data"
ENOUGH_VND = 4_000_000_000
Nation = tuple[dict[str, Case], dict[str, Model], list[Part], frozenset[str], dict[int, int]]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A nation of three provinces."""
    return write_nation(tmp_path_factory.mktemp("nation"), 3)


def laid_out(path: Path) -> Nation:
    """Cases, models and parts of a nation, the cadres of its centre and its budget."""
    nation = read_nation(path)
    centre = centre_cadres(path, nation)
    cases = {p.folder: province_case(path, nation, p.folder) for p in nation.provinces}
    models = {folder: build(case) for folder, case in cases.items()}
    parts = [part_of(folder, model, centre, nation.budget_vnd) for folder, model in models.items()]
    return cases, models, parts, centre, nation.budget_vnd


@pytest.fixture(scope="module")
def nation(path: Path) -> Nation:
    """The nation laid out."""
    return laid_out(path)


@pytest.fixture(scope="module")
def run(path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The run that the command makes of the nation, and its manifest."""
    return planned(path, tmp_path_factory.mktemp("run") / "run")


@pytest.fixture(scope="module")
def poor_path(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same nation with so little money that it has a price."""
    return with_money(shutil.copytree(path, tmp_path_factory.mktemp("poor") / "nation"), 60_000_000)


@pytest.fixture(scope="module")
def poor_run(poor_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The run that the command makes of the poor nation, and its manifest."""
    return planned(poor_path, tmp_path_factory.mktemp("poor_run") / "run")


def planned(path: Path, out: Path) -> tuple[Path, dict[str, Any]]:
    """The run that the command makes of a nation, and its manifest, which says what is printed."""
    ended = CliRunner().invoke(app, ["nation", str(path), "--out", str(out), "--time-limit", "10", "--json"])
    assert ended.exit_code in (0, 10), ended.output
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    shown = json.loads(ended.stdout)["tiers"]
    assert [(t["tier"], t["value"], t["certified"]) for t in shown] == [
        (t["name"], t["value"], t["certified"]) for t in told["tiers"]
    ]
    return out, told


def drawn(parts: list[Part], centre: frozenset[str], seed: int) -> list[np.ndarray]:
    """For each part some stints of the centre's cadres and of its own, drawn; few, so that many draws keep every link."""
    draw = random.Random(seed)
    chosen = []
    for part in parts:
        x = np.zeros(len(part.program.columns), dtype=np.int64)
        theirs = np.flatnonzero(part.stints["cadre_id"].isin(centre))
        ours = np.arange(len(part.stints))
        x[draw.sample(list(theirs), min(len(theirs), draw.randint(0, 4)))] = 1
        x[draw.sample(list(ours), draw.randint(0, 6))] = 1
        chosen.append(x)
    return chosen


@pytest.mark.parametrize("money", [300_000_000, ENOUGH_VND])
def test_the_linking_rows_and_the_definition_refuse_the_same_plans(path: Path, tmp_path: Path, money: int) -> None:
    cases, models, parts, centre, budget = laid_out(with_money(shutil.copytree(path, tmp_path / "n"), money))
    room = rooms([part.links for part in parts], budget)
    seen = set()
    for seed in range(60):
        xs = drawn(parts, centre, seed)
        used = room.assign(used=0).set_index(["rule", "place"])
        for part, x in zip(parts, xs, strict=True):
            taken = part.links.assign(used=part.taken @ x).set_index(["rule", "place"])["used"]
            used["used"] = used["used"].add(taken, fill_value=0)
        over = {rule for (rule, _), row in used.iterrows() if row["used"] > row["room"]}
        plans = [models[part.folder].plan(x) for part, x in zip(parts, xs, strict=True)]
        took = [takings(cases[part.folder], plan, centre) for part, plan in zip(parts, plans, strict=True)]
        found = {breach.rule for breach in link_breaches(next(iter(cases.values())), took, centre, budget)}
        assert over == found
        seen |= found | ({"none"} if not found else set())
    assert seen >= {"C01", "none"} and ("C25" in seen) == (money < ENOUGH_VND)


def test_no_plan_of_the_nation_beats_the_certified_bound_and_ours_is_no_better_than_the_best(
    nation: Nation, run: tuple[Path, dict[str, Any]]
) -> None:
    best, told = best_of_all(nation), run[1]["tiers"]
    assert told[0]["certified"] <= best <= told[0]["value"]
    assert [tier["certified"] for tier in told[1:]] == [None] * 3


def best_of_all(nation: Nation) -> int:
    """The first tier's best value over all plans of a nation, from one program of all its parts, by an engine."""
    cases, _, parts, _, budget = nation
    room, tier = rooms([part.links for part in parts], budget), tiers(next(iter(cases.values())))[0]
    names = pd.MultiIndex.from_frame(room[["rule", "place"]])
    program = in_one([part.program for part in parts], [taken_of(part, names) for part in parts], room["room"].to_numpy())
    points = np.concatenate([Rung(part.program).points(tier) for part in parts])
    best = cpsat.minimise(program, points, None, 60, threading.Event(), lambda *_: None)
    assert best.value is not None and best.bound == best.value
    return sum(Rung(part.program).offset(tier) for part in parts) - tier.sense * best.value


def test_the_run_of_a_nation_is_verified_from_its_files(run: tuple[Path, dict[str, Any]]) -> None:
    folder, _ = run
    assert CliRunner().invoke(app, ["verify", str(folder)]).exit_code == 0
    assert {p.name for p in folder.iterdir()} >= {
        "P01",
        "P02",
        "P03",
        "provinces.csv",
        "certificate.json",
        "manifest.json",
    }
    plans = "".join((folder / f"P0{n}" / "plan.csv").read_text(encoding="utf-8") for n in (1, 2, 3))
    sent = re.findall(r"(?m)^CB00\d+", plans)
    assert sent and len(sent) == len(set(sent))


def test_no_plan_within_its_share_beats_the_bound_of_a_province(nation: Nation, run: tuple[Path, dict[str, Any]]) -> None:
    cases, _, parts, centre, _ = nation
    tier, bounds = tiers(next(iter(cases.values())))[0], []
    for part in parts:
        told = run[1]["provinces"][part.folder]
        money = {int(year): vnd for year, vnd in told["share"]["money"].items()}
        rung = Rung(within(part, Share(frozenset(told["share"]["cadres"]), money), centre))
        best = cpsat.minimise(rung.program, rung.points(tier), None, 60, threading.Event(), lambda *_: None)
        assert best.value is not None and best.bound == best.value
        certified, reached = told["tiers"][0]["certified"], told["tiers"][0]["value"]
        assert certified <= rung.value(tier, best.value) <= reached
        bounds.append(certified)
    assert sum(bounds) == run[1]["tiers"][0]["within_shares"] >= run[1]["tiers"][0]["certified"] > 0
    assert {len(run[1]["provinces"][part.folder]["share"]["cadres"]) for part in parts} != {0}


@pytest.mark.parametrize(
    "what",
    ["bolder", "more money", "fewer cadres", "no share", "a list", "multipliers", "a word", "no bound", "a tier less"],
)
def test_a_province_that_claims_more_than_its_certificate_shows_is_refused(
    run: tuple[Path, dict[str, Any]], tmp_path: Path, what: str
) -> None:
    folder = next(f for f, told in run[1]["provinces"].items() if told["share"]["cadres"])

    def change(text: str) -> str:
        told = json.loads(text)
        province = told["provinces"][folder]
        match what:
            case "bolder":
                province["tiers"][0]["certified"] += 1
            case "more money":
                province["share"]["money"] = {year: vnd + 1 for year, vnd in province["share"]["money"].items()}
            case "fewer cadres":
                province["share"]["cadres"] = province["share"]["cadres"][1:]
            case "no share":
                del province["share"]
            case "a word":
                province["tiers"][1]["certified"] = "many"
            case "no bound":
                del province["tiers"][1]["certified"]
            case "a tier less":
                del province["tiers"][-1]
            case "a list":
                told["provinces"] = list(told["provinces"].values())
        return json.dumps(told)

    def doubled(text: str) -> str:
        told = json.loads(text)
        told["steps"][0]["numerators"] = [2 * n for n in told["steps"][0]["numerators"]]
        return json.dumps(told)

    name = f"{folder}/certificate.json" if what == "multipliers" else "manifest.json"
    refused = recheck_nation(altered(run[0], tmp_path / "run", name, doubled if what == "multipliers" else change))
    unreadable = ("no share", "a list", "a word", "no bound")
    assert refused and (what in unreadable or refused[0].startswith(folder)), refused


def altered(run: Path, to: Path, name: str, change: Callable[[str], str]) -> Path:
    """A copy of a run with a file changed and the manifest's hash with it."""
    from optimizer.io.runs import sha256

    copy = shutil.copytree(run, to)
    content = change((copy / name).read_text(encoding="utf-8"))
    (copy / name).write_text(content, encoding="utf-8")
    if name != "manifest.json":
        manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
        manifest["outputs"][name] = sha256(content.encode())
        (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    "what",
    ["bolder", "bolder in shares", "a bound beyond the first", "more at the prices", "dearer", "below nothing",
     "beyond all numbers", "a price of no link", "one more price of no link", "twice one price", "no prices", "multipliers", "a lost stint"],
)  # fmt: skip
def test_a_nation_that_claims_more_than_its_certificates_show_is_refused(
    poor_run: tuple[Path, dict[str, Any]], tmp_path: Path, what: str
) -> None:
    run, first = (
        poor_run,
        next(p for p in ("P01", "P02", "P03") if (poor_run[0] / p / "plan.csv").read_bytes().count(b"\n") > 1),
    )

    def manifest(told: dict[str, Any]) -> None:
        match what:
            case "bolder":
                told["tiers"][0]["certified"] += 1
            case "bolder in shares":
                told["tiers"][1]["within_shares"] += 1
            case "a bound beyond the first":
                told["tiers"][1]["certified"] = 0

    def certificate(told: dict[str, Any]) -> None:
        match what:
            case "more at the prices":
                told["least"]["P02"] += 1
            case "dearer":
                told["prices"][0]["numerator"] += 1
            case "below nothing":
                told["prices"][0]["numerator"] *= -1
            case "beyond all numbers":
                told["prices"][0]["exponent"] = 160
            case "one more price of no link":
                told["prices"].append({"rule": "C01", "place": "CB9999", "numerator": 1, "exponent": 0})
            case "a price of no link":
                told["prices"][0]["place"] = "CB9999"
            case "twice one price":
                told["prices"] += told["prices"][:1]
            case "no prices":
                del told["prices"]

    def doubled(told: dict[str, Any]) -> None:
        told["steps"][0]["numerators"] = [2 * n for n in told["steps"][0]["numerators"]]

    def through(change: Callable[[dict[str, Any]], None]) -> Callable[[str], str]:
        def changed(text: str) -> str:
            told = json.loads(text)
            change(told)
            return json.dumps(told)

        return changed

    name, change = {
        "bolder": ("manifest.json", through(manifest)),
        "bolder in shares": ("manifest.json", through(manifest)),
        "a bound beyond the first": ("manifest.json", through(manifest)),
        "multipliers": ("P02/certificate_at_prices.json", through(doubled)),
        "a lost stint": (f"{first}/plan.csv", lambda text: "\n".join(text.splitlines()[:-1]) + "\n"),
    }.get(what, ("certificate.json", through(certificate)))
    assert recheck_nation(altered(run[0], tmp_path / "run", name, change))


@pytest.mark.parametrize("lacking", ["inputs", "outputs", "tiers", "provinces"])
def test_a_run_whose_manifest_lacks_what_the_checker_asks_is_refused_in_words(
    run: tuple[Path, dict[str, Any]], tmp_path: Path, lacking: str
) -> None:
    def without(text: str) -> str:
        return json.dumps({key: value for key, value in json.loads(text).items() if key != lacking})

    assert recheck_nation(altered(run[0], tmp_path / "run", "manifest.json", without))


def test_one_cadre_sent_to_two_provinces_breaks_c01(nation: Nation) -> None:
    cases, models, parts, centre, budget = nation
    case = next(iter(cases.values()))
    shared = set.intersection(*({*p.stints["cadre_id"]} & centre for p in parts[:2]))
    cadre = min(shared)
    took = []
    for part in parts[:2]:
        x = np.zeros(len(part.program.columns), dtype=np.int64)
        x[np.flatnonzero(part.stints["cadre_id"] == cadre)[0]] = 1
        took.append(takings(cases[part.folder], models[part.folder].plan(x), centre))
    assert [b.place for b in link_breaches(case, took, centre, budget) if b.rule == "C01"] == [cadre]
    assert not [b for b in link_breaches(case, took[:1], centre, budget) if b.rule == "C01"]


def test_the_last_dong_of_the_nations_money_counts(nation: Nation) -> None:
    cases, _, _, centre, _ = nation
    took = [replace(takings(cases["P01"], Plan(), centre), cost_vnd={2026: 1_000_000})]
    for cap, broken in ((1_000_000, []), (999_999, ["C25"])):
        assert [b.rule for b in link_breaches(cases["P01"], took, centre, {2026: cap})] == broken


def test_what_rotations_that_run_on_cost_in_every_province_is_no_longer_there_to_spend() -> None:
    case = load_case(DATA / "muong_nhe_2021")
    budget = dict.fromkeys(running_costs(case), 900_000_000)
    part = part_of("P01", build(case), frozenset(), budget)
    for parts in (1, 2):
        room = rooms([part.links] * parts, budget).set_index("place")["room"].to_dict()
        assert room == {str(year): 900_000_000 - parts * cost for year, cost in running_costs(case).items()}
    took = takings(case, Plan(), frozenset())
    for cap, broken in ((2 * 38_048_640, []), (2 * 38_048_640 - 1, ["C25"])):
        assert [b.rule for b in link_breaches(case, [took, took], frozenset(), {2021: cap})] == broken


def test_a_nation_that_lacks_a_folder_or_a_word_is_refused_in_words(path: Path, tmp_path: Path) -> None:
    lacking = shutil.copytree(path, tmp_path / "a")
    shutil.rmtree(lacking / "P02")
    with pytest.raises(UsageError, match="P02"):
        read_nation(lacking)
    wordless = shutil.copytree(path, tmp_path / "b")
    told = (wordless / "nation.toml").read_text(encoding="utf-8")
    (wordless / "nation.toml").write_text(told.replace("centre = ", "center = ", 1), encoding="utf-8")
    with pytest.raises(UsageError, match="centre"):
        read_nation(wordless)
    with pytest.raises(UsageError, match=r"nation\.toml"):
        read_nation(tmp_path)


def test_no_plan_that_spends_no_more_than_a_bid_fills_more_and_dearer_money_is_spent_less(nation: Nation) -> None:
    cases, _, parts, centre, _ = nation
    tier, spent = tiers(next(iter(cases.values())))[0], []
    for price in (1e-6, 3e-5, 1e-1):
        prices = as_prices(pd.MultiIndex.from_tuples([("C25", "2026")]), np.array([price]))
        spent.append(0)
        for part in parts:
            program = within(part, Share(centre, {}), centre)
            x = bid(priced(replace(part, program=program), tier, prices), tier, DEFAULT)
            assert x is not None and program.admits(x)
            paid = int(part.money(2026) @ x)
            rung = Rung(within(part, Share(centre, {2026: paid}), centre))
            best = cpsat.minimise(rung.program, rung.points(tier), None, 60, threading.Event(), lambda *_: None)
            assert best.value is not None and best.bound == best.value == int(Rung(program).points(tier) @ x)
            spent[-1] += paid
    assert spent[0] >= spent[1] > spent[2] == 0


def test_where_money_binds_the_shares_of_the_bids_are_what_all_may_spend_and_the_run_is_verified(
    poor_path: Path, poor_run: tuple[Path, dict[str, Any]]
) -> None:
    out, told = poor_run
    _, _, parts, _, budget = laid_out(poor_path)
    room = int(rooms([part.links for part in parts], budget).set_index("rule").loc["C25", "room"])
    given = {folder: province["share"]["money"]["2026"] for folder, province in told["provinces"].items()}
    assert sum(given.values()) == room == 60_000_000 and told["seconds"]["bid"] > 0
    assert sum(province["tiers"][0]["value"] for province in told["provinces"].values()) == told["tiers"][0]["value"]
    assert not recheck_nation(out)


def test_the_bound_for_any_sharing_counts_what_all_the_money_is_worth(
    poor_path: Path, poor_run: tuple[Path, dict[str, Any]], run: tuple[Path, dict[str, Any]]
) -> None:
    told, best = poor_run[1]["tiers"][0], best_of_all(laid_out(poor_path))
    assert run[1]["tiers"][0]["value"] < told["certified"] <= best <= told["value"]
    prices = json.loads((poor_run[0] / "certificate.json").read_text(encoding="utf-8"))["prices"]
    assert ("C25", "2026") in {(price["rule"], price["place"]) for price in prices}


def test_a_bid_that_spends_more_than_the_share_is_no_plan_to_begin_with(nation: Nation) -> None:
    cases, models, parts, centre, _ = nation
    cheap = as_prices(pd.MultiIndex.from_tuples([("C25", "2026")]), np.array([1e-6]))
    compared = 0
    for part in parts:
        laid = LaidOut(models[part.folder], part)
        bidden = make_bid(centre, cheap, DEFAULT, laid, Share(centre, {2026: 0}))
        less = Share(centre, {2026: bidden.spent[2026] // 2})
        if less.money[2026]:
            settled = settle(centre, replace(DEFAULT, seconds=8.0), laid, less, bidden)
            assert not beyond_share(cases[part.folder], less, settled.taken)
            compared += 1
    assert compared
