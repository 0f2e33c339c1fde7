"""Which of the wanted rules can be hard together: as many as can be held, the more important first (F13)."""

import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from optimizer.case import Case
from optimizer.errors import UsageError, VerificationError
from optimizer.explain.constrained import Switched
from optimizer.explain.trial import Trial
from optimizer.model import build
from optimizer.plan import Plan
from optimizer.rules import BONDS, GATES
from optimizer.verify import judge
from optimizer.words import Authority, Mode


@dataclass(frozen=True)
class Wanted:
    """A rule of the list: True if it can be hard with those held before it, False if that is impossible, else None.

    `proved_by` names the engines that prove it impossible.
    """

    rule: str
    held: bool | None
    proved_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Musts:
    """The wanted rules in their order, and a plan that is lawful when the held ones are hard and the others are off.

    No plan: the rules outside the list, and the decisions, contradict each other by the word of `proved_by`; or, where
    that is empty, time ran out.
    """

    wanted: tuple[Wanted, ...]
    plan: Plan | None
    proved_by: tuple[str, ...]
    interrupted: bool

    @property
    def maximal(self) -> bool:
        """True when no rule that is left out could be held too, each by the word of an engine."""
        return self.plan is not None and all(one.held is not None for one in self.wanted)


def must_have(case: Case, rules: Sequence[str], seconds: float, stop: threading.Event | None = None) -> Musts:
    """A maximal set of the rules that can be hard together, taken in their order.

    Rules outside the list act as the law says, and so do those that nobody may waive. UsageError for a rule that
    forbids nothing, or stands twice.
    """
    known = {rule.id for rule in (*GATES, *BONDS)}
    wrong = [rule for n, rule in enumerate(rules) if rule not in known or rule in rules[:n]]
    if wrong or not rules:
        told = ", ".join(wrong) or "—"
        raise UsageError(f"--must: không dùng được {told}.", f"--must cannot take {told}.")
    until, stop = time.monotonic() + seconds, stop or threading.Event()
    plan, proved_by = _plan(with_hard(case, (), rules), until, stop)
    wanted: list[Wanted] = []
    for rule in rules if plan else ():
        held = [*(one.rule for one in wanted if one.held), rule]
        stricter = with_hard(case, held, rules)
        found, refusals = (plan, ()) if _lawful(stricter, plan) else _plan(stricter, until, stop)
        plan = found or plan
        wanted.append(Wanted(rule, True if found else False if refusals else None, refusals))
    return Musts(tuple(wanted), plan, proved_by, stop.is_set())


def with_hard(case: Case, held: Collection[str], wanted: Collection[str]) -> Case:
    """The case whose law has these rules hard and the others of the list off; what nobody may waive stays hard."""
    modes = {rule: Mode.HARD if rule in held or protected(case, rule) else Mode.OFF for rule in wanted}
    rules = {rule: replace(case.law.rule(rule), mode=mode) for rule, mode in modes.items()}
    return replace(case, law=replace(case.law, rules={**case.law.rules, **rules}))


def protected(case: Case, rule: str) -> bool:
    """True for a hard rule that nobody may waive."""
    law = case.law.rule(rule)
    return law.mode == Mode.HARD and law.waivable_by == Authority.NOBODY


def _lawful(case: Case, plan: Plan | None) -> bool:
    """True for a plan that keeps every hard rule of a case, by the definitions."""
    return plan is not None and judge(case, plan).lawful


def _plan(case: Case, until: float, stop: threading.Event) -> tuple[Plan | None, tuple[str, ...]]:
    """A lawful plan of a case; or none, and the engines that prove that there is none."""
    model = build(case, goals=())
    trial = Trial(case, Switched(model, ()), until, stop)
    x = trial.kept(())
    if x is None:
        return None, trial.refusals.get(frozenset(), ())
    plan = model.plan(x)
    if not _lawful(case, plan):
        raise VerificationError([f"{breach.rule} {breach.place}" for breach in judge(case, plan).breaches])
    return plan, ()
