"""Why a cadre does not hold a post by a run's plan: refused, not open, not possible, or possible at a price (F35)."""

import threading
import time

from optimizer.case import Case
from optimizer.explain.base import Base
from optimizer.explain.eligibility import eligibility, why_refused
from optimizer.explain.forced import Question, forced
from optimizer.plan import Stint
from optimizer.solve.outcome import OutOfTime
from optimizer.verify.claim_kinds import Forced, Held, Refusal, Unplaceable

Answer = Refusal | Held | Forced | Unplaceable | OutOfTime


def why_not(
    base: Base, cadre: str, post: str, seconds: float, stop: threading.Event | None = None, *, exact: bool = False
) -> Answer:
    """The answer for a cadre and a key post of the case; DisagreementError if engines contradict each other."""
    if len(base.stints_of(cadre, post)):
        until = time.monotonic() + seconds
        return forced(Question(base, cadre, post, until, stop or threading.Event(), exact))
    return closed(base.case, cadre, post)


def closed(case: Case, cadre: str, post: str) -> Refusal | Held:
    """Why a pair has no open stint: the gates refuse every one, or the post is held for too long."""
    found = eligibility(case).pairs
    asked = found[(found["cadre_id"] == cadre) & (found["post_id"] == post)]
    breaches = tuple(why_refused(case, asked))
    if breaches:
        row = next(asked.itertuples())
        return Refusal(Stint(cadre, post, case.day(row.start), row.months), breaches)
    row = case.post[post]
    return Held(cadre, post, row.incumbent_id, row.opens_on)
