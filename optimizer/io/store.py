"""The store of a batch: an index in SQLite and blobs that are named by their SHA-256. One program writes it at a time."""

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from optimizer.errors import UsageError
from optimizer.io.runs import sha256

INDEX = "index.sqlite"
LOCK = "lock.sqlite"
BLOBS = "blobs"
TABLES = """
CREATE TABLE IF NOT EXISTS scenarios (place INTEGER PRIMARY KEY, key TEXT NOT NULL, facts TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, blob TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS failures (key TEXT PRIMARY KEY, reason TEXT NOT NULL);
"""


@dataclass(frozen=True)
class Store:
    """An open store. What a method wrote is on the disk when it returns, whatever happens to the program then."""

    folder: Path
    index: sqlite3.Connection

    def name_scenarios(self, rows: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Put the keys of these scenarios, with what is told of each, in place of the last ones; results stay."""
        told = [(place, key, json.dumps(facts, ensure_ascii=False)) for place, (key, facts) in enumerate(rows)]
        with self.index:
            self.index.execute("DELETE FROM scenarios")
            self.index.executemany("INSERT INTO scenarios VALUES (?, ?, ?)", told)

    def scenarios(self) -> list[tuple[str, dict[str, Any]]]:
        """The key of each scenario of the last batch with what is told of it, in order."""
        rows = self.index.execute("SELECT key, facts FROM scenarios ORDER BY place")
        return [(key, json.loads(facts)) for key, facts in rows]

    def keep(self, key: str, content: bytes) -> None:
        """Store the result of a key; an earlier failure of it is forgotten."""
        digest = sha256(content)
        _write_blob(self._path(digest), content)
        with self.index:
            self.index.execute("INSERT OR REPLACE INTO results VALUES (?, ?)", (key, digest))
            self.index.execute("DELETE FROM failures WHERE key = ?", (key,))

    def result(self, key: str) -> bytes | None:
        """The result of a key; None if there is none, or its bytes are no longer those that were stored."""
        row = self.index.execute("SELECT blob FROM results WHERE key = ?", (key,)).fetchone()
        path = self._path(row[0]) if row else None
        content = path.read_bytes() if path and path.is_file() else None
        return content if content is not None and sha256(content) == row[0] else None

    def fail(self, key: str, vi: str, en: str) -> None:
        """Note why a key has no result; it is then on the poison list."""
        with self.index:
            reason = json.dumps([vi, en], ensure_ascii=False)
            self.index.execute("INSERT OR REPLACE INTO failures VALUES (?, ?)", (key, reason))

    def failures(self) -> dict[str, tuple[str, str]]:
        """The poison list: why a key has no result, in Vietnamese and English."""
        rows = self.index.execute("SELECT key, reason FROM failures")
        return {key: tuple(json.loads(reason)) for key, reason in rows}

    def forgive(self) -> None:
        """Empty the poison list."""
        with self.index:
            self.index.execute("DELETE FROM failures")

    def _path(self, digest: str) -> Path:
        """Where the blob of a digest stands."""
        return self.folder / BLOBS / digest[:2] / digest


@contextmanager
def writing(folder: Path) -> Iterator[Store]:
    """Yield the store in a folder, made if it is not there; UsageError while another program writes it.

    Pieces of blobs that a killed program left are swept away.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(folder / LOCK, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as fault:
            raise UsageError(
                f"Một chương trình khác đang ghi vào {folder}.", f"Another program is writing to {folder}."
            ) from fault
        for piece in (folder / BLOBS).glob("*/*.part"):
            piece.unlink()
        with _opened(folder) as store:
            yield store


@contextmanager
def reading(folder: Path) -> Iterator[Store]:
    """Yield the store in a folder; UsageError if there is none."""
    if not (folder / INDEX).is_file():
        raise UsageError(
            f"{folder} không phải là kết quả của optimizer batch.", f"{folder} was not made by optimizer batch."
        )
    with _opened(folder) as store:
        yield store


@contextmanager
def _opened(folder: Path) -> Iterator[Store]:
    """Yield the store with its index open: a journal written ahead, and every commit waits for the disk."""
    with contextlib.closing(sqlite3.connect(folder / INDEX, timeout=30)) as index:
        index.execute("PRAGMA journal_mode = WAL")
        index.execute("PRAGMA synchronous = FULL")
        index.executescript(TABLES)
        yield Store(folder, index)


def _write_blob(path: Path, content: bytes) -> None:
    """Write a blob whole or not at all, and wait until it and its name are on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    piece = path.with_suffix(".part")
    with piece.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    piece.replace(path)
    if os.name == "posix":
        for folder in (path.parent, path.parent.parent):
            handle = os.open(folder, os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)
