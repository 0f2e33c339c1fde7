"""Claims about plans, from every explanation that makes them: true ones hold on both sides, and false ones on neither.

What a plan is told to be is judged from tables; that there is none is asked again of the second engine.
"""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import NamedTuple

import pytest

from optimizer.case import Case
from optimizer.explain.alternatives import alternatives
from optimizer.explain.audit import audit
from optimizer.explain.backbone import backbone
from optimizer.explain.base import Base
from optimizer.explain.conflict import Conflict, find_conflict
from optimizer.explain.corrections import WaysOut, corrections
from optimizer.explain.dependence import Dependence, Fate, Flip
from optimizer.explain.fillings import Filled, ways_of
from optimizer.explain.frozen import (
    of_alternatives,
    of_backbone,
    of_conflict,
    of_dependence,
    of_fillings,
    of_front,
    of_inverse,
    of_musts,
    of_targets,
    of_waivers,
    of_ways,
    of_worths,
)
from optimizer.explain.inverse import Wish, inverse
from optimizer.explain.musts import must_have
from optimizer.explain.pareto import fronts
from optimizer.explain.waivers import WayOut, cheapest_waivers
from optimizer.explain.worths import Thing, worths
from optimizer.plan import Plan
from optimizer.verify.claim_kinds import (
    AmongBest,
    Broken,
    Claim,
    Constraint,
    NoCheaper,
    NoPlan,
    NoSmaller,
    Stands,
    Witness,
    from_json,
    to_json,
)
from optimizer.verify.claims import Basis, faults
from optimizer.verify.edits import Edit, edited, edits
from tests.explain import (
    test_dependence,
    test_fillings,
    test_inverse,
    test_pareto,
    test_target_audit,
    test_waivers,
    test_worths,
)
from tests.explain.asked import base_for, basis_of
from tests.explain.near_runs import near_run, two_posts
from tests.explain.test_alternatives import UNLIKE
from tests.explain.test_backbone import ONE_IS_BEST
from tests.explain.test_conflict_by_hand import office
from tests.explain.test_corrections import two_pins
from tests.explain.test_dependence import one_post, some_flips

SECONDS = 100.0
ORDER = ("D01", "C20", "C03", "C04")
NOW = threading.Event()


class Told(NamedTuple):
    """What claims speak of, and the claims of one explanation."""

    basis: Basis
    claims: tuple[Claim, ...]


def of_case(case: Case, claims: Iterator[Claim]) -> Told:
    """Claims about a case without a plan."""
    return Told(Basis(case, Plan(), {}), tuple(claims))


def of_run(case: Case, made: Callable[[Base], Iterator[Claim]]) -> Told:
    """Claims about the proven run of a case."""
    base = base_for(case)
    assert base is not None
    return Told(basis_of(base), tuple(made(base)))


def conflict() -> Told:
    case = two_pins()
    found = find_conflict(case, SECONDS)
    assert isinstance(found, Conflict) and found.irreducible and found.smallest_by
    return of_case(case, of_conflict(found))


def ways_out() -> Told:
    case = two_pins()
    found = corrections(case, SECONDS)
    assert isinstance(found, WaysOut) and len(found.ways) == 2 and found.complete
    return of_case(case, of_ways(case, found))


def wanted_rules() -> Told:
    case = office(1)
    found = must_have(case, ORDER, SECONDS)
    assert found.maximal and not all(one.held for one in found.wanted)
    return of_case(case, of_musts(case, ORDER, found))


def waivers() -> Told:
    case = test_waivers.office(*test_waivers.NAMES, planned=())
    found = cheapest_waivers(case, test_waivers.COUNCIL, SECONDS)
    assert isinstance(found, WayOut) and found.waivers and found.proven
    return of_case(case, of_waivers(case, test_waivers.COUNCIL, found))


def vacancy() -> Told:
    case = test_fillings.office(planned=())
    found = Filled(case, Plan(), test_fillings.CHAIR, ways_of(case, Plan(), SECONDS, NOW), interrupted=False)
    assert any(one.ways for one in found.vacated)
    return of_case(case, of_fillings(found))


def backbones() -> Told:
    near = near_run(two_posts(ONE_IS_BEST, (36, 48)))
    return Told(Basis(near.case, near.plan, {}), tuple(of_backbone(near, backbone(near, SECONDS))))


