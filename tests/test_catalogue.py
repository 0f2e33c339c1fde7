"""The catalogue is what we think it is, and every rule is whole."""

import ast
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from optimizer.commands.rule_book import entries
from optimizer.law import law_on
from optimizer.report.messages import MESSAGES
from optimizer.rules import BONDS, DUTIES, GATES, GOALS, KINDS
from optimizer.rules.gates.c09_political_theory import PoliticalTheory
from optimizer.rules.kinds import Asks, Gate
from optimizer.rules.tiers import DEFAULT_TIERS, tiers
from optimizer.tables.legal_checks import CHECKS
from optimizer.tables.settings import TierSetting
from optimizer.words import RuleKind
from tests.worlds import world

PACKAGE = Path(__file__).parents[1] / "optimizer"


def test_the_catalogue_holds_these_rules_in_this_order() -> None:
    assert [g.id for g in GATES] == [
        "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11", "C12", "C13", "C15", "C17", "C18", "C18Y", "C23", "C24", "C35", "C39",
    ]  # fmt: skip
    assert [b.id for b in BONDS] == [
        "C01",
        "C14",
        "C16",
        "C19",
        "C20",
        "C21",
        "C21B",
        "C22",
        "C25",
        "C26",
        "C27",
        "C40",
        "C43",
        "C45",
        "D01",
    ]
    assert [g.id for g in GOALS] == [
        "fill", "worst_commune", "worst_communes", "fit", "team", "burden", "wishes", "growth", "schooling", "calm", "soft",
    ]  # fmt: skip


def test_every_rule_file_is_in_the_catalogue() -> None:
    files = {
        path.stem.split("_")[0].upper()
        for folder in ("gates", "bonds")
        for path in (PACKAGE / "rules" / folder).glob("[cd][0-9]*.py")
    }
    assert files == {rule.id for rule in (*GATES, *BONDS)}


def test_every_rule_of_the_law_is_one_of_the_program_and_the_reverse() -> None:
    kinds = {kind: {rule for rule in KINDS if KINDS[rule] == kind} for kind in RuleKind}
    assert kinds[RuleKind.GOAL] == {"C28", "C29", "C30", "C31", "C32", "C33", "C34", "C41", "C44"}
    assert kinds[RuleKind.CHECK] == {check.id for check in CHECKS} == {"C36", "C37", "C38"}
    assert kinds[RuleKind.REPORT] == {duty.id for duty in DUTIES} == {"C42"}
    assert {f"C{number:02}" for number in range(1, 45)} <= set(KINDS)
    assert set(law_on("2017", date(2021, 10, 1)).rules) == set(KINDS)
    assert sum(map(len, kinds.values())) == len(GATES) + len(BONDS) + 9 + 3 + 1, "an id stands for two rules"


def asked_too_early(gates: Sequence[Gate]) -> list[str]:
    """Gates that courses can open and that are asked before all of a stint is known."""
    return [gate.id for gate in gates if type(gate).opened_by is not Gate.opened_by and gate.asks != Asks.LENGTH]


def test_a_gate_that_courses_can_open_is_asked_of_whole_stints() -> None:
    """What a course opens is named by the stint's label, and labels change as long as candidates grow."""

    class Early(PoliticalTheory):
        asks: ClassVar = Asks.START

    assert asked_too_early([Early()]) == ["C09"], "a planted gate is not found"
    assert asked_too_early(GATES) == []


def test_goals_are_priced_by_their_points_and_never_forbid() -> None:
    for regime in ("2017", "2022", "2025"):
        told = [entry for entry in entries(regime) if entry.kind == "goal"]
        assert all((entry.mode, entry.price, entry.waivable_by) == ("soft", 0, "none") for entry in told)


def test_every_rule_has_law_and_speaks_both_languages() -> None:
    law = law_on("2017", date(2021, 10, 1))
    for rule in (*GATES, *BONDS):
        assert law.rule(rule.id).source_text
        assert set(rule.says) == {"vi", "en"}


def test_every_message_speaks_both_languages_with_the_same_facts() -> None:
    for code, (vi, en) in MESSAGES.items():
        assert vi and en, code
        assert set(re.findall(r"{(\w+)}", vi)) == set(re.findall(r"{(\w+)}", en)), code


def test_the_tiers_unless_a_case_declares_others() -> None:
    assert [(tier.name, tier.tolerance, tier.share, tier.sense) for tier in tiers(world(0))] == [
        ("fill", 1, 12, -1),
        ("weakest_first.worst", 1, 2, -1),
        ("weakest_first.worst_k", 1, 1, -1),
        ("worth", 1, 3, 1),
    ]


def test_a_declared_tier_has_its_tolerance_and_two_shares_of_the_time() -> None:
    case = world(0)
    declared = [TierSetting(name="all", goals=["calm", "fit"], tolerance=5)]
    case = replace(case, settings=case.settings.model_copy(update={"tiers": declared}))
    assert [tuple(tier) for tier in tiers(case)] == [("all", ("calm", "fit"), 5, 2)]


def test_every_tier_has_a_title() -> None:
    assert all(f"tier.{tier.name}" in MESSAGES for tier in DEFAULT_TIERS)


def test_modules_rule_files_and_functions_are_short_enough_to_read() -> None:
    long = []
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text("utf-8")
        rule = path.parent.name in ("gates", "bonds", "goals") and "    id = " in text
        if len(text.splitlines()) >= (60 if rule else 300):
            long.append(path.name)
        functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
        long += [f"{path.name}:{f.name}" for f in functions if (f.end_lineno or 0) - f.lineno + 1 > 30]
    assert not long
