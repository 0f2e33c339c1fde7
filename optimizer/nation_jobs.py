"""Everything that is done with a nation's files and needs no solver: read its cases, re-check a run."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from optimizer.case import Case
from optimizer.errors import CaseFaultsError
from optimizer.io import read_case
from optimizer.io.nation import NATION, read_nation, read_province
from optimizer.io.runs import INPUTS, read_manifest
from optimizer.jobs import CERTIFICATE, alterations, bound_faults, case_under, read_draft
from optimizer.model import build
from optimizer.nation import Part, Share, Takings, part_of, rooms, takings, within
from optimizer.rules.tiers import Tier, tiers
from optimizer.tables import check
from optimizer.tables.nation import NationSettings
from optimizer.verify import certificate as certificates
from optimizer.verify import judge
from optimizer.verify.certificate import Rung
from optimizer.verify.nation import beyond_share, link_breaches
from optimizer.verify.prices import Prices, from_json, least_of_all, priced

CHECKED = ("inputs", "outputs", "tiers", "provinces")  # what a manifest tells the checker
AT_PRICES = "certificate_at_prices.json"


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
        prices, least = _priced(run)
        told = [(p.folder, least[p.folder], *_told(manifest["provinces"][p.folder])) for p in nation.provinces]
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as fault:
        return [f"{CERTIFICATE} or the manifest cannot be read: {fault}"]
    found = [_province_again(run, nation, centre, prices, *of_province) for of_province in told]
    reasons += [reason for province in found for reason in province.reasons]
    case, taken = found[0].case, [p.taken for p in found]
    reasons += [f"{b.rule} {b.place}" for b in link_breaches(case, taken, centre, nation.budget_vnd)]
    return reasons + _other_totals(tiers(case), nation, found, prices, manifest["tiers"])


def _priced(run: Path) -> tuple[Prices, Mapping[str, int]]:
    """The prices of the links, and what each province is said to have at least at them."""
    told = json.loads((run / CERTIFICATE).read_text(encoding="utf-8"))
    return from_json(told["prices"]), {str(folder): int(least) for folder, least in told["least"].items()}


def _other_totals(
    ladder: Sequence[Tier], nation: NationSettings, found: Sequence["_Again"], prices: Prices, told: Any
) -> list[str]:
    """Where a manifest tells other values of the nation's tiers, or another bound for any sharing, than are shown."""
    room = rooms([province.links for province in found], nation.budget_vnd)
    totals = ((p.values for p in found), (p.bounds for p in found))
    try:
        values, bounds = ([sum(of) for of in zip(*total, strict=True)] for total in totals)
        least = least_of_all(prices, room, [province.least for province in found])
        certified = [sum(province.offset for province in found) - ladder[0].sense * least, *[None] * (len(ladder) - 1)]
        shown = list(zip((tier.name for tier in ladder), values, certified, bounds, strict=True))
        claims = [(t["name"], t["value"], t["certified"], t["within_shares"]) for t in told]
    except (KeyError, TypeError, ValueError) as fault:
        return [f"the tiers of the whole cannot be replayed: {fault}"]
    return [] if claims == shown else [f"tiers of the whole: told {claims}, shown {shown}"]


def _told(province: Any) -> tuple[Share, list[dict[str, int]]]:
    """The share of a province and what its tiers reach, as a manifest tells them."""
    money = {int(year): int(vnd) for year, vnd in province["share"]["money"].items()}
    told = [{name: int(tier[name]) for name in ("value", "certified")} for tier in province["tiers"]]
    return Share(frozenset(map(str, province["share"]["cadres"])), money), told


@dataclass(frozen=True)
class _Again:
    """A province judged again: what is wrong with its plan or its bounds, and what the nation's totals are made of.

    bounds: those within its share. least: of the first tier at the prices; offset: what is there whatever is decided.
    """

    case: Case
    links: pd.DataFrame
    taken: Takings
    values: tuple[int, ...]
    bounds: tuple[int, ...]
    least: int
    offset: int
    reasons: tuple[str, ...]


def _province_again(
    run: Path,
    nation: NationSettings,
    centre: frozenset[str],
    prices: Prices,
    folder: str,
    least: int,
    share: Share,
    told: list[dict[str, int]],
) -> _Again:
    """The plan of a province by definition, its certificates, and what it takes of the links."""
    case = province_case(run / INPUTS, nation, folder)
    plan = read_draft(case, run / folder / "plan.csv", run / folder / "training.csv")[0]
    verdict, taken = judge(case, plan), takings(case, plan, centre)
    values = tuple(verdict.value(tier) for tier in verdict.tiers)
    part, first = part_of(folder, build(case), centre, nation.budget_vnd), verdict.tiers[0]
    reasons = [f"{breach.rule} {breach.place}" for breach in verdict.breaches] + beyond_share(case, share, taken)
    reasons += bound_faults(run / folder, within(part, share, centre), verdict.tiers, values, told)
    reasons += _at_prices(run / folder, part, first, prices, least)
    bounds, offset = tuple(tier["certified"] for tier in told), Rung(part.program).offset(first)
    return _Again(
        case, part.links, taken, values, bounds, least, offset, tuple(f"{folder}: {reason}" for reason in reasons)
    )


def _at_prices(folder: Path, part: Part, tier: Tier, prices: Prices, least: int) -> list[str]:
    """Why the certificate at the prices does not show that a province has so many points of a tier at least."""
    try:
        program = priced(part, tier, prices)
        shown = certificates.from_json(json.loads((folder / AT_PRICES).read_text(encoding="utf-8")))
    except (AttributeError, KeyError, OSError, OverflowError, TypeError, ValueError) as fault:
        return [f"{AT_PRICES} cannot be read: {fault}"]
    return certificates.faults(program, [tier], [Rung(program).value(tier, least)], shown)
