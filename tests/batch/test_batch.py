"""Batches: keys, resuming, deaths of workers and of the client, limits, and what the commands show."""

import contextlib
import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from optimizer.batch import run as batch_run
from optimizer.batch.comparison import Entry, chosen, effects, front, read_entries
from optimizer.batch.keys import canonical, run_key
from optimizer.batch.run import TIES_SECONDS, Told, run_batch
from optimizer.batch.scenarios import Scenario, read_batch, scenarios
from optimizer.batch.task import plan_scenario
from optimizer.cli import app
from optimizer.commands import batch_screen
from optimizer.commands.exits import exit_of_batch
from optimizer.errors import ClusterError, UsageError
from optimizer.io.store import INDEX, reading, writing
from optimizer.solve import SolveParams
from optimizer.workers import TRIES, local_cluster, workers

REFORMS = """
schema_version = 1
case = "tiny"
seconds = 20

[[grids]]
axes = [["poor", "short", "poor_too"]]

[reforms.poor]
vi = "Dự toán còn một nửa."
en = "Half of the budget."
data = [{table = "budget", column = "amount_vnd", percent = 50}]

[reforms.short]
vi = "Ba năm."
en = "Three years."
settings = {horizon_months = 36}

[reforms.poor_too]
vi = "Cũng là một nửa."
en = "Half of it as well."
data = [{table = "budget", column = "amount_vnd", percent = 50}]
"""
NAMES = ("as_is", "poor", "short")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A scenario file beside a copy of the tiny case."""
    return written(tmp_path)


def written(folder: Path) -> Path:
    """The scenario file in a folder, with the tiny case."""
    shutil.copytree("data/tiny", folder / "tiny")
    (folder / "scenarios.toml").write_text(REFORMS, encoding="utf-8")
    return folder / "scenarios.toml"


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Told]:
    """A batch that went through: its scenario file, its folder and how it ended."""
    path = written(tmp_path_factory.mktemp("batch"))
    return path, path.parent / "out", run_batch(path, path.parent / "out", "1", lambda *_: None)


def keys(path: Path, **params: Any) -> list[str]:
    """The run key of each scenario."""
    batch = read_batch(path)
    return [
        run_key(path, batch, scenario, SolveParams(**{"seconds": 20, "ties_seconds": TIES_SECONDS, **params}))
        for scenario in scenarios(batch)
    ]


def changed(path: Path, before: str, after: str) -> None:
    """Replace a text in the scenario file."""
    path.write_text(path.read_text("utf-8").replace(before, after), encoding="utf-8")


def test_the_key_changes_with_any_byte_of_the_case(path: Path) -> None:
    plain = keys(path)
    for file in sorted((path.parent / "tiny").iterdir()):
        content = file.read_bytes()
        file.write_bytes(content + b"\n")
        assert not set(keys(path)) & set(plain), file.name
        file.write_bytes(content)
    assert keys(path) == plain


def test_the_key_changes_with_a_number_of_a_reform_a_seed_and_a_parameter_but_not_with_a_sentence(path: Path) -> None:
    plain = keys(path)
    assert plain[1] == plain[3] and len(set(plain)) == 3
    changed(path, "Half of it as well", "One half")
    assert keys(path) == plain
    assert not set(keys(path, seconds=21)) & set(plain)
    changed(path, "horizon_months = 36", "horizon_months = 48")
    assert [a == b for a, b in zip(keys(path), plain, strict=True)] == [True, True, False, True]
    batch = read_batch(path)
    assert run_key(path, batch, Scenario((), seed=7), SolveParams(seconds=20)) not in keys(path)


def test_a_worker_refuses_a_key_that_is_not_that_of_its_data(path: Path) -> None:
    with pytest.raises(ClusterError, match="not those of the client"):
        plan_scenario(path, Scenario(()), "0" * 64, SolveParams())


def test_a_batch_plans_each_world_once_and_compares_them(done: tuple[Path, Path, Told]) -> None:
    _, out, told = done
    assert (told.kept, told.planned, dict(told.failed), told.left) == ((), NAMES, {}, ())
    as_is, poor, short = read_entries(out)
    assert [entry.status for entry in (as_is, poor, short)] == ["proven"] * 3
    assert (as_is.en, poor.en) == ("Data and law as they are.", "Half of the budget.")
    assert (as_is.measure("horizon_months"), short.measure("horizon_months")) == (60, 36) and as_is.measure("moves")
    always = [pair for pair, names in chosen([as_is, poor, short]).items() if len(names) == 3]
    assert all(list(pair) in [stint[:2] for stint in short.result["stints"]] for pair in always)  # type: ignore[index]
    effect = effects([as_is, poor, short])
    assert [(e.reform, e.without, e.both_proven) for e in effect] == [("poor", "as_is", True)]
    assert effect[0].change["cost_vnd"] == poor.measure("cost_vnd") - as_is.measure("cost_vnd")
    assert "short" not in front([as_is, poor, short]) and front([short]) == {"short"}


def test_proven_results_are_the_same_byte_for_byte_from_one_process_and_from_two(
    done: tuple[Path, Path, Told], tmp_path: Path
) -> None:
    path, out, _ = done
    run_batch(path, tmp_path / "two", "2", lambda *_: None)
    with reading(out) as one, reading(tmp_path / "two") as two:
        stored = [(one.result(key), two.result(key)) for key in sorted({key for key, _ in one.scenarios()})]
    for contents in stored:
        told = [json.loads(gzip.decompress(content)) for content in contents if content is not None]
        searches = [result.pop("search") for result in told]
        assert [
            (result["status"], result["ties_broken"], len(s["tiers"])) for result, s in zip(told, searches, strict=True)
        ] == [("proven", True, 4)] * 2
        assert canonical(told[0]) == canonical(told[1])
    assert len(stored) == 3


def test_resuming_computes_nothing_again(done: tuple[Path, Path, Told], monkeypatch: pytest.MonkeyPatch) -> None:
    path, out, _ = done
    asked: list[str] = []
    monkeypatch.setattr(batch_run, "workers", asked.append)
    told = run_batch(path, out, "1", lambda *_: None)
    assert (told.kept, told.planned, asked) == (NAMES, (), [])


def test_only_what_changed_or_was_damaged_is_computed_again(done: tuple[Path, Path, Told], tmp_path: Path) -> None:
    old, out, _ = done
    path = written(tmp_path)
    assert keys(path) == keys(old)
    shutil.copytree(out, tmp_path / "out")
    with writing(tmp_path / "out") as store:
        blob = store.index.execute("SELECT blob FROM results WHERE key = ?", (keys(path)[0],)).fetchone()[0]
    (tmp_path / "out" / "blobs" / blob[:2] / blob).write_bytes(b"damaged")
    changed(path, "horizon_months = 36", "horizon_months = 48")
    told = run_batch(path, tmp_path / "out", "1", lambda *_: None)
    assert (told.kept, told.planned) == (("poor",), ("as_is", "short"))


def test_a_fault_of_a_scenario_is_listed_and_passed_over_until_retry(path: Path) -> None:
    changed(path, "settings = {horizon_months = 36}", 'rules = {C77 = "off"}')
    out = path.parent / "out"
    told = run_batch(path, out, "1", lambda *_: None)
    assert told.planned == ("as_is", "poor") and "C77" in told.failed["short"][1] and "C77" in told.failed["short"][0]
    asked: list[str] = []
    again = run_batch(path, out, "not asked for", lambda name, *_: asked.append(name))
    assert (again.kept, asked, dict(again.failed)) == (("as_is", "poor"), [], dict(told.failed))
    run_batch(path, out, "1", lambda name, *_: asked.append(name), retry=True)
    assert asked == ["short"]
    assert [entry.status for entry in read_entries(out)] == ["proven", "proven", "failed"]


@contextlib.contextmanager
def killing(cluster: Any, key: str, deaths: int) -> Iterator[list[int]]:
    """Kill the one worker process of a cluster as often, each time it works on a key; yield the processes killed."""
    killed: list[int] = []
    end = threading.Event()

    def kill() -> None:
        while len(killed) < deaths and not end.is_set():
            nanny = next(iter(cluster.workers.values()))
            at_work = {
                task.key for worker in list(cluster.scheduler.workers.values()) for task in list(worker.processing)
            }
            up = nanny.process is not None and nanny.process.status.name == "running"  # a nanny begins only these anew
            pid = nanny.process.pid if up else None
            if f"scenario-{key}" in at_work and pid and pid not in killed:
                killed.append(pid)
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.01)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        end.set()
        thread.join()


@pytest.mark.parametrize("deaths", [1, TRIES])
def test_a_killed_worker_loses_nothing_and_a_scenario_that_kills_three_is_given_up(path: Path, deaths: int) -> None:
    planted = keys(path)[0]
    with local_cluster(1) as cluster, killing(cluster, planted, deaths) as killed:
        told = run_batch(path, path.parent / "out", cluster.scheduler_address, lambda *_: None)
    assert len(set(killed)) == deaths
    if deaths < TRIES:
        assert (told.planned, dict(told.failed)) == (NAMES, {})
    else:
        assert told.planned == ("poor", "short") and told.left == ()
        assert told.failed["as_is"][1].startswith("3 workers died") and told.failed["as_is"][0].startswith("3 tiến trình")


def test_a_task_beyond_its_limit_is_ended_and_the_rest_goes_on(path: Path) -> None:
    told = run_batch(path, path.parent / "out", "1", lambda *_: None, task_seconds=0.01)
    assert {why[1] for why in told.failed.values()} == {"Longer than 0 s; it was ended."} and not told.planned
    assert run_batch(path, path.parent / "out", "1", lambda *_: None, retry=True).planned == NAMES


def test_a_worker_with_other_data_stops_the_batch_and_blames_no_scenario(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextlib.contextmanager
    def with_other_data(engine: str) -> Iterator[Any]:
        with workers(engine) as client, (path.parent / "tiny" / "budget.csv").open("a") as file:
            file.write("\n")
            file.flush()
            yield client

    monkeypatch.setattr(batch_run, "workers", with_other_data)
    told = run_batch(path, path.parent / "out", "1", lambda *_: None)
    assert told.stopped is not None and "not those of the client" in told.stopped[1] and "khác với nơi" in told.stopped[0]
    assert (told.planned, dict(told.failed), told.left) == ((), {}, NAMES)


def test_a_cluster_without_workers_is_told_soon_and_all_is_left(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_run, "IDLE_SECONDS", 0.5)
    with local_cluster(0) as cluster:
        command = ["batch", str(path), "--out", str(path.parent / "out"), "--engine", cluster.scheduler_address]
        ended = CliRunner().invoke(app, command)
        told = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)
    assert ended.exit_code == 5 and "không có tiến trình làm việc nào" in ended.stdout and "Đã dừng" in ended.stdout
    assert (told["planned"], told["failed"], told["left"]) == ([], {}, list(NAMES))
    assert "No worker" in told["stopped"]["en"]


def test_the_death_of_the_scheduler_loses_nothing_that_was_done_and_blames_no_scenario(path: Path) -> None:
    out = path.parent / "out"
    with local_cluster(1) as cluster:

        def stop_after_one(*_: object) -> None:
            cluster.sync(cluster.scheduler.close)

        told = run_batch(path, out, cluster.scheduler_address, stop_after_one)
    assert told.stopped is not None and "lost" in told.stopped[1] and "Mất liên lạc" in told.stopped[0]
    assert (told.planned, dict(told.failed), told.left) == (NAMES[:1], {}, NAMES[1:])
    assert run_batch(path, out, "1", lambda *_: None).planned == NAMES[1:]


def running_client(path: Path, until: Callable[[Path], bool]) -> subprocess.Popen[bytes]:
    """A client process of a batch on one worker, as soon as something is true of its folder."""
    out = path.parent / "out"
    command = [sys.executable, "-m", "optimizer", "batch", str(path), "--out", str(out), "--engine", "1", "--json"]
    client = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    limit = time.monotonic() + 240
    while not (there := until(out)) and client.poll() is None and time.monotonic() < limit:
        time.sleep(0.02)
    assert there and client.poll() is None
    return client


def one_result(out: Path) -> bool:
    """True when a blob is on the disk."""
    return any(out.glob("blobs/*/*"))


def test_the_store_survives_the_death_of_its_client(path: Path) -> None:
    client = running_client(path, one_result)
    client.kill()
    client.communicate()
    (path.parent / "out" / "blobs" / "ab").mkdir(exist_ok=True)
    piece = path.parent / "out" / "blobs" / "ab" / "abc.part"
    piece.write_bytes(b"half")
    with writing(path.parent / "out") as store:
        assert store.index.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.index.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert store.index.execute("PRAGMA synchronous").fetchone() == (2,)
    assert not piece.exists()
    told = run_batch(path, path.parent / "out", "1", lambda *_: None)
    assert (told.stopped, dict(told.failed), told.left) == (None, {}, ())
    assert {*told.kept, *told.planned} == set(NAMES)
    assert len(told.kept) + len(told.planned) == len(NAMES)


def test_an_interrupted_batch_keeps_what_is_done_and_says_what_is_left(path: Path) -> None:
    client = running_client(path, one_result)
    client.send_signal(signal.SIGINT)
    told = json.loads(client.communicate(timeout=60)[0])
    assert client.returncode == 5 and told["planned"] and told["left"]
    assert sorted(told["planned"] + told["left"]) == sorted(NAMES)


def test_two_clients_do_not_write_one_store(tmp_path: Path) -> None:
    with writing(tmp_path / "out"), pytest.raises(UsageError, match="Another program"), writing(tmp_path / "out"):
        pass
    with writing(tmp_path / "out"):
        assert (tmp_path / "out" / INDEX).is_file()


@pytest.mark.parametrize("engine", ["0", "many", "-1", "http://127.0.0.1:1"])
def test_an_engine_that_is_no_number_and_no_address_is_refused(engine: str) -> None:
    with pytest.raises(UsageError, match="tcp://"), workers(engine):
        pass


def test_the_commands_show_the_comparison_in_both_languages(done: tuple[Path, Path, Told], tmp_path: Path) -> None:
    path, out, _ = done
    ended = CliRunner().invoke(app, ["batch", str(path), "--out", str(out)])
    assert ended.exit_code == 0 and "3 kịch bản đã có từ trước" in ended.stdout
    vi = CliRunner().invoke(app, ["compare", str(out)]).stdout
    en = CliRunner().invoke(app, ["compare", str(out), "--lang", "en", "--csv", str(tmp_path / "tidy.csv")]).stdout
    written = ["--html", str(tmp_path / "page.html"), "--xlsx", str(tmp_path / "book.xlsx")]
    CliRunner().invoke(app, ["compare", str(out), *written])
    assert "Dự toán còn một nửa." in (tmp_path / "page.html").read_text("utf-8")
    assert "Xã Nà Mẫu" in (tmp_path / "page.html").read_text("utf-8")
    assert (tmp_path / "book.xlsx").read_bytes().startswith(b"PK")
    assert "Dự toán còn" in vi and "Half of the" in en and "Chosen in all 3 scenarios" in en
    told = json.loads(CliRunner().invoke(app, ["compare", str(out), "--json"]).stdout)
    assert [scenario["status"] for scenario in told["scenarios"]] == ["proven"] * 3 and told["effects"]
    tidy = (tmp_path / "tidy.csv").read_text("utf-8-sig").splitlines()
    assert tidy[0] == "scenario,reforms,seed,sort,name,value" and "poor,poor,,status,status,proven" in tidy
    assert CliRunner().invoke(app, ["compare", str(tmp_path)]).exception


def entry(name: str, *reforms: str, status: str = "proven", **measures: int) -> Entry:
    """A scenario whose plan has these measures, over five years."""
    told = {"horizon_months": 60, "moves": 0, "rotations": 0, "stints": [], **measures}
    return Entry(name, reforms, None, name, name, {"status": status, **told}, None)


def test_the_front_holds_what_nothing_beats_and_ties_stand_together() -> None:
    best = entry("best", vacant_months=1, weakest=5, cost_vnd=9)
    tied = entry("tied", vacant_months=1, weakest=5, cost_vnd=9)
    cheap = entry("cheap", vacant_months=2, weakest=5, cost_vnd=8)
    beaten = entry("beaten", vacant_months=2, weakest=6, cost_vnd=8)
    assert front([best, tied, cheap, beaten]) == {"best", "tied", "cheap"}


def test_an_effect_is_the_difference_to_the_same_scenario_without_the_reform() -> None:
    worlds = [
        entry(name, *reforms, vacant_months=months, weakest=0, cost_vnd=0, status=status)
        for name, reforms, months, status in (
            ("as_is", (), 9, "proven"),
            ("a", ("a",), 5, "plan"),
            ("a+b", ("a", "b"), 4, "proven"),
        )
    ]
    found = [(e.reform, e.scenario, e.without, e.change["vacant_months"], e.both_proven) for e in effects(worlds)]
    assert found == [("a", "a", "as_is", -4, False), ("b", "a+b", "a", -1, False)]


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        (["proven", "impossible"], 0), (["proven", "plan"], 10), (["failed"], 10), (["out_of_time"], 10),
        (["plan", "waiting"], 5), (["waiting", "disagreement"], 7), ([], 0),
    ],
)  # fmt: skip
def test_the_exit_code_tells_what_a_batch_leaves_open(statuses: list[str], code: int) -> None:
    assert exit_of_batch(statuses) == code


def test_every_message_speaks_both_languages_with_the_same_facts() -> None:
    for code, (vi, en) in batch_screen.TEXT.items():
        assert vi and en and set(re.findall(r"{(\w+)}", vi)) == set(re.findall(r"{(\w+)}", en)), code
