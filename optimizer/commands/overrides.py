"""What a committee decides otherwise than proposed: the case with the decision, its cost, the log of all (F49)."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from optimizer.errors import UsageError
from optimizer.io.runs import MANIFEST, read_manifest, sha256
from optimizer.jobs import inputs, read_tables
from optimizer.report.files import csv_bytes
from optimizer.solve import Solved
from optimizer.tables import TABLES
from optimizer.words import DecisionKind

LOG = "overrides.json"
DECISIONS = "decisions"


@dataclass(frozen=True)
class Decision:
    """What is decided: a cadre is pinned to a post or banned from it (blank: any post), by whom, when, where and why."""

    kind: DecisionKind
    cadre_id: str
    post_id: str
    author: str
    decided_on: str
    meeting: str
    reason: str


@dataclass(frozen=True)
class Cost:
    """One tier without the decision and with it; by how much it is worse lies between `low` and `high`."""

    tier: str
    before: int
    after: int
    low: int
    high: int


@dataclass(frozen=True)
class Override:
    """One entry of the log: its number, the decision, what it costs against the run that it overrides.

    `run` is the SHA-256 of that run's manifest, so that the entries of a log form a chain.
    """

    number: int
    decision: Decision
    run: str
    costs: tuple[Cost, ...]


@contextmanager
def case_with(run: Path, decision: Decision, number: int) -> Iterator[Path]:
    """Yield a folder with the case of a run in which the decision stands, while the context lasts."""
    source = inputs(run)
    if source.is_file():
        raise UsageError(
            "Kết quả này được lập từ một tệp .xlsx; hãy lập lại từ thư mục CSV rồi ghi quyết định.",
            "This run was made from an .xlsx workbook; plan again from a folder of CSV files, then override.",
        )
    with tempfile.TemporaryDirectory() as made:
        folder = Path(shutil.copytree(source, Path(made) / "case"))
        (folder / f"{DECISIONS}.csv").write_bytes(_decisions(source, decision, number))
        yield folder


def _decisions(source: Path, decision: Decision, number: int) -> bytes:
    """The table of decisions of a case with one row more."""
    tables = read_tables(source)[0]
    columns = list(TABLES[DECISIONS].model_fields)
    rows = [] if tables is None else tables.decisions[columns].astype(str).to_numpy().tolist()
    key = next(key for n in range(number, number + len(rows) + 1) if (key := f"OV{n}") not in {row[0] for row in rows})
    told = {**asdict(decision), "decision_id": key, "decided_by": decision.author}
    return csv_bytes(columns, [*rows, [told.get(column, "") for column in columns]])


def costs(before: Sequence[Mapping[str, Any]], solved: Solved) -> tuple[Cost, ...]:
    """What a decision costs, tier by tier: what the manifest of the run told, and the plan with the decision.

    Between what the plans found have reached and what is proven not to be exceeded.
    """
    told = {tier["name"]: tier for tier in before}
    found = []
    for result in solved.tiers:
        if result.tier.name in told:
            was, sense = told[result.tier.name], result.tier.sense
            low, high = sense * (was["value"] - result.bound), sense * (was["bound"] - result.value)
            found.append(Cost(result.tier.name, was["value"], result.value, low, high))
    return tuple(found)


def entry(run: Path, decision: Decision, solved: Solved) -> Override:
    """The entry of a decision against a run."""
    manifest = read_manifest(run)
    digest = sha256((run / MANIFEST).read_bytes())
    return Override(len(read_log(run)) + 1, decision, digest, costs(manifest["tiers"], solved))


def read_log(run: Path) -> tuple[Override, ...]:
    """The log of a run: every decision that led to it, the first one first; empty where there is none."""
    path = run / LOG
    if not path.is_file():
        return ()
    return tuple(_entry(told) for told in json.loads(path.read_text(encoding="utf-8")))


def log_bytes(log: Sequence[Override]) -> bytes:
    """A log as it stands in a run folder."""
    return (json.dumps([asdict(of) for of in log], ensure_ascii=False, indent=1) + "\n").encode()


def _entry(told: Mapping[str, Any]) -> Override:
    """One entry from its plain values."""
    decision = Decision(**{**told["decision"], "kind": DecisionKind(told["decision"]["kind"])})
    return Override(told["number"], decision, told["run"], tuple(Cost(**cost) for cost in told["costs"]))


def total(log: Sequence[Override]) -> tuple[Cost, ...]:
    """What decisions one after another cost together, tier by tier: the first value without, the last with them."""
    names = dict.fromkeys(cost.tier for of in log for cost in of.costs)
    summed = []
    for name in names:
        found = [cost for of in log for cost in of.costs if cost.tier == name]
        low, high = sum(cost.low for cost in found), sum(cost.high for cost in found)
        summed.append(Cost(name, found[0].before, found[-1].after, low, high))
    return tuple(summed)


def by_meeting(log: Sequence[Override]) -> dict[str, list[Override]]:
    """The entries of each meeting, in the order of the log."""
    meetings: dict[str, list[Override]] = {}
    for of in log:
        meetings.setdefault(of.decision.meeting, []).append(of)
    return meetings
