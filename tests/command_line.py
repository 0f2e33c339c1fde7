"""Commands as a user types them, run in this process: the imports of a new one take longer than most commands."""

import io
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from optimizer import cli

DATA = Path(__file__).parents[1] / "data"


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """One command: its exit code, and what it writes."""
    command = ["optimizer", *map(str, words)]
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    code: object = 0
    with mock.patch.object(sys, "argv", command), redirect_stdout(out), redirect_stderr(err):
        try:
            cli.run()
        except SystemExit as end:
            code = end.code or 0
    told = []
    for stream in (out, err):
        stream.flush()
        told.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(command, code, *told)  # type: ignore[arg-type]
