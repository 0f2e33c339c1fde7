"""The product's route beside its peers: the same Programs, the same run, the same seconds, all tiers in order.

Run: make bench (the small table, about ten minutes) or make bench-full. One JSON line per spec, seed and engine in
benchmarks/results/, and docs/benchmarks.md with its pictures made from them. Each engine works in a process of its own,
so memory is its own too. All peers start from the plan of greed, commune by commune.
"""

import argparse
import json
import multiprocessing
import os
import platform
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from benchmarks.assignment import assignment, flow, timefold
from benchmarks.assignment import missing as timefold_missing
from benchmarks.engines import PEERS, SLOW, Engine, missing
from benchmarks.page import write
from benchmarks.specs import SPECS, Spec, smoke
from optimizer.jobs import load_case
from optimizer.model import Model, build
from optimizer.program import FREE
from optimizer.rules.tiers import tiers
from optimizer.solve import News, Solved, SolveParams, solve
from optimizer.solve.baselines import by_commune
from optimizer.solve.greedy import greedy
from optimizer.solve.tiers import complete
from optimizer.synth import files, specs
from optimizer.verify.certificate import NOTHING, Certificate, Rung, faults

RESULTS = Path(__file__).parent / "results"
DOCS = Path(__file__).parents[1] / "docs"
FORK = multiprocessing.get_context("fork")  # the child has the Program already

Line = dict[str, Any]
Result = TypeVar("Result")


class Found(NamedTuple):
    """What an engine reached in one tier (to be minimised): value and bound, None where it has none."""

    value: int | None
    bound: int | None


class Climbed(NamedTuple):
    """What the product's own route reached: tiers, its seconds for them and with ties broken by lots after them.

    `proven`: all tiers; `told`: certified bound per tier, in the tier's own sense; `track`: what was known when, per
    tier (to be minimised).
    """

    found: list[Found]
    seconds: float
    whole: float
    proven: bool
    told: tuple[int, ...]
    certificate: Certificate
    track: list[tuple[float, str, int | None, int | None]]


def apart(work: Callable[[], Result]) -> tuple[Result, int]:
    """What `work` returns in a process of its own, and the most memory that one held, in MB."""
    near, far = FORK.Pipe(duplex=False)
    child = FORK.Process(target=_send, args=(work, far))
    child.start()
    far.close()
    answer: tuple[Result, int] = near.recv()
    child.join()
    return answer


