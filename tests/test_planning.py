"""From a solved case to its run folder: a signal after the solve costs no plan."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from optimizer.jobs import recheck

ROOT = Path(__file__).parents[1]
PLAN = """
import os, signal, sys, threading, time
from optimizer.cli import main

number = int(sys.argv.pop())

def after_the_solve(frame):
    return frame is not None and (frame.f_code.co_name in ("baselines", "run_files") or after_the_solve(frame.f_back))

def interrupt():  # at the first baseline; where that is missed, while the report is written
    while not after_the_solve(sys._current_frames()[threading.main_thread().ident]):
        time.sleep(0.0005)
    os.kill(os.getpid(), number)
    sys.stderr.write("sent")

threading.Thread(target=interrupt, daemon=True).start()
main()
"""


@pytest.mark.parametrize("number", [2, 15], ids=["SIGINT", "SIGTERM"])
def test_a_signal_while_the_baselines_are_made_keeps_the_plan_and_all_of_them(number: int, tmp_path: Path) -> None:
    words = ["plan", ROOT / "data" / "tiny", "--out", tmp_path / "out", "--time-limit", "20", number]
    command = [sys.executable, "-c", PLAN, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.stderr == "sent"
    assert done.returncode == 0, "proven, and not cut short: the signal came after the solve"
    told = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert list(told["baselines"]) == sorted(["as_is", "seniority", "merit", "by_commune", "deferred", "random"])
    assert not told["interrupted"] and recheck(tmp_path / "out") == []
