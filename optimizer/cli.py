"""The command line: a thin shell around the line from files to files. Help lists them module by module."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from optimizer.commands import cli_cases, cli_nation, cli_plans, cli_runs, cli_scenarios, cli_ways
from optimizer.commands.cli_options import app
from optimizer.commands.exits import Exit
from optimizer.errors import CaseFaultsError, DisagreementError, OptimizerError, VerificationError
from optimizer.threads import all_ended

__all__ = ["app", "cli_cases", "cli_nation", "cli_plans", "cli_runs", "cli_scenarios", "cli_ways", "main", "run"]
DISPUTE = Path("runs") / "disagreement"  # where both models go when two engines contradict each other
LATE_SECONDS = 2.0  # for an engine that has lost its race and not noticed yet


def main() -> None:
    """Run a command and end with its exit code, even if an engine never comes back."""
    try:
        run()
    finally:
        if not all_ended(LATE_SECONDS):
            _leave(sys.exc_info()[1])


def _leave(end: BaseException | None) -> None:
    """End at once, without what Python does at an end: an engine would be at work in what is taken down."""
    code: object = 0
    if isinstance(end, SystemExit):
        code = end.code
    elif end is not None:
        sys.excepthook(type(end), end, end.__traceback__)
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)


def run() -> None:
    """Run a command; every fault of the user ends in a sentence and an exit code, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except CaseFaultsError as faults:
        from optimizer.commands import console

        as_json = "--json" in sys.argv
        console.show_issues(faults.issues, "en" if "en" in sys.argv else "vi", as_json=as_json)
        sys.exit(Exit.FAULTS)
    except VerificationError as refusal:
        _say(refusal)
        sys.exit(Exit.REFUSED)
    except DisagreementError as dispute:
        from optimizer.solve.export import save_program

        _say(dispute)
        sys.stderr.write(f"{save_program(dispute.program, dispute.points, dispute.answers, DISPUTE)}\n")
        sys.exit(Exit.DISAGREE)
    except OptimizerError as fault:
        _say(fault)
        sys.exit(Exit.USAGE)


def _say(fault: OptimizerError) -> None:
    """Tell the user what is wrong, in both languages."""
    if "--json" in sys.argv:
        told: dict[str, Any] = {"error": {"vi": fault.vi, "en": fault.en}}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stderr.write(f"{fault.vi}\n{fault.en}\n")
