"""The main job for a nation: provinces laid out and planned in parallel, one certificate for the whole, a run folder."""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from optimizer.errors import UsageError, VerificationError
from optimizer.io.nation import NATION, read_nation
from optimizer.io.runs import case_files, write_run
from optimizer.jobs import CERTIFICATE
from optimizer.model import build
from optimizer.nation import Part, Takings, part_of, takings
from optimizer.nation_jobs import centre_cadres, province_case
from optimizer.planning import versions
from optimizer.report.files import csv_bytes, plan_files
from optimizer.rules.tiers import Tier, tiers
from optimizer.solve import Solved, SolveParams
from optimizer.solve.nation import Share, Whole, certificate_of, certified, planned, shares, whole
from optimizer.solve.outcome import TierResult
from optimizer.tables.nation import NationSettings
from optimizer.verify.certificate import Certificate, to_json
from optimizer.verify.nation import link_breaches
from optimizer.workers import workers

STAGES = ("build", "share", "settle", "certify")
Watch = Callable[[str, int, int], None]  # stage, done, of how many


@dataclass(frozen=True)
class Settled:
    """The plan of a province within its share: its files, goals and tiers, and what it takes of the links."""

    folder: str
    files: Mapping[str, bytes]
    goals: Mapping[str, int]
    values: tuple[int, ...]
    proven: bool
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


def lay_out(path: Path, nation: NationSettings, folder: str) -> Part:
    """A province as a part of the nation; a task for a worker."""
    case = province_case(path, nation, folder)
    return part_of(folder, build(case), centre_cadres(path, nation), nation.budget_vnd)


def settle(path: Path, nation: NationSettings, params: SolveParams, given: tuple[str, Share]) -> Settled:
    """The plan of a province within its share; a task for a worker. It lays the province out anew, to hold little."""
    begun = time.monotonic()
    folder, share = given
    case, centre = province_case(path, nation, folder), centre_cadres(path, nation)
    model = build(case)
    part = part_of(folder, model, centre, nation.budget_vnd)
    solved = planned(model, part, share, centre, params)
    if not isinstance(solved, Solved):
        raise UsageError(
            f"{folder}: không có phương án trong thời gian cho phép; hãy tăng --time-limit.",
            f"{folder}: no plan in the time given; raise --time-limit.",
        )
    values = tuple(result.value for result in solved.tiers)
    files, taken = plan_files(case, solved.plan), takings(case, solved.plan, centre)
    seconds = time.monotonic() - begun
    return Settled(folder, files, dict(solved.verdict.goals), values, solved.proven, taken, seconds)


def plan_nation(path: Path, out: Path, params: SolveParams, engine: str, watch: Watch, *, overwrite: bool) -> National:
    """Plan the provinces of a nation within shares that the LP of the whole gives them, and write the run.

    `params.seconds` are for each province.
    """
    nation = read_nation(path)
    folders = [province.folder for province in nation.provinces]
    case, marks = province_case(path, nation, folders[0]), [time.monotonic()]
    ladder = tiers(case)
    with workers(engine) as client:
        spread = partial(_spread, client)
        parts = list(_watched(spread(partial(lay_out, path, nation), folders), "lay_out", len(folders), watch))
        climb = whole(parts, nation.budget_vnd)
        program = climb.rung.program
        marks.append(time.monotonic())
        share = shares(climb, parts, ladder, nation.budget_vnd, params)
        marks.append(time.monotonic())
        task = partial(settle, path, nation, params)
        provinces = tuple(_watched(spread(task, share.items()), "settle", len(folders), watch))
    marks.append(time.monotonic())
    taken = [province.taken for province in provinces]
    if broken := list(link_breaches(case, taken, centre_cadres(path, nation), nation.budget_vnd)):
        raise VerificationError([f"{breach.rule} {breach.place}" for breach in broken])
    results = tuple(_certified(climb, ladder, provinces, params, watch))
    marks.append(time.monotonic())
    seconds = dict(zip(STAGES, np.diff(marks).tolist(), strict=True))
    told = National(out, provinces, share, results, seconds)
    _write(path, nation, told, certificate_of(program, climb), overwrite=overwrite)
    return told


def _write(path: Path, nation: NationSettings, told: National, shown: Certificate, *, overwrite: bool) -> None:
    """Write the run folder of a nation."""
    files = _files(told) | {CERTIFICATE: json.dumps(to_json(shown)).encode()}
    write_run(told.folder, files, _inputs(path, nation), _facts(nation, told), overwrite=overwrite)


def _certified(
    climb: Whole, ladder: Sequence[Tier], provinces: Sequence[Settled], params: SolveParams, watch: Watch
) -> Iterator[TierResult]:
    """Each tier of the whole with its bound: the values are the sums over the provinces."""
    for number, tier in enumerate(ladder):
        yield certified(climb, tier, sum(province.values[number] for province in provinces), params)
        watch("certify", number + 1, len(ladder))


def _spread(client: Any, task: Callable[..., Any], arguments: Iterable[Any]) -> Iterator[Any]:
    """The results of a function over arguments, as they are asked for, in order."""
    return (future.result() for future in client.map(task, list(arguments), pure=False))


def _watched(results: Iterator[Any], stage: str, count: int, watch: Watch) -> Iterator[Any]:
    """The results, each told of once it is there."""
    for done, result in enumerate(results, start=1):
        watch(stage, done, count)
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
        [p.folder, *p.values, int(p.proven), len(told.shares[p.folder].cadres), len(p.taken.sent), round(p.seconds, 1)]
        for p in told.provinces
    ]
    within = {f"{p.folder}/{name}": content for p in told.provinces for name, content in p.files.items()}
    return {"provinces.csv": csv_bytes(header, rows)} | within


def _facts(nation: NationSettings, told: National) -> dict[str, Any]:
    """What the manifest says of the run."""
    return {
        "schema_version": 1,
        "nation": nation.name,
        "seed": nation.seed,
        "versions": versions(),
        "tiers": [
            {"name": r.tier.name, "value": r.value, "certified": r.certified, "tolerance": r.tier.tolerance}
            for r in told.tiers
        ],
        "provinces": {p.folder: {"proven_in_share": p.proven, "goals": dict(p.goals)} for p in told.provinces},
        "seconds": {name: round(value, 1) for name, value in told.seconds.items()},
    }
