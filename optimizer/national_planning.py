"""The main job for a nation: provinces laid out and planned in parallel, one certificate for the whole, a run folder."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from optimizer.errors import UsageError, VerificationError
from optimizer.io.nation import NATION, read_nation
from optimizer.io.runs import case_files, write_run
from optimizer.jobs import CERTIFICATE
from optimizer.model import Model, build
from optimizer.nation import MONEY, Part, Share, Takings, part_of, rooms, takings, within
from optimizer.nation_jobs import AT_PRICES, centre_cadres, province_case
from optimizer.plan import Plan
from optimizer.planning import versions
from optimizer.report.files import csv_bytes, plan_files
from optimizer.rules.tiers import Tier, tiers
from optimizer.solve import Solved, SolveParams, solve
from optimizer.solve.nation import Proof, price_links, proof_at_prices
from optimizer.solve.outcome import TierResult
from optimizer.solve.sharing import balanced, bid, shares
from optimizer.tables.nation import NationSettings
from optimizer.verify.certificate import Certificate, Rung, to_json
from optimizer.verify.nation import link_breaches
from optimizer.verify.prices import Prices, least_of_all, priced
from optimizer.verify.prices import to_json as prices_to_json
from optimizer.workers import workers

STAGES = ("build", "share", "bid", "settle")
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
class Total:
    """A tier of a nation: the sum over its provinces of what their plans reach, and of their bounds within their shares.

    `certified`: the bound for any sharing of the links, which only the first tier has.
    """

    tier: Tier
    value: int
    within_shares: int
    certified: int | None


@dataclass(frozen=True)
class National:
    """A nation's plan: its provinces within their shares, what they prove at the prices of the links, the tiers."""

    folder: Path
    provinces: tuple[Settled, ...]
    shares: Mapping[str, Share]
    prices: Prices
    proofs: tuple[Proof, ...]
    tiers: tuple[Total, ...]
    seconds: Mapping[str, float]

    @property
    def proven(self) -> bool:
        """True when no tier can be better, however the links are shared."""
        return all(total.certified == total.value for total in self.tiers)


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
    """What a province would do at the prices of the links: a plan (None if none was found), the VND of years in which
    money has a price; and what it proves there of every plan.
    """

    plan: Plan | None
    spent: Mapping[int, int]
    proof: Proof


def make_bid(centre: frozenset[str], prices: Prices, params: SolveParams, laid_out: LaidOut, share: Share) -> Bid:
    """The bid of a province, which pays for money, not for its own cadres of the centre; a task for a worker."""
    model, part = laid_out.model, laid_out.part
    tier, of_money = tiers(model.case)[0], prices.only(MONEY)
    priced_years = [int(place) for _, place in of_money.links]
    unpriced = Share(share.cadres, {year: vnd for year, vnd in share.money.items() if year not in priced_years})
    x = bid(within(replace(part, program=priced(part, tier, of_money)), unpriced, centre), tier, params)
    proof = proof_at_prices(priced(part, tier, prices), tier, x, params)
    if x is None:
        return Bid(None, {}, proof)
    return Bid(model.plan(x), {year: int(part.money(year) @ x) for year in priced_years}, proof)


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
    case, centre = province_case(path, nation, nation.provinces[0].folder), centre_cadres(path, nation)
    with workers(engine) as client:
        shared, bids, provinces = _settled(client, path, nation, params, watch, marks)
    taken = [province.taken for province in provinces]
    if broken := list(link_breaches(case, taken, centre, nation.budget_vnd)):
        raise VerificationError([f"{breach.rule} {breach.place}" for breach in broken])
    seconds = dict(zip(STAGES, np.diff(marks).tolist(), strict=True))
    proofs = tuple(made.proof for made in bids)
    totals = _totals(tiers(case), shared, proofs, provinces)
    told = National(out, provinces, shared.shares, shared.prices, proofs, totals, seconds)
    write_run(out, _files(told), _inputs(path, nation), _facts(nation, told), overwrite=overwrite)
    return told


@dataclass(frozen=True)
class _Shared:
    """How the links are shared out, their prices and rooms, and what of the first tier is there whatever is decided."""

    shares: Mapping[str, Share]
    prices: Prices
    rooms: pd.DataFrame
    offset: int


def _settled(
    client: Any, path: Path, nation: NationSettings, params: SolveParams, watch: Watch, marks: list[float]
) -> tuple[_Shared, tuple[Bid, ...], tuple[Settled, ...]]:
    """The shares, the bids, and the plans within the shares; a mark of time after each stage."""
    folders, centre = [province.folder for province in nation.provinces], centre_cadres(path, nation)
    ladder = tiers(province_case(path, nation, folders[0]))
    laid_out = client.map(partial(lay_out, path, nation), folders, pure=False)
    parts = list(_watched(client.map(attrgetter("part"), laid_out, pure=False), "lay_out", watch))
    marks.append(time.monotonic())
    room = rooms([part.links for part in parts], nation.budget_vnd)
    used, prices = price_links(parts, room, ladder, params)
    share = shares(parts, used, room)
    marks.append(time.monotonic())
    asked = partial(make_bid, centre, prices, params)
    bidden = client.map(asked, laid_out, list(share.values()), pure=False)
    bids = tuple(_watched(bidden, "bid", watch))
    share = balanced(parts, share, {folder: made.spent for folder, made in zip(folders, bids, strict=True)}, room)
    marks.append(time.monotonic())
    settled = client.map(partial(settle, centre, params), laid_out, list(share.values()), bidden, pure=False)
    provinces = tuple(_watched(settled, "settle", watch))
    marks.append(time.monotonic())
    offset = sum(Rung(part.program).offset(ladder[0]) for part in parts)
    return _Shared(share, prices, room, offset), bids, provinces


def _totals(
    ladder: Sequence[Tier], shared: _Shared, proofs: Sequence[Proof], provinces: Sequence[Settled]
) -> tuple[Total, ...]:
    """The tiers of the whole: sums over the provinces, and the bound of the first one for any sharing."""
    least = least_of_all(shared.prices, shared.rooms, [proof.least for proof in proofs])
    certified = [shared.offset - ladder[0].sense * least, *[None] * (len(ladder) - 1)]
    values = [sum(province.tiers[n].value for province in provinces) for n in range(len(ladder))]
    bounds = [sum(province.tiers[n].certified for province in provinces) for n in range(len(ladder))]
    return tuple(map(Total, ladder, values, bounds, certified))


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
    shown = {f"{p.folder}/{CERTIFICATE}": p.certificate for p in told.provinces}
    shown |= {f"{p.folder}/{AT_PRICES}": proof.certificate for p, proof in zip(told.provinces, told.proofs, strict=True)}
    certificates = {name: json.dumps(to_json(certificate)).encode() for name, certificate in shown.items()}
    return {"provinces.csv": csv_bytes(header, rows), CERTIFICATE: _certificate(told)} | files | certificates


def _certificate(told: National) -> bytes:
    """What shows the bound for any sharing: prices of the links, and what each province has at least at them."""
    least = {p.folder: proof.least for p, proof in zip(told.provinces, told.proofs, strict=True)}
    return json.dumps({"schema_version": 4, "prices": prices_to_json(told.prices), "least": least}).encode()


def _facts(nation: NationSettings, told: National) -> dict[str, Any]:
    """What the manifest says of the run."""
    return {
        "schema_version": 2,
        "nation": nation.name,
        "seed": nation.seed,
        "versions": versions(),
        "tiers": [
            {"name": t.tier.name, "value": t.value, "certified": t.certified, "within_shares": t.within_shares}
            for t in told.tiers
        ],
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
