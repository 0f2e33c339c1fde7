"""Claims at their limits, each a true one with one thing changed: prices, refusals, posts that are held."""

from dataclasses import replace
from datetime import date

import pytest

from optimizer.case import Case
from optimizer.explain.base import Base
from optimizer.explain.why import why
from optimizer.explain.why_not import closed, why_not
from optimizer.plan import Plan, Stint
from optimizer.rules.tiers import Tier
from optimizer.verify import judge
from optimizer.verify.claim_kinds import Forced, Held, Price, Refusal, Unplaceable, Why
from optimizer.verify.claims import Basis, _checks, _of_price, _parts, faults
from tests.explain.asked import base_for, basis_of, tolerant, two_posts
from tests.rules.tables import holds, official, plan, world

MORE = Tier("worth", ("fit",), 2, 1)
LESS = Tier("fill", ("fill",), 2, 1)
POST = "XA-CHAIR"


def told(
    tier: Tier, value: int, reached: int, bound: int, *proved_by: str, kept: int = 0, last: bool = False
) -> list[str]:
    """The faults of a price for a plan that reaches 10."""
    return list(_of_price(tier, Price(tier.name, kept, value, bound, reached, proved_by), 10, last=last))


@pytest.mark.parametrize(("tier", "sense"), [(MORE, 1), (LESS, -1)])
def test_later_tiers_may_give_up_the_tolerance_and_none_of_the_last(tier: Tier, sense: int) -> None:
    for given_up, held, held_last in (
        (-1, False, False),
        (0, True, True),
        (1, True, False),
        (2, True, False),
        (3, False, False),
    ):
        value = 10 + sense * given_up
        assert (not told(tier, value, 10, value, "highs")) is held
        assert (not told(tier, value, 10, value, "highs", last=True)) is held_last
    assert told(tier, 10, 11, 10, "highs") == [f"{tier.name}: 10, 11 told, 10 shown"]


@pytest.mark.parametrize(("tier", "sense"), [(MORE, 1), (LESS, -1)])
def test_a_bound_lies_on_its_side_and_a_proof_goes_with_a_bound_that_is_reached(tier: Tier, sense: int) -> None:
    said = f"{tier.name}: the bound {{}} and its proof do not go with 10"
    assert told(tier, 10, 10, 10, "highs") == []
    assert told(tier, 10, 10, 10 + sense) == []
    assert told(tier, 10, 10, 10 - sense) == [said.format(10 - sense)]
    assert told(tier, 10, 10, 10) == [said.format(10)]
    assert told(tier, 10, 10, 10 + sense, "highs") == [said.format(10 + sense)]
    assert told(tier, 10, 10, 10, "run", kept=10) == []
    assert told(tier, 10, 10, 10, "run", kept=9) == [f"{tier.name}: the run shows 9, not 10"]


def test_only_the_last_price_of_a_forced_plan_has_no_tolerance() -> None:
    base = base_for(tolerant())
    assert base is not None
    claim = why_not(base, "CHI", "XB-CHAIR", 60.0, exact=True)
    assert isinstance(claim, Forced) and not faults(basis_of(base), claim)
    for number, price in enumerate(claim.prices):
        more = replace(price, value=price.reached + 1, bound=price.reached + 1, proved_by=("highs",))
        prices = (*claim.prices[:number], more, *claim.prices[number + 1 :])
        found = faults(basis_of(base), replace(claim, prices=prices))
        assert bool(found) is (number == len(claim.prices) - 1), price.tier
    short = replace(claim, prices=claim.prices[:1])
    assert "the run kept other values" in faults(basis_of(base), short)


def held_post(*others: dict[str, object], until: date = date(2035, 1, 1), posts: str = POST) -> Case:
    """A chair who holds his post beyond the plan, and others."""
    chair = official("EM", "XA", "CHAIR", party_member=0)
    return world([chair, *others], posts, service=[holds("EM", POST, until)], lengths_months=[36], horizon_months=36)


