"""Kills a worker, the scheduler or the client of one batch fifty times, at random moments: make kills.

Nothing that was stored is lost or done twice, no file is corrupt, a scenario that kills its workers is reported, and the
rest are planned. As in an office: whatever died is begun again, by the same command. `--help` tells what may vary.
"""

import argparse
import json
import logging
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from optimizer.batch.comparison import read_entries
from optimizer.batch.keys import run_key
from optimizer.batch.scenarios import read_batch, scenarios
from optimizer.io.runs import sha256
from optimizer.io.store import BLOBS, INDEX
from optimizer.solve import SolveParams

ROOT = Path(__file__).parents[1]
WORKERS = 2
POISON = "poison"
ENDED = {0, 10}  # exit codes of a batch that left nothing
AT_ONCE = 0.01  # of looks at the batch: a next kill is then due whether or not anything was done since the last
PATIENCE = 3600.0  # seconds


@dataclass
class Office:
    """The processes of a batch on this machine, each begun again when it is found dead; kept until `close`."""

    folder: Path
    scenario_file: Path
    out: Path
    port: int
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    ends: Counter[str] = field(default_factory=Counter)

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        return f"tcp://127.0.0.1:{self.port}"

    def commands(self) -> dict[str, list[str]]:
        """How each process is begun, the scheduler first."""
        dask, quiet = [sys.executable, "-m", "dask"], ["--no-dashboard"]
        worker = [*dask, "worker", self.address, "--nworkers", "1", "--nthreads", "1", *quiet]
        batch = ["batch", str(self.scenario_file), "--out", str(self.out), "--engine", self.address, "--json"]
        return {
            "scheduler": [*dask, "scheduler", "--host", "127.0.0.1", "--port", str(self.port), *quiet],
            **{f"w{n}": [*worker, "--name", f"w{n}", "--local-directory", str(self.folder)] for n in range(WORKERS)},
            "client": [sys.executable, "-m", "optimizer", *batch],
        }

    def tend(self) -> bool:
        """Begin again whatever is dead; True when the client has ended by itself with nothing left."""
        for name, command in self.commands().items():
            process = self.running.get(name)
            if process is not None and process.poll() is None:
                continue
            if process is not None and name == "client":
                self.ends[str(process.returncode)] += 1
                if process.returncode in ENDED:
                    return True
            self.running[name] = self._begun(name, command)
        return False

    def _begun(self, name: str, command: list[str]) -> subprocess.Popen[bytes]:
        """A process that writes to a log of its own."""
        settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "2"}
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=os.environ | settings)

    def victim(self, sort: str, number: int) -> int | None:
        """The process to kill: the scheduler, the client, or the process that works below the nanny of a worker."""
        process = self.running.get(sort if sort != "worker" else f"w{number}")
        if process is None or process.poll() is not None:
            return None
        return process.pid if sort != "worker" else _child(process.pid)

    def close(self) -> None:
        """End all."""
        for process in reversed(self.running.values()):
            process.kill()
            process.wait()


def _child(pid: int) -> int | None:
    """The worker process of a nanny; None if it has none just now."""
    try:
        children = psutil.Process(pid).children()
        return next((child.pid for child in children if any("spawn_main" in word for word in child.cmdline())), None)
    except psutil.Error:
        return None


def poisoned(office: Office, key: str, end: threading.Event) -> None:
    """Kill whatever worker is at the poisoned scenario, as often as it is taken up."""
    from dask.distributed import Client

    while not end.is_set():
        try:
            with Client(office.address, timeout=2, set_as_default=False) as client:
                while not end.is_set():
                    told = client.scheduler_info(n_workers=-1)["workers"]
                    for worker, tasks in client.processing().items():
                        if f"scenario-{key}" in tasks and worker in told:
                            _kill(office.victim("worker", int(str(told[worker]["name"])[1:])))
                    end.wait(0.4)
        except Exception:  # noqa: BLE001 - the scheduler is killed under it: it looks again
            end.wait(0.5)


def _kill(pid: int | None) -> bool:
    """Kill a process outright; False if it is not there."""
    try:
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
        return pid is not None
    except ProcessLookupError:
        return False


def scenario_text(seeds: int) -> str:
    """A scenario file of 40 worlds of the tiny case per seed, and one that is poisoned."""
    budgets = [f"b{percent}" for percent in range(55, 105, 5)]
    prices = [f"m{points}" for points in (100, 200, 300, 500)]
    lines = ['schema_version = 1\ncase = "tiny"\nseconds = 20\n', f'[[grids]]\naxes = [["{POISON}"]]\n']
    lines += [f"[[grids]]\naxes = [{json.dumps(budgets)}, {json.dumps(prices)}]\nseeds = {list(range(seeds))}\n"]
    lines += [f'[reforms.{POISON}]\nvi = "Độc."\nen = "Poison."\nsettings = {{training = false}}\n']
    for name in budgets:
        change = f'{{table = "budget", column = "amount_vnd", percent = {name[1:]}}}'
        lines += [f'[reforms.{name}]\nvi = "{name}."\nen = "{name}."\ndata = [{change}]\n']
    lines += [f'[reforms.{n}]\nvi = "{n}."\nen = "{n}."\nparameters = {{points_move = {n[1:]}}}\n' for n in prices]
    return "\n".join(lines)


