"""Facts as people read them: days, money, names in order, and every message in both languages."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

import optimizer
from optimizer.case import Case
from optimizer.law import law_on
from optimizer.plan import Plan
from optimizer.report.messages import MESSAGES
from optimizer.report.sentences import SAYS, breach_sentence, day, millions, money, part_sentence, whole
from optimizer.rules import breaches_by_mode
from optimizer.rules.kinds import Breach, SumGoal
from optimizer.rules.tiers import DEFAULT_TIERS, goal_by_id
from optimizer.tables.text import person_key, sort_key
from optimizer.words import Mode
from tests.report.golden import FILE, golden
from tests.rules.tables import official, plan, world
from tests.verify.drafts import CASE, DRAFTS, drafted

SOURCE = Path(optimizer.__file__).parent
FROZEN = world([official("AN", health_checked="2025-03-01")], start=date(2025, 4, 1), regime="2022", added="XA-CHAIR")
LOCAL = world(
    [official("AN", "XA", "VICE", home_commune_id="XA")], "XA-PARTY_SECRETARY", start=date(2026, 1, 1), regime="2025"
)
CROWDED = world([official("AN"), official("BINH")], "XA-PARTY_SECRETARY XA-CHAIR", start=date(2026, 1, 1), regime="2025")
NAMES = {"AN": "Nguyễn Văn An"}
LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])


def drafted_plans(folder: Path) -> Iterator[tuple[Case, Plan]]:
    """Drafts that break every rule, each in a regime in which it acts."""
    yield from ((CASE, drafted(folder, rows)) for rows, _ in DRAFTS.values())
    yield FROZEN, plan(FROZEN, ("AN", "XA-CHAIR", 0, 36, "home"))
    yield LOCAL, plan(LOCAL, ("AN", "XA-PARTY_SECRETARY", 0, 60))
    yield CROWDED, plan(CROWDED, ("AN", "XA-PARTY_SECRETARY", 1, 36), ("BINH", "XA-CHAIR", 1, 36))


def breaches(case: Case, judged: Plan) -> list[Breach]:
    """What a plan breaks, hard and soft."""
    return [breach for mode in (Mode.HARD, Mode.SOFT) for breach in breaches_by_mode(case, judged, mode)]


def test_a_day_is_day_month_year_with_zeros() -> None:
    assert day(date(2021, 3, 9)) == "09/03/2021"


@pytest.mark.parametrize(
    ("dong", "vi", "en"),
    [
        (0, "0 đ", "0 VND"),
        (999, "999 đ", "999 VND"),
        (1000, "1.000 đ", "1,000 VND"),
        (149_321_840, "149.321.840 đ", "149,321,840 VND"),
        (-1_500_000, "-1.500.000 đ", "-1,500,000 VND"),
    ],
)
def test_money_has_dots_in_vietnamese_and_commas_in_english(dong: int, vi: str, en: str) -> None:
    assert (money(dong, "vi"), money(dong, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("dong", "told"), [(499_999, "0"), (500_000, "1"), (3_141_499_999, "3.141"), (3_141_500_000, "3.142")]
)
def test_millions_are_rounded_to_the_nearest(dong: int, told: str) -> None:
    assert millions(dong, "vi") == f"{told} triệu đ"
    assert millions(dong, "en") == f"{told.replace('.', ',')} m VND"


def test_whole_numbers_have_their_thousands_apart() -> None:
    assert (whole(604_640, "vi"), whole(604_640, "en"), whole(-1234, "vi")) == ("604.640", "604,640", "-1.234")


@pytest.mark.parametrize(
    "in_order",
    [
        ["Trần Văn An", "Lê Thị Bình", "Vàng A Chớ"],  # by the given name, which stands last
        ["Lê Văn Dũng", "Nguyễn Văn Duy", "Cao Thị Đào", "An Văn Em"],  # Đ after D, before E
        ["Lê An", "Lê Ăn", "Lê Ân", "Lê Ba"],  # a, ă, â
        ["Lê Ma", "Lê Mà", "Lê Mả", "Lê Mã", "Lê Má", "Lê Mạ", "Lê Mai"],  # level, falling, asking, tumbling, rising, heavy
        ["Bùi Văn Hoa", "Lê Văn Hoa", "Lê Thị Hoà"],  # the tone of the given name before the family name
        ["Lê Đức An", "Lê Văn An", "Trần Bá An"],
        ["Hoàng Sơ", "Hoàng Tô", "Hoàng Tơ", "Hoàng Tu", "Hoàng Tư"],  # o, ô, ơ and u, ư
    ],
)  # fmt: skip
def test_people_stand_in_vietnamese_order(in_order: list[str]) -> None:
    assert sorted(set(in_order), key=person_key) == in_order


def test_communes_stand_in_the_order_of_their_first_word() -> None:
    assert sorted(["Xã Đà", "Xã Dương", "Xã Da"], key=sort_key) == ["Xã Da", "Xã Dương", "Xã Đà"]


@LANGUAGES
def test_every_rule_says_its_breach_in_whole_words(language: str, tmp_path: Path) -> None:
    said = {
        breach.rule: breach_sentence(case, breach, language, NAMES)
        for case, judged in drafted_plans(tmp_path)
        for breach in breaches(case, judged)
    }
    assert set(said) == set(SAYS)
    assert all("{" not in sentence and "why." not in sentence for sentence in said.values())
    assert "Nguyễn Văn An (AN)" in said["C04"]
    assert not [sentence for sentence in said.values() if "đ đồng" in sentence or "VND VND" in sentence]


@LANGUAGES
def test_every_part_of_every_goal_is_said_in_whole_words(language: str, tmp_path: Path) -> None:
    goals = [goal for tier in DEFAULT_TIERS for goal in map(goal_by_id, tier.goals) if isinstance(goal, SumGoal)]
    for case, judged in drafted_plans(tmp_path):
        for part in (part for goal in goals for part in goal.parts(case, judged)):
            assert "{" not in part_sentence(case, part, language)


def test_every_code_that_is_asked_for_has_a_message() -> None:
    texts = [
        file.read_text("utf-8")
        for folder in ("report", "explain", "rules/goals", "commands", "batch")
        for file in (SOURCE / folder).rglob("*.*")
        if file.suffix in (".py", ".j2")
    ]
    asked = {code for text in texts for code in re.findall(r'\b(?:t|text)\(\s*"([a-z_.]+)"', text)}
    asked |= {f"part.{code}" for text in texts for code in re.findall(r'\bPart\(\s*"(\w+)"', text)}
    asked |= {f"cause.{code}" for code in ("no_candidate", "candidates_used", "held_by_bonds")}
    asked |= {f"check.{result}" for result in ("passed", "waived", "soft", "hard")}
    asked |= {f"tier.{tier.name}" for tier in DEFAULT_TIERS}
    assert len(asked) > 60
    assert asked <= set(MESSAGES)


def test_every_unit_of_the_law_has_a_word_but_those_of_choices() -> None:
    days = [("2017", date(2021, 10, 1)), ("2022", date(2024, 1, 1)), ("2025", date(2026, 1, 1))]
    units = {parameter.unit for regime, on in days for parameter in law_on(regime, on).parameters}
    wordless = {"yes/no", "calendar year", "level", "grade", "role", "window", "field", "share"}
    assert {f"unit.{unit}" for unit in units - wordless} == {code for code in MESSAGES if code.startswith("unit.")}
    assert wordless < units


def test_every_reason_for_a_landing_that_does_not_hold_has_a_message() -> None:
    texts = [
        (SOURCE / "rules/bonds" / name).read_text("utf-8")
        for name in ("c19_landing.py", "landing_slots.py", "home_places.py")
    ]
    why = {code for text in texts for code in re.findall(r'"why": "(\w+)"|return "(\w+)"', text) for code in code if code}
    why |= {"too_early", "lower", "not_wished"}
    assert len(why) == 8
    assert {f"why.{code}" for code in why} == {code for code in MESSAGES if code.startswith("why.")}


def test_every_message_and_rule_reads_as_in_the_golden_file() -> None:
    """A changed message is read beside the old one: python -m tests.report.golden writes the file anew."""
    assert golden() == FILE.read_text("utf-8")


def test_no_message_is_blank_in_a_language_or_leaves_out_a_fact() -> None:
    for code, (vi, en) in MESSAGES.items():
        asked = [{name for _, name, _, _ in Formatter().parse(sentence) if name is not None} for sentence in (vi, en)]
        assert vi.strip() and en.strip(), code
        assert asked[0] == asked[1], code