def judged(case: Case, claim: Held | Refusal | Unplaceable) -> list[str]:
    """Faults of a claim about a case in which nobody is planned."""
    return faults(Basis(case, Plan(), {}), claim)


def test_a_held_post_is_told_with_its_holder_and_its_day() -> None:
    case = held_post(official("AN"))
    claim = closed(case, "AN", POST)
    assert claim == Held("AN", POST, "EM", case.post[POST].opens_on)
    assert judged(case, claim) == []
    other = [f"{POST}: another holder, or until another day"]
    assert judged(case, replace(claim, holder="AN")) == other
    assert judged(case, replace(claim, opens=date(2035, 1, 1))) == other
    vacant = world([official("AN")], POST, lengths_months=[36], horizon_months=36)
    assert judged(vacant, Held("AN", POST, "", vacant.post[POST].opens_on)) == other


def test_a_post_is_not_held_from_one_whom_the_gates_refuse() -> None:
    case = held_post(official("AN"), official("BINH", party_member=0))
    refused = Held("BINH", POST, "EM", case.post[POST].opens_on)
    assert judged(case, refused) == [f"BINH|{POST}: the gates refuse"]


def test_a_post_whose_holder_may_go_elsewhere_opens_in_time() -> None:
    stays = held_post(official("AN"), posts=f"{POST} XB-CHAIR")  # no gate lets EM go to XB
    assert judged(stays, Held("AN", POST, "EM", stays.post[POST].opens_on)) == []
    people = [official("EM", "XA", "CHAIR"), official("AN")]
    goes = world(people, f"{POST} XB-CHAIR", service=[holds("EM", POST, date(2035, 1, 1))], lengths_months=[36], horizon_months=12)  # fmt: skip
    assert judged(goes, Held("AN", POST, "EM", goes.post[POST].opens_on)) == [f"{POST}: opens in time"]


def test_a_refusal_of_one_who_is_admitted_is_refused() -> None:
    case = two_posts()
    admitted = Refusal(Stint("AN", "XA-SECRETARY", case.start, 36), ())
    assert judged(case, admitted) == ["AN|XA-SECRETARY: a stint is admitted"]


@pytest.mark.parametrize("member", [1, 0])
def test_who_retires_before_one_whole_period_is_refused_by_his_age_alone(member: int) -> None:
    native = official("AN", "XA", "VICE", birth_date=date(1961, 11, 1), sex="male", party_member=member)
    case = world([native], f"{POST} XA-VICE", service=[holds("AN", "XA-VICE", date(2030, 1, 1))])
    claim = closed(case, "AN", POST)
    assert isinstance(claim, Refusal) and [fault.rule for fault in claim.faults] == ["C07"]
    assert judged(case, claim) == []
    assert judged(case, replace(claim, faults=())) == [f"AN|{POST}: other rules or facts refuse"]


def test_a_pair_that_fits_in_no_plan_is_admitted_and_named_by_an_engine() -> None:
    case = two_posts()
    lost = Unplaceable("AN", "XA-SECRETARY", ("highs",))
    assert judged(case, lost) == []
    assert judged(case, replace(lost, proved_by=())) == ["AN|XA-SECRETARY: the gates refuse, or nobody shows it"]
    assert judged(case, replace(lost, cadre="EM")) == ["EM|XA-SECRETARY: the gates refuse, or nobody shows it"]


def explained() -> tuple[Base, Why, Why]:
    """A run, and why each of its two posts is filled as it is."""
    base = base_for(two_posts())
    assert base is not None
    return base, why(base, "XA-SECRETARY", 60.0), why(base, "XB-CHAIR", 60.0)


