"""Which wanted rules can be hard together: the more important first, and none that could be added is left out."""

import json

import pytest

from optimizer.case import Case
from optimizer.errors import UsageError
from optimizer.explain.musts import Musts, must_have, with_hard
from optimizer.model import build
from optimizer.solve import Impossible, solve
from optimizer.verify import judge
from tests.command_line import DATA, run
from tests.explain.test_conflict_by_hand import office
from tests.rules.tables import official, world


def held(found: Musts) -> list[str]:
    """The rules that can be hard together."""
    return [one.rule for one in found.wanted if one.held]


@pytest.mark.parametrize("order", [("D01", "C20", "C03", "C04"), ("C20", "C03", "D01"), ("C03", "C04", "D01", "C20")])
@pytest.mark.parametrize("seed", [0, 1, 6])
def test_what_is_held_can_be_held_and_nothing_could_be_added(seed: int, order: tuple[str, ...]) -> None:
    case = office(seed)
    found = must_have(case, order, 60)
    assert found.maximal and found.plan is not None
    assert judge(with_hard(case, held(found), order), found.plan).lawful
    for one in found.wanted:
        if not one.held:
            assert set(one.proved_by) == {"cp-sat", "highs"}
            before = [rule for rule in held(found) if order.index(rule) < order.index(one.rule)]
            assert isinstance(solve(build(with_hard(case, [*before, one.rule], order))), Impossible)


def test_the_more_important_rule_is_the_one_that_is_held() -> None:
    case = office(1)  # two pins, and one may be away
    assert held(must_have(case, ["D01", "C20"], 60)) == ["D01"]
    assert held(must_have(case, ["C20", "D01"], 60)) == ["C20"]


def test_a_soft_rule_can_be_a_must() -> None:
    case = world([official("AN", sex="female"), official("BINH")], "XA-COUNCIL")
    assert held(must_have(case, ["C27"], 60)) == ["C27"]


def pinned_unwell() -> Case:
    """A pin of one whom a rule refuses that nobody may waive."""
    pin = [{"cadre_id": "AN", "post_id": "XA-COUNCIL"}]
    return world([official("AN", health_checked="2021-03-01")], "XA-COUNCIL", decisions=pin)


def test_what_nobody_may_waive_is_never_a_wish() -> None:
    found = must_have(pinned_unwell(), ["D01", "C10"], 60)
    assert [(one.rule, one.held) for one in found.wanted] == [("D01", False), ("C10", True)]


def test_rules_outside_the_list_that_contradict_each_other_are_told() -> None:
    found = must_have(pinned_unwell(), ["C20"], 60)
    assert (found.plan, found.wanted, set(found.proved_by)) == (None, (), {"cp-sat", "highs"})


@pytest.mark.parametrize("rules", [["C99"], ["C29"], ["C20", "C20"], []])
def test_a_rule_that_forbids_nothing_or_stands_twice_is_a_usage_fault(rules: list[str]) -> None:
    with pytest.raises(UsageError):
        must_have(office(1), rules, 60)


def test_the_command_sorts_must_haves_from_wishes_in_both_languages() -> None:
    done = run("conflict", DATA / "impossible", "--must", "D01, c20,C06", "--json", "--time-limit", "100")
    told = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert [(one["rule"], one["held"]) for one in told["wanted"]] == [("D01", True), ("C20", True), ("C06", False)]
    assert told["maximal"] and "2 quy tắc trong danh sách có thể cùng bắt buộc" in told["message"][0]
    page = run("conflict", DATA / "impossible", "--must", "C06,C20", "--lang", "en", "--time-limit", "100").stdout
    assert "must-have: it can be hard" in page and "wish: it cannot be hard together" in page
    assert run("conflict", DATA / "tiny", "--must", "NONE").returncode == 2
