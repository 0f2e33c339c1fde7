"""Seconds to build the Program of the Mường Nhé case, and what each engine alone does with `fill`, in one run.

Run: make bench. One JSON line per measurement; `build` is the median of five.
"""

import json
import statistics
import threading
import time
from pathlib import Path

import numpy as np

from optimizer.jobs import load_case
from optimizer.model import build
from optimizer.solve import cpsat, highs

SECONDS = 60
CASE = Path(__file__).parents[1] / "data" / "muong_nhe_2021"


def main() -> None:
    """Print the measurements."""
    case = load_case(CASE)
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        model = build(case)
        taken.append(time.perf_counter() - begun)
    size = {"columns": len(model.program.columns), "rows": len(model.program.rows), "terms": int(model.program.terms.nnz)}
    print(json.dumps({"what": "build", "seconds": round(statistics.median(taken), 3), **size}))
    leave_as_is = np.zeros(model.program.decisions, dtype=np.int64)
    for engine in (cpsat, highs):
        points = model.program.goals["fill"]
        answer = engine.minimise(model.program, points, leave_as_is, SECONDS, threading.Event(), lambda *_: None)
        told = {"status": answer.status, "value": answer.value, "bound": answer.bound}
        print(json.dumps({"what": "fill", "engine": engine.NAME, "seconds": round(answer.seconds, 2), **told}))


if __name__ == "__main__":
    main()
