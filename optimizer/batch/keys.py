"""The key of a run: what its answer depends on, as one SHA-256."""

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from optimizer.batch.scenarios import Batch, Scenario
from optimizer.errors import UsageError
from optimizer.io.runs import case_files, sha256
from optimizer.planning import versions
from optimizer.solve import SolveParams


def run_key(path: Path, batch: Batch, scenario: Scenario, params: SolveParams) -> str:
    """The SHA-256 over the bytes of the case, the changes, the seed, the parameters of the solve, and the program.

    A changed sentence or name is no change. `path` is that of the scenario file.
    """
    reforms = [batch.reforms[name].model_dump(mode="json", exclude={"vi", "en"}) for name in scenario.reforms]
    told = {
        "inputs": input_digests(path.parent / batch.case),
        "reforms": reforms,
        "seed": scenario.seed,
        "params": asdict(params) | {"seconds": float(params.seconds)},
        "program": program_digest(),
        "versions": versions(),
    }
    return sha256(canonical(told))


def input_digests(case: Path) -> dict[str, str]:
    """The SHA-256 of every file of a case, by name; UsageError if there is no case."""
    if not case.exists():
        raise UsageError(f"Không tìm thấy bộ dữ liệu ở {case}.", f"There is no case at {case}.")
    return {name: sha256(content) for name, content in case_files(case).items()}


def canonical(told: Any) -> bytes:
    """Plain values as JSON in the one form in which equal values have equal bytes."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@cache
def program_digest() -> str:
    """The SHA-256 over the program and its law: between releases too, another rule is another answer."""
    root = Path(str(files("optimizer")))
    parts = sorted(path for path in root.rglob("*") if path.suffix in {".py", ".yaml"})
    return sha256(canonical([[path.relative_to(root).as_posix(), sha256(path.read_bytes())] for path in parts]))
