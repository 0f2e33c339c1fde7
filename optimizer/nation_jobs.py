"""Everything that is done with a nation's files and needs no solver: read its cases, re-check a run."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from optimizer.case import Case
from optimizer.errors import CaseFaultsError
from optimizer.io import read_case
from optimizer.io.nation import NATION, read_nation, read_province
from optimizer.io.runs import INPUTS, read_manifest
from optimizer.jobs import alterations, bound_faults, case_under, read_draft
from optimizer.model import build
from optimizer.nation import Part, Share, Takings, part_of, takings, together, within
from optimizer.rules.tiers import tiers
from optimizer.tables import check
from optimizer.tables.nation import NationSettings
from optimizer.verify import judge
from optimizer.verify.nation import beyond_share, link_breaches

CHECKED = ("inputs", "outputs", "tiers", "provinces")  # what a manifest tells the checker


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
    nation = read_nation(run / INPUTS)
    centre = centre_cadres(run / INPUTS, nation)
    try:
        told = [(p.folder, *_told(manifest["provinces"][p.folder])) for p in nation.provinces]
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        return [f"the manifest cannot be read: {fault}"]
    found = [_province_again(run, nation, centre, *of_province) for of_province in told]
    reasons += [reason for province in found for reason in province.reasons]
    case, taken, parts = found[0].case, [p.taken for p in found], [p.part for p in found]
    reasons += [f"{b.rule} {b.place}" for b in link_breaches(case, taken, centre, nation.budget_vnd)]
    totals = [sum(of_tier) for of_tier in zip(*(p.values for p in found), strict=True)]
    return reasons + bound_faults(run, together(parts, nation.budget_vnd), tiers(case), totals, manifest["tiers"])


def _told(province: Any) -> tuple[Share, list[Mapping[str, Any]]]:
    """The share of a province and what its tiers reach, as a manifest tells them."""
    money = {int(year): int(vnd) for year, vnd in province["share"]["money"].items()}
    return Share(frozenset(map(str, province["share"]["cadres"])), money), list(province["tiers"])


@dataclass(frozen=True)
class _Again:
    """A province judged again: what is wrong with its plan or its bounds, and what the nation's bounds are made of."""

    case: Case
    part: Part
    taken: Takings
    values: tuple[int, ...]
    reasons: tuple[str, ...]


def _province_again(
    run: Path, nation: NationSettings, centre: frozenset[str], folder: str, share: Share, told: list[Mapping[str, Any]]
) -> _Again:
    """The plan of a province by definition, its certificate within its share, and what it takes of the links."""
    case = province_case(run / INPUTS, nation, folder)
    plan = read_draft(case, run / folder / "plan.csv", run / folder / "training.csv")[0]
    verdict, taken = judge(case, plan), takings(case, plan, centre)
    values = tuple(verdict.value(tier) for tier in verdict.tiers)
    part = part_of(folder, build(case), centre, nation.budget_vnd)
    reasons = [f"{breach.rule} {breach.place}" for breach in verdict.breaches] + beyond_share(case, share, taken)
    reasons += bound_faults(run / folder, within(part, share, centre), verdict.tiers, values, told)
    return _Again(case, part, taken, values, tuple(f"{folder}: {reason}" for reason in reasons))
