"""The Python API: every example holds, nothing prints, what comes from pandas is what comes from files."""

import doctest
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

import optimizer
from optimizer import Case, Proposal, SolveParams, api, questions
from optimizer.errors import CaseFaultsError, UsageError
from optimizer.io import write_folder
from optimizer.model import build
from optimizer.synth import MARKER, files, specs
from optimizer.verify.certificate import fingerprint

ROOT = Path(__file__).parents[1]
TINY = ROOT / "data" / "tiny"
HEAVY = ("pandas", "numpy", "ortools", "highspy", "pydantic", "scipy")


@pytest.fixture(scope="module")
def tiny() -> Case:
    return optimizer.read_case(TINY)


@pytest.fixture(scope="module")
def planned(tiny: Case) -> Proposal:
    proposal = optimizer.find_plan(tiny)
    assert isinstance(proposal, Proposal)
    return proposal


def test_every_example_of_the_api_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testmod(api)
    assert failed == 0
    assert tried >= 2 * len(_functions())


def test_every_example_of_the_questions_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testmod(questions)
    assert failed == 0
    assert tried >= 3 * len([name for name in vars(optimizer.Questions) if not name.startswith("_")])


def test_a_plan_that_the_program_did_not_make_cannot_be_asked(tiny: Case, planned: Proposal) -> None:
    asked = optimizer.Questions(optimizer.score(tiny, planned.plan))
    with pytest.raises(UsageError, match="find_plan"):
        asked.prices()
    with pytest.raises(UsageError, match="no key post"):
        optimizer.Questions(planned).why_not("C1", "nowhere")


def test_alternatives_are_lawful_and_within_the_asked_per_cent(planned: Proposal) -> None:
    assert optimizer.Questions(planned)._model is planned.model  # which a question would else build again
    near = optimizer.Questions(planned).alternatives(most=1, percent=40.0)
    assert [other.lawful for other in near] == [True]
    (kept, other) = (proposal.tiers.set_index("tier")["value"] for proposal in (planned, *near))
    assert other["worth"] != kept["worth"]
    assert other["worth"] >= kept["worth"] * 0.6


def test_every_function_has_an_example_in_its_docstring() -> None:
    assert [name for name in _functions() if ">>>" not in (getattr(optimizer, name).__doc__ or "")] == []


def _functions() -> list[str]:
    """Public names that are called, not classes."""
    return [name for name in optimizer.__all__ if not isinstance(getattr(optimizer, name), type)]


def test_every_public_name_is_there_and_hides_no_module() -> None:
    modules = {module.name for module in pkgutil.iter_modules(optimizer.__path__)}
    assert set(optimizer.__all__) & modules == set(), "a module of this name would take the place of the function"
    assert [n for n in optimizer.__all__ if isinstance(getattr(optimizer, n), ModuleType)] == []
    assert dir(optimizer) == optimizer.__all__ == sorted(optimizer.__all__)
    with pytest.raises(AttributeError, match="no attribute 'no_such_name'"):
        _ = optimizer.no_such_name


