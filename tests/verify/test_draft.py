"""Drafts typed by hand are judged: what they break is named, and how far they are from the best."""

import json
from pathlib import Path

import pytest

from optimizer.commands.console import breach_line, show_score
from optimizer.errors import CaseFaultsError, UsageError
from optimizer.model import build
from optimizer.rules import BONDS, GATES
from optimizer.solve import Solved, SolveParams, solve
from optimizer.verify import judge
from optimizer.words import Mode
from tests.rules.tables import official, plan, world
from tests.verify.drafts import CASE, DRAFTS, chair, drafted


@pytest.mark.parametrize("name", DRAFTS)
def test_what_a_draft_breaks_is_named(name: str, tmp_path: Path) -> None:
    rows, rules = DRAFTS[name]
    verdict = judge(CASE, drafted(tmp_path, rows))
    assert [breach.rule for breach in verdict.breaches] == rules
    assert verdict.lawful == (not rules)


def test_the_drafts_break_every_hard_rule_of_their_regime() -> None:
    in_force = {rule.id for rule in (*GATES, *BONDS) if CASE.law.mode(rule.id) == Mode.HARD}
    assert {rule for _, rules in DRAFTS.values() for rule in rules} == in_force


def test_a_soft_rule_is_named_and_priced_and_leaves_the_draft_lawful(tmp_path: Path) -> None:
    verdict = judge(CASE, drafted(tmp_path, [chair("NATIVE")]))
    # of seven key posts one is due to a woman and none to the young or the minorities; no year has a woman
    women = [("C27", f"women|{t}") for t in range(3)]
    assert [(breach.rule, breach.place) for breach in verdict.soft_breaches] == [("C17", "NATIVE|XA-CHAIR"), *women]
    assert verdict.goals["soft"] == -CASE.law.price("C17") - 3 * CASE.law.price("C27") == -1500 - 3 * 150


@pytest.mark.parametrize(
    ("row", "rule", "place"),
    [
        (chair("YOUNG"), "C18Y", "YOUNG|XA-CHAIR"),
        (chair("TIRED"), "C35", "TIRED|XA-CHAIR"),
        ("SITTING,XA-SECRETARY,2022-10-01,60,", "C15", "SITTING|XA-SECRETARY"),
    ],
)
def test_each_soft_rule_of_one_person_is_named(row: str, rule: str, place: str, tmp_path: Path) -> None:
    verdict = judge(CASE, drafted(tmp_path, [row]))
    assert [(b.rule, b.place) for b in verdict.soft_breaches if b.rule != "C27"] == [(rule, place)]


def test_what_a_waiver_forgives_is_not_named() -> None:
    for waived, told in (([], ["C04"]), ([{"rule_id": "C04", "place": "AN|XA-CHAIR"}], [])):
        case = world([official("AN")], posts="XA-CHAIR", waivers=waived)
        verdict = judge(case, plan(case, ("AN", "XA-CHAIR", 0, 12, "home")))
        assert [b.rule for b in verdict.breaches if b.rule == "C04"] == told


def test_what_a_course_mends_is_named_only_if_it_is_not_taken() -> None:
    course = {"course_kind": "theory", "gives": "advanced", "level": ""}
    case = world([official("AN", theory="elementary")], posts="XA-CHAIR", courses=[course])
    for sends, told in (([], ["C09"]), ([("AN", "K")], [])):
        judged = plan(case, ("AN", "XA-CHAIR", 1, 36, "home"), sends=sends)
        assert [b.rule for b in judge(case, judged).breaches if b.rule == "C09"] == told


def test_a_breach_is_shown_with_names_and_with_the_text_of_the_law(tmp_path: Path) -> None:
    (breach,) = judge(CASE, drafted(tmp_path, [chair("AN", 24)])).breaches
    line = breach_line(CASE, breach, "en")
    assert line.startswith("C04 AN: 24 months, 36 to 60 are required")
    assert line.endswith("[98-QĐ/TW]")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("NOBODY,XA-CHAIR,2021-10-01,36,home", "dangling_key"),
        ("AN,NOWHERE,2021-10-01,36,home", "dangling_key"),
        ("AN,XA-CHAIR,2021-10-01,36,AWAY", "unknown_slot"),
        ("AN,XA-CHAIR,soon,36,home", "bad_date"),
        ("AN,XA-CHAIR,2021-10-01,three,home", "not_a_number"),
    ],
)
def test_a_draft_that_cannot_be_read_is_refused_with_its_row(row: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(CaseFaultsError) as refusal:
        drafted(tmp_path, [chair("BINH"), row])
    assert [(issue.code, issue.row) for issue in refusal.value.issues] == [(code, 3)]


def test_a_cadre_who_is_drafted_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseFaultsError) as refusal:
        drafted(tmp_path, [chair("AN"), "AN,XB-COUNCIL,2022-10-01,36,home"])
    assert [issue.code for issue in refusal.value.issues] == ["twice_in_plan"]


@pytest.mark.parametrize("row", ["AN,XA-CHAIR,2021-11-01,36,home", "AN,XA-CHAIR,2021-10-01,30,home"])
def test_starts_and_lengths_off_the_grid_are_refused_with_the_days_that_are_on_it(row: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="01/10/2021, 01/10/2022, 01/10/2023"):
        drafted(tmp_path, [row])


def test_a_draft_that_is_worse_than_the_best_gets_its_distance(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    best = solve(build(CASE), SolveParams(seconds=20))
    assert isinstance(best, Solved) and best.tiers[0].proved_by
    verdict = judge(CASE, drafted(tmp_path, ["AN,XA-CHAIR,2022-10-01,36,home"]))
    # vacant: XA chair 9 × 12; XA vice 5, XB secretary 10, each for 36 months. At best SITTING becomes vice chair in the
    # second year, the first in which the secretary may change beside the chair: nobody else is of so low a rank
    draft, least = 100 * (9 * 12 + 5 * 36 + 10 * 36), 100 * 5 * 12
    show_score(CASE, verdict, best, "en", as_json=True)
    fill = json.loads(capsys.readouterr().out)["tiers"][0]
    assert (fill["draft"], fill["best"], fill["bound"]) == (draft, least, least)
    show_score(CASE, verdict, best, "en", as_json=False)
    (line,) = [line for line in capsys.readouterr().out.splitlines() if " fill " in line]
    assert line.replace("│", " ").split() == ["fill", str(draft), str(least), str(least), str(draft - least)]
