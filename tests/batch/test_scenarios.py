"""Scenarios and reforms: what a grid expands to, what each reform does to a case, and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.batch.reforms import Reform, reformed
from optimizer.batch.scenarios import Batch, Scenario, read_batch, scenarios, sentence
from optimizer.case import Case
from optimizer.errors import CaseFaultsError, UsageError
from optimizer.jobs import load_case

TINY = Path("data/tiny")
SHIPPED = sorted(Path("data/scenarios").glob("*.toml"))


def reform(**told: Any) -> Reform:
    """A reform whose sentences do not matter here."""
    return Reform(vi="đổi", en="change", **told)


def after(*reforms: Reform, seed: int | None = None) -> Case:
    """The tiny case after some reforms."""
    return reformed(TINY, reforms, seed)


def batch(grids: list[dict[str, Any]], **reforms: dict[str, Any]) -> Batch:
    """A batch over the tiny case."""
    told = {name: {"vi": f"{name} vi.", "en": f"{name} en."} | what for name, what in reforms.items()}
    return Batch.model_validate({"case": "tiny", "reforms": told, "grids": grids})


def test_a_grid_is_every_combination_once_after_the_unchanged_case() -> None:
    grids = [{"axes": [["as_is", "a"], ["as_is", "b"]]}, {"axes": [["a"]], "seeds": [1, 2]}]
    names = [scenario.name for scenario in scenarios(batch(grids, a={}, b={}))]
    assert names == ["as_is", "b", "a", "a+b", "a@1", "a@2"]


def test_the_sentence_of_a_scenario_is_that_of_its_reforms_in_both_languages() -> None:
    told = batch([], a={}, b={})
    assert sentence(told, Scenario(("a", "b"))) == ("a vi. b vi.", "a en. b en.")
    assert sentence(told, Scenario(())) == ("Giữ nguyên dữ liệu và luật.", "Data and law as they are.")


def test_two_reforms_that_set_the_same_thing_are_refused_together() -> None:
    settings = {"settings": {"horizon_months": 36}}
    with pytest.raises(UsageError, match=r"a\+b: two reforms set horizon_months"):
        scenarios(batch([{"axes": [["a"], ["b"]]}], a=settings, b=settings))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("case = ", "Invalid value"),
        ("case = 'x'\nreform = 1", "reform: Extra inputs"),
        ("case = 'x'\n[[grids]]\naxes = [['a']]", "there is no reform a"),
        ("case = 'x'\n[reforms.a]\nvi = ''\nen = 'a'", r"reforms\.a\.vi"),
        ("case = 'x'\n[reforms.a]\nvi = 'a'\nen = 'a'\nsettings = {start = 2020-01-01}", r"reforms\.a\.settings\.start"),
        ("case = 'x'\n[reforms.a]\nvi = 'a'\nen = 'a'\ndata = [{table = 'budget'}]", "say one of"),
    ],
)
def test_a_scenario_file_with_a_fault_is_refused_with_its_place(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=why):
        read_batch(tmp_path / "s.toml")


def test_a_missing_scenario_file_is_told() -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_batch(Path("nowhere.toml"))


def test_no_reform_leaves_the_case_as_it_is() -> None:
    plain = load_case(TINY)
    assert after().settings == plain.settings and after().law == plain.law
    assert after().cadres.equals(plain.cadres) and after().posts.equals(plain.posts)


def test_a_reform_of_data_takes_a_percentage_of_the_rows_that_are_meant() -> None:
    half = reform(data=[{"table": "budget", "where": {"year": 2022}, "column": "amount_vnd", "percent": 50}])
    assert after(half).tables.budget.set_index("year")["amount_vnd"].loc[[2021, 2022, 2023]].tolist() == [
        60_000_000,
        60_000_000,
        120_000_000,
    ]


def test_a_reform_of_data_caps_sets_and_drops() -> None:
    capped = after(reform(data=[{"table": "languages", "column": "level", "at_most": 1}]))
    assert capped.tables.languages["level"].max() == 1
    moved = after(
        reform(data=[{"table": "cadres", "where": {"cadre_id": "C8"}, "column": "theory", "value": "advanced"}])
    )
    assert moved.cadre["C8"].theory == "advanced" and moved.cadre["C7"].theory == "advanced"
    left = after(reform(data=[{"table": "succession", "where": {"cadre_id": "C3"}, "drop": True}]))
    assert set(left.tables.succession["cadre_id"]) == {"C4", "C5", "C6", "C7", "C8", "C9"}


def test_a_rule_is_turned_off_and_a_number_of_the_law_replaced() -> None:
    case = after(reform(rules={"C03": "off"}, parameters={"points_move": 7}))
    assert not case.law.in_force("C03") and case.law["points_move"].value == 7
    assert load_case(TINY).law.in_force("C03")


def test_another_regime_settings_and_seed() -> None:
    case = after(reform(regime="2022"), reform(settings={"horizon_months": 36, "training": False}), seed=5)
    assert (case.law.regime, case.horizon_months, case.settings.training, case.settings.seed) == ("2022", 36, False, 5)


def test_newcomers_have_the_record_of_their_model_hold_no_post_and_speak() -> None:
    case = after(reform(newcomers=[{"like": "C5", "number": 2, "languages": {"thai": 4}}]))
    assert [name for name in case.cadre if "+" in name] == ["C5+1", "C5+2"]
    assert case.cadre["C5+2"].theory == case.cadre["C5"].theory
    assert [row.role_id for row in case.planned["C5+1"]] == [row.role_id for row in case.planned["C5"]]
    spoken = case.tables.languages.set_index(["cadre_id", "language"])["level"]
    assert spoken["C5+1"].to_dict() == spoken["C5"].to_dict() | {"thai": 4}
    assert case.posts.set_index("post_id").loc["VP-P1", "incumbent_id"] == "C5"


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"rules": {"C99": "off"}}, "C99"),
        ({"rules": {"C03": "soft"}}, "C03"),
        ({"parameters": {"points_mov": 1}}, "points_mov"),
        ({"parameters": {"rotation_source_levels": 1}}, "rotation_source_levels"),
        ({"data": [{"table": "budgets", "drop": True}]}, "budgets"),
        ({"data": [{"table": "budget", "column": "amount", "percent": 5}]}, r"budget\.amount"),
        ({"data": [{"table": "budget", "where": {"yr": 1}, "drop": True}]}, r"budget\.yr"),
        ({"newcomers": [{"like": "C77", "number": 1}]}, "C77"),
    ],
)
def test_a_reform_that_names_what_is_not_there_is_refused(told: dict[str, Any], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        after(reform(**told))


def test_a_case_that_a_reform_breaks_is_refused_with_its_faults() -> None:
    with pytest.raises(CaseFaultsError):
        after(reform(data=[{"table": "cadres", "where": {"cadre_id": "C5"}, "column": "unit_id", "value": "NOWHERE"}]))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_scenario_gives_a_case_and_changes_something(path: Path) -> None:
    told = read_batch(path)
    source = path.parent / told.case
    plain = reformed(source, [])
    for scenario in scenarios(told)[1:]:
        case = reformed(source, [told.reforms[name] for name in scenario.reforms], scenario.seed)
        same = case.law == plain.law and case.settings == plain.settings
        assert not same or any(
            not getattr(case.tables, name).equals(getattr(plain.tables, name))
            for name in ("budget", "languages", "cadres")
        ), scenario.name