def others() -> Told:
    near = near_run(two_posts(UNLIKE), 40)
    return Told(Basis(near.case, near.plan, {}), tuple(of_alternatives(alternatives(near, 5, SECONDS))))


def front() -> Told:
    model, plans = test_pareto.plans_of(1)
    (found,) = fronts(model, plans[0], [("gap", "cost")], 20, SECONDS)
    assert found.complete and len(found.points) > 1
    return Told(Basis(model.case, plans[0], {}), tuple(of_front(found)))


def win() -> Told:
    def made(base: Base) -> Iterator[Claim]:
        found = inverse(Wish(base, "BINH", test_inverse.POST, SECONDS, NOW, every=True))
        assert found.winning is not None and len(found.settled) > 1
        return of_inverse(base.case, found)

    return of_run(test_inverse.rivals(), made)


def values() -> Told:
    things = [Thing("budget", "2021", -50_000_000), Thing("rule", "C25"), Thing("candidate", "mong", like="AN")]
    return of_run(test_worths.paid(), lambda base: of_worths(base, worths(base, things, SECONDS, NOW)))


def fields() -> Told:
    def made(base: Base) -> Iterator[Claim]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(test_dependence.search, "flips_of", lambda _: iter(some_flips(base.case)))
            found = test_dependence.dependence(base, SECONDS, NOW)
        assert found.complete and found.of(Fate.FREE) and any(flip.plan for flip in found.flips)
        return of_dependence(base, found)

    return of_run(one_post(preferences=[{"cadre_id": "BINH", "wish": 9}]), made)


def other_goals() -> Told:
    made = test_target_audit.audited("thrift", "seniority")
    return Told(Basis(made.case, made.plan, {}), tuple(of_targets(made)))


MADE = (conflict, ways_out, wanted_rules, waivers, vacancy, backbones, others, front, win, values, fields, other_goals)


@cache
def told(made: Callable[[], Told]) -> Told:
    """The claims of an explanation, once."""
    found = made()
    assert found.claims
    return found


def holds(basis: Basis, claim: Claim) -> bool | None:
    """What the second engine says of a claim."""
    (finding,) = audit(basis, claim, SECONDS)
    return finding.holds


@pytest.mark.parametrize("made", MADE)
def test_every_claim_holds_from_tables_and_again_by_the_second_engine(made: Callable[[], Told]) -> None:
    basis, claims = told(made)
    for claim in claims:
        document = json.loads(json.dumps(to_json(claim)))
        assert to_json(from_json(document)) == document
        assert not faults(basis, from_json(document)), claim
        assert all(finding.holds for finding in audit(basis, claim, SECONDS)), claim


def test_every_kind_of_claim_is_among_them() -> None:
    kinds = {type(claim) for made in MADE for claim in told(made).claims}
    assert kinds == {Witness, NoPlan, Broken, AmongBest, Stands, NoSmaller, NoCheaper}


@pytest.mark.parametrize("made", MADE)
def test_that_there_is_no_plan_is_refuted_where_one_is_shown(made: Callable[[], Told]) -> None:
    basis, claims = told(made)
    shown = [claim for claim in claims if isinstance(claim, Witness)]
    assert shown or made is win
    for claim in shown:
        assert holds(basis, NoPlan(claim.asked, ("cp-sat",))) is False, claim


@pytest.mark.parametrize("made", MADE)
def test_no_plan_at_hand_passes_for_one_of_which_there_is_none(made: Callable[[], Told]) -> None:
    basis, claims = told(made)
    plans = [basis.plan, Plan(), *(claim.plan for claim in claims if isinstance(claim, Witness))]
    for claim in claims:
        if isinstance(claim, NoPlan):
            assert all(faults(basis, Witness(claim.asked, plan)) for plan in plans), claim
            assert faults(basis, replace(claim, proved_by=())) == ["nobody shows that there is none"]


@pytest.mark.parametrize("made", [conflict, ways_out])
def test_a_smaller_set_or_a_lower_price_is_not_ruled_out(made: Callable[[], Told]) -> None:
    basis, claims = told(made)
    least = [claim for claim in claims if isinstance(claim, NoSmaller | NoCheaper)]
    assert least
    for claim in least:
        if isinstance(claim, NoSmaller):
            more: Claim = replace(claim, size=claim.size + 1)
        elif claim.cost is None:
            more = replace(claim, before=claim.before[:-1])
        else:
            more = replace(claim, cost=claim.cost + 1)
        assert not faults(basis, more) and holds(basis, more) is False


