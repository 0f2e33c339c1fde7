"""The main job for a nation: provinces laid out and planned in parallel, one certificate for the whole, a run folder."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np

from optimizer.errors import UsageError, VerificationError
from optimizer.io.nation import NATION, read_nation
from optimizer.io.runs import case_files, write_run
from optimizer.jobs import CERTIFICATE
from optimizer.model import Model, build
from optimizer.nation import Part, Share, Takings, part_of, takings, within
from optimizer.nation_jobs import centre_cadres, province_case
from optimizer.plan import Plan
from optimizer.planning import versions
from optimizer.report.files import csv_bytes, plan_files
from optimizer.rules.tiers import Tier, tiers
from optimizer.solve import Solved, SolveParams, solve
from optimizer.solve.nation import Whole, certificate_of, certified, whole
from optimizer.solve.outcome import TierResult
from optimizer.solve.sharing import balanced, bid, money_prices, shares
from optimizer.tables.nation import NationSettings
from optimizer.verify.certificate import Certificate, to_json
from optimizer.verify.nation import link_breaches
from optimizer.workers import workers

STAGES = ("build", "share", "bid", "settle", "certify")
Watch = Callable[[str, int, int], None]  # stage, done, of how many


@dataclass(frozen=True)
class Settled:
    """The plan of a province within its share: its files, goals and tiers, and what it takes of the links.

    `certificate` bounds the tiers over all plans that keep to the share.
    """

    folder: str
    files: Mapping[str, bytes]
    goals: Mapping[str, int]
    tiers: tuple[TierResult, ...]
    proven: bool
    certificate: Certificate
    taken: Takings
    seconds: float


@dataclass(frozen=True)
class National:
    """A nation's plan: its provinces, and each tier's value (the sum over provinces) with its certified bound."""

    folder: Path
    provinces: tuple[Settled, ...]
    shares: Mapping[str, Share]
    tiers: tuple[TierResult, ...]
    seconds: Mapping[str, float]

    @property
    def within_shares(self) -> tuple[int, ...]:
        """Per tier the certified bounds of the provinces within their shares, summed."""
        return tuple(
            sum(r.certified for r in of_tier) for of_tier in zip(*(p.tiers for p in self.provinces), strict=True)
        )


@dataclass(frozen=True)
class LaidOut:
    """A province's model, and the part of the nation that it is; the model stays with the worker that laid it out."""

    model: Model
    part: Part


def lay_out(path: Path, nation: NationSettings, folder: str) -> LaidOut:
    """A province read and laid out; a task for a worker."""
    model = build(province_case(path, nation, folder))
    return LaidOut(model, part_of(folder, model, centre_cadres(path, nation), nation.budget_vnd))


@dataclass(frozen=True)
class Bid:
    """What a province would do at the nation's price of money: a plan and VND by year; neither if none was found."""

    plan: Plan | None
    spent: Mapping[int, int]


def make_bid(
    centre: frozenset[str], prices: Mapping[int, float], params: SolveParams, laid_out: LaidOut, share: Share
) -> Bid:
    """The bid of a province for the years in which money has a price, with its other shares; a task for a worker."""
    model, part = laid_out.model, laid_out.part
    if not prices:
        return Bid(None, {})
    unpriced = Share(share.cadres, {year: vnd for year, vnd in share.money.items() if year not in prices})
    x = bid(part, within(part, unpriced, centre), tiers(model.case)[0], prices, params)
    return Bid(None, {}) if x is None else Bid(model.plan(x), {year: int(part.money(year) @ x) for year in prices})


def settle(centre: frozenset[str], params: SolveParams, laid_out: LaidOut, share: Share, bidden: Bid) -> Settled:
    """The plan of a province within its share, no worse than its bid where that keeps to it; a task for a worker."""
    begun = time.monotonic()
    case, part = laid_out.model.case, laid_out.part
    model = Model(case, laid_out.model.options, within(part, share, centre))
    kept = all(vnd <= share.money[year] for year, vnd in bidden.spent.items())
    solved = solve(model, params, begin=bidden.plan if kept else None)
    if not isinstance(solved, Solved):
        raise UsageError(
            f"{part.folder}: không có phương án trong thời gian cho phép; hãy tăng --time-limit.",
            f"{part.folder}: no plan in the time given; raise --time-limit.",
        )
    files, taken = plan_files(case, solved.plan), takings(case, solved.plan, centre)
    goals, seconds = dict(solved.verdict.goals), time.monotonic() - begun
    return Settled(part.folder, files, goals, solved.tiers, solved.proven, solved.certificate, taken, seconds)


def plan_nation(path: Path, out: Path, params: SolveParams, engine: str, watch: Watch, *, overwrite: bool) -> National:
    """Plan the provinces of a nation within shares that the LP of the whole gives them, and write the run.

    `params.seconds` are for each province.
    """
    nation, marks = read_nation(path), [time.monotonic()]
    case = province_case(path, nation, nation.provinces[0].folder)
    with workers(engine) as client:
        climb, share, provinces = _settled(client, path, nation, tiers(case), params, watch, marks)
    program, taken = climb.rung.program, [province.taken for province in provinces]
    if broken := list(link_breaches(case, taken, centre_cadres(path, nation), nation.budget_vnd)):
        raise VerificationError([f"{breach.rule} {breach.place}" for breach in broken])
    results = tuple(_certified(climb, tiers(case), provinces, params, watch))
    marks.append(time.monotonic())
    seconds = dict(zip(STAGES, np.diff(marks).tolist(), strict=True))
    told = National(out, provinces, share, results, seconds)
    _write(path, nation, told, certificate_of(program, climb), overwrite=overwrite)
    return told


