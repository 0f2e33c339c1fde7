"""The screen that commands write their tables to."""

from rich.console import Console

WIDTH = 140  # of a file or a pipe: wide enough that a sentence with its citation can be read


def wide_console() -> Console:
    """A console as wide as the terminal; where there is none, WIDTH."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH)
