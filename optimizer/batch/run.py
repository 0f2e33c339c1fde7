"""A batch: every scenario planned once and kept; a stop, a death or a fault loses nothing that was done."""

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from optimizer.batch.keys import input_digests, run_key
from optimizer.batch.scenarios import Batch, Scenario, read_batch, scenarios, sentence
from optimizer.batch.task import plan_scenario
from optimizer.errors import ClusterError, OptimizerError
from optimizer.io.store import Store, writing
from optimizer.solve import SolveParams
from optimizer.solve.interrupt import stop_on_signals
from optimizer.workers import workers

Jobs = Mapping[str, Scenario]  # by run key
Watch = Callable[[str, int, int], None]  # name of the scenario that ended, how many are done, of how many
TIES_SECONDS = 20.0  # so that what is proven is the same plan from one process and from many
SPARE_SECONDS = 120.0  # beyond twice the solve: a task that takes longer hangs
IDLE_SECONDS = 120.0  # for which a cluster may be without workers: one that died is begun anew long before
FETCH_SECONDS = 10.0  # for a result that is there; else its worker has died with it, and it is made again
PAUSE_SECONDS = 0.3


@dataclass(frozen=True)
class Told:
    """How a batch ended: scenarios kept from before, planned now, failed (with why, vi and en), and not begun; and why it
    stopped (vi and en) if the workers could do no more.
    """

    folder: Path
    kept: tuple[str, ...]
    planned: tuple[str, ...]
    failed: Mapping[str, tuple[str, str]]
    left: tuple[str, ...]
    stopped: tuple[str, str] | None = None


def run_batch(
    path: Path, out: Path, engine: str, watch: Watch, *, seconds: float = 0, task_seconds: float = 0, retry: bool = False
) -> Told:
    """Plan the scenarios of a file that have no result in `out` yet, and keep each as it ends.

    `seconds` for each solve (0: what the file says), and TIES_SECONDS at the most for ties of a plan that is proven by
    then; `task_seconds` until a task counts as hanging (0: twice that and
    two minutes). Failed ones are passed over unless `retry`. If the workers can do no more the rest is left.
    """
    batch = read_batch(path)
    params = SolveParams(seconds=seconds or batch.seconds, ties_seconds=TIES_SECONDS)
    jobs = _jobs(path, batch, params)
    with writing(out) as store, stop_on_signals() as stop:
        if retry:
            store.forgive()
        store.name_scenarios((key, _facts(batch, scenario)) for key, scenario in jobs.items())
        kept = [key for key in jobs if store.result(key) is not None]
        todo = {key: jobs[key] for key in jobs if key not in kept and key not in store.failures()}
        if not todo:
            return _told(store, out, jobs, kept)
        limit = task_seconds or 2 * params.seconds + SPARE_SECONDS
        with workers(engine) as client:
            task = partial(plan_scenario, path.resolve(), params=params)
            done = _outcomes(client, todo, task, limit, stop)
            try:
                _store(store, jobs, done, partial(_watched, watch, len(jobs) - len(todo), len(jobs)))
            except ClusterError as fault:
                return replace(_told(store, out, jobs, kept), stopped=(fault.vi, fault.en))
        return _told(store, out, jobs, kept)


def _jobs(path: Path, batch: Batch, params: SolveParams) -> Jobs:
    """The scenarios by run key; two that change the same are one, called by the first name."""
    input_digests(path.parent / batch.case)
    found: dict[str, Scenario] = {}
    for scenario in scenarios(batch):
        found.setdefault(run_key(path, batch, scenario, params), scenario)
    return found


def _facts(batch: Batch, scenario: Scenario) -> dict[str, Any]:
    """What is told of a scenario beside its results."""
    vi, en = sentence(batch, scenario)
    return {"name": scenario.name, "reforms": list(scenario.reforms), "seed": scenario.seed, "vi": vi, "en": en}


def _outcomes(
    client: Any, todo: Jobs, task: Callable[..., bytes], limit: float, stop: Event
) -> Iterator[tuple[str, bytes | tuple[str, str]]]:
    """Each key with its result, or why there is none (vi, en), as they end; until all did or it is asked to stop.

    No more is handed out than there are threads, so that a worker that dies has died of what it did, not of what waited.
    ClusterError once the scheduler is gone, no worker has been there for a while, or one has other data.
    """
    waiting = deque(todo.items())
    running: dict[Any, tuple[str, float]] = {}
    seen = time.monotonic()
    while (waiting or running) and not stop.is_set():
        with _scheduler_there(client):
            threads = sum(client.nthreads().values())
            seen = _seen(threads, seen)
            while waiting and len(running) < threads:
                key, scenario = waiting.popleft()
                future = client.submit(task, scenario, key, key=_task_key(key))
                running[future] = key, time.monotonic()
            _pause(running)
        for future, (key, begun) in list(running.items()):
            with _scheduler_there(client):
                came = _came_of(future) if future.done() else None
                if came is None and time.monotonic() - begun > limit:
                    _end(client, future)
                    came = f"Quá {limit:.0f} giây, đã dừng.", f"Longer than {limit:.0f} s; it was ended."
            if came is not None:
                yield key, came
                del running[future]