def _settled(
    client: Any,
    path: Path,
    nation: NationSettings,
    ladder: Sequence[Tier],
    params: SolveParams,
    watch: Watch,
    marks: list[float],
) -> tuple[Whole, dict[str, Share], tuple[Settled, ...]]:
    """The nation before its first tier, the shares, and the plans within them; a mark of time after each stage."""
    folders, centre = [province.folder for province in nation.provinces], centre_cadres(path, nation)
    laid_out = client.map(partial(lay_out, path, nation), folders, pure=False)
    parts = list(_watched(client.map(attrgetter("part"), laid_out, pure=False), "lay_out", watch))
    climb = whole(parts, nation.budget_vnd)
    marks.append(time.monotonic())
    share = shares(climb, parts, ladder, nation.budget_vnd, params)
    marks.append(time.monotonic())
    asked = partial(make_bid, centre, money_prices(climb), params)
    bids = client.map(asked, laid_out, list(share.values()), pure=False)
    spent = {folder: made.spent for folder, made in zip(folders, _watched(bids, "bid", watch), strict=True)}
    share = balanced(parts, share, spent, nation.budget_vnd)
    marks.append(time.monotonic())
    settled = client.map(partial(settle, centre, params), laid_out, list(share.values()), bids, pure=False)
    provinces = tuple(_watched(settled, "settle", watch))
    marks.append(time.monotonic())
    return climb, share, provinces


def _write(path: Path, nation: NationSettings, told: National, shown: Certificate, *, overwrite: bool) -> None:
    """Write the run folder of a nation."""
    files = _files(told) | {CERTIFICATE: json.dumps(to_json(shown)).encode()}
    write_run(told.folder, files, _inputs(path, nation), _facts(nation, told), overwrite=overwrite)


def _certified(
    climb: Whole, ladder: Sequence[Tier], provinces: Sequence[Settled], params: SolveParams, watch: Watch
) -> Iterator[TierResult]:
    """Each tier of the whole with its bound: the values are the sums over the provinces."""
    for number, tier in enumerate(ladder):
        yield certified(climb, tier, sum(province.tiers[number].value for province in provinces), params)
        watch("certify", number + 1, len(ladder))


def _watched(futures: Sequence[Any], stage: str, watch: Watch) -> Iterator[Any]:
    """The results in order, each told of once it is there."""
    for done, future in enumerate(futures, start=1):
        result = future.result()
        watch(stage, done, len(futures))
        yield result


def _inputs(path: Path, nation: NationSettings) -> dict[str, bytes]:
    """Every file of a nation's folder by name."""
    folders = [nation.centre, *(province.folder for province in nation.provinces)]
    within = {f"{folder}/{name}": content for folder in folders for name, content in case_files(path / folder).items()}
    return within | {NATION: (path / NATION).read_bytes()}


def _files(told: National) -> dict[str, bytes]:
    """The files of each province in its folder, and a table of the provinces."""
    names = [result.tier.name for result in told.tiers]
    header = ["province", *names, "proven_in_share", "centre_cadres", "stints_of_centre", "seconds"]
    rows = [
        [p.folder, *(r.value for r in p.tiers), int(p.proven), len(told.shares[p.folder].cadres), len(p.taken.sent),
         round(p.seconds, 1)]
        for p in told.provinces
    ]  # fmt: skip
    files = {f"{p.folder}/{name}": content for p in told.provinces for name, content in p.files.items()}
    shown = {f"{p.folder}/{CERTIFICATE}": json.dumps(to_json(p.certificate)).encode() for p in told.provinces}
    return {"provinces.csv": csv_bytes(header, rows)} | files | shown


def _facts(nation: NationSettings, told: National) -> dict[str, Any]:
    """What the manifest says of the run."""
    return {
        "schema_version": 1,
        "nation": nation.name,
        "seed": nation.seed,
        "versions": versions(),
        "tiers": _tiers(told.tiers),
        "provinces": {p.folder: _province(p, told.shares[p.folder]) for p in told.provinces},
        "seconds": {name: round(value, 1) for name, value in told.seconds.items()},
    }


def _province(settled: Settled, share: Share) -> dict[str, Any]:
    """What the manifest says of a province: its share, and what its plan reaches within it."""
    return {
        "share": {"cadres": sorted(share.cadres), "money": {str(y): vnd for y, vnd in sorted(share.money.items())}},
        "proven_in_share": settled.proven,
        "tiers": _tiers(settled.tiers),
        "goals": dict(settled.goals),
    }


def _tiers(results: Sequence[TierResult]) -> list[dict[str, Any]]:
    """Tiers with their values and certified bounds as plain values."""
    return [
        {"name": r.tier.name, "value": r.value, "certified": r.certified, "tolerance": r.tier.tolerance} for r in results
    ]
