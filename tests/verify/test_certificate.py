"""The certificate: a bound recomputed from duals in exact whole numbers, without a solver; whatever is altered is refused."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from optimizer.cli import app
from optimizer.jobs import load_case, recheck
from optimizer.model import build
from optimizer.rules.tiers import tiers
from optimizer.solve import Solved, SolveParams, solve
from optimizer.verify.certificate import Certificate, Step, faults, from_json, replay, to_json
from tests.solve.test_engines import lawful_plans
from tests.worlds import world

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A written run of the tiny case."""
    folder = tmp_path_factory.mktemp("certified") / "run"
    assert CliRunner().invoke(app, ["plan", str(DATA / "tiny"), "--out", str(folder)]).exit_code == 0
    return folder


def rewritten(run: Path, tmp_path: Path, name: str, change: object) -> Path:
    """A copy of a run in which one JSON file says something else, and the manifest has its new hash."""
    from optimizer.io.runs import sha256

    copy = tmp_path / "copy"
    shutil.copytree(run, copy)
    told = json.loads((copy / name).read_text("utf-8"))
    change(told)  # type: ignore[operator]
    (copy / name).write_text(json.dumps(told), "utf-8")
    if name != "manifest.json":
        manifest = json.loads((copy / "manifest.json").read_text("utf-8"))
        manifest["outputs"][name] = sha256((copy / name).read_bytes())
        (copy / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return copy


def test_a_run_is_rechecked_with_no_solver_imported(run: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from optimizer.jobs import recheck;"
        "print(recheck(Path(sys.argv[1]))); print([m for m in sys.modules if m.split('.')[0] in ('ortools', 'highspy')])"
    )
    told = subprocess.run([sys.executable, "-c", script, str(run)], capture_output=True, text=True, check=True)
    assert told.stdout.split("\n")[:2] == ["[]", "[]"]


def test_an_altered_dual_is_refused(run: Path, tmp_path: Path) -> None:
    def change(told: dict) -> None:
        told["steps"][1]["numerators"][0] += 2**36

    assert any(
        "weakest_first.worst" in reason for reason in recheck(rewritten(run, tmp_path, "certificate.json", change))
    )


def test_a_bound_told_better_than_the_duals_show_is_refused(run: Path, tmp_path: Path) -> None:
    def change(told: dict) -> None:
        told["tiers"][3]["certified"] -= 1

    assert any("worth" in reason for reason in recheck(rewritten(run, tmp_path, "manifest.json", change)))


def test_a_value_kept_that_the_plan_does_not_have_is_refused(run: Path, tmp_path: Path) -> None:
    def change(told: dict) -> None:
        told["steps"][1]["kept"] -= 2

    assert recheck(rewritten(run, tmp_path, "certificate.json", change))


def test_a_certificate_that_lacks_a_tier_or_makes_no_sense_is_refused(run: Path, tmp_path: Path) -> None:
    def drop(told: dict) -> None:
        del told["steps"][-1]

    def spoil(told: dict) -> None:
        told["steps"][1]["rows"] = ["x"]

    def outside(told: dict) -> None:
        told["steps"][1]["rows"][0] = 10**6

    for n, change in enumerate((drop, spoil, outside)):
        assert recheck(rewritten(run, tmp_path / str(n), "certificate.json", change))


def test_numbers_too_great_for_the_checker_are_refused_and_not_tripped_over(run: Path, tmp_path: Path) -> None:
    def great(told: dict) -> None:
        told["steps"][1]["numerators"][0] = 2**70

    def deep(told: dict) -> None:
        told["steps"][1]["exponents"][0] = -(10**9)

    for n, change in enumerate((great, deep)):
        assert recheck(rewritten(run, tmp_path / str(n), "certificate.json", change))


@pytest.mark.parametrize("lacking", ["units_mapped", "tiers", "goals", "regime"])
def test_a_run_whose_manifest_lacks_what_the_checker_asks_is_refused_in_words(
    run: Path, tmp_path: Path, lacking: str
) -> None:
    assert recheck(rewritten(run, tmp_path, "manifest.json", lambda told: told.pop(lacking)))


def test_a_run_without_a_certificate_is_refused_in_words(run: Path, tmp_path: Path) -> None:
    copy = rewritten(run, tmp_path, "manifest.json", lambda told: told["outputs"].pop("certificate.json"))
    (copy / "certificate.json").unlink()
    assert recheck(copy)


def test_the_certificate_of_one_program_is_refused_for_another() -> None:
    case = load_case(DATA / "tiny")
    model = build(case)
    outcome = solve(model, SolveParams(seconds=60))
    assert isinstance(outcome, Solved)
    told = [tier.certified for tier in outcome.tiers]
    assert not faults(model.program, tiers(case), told, from_json(to_json(outcome.certificate)))
    uppers = model.program.rows["upper"].to_numpy().copy()
    uppers[0] += 1
    other = replace(model.program, rows=model.program.rows.assign(upper=uppers))
    assert faults(other, tiers(case), told, outcome.certificate) == ["the certificate speaks of another Program"]


def test_no_enumerated_plan_that_keeps_the_earlier_tiers_beats_a_certified_bound() -> None:
    tried = 0
    for seed in range(200):
        if tried == 8:
            break
        model = build(world(seed))
        if not 1 <= model.program.decisions <= 9:
            continue
        outcome = solve(model, SolveParams(seconds=60))
        if not isinstance(outcome, Solved):
            continue
        tried += 1
        plans = lawful_plans(model)
        bounds = replay(model.program, tiers(model.case), outcome.certificate)
        for result, step, bound in zip(outcome.tiers, outcome.certificate.steps, bounds, strict=True):
            sense = result.tier.sense
            assert all(sense * plan.value(result.tier) <= sense * bound for plan in plans), seed
            plans = [p for p in plans if sense * (p.value(result.tier) - step.kept) >= -result.tier.tolerance]
    assert tried >= 5


def test_duals_of_zero_certify_no_more_than_the_bounds_of_the_columns() -> None:
    model = build(load_case(DATA / "tiny"))
    outcome = solve(model, SolveParams(seconds=60))
    assert isinstance(outcome, Solved)
    none = replace(outcome.certificate.steps[0].duals, rows=np.array([], dtype=np.int64), numerators=np.array([], dtype=np.int64),
                   exponents=np.array([], dtype=np.int64))  # fmt: skip
    bare = Certificate(outcome.certificate.program, tuple(Step(s.tier, s.kept, none) for s in outcome.certificate.steps))
    assert replay(model.program, tiers(model.case), bare)[0] == 0
