"""The main job, from a case to a written run."""

import time
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from optimizer.case import Case
from optimizer.errors import CaseFaultsError
from optimizer.explain.fillings import Vacated
from optimizer.io import read_identity
from optimizer.io.runs import case_files, write_run
from optimizer.jobs import case_under, read_tables
from optimizer.law import regimes
from optimizer.model import Model, build
from optimizer.report import run_files
from optimizer.report.as_if import as_if_facts
from optimizer.solve import Outcome, OutOfTime, Solved, SolveParams, solve
from optimizer.solve.baselines import baselines
from optimizer.solve.interrupt import stop_on_signals
from optimizer.solve.outcome import Watch
from optimizer.tables import Settings, Tables
from optimizer.verify import judge

PACKAGES = ("ortools", "highspy", "pandas", "numpy", "scipy")
TOLD = ("name", "value", "certified", "bound", "tolerance", "proved_by", "seconds")  # of a tier, in the manifest
NO_FILES: Mapping[str, bytes] = MappingProxyType({})


def solve_case(case: Case, params: SolveParams, watch: Watch) -> tuple[Model, Outcome, dict[str, float]]:
    """The model and its outcome, with the seconds of building and of solving."""
    begun = time.monotonic()
    model = build(case)
    built = time.monotonic()
    with stop_on_signals() as stop:
        outcome = solve(model, params, stop, watch)
    return model, outcome, {"build": built - begun, "solve": time.monotonic() - built}


def solve_under_regimes(path: Path, params: SolveParams, watch: Watch, *, map_units: bool) -> list[tuple[Case, Outcome]]:
    """The case at a path with its outcome under each regime: see `under_regimes`; raises all faults at once."""
    tables, settings, issues = read_tables(path)
    if tables is None or settings is None:
        raise CaseFaultsError(issues)
    return under_regimes(tables, settings, params, watch, map_units=map_units)


def under_regimes(
    tables: Tables, settings: Settings, params: SolveParams, watch: Watch, *, map_units: bool
) -> list[tuple[Case, Outcome]]:
    """A case with its outcome under each regime, oldest first; after an interruption without a solve.

    With `map_units` each case in which units can be replaced is followed by the same with its successors.
    """
    planned: list[tuple[Case, Outcome]] = []
    cut = False
    for regime in regimes():
        cases = [case_under(tables, settings, regime, map_units=units) for units in (False, True)[: 1 + map_units]]
        for case in (c for c in cases if c is cases[0] or any(change.what == "unit" for change in c.changes)):
            outcome = OutOfTime(interrupted=True) if cut else solve_case(case, params, watch)[1]
            cut = cut or getattr(outcome, "interrupted", False)
            planned.append((case, outcome))
    return planned


def run_name(case: Path) -> Path:
    """Where a run goes when nobody says."""
    return Path("runs") / f"{case.stem}-{time.strftime('%Y%m%d-%H%M%S')}"


def make_run(
    source: Path,
    model: Model,
    solved: Solved,
    seconds: dict[str, float],
    identity: Path | None,
    out: Path,
    *,
    overwrite: bool,
    more: Mapping[str, bytes] = NO_FILES,
    ways: tuple[Vacated, ...] = (),
) -> Path:
    """Write the run folder of a solved case and return it; a first signal meanwhile is passed over: no plan is lost.

    `more` are further files of the run, by name; `ways` fill vacancies of the plan.
    """
    with stop_on_signals():
        names = read_identity(identity) if identity else {}
        plans = baselines(model, model.case.settings.seed)
        beside = {name: judge(model.case, plan) for name, plan in plans.items()}
        files = {**run_files(model.case, solved, names, beside, ways), **more}
        facts = {**_facts(model, solved, seconds), "baselines": {name: dict(v.goals) for name, v in beside.items()}}
        return write_run(out, files, case_files(source), facts, overwrite=overwrite)


def versions() -> dict[str, str]:
    """The version of the program and of the packages that answers depend on."""
    return {name: version(name) for name in ("cadre-rotation", *PACKAGES)}


def _facts(model: Model, solved: Solved, seconds: dict[str, float]) -> dict[str, Any]:
    """What the manifest says of the run."""
    case, verdict = model.case, solved.verdict
    return {
        "schema_version": 1,
        "case": case.settings.name,
        **as_if_facts(case),
        "seed": case.settings.seed,
        "versions": versions(),
        "lawful": verdict.lawful,
        "interrupted": solved.interrupted,
        "proven": solved.proven,
        "ties_broken": solved.ties_broken,
        "tiers": [{key: result.facts[key] for key in TOLD} for result in solved.tiers],
        "goals": dict(verdict.goals),
        "columns": len(model.program.columns),
        "rows": len(model.program.rows),
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
    }