def test_help_loads_nothing_heavy() -> None:
    said = (
        "import atexit, runpy, sys; sys.argv = ['optimizer', '--help'];"
        f"atexit.register(lambda: print(*(m for m in {HEAVY} if m in sys.modules), file=sys.stderr));"
        "runpy.run_module('optimizer', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert "Usage" in done.stdout
    assert done.stderr.strip() == "", "a heavy import belongs inside the command that needs it"


def test_nothing_prints(capfd: pytest.CaptureFixture[str], tiny: Case) -> None:
    optimizer.find_plan(tiny, SolveParams(seconds=5))
    optimizer.baselines(tiny)
    optimizer.eligibility(tiny)
    optimizer.synth_case("district", 1, posts=5, cadres=30, months=12)
    assert capfd.readouterr() == ("", "")


def test_a_case_from_frames_is_the_case_from_files(tiny: Case) -> None:
    frames = {file.stem: pd.read_csv(file) for file in TINY.glob("*.csv")}
    made = optimizer.make_case(frames, tiny.settings.model_dump())
    again = optimizer.vary(tiny)
    assert {fingerprint(build(case).program) for case in (tiny, made, again)} == {fingerprint(build(tiny).program)}


def test_a_synthetic_case_in_memory_is_the_one_on_disk(tmp_path: Path) -> None:
    parts = specs("district", 7, posts=10, cadres=40, months=24, tight=True)
    folder = write_folder(tmp_path / "s7", files(parts, lambda p: p), MARKER, overwrite=False)
    made = optimizer.synth_case("district", 7, posts=10, cadres=40, months=24, tight=True)
    assert fingerprint(build(made).program) == fingerprint(build(optimizer.read_case(folder)).program)


def test_a_nation_is_not_one_case() -> None:
    with pytest.raises(UsageError, match="nation"):
        optimizer.synth_case("nation", 1)


def test_a_varied_case_keeps_the_law_it_is_judged_by() -> None:
    as_if = optimizer.read_case(TINY, "2025")
    varied = optimizer.vary(as_if, training=False)
    assert varied.law is as_if.law
    assert varied.settings.regime == "2017"
    assert not varied.settings.training


def test_faults_of_frames_name_the_row_of_the_frame(tiny: Case) -> None:
    wrong = tiny.tables.budget.astype({"amount_vnd": object})
    wrong.loc[2, "amount_vnd"] = -5
    with pytest.raises(CaseFaultsError) as faults:
        optimizer.vary(tiny, {"budget": wrong})
    assert ("budget", 2, "amount_vnd", "out_of_range") in [
        (i.table, i.row, i.column, i.code) for i in faults.value.issues
    ]
    with pytest.raises(UsageError, match="No table is called budgets"):
        optimizer.vary(tiny, {"budgets": wrong})


def test_check_tells_every_fault_as_a_row(tmp_path: Path) -> None:
    for file in TINY.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "budget.csv").write_text("year,amount_vnd\n2021,x\n2022,-1\n")
    found = optimizer.check(tmp_path)
    cells = found[found["column"] == "amount_vnd"]
    assert cells[["table", "row", "code", "severity"]].to_numpy().tolist() == [
        ["budget", 2, "not_a_number", "error"],
        ["budget", 3, "out_of_range", "error"],
    ]
    assert optimizer.check(tmp_path, "vi")["message"][0] == "Cần một số nguyên."


def test_the_frame_of_a_plan_is_read_back_as_the_same_plan(tiny: Case, planned: Proposal) -> None:
    again = optimizer.score(tiny, planned.stints, planned.training)
    assert again.plan == planned.plan
    assert again.verdict == planned.verdict
    assert again.solved is None and not again.proven


def test_reasons_add_up_to_the_last_tier(planned: Proposal) -> None:
    assert planned.reasons()["points"].sum() == planned.tiers["value"].iloc[-1]
    assert set(planned.reasons("vi")["cadre_id"]) == {"", *planned.stints["cadre_id"]}


def test_gaps_and_vacancies_compare_with_nobody_moving(tiny: Case, planned: Proposal) -> None:
    idle = optimizer.baselines(tiny)["as_is"]
    assert (idle.gaps["before"] == idle.gaps["after"]).all()
    assert idle.gaps["before"].tolist() == planned.gaps["before"].tolist()
    assert set(idle.vacancies["post_id"]) == set(tiny.posts.loc[tiny.posts["key"], "post_id"])
    assert idle.vacant_months == idle.vacancies["months"].sum() > planned.vacant_months
    assert idle.cost_vnd == idle.rotations == 0 < planned.cost_vnd


def test_cards_are_html_and_escape_what_the_tables_say(tiny: Case, planned: Proposal) -> None:
    evil = optimizer.vary(tiny, name="<script>", name_vi="<i>", name_en="")
    for card in (evil._repr_html_(), Proposal(evil, planned.plan, planned.verdict)._repr_html_()):
        assert "<script>" not in card and "<i>" not in card
        assert card.startswith("<p><b>&lt;")
    assert "01/10/2021" in planned._repr_html_()


def test_regimes_tell_each_world_and_each_pair_that_turns(tiny: Case) -> None:
    found = optimizer.compare_regimes(tiny, SolveParams(seconds=10))
    assert found.worlds["regime"].tolist() == list(found.proposals) == ["2017", "2022", "2025"]
    turned = found.flips.drop_duplicates(["from", "cadre_id", "post_id"])
    newly = (turned["change"] == "newly").astype(int) - (turned["change"] == "no_longer").astype(int)
    steps = found.worlds["admitted"].diff().dropna().astype(int).tolist()
    assert [int(newly[turned["from"] == regime].sum()) for regime in ("2017", "2022")] == steps
    assert "2025" in found._repr_html_()
