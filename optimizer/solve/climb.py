"""Where a solve stands between two tiers, and what it may pass on."""

import threading
import time
from dataclasses import dataclass

import numpy as np

from optimizer.model import Model
from optimizer.rules.tiers import Tier
from optimizer.solve.outcome import Answer, News, TierResult, Watch
from optimizer.solve.params import SolveParams
from optimizer.solve.race import Tell
from optimizer.verify.bound import Bound, Duals
from optimizer.verify.certificate import Rung, Step


@dataclass(frozen=True)
class Order:
    """What a solve was asked for."""

    model: Model
    params: SolveParams
    stop: threading.Event
    watch: Watch


@dataclass
class Climb:
    """The state of a solve between two tiers: `best` covers all columns, `active` marks those of the last LP.

    `rungs`: that of each tier that has a result.
    """

    rung: Rung
    best: np.ndarray | None = None
    active: np.ndarray | None = None
    results: tuple[TierResult, ...] = ()
    steps: tuple[Step, ...] = ()
    rungs: tuple[Rung, ...] = ()


@dataclass(frozen=True)
class Guide:
    """What the LP of a tier says: duals, the exact bound they prove, the stints in the order in which it likes them."""

    begun: float
    duals: Duals
    bound: Bound
    order: np.ndarray


def teller(climb: Climb, tier: Tier, guide: Guide, asked: Order, until: float, *, whole: bool) -> Tell:
    """What passes an engine's news on, in the tier's own sense; of a core only the values, with the LP's bound."""

    def tell(engine: str, value: int | None, bound: int | None) -> None:
        known = bound if whole else guide.bound.value
        ours = [None if v is None else climb.rung.value(tier, v) for v in (value, known)]
        asked.watch(News(tier.name, engine, ours[0], ours[1], max(0.0, until - time.monotonic())))

    return tell


def take(climb: Climb, points: np.ndarray, answers: tuple[Answer, ...]) -> np.ndarray:
    """The best plan of all, which the climb keeps: the older one where none is better."""
    plans = [] if climb.best is None else [climb.best]
    plans += [answer.x for answer in answers if answer.x is not None]
    climb.best = best = min(plans, key=lambda x: int(points @ x))
    return best
