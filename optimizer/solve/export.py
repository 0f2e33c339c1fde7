"""The Program as a file other solvers can read, for the case that engines disagree."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from optimizer.model import Model
from optimizer.program import Program
from optimizer.rules.tiers import tiers
from optimizer.solve.cpsat import compile_cpsat
from optimizer.solve.highs import compile_highs
from optimizer.solve.outcome import Answer, Disagreement


def save_models(model: Model, disagreement: Disagreement, folder: Path) -> Path:
    """Write the program of the tier in dispute for both engines, and what each of them answered."""
    tier = next(t for t in tiers(model.case) if t.name == disagreement.tier)
    nothing = np.zeros(len(model.program.columns), dtype=np.int64)
    points = -tier.sense * sum((model.program.goals.get(g, nothing) for g in tier.goals), start=nothing)
    return save_program(model.program, points, disagreement.answers, folder)


def save_program(program: Program, points: np.ndarray, answers: Sequence[Answer], folder: Path) -> Path:
    """Write `minimise points · x` over a program for both engines, and what each of them answered."""
    folder.mkdir(parents=True, exist_ok=True)
    compile_highs(program, points).writeModel(str(folder / "program.mps"))
    compile_cpsat(program, points).export_to_file(str(folder / "program.pbtxt"))
    lines = [f"{a.engine}: {a.status} value={a.value} bound={a.bound}\n" for a in answers]
    (folder / "answers.txt").write_text("".join(lines), encoding="utf-8")
    return folder
