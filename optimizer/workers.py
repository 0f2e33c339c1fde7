"""Worker processes: on this machine over the loopback only, or those of a running scheduler."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from optimizer.errors import UsageError

TRIES = 3  # workers that may die of one task; then it is given up

KEPT_BYTES = 2**25  # the most that the allocator takes for its second setting
SETTINGS = {
    "distributed.worker.profile.enabled": False,
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": KEPT_BYTES,
    "distributed.nanny.pre-spawn-environ.MALLOC_MMAP_THRESHOLD_": KEPT_BYTES,
}
"""Of local workers: dask samples their stacks and has their memory given back at every turn, which costs a fifth of
their time or more: 16 provinces of a nation were laid out in 50 to 58 s with its settings, in 40 with these."""


@contextmanager
def workers(engine: str) -> Iterator[Any]:
    """Yield the client of a dask scheduler.

    `engine` is the number of worker processes on this machine (which speak over the loopback only), or the address of
    a running scheduler, tcp://host:port; UsageError if it is neither, or nobody answers there.
    """
    import dask

    dask.config.set({"logging.distributed": "critical"})  # what fails is said by us, once
    if engine.isdecimal() and int(engine) > 0:
        with local_cluster(int(engine)) as cluster, _client(cluster) as client:
            yield client
    elif engine.startswith("tcp://"):
        with _client(engine) as client:
            yield client
    else:
        raise UsageError(
            f"--engine là số tiến trình hoặc tcp://host:port, không phải «{engine}».",
            f"--engine is a number of processes or tcp://host:port, not “{engine}”.",
        )


def local_cluster(count: int) -> Any:
    """A scheduler with worker processes on this machine, to be closed by the caller.

    A task is given up when TRIES workers died of it; the setting names how many deaths are still allowed.
    """
    import dask
    from dask.distributed import LocalCluster

    with dask.config.set({"distributed.scheduler.allowed-failures": TRIES - 1, **SETTINGS}):
        return LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        )


def _client(where: Any) -> Any:
    """The client of a cluster or an address; UsageError if nobody answers."""
    from dask.distributed import Client

    try:
        return Client(where, timeout=10)
    except (OSError, ValueError) as fault:
        raise UsageError(f"Không kết nối được {where}: {fault}", f"{where} does not answer: {fault}") from fault
