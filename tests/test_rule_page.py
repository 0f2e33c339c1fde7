"""The rule book in docs is what the code, the law and the legal cases say today, and leaves nothing out."""

from optimizer.law import dated_parameters
from optimizer.rules import BONDS, GATES, GOALS, KINDS
from tests.rule_page import PAGE, page


def test_the_page_is_what_make_docs_writes() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: make docs"


def test_every_rule_goal_and_parameter_stands_on_the_page() -> None:
    text = PAGE.read_text("utf-8")
    others = sorted(KINDS.keys() - {rule.id for rule in (*GATES, *BONDS)})
    told = [line[4:] for line in text.splitlines() if line.startswith("### ")]
    assert told == [*(rule.id for rule in (*GATES, *BONDS, *GOALS)), *others]
    assert not [key for key in dated_parameters() if f"(`{key}`)" not in text]


def test_every_gate_and_bond_has_its_limit_on_the_page() -> None:
    sections = PAGE.read_text("utf-8").split("\n### ")[1:]
    assert all("Tại giới hạn" in section for section in sections[: len(GATES) + len(BONDS)])
