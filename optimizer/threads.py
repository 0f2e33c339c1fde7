"""Threads in which engines work: they end with the program, even if an engine never comes back."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Result = TypeVar("Result")
ENGINE = "engine"  # their name


def started(work: Callable[[], Result]) -> Future[Result]:
    """The work is being done in such a thread; the future has its result or its fault."""
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as fault:  # noqa: BLE001 - whoever asks for the result gets it
            future.set_exception(fault)

    threading.Thread(target=run, name=ENGINE, daemon=True).start()
    return future


def all_ended(seconds: float) -> bool:
    """True if every engine ends within these seconds."""
    until = time.monotonic() + seconds
    engines = [thread for thread in threading.enumerate() if thread.name == ENGINE]
    for thread in engines:
        thread.join(max(0.0, until - time.monotonic()))
    return not any(thread.is_alive() for thread in engines)
