"""The product's route beside its peers: the same Programs, the same run, the same seconds, all tiers in order.

Run: make bench (the small specs, about ten minutes) or make bench-full. One JSON line per spec, seed and engine in
benchmarks/results/, and the table of docs/benchmarks.md made from them. Peers: CP-SAT as it comes, CP-SAT with one
LP-driven worker, HiGHS and CBC as mixed-integer solvers. All peers start from the plan of greed, commune by commune.
"""

import argparse
import json
import platform
import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from optimizer.jobs import load_case
from optimizer.model import Model, build
from optimizer.program import FREE, Program
from optimizer.rules.tiers import tiers
from optimizer.solve import Solved, SolveParams, cpsat, highs, solve
from optimizer.solve.baselines import by_commune
from optimizer.solve.greedy import greedy
from optimizer.solve.tiers import complete
from optimizer.synth import files, specs
from optimizer.verify.certificate import Rung

RESULTS = Path(__file__).parent / "results"
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


class Spec(NamedTuple):
    """Synthetic cases of one size: `months` of horizon, `seeds` drawn, `seconds` for all tiers together."""

    name: str
    scale: str
    months: int
    seeds: int
    seconds: int
    small: bool


SPECS = (
    Spec("district, 1 period", "district", 12, 5, 10, small=True),
    Spec("district, 5 years", "district", 60, 2, 20, small=True),
    Spec("province, 1 period", "province", 12, 1, 30, small=True),
    Spec("province, 5 years", "province", 60, 1, 120, small=False),
)


class Found(NamedTuple):
    """What an engine reached in one tier (to be minimised): value and bound, None where it has none."""

    value: int | None
    bound: int | None


Engine = Callable[[Program, np.ndarray, "np.ndarray | None", float], tuple["np.ndarray | None", int | None]]


def cpsat_default(
    program: Program, points: np.ndarray, hint: np.ndarray | None, seconds: float
) -> tuple[Any, int | None]:
    """CP-SAT with its own portfolio, hinted like the others."""
    model = cpsat.compile_cpsat(program, points)
    if hint is not None:
        model.proto.solution_hint.vars.extend(range(len(hint)))
        model.proto.solution_hint.values.extend(hint.tolist())
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.1, seconds)
    status = solver.solve(model)
    solved = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    x = np.array(solver.response_proto.solution, dtype=np.int64) if solved else None
    return x, int(np.ceil(solver.best_objective_bound - 1e-6))


def cpsat_linear(program: Program, points: np.ndarray, hint: np.ndarray | None, seconds: float) -> tuple[Any, int | None]:
    """CP-SAT with one LP-driven worker, without a guide."""
    answer = cpsat.minimise(program, points, hint, seconds, threading.Event(), lambda *_: None)
    return answer.x, answer.bound


def highs_mip(program: Program, points: np.ndarray, hint: np.ndarray | None, seconds: float) -> tuple[Any, int | None]:
    """HiGHS as it comes."""
    answer = highs.minimise(program, points, hint, seconds, threading.Event(), lambda *_: None)
    return answer.x, answer.bound


def cbc(program: Program, points: np.ndarray, hint: np.ndarray | None, seconds: float) -> tuple[Any, int | None]:
    """CBC as the or-tools wheel has it."""
    solver = pywraplp.Solver.CreateSolver("CBC")
    columns = [solver.IntVar(0, int(upper), "") for upper in program.columns["upper"]]
    terms = program.terms
    for n, (low, high) in enumerate(zip(program.rows["lower"], program.rows["upper"], strict=True)):
        low_, high_ = (-solver.infinity() if low <= -FREE else low), (solver.infinity() if high >= FREE else high)
        row = solver.Constraint(float(low_), float(high_))
        for k in range(terms.indptr[n], terms.indptr[n + 1]):
            row.SetCoefficient(columns[terms.indices[k]], float(terms.data[k]))
    for j in np.flatnonzero(points):
        solver.Objective().SetCoefficient(columns[j], float(points[j]))
    if hint is not None:
        solver.SetHint(columns, [float(v) for v in hint])
    solver.SetTimeLimit(int(1000 * max(0.1, seconds)))
    status = solver.Solve()
    if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return None, None
    return np.array([round(c.solution_value()) for c in columns]), int(np.ceil(solver.Objective().BestBound() - 1e-6))


PEERS: dict[str, Engine] = {
    "cp-sat default": cpsat_default,
    "cp-sat linear": cpsat_linear,
    "highs": highs_mip,
    "cbc": cbc,
}


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


