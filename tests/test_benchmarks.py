"""The benchmarks run: each spec in tiny, by every engine that is installed, and the page made from the lines."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from benchmarks.assignment import Assignment, assignment, flow
from benchmarks.engines import PEERS, missing
from benchmarks.page import page
from benchmarks.peers import drawn
from benchmarks.plots import exponent
from benchmarks.specs import SPECS
from benchmarks.specs import smoke as tiny
from optimizer.program import FREE, Program
from optimizer.rules.tiers import tiers
from optimizer.verify.certificate import Rung

ROOT = Path(__file__).parents[1]
ALWAYS = ("ours", "cp-sat default", "cp-sat linear", "highs", "cbc", "cp-sat term by term")
OPTIONAL = ("cpmpy", "timefold")


@pytest.fixture(scope="module")
def smoke(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, Any]], Path]:
    out = tmp_path_factory.mktemp("bench")
    command = [sys.executable, "-m", "benchmarks.peers", "--smoke", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()], out


def of(lines: list[dict[str, Any]], spec: str, engine: str) -> dict[str, Any]:
    (found,) = [line for line in lines if line.get("spec") == spec and line["engine"] == engine]
    return found


def test_each_spec_is_measured_by_our_route_and_each_peer_that_is_installed(smoke: Any) -> None:
    lines, _ = smoke
    for spec in SPECS:
        for engine in ("build", *(ALWAYS if spec.peers else ("ours",))):
            line = of(lines, spec.name, engine)
            assert line["seconds"] > 0 and line["rss_mb"] > 50
            for value, bound in line.get("tiers", []):
                assert value is None or bound is None or value >= bound, "a bound beyond the value"
        assert of(lines, spec.name, "ours")["tiers"], "no plan"


def test_a_peer_that_is_not_installed_says_so_in_one_line(smoke: Any) -> None:
    lines, out = smoke
    absent = {line["missing"]: line["why"] for line in lines if "missing" in line}
    measured = {line["engine"] for line in lines if "engine" in line}
    assert {*absent} | (measured & {*OPTIONAL}) == {*OPTIONAL} and not {*absent} & measured
    text = (out / "benchmarks.md").read_text(encoding="utf-8")
    assert all(text.count(f"Left out: {name}, {why}.") == 1 for name, why in absent.items())


def test_engines_that_prove_the_first_tier_prove_the_same_value_and_the_flow_is_a_bound(smoke: Any) -> None:
    lines, _ = smoke
    for spec in (spec for spec in SPECS if spec.peers):
        fills = [of(lines, spec.name, engine)["tiers"][0] for engine in ALWAYS]
        proven = {value for value, bound in fills if value is not None and value == bound}
        assert len(proven) <= 1
        if spec.months == 12:
            assert of(lines, spec.name, "flow")["assigned"][0] <= min(value for value, _ in fills if value is not None)


def test_every_certificate_is_checked_and_holds(smoke: Any) -> None:
    lines, _ = smoke
    for spec in SPECS:
        assert of(lines, spec.name, "check")["faults"] == []


def test_the_page_has_every_section_and_its_pictures_are_drawn(smoke: Any) -> None:
    lines, out = smoke
    text = (out / "benchmarks.md").read_text(encoding="utf-8")
    wanted = [f"## {spec.name}\n" for spec in SPECS if spec.peers]
    wanted += ["### district, 1 period: the assignment alone", "## Building and checking", "## Time over size"]
    for title in [*wanted, "## Gap over time"]:
        assert text.count(title) == 1, title
    for spec in SPECS:
        assert text.count(f"| {spec.name} |") == 1
    for name in ("benchmarks-growth.svg", "benchmarks-gap.svg"):
        assert f"({name})" in text
        assert ET.parse(out / name).getroot().tag.endswith("svg")
    assert page(lines) == text


def test_a_peer_of_fewer_seeds_is_not_shown_as_a_median_over_all() -> None:
    base = {"spec": SPECS[0].name, "columns": 9, "rows": 9, "terms": 9, "posts": 9, "seconds": 1.0, "rss_mb": 60}
    lines = [{**base, "seed": s, "engine": "ours", "tiers": [[s, 0]] * 4} for s in (1, 2, 3)]
    lines.append({**base, "seed": 1, "engine": "cpmpy", "tiers": [[7, 5], [None, 1]]})
    text = page(lines)
    assert "| ours | 1.00 | 60 | 2 (2) | 2 (2) | 2 (2) | 2 (2) |" in text
    assert "| cpmpy (seed 1) | 1.00 | 60 | 7 (2) | – | – | – |" in text


def test_the_flow_takes_the_least_fill_first_and_then_the_least_worth() -> None:
    rows = [(0, 0, -10, 5), (0, 1, -10, 1), (1, 0, -10, 1), (1, 1, -9, -90), (2, 1, -3, -99)]
    options = pd.DataFrame(rows, columns=["cadre_ix", "post_ix", "fill", "worth"])
    told = Assignment(options, 30, 0)
    assert flow(told) == told.taken(np.array([1, 2])) == (10, 2)


def test_the_exponent_is_the_slope_of_the_logarithms_and_needs_three_sizes() -> None:
    rows = [{"posts": n, "seconds": 0.001 * n**1.5} for n in (10, 40, 90)]
    assert exponent(rows) == pytest.approx(1.5)
    assert exponent(rows[:2]) is None


@pytest.mark.parametrize("engine", [name for name in PEERS if not missing(name)])
def test_each_peer_keeps_both_sides_of_every_row_and_proves_the_optimum(engine: str) -> None:
    columns = pd.DataFrame({"name": list("abcd"), "upper": [1, 1, 1, 3]})
    rows = pd.DataFrame(
        {"rule": "r", "place": list("pqr"), "lower": [-FREE, 1, 2], "upper": [1, FREE, 2]},
    )
    terms = sparse.csr_matrix(np.array([[1, 1, 0, 0], [0, 0, 1, 1], [-1, 0, 2, 1]], dtype=np.int64))
    program, points = Program(columns, rows, terms, {}, {}, 3), np.array([-5, -3, 1, 2])
    every = [np.array(x) for x in np.ndindex(2, 2, 2, 4)]
    least = min(int(points @ x) for x in every if program.admits(x))
    x, bound = PEERS[engine](program, points, None, 5.0)
    assert x is not None and program.admits(x) and int(points @ x) == bound == least


def test_where_nobody_moves_the_assignment_counts_the_vacancies_that_there_are() -> None:
    model, _ = drawn(tiny(SPECS[0]), 1)
    told, program = assignment(model), model.program
    assert told is not None
    rows = program.rows[program.rows["rule"] == "vacant"]
    empty, held = (rows.loc[rows["lower"] == lower, "place"] for lower in (1, 0))
    posts, cadres = model.case.posts.iloc[told.options["post_ix"]], model.case.cadres.iloc[told.options["cadre_ix"]]
    staying = (posts["incumbent_id"].to_numpy() == cadres["cadre_id"].to_numpy()) & (posts["post_id"] + "|0").isin(held)
    points = pd.Series(Rung(program).points(tiers(model.case)[0]), index=program.columns["name"])
    assert len(held) and len(empty)
    assert told.taken(np.flatnonzero(staying)) == (sum(points[f"vacant[{place}]"] for place in empty), 0)
