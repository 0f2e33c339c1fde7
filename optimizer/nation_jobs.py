"""Everything that is done with a nation's files and needs no solver: read its cases, re-check a run."""

from pathlib import Path

from optimizer.case import Case
from optimizer.errors import CaseFaultsError
from optimizer.io import read_case
from optimizer.io.nation import NATION, read_nation, read_province
from optimizer.io.runs import INPUTS, read_manifest
from optimizer.jobs import alterations, bound_faults, case_under, read_draft
from optimizer.model import build
from optimizer.nation import part_of, takings, together
from optimizer.rules.tiers import tiers
from optimizer.tables import check
from optimizer.tables.nation import NationSettings
from optimizer.verify import judge
from optimizer.verify.nation import link_breaches

CHECKED = ("inputs", "outputs", "tiers")  # what a manifest tells the checker


def province_case(path: Path, nation: NationSettings, folder: str) -> Case:
    """The case of a province with the centre's cadres among its own; raises all faults at once."""
    tables, settings, issues = check(read_province(path, folder, nation.centre))
    if tables is None or settings is None:
        raise CaseFaultsError(issues)
    return case_under(tables, settings, settings.regime)


def centre_cadres(path: Path, nation: NationSettings) -> frozenset[str]:
    """The ids of the cadres of the centre."""
    cadres = read_case(path / nation.centre).tables["cadres"]
    column = list(cadres.header).index("cadre_id")
    return frozenset(str(row[column]) for row in cadres.rows)


def is_nation(run: Path) -> bool:
    """True for the run of a nation."""
    return (run / INPUTS / NATION).is_file()


def recheck_nation(run: Path) -> list[str]:
    """Why the verifier refuses the run of a nation, judged from its files alone; empty when it does not."""
    manifest = read_manifest(run)
    reasons = alterations(run, manifest, CHECKED)
    if reasons:
        return reasons
    path = run / INPUTS
    nation, parts, taken, values = read_nation(path), [], [], []
    centre = centre_cadres(path, nation)
    for province in nation.provinces:
        folder = province.folder
        case = province_case(path, nation, folder)
        plan = read_draft(case, run / folder / "plan.csv", run / folder / "training.csv")[0]
        verdict = judge(case, plan)
        reasons += [f"{folder}: {breach.rule} {breach.place}" for breach in verdict.breaches]
        values.append([verdict.value(tier) for tier in verdict.tiers])
        taken.append(takings(case, plan, centre))
        parts.append(part_of(folder, build(case), centre, nation.budget_vnd))
    reasons += [f"{b.rule} {b.place}" for b in link_breaches(case, taken, centre, nation.budget_vnd)]
    totals = [sum(of_tier) for of_tier in zip(*values, strict=True)]
    return reasons + bound_faults(run, together(parts, nation.budget_vnd), tiers(case), totals, manifest["tiers"])
