"""Other goals on worlds that can be read at a glance: what they ask for, and who gains and loses by them."""

import threading
from dataclasses import replace
from functools import cache

import pytest

from optimizer.case import Case
from optimizer.errors import UsageError, VerificationError
from optimizer.explain import target_audit
from optimizer.explain.aims import aimed, declared_aims, seniority, usual_aims
from optimizer.explain.target_audit import Audit, Replanned, audit, burdens
from optimizer.model import build
from optimizer.plan import Plan
from optimizer.rules.objectives import value_of
from optimizer.rules.tiers import tiers
from optimizer.solve import OutOfTime, Solved, SolveParams, solve
from optimizer.verify import Verdict, judge
from tests.explain.near_runs import lawful_plans_of
from tests.rules.tables import holds, official, plan, world
from tests.worlds import START

PARAMS = SolveParams(seconds=30)
BEGAN = {"AN": "2016-01-01", "BINH": "2019-01-01", "CHI": "2014-01-01"}
FITS = {("AN", "XA-CHAIR"): 500, ("BINH", "XA-CHAIR"): 950, ("CHI", "XA-CHAIR"): 100}
COSTS = {"AN": 40_000_000, "BINH": 90_000_000, "CHI": 60_000_000}


@cache
def chair() -> Case:
    """One chair is vacant for a year: BINH fits him best, CHI is the longest in service, AN costs least."""
    return world(
        [official(cadre, leader=0) for cadre in BEGAN] + [official("EM", "XA", "VICE", party_member=0, health_checked="2015-01-01")],
        "XA-CHAIR XA-VICE",
        [{"unit_id": "XA", "hardship": 50, "travel_hours": 2}],
        service=[
            *({"service_id": c, "cadre_id": c, "unit_id": "OFFICE", "role_id": "DEPUTY", "from_date": d, "to_date": "2020-12-31"}
              for c, d in BEGAN.items()),
            holds("EM", "XA-VICE", START.replace(year=2035)),
        ],
        fit=[{"cadre_id": cadre, "post_id": post, "fit": fit} for (cadre, post), fit in FITS.items()],
        costs=[{"cadre_id": cadre, "post_id": "XA-CHAIR", "cost_vnd": cost} for cadre, cost in COSTS.items()],
        lengths_months=[36],
        horizon_months=12,
    )  # fmt: skip


@cache
def own() -> Plan:
    """The plan by the case's own goals."""
    outcome = solve(build(chair()), PARAMS)
    assert isinstance(outcome, Solved)
    return outcome.plan


AIMS = ("thrift", "seniority", "fit_halved", "calm,fill+worst_commune")


def audited(*aims: str, stop: bool = False) -> Audit:
    """The audit of that plan."""
    event = threading.Event()
    if stop:
        event.set()
    return audit(chair(), own(), aims, PARAMS, event, lambda _: None, proven=True)


@cache
def made() -> dict[str, Replanned]:
    """The audit by these aims."""
    return {other.aim: other for other in audited(*AIMS).replanned}


@cache
def lawful() -> tuple[Plan, ...]:
    """Every lawful plan."""
    return tuple(plan for plan, _ in lawful_plans_of(build(chair())))


def best_of(case: Case, verdicts: list[Verdict]) -> list[int]:
    """The best value of each tier, the earlier ones kept within their tolerance."""
    values = []
    for tier in tiers(case):
        best = max(tier.sense * verdict.value(tier) for verdict in verdicts)
        verdicts = [verdict for verdict in verdicts if tier.sense * verdict.value(tier) >= best - tier.tolerance]
        values.append(tier.sense * best)
    return values


def test_each_aim_chooses_whom_it_asks_for() -> None:
    assert [stint.cadre for stint in own().stints] == ["BINH"]
    chosen = {aim: [cadre for cadre, _ in other.placements] for aim, other in made().items()}
    assert chosen == dict(zip(AIMS, (["AN"], ["CHI"], ["BINH"], []), strict=True))


@pytest.mark.parametrize("aim", AIMS)
def test_what_is_found_is_the_best_of_all_lawful_plans_by_that_aim(aim: str) -> None:
    case, outcome = aimed(chair(), aim), made()[aim].outcome
    assert isinstance(outcome, Solved) and outcome.proven
    assert outcome.plan in lawful()
    best = best_of(case, [judge(case, plan) for plan in lawful()])
    assert [tier.value for tier in outcome.tiers] == best


@pytest.mark.parametrize("goal", ["fit", "burden", "calm"])
def test_a_weight_is_doubled_or_halved_to_the_unit(goal: str) -> None:
    first = judge(chair(), own())
    worth, points = first.value(tiers(chair())[-1]), first.goals[goal]
    assert points
    twice, half = (judge(case, own()) for case in (aimed(chair(), f"{goal}_doubled"), aimed(chair(), f"{goal}_halved")))
    assert twice.value(twice.tiers[-1]) == worth + points
    assert half.value(half.tiers[-1]) == 2 * worth - points
    ladders = [[(tier.goals, tier.tolerance) for tier in verdict.tiers[:-1]] for verdict in (first, twice, half)]
    assert ladders[0] == ladders[1] == ladders[2]