def ours(model: Model, seconds: float) -> tuple[list[Found], float]:
    """All tiers by the product's own route, and the seconds these took; the lots that then break ties are not a tier.

    The bound is the certified one, or an engine's proof.
    """
    outcome = solve(model, SolveParams(seconds=seconds))
    rung = Rung(model.program)
    told = outcome.tiers if isinstance(outcome, Solved) else ()
    return [Found(rung.least(t.tier, t.value), rung.least(t.tier, t.bound)) for t in told], sum(t.seconds for t in told)


def measured(spec: Spec, seed: int) -> Iterator[dict[str, Any]]:
    """One line per engine on one case."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files(specs(spec.scale, seed, months=spec.months), lambda parts: parts):
            (Path(folder) / name).write_bytes(content)
        case = load_case(Path(folder))
    begun = time.monotonic()
    model = build(case)
    base = {"spec": spec.name, "seed": seed, "columns": len(model.program.columns), "rows": len(model.program.rows)}
    yield {**base, "engine": "build", "seconds": round(time.monotonic() - begun, 2), "tiers": []}
    begun = time.monotonic()
    found, seconds = ours(model, spec.seconds)
    whole, memory = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = {"rss_mb": memory, "tiers": [list(f) for f in found]}
    yield {**base, "engine": "ours", "seconds": round(seconds, 2), **told}
    yield {**base, "engine": "ours, ties broken by lots", "seconds": round(whole, 2), **told}
    for name, engine in PEERS.items():
        begun = time.monotonic()
        found = plain(model, engine, spec.seconds)
        yield {**base, "engine": name, "seconds": round(time.monotonic() - begun, 2), "tiers": [list(f) for f in found]}


def table(lines: list[dict[str, Any]]) -> str:
    """The page: per spec and engine the medians over seeds of seconds and of the gap of each tier, and the machine."""
    said = [
        "# Benchmarks",
        "",
        "Made by `make bench` (`benchmarks/peers.py`); do not edit. All engines get the same Program and seconds",
        "for all tiers together; each tier is hinted with the last plan (the first by greed). Medians over the seeds.",
        "In brackets the distance of value and bound in the units of the tier: of the certified bound or an engine's",
        "proof for *ours*, of its own bound for each peer; `–` where it has no plan. Values of later tiers compare only",
        "where the earlier ones are equal. One machine, shared cores: ratios count, seconds orient.",
        "",
        f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}; "
        + ", ".join(f"{name} {version(name)}" for name in ("ortools", "highspy", "numpy", "scipy"))
        + f"; {time.strftime('%d/%m/%Y')}.",
    ]
    for spec in [s for s in SPECS if any(line["spec"] == s.name for line in lines)]:
        mine = [line for line in lines if line["spec"] == spec.name]
        seeds = sorted({line["seed"] for line in mine})
        columns = statistics.median(line["columns"] for line in mine)
        said += ["", f"## {spec.name}", "", f"Seeds {seeds}, {columns:.0f} columns, at most {spec.seconds} s.", ""]
        said += ["| engine | seconds | value (gap) of fill | worst | worst few | worth |", "|---|---|---|---|---|---|"]
        for engine in dict.fromkeys(line["engine"] for line in mine):
            said.append(_row(engine, [line for line in mine if line["engine"] == engine]))
    return "\n".join(said) + "\n"


def _row(engine: str, lines: list[dict[str, Any]]) -> str:
    """One engine's medians."""
    cells = []
    for tier in range(4):
        found = [
            line["tiers"][tier] for line in lines if len(line["tiers"]) > tier and line["tiers"][tier][0] is not None
        ]
        if not found or len(found) < len(lines):
            cells.append("–")
            continue
        gap = statistics.median(value - bound if bound is not None else value for value, bound in found)
        cells.append(f"{statistics.median(value for value, _ in found):.0f} ({gap:.0f})")
    seconds = statistics.median(line["seconds"] for line in lines)
    return f"| {engine} | {seconds:.2f} | " + " | ".join(cells) + " |"


def main() -> None:
    """Measure, line by line, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="all specs, not only the small ones")
    parser.add_argument("--only", default="", help="specs whose name begins so")
    parser.add_argument(
        "--smoke", action="store_true", help="one seed of each small spec, two seconds each, nothing written"
    )
    asked = parser.parse_args()
    chosen = [s for s in SPECS if (asked.full or s.small) and s.name.startswith(asked.only)]
    if asked.smoke:
        chosen = [s._replace(seeds=1, seconds=2) for s in chosen]
    lines = []
    for spec in chosen:
        for seed in range(1, spec.seeds + 1):
            for line in measured(spec, seed):
                print(json.dumps(line), flush=True)
                lines.append(line)
    if not asked.smoke:
        RESULTS.mkdir(exist_ok=True)
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (RESULTS / ("full.jsonl" if asked.full else "small.jsonl")).write_text(text, encoding="utf-8")
        PAGE.write_text(table(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
