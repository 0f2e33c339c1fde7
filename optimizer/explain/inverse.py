"""The smallest change in a cadre's record, or in the weights of goals, with which a best plan has him in a post (F39)."""

import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from optimizer.case import Case
from optimizer.errors import VerificationError
from optimizer.explain.base import Base
from optimizer.explain.changes import Change, changed, sound
from optimizer.explain.records import PERCENT, Field, Offer, record_fields, weight_fields
from optimizer.explain.standing import Place, Rival, Standing, standing
from optimizer.explain.why_not import closed
from optimizer.plan import Stint
from optimizer.rules import GATES
from optimizer.rules.kinds import Breach
from optimizer.verify.claim_kinds import Held, Refusal
from optimizer.verify.claims import admitted, candidates
from optimizer.words import Mode

GATE_ONLY = frozenset(
    ["education", "theory", "party_member", "outstanding", "health_ok", "health_checked", "under_investigation",
     "humane_consent"]
)  # fmt: skip
WORST_SHARE = 0.5  # of the time that is left, at most for one set of changes


@dataclass(frozen=True)
class Winning:
    """Changes with which he wins, shown by solving the changed case; `least` when every smaller set was shown to fail.

    Then none of them can be spared, for what is left without one is a smaller set.
    """

    offers: tuple[Offer, ...]
    standing: Standing
    least: bool

    @property
    def size(self) -> int:
        """The sizes of the changes together."""
        return sum(offer.size for offer in self.offers)


@dataclass(frozen=True)
class Inverse:
    """What was found: the smallest winning changes, if any; how the sets of changes before them ended.

    `offered`: the space that was searched, `up_to` this size. `settled`: where he stands after each set of changes of
    which that was shown, the winning one last; `tried` counts those before it by their place. `unmended`:
    what refuses him for the post even with all the changes on offer. `interrupted` by the user.
    """

    cadre: str
    post: str
    sort: str
    offered: tuple[Offer, ...]
    up_to: int
    winning: Winning | None
    tried: Mapping[Place, int]
    settled: tuple[tuple[tuple[Offer, ...], Standing], ...]
    unmended: tuple[Breach, ...] | Held
    complete: bool
    interrupted: bool

    @property
    def proven(self) -> bool:
        """True when the smallest changes are shown to be so, or that none of the space is enough."""
        return self.winning.least if self.winning else self.complete


@dataclass(frozen=True)
class Wish:
    """What is asked: a cadre in a post, by changes of his record or of weights of no more than so many steps.

    `every`: in every best plan, not only in one. Until the monotonic clock says so or `stop` is set.
    """

    base: Base
    cadre: str
    post: str
    seconds: float
    stop: threading.Event
    weights: bool = False
    every: bool = False
    steps: int = 2


def inverse(wish: Wish) -> Inverse:
    """The smallest changes that make a cadre win a post; DisagreementError if engines contradict each other."""
    case, until = wish.base.case, time.monotonic() + wish.seconds
    fields = weight_fields(case, wish.post) if wish.weights else felt(case, wish.cadre, wish.post)
    offered = tuple(offer for field in fields for offer in field.offers)
    sort = "weights" if wish.weights else "record"
    nothing = Inverse(wish.cadre, wish.post, sort, offered, 0, None, {}, (), (), complete=True, interrupted=False)
    mended = case if wish.weights else changed(case, _best(fields))
    if not _admits(mended, wish):
        refused = closed(mended, wish.cadre, wish.post)
        return replace(nothing, unmended=refused.faults if isinstance(refused, Refusal) else refused)
    if wish.weights:
        return _searched(replace(nothing, up_to=max(map(abs, PERCENT))), wish, one_weight(fields), until)
    if not _admits(case, wish):
        fields = [needed(case, wish, fields, field) for field in fields]
    least = sum(field.offers[0].size for field in fields if field.needed)
    ladder = (chosen for size in range(least, least + wish.steps + 1) for chosen in sets(fields, size))
    return _searched(replace(nothing, up_to=least + wish.steps), wish, ladder, until)