def test_weakest_first_puts_the_gaps_before_the_vacancies() -> None:
    ladder = tiers(aimed(chair(), "weakest_first"))
    assert [tier.goals for tier in ladder[:3]] == [("worst_commune",), ("worst_communes",), ("fill",)]
    assert ladder[3].goals == tiers(chair())[-1].goals


def test_thrift_counts_money_in_thousands_and_nothing_else_of_calm() -> None:
    case = aimed(chair(), "thrift")
    moved = judge(case, own())
    assert tiers(case)[1].goals == ("calm", "schooling")
    assert moved.value(tiers(case)[1]) == -value_of(chair(), own(), "cost") // 1000 == -90_000


def test_the_longest_in_service_fit_best_and_those_without_service_least() -> None:
    fit = seniority(chair()).set_index(["cadre_id", "post_id"])["fit"]
    days = {cadre: (START - START.fromisoformat(since)).days for cadre, since in BEGAN.items()}
    last = (START - START.replace(2019, 1, 1)).days
    expected = {cadre: 1000 * (since - last) // (days["CHI"] - last) for cadre, since in days.items()}
    assert {cadre: fit[cadre, "XA-CHAIR"] for cadre in BEGAN} == expected
    assert (expected["CHI"], expected["BINH"]) == (1000, 0)
    newcomer = world([official("AN"), official("BINH")], service=[holds("AN", "XA-CHAIR", START.replace(year=2035))])
    assert dict(seniority(newcomer).groupby("cadre_id")["fit"].max()) == {"AN": 1000, "BINH": 0}


def test_who_gains_and_who_loses_is_told_of_communes_and_cadres() -> None:
    other, nobody = made()["thrift"], made()[AIMS[-1]]
    people = {person.change.cadre: person for person in other.people}
    assert {cadre: person.chosen for cadre, person in people.items()} == {"AN": (False, True), "BINH": (True, False)}
    borne = 3 * 50 + 20 * 2
    assert {cadre: person.burden for cadre, person in people.items()} == {"AN": (0, borne), "BINH": (borne, 0)}
    assert [person.change.cadre for person in other.people] == ["BINH", "AN"], "the greatest relief comes first"
    assert list(other.gaps) == []
    gap = judge(chair(), own()).gap["XA"], judge(chair(), Plan()).gap["XA"]
    assert list(nobody.gaps) == [("XA", *gap)] and gap[0] < gap[1]
    assert other.measures["cost"] == 40_000_000 and nobody.measures["moves"] == 0


def test_what_stays_by_which_goals_is_told_of_every_placement() -> None:
    told = Audit(chair(), own(), judge(chair(), own()), True, {}, tuple(made().values()))
    assert told.kept == {("BINH", "XA-CHAIR"): ("fit_halved",)}


def test_burdens_are_each_persons_own_and_add_up_with_the_worst() -> None:
    case = world([official("AN"), official("BINH")], units=[{"unit_id": "XA", "hardship": 60, "travel_hours": 2}])
    both = plan(case, ("AN", "XA-SECRETARY", 0, 36, "home"), ("BINH", "XA-CHAIR", 0, 12, "home"))
    assert burdens(case, both) == {"AN": 660, "BINH": 220}
    assert value_of(case, both, "burden") == 660 + 220 + 660


def test_after_a_signal_no_further_plan_is_made_and_nothing_is_claimed() -> None:
    cut = audited("thrift", "seniority", stop=True)
    assert [other.outcome for other in cut.replanned] == [OutOfTime(interrupted=True)] * 2
    assert all(other.found is None and not other.people and not list(other.gaps) for other in cut.replanned)
    assert cut.kept == {("BINH", "XA-CHAIR"): ()}


def test_a_solve_that_is_stopped_at_once_returns_the_plan_it_began_with() -> None:
    stop = threading.Event()
    stop.set()
    for begin in lawful():
        outcome = solve(build(aimed(chair(), "thrift")), PARAMS, stop, begin=begin)
        assert isinstance(outcome, Solved) and outcome.interrupted
        assert outcome.plan == begin


def test_a_plan_that_breaks_a_rule_of_the_case_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    ban = {"decision_id": "Q1", "kind": "ban", "cadre_id": "BINH", "post_id": "XA-CHAIR", "decided_on": "2021-09-01"}
    banned = replace(
        chair(),
        tables=replace(chair().tables, decisions=world([official("BINH")], "XA-CHAIR", decisions=[ban]).tables.decisions),
    )
    monkeypatch.setattr(target_audit, "aimed", lambda case, aim: chair())
    with pytest.raises(VerificationError, match="D01"):
        audit(banned, Plan(), ["thrift"], PARAMS, threading.Event(), lambda _: None, proven=True)


def test_the_usual_aims_are_declared_and_only_those_whose_goals_there_are() -> None:
    assert set(usual_aims(chair())) < set(declared_aims(chair()))
    assert "burden_halved" in usual_aims(chair())
    plain = aimed(chair(), "fill,calm")
    assert usual_aims(plain) == ("weakest_first", "thrift", "seniority")
    assert declared_aims(plain)[3:] == ("calm_halved", "calm_doubled")


@pytest.mark.parametrize("aim", ["", "nothing", "fill+fit", "fill,,fit", "burden_tripled", "schooling_halved_halved"])
def test_what_is_no_aim_is_refused_with_those_there_are(aim: str) -> None:
    with pytest.raises(UsageError, match="weakest_first, thrift"):
        aimed(chair(), aim)
