"""What money, rules, posts, needs and one more candidate are worth to a run: each changed case is solved again (F38)."""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from optimizer.case import Case, build_case
from optimizer.explain.base import Base
from optimizer.explain.carried import carried
from optimizer.explain.changes import Change, changed
from optimizer.explain.waivable import waivable
from optimizer.frames import frames_of
from optimizer.model import build
from optimizer.newcomers import Newcomers, with_newcomers
from optimizer.plan import Plan
from optimizer.rules import BONDS, GATES
from optimizer.rules.tiers import tiers
from optimizer.solve import Impossible, Solved, SolveParams, solve
from optimizer.solve.params import DEFAULT
from optimizer.tables import Tables
from optimizer.verify import Verdict, judge
from optimizer.verify.claim_kinds import Price
from optimizer.words import Mode

KINDS = ("budget", "rule", "post", "skill", "language", "candidate")
MOST_LEVEL = 4
SOLVE_SHARE = 0.5  # of the time that is left, at most for one changed case
LP_SHARE = 0.4  # of the time of one changed case, at most for its LPs


@dataclass(frozen=True)
class Thing:
    """What is priced: `kind` with its key, and for a budget the step in VND.

    budget: a year has `step` more; rule: it is off; post: it need not be filled; skill, language: no commune asks for it;
    candidate: one more like the cadre `like`, who has the skill or language of the key at the highest level, if any.
    """

    kind: str
    key: str
    step: int = 0
    like: str = ""


@dataclass(frozen=True)
class Worth:
    """The value of each tier once a thing is changed, beside that of the run; `prices` is empty where nothing was solved.

    `estimate`: what no plan of the changed case beats, by the run's LP duals, in `tier`: the first in which they do not
    show that the run's plan stays the best; 0 is the value of the run. `impossible` when no plan is left. `plan` has the
    values told.
    """

    thing: Thing
    prices: tuple[Price, ...]
    tier: str
    estimate: int | None
    impossible: tuple[str, ...] = ()
    plan: Plan | None = None

    def first(self, base: Base) -> Price | None:
        """The first tier that changes, or else is not proven on either side; the last where all are the same."""
        for price, step in zip(self.prices, base.steps, strict=False):
            if price.value != price.kept or not price.proven or not step.settled:
                return price
        return self.prices[-1] if self.prices else None

    def exact(self, base: Base) -> bool:
        """True when the value is proven up to the first tier that changes, with the thing and without."""
        first = self.first(base)
        settled = {step.tier.name: step.settled for step in base.steps}
        return bool(self.impossible) or (first is not None and first.proven and settled[first.tier])


@dataclass(frozen=True)
class Worths:
    """What was priced, in the order asked for, and what was not tried in the time."""

    worths: tuple[Worth, ...]
    untried: tuple[Thing, ...]
    interrupted: bool


def things(base: Base, kinds: Sequence[str], step: int, like: str) -> list[Thing]:
    """Everything of these kinds that a case has: each year of the budget with as much more and less, each rule that
    somebody may waive, each key post, each skill and language that is asked for, and a candidate with each of these.
    """
    case, tables = base.case, base.case.tables
    skills, spoken = sorted(set(tables.needs["competency"])), sorted(set(tables.unit_languages["language"]))
    rules = [rule.id for rule in (*GATES, *BONDS) if case.law.mode(rule.id) == Mode.HARD and waivable(case, rule.id)]
    every = {
        "budget": [Thing("budget", str(y), s) for y in sorted(tables.budget["year"]) for s in (step, -step)],
        "rule": [Thing("rule", rule) for rule in rules],
        "post": [Thing("post", post) for post in sorted(case.posts.loc[case.posts["key"], "post_id"])],
        "skill": [Thing("skill", skill) for skill in skills],
        "language": [Thing("language", language) for language in spoken],
        "candidate": [Thing("candidate", key, like=like or most_able(base)) for key in ("", *skills, *spoken)],
    }
    return [thing for kind in kinds for thing in every[kind]]


def most_able(base: Base) -> str:
    """The cadre who has an open stint in the most posts; of equals the first by key."""
    posts = base.model.options.stints.groupby("cadre_id")["post_id"].nunique()
    return str(posts.sort_index().idxmax()) if len(posts) else next(iter(base.case.cadre))


def worths(base: Base, wanted: Sequence[Thing], seconds: float, stop: threading.Event) -> Worths:
    """What each thing is worth, as far as the time goes: by the run's proofs where they reach, or else by a solve."""
    until, found = time.monotonic() + seconds, list[Worth]()
    for number, thing in enumerate(wanted):
        left = until - time.monotonic()
        if left < DEFAULT.least_seconds or stop.is_set():
            break
        fair = max(left / (len(wanted) - number), min(DEFAULT.seconds, SOLVE_SHARE * left))
        found.append(worth(base, thing, fair, stop))
    return Worths(tuple(found), tuple(wanted[len(found) :]), stop.is_set())


