"""The cheapest waivers that fill a named key post, and the proof that none of them can be spared (F12)."""

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.errors import DisagreementError, VerificationError
from optimizer.explain.waivable import Field, Waivable, field_of, price, waivable, waivable_model
from optimizer.model import refused
from optimizer.plan import Plan, Stint
from optimizer.program import FREE
from optimizer.rules import breaches_by_mode, hard_gates
from optimizer.rules.kinds import Breach
from optimizer.solve import cpsat
from optimizer.solve.outcome import Answer, OutOfTime, Status
from optimizer.solve.race import Job, race
from optimizer.solve.tiers import lots
from optimizer.verify import judge
from optimizer.words import Mode

A_STINT = 10**7  # weighs more than the lots of a plan together
A_PERIOD = 10**10  # weighs more than the stints of a plan together


@dataclass(frozen=True)
class Quest:
    """A key post to fill by some stint of its field, until the monotonic clock says so or `stop` is set."""

    case: Case
    field: Field
    until: float
    stop: threading.Event


@dataclass(frozen=True)
class Waiver:
    """One breach to be forgiven, with the fact and the limit; the engines that prove that the others alone do not do."""

    breach: Breach
    price: int
    proved_by: tuple[str, ...]


@dataclass(frozen=True)
class WayOut:
    """A plan that is lawful once these waivers are granted, and its stint in the post; no waivers: none is needed.

    `proved_by` names the engines that prove that no cheaper set fills the post.
    """

    stint: Stint
    plan: Plan
    waivers: tuple[Waiver, ...]
    proved_by: tuple[str, ...]
    interrupted: bool

    @property
    def cost(self) -> int:
        """The price of all waivers together."""
        return sum(waiver.price for waiver in self.waivers)

    @property
    def proven(self) -> bool:
        """True when no set is cheaper and none of the waivers can be spared, each by the word of an engine."""
        return not self.waivers or bool(self.proved_by and all(waiver.proved_by for waiver in self.waivers))


@dataclass(frozen=True)
class NoWayOut:
    """No waivers fill the post, by the word of the engines.

    `refused`: how many people each rule refuses that nobody may waive, by the stint that fewest of these refuse;
    `passing`: people whom none of them refuses; `retiring`: people who could not serve one whole period.
    """

    refused: Mapping[str, int]
    passing: int
    retiring: int
    proved_by: tuple[str, ...]


def cheapest_waivers(
    case: Case, post: str, seconds: float, stop: threading.Event | None = None
) -> WayOut | NoWayOut | OutOfTime:
    """The cheapest waivers with which some plan has a new stint in the post; DisagreementError if engines differ."""
    until = time.monotonic() + seconds
    return search(Quest(case, field_of(case, post), until, stop or threading.Event()))


def search(quest: Quest) -> WayOut | NoWayOut | OutOfTime:
    """The same, over a given field: half the time for the price, the rest to settle and to verify."""
    asked = waivable_model(quest.case, quest.field)
    half = (time.monotonic() + quest.until) / 2
    answers = _answers(quest, asked, asked.prices, half)
    best = _best(answers, asked.prices)
    if best is None:
        refusals = tuple(a.engine for a in answers if a.status == Status.IMPOSSIBLE)
        return _no_way_out(quest, refusals) if refusals else OutOfTime(quest.stop.is_set())
    plan, waivers = pared(quest, asked.model.plan(_settled(quest, asked, best)))
    stint = min((stint for stint in plan.stints if stint.post == quest.field.post), key=lambda stint: stint.start)
    cost = sum(waiver.price for waiver in waivers)
    proofs = [answer for answer in answers if answer.status == Status.OPTIMAL]
    if any(answer.value != cost for answer in proofs):
        raise VerificationError([f"{answer.engine}: {answer.value} ≠ {cost}" for answer in proofs])
    return WayOut(stint, plan, waivers, tuple(answer.engine for answer in proofs), quest.stop.is_set())


def _answers(quest: Quest, asked: Waivable, points: np.ndarray, until: float) -> tuple[Answer, ...]:
    """Both engines' answers, each to its own end."""
    seconds = max(0.5, until - time.monotonic())
    answers = race(Job(asked.model.program, points, None, seconds), quest.stop, lambda *_: None, to_the_end=True)
    if contradictory(answers):
        raise DisagreementError(asked.model.program, points, answers)
    return answers


def contradictory(answers: Sequence[Answer]) -> bool:
    """True when one engine refuses what another has found, or calls best what another has beaten."""
    found = [answer.value for answer in answers if answer.value is not None]
    claimed = [a.value for a in answers if a.status == Status.OPTIMAL and a.value is not None]
    refusing = any(answer.status == Status.IMPOSSIBLE for answer in answers)
    return bool(found) and (refusing or any(value > min(found) for value in claimed))


