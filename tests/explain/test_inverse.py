"""The smallest change that wins a post, against every set of changes and every lawful plan of tiny worlds."""

import itertools
import threading
import time
from collections.abc import Sequence
from datetime import date

import pytest

from optimizer.case import Case
from optimizer.explain import inverse as search
from optimizer.explain.base import Base
from optimizer.explain.changes import changed, sound
from optimizer.explain.inverse import Inverse, Wish, inverse, sets
from optimizer.explain.records import Field, Offer, record_fields, weight_fields
from optimizer.explain.standing import Place, Rival, Standing, dearer, standing, too_dear
from optimizer.model import build
from optimizer.report.change_view import change_words
from optimizer.verify import judge
from tests.explain.asked import base_for, has, lawful_plans
from tests.rules.tables import holds, official, world

POST = "XA-SECRETARY"


def rivals(**facts: object) -> Case:
    """A secretary is vacant for a year; AN knows the law at 3, BINH at 2, and 3 is needed; a native vice chair stays."""
    people = [official("AN", leader=0), official("BINH", leader=0, **facts), official("EM", "XA", "VICE", party_member=0)]
    known = [{"cadre_id": "AN", "level": 3}, {"cadre_id": "BINH", "level": 2}]
    spans = {"lengths_months": [36], "horizon_months": 12}
    held = [holds("EM", "XA-VICE", date(2035, 1, 1))]
    return world(people, f"{POST} XA-VICE", competencies=known, needs=[{"level": 3}], service=held, **spans)


def asked(case: Case | Base, cadre: str, *, every: bool = False, steps: int = 2, weights: bool = False) -> Inverse:
    """The answer, beside the case's proven run."""
    base = case if isinstance(case, Base) else base_for(case)
    assert base is not None
    return inverse(Wish(base, cadre, POST, 120.0, threading.Event(), weights, every, steps))


def stands(case: Case, cadre: str) -> Place:
    """Where a cadre stands by enumeration: in every best plan, in some, in none."""
    plans = lawful_plans(build(case))
    for tier in judge(case, plans[0][0]).tiers:
        best = max(tier.sense * verdict.value(tier) for _, verdict in plans)
        room = 0 if tier.name == "worth" else tier.tolerance
        plans = [(plan, verdict) for plan, verdict in plans if tier.sense * verdict.value(tier) >= best - room]
    among = [has(plan, cadre, POST) for plan, _ in plans]
    return Place.EVERY if all(among) else Place.AMONG if any(among) else Place.BEHIND


def chosen(offered: Sequence[Offer], most: int) -> list[tuple[Offer, ...]]:
    """Every set of offers of at most this size, no two for one cell."""
    every = (some for n in range(most + 1) for some in itertools.combinations(offered, n))
    cells = [(some, {(o.change.table, o.change.key, o.change.column) for o in some}) for some in every]
    return [some for some, of in cells if len(of) == len(some) and sum(o.size for o in some) <= most]


def test_the_smallest_change_is_what_enumeration_finds_for_a_draw_and_for_a_win() -> None:
    case = rivals()
    base = base_for(case)
    assert base is not None
    draw, win = asked(base, "BINH"), asked(base, "BINH", every=True)
    assert {offer.change.column for offer in draw.offered} == {"level", "backfill", "wish"}
    known = {some: stands(changed(case, [o.change for o in some]), "BINH") for some in chosen(draw.offered, 2)}
    for found, wanted in ((draw, {Place.EVERY, Place.AMONG}), (win, {Place.EVERY})):
        assert found.winning is not None and found.winning.least
        assert known[found.winning.offers] == found.winning.standing.place
        winning = [some for some, place in known.items() if place in wanted]
        assert found.winning.size == min(sum(offer.size for offer in some) for some in winning)
        assert all(sum(o.size for o in some) >= found.winning.size or some not in winning for some in known)
    assert (draw.winning.size, win.winning.size) == (1, 2)  # type: ignore[union-attr]


def test_every_gate_that_a_record_can_mend_is_mended_and_no_change_can_be_spared() -> None:
    """BINH, the better one, lacks a health certificate and Party membership: both are needed, and are enough."""
    case = rivals(health_checked="2015-01-01", party_member=0)
    better = changed(case, [offer.change for offer in sets_of(case, "competencies")])
    base = base_for(better)
    assert base is not None
    found = asked(base, "BINH", steps=1)
    assert found.winning is not None and found.winning.least
    changes = [offer.change for offer in found.winning.offers]
    assert {change.column for change in changes} >= {"health_checked", "party_member"}
    for left in itertools.combinations(changes, len(changes) - 1):
        rival = Rival(base, "BINH", POST, time.monotonic() + 60.0, threading.Event())
        assert not standing(rival, changed(better, left)).wins


