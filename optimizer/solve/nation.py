"""The links of a nation priced by the LP of all provinces, and what a province proves of a tier at these prices."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from optimizer.nation import Part, taken_of
from optimizer.program import Program
from optimizer.rules.tiers import Tier
from optimizer.solve.blocks import Block, Blocks, relax_blocks
from optimizer.solve.branch import Known, Task, branched
from optimizer.solve.params import SolveParams
from optimizer.solve.relax import relax
from optimizer.verify.certificate import Certificate, Refuted, Rung, Step, fingerprint
from optimizer.verify.prices import POINT_BITS, Prices, as_prices

FILL_IN_WORTH = 20
"""What a unit of fill counts against one of worth when the links are shared out: filling first, then by whom."""


def price_links(
    parts: Sequence[Part], rooms: pd.DataFrame, ladder: Sequence[Tier], params: SolveParams
) -> tuple[tuple[np.ndarray, ...], Prices]:
    """The x of each part in the LP of the first tier and the last in one, and what links are worth to the first alone."""
    until = time.monotonic() + params.nation_seconds
    names = pd.MultiIndex.from_frame(rooms[["rule", "place"]])
    room = rooms["room"].to_numpy(dtype=np.float64)
    blocks = Blocks(tuple(Block(part.program, taken_of(part, names)) for part in parts), room)
    fill, worth = ([Rung(part.program).points(tier) for part in parts] for tier in (ladder[0], ladder[-1]))
    both = [FILL_IN_WORTH * of_first + of_last for of_first, of_last in zip(fill, worth, strict=True)]
    shared = relax_blocks(blocks, both, params.nation_share_gap, until - time.monotonic(), params)
    blocks.prices = blocks.prices / FILL_IN_WORTH
    relax_blocks(blocks, fill, params.nation_price_gap, until - time.monotonic(), params)
    return shared.xs, as_prices(names, blocks.prices)


@dataclass(frozen=True)
class Proof:
    """No x of a priced program has fewer points than `least`, as the certificate (of its one tier) shows."""

    least: int
    certificate: Certificate


def proof_at_prices(program: Program, tier: Tier, x: np.ndarray | None, params: SolveParams) -> Proof:
    """What the LP of a priced program and branches on it prove; x is a good plan: branches seek one a whole point better.

    Without one the LP has the word alone.
    """
    rung, stop = Rung(program), threading.Event()
    points, open_columns = rung.points(tier), program.columns["upper"].to_numpy() > 0
    lp = relax(program, points, open_columns, params.nation_proof_seconds, params, stop)
    known = lp.bound.value if x is None else int(points @ x)
    step = Step(tier.name, rung.value(tier, known), lp.duals)
    wanted = known - (1 << POINT_BITS) + 1
    if lp.bound.value < wanted:
        asked = rung.below(tier, lp.bound, step.kept, rung.value(tier, wanted))
        task = Task(asked, len(asked.rows) - 1, params.nation_proof_seconds)
        shown = branched(task, params, stop, lambda *_: None, Known(wanted))
        if shown.least is not None and shown.by is not None and shown.least > lp.bound.value:
            refuted = Refuted(rung.value(tier, shown.least), shown.by)
            return Proof(shown.least, Certificate(fingerprint(program), (Step(tier.name, step.kept, lp.duals, refuted),)))
    return Proof(lp.bound.value, Certificate(fingerprint(program), (step,)))
