"""Run folders: written whole or not at all, with a manifest that tells of every altered byte."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from optimizer.errors import UsageError

MANIFEST = "manifest.json"
INPUTS = "inputs"


def sha256(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def case_files(case: Path) -> dict[str, bytes]:
    """The files of a case by name: the tables and settings of a folder, or the one workbook."""
    if case.is_file():
        return {case.name: case.read_bytes()}
    found = sorted(path for path in case.iterdir() if path.suffix in {".csv", ".toml", ".xlsx"})
    return {path.name: path.read_bytes() for path in found}


def write_run(
    folder: Path,
    files: Mapping[str, bytes],
    inputs: Mapping[str, bytes],
    facts: Mapping[str, Any],
    *,
    overwrite: bool,
) -> Path:
    """Write a complete run folder in one step and return it; a killed run leaves nothing behind.

    The manifest holds `facts`, the SHA-256 of every input and output, and that of the newest run
    beside this one, so that runs form a chain.
    """
    contents = {**{f"{INPUTS}/{name}": content for name, content in inputs.items()}, **files}
    contents[MANIFEST] = _manifest(files, inputs, facts, previous_hash(folder.resolve()))
    return write_folder(folder, contents.items(), MANIFEST, overwrite=overwrite)


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]], marker: str, *, overwrite: bool) -> Path:
    """Write the files, which may be made while they are written, in one step and return the folder; a killed program
    leaves nothing behind. Only a folder that holds the marker is ever replaced.
    """
    folder = folder.resolve()
    _refuse_occupied(folder, marker, overwrite=overwrite)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".run-", dir=folder.parent))
    try:
        for name, content in files:
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            _write(made / name, content)
        made.chmod(0o755)
        _put_in_place(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return folder


def _refuse_occupied(folder: Path, marker: str, *, overwrite: bool) -> None:
    """UsageError if something stands where the folder should go, unless it is one of its kind that may be replaced."""
    if folder.exists() and not (overwrite and (folder / marker).exists()):
        raise UsageError(
            f"Thư mục {folder} đã có; hãy chọn thư mục khác hoặc dùng --overwrite.",
            f"{folder} exists; choose another folder or use --overwrite.",
        )


def _manifest(files: Mapping[str, bytes], inputs: Mapping[str, bytes], facts: Mapping[str, Any], previous: str) -> bytes:
    """The manifest as bytes."""
    manifest = {
        **facts,
        "previous": previous,
        "inputs": {name: sha256(content) for name, content in sorted(inputs.items())},
        "outputs": {name: sha256(content) for name, content in sorted(files.items())},
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _write(path: Path, content: bytes) -> None:
    """Write bytes and wait until they are on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(made: Path, folder: Path) -> None:
    """Rename the finished folder; an older run in its place goes aside first and is then removed."""
    aside = made.with_name(made.name + "-old")
    if folder.exists():
        folder.rename(aside)
    made.rename(folder)
    shutil.rmtree(aside, ignore_errors=True)


def previous_hash(folder: Path) -> str:
    """SHA-256 of the newest manifest among the run folders beside a folder; empty when there is none."""
    beside = (path for path in folder.parent.glob(f"*/{MANIFEST}") if path.parent != folder)
    manifests = sorted(beside, key=lambda path: path.stat().st_mtime_ns)
    return sha256(manifests[-1].read_bytes()) if manifests else ""


def read_manifest(run: Path) -> dict[str, Any]:
    """The manifest of a run folder."""
    path = run / MANIFEST
    if not path.is_file():
        raise UsageError(f"{run} không phải là thư mục kết quả.", f"{run} is not a run folder.")
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def altered_files(run: Path, manifest: Mapping[str, Any]) -> list[str]:
    """Names of inputs and outputs that are missing or do not have the bytes the manifest tells of."""
    told = {f"{INPUTS}/{name}": digest for name, digest in manifest["inputs"].items()} | dict(manifest["outputs"])
    return sorted(
        name for name, digest in told.items() if not (run / name).is_file() or sha256((run / name).read_bytes()) != digest
    )
