"""Cases, drafts and runs from files, and their re-check; nothing here knows a solver."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from optimizer.case import Case, build_case
from optimizer.errors import CaseFaultsError, UsageError, VerificationError
from optimizer.io import read_case, read_plan
from optimizer.io.runs import INPUTS, MANIFEST, altered_files, read_manifest
from optimizer.law import law_as_if, law_on
from optimizer.mergers import with_successors
from optimizer.model import build
from optimizer.plan import Landing, Plan, Stint, Training, make_plan
from optimizer.program import Program
from optimizer.rules.tiers import Tier
from optimizer.tables import Issue, RawTable, Settings, Tables, check, check_plan, check_training
from optimizer.verify import certificate, judge

CERTIFICATE = "certificate.json"
CHECKED = ("inputs", "outputs", "regime", "units_mapped", "goals", "tiers")  # what a manifest tells the checker


def read_tables(path: Path) -> tuple[Tables | None, Settings | None, tuple[Issue, ...]]:
    """The tables of a case with every fault found in them."""
    return check(read_case(path))


def load_case(path: Path, regime: str = "", *, map_units: bool = False) -> Case:
    """The case at a path, under its own regime or as if under another; raises all faults at once.

    With `map_units` the units that have ended by the day of the law are their successors.
    """
    tables, settings, issues = read_tables(path)
    if tables is None or settings is None:
        raise CaseFaultsError(issues)
    return case_under(tables, settings, regime or settings.regime, map_units=map_units)


def case_under(tables: Tables, settings: Settings, regime: str, *, map_units: bool = False) -> Case:
    """The case under a regime: its own on its own day, another as if it were in force."""
    law = (law_on if regime == settings.regime else law_as_if)(regime, settings.start)
    tables, changes = with_successors(tables, law.day) if map_units else (tables, ())
    return replace(build_case(tables, settings, law), changes=changes)


@dataclass(frozen=True)
class Run:
    """A run read back from its files: its case, its plan, what its manifest tells of each tier, its certificate."""

    case: Case
    plan: Plan
    told: Sequence[Mapping[str, Any]]
    certificate: certificate.Certificate


def read_run(run: Path) -> Run:
    """The run of a folder; VerificationError unless every file is as its manifest tells, and the plan lawful."""
    manifest = read_manifest(run)
    reasons = alterations(run, manifest, CHECKED)
    if reasons:
        raise VerificationError(reasons)
    case, plan = _case_and_plan(run, manifest)
    breaches = judge(case, plan).breaches
    if breaches:
        raise VerificationError([f"{breach.rule} {breach.place}" for breach in breaches])
    try:
        shown = certificate.from_json(json.loads((run / CERTIFICATE).read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError, OverflowError) as fault:
        raise VerificationError([f"{CERTIFICATE}: {fault}"]) from None
    return Run(case, plan, manifest["tiers"], shown)


def alterations(run: Path, manifest: Mapping[str, Any], asked: Sequence[str]) -> list[str]:
    """What is asked of a manifest that it lacks, or else which files are not as it tells."""
    lacking = [key for key in asked if key not in manifest]
    if lacking or CERTIFICATE not in manifest["outputs"]:
        return [f"the manifest does not tell {', '.join(lacking) or CERTIFICATE}: a run of another version?"]
    return [f"altered or missing: {name}" for name in altered_files(run, manifest)]


def _case_and_plan(run: Path, manifest: Mapping[str, Any]) -> tuple[Case, Plan]:
    """The case and the plan that stand in the files of a run."""
    case = load_case(inputs(run), manifest["regime"], map_units=manifest["units_mapped"])
    return case, read_draft(case, run / "plan.csv", run / "training.csv")[0]


def recheck(run: Path) -> list[str]:
    """Why the verifier refuses a run, judged from its files alone; empty when it does not."""
    manifest = read_manifest(run)
    reasons = alterations(run, manifest, CHECKED)
    if reasons:
        return reasons
    case, plan = _case_and_plan(run, manifest)
    verdict = judge(case, plan)
    reasons = [f"{breach.rule} {breach.place}" for breach in verdict.breaches]
    told: dict[str, int] = manifest["goals"]
    reasons += [f"{goal}: {told.get(goal)} ≠ {value}" for goal, value in verdict.goals.items() if told.get(goal) != value]
    values = [verdict.value(tier) for tier in verdict.tiers]
    return reasons + bound_faults(run, build(case).program, verdict.tiers, values, manifest["tiers"])


def is_run(path: Path) -> bool:
    """True for a run folder."""
    return (path / MANIFEST).is_file()


def bound_faults(
    run: Path, program: Program, ladder: Sequence[Tier], values: Sequence[int], told: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Why the certificate of a run does not show what its manifest tells of each tier; empty when it does.

    `values` are those of the plan, tier by tier.
    """
    try:
        shown = certificate.from_json(json.loads((run / CERTIFICATE).read_text(encoding="utf-8")))
        certified = [tier["certified"] for tier in told]
        told_values = [tier["value"] for tier in told]
    except (KeyError, TypeError, ValueError, OverflowError) as fault:
        return [f"{CERTIFICATE} or the manifest cannot be read: {fault}"]
    reached = list(zip(ladder, values, strict=True))
    steps = zip(reached, shown.steps, strict=False)
    lost = [t.name for (t, value), step in steps if t.sense * (step.kept - value) > t.tolerance]
    other = [t.name for (t, value), of in zip(reached, told_values, strict=False) if of != value]
    reasons = [f"{name}: below the certificate's value" for name in lost] + [f"{name}: another value" for name in other]
    return reasons + certificate.faults(program, ladder, certified, shown)


def inputs(run: Path) -> Path:
    """The copy of the case inside a run: the folder of tables, or the one workbook."""
    books = list((run / INPUTS).glob("*.xlsx"))
    return books[0] if books and not (run / INPUTS / "case.toml").exists() else run / INPUTS


def read_draft(case: Case, path: Path, training: Path | None = None) -> tuple[Plan, tuple[Issue, ...]]:
    """A plan typed by hand, or of a run: one row per stint, with its landing, and a table of who is sent to
    which course; raises all faults at once. Beside it what is no fault but lacking, as contents that the law asks (C36).
    """
    return draft(case, read_plan(path), read_plan(training) if training else None)


def draft(case: Case, rows: RawTable, training: RawTable | None) -> tuple[Plan, tuple[Issue, ...]]:
    """The plan that raw tables of stints and of training tell, and what is lacking; raises all faults at once."""
    frame, issues = check_plan(rows, case.tables, case.law)
    taught, faults = check_training(training, case.tables) if training else (pd.DataFrame(), ())
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
    return make_plan(stints, landings, [Training(t.cadre_id, t.course_id) for t in taught.itertuples()]), issues


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