def _seen(threads: int, before: float) -> float:
    """When a worker was last there; ClusterError if that is too long ago."""
    now = time.monotonic()
    if not threads and now - before > IDLE_SECONDS:
        raise ClusterError(
            f"Đã {now - before:.0f} giây không có tiến trình làm việc nào (dask worker) nối vào bộ điều phối.",
            f"No worker (dask worker) has been connected to the scheduler for {now - before:.0f} s.",
        )
    return now if threads else before


@contextlib.contextmanager
def _scheduler_there(client: Any) -> Iterator[None]:
    """ClusterError where the scheduler is gone: dask then cancels what it was asked for, or finds the line closed."""
    from concurrent.futures import CancelledError

    try:
        yield
    except (CancelledError, OSError) as fault:
        where = client.scheduler.address if client.scheduler else ""
        raise ClusterError(
            f"Mất liên lạc với bộ điều phối {where}.", f"The connection to the scheduler {where} is lost."
        ) from fault


def _task_key(key: str) -> str:
    """What the scheduler calls the task of a run key."""
    return f"scenario-{key}"


def _pause(running: Iterable[Any]) -> None:
    """Wait until something ends, but not long: there are limits and signals to look at."""
    from dask.distributed import wait

    with contextlib.suppress(TimeoutError):
        wait(list(running), timeout=PAUSE_SECONDS, return_when="FIRST_COMPLETED")


def _came_of(future: Any) -> bytes | tuple[str, str] | None:
    """The result of a task that ended, or why there is none; None if it went with its worker and is made again.

    ClusterError if the worker has other data: that is no fault of the scenario.
    """
    from dask.distributed import KilledWorker

    try:
        fault = future.exception(timeout=FETCH_SECONDS)
        if fault is None:
            content: bytes = future.result(timeout=FETCH_SECONDS)
            return content
    except TimeoutError:
        return None
    if isinstance(fault, ClusterError):
        raise fault
    if isinstance(fault, KilledWorker):
        deaths = fault.allowed_failures + 1
        return (
            f"{deaths} tiến trình đã chết khi làm kịch bản này (hết bộ nhớ hoặc lỗi bộ giải).",
            f"{deaths} workers died of this scenario (memory, or a crash of an engine).",
        )
    if isinstance(fault, OptimizerError):
        return fault.vi, fault.en
    return f"Lỗi của chương trình: {fault!r}", f"A fault of the program: {fault!r}"


def _end(client: Any, future: Any) -> None:
    """Give a task up and begin its worker anew, for a thread cannot be stopped."""
    busy = [worker for worker, keys in client.processing().items() if future.key in keys]
    future.cancel()
    client.restart_workers(busy, raise_for_error=False)


def _store(
    store: Store,
    jobs: Jobs,
    outcomes: Iterable[tuple[str, bytes | tuple[str, str]]],
    watch: Callable[[str, int], None],
) -> None:
    """Keep what comes, and tell of it."""
    for number, (key, came) in enumerate(outcomes, 1):
        if isinstance(came, bytes):
            store.keep(key, came)
        else:
            store.fail(key, *came)
        watch(jobs[key].name, number)


def _watched(watch: Watch, before: int, count: int, name: str, number: int) -> None:
    """Tell of a scenario that ended, counting those from before."""
    watch(name, before + number, count)


def _told(store: Store, out: Path, jobs: Jobs, kept: list[str]) -> Told:
    """How the batch ended, by what the store holds."""
    failures = store.failures()
    planned = [key for key in jobs if key not in kept and store.result(key) is not None]
    left = [key for key in jobs if key not in {*kept, *planned, *failures}]
    kept_names, planned_names, left_names = (tuple(jobs[key].name for key in keys) for keys in (kept, planned, left))
    failed = {jobs[key].name: failures[key] for key in jobs if key in failures}
    return Told(out, kept_names, planned_names, failed, left_names)