def test_a_draw_is_no_proof_that_he_loses() -> None:
    """BINH, who knows as much as AN, is level with AN; as things are he is behind, by an engine's word or by bounds."""
    level = base_for(changed(rivals(), [offer.change for offer in sets_of(rivals(), "competencies")]))
    now = base_for(rivals())
    assert level is not None and now is not None
    other = next(cadre for cadre in ("AN", "BINH") if not has(level.plan, cadre, POST))
    until, stop = time.monotonic() + 60.0, threading.Event()
    assert dearer(Rival(level, other, POST, until, stop), level) == ()
    assert dearer(Rival(now, "BINH", POST, until, stop), now)
    assert not too_dear(level, level.stints_of(other, POST))


def sets_of(case: Case, table: str) -> tuple[Offer, ...]:
    """The greatest offer for BINH in a table."""
    return tuple(f.offers[-1] for f in record_fields(case, "BINH", POST) if f.offers[-1].change.table == table)


def test_what_no_record_change_can_mend_is_said() -> None:
    found = asked(rivals(birth_date="1963-01-01", health_checked="2015-01-01"), "BINH")
    assert found.winning is None and found.complete and not found.tried
    assert isinstance(found.unmended, tuple)
    assert {breach.rule for breach in found.unmended} <= {"C05", "C06", "C07"} and found.unmended


def test_who_has_the_post_needs_no_change() -> None:
    found = asked(rivals(), "AN")
    assert found.winning is not None and found.winning.offers == () and found.winning.standing.place == Place.EVERY


def test_a_weight_is_changed_by_the_least_percent_that_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [official("AN", leader=0), official("BINH", leader=0), official("EM", "XA", "VICE", party_member=0)]
    poorer = world(
        people, f"{POST} XA-VICE", lengths_months=[36], horizon_months=12, preferences=[{"cadre_id": "BINH", "wish": 8}],
        unit_languages=[{}], languages=[{"cadre_id": "AN", "level": 1}], service=[holds("EM", "XA-VICE", date(2035, 1, 1))],
    )  # fmt: skip
    assert stands(poorer, "BINH") == Place.BEHIND
    wish = next(f for f in weight_fields(poorer, POST) if f.offers[0].change.column == "points_wish")
    wish = Field(tuple(o for o in wish.offers if o.change.value > o.change.before)[:2])  # type: ignore[operator]
    monkeypatch.setattr(search, "weight_fields", lambda *_: [wish])
    found = asked(poorer, "BINH", weights=True)
    assert found.winning is not None and found.winning.least
    places = {o.size: stands(changed(poorer, [o.change]), "BINH") for o in wish.offers if o.size <= found.winning.size}
    assert found.winning.size == min(size for size, place in places.items() if place != Place.BEHIND) > 0


def test_sets_are_those_of_a_size_with_all_that_is_needed() -> None:
    case = rivals()
    one, two, three = ([Offer(o.change, n) for n, o in enumerate(f.offers[:2], 1)] for f in
                       record_fields(case, "BINH", POST)[1:4])  # fmt: skip
    fields = [Field(tuple(one)), Field(tuple(two), needed=True), Field(tuple(three))]
    told = [sorted(o.size for o in some) for some in sets(fields, 2)]
    assert sorted(told) == sorted([[1, 1]] * (len(one) > 0) + [[2]] * (len(two) > 1) + [[1, 1]] * (len(three) > 0))
    assert all(any(o in two for o in some) for some in sets(fields, 3))


def test_a_set_that_is_not_settled_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    verdicts = iter([Standing(Place.OPEN), *[Standing(Place.EVERY)] * 9])
    monkeypatch.setattr(search, "standing", lambda *_: next(verdicts))
    found = asked(rivals(), "BINH")
    assert found.winning is not None and not found.winning.least and not found.proven


def test_every_change_on_offer_leaves_sound_tables_and_is_said_in_both_languages() -> None:
    case = rivals(health_checked="2015-01-01", party_member=0, under_investigation=1, education="college")
    fields = [*record_fields(case, "BINH", POST), *weight_fields(case, POST)]
    assert {"health_checked", "party_member", "under_investigation", "education", "priority"} <= {
        field.offers[0].change.column for field in fields
    }
    assert sound(changed(case, [field.offers[-1].change for field in fields]))
    said = {lang: [change_words(case, f.offers[-1].change, lang) for f in fields] for lang in ("vi", "en")}
    assert "BINH: ngày khám sức khỏe: 01/01/2015 → 01/10/2021" in said["vi"]
    assert "BINH: trình độ chuyên môn: cao đẳng → tiến sĩ" in said["vi"]
    assert "BINH: party member: no → yes" in said["en"]
    assert "BINH, pháp luật: mức: 2 → 3" in said["vi"]