def test_a_change_that_is_not_on_offer_is_refuted() -> None:
    basis, claims = told(ways_out)
    (last,) = (claim for claim in claims if isinstance(claim, NoCheaper) and claim.cost is None)
    assert holds(basis, replace(last, before=(*last.before, (Constraint("C99", "NOWHERE"),)))) is False


def test_a_plan_that_breaks_nothing_says_nothing_of_the_size_of_a_conflict() -> None:
    basis, claims = told(conflict)
    (claim,) = (claim for claim in claims if isinstance(claim, NoSmaller))
    assert holds(basis, replace(claim, plans=claim.plans[:1])) is False
    possible = test_waivers.office(*test_waivers.NAMES)
    assert faults(Basis(possible, Plan(), {}), NoSmaller(1, (Plan(),))) == [
        "a plan breaks nothing, so nothing contradicts"
    ]


@pytest.mark.parametrize("place", ["every", "among", "behind", "refused"])
def test_where_a_cadre_stands_is_refuted_when_it_is_another_place(place: str) -> None:
    basis, claims = told(win)
    seen = set()
    for claim in claims:
        assert isinstance(claim, Stands)
        if claim.place != place:
            false = replace(claim, place=place)
            seen.add(claim.place)
            assert faults(basis, false) or holds(basis, false) is False, (claim.place, place)
    assert seen


def test_a_plan_that_is_no_longer_the_best_is_not_among_the_best() -> None:
    basis, claims = told(fields)
    beaten = [claim for claim in claims if isinstance(claim, Witness)]
    for claim in beaten:
        assert holds(basis, AmongBest(claim.asked.edits)) is False
    broken = [claim for claim in claims if isinstance(claim, Broken)]
    assert beaten and broken
    for claim in broken:
        assert faults(basis, AmongBest(claim.edits))
        assert faults(basis, replace(claim, breaches=())) == ["the plan of the run breaks other rules, or by other facts"]
        first = claim.breaches[0]
        assert faults(basis, replace(claim, breaches=(replace(first, facts={**first.facts, "more": 1}),)))
    (free, *_) = (claim for claim in claims if isinstance(claim, AmongBest))
    assert faults(basis, Broken(free.edits, broken[0].breaches))


def test_each_thing_asked_of_a_plan_is_looked_at() -> None:
    basis, claims = told(others)
    (claim, *_) = (claim for claim in claims if isinstance(claim, Witness))
    stint, idle = claim.plan.stints[0], next(c for c in basis.case.cadre if c not in {s.cadre for s in claim.plan.stints})
    apart, limit, asked = claim.asked.apart[0], claim.asked.limits[0], claim.asked
    for false, fault in (
        (replace(asked, placed=((idle, stint.post),)), "is not in"),
        (replace(asked, absent=((stint.cadre, stint.post),)), "is in"),
        (replace(asked, without=(stint,)), "is in"),
        (replace(asked, filled=("XA-VICE",)), "nobody is new"),
        (replace(asked, apart=(apart._replace(least=len(apart.pairs) + len(claim.plan.stints) + 1),)), "nearer"),
        (replace(asked, limits=(limit._replace(value=limit.value - 10**6),)), "is worse"),
        (replace(asked, limits=(limit._replace(measure="luck"),)), "luck: no such measure"),
        (replace(asked, placed=(("NOBODY", stint.post),)), "NOBODY: not in the case"),
        (replace(asked, filled=("NOWHERE",)), "NOWHERE: not in the case"),
    ):
        assert any(fault in found for found in faults(basis, Witness(false, claim.plan))), fault
    assert not faults(basis, Witness(replace(asked, filled=(stint.post,)), claim.plan))
    twice = replace(claim.plan, stints=(*claim.plan.stints, stint._replace(cadre=idle)))
    assert any("breaks C01" in found for found in faults(basis, Witness(asked, twice)))


def test_a_landing_on_another_day_than_the_stint_ends_is_named_and_so_is_a_run_of_another_case() -> None:
    basis, claims = told(others)
    (claim, *_) = (claim for claim in claims if isinstance(claim, Witness))
    first = claim.plan.landings[0]
    late = replace(claim.plan, landings=(first._replace(end=first.end + timedelta(days=31)), *claim.plan.landings[1:]))
    assert f"{first.cadre} lands when his stint does not end" in faults(basis, Witness(claim.asked, late))
    stranger = Basis(basis.case, Plan((claim.plan.stints[0]._replace(cadre="NOBODY"),)), {})
    assert faults(stranger, Broken((), ())) == ["NOBODY: not in the case"]