def stored(out: Path) -> dict[str, str]:
    """The digest of each stored result, by key, as the index has it now."""
    if not (out / INDEX).is_file():
        return {}
    with closing(sqlite3.connect(f"file:{out / INDEX}?mode=ro", uri=True, timeout=30)) as index:
        assert index.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = {name for (name,) in index.execute("SELECT name FROM sqlite_master")}
        return dict(index.execute("SELECT key, blob FROM results")) if "results" in tables else {}


def faults(out: Path, kept: dict[str, str]) -> Iterator[str]:
    """What is wrong with the store, given what it held before: results gone or altered, blobs that are not what they say."""
    now = stored(out)
    yield from (f"{key[:8]}: lost or done again" for key, digest in kept.items() if now.get(key) != digest)
    for digest in now.values():
        path = out / BLOBS / digest[:2] / digest
        if not path.is_file() or sha256(path.read_bytes()) != digest:
            yield f"{digest[:8]}: no such blob, or corrupt"


def main() -> int:
    """Kill, and tell what came of it; 1 if anything is not as promised."""
    options = argparse.ArgumentParser()
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=1, help="of the random moments")
    options.add_argument("--seeds", type=int, default=12, help="40 scenarios each: the batch must outlast the kills")
    options.add_argument("--longest", type=float, default=12.0, help="seconds from one kill to the next, at the most")
    told = options.parse_args()
    logging.disable(logging.CRITICAL)  # the scheduler dies under the one who watches it, which is no news
    with tempfile.TemporaryDirectory() as folder:
        return _run(Path(folder), told)


def _run(folder: Path, told: argparse.Namespace) -> int:
    """The batch under kills, and the account of it."""
    shutil.copytree(ROOT / "data" / "tiny", folder / "tiny")
    path, out = folder / "scenarios.toml", folder / "out"
    path.write_text(scenario_text(told.seeds), encoding="utf-8")
    batch = read_batch(path)
    worlds = {s.name: run_key(path, batch, s, SolveParams(seconds=batch.seconds)) for s in scenarios(batch)}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    office, end = Office(folder, path, out, port), threading.Event()
    killer = threading.Thread(target=poisoned, args=(office, worlds[POISON], end))
    begun, done = time.monotonic(), Counter[str]()
    wrong: list[str] = []
    try:
        killer.start()
        wrong += _under_kills(office, told, done, begun)
    finally:
        end.set()
        office.close()
        killer.join()
    if done.total() < told.kills:
        wrong.append(f"the batch ended after {done.total()} kills")
    return _account(out, worlds, done, office, wrong, time.monotonic() - begun)


def _under_kills(office: Office, told: argparse.Namespace, done: Counter[str], begun: float) -> list[str]:
    """Kill at random moments until it was done often enough, then let the batch end; what was found wrong meanwhile.

    Mostly something has been stored since the last kill: else a busy machine would only see processes die as they begin.
    """
    kept: dict[str, str] = {}
    wrong: list[str] = []
    draw, due = random.Random(told.seed), None
    while time.monotonic() - begun < PATIENCE:
        ended = office.tend()
        if due is None and (len(stored(office.out)) > len(kept) or (done and draw.random() < AT_ONCE)):
            due = time.monotonic() + draw.uniform(0, told.longest)
        if done.total() < told.kills and due is not None and time.monotonic() >= due:
            sort = draw.choice(("worker", "scheduler", "client"))
            if _kill(office.victim(sort, draw.randrange(WORKERS))):
                done[sort] += 1
                wrong += faults(office.out, kept)
                kept, due = stored(office.out), None
                sys.stdout.write(
                    f"{done.total():3d} {sort:9s} {len(kept):4d} stored, {time.monotonic() - begun:5.0f} s\n"
                )
                sys.stdout.flush()
        if ended:
            return wrong + list(faults(office.out, kept))
        time.sleep(0.2)
    return [*wrong, "the batch did not end"]


def _account(
    out: Path, worlds: dict[str, str], done: Counter[str], office: Office, wrong: list[str], seconds: float
) -> int:
    """Print what came of it; 1 if anything is wrong."""
    entries, results = read_entries(out), stored(out)
    failed = {entry.name: entry.why for entry in entries if entry.why}
    blobs = {path.name for path in (out / BLOBS).glob("*/*")}
    if [entry.name for entry in entries] != list(worlds):
        wrong.append("the scenarios are not those of the file")
    if set(failed) != {POISON}:
        wrong.append(f"on the poison list: {failed}")
    if set(results) != set(worlds.values()) - {worlds[POISON]}:
        wrong.append("scenarios without a result")
    told: dict[str, Any] = {
        "kills": dict(done),
        "scenarios": len(entries),
        "planned": sum(entry.planned for entry in entries),
        "proven": sum(entry.status == "proven" for entry in entries),
        "failed": {name: why and why[1] for name, why in failed.items()},
        "blobs that the index does not name": len(blobs - set(results.values())),
        "how clients ended": dict(office.ends),
        "seconds": round(seconds),
        "wrong": wrong,
    }
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
