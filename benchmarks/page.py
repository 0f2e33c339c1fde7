"""docs/benchmarks.md and its pictures, made from the lines of a run and from nothing else."""

import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import plots
from benchmarks.specs import SPECS, Spec

Line = dict[str, Any]

GROWTH, GAP = "benchmarks-growth.svg", "benchmarks-gap.svg"
HEAD = """\
# Benchmarks

Made by `make bench` (`benchmarks/peers.py`); do not edit. All engines get the same Program and seconds
for all tiers together; each tier is hinted with the last plan (the first by greed), and each engine works in a process
of its own. Medians over the seeds; where a peer ran on the first seed only, its row says so.
In brackets the distance of value and bound in the units of the tier: of the certified bound or an engine's
proof for *ours*, of its own bound for each peer; `–` where it has no plan. Values of later tiers compare only
where the earlier ones are equal. One machine: ratios count, seconds orient. Memory is the most that the process
held, with the case and the Program in it."""
PEERS = """\
*cp-sat term by term* and *cpmpy* are the engine of *cp-sat default* with the model written in Python loops and in
CPMpy; that writing is on their clock."""
ASSIGNED = """\
What one post per cadre and one cadre per post allow among eligible pairs, whatever the other rules say: {kept} of
{rows} rows. Left out are kin, locals, teams, the floors of sending bodies, money, housing, landings, courses and all
else, so these are no plans. Minimum-cost flow solves this exactly: its fill is a bound for any plan, the physical limit.
Timefold (first seed, {seconds:g} s after its start) is given just this, each post with its own list of cadres; it has
no bound. `worth` is that of the stints alone at this fill, and compares only between these rows."""
CHECKED = """\
*check*: fingerprint and replay of the certificate, its duals and branches, in whole numbers, without a solver, beyond
rebuilding the Program. *solve*: all tiers by our route, ties not counted. Medians over the seeds."""
GROWN = """\
One seed a size, districts of one shape over one period. Hollow points: some tier was not proven when its time was up, so
the seconds say little; they are left out of the fit. Exponent: slope of the logarithms by least squares."""
GAPS = """\
{spec}, seed {seed}: value and bound of each tier (to be minimised) as our route learned them; where the two meet, the
tier is proven. A tier ends with its certified bound or an engine's proof, and its value stays within the tolerance."""


def write(lines: list[Line], folder: Path) -> None:
    """The page and its pictures, in a folder that exists."""
    (folder / "benchmarks.md").write_text(page(lines), encoding="utf-8")
    if grown := growth(lines):
        (folder / GROWTH).write_text(plots.growth(grown), encoding="utf-8")
    if tracked := longest(lines):
        (folder / GAP).write_text(plots.gaps(tracked["track"]), encoding="utf-8")


def page(lines: list[Line]) -> str:
    """The page: where and when, a table per spec, the assignment alone, building and checking, growth and gaps."""
    machine = next((line for line in lines if "machine" in line), None)
    said = [HEAD, ""]
    if machine:
        said += [f"{machine['machine']}; load before the run {machine['load']}; {machine['day']}.", ""]
    absent = {line["missing"]: line["why"] for line in lines if "missing" in line}
    said += [f"Left out: {name}, {why}.\n" for name, why in absent.items()]
    lines = [line for line in lines if "spec" in line]
    for spec in SPECS:
        mine = [line for line in lines if line["spec"] == spec.name]
        if mine and spec.peers:
            said += [*_spec(spec, mine), ""]
    said += ["## Building and checking", "", CHECKED, "", *_checked(lines), ""]
    if grown := growth(lines):
        said += ["## Time over size", "", GROWN, "", f"![Seconds over key posts, both logarithmic]({GROWTH})", ""]
        said += [*_exponents(grown), ""]
    if tracked := longest(lines):
        told = GAPS.format(spec=tracked["spec"][0].upper() + tracked["spec"][1:], seed=tracked["seed"])
        said += ["## Gap over time", "", told, "", f"![Value and bound of each tier over seconds]({GAP})", ""]
    return "\n".join(said).rstrip() + "\n"


def growth(lines: list[Line]) -> list[Line]:
    """One row per size and step (build, solve, check): posts, seconds, and whether all tiers were proven."""
    grown = [line for line in lines if str(line.get("spec", "")).startswith("growth")]
    steps = {"build": "build", "ours": "solve", "check": "check"}
    return [
        {
            "posts": line["posts"],
            "step": steps[line["engine"]],
            "seconds": line["seconds"],
            "proven": line.get("proven", True),
        }
        for line in grown
        if line["engine"] in steps
    ]


def longest(lines: list[Line]) -> Line | None:
    """The first district of the longest horizon that has a track; None without any."""
    tracked = [line for line in lines if line.get("track") and line["spec"] == "district, 5 years"]
    return tracked[0] if tracked else None