def test_one_breach_too_many_is_refused_and_so_is_a_place_that_there_is_not() -> None:
    basis, claims = told(fields)
    broken = next(claim for claim in claims if isinstance(claim, Broken))
    more = (*broken.breaches, replace(broken.breaches[0], place="NOWHERE"))
    assert not faults(basis, broken) and faults(basis, replace(broken, breaches=more))
    basis, claims = told(win)
    stands = claims[0]
    assert isinstance(stands, Stands) and not faults(basis, stands)
    assert faults(basis, replace(stands, place="somewhere")) == ["somewhere: no such place"]
    assert faults(basis, replace(stands, cadre="NOBODY")) == ["NOBODY: not in the case"]


def test_a_name_that_no_claim_has_is_refused_and_not_passed_over() -> None:
    basis, claims = told(others)
    document = to_json(claims[0])
    document["asked"]["limit"] = document["asked"].pop("limits")
    with pytest.raises(ValueError, match="no part of a claim: limit"):
        from_json(document)
    document = to_json(claims[0])
    document["plan"]["stints"][0]["until"] = "2030-01-01"
    with pytest.raises(ValueError, match="until"):
        from_json(document)
    short = {"claim": "witness", "asked": {}, "plan": to_json(claims[0])["plan"]}
    assert not faults(basis, from_json(short))


def test_edits_are_made_again_from_their_rows_and_from_nothing_else() -> None:
    before = two_pins()
    after = replace(before, tables=replace(before.tables, decisions=before.tables.decisions.iloc[1:]))
    (gone,) = edits(before, after)
    assert gone.table == "decisions" and len(gone.gone) == 1 and not gone.new
    assert edits(before, edited(before, [gone])) == (gone,)
    (back,) = edits(after, before)
    points = {"key": "points_move", "value": before.law["points_move"].value}
    assert edited(before, [Edit("law", (points,), ({**points, "value": 10**12},))]).law["points_move"].value == 10**12
    tenure = {"key": "min_tenure_months", "value": before.law["min_tenure_months"].value}
    harder = before.tables.units.assign(hardship=before.tables.units["hardship"] + 1)
    (moved,) = edits(before, replace(before, tables=replace(before.tables, units=harder)))
    unit = moved.gone[0]
    assert not edits(before, edited(edited(before, [gone]), [back]))
    for wrong, why in (
        (Edit("decisions", (*gone.gone, *gone.gone), ()), "not there"),
        (Edit("decisions", (), ({"decision_id": "K9"},)), "other columns"),
        (Edit("decisions", (), ({**gone.gone[0], "cadre_id": "NOBODY", "decision_id": "K9"},)), "not in table cadres"),
        (Edit("nowhere", (), ()), "no such table"),
        (
            Edit("law", ({"key": "min_tenure_months", "value": 1},), ({"key": "min_tenure_months", "value": 2},)),
            "not there",
        ),
        (Edit("rules", (), ({"key": "C20", "value": "off"},)), "not there"),
        (Edit("rules", ({"key": "C20", "value": "hard"},), ({"key": "C20", "value": "maybe"},)), "maybe"),
        (Edit("law", (tenure,), ({**tenure, "value": "long"},)), "no whole number"),
        (Edit("law", (points,), ({**points, "value": 10**12 + 1},)), "beyond all law"),
        (Edit("decisions", gone.gone, ({**gone.gone[0], "kind": "maybe"},)), "maybe"),
        (Edit("decisions", gone.gone, ({**gone.gone[0], "decided_on": "some day"},)), "not a date"),
        (Edit("units", (unit,), ({**unit, "hardship": -1},)), "greater than or equal to 0"),
        (Edit("units", (unit,), ({**unit, "hardship": 2.5},)), "integer"),
    ):
        with pytest.raises(ValueError, match=why):
            edited(before, [wrong])
        assert faults(Basis(before, Plan(), {}), Broken((wrong,), ()))[0].startswith("edits: ")


def test_a_flip_without_a_better_plan_is_what_the_tables_say() -> None:
    base = base_for(one_post())
    assert base is not None
    change = some_flips(base.case)[0]
    none = Dependence(False, (), (Flip(change, Fate.OPEN),), 0, interrupted=False)
    assert not list(of_dependence(base, none))
