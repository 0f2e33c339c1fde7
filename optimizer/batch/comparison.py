"""Scenarios side by side: measures, who is chosen in how many of them, the Pareto front, what each reform brings."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from optimizer.batch.task import unpacked
from optimizer.io.store import reading

MEASURES = ("vacant_months", "weakest", "moves", "rotations", "cost_vnd")
TIDY = ("scenario", "reforms", "seed", "sort", "name", "value")
FRONT = ("vacant_months", "weakest", "cost_vnd")  # less is better of each, whatever tiers a scenario has


@dataclass(frozen=True)
class Entry:
    """A scenario: what it changes and what came of it; `result` is None where there is none, with `why` if it failed.

    A result has a status, and if there is a plan its tiers, goals, measures and stints.
    """

    name: str
    reforms: tuple[str, ...]
    seed: int | None
    vi: str
    en: str
    result: Mapping[str, Any] | None
    why: tuple[str, str] | None

    @property
    def planned(self) -> bool:
        """True when there is a plan."""
        return self.result is not None and "stints" in self.result

    @property
    def status(self) -> str:
        """The sort of the outcome: proven, plan, impossible, out_of_time, disagreement; failed, or waiting."""
        if self.result is not None:
            return str(self.result["status"])
        return "failed" if self.why else "waiting"

    def measure(self, name: str) -> int:
        """A measure of the plan."""
        return int(self.result[name]) if self.result is not None else 0


@dataclass(frozen=True)
class Moved:
    """Who is placed otherwise in a scenario than in the first one that has a plan: (cadre, post) that come and that go,
    and those that begin or end on other days.
    """

    scenario: str
    come: tuple[tuple[str, str], ...]
    gone: tuple[tuple[str, str], ...]
    shifted: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Effect:
    """What one reform brings: the measures of a scenario with it less those of the same scenario without it."""

    reform: str
    scenario: str
    without: str
    change: Mapping[str, int]
    both_proven: bool


def read_entries(folder: Path) -> tuple[Entry, ...]:
    """The scenarios of the last batch in a folder, in order."""
    with reading(folder) as store:
        failures, found = store.failures(), []
        for key, facts in store.scenarios():
            content = store.result(key)
            result = None if content is None else unpacked(content)
            why = failures.get(key) if result is None else None
            told = facts | {"reforms": tuple(facts["reforms"])}
            found.append(Entry(**told, result=result, why=why))
    return tuple(found)


def chosen(entries: Sequence[Entry]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The scenarios in which each (cadre, post) is in the plan; first those that are in most, then by key."""
    plans = {entry.name: _pairs(entry) for entry in entries if entry.planned}
    counted = Counter(pair for pairs in plans.values() for pair in pairs)
    ordered = sorted(counted, key=lambda pair: (-counted[pair], pair))
    return {pair: tuple(name for name, pairs in plans.items() if pair in pairs) for pair in ordered}


def moved(entries: Sequence[Entry]) -> tuple[Moved, ...]:
    """What moves between the first scenario that has a plan and each of the others that have one."""
    planned = [entry for entry in entries if entry.planned]
    times = [{(cadre, post): (start, months) for cadre, post, start, months in _stints(entry)} for entry in planned]
    return tuple(_moved(entry.name, times[0], other) for entry, other in zip(planned[1:], times[1:], strict=True))


def _moved(scenario: str, first: Mapping[tuple[str, str], Any], other: Mapping[tuple[str, str], Any]) -> Moved:
    """How one scenario differs from the first, by the time of each (cadre, post)."""
    come, gone = sorted(other.keys() - first.keys()), sorted(first.keys() - other.keys())
    shifted = sorted(pair for pair in other.keys() & first.keys() if other[pair] != first[pair])
    return Moved(scenario, tuple(come), tuple(gone), tuple(shifted))


def front(entries: Sequence[Entry]) -> frozenset[str]:
    """The scenarios that no other one beats: none has fewer vacant months, a better weakest commune or a lower cost
    without being worse in another of the three. Only those with the horizon of the first plan are compared.
    """
    planned = [entry for entry in entries if entry.planned]
    alike = [entry for entry in planned if entry.measure("horizon_months") == planned[0].measure("horizon_months")]
    points = {entry.name: [entry.measure(name) for name in FRONT] for entry in alike}
    return frozenset(name for name, point in points.items() if not any(_beats(p, point) for p in points.values()))


def effects(entries: Sequence[Entry]) -> tuple[Effect, ...]:
    """What each reform brings, in each scenario that stands beside the same one without it: with the same seed, and
    over the same horizon, for vacant months of three years and of five say nothing of each other.
    """
    by_world = {(frozenset(entry.reforms), entry.seed): entry for entry in entries if entry.planned}
    found = []
    for entry in by_world.values():
        for reform in entry.reforms:
            without = by_world.get((frozenset(entry.reforms) - {reform}, entry.seed))
            if without is not None and entry.measure("horizon_months") == without.measure("horizon_months"):
                change = {name: entry.measure(name) - without.measure(name) for name in MEASURES}
                proven = entry.status == without.status == "proven"
                found.append(Effect(reform, entry.name, without.name, change, proven))
    return tuple(sorted(found, key=lambda effect: effect.reform))


def tidy_rows(entries: Sequence[Entry]) -> list[tuple[str, str, int | str, str, str, int | str]]:
    """A row per scenario and number: the columns TIDY; `sort` is status, measure, tier, bound, goal or gap."""
    rows: list[tuple[str, str, int | str, str, str, int | str]] = []
    for entry in entries:
        head = (entry.name, "+".join(entry.reforms), "" if entry.seed is None else entry.seed)
        rows.append((*head, "status", "status", entry.status))
        if entry.planned and entry.result is not None:
            rows += [(*head, "measure", name, entry.measure(name)) for name in MEASURES]
            rows += [(*head, "tier", tier["name"], tier["value"]) for tier in entry.result["tiers"]]
            rows += [(*head, "bound", tier["name"], tier["bound"]) for tier in entry.result["tiers"]]
            rows += [(*head, "goal", name, value) for name, value in entry.result["goals"].items()]
            rows += [(*head, "gap", unit, value) for unit, value in entry.result["gaps"].items()]
    return rows


def _pairs(entry: Entry) -> set[tuple[str, str]]:
    """Who goes to which post in a scenario."""
    return {(cadre, post) for cadre, post, _, _ in _stints(entry)}


def _stints(entry: Entry) -> list[tuple[str, str, str, int]]:
    """Cadre, post, first day and months of each stint of a scenario."""
    return [(cadre, post, start, months) for cadre, post, start, months in entry.result["stints"]] if entry.result else []


def _beats(one: Sequence[int], other: Sequence[int]) -> bool:
    """True when a point is nowhere worse than another, and somewhere better."""
    return all(a <= b for a, b in zip(one, other, strict=True)) and list(one) != list(other)