def _searched(found: Inverse, wish: Wish, ladder: Iterator[tuple[Offer, ...]], until: float) -> Inverse:
    """The search through sets of changes, the smallest first, until one wins or the time is up."""
    tried, settled = Counter[Place](), list[tuple[tuple[Offer, ...], Standing]]()
    rival = Rival(wish.base, wish.cadre, wish.post, until, wish.stop)
    wanted = {Place.EVERY} if wish.every else {Place.EVERY, Place.AMONG}
    for offers in ladder:
        if rival.left <= 0:
            tried[Place.OPEN] += 1
            break
        share = replace(rival, until=time.monotonic() + WORST_SHARE * rival.left)
        case = changed(wish.base.case, [offer.change for offer in offers])
        his = standing(share, case)
        if his.wins and not sound(case):
            raise VerificationError([offer.change.column for offer in offers])
        settled += [(offers, his)] * (his.place != Place.OPEN)
        if his.place in wanted:
            found = replace(found, winning=Winning(offers, his, not tried[Place.OPEN]))
            break
        tried[his.place] += 1
    found = replace(found, settled=tuple(settled))
    if found.winning:
        return replace(found, tried=dict(tried))
    return replace(found, tried=dict(tried), complete=not tried[Place.OPEN], interrupted=wish.stop.is_set())


def sets(fields: Sequence[Field], size: int) -> Iterator[tuple[Offer, ...]]:
    """Every choice of at most one offer per field, and one for each that is needed, of this size together."""
    if not fields:
        yield from [()] * (size == 0)
        return
    for offer in fields[0].offers:
        if offer.size <= size:
            yield from ((offer, *rest) for rest in sets(fields[1:], size - offer.size))
    if not fields[0].needed:
        yield from sets(fields[1:], size)


def one_weight(fields: Sequence[Field]) -> Iterator[tuple[Offer, ...]]:
    """No change, then every change of one weight, the smallest first."""
    yield ()
    yield from sorted(((offer,) for field in fields for offer in field.offers), key=lambda chosen: chosen[0].size)


def needed(case: Case, wish: Wish, fields: Sequence[Field], field: Field) -> Field:
    """A field with those offers that the gates ask for, if without any of them they refuse, all other fields at best."""
    others = [other for other in fields if other is not field]
    if _admits(changed(case, _best(others)), wish):
        return field
    enough = [offer for offer in field.offers if _admits(changed(case, [*_best(others), offer.change]), wish)]
    return Field(tuple(enough), needed=True)


def _best(fields: Sequence[Field]) -> list[Change]:
    """The greatest offer of each field."""
    return [field.offers[-1].change for field in fields]


def _admits(case: Case, wish: Wish) -> bool:
    """True when the gates admit some stint of the pair."""
    return any(admitted(case, stint) for stint in candidates(case, wish.cadre, wish.post))


def felt(case: Case, cadre: str, post: str) -> list[Field]:
    """The fields of a record that may count for a pair: of what only gates read, those by which they judge otherwise."""
    fields, now = record_fields(case, cadre, post), judged(case, cadre, post)
    every = _best(fields)
    best = judged(changed(case, every), cadre, post) if now else []

    def counts(change: Change) -> bool:
        """True where the gates judge otherwise with the change, alone or beside all others."""
        if now == best or judged(changed(case, [change]), cadre, post) != now:
            return now != best
        return judged(changed(case, [other for other in every if other != change]), cadre, post) != best

    return [f for f, change in zip(fields, every, strict=True) if not _gate_only(change) or counts(change)]


def _gate_only(change: Change) -> bool:
    """True for what only gates read of a pair."""
    return change.table in ("grades", "succession") or change.column in GATE_ONLY


def judged(case: Case, cadre: str, post: str) -> list[tuple[str, Stint]]:
    """What the gates in force fault of the stints of a pair, a course or not."""
    gates = [gate for gate in GATES if case.law.mode(gate.id) != Mode.OFF]
    return [(gate.id, s) for s in candidates(case, cadre, post) for gate in gates if gate.fault(case, s) is not None]


def stint_of(found: Winning, cadre: str, post: str) -> Stint | None:
    """The stint of the cadre in the plan that shows the win."""
    plan = found.standing.plan
    return next((s for s in plan.stints if (s.cadre, s.post) == (cadre, post)), None) if plan else None