def _spec(spec: Spec, lines: list[Line]) -> Iterator[str]:
    """A spec's section: all engines on the Program, and the assignment alone where there is one."""
    seeds = sorted({line["seed"] for line in lines})
    columns = statistics.median(line["columns"] for line in lines)
    yield from (f"## {spec.name}", "", f"Seeds {seeds}, {columns:.0f} columns, at most {spec.seconds:g} s.", "")
    yield "| engine | seconds | MB | value (gap) of fill | worst | worst few | worth |"
    yield "|---|---|---|---|---|---|---|"
    engines = dict.fromkeys(line["engine"] for line in lines if "tiers" in line)
    for engine in engines:
        yield _row(engine, [line for line in lines if line["engine"] == engine], len(seeds))
    if "cp-sat term by term" in engines:
        yield from ("", PEERS)
    assigned = [line for line in lines if "assigned" in line]
    if assigned:
        kept, rows = (statistics.median(line[key] for line in assigned) for key in ("kept", "rows"))
        told = ASSIGNED.format(kept=f"{kept:.0f}", rows=f"{rows:.0f}", seconds=spec.seconds)
        yield from ("", f"### {spec.name}: the assignment alone", "", told, "")
        yield from ("| engine | seconds | MB | fill | worth of stints | proven |", "|---|---|---|---|---|---|")
        for engine in dict.fromkeys(line["engine"] for line in assigned):
            yield _assigned(engine, [line for line in assigned if line["engine"] == engine], seeds)


def _row(engine: str, lines: list[Line], seeds: int) -> str:
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
    name = engine if len(lines) == seeds else f"{engine} (seed 1)"
    return f"| {name} | {_median(lines, 'seconds'):.2f} | {_median(lines, 'rss_mb'):.0f} | " + " | ".join(cells) + " |"


def _assigned(engine: str, lines: list[Line], seeds: list[int]) -> str:
    """One engine's medians on the assignment alone; the flow's first seed beside them, for Timefold has only that."""
    fill, worth = (statistics.median(line["assigned"][n] for line in lines) for n in (0, 1))
    name = engine if len(lines) == len(seeds) else f"{engine} (seed 1)"
    first = lines[0]["assigned"]
    shown = (
        f"{median:.0f}" + (f" (seed 1: {first[n]})" if len(lines) > 1 else "") for n, median in enumerate((fill, worth))
    )
    proven = "yes" if engine == "flow" else "no bound"
    seconds = _median(lines, "seconds")
    return f"| {name} | {seconds:.3f} | {_median(lines, 'rss_mb'):.0f} | " + " | ".join(shown) + f" | {proven} |"


def _checked(lines: list[Line]) -> Iterator[str]:
    """Sizes of the Programs, seconds and memory to build them and to check a certificate."""
    yield "| spec | columns | rows | terms | build s | solve s | check s | check / solve | build MB | check MB | holds |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for spec in dict.fromkeys(line["spec"] for line in lines if line["engine"] == "check"):
        built, solved, checked = (
            [line for line in lines if line["spec"] == spec and line["engine"] == engine]
            for engine in ("build", "ours", "check")
        )
        size = " | ".join(f"{_median(built, key):.0f}" for key in ("columns", "rows", "terms"))
        seconds = [_median(of, "seconds") for of in (built, solved, checked)]
        memory = " | ".join(f"{_median(of, 'rss_mb'):.0f}" for of in (built, checked))
        holds = "yes" if not any(line["faults"] for line in checked) else "NO"
        times = " | ".join(f"{s:.2f}" for s in seconds)
        yield f"| {spec} | {size} | {times} | {seconds[2] / max(seconds[1], 1e-9):.0%} | {memory} | {holds} |"


def _exponents(grown: list[Line]) -> Iterator[str]:
    """The table under the picture of growth."""
    sizes = sorted({row["posts"] for row in grown})
    yield "| seconds | " + " | ".join(f"{posts} posts" for posts in sizes) + " | exponent (sizes) |"
    yield "|---|" + "---|" * (len(sizes) + 1)
    for step in ("build", "solve", "check"):
        of = {row["posts"]: row for row in grown if row["step"] == step}
        cells = [f"{of[p]['seconds']:.2f}" + ("" if of[p]["proven"] else " (open)") for p in sizes]
        fit = plots.exponent([row for row in of.values() if row["proven"]])
        last = "–" if fit is None else f"{fit:.2f} ({sum(row['proven'] for row in of.values())})"
        yield f"| {step} | " + " | ".join(cells) + f" | {last} |"


def _median(lines: list[Line], key: str) -> float:
    """The median of a number over lines."""
    return float(statistics.median(line[key] for line in lines))