def test_a_breakdown_has_every_tier_its_sum_and_no_more_than_its_parts() -> None:
    base, claim, _ = explained()
    basis, first = basis_of(base), claim.shares[-1]
    assert faults(basis, claim) == []
    assert faults(basis, replace(claim, shares=claim.shares[:-1])) == ["a tier is lacking"]
    nothing = replace(first, rest={**first.rest, "calm": first.rest.get("calm", 0), "no_such": 0})
    assert faults(basis, replace(claim, shares=(*claim.shares[:-1], nothing))) == []
    more = replace(first, rest={**first.rest, "no_such": 1})
    said = [
        f"{first.tier}: {first.value + 1} summed, {first.value} told, {first.value} shown",
        f"{first.tier}: other parts",
    ]
    assert faults(basis, replace(claim, shares=(*claim.shares[:-1], more))) == said


def test_a_runner_up_is_another_cadre_in_the_same_post() -> None:
    base, claim, other = explained()
    said = "the runner-up is no other cadre in this post"
    assert claim.runner_up is not None and other.runner_up is not None
    assert claim.runner_up.cadre not in {s.cadre for s in other.stints}
    assert said in faults(basis_of(base), replace(other, runner_up=claim.runner_up))
    himself = replace(claim.runner_up, cadre=claim.stints[0].cadre)
    assert said in faults(basis_of(base), replace(claim, runner_up=himself))
    assert said not in faults(basis_of(base), claim)


def test_the_weakest_commune_is_one_and_the_weakest_are_as_many_as_the_case_says() -> None:
    people = [official("AN"), official("UT", "XB", "VICE", party_member=0)]
    case = world(people, f"{POST} XB-CHAIR XB-VICE", service=[holds("UT", "XB-VICE", date(2035, 1, 1))], worst_k=2)
    basis, verdict = Basis(case, Plan(), {}), judge(case, Plan())
    assert verdict.gap["XA"] > verdict.gap["XB"] > 0
    one, some = Tier("one", ("worst_commune",), 1, 1), Tier("some", ("worst_communes",), 1, 1)
    assert _parts(basis, verdict, one, "XB-CHAIR") == ([], {"XA": verdict.gap["XA"]})
    own, rest = _parts(basis, verdict, some, "XB-CHAIR")
    assert (len(own), rest) == (1, {"XA": verdict.gap["XA"]})
    assert [len(_parts(basis, verdict, tier, "XA-CHAIR")[0]) for tier in (one, some)] == [1, 1]
    assert _parts(basis, verdict, some, "XA-CHAIR")[1] == {"XB": verdict.gap["XB"]}


def test_facts_are_the_same_in_any_order() -> None:
    case = held_post(official("AN"), official("BINH", party_member=0))
    claim = closed(case, "BINH", POST)
    assert isinstance(claim, Refusal) and len(claim.faults[0].facts) > 1
    turned = tuple(replace(fault, facts=dict(reversed(fault.facts.items()))) for fault in claim.faults)
    assert judged(case, replace(claim, faults=turned)) == []


def word(case: Case, made: Plan) -> tuple[str, tuple[str, ...]]:
    """What C09 says of the one stint of a plan, and the courses it names."""
    (check,) = [check for check in _checks(case, made, made.stints) if check.rule == "C09"]
    return check.result, check.courses


def test_a_gate_names_the_course_that_is_taken_and_the_waiver_that_is_given() -> None:
    course = {"course_id": "K", "course_kind": "theory", "gives": "intermediate", "level": "", "months": 6}
    untaught = world([official("AN", theory="none")], POST, courses=[course])
    stint = ("AN", POST, 1, 36, "home")
    assert word(untaught, plan(untaught, stint, sends=[("AN", "K")])) == ("course", ("K",))
    assert word(untaught, plan(untaught, stint)) == ("hard", ())
    taught = world([official("AN")], POST, courses=[course])
    assert word(taught, plan(taught, stint, sends=[("AN", "K")])) == ("passed", ())
    row = {"rule_id": "C09", "place": f"AN|{POST}"}
    waived = world([official("AN", theory="none")], POST, waivers=[row])
    assert word(waived, plan(waived, stint)) == ("waived", ())