def _send(work: Callable[[], Any], far: Connection) -> None:
    """Do the work and tell the parent."""
    done = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    far.send((done, peak // (1024**2 if platform.system() == "Darwin" else 1024)))


def plain(model: Model, engine: Engine, seconds: float) -> list[Found]:
    """All tiers by one engine alone over all columns, hinted by greed and then by the last plan; values kept as rows."""
    rung, found, todo = Rung(model.program), [], tiers(model.case)
    deadline = time.monotonic() + seconds
    hint = complete(model.program, rung.points(todo[0]), greedy(model, by_commune(model)), seconds)
    for number, tier in enumerate(todo):
        points = rung.points(tier)
        left = max(0.5, deadline - time.monotonic())
        x, bound = engine(rung.program, points, hint, left * tier.share / sum(t.share for t in todo[number:]))
        if x is None or not rung.program.admits(x):
            return [*found, Found(None, bound)]
        value = int(points @ x)
        found.append(Found(value, bound))
        rung = Rung(rung.program.with_row(tier.name, points, -FREE, value + tier.tolerance))
        hint = x
    return found


def ours(model: Model, seconds: float) -> Climbed:
    """All tiers by the product's own route; the lots that then break ties are not a tier.

    The bound is the certified one, or an engine's proof.
    """
    begun, rung, news = time.monotonic(), Rung(model.program), list[tuple[float, News]]()
    outcome = solve(
        model, SolveParams(seconds=seconds), watch=lambda heard: news.append((time.monotonic() - begun, heard))
    )
    whole = time.monotonic() - begun
    if not isinstance(outcome, Solved):
        return Climbed([], whole, whole, False, (), NOTHING, [])
    named = {tier.name: tier for tier in tiers(model.case)}

    def least(name: str, value: int | None) -> int | None:
        return None if value is None else rung.least(named[name], value)

    track = [(at, n.tier, least(n.tier, n.value), least(n.tier, n.bound)) for at, n in news]
    found, ended = [], 0.0
    for result in outcome.tiers:
        ended += result.seconds
        found.append(Found(rung.least(result.tier, result.value), rung.least(result.tier, result.bound)))
        track.append((ended, result.tier.name, *found[-1]))
    told = tuple(result.certified for result in outcome.tiers)
    track.sort(key=lambda point: point[0])
    return Climbed(found, ended, whole, outcome.proven, told, outcome.certificate, track)


def check(model: Model, climbed: Climbed) -> tuple[float, list[str]]:
    """Seconds to check a certificate against the Program, fingerprint and all, and its faults."""
    begun = time.monotonic()
    found = faults(model.program, tiers(model.case), climbed.told, climbed.certificate)
    return time.monotonic() - begun, found


def drawn(spec: Spec, seed: int) -> tuple[Model, float]:
    """The model of a synthetic case, and the seconds to build it from its tables."""
    laid_out = specs(spec.scale, seed, months=spec.months, posts=spec.posts, cadres=spec.cadres, tight=spec.tight)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files(laid_out, lambda parts: parts):
            (Path(folder) / name).write_bytes(content)
        case = load_case(Path(folder))
    begun = time.monotonic()
    model = build(case)
    return model, time.monotonic() - begun


def measured(spec: Spec, seed: int, *, slow: bool) -> Iterator[Line]:
    """One line per engine on one case; those that are `slow`, and Timefold, only if asked for."""
    model, seconds = drawn(spec, seed)
    program = model.program
    size = {"columns": len(program.columns), "rows": len(program.rows), "terms": int(program.terms.nnz)}
    base = {"spec": spec.name, "seed": seed, "posts": int(model.case.posts["key"].sum()), **size}

    def line(engine: str, taken: float, memory: int, **more: Any) -> Line:
        return {**base, "engine": engine, "seconds": round(taken, 3), "rss_mb": memory, **more}

    yield line("build", seconds, apart(lambda: None)[1])
    climbed, memory = apart(lambda: ours(model, spec.seconds))
    yield line("ours", climbed.seconds, memory, tiers=climbed.found, proven=climbed.proven, track=climbed.track)
    yield line("ours, ties broken by lots", climbed.whole, memory, tiers=climbed.found)
    if climbed.told:
        (seconds, wrong), memory = apart(lambda: check(model, climbed))
        yield line("check", seconds, memory, faults=wrong)
    if spec.peers:
        yield from _peers(model, spec, line, slow=slow)


def _peers(model: Model, spec: Spec, line: Callable[..., Line], *, slow: bool) -> Iterator[Line]:
    """The lines of the peers; one that is not installed says so."""
    for name, engine in PEERS.items():
        why = missing(name)
        if why or (name in SLOW and not slow):
            yield from [{"missing": name, "why": why}] if why else []
            continue
        begun = time.monotonic()
        found, memory = apart(lambda engine=engine: plain(model, engine, spec.seconds))
        yield line(name, time.monotonic() - begun, memory, tiers=found)
    told = assignment(model)
    if told is None:
        return
    kept = {"kept": told.kept, "options": len(told.options)}
    begun = time.monotonic()
    reached, memory = apart(lambda: flow(told))
    yield line("flow", time.monotonic() - begun, memory, assigned=reached, **kept)
    if why := timefold_missing():
        yield {"missing": "timefold", "why": why}
    elif slow:
        begun = time.monotonic()
        reached, memory = apart(lambda: timefold(told, spec.seconds))
        yield line("timefold", time.monotonic() - begun, memory, assigned=reached, **kept)


def machine() -> Line:
    """Where and when, with which versions, and how busy the machine was before."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("ortools", "highspy", "numpy", "scipy"))
    where = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return {"machine": f"{where}; {versions}", "load": round(os.getloadavg()[0], 1), "day": time.strftime("%d/%m/%Y")}


def main() -> None:
    """Measure, line by line, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="all specs and seeds, not only those of the small table")
    parser.add_argument("--only", default="", help="specs whose name begins so")
    parser.add_argument("--smoke", action="store_true", help="each spec in tiny, in seconds; written only with --out")
    parser.add_argument("--out", type=Path, help="folder for lines, page and pictures, instead of their usual places")
    asked = parser.parse_args()
    chosen = [smoke(spec) if asked.smoke else spec for spec in SPECS if spec.name.startswith(asked.only)]
    lines = []
    for line in _all(chosen, full=asked.full):
        print(json.dumps(line), flush=True)
        lines.append(line)
    if asked.out or not asked.smoke:
        results, docs = asked.out or RESULTS, asked.out or DOCS
        results.mkdir(parents=True, exist_ok=True)
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (results / ("full.jsonl" if asked.full else "small.jsonl")).write_text(text, encoding="utf-8")
        write(lines, docs)


def _all(chosen: list[Spec], *, full: bool) -> Iterator[Line]:
    """The machine, then every spec and seed."""
    yield machine()
    for spec in chosen:
        for seed in range(1, 1 + (spec.seeds if full else spec.small)):
            yield from measured(spec, seed, slow=full or seed == 1)


if __name__ == "__main__":
    main()