def _best(answers: Sequence[Answer], points: np.ndarray) -> np.ndarray | None:
    """The columns of least points that an engine has found, if any."""
    return min((a.x for a in answers if a.x is not None), key=lambda x: int(points @ x), default=None)


def _settled(quest: Quest, asked: Waivable, best: np.ndarray) -> np.ndarray:
    """At this price: the post filled first, then the fewest stints, then the lowest sum of lots, if time allows."""
    program, options = asked.model.program, asked.model.options
    points = np.zeros(len(program.columns), dtype=np.int64)
    points[: program.decisions] = lots(list(program.columns["name"].iloc[: program.decisions]), quest.case.settings.seed)
    points[options.stints["column"]] += A_STINT
    there = options.stints[options.stints["post_id"] == quest.field.post]
    points[there["column"]] += A_PERIOD * there["start"].to_numpy()
    priced = program.with_row("price", asked.prices, -FREE, int(asked.prices @ best))
    seconds = max(0.5, (quest.until - time.monotonic()) / 2)
    settled = cpsat.minimise(priced, points, best, seconds, quest.stop, lambda *_: None).x
    return best if settled is None else settled


def pared(quest: Quest, plan: Plan) -> tuple[Plan, tuple[Waiver, ...]]:
    """The plan with its waivers, each shown to be needed; another plan with fewer where one can be spared."""
    case = quest.case
    breaches = _verified(quest, plan)
    waivers = []
    for number, breach in enumerate(breaches):
        rest = granted(case, quest.field.post, [*breaches[:number], *breaches[number + 1 :]])
        asked = waivable_model(rest, quest.field, waive=False)
        answers = _answers(quest, asked, asked.prices, quest.until)
        lesser = _best(answers, asked.prices)
        if lesser is not None:
            return pared(quest, asked.model.plan(lesser))
        refusals = tuple(answer.engine for answer in answers if answer.status == Status.IMPOSSIBLE)
        waivers.append(Waiver(breach, price(case, breach.rule), refusals))
    return plan, tuple(waivers)


def _verified(quest: Quest, plan: Plan) -> tuple[Breach, ...]:
    """What a plan breaks, by the definitions; VerificationError unless waivers make it lawful and it fills the post."""
    told = {(b.rule, b.place): b for b in breaches_by_mode(quest.case, plan, Mode.HARD)}
    breaches = tuple(told[key] for key in sorted(told))
    reasons = [f"{b.rule} {b.place}" for b in breaches if not waivable(quest.case, b.rule)]
    left = judge(granted(quest.case, quest.field.post, breaches), plan).breaches
    reasons += [f"{b.rule} {b.place}" for b in left]
    if quest.field.post not in {stint.post for stint in plan.stints}:
        reasons.append(quest.field.post)
    if reasons:
        raise VerificationError(reasons)
    return breaches


def granted(case: Case, post: str, breaches: Sequence[Breach]) -> Case:
    """The case in whose table these breaches are waived."""
    rows = [case.tables.waivers, waiver_rows(case, post, breaches)]
    waivers = pd.concat([frame for frame in rows if len(frame)] or rows[:1], ignore_index=True)
    return replace(case, tables=replace(case.tables, waivers=waivers))


def waiver_rows(case: Case, post: str, breaches: Sequence[Breach]) -> pd.DataFrame:
    """Rows for the table `waivers`, signed by the lowest authority that may, from the first to the last day planned."""
    first, last = pd.Timestamp(case.start), pd.Timestamp(case.day(case.periods)) - pd.Timedelta(days=1)
    rows = [
        {
            "waiver_id": f"{breach.rule}|{breach.place}",
            "rule_id": breach.rule,
            "place": breach.place,
            "authority": str(case.law.rule(breach.rule).waivable_by),
            "from_date": first,
            "to_date": last,
            "reason": f"để bố trí {post} / to fill {post}",
        }
        for breach in breaches
    ]
    return pd.DataFrame(rows, columns=case.tables.waivers.columns)


def _no_way_out(quest: Quest, proved_by: tuple[str, ...]) -> NoWayOut:
    """Whom the rules refuse that nobody may waive, each person by the stint that fewest of them refuse."""
    case, there = quest.case, quest.field.there
    faults = pd.DataFrame(index=there.index)
    for gate in hard_gates(case):
        if not waivable(case, gate.id):
            kept_out = refused(case, gate, there)
            lifted = gate.opened_by(case, there[kept_out])["stint"]
            faults[gate.id] = kept_out & ~there.index.isin(lifted)
    order = there.assign(count=faults.sum(axis=1)).sort_values(["cadre_id", "count", "start", "months"])
    best = order.drop_duplicates("cadre_id")
    told = faults.loc[best.index].sum()
    counts = {str(rule): int(n) for rule, n in told.items() if n}
    passing = int((best["count"] == 0).sum())
    return NoWayOut(counts, passing, len(case.cadres) - len(best), proved_by)
