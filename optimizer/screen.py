"""The screen that commands write their tables to, their sentences by code, and their answers as JSON."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console

WIDTH = 140  # of a file or a pipe: wide enough that a sentence with its citation can be read


def wide_console() -> Console:
    """A console as wide as the terminal; where there is none, WIDTH."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH)


def sentence_of(texts: Mapping[str, tuple[str, str]], code: str, lang: str, **facts: Any) -> str:
    """The sentence of a code, from texts in Vietnamese and English."""
    vi, en = texts[code]
    return (en if lang == "en" else vi).format(**facts)


def print_json(told: Any) -> None:
    """One JSON document on standard output; what JSON has no word for is written as text."""
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2, default=str) + "\n")


@contextmanager
def count_bar(title: str = "", *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar that is told how many are done, of how many, while the context lasts, on the other stream of the screen."""
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=quiet or not console.is_terminal, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
