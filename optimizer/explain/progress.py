"""How far a long answer is: who wants to know is told how many parts are done, of how many."""

from collections.abc import Callable

Count = Callable[[int, int], None]


def uncounted(done: int, total: int) -> None:
    """Nobody wants to know."""