def worth(base: Base, thing: Thing, seconds: float, stop: threading.Event) -> Worth:
    """What one thing is worth."""
    begun, case = time.monotonic(), changed_by(base.case, thing)
    model, tier, estimate = build(case), "", None
    verdict = judge(case, base.plan)
    if verdict.lawful and tiers(case) == tiers(base.case):
        shown = carried(base, model, verdict, begun + LP_SHARE * seconds, stop)
        steps = zip(base.steps, shown.base.steps, strict=True)
        if shown.best:
            told = [(was.tier.name, was.kept, now.kept) for was, now in steps]
            prices = tuple(Price(n, kept, v, v, v, ("certificate",)) for n, kept, v in told)
            return Worth(thing, prices, "", None, plan=base.plan)
        was, now = next((was, now) for was, now in steps if not now.settled)
        tier, estimate = now.tier.name, now.tier.sense * (now.rung.value(now.tier, now.bound.value) - was.kept)
    left = max(seconds - (time.monotonic() - begun), DEFAULT.least_seconds)
    solved = solve(model, SolveParams(seconds=left), stop)
    if isinstance(solved, Impossible):
        return Worth(thing, (), tier, estimate, solved.proved_by)
    if not isinstance(solved, Solved):
        return Worth(thing, (), tier, estimate)
    known, limit = verdict if verdict.lawful else None, {tier: estimate} if estimate is not None else {}
    prices = tuple(prices_of(base, solved, known, limit))
    own = prices[-1].value != solved.tiers[len(prices) - 1].value
    return Worth(thing, prices, tier, estimate, plan=base.plan if own else solved.plan)


def prices_of(base: Base, solved: Solved, known: Verdict | None, limit: Mapping[str, int]) -> Iterator[Price]:
    """The tiers of a changed case beside those of the run, up to the first in which the run's plan is the better one,
    and as good in those before.

    `limit`: by how much no plan beats the run in a tier, as long as those before are as good as the run's plan.
    """
    kept, same = {step.tier.name: step.kept for step in base.steps}, known is not None
    for result in solved.tiers:
        name, sense = result.tier.name, result.tier.sense
        bound = result.value if result.proven else result.bound
        if same and not result.proven and name in limit:
            bound = sense * min(sense * bound, sense * kept[name] + limit[name])
        own = known.value(result.tier) if known is not None and same else result.value
        if not result.proven and sense * (own - result.value) > 0:
            yield Price(name, kept.get(name, 0), own, bound, own, ("bound",) * (own == bound))
            return
        same = same and own == result.value
        voices = result.proved_by or (("certificate",) if bound == result.value else ())
        yield Price(name, kept.get(name, 0), result.value, bound, result.value, voices)


def changed_by(case: Case, thing: Thing) -> Case:
    """The case in which a thing is changed."""
    if thing.kind == "rule":
        rules = {**case.law.rules, thing.key: replace(case.law.rules[thing.key], mode=Mode.OFF)}
        law = replace(case.law, rules=rules)
        return replace(build_case(case.tables, case.settings, law), changes=case.changes)
    if thing.kind == "candidate":
        more = with_newcomers(frames_of(case.tables), Newcomers(like=thing.like, number=1))
        case = replace(case, tables=Tables(**more))
    return changed(case, _changes(case, thing))


def _changes(case: Case, thing: Thing) -> Iterator[Change]:
    """The cells that a thing changes, once a candidate is in the tables."""
    tables = case.tables
    if thing.kind == "budget":
        rows = tables.budget[tables.budget["year"] == int(thing.key)].itertuples()
        for row in rows:
            amount = max(0, int(row.amount_vnd) + thing.step)
            yield Change("budget", (("year", int(row.year)),), "amount_vnd", int(row.amount_vnd), amount)
    if thing.kind == "post":
        yield Change("posts", (("post_id", thing.key),), "key", True, False)
    if thing.kind == "skill":
        for unit in tables.needs.loc[tables.needs["competency"] == thing.key, "unit_id"]:
            yield Change("needs", (("unit_id", unit), ("competency", thing.key)), "", None, None)
    if thing.kind == "language":
        spoken = tables.unit_languages
        for unit, level in spoken.loc[spoken["language"] == thing.key, ["unit_id", "level"]].itertuples(index=False):
            yield Change("unit_languages", (("unit_id", unit), ("language", thing.key)), "level", int(level), 0)
    if thing.kind == "candidate" and thing.key:
        is_skill = thing.key in set(tables.needs["competency"])
        table, column = ("competencies", "competency") if is_skill else ("languages", "language")
        key = (("cadre_id", f"{thing.like}+1"), (column, thing.key))
        yield Change(table, key, "level", None, MOST_LEVEL)
