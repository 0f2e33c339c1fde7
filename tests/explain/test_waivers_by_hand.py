"""The price of the cheapest waivers is that of the cheapest plan, found by trying every plan against the definitions."""

import itertools
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from optimizer.case import Case
from optimizer.courses import courses
from optimizer.explain.waivable import Field, field_of, price, waivable, waivable_model
from optimizer.explain.waivers import Quest, WayOut, granted, search
from optimizer.landings import landings
from optimizer.plan import STAY, Landing, Plan, Stint, Training, make_plan
from optimizer.rules import BONDS, GATES
from optimizer.solve.race import Job, race
from optimizer.words import Kind, Mode
from tests.worlds import thinned, world

Choice = tuple[Stint, Landing | None, Training | None]


def some(case: Case, post: str, seed: int) -> Field:
    """A few of the stints that could fill the post, and a few elsewhere."""
    field = field_of(case, post)
    there, elsewhere = (thinned(case, frame, 3, seed) for frame in (field.there, field.elsewhere))
    return replace(field, there=there, elsewhere=elsewhere)


def choices(case: Case, candidates: pd.DataFrame) -> dict[str, list[Choice]]:
    """What each cadre can do: a stint, with or without a landing that belongs to it, with or without a course."""
    places, taught = landings(case, candidates), courses(case, candidates)
    found: dict[str, list[Choice]] = {}
    for row in candidates.itertuples():
        stint = Stint(row.cadre_id, row.post_id, case.day(row.start), row.months)
        own = places[(places["cadre_id"] == row.cadre_id) & (places["end"] == row.end)]
        own = own[(own["slot_id"] != STAY) | (own["post_id"] == row.post_id)]
        ends: list[Landing | None] = [None]
        if row.kind == Kind.ROTATION:
            ends += [Landing(x.cadre_id, stint.end, x.slot_id, x.post_id) for x in own.itertuples()]
        theory = taught[(taught["cadre_id"] == row.cadre_id) & (taught["course_kind"] == "theory")]
        sent = [None, *(Training(row.cadre_id, c) for c in theory["course_id"])]
        found.setdefault(row.cadre_id, []).extend((stint, end, course) for end in ends for course in sent)
    return found


def prices(case: Case, post: str, rules: tuple[object, ...], plan: Plan) -> int | None:
    """What it costs to waive all that these rules fault; None if nobody may, or a gate of another post is among it."""
    told = set()
    for rule in rules:
        if case.law.mode(rule.id) == Mode.HARD:
            told |= {(b.rule, b.place) for b in rule.breaches(case, plan)} - case.waived
    gates = {gate.id for gate in GATES}
    if any(not waivable(case, r) or (r in gates and place.split("|")[1] != post) for r, place in told):
        return None
    return sum(price(case, rule) for rule, _ in told)


def plans(case: Case, post: str, field: Field) -> Iterator[tuple[int, Plan]]:
    """Every plan with a stint in the post whose gates somebody may waive, with the price of these."""
    options: list[list[tuple[int, Choice] | None]] = []
    for of_cadre in choices(case, pd.concat([field.elsewhere, field.there])).values():
        priced = [(prices(case, post, GATES, make_plan([c[0]], [], filter(None, [c[2]]))), c) for c in of_cadre]
        options.append([None, *((cost, choice) for cost, choice in priced if cost is not None)])
    for chosen in itertools.product(*options):
        taken = [pair for pair in chosen if pair is not None]
        if any(choice[0].post == post for _, choice in taken):
            stints_, ends, sent = zip(*(choice for _, choice in taken), strict=True)
            yield sum(cost for cost, _ in taken), make_plan(stints_, filter(None, ends), filter(None, sent))


def cheapest(case: Case, post: str, field: Field) -> int | None:
    """The least price of all that the gates and bonds fault, over every plan."""
    best: int | None = None
    for gates, plan in sorted(plans(case, post, field), key=lambda pair: pair[0]):
        if best is not None and gates >= best:
            break
        bonds = prices(case, post, BONDS, plan)
        if bonds is not None and (best is None or gates + bonds < best):
            best = gates + bonds
    return best


@pytest.mark.parametrize("regime", ["2017", "2025"])
def test_no_plan_of_a_drawn_world_needs_cheaper_waivers(regime: str) -> None:
    kinds: Counter[str] = Counter()
    for seed, post in itertools.product(range(10), ("A-S", "A-C")):
        case = world(seed, regime)
        field = some(case, post, seed)
        best = cheapest(case, post, field)
        asked = waivable_model(case, field)
        job = Job(asked.model.program, asked.prices, None, 60)
        for answer in race(job, threading.Event(), lambda *_: None, to_the_end=True):
            assert answer.status == ("impossible" if best is None else "optimal"), (seed, post, answer)
            assert answer.value == best, (seed, post, answer)
        kinds["none" if best is None else "some" if best else "free"] += 1
    assert kinds["none"] and kinds["some"], "the worlds never met a limit"


@pytest.mark.parametrize(("seed", "regime", "post"), [(7, "2025", "A-S"), (11, "2017", "A-C"), (12, "2025", "A-S")])
def test_with_the_waivers_some_plan_is_lawful_and_without_any_one_none_is(seed: int, regime: str, post: str) -> None:
    case = world(seed, regime)
    field = some(case, post, seed)
    found = search(Quest(case, field, time.monotonic() + 60, threading.Event()))
    assert isinstance(found, WayOut)
    assert found.proven and set(found.proved_by) == {"cp-sat", "highs"}
    breaches = [waiver.breach for waiver in found.waivers]
    assert cheapest(granted(case, post, breaches), post, field) == 0
    for waiver in found.waivers:
        assert set(waiver.proved_by) == {"cp-sat", "highs"}
        rest = [breach for breach in breaches if breach != waiver.breach]
        assert cheapest(granted(case, post, rest), post, field) != 0
