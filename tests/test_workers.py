"""Worker processes of this machine: what they are told."""

import os

from optimizer.workers import workers


def settings() -> tuple[str | None, str | None, bool]:
    """What a worker was told: how much memory its allocator keeps, how many threads its BLAS has, whether it is sampled."""
    import dask

    kept, threads = os.environ.get("MALLOC_TRIM_THRESHOLD_"), os.environ.get("OMP_NUM_THREADS")
    return kept, threads, dask.config.get("distributed.worker.profile.enabled")


def test_a_worker_keeps_its_memory_has_one_thread_and_is_not_sampled() -> None:
    with workers("1") as client:
        assert client.submit(settings, pure=False).result() == (str(2**25), "1", False)
