"""The jobs of the command line, from files to files."""

import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from optimizer.case import Case, build_case
from optimizer.errors import CaseFaultsError, UsageError
from optimizer.io import read_case, read_identity, read_plan
from optimizer.io.runs import INPUTS, altered_files, case_files, read_manifest, write_run
from optimizer.model import Model, build
from optimizer.plan import Landing, Plan, Stint, Training, make_plan
from optimizer.solve import Outcome, Solved, SolveParams, solve
from optimizer.solve.interrupt import stop_on_signals
from optimizer.solve.outcome import Watch
from optimizer.tables import Issue, Settings, Tables, check, check_plan, check_training
from optimizer.verify import Verdict, judge

PACKAGES = ("ortools", "highspy", "pandas", "numpy", "scipy")


def read_tables(path: Path) -> tuple[Tables | None, Settings | None, tuple[Issue, ...]]:
    """The tables of a case with every fault found in them."""
    return check(read_case(path))


def load_case(path: Path, regime: str = "") -> Case:
    """The case at a path, under its own regime or another; raises all faults at once."""
    tables, settings, issues = read_tables(path)
    if tables is None or settings is None:
        raise CaseFaultsError(issues)
    if regime:
        settings = settings.model_copy(update={"regime": regime})
    return build_case(tables, settings)


def solve_case(case: Case, seconds: float, watch: Watch) -> tuple[Model, Outcome, dict[str, float]]:
    """The model and its outcome, with the seconds of building and of solving."""
    begun = time.monotonic()
    model = build(case)
    built = time.monotonic()
    with stop_on_signals() as stop:
        outcome = solve(model, SolveParams(seconds=seconds), stop, watch)
    return model, outcome, {"build": built - begun, "solve": time.monotonic() - built}


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
) -> Path:
    """Write the run folder of a solved case and return it."""
    from optimizer.report import run_files

    names = read_identity(identity) if identity else {}
    files = run_files(model.case, solved, names)
    return write_run(out, files, case_files(source), _facts(model, solved, seconds), overwrite=overwrite)


def _facts(model: Model, solved: Solved, seconds: dict[str, float]) -> dict[str, Any]:
    """What the manifest says of the run."""
    case, verdict = model.case, solved.verdict
    return {
        "schema_version": 1,
        "case": case.settings.name,
        "regime": case.settings.regime,
        "law_date": case.start.isoformat(),
        "seed": case.settings.seed,
        "versions": {name: version(name) for name in ("cadre-rotation", *PACKAGES)},
        "lawful": verdict.lawful,
        "interrupted": solved.interrupted,
        "proven": solved.proven,
        "ties_broken": solved.ties_broken,
        "tiers": [_tier_facts(verdict, result) for result in solved.tiers],
        "goals": dict(verdict.goals),
        "columns": len(model.program.columns),
        "rows": len(model.program.rows),
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
    }


def _tier_facts(verdict: Verdict, result: Any) -> dict[str, Any]:
    """One tier as the manifest tells it."""
    return {
        "name": result.tier.name,
        "value": verdict.value(result.tier),
        "bound": result.bound,
        "tolerance": result.tier.tolerance,
        "proved_by": list(result.proved_by),
        "seconds": round(result.seconds, 3),
    }


def recheck(run: Path) -> list[str]:
    """Why the verifier refuses a run, judged from its files alone; empty when it does not."""
    manifest = read_manifest(run)
    reasons = [f"altered or missing: {name}" for name in altered_files(run, manifest)]
    if reasons:
        return reasons
    case = load_case(_inputs(run), manifest["regime"])
    verdict = judge(case, read_draft(case, run / "plan.csv", run / "training.csv"))
    reasons = [f"{breach.rule} {breach.place}" for breach in verdict.breaches]
    told: dict[str, int] = manifest["goals"]
    return reasons + [
        f"{goal}: {told.get(goal)} ≠ {value}" for goal, value in verdict.goals.items() if told.get(goal) != value
    ]


def _inputs(run: Path) -> Path:
    """The copy of the case inside a run: the folder of tables, or the one workbook."""
    books = list((run / INPUTS).glob("*.xlsx"))
    return books[0] if books and not (run / INPUTS / "case.toml").exists() else run / INPUTS


def read_draft(case: Case, path: Path, training: Path | None = None) -> Plan:
    """A plan typed by hand, or of a run: one row per stint, with its landing, and a table of who is sent to
    which course; raises all faults at once.
    """
    frame, issues = check_plan(read_plan(path), case.tables)
    taught, faults = check_training(read_plan(training), case.tables) if training else (pd.DataFrame(), ())
    issues += faults
    if any(issue.severity == "error" for issue in issues):
        raise CaseFaultsError(issues)
    stints = [Stint(r.cadre_id, r.post_id, r.start.date(), r.months) for r in frame.itertuples()]
    _refuse_off_grid(case, stints)
    landings = [
        Landing(stint.cadre, stint.end, slot, _landing_post(case, stint, slot))
        for stint, slot in zip(stints, frame["landing"], strict=True)
        if slot
    ]
    return make_plan(stints, landings, [Training(t.cadre_id, t.course_id) for t in taught.itertuples()])


def _landing_post(case: Case, stint: Stint, slot: str) -> str:
    """The post that a landing holds: the stint's own, the slot's, or none."""
    if slot == "stay":
        return stint.post
    return str(case.slot[slot].post_id) if slot in case.slot else ""


def _refuse_off_grid(case: Case, stints: Sequence[Stint]) -> None:
    """Starts lie on period boundaries within the horizon, and lengths are whole periods."""
    days = {case.day(t) for t in range(case.periods)}
    wrong = [s.cadre for s in stints if s.start not in days or s.months % case.period_months]
    if wrong:
        shown = ", ".join(f"{day:%d/%m/%Y}" for day in sorted(days))
        raise UsageError(
            f"Ngày bắt đầu phải là một trong: {shown}; thời hạn là bội số của {case.period_months} tháng "
            f"(sai ở: {', '.join(wrong)}).",
            f"Starts must be one of {shown}; lengths are multiples of {case.period_months} months "
            f"(wrong for {', '.join(wrong)}).",
        )
