"""Every notebook runs from its first cell to its last, and what lies beside it is what it says."""

import ast
import importlib.util
import inspect
import json
import re
import textwrap
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import optimizer

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SOURCES = sorted(NOTEBOOKS.glob("[0-9]*.py"))
SECONDS = "1"  # for each solve; enough for a lawful plan, seldom for its proof


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTEBOOK_SECONDS", SECONDS)
    monkeypatch.setenv("NOTEBOOK_DISTRICTS", "1")
    monkeypatch.syspath_prepend(NOTEBOOKS)


def ran(name: str) -> dict[str, Any]:
    """The variables of a notebook after a run of all its cells."""
    spec = importlib.util.spec_from_file_location(name, NOTEBOOKS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return dict(module.app.run()[1])


def test_a_first_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTEBOOK_SECONDS", "8")
    found = ran("01_first_plan")
    assert found["faults"].empty
    assert found["proposal"].lawful and not found["judged"].lawful
    assert found["broken"]["rule"].tolist() == ["C04"]
    assert len(found["beside"]) == 7


def test_why_this_person() -> None:
    found = ran("02_why_this_person")
    assert found["chosen"] not in found["candidates"]
    assert len(found["why_not"]) == len(found["candidates"]) > 0
    assert found["waivers"]["world"].nunique() == 2


def test_what_if() -> None:
    found = ran("03_what_if")
    assert found["worlds"]["regime"].tolist() == ["2017", "2022", "2025", "2025 (successor units)"]
    assert found["money"]["outcome"].tolist()[0] in ("Impossible", "OutOfTime")
    assert set(found["by_budget"]) == {25, 50, 75, 100, 150}
    assert len(found["courses"]) == 4


def test_fairness() -> None:
    found = ran("04_fairness")
    assert found["gini"]([5, 5, 5]) == 0 and found["gini"]([0, 0, 0, 9]) == 0.75
    assert len(found["communes"]) == 4 and len(found["shared"]) == 3
    assert (found["sent"]["low"] <= found["sent"]["high"]).all()


def test_own_rule_and_own_model() -> None:
    found = ran("05_own_rule_own_model")
    assert found["price"]["stints against it"].tolist()[1] == 0
    used = optimizer.vary(found["case"], {"fit": found["estimates"]})
    assert len(used.given_fit) == len(found["facts"])
    assert found["results"]["plan by"].tolist() == ["built-in fit", "estimates", "lower estimates", "the truth"]


def test_research() -> None:
    found = ran("06_research")
    assert len(found["recomputed"]) == 1
    assert found["interval"]([1.0, 1.0, 1.0]) == (1, 1, 1)
    assert (found["summary"]["low"] <= found["summary"]["mean"]).all()
    assert (found["missed"][found["rivals"]] >= -1e-9).all(axis=None), "no way beats the first tier of a proven optimum"


def test_scaling_and_certificates() -> None:
    found = ran("07_scaling_and_certificates")
    assert len(found["replayed"]) >= 1
    assert (found["forged"]["the checker says"] == "accepted").tolist()[:2] == [True, False]
    assert (found["spoilt"]["below"] >= 0).all()


def test_the_stored_districts_are_all_there_and_lawful() -> None:
    stored = pd.read_csv(NOTEBOOKS / "district_gains.csv")
    per = stored.groupby(["supply", "seed"])["way"].nunique()
    assert (per == 7).all()
    assert per.groupby("supply").size().to_dict() == {"ordinary": 100, "tight": 60}
    assert stored["lawful"].all()
    best = stored[stored["way"] == "optimised"]
    assert (best["fill_bound"] <= best["fill"]).all()


def cells_of_source(source: Path) -> list[str]:
    """Each cell of a marimo file: its text, or its code in one form without what marimo passes between cells."""
    text = source.read_text(encoding="utf-8")
    functions = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    inside = ["\n".join(text.splitlines()[cell.body[0].lineno - 1 : cell.end_lineno]) for cell in functions]
    bodies = [ast.parse(textwrap.dedent(code)).body for code in inside]
    return sorted(_in_one_form([node for node in body if not isinstance(node, ast.Return)]) for body in bodies)


def cells_of_export(source: Path) -> list[str]:
    """The same of the Jupyter notebook beside it."""
    cells = json.loads(source.with_suffix(".ipynb").read_text(encoding="utf-8"))["cells"]
    told = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    return sorted(text.strip() if kind == "markdown" else _in_one_form(ast.parse(text).body) for kind, text in told)


def _in_one_form(body: list[ast.stmt]) -> str:
    """Code as Python would write it; of a cell that only shows a text, the text."""
    match body:
        case [ast.Expr(ast.Call(ast.Attribute(ast.Name("mo"), "md"), [ast.Constant(str() as text)]))]:
            return inspect.cleandoc(text)
    return "\n".join(ast.unparse(node) for node in body)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_jupyter_notebook_is_that_of_its_source_and_ran_without_faults(source: Path) -> None:
    assert cells_of_export(source) == cells_of_source(source), "run make notebooks"
    cells = json.loads(source.with_suffix(".ipynb").read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    assert [o for o in outputs if o["output_type"] in ("error", "stream")] == []
    assert any("image/svg+xml" in o.get("data", {}) for o in outputs)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_jupyter_notebook_asks_nothing_of_the_network(source: Path) -> None:
    text = source.with_suffix(".ipynb").read_text(encoding="utf-8")
    addresses = set(re.findall(r"https?://[\w./-]+", text)) - {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert addresses == set()
    assert "<script" not in text and "<link" not in text
