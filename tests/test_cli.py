"""The commands as a user runs them: exit codes, files, messages."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own."""
    command = [sys.executable, "-m", "optimizer", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def tiny_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run folder of the tiny case."""
    out = tmp_path_factory.mktemp("runs") / "tiny"
    done = run("plan", DATA / "tiny", "--out", out, "--identity", DATA / "identity" / "tiny.csv", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["proven"]
    return out


def test_check_says_a_good_case_is_good() -> None:
    done = run("check", DATA / "muong_nhe_2021")
    assert done.returncode == 0
    assert "không có lỗi" in done.stdout


def test_a_case_that_is_not_there_is_a_usage_fault_in_both_languages(tmp_path: Path) -> None:
    done = run("check", tmp_path / "nothing")
    assert done.returncode == 2
    assert "Không tìm thấy" in done.stderr
    assert "There is no case" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_run_folder_is_complete_and_verified_again(tiny_run: Path) -> None:
    names = {path.name for path in tiny_run.iterdir()}
    assert {
        "plan.csv", "landings.csv", "training.csv", "vacancies.csv", "explanations.json", "certificate.json", "report.html",
        "report.en.html", "plan.xlsx", "manifest.json", "inputs",
    } == names  # fmt: skip
    assert run("verify", tiny_run).returncode == 0


@pytest.mark.parametrize("name", ["plan.csv", "report.html", "inputs/cadres.csv"])
def test_one_altered_byte_is_refused(tiny_run: Path, tmp_path: Path, name: str) -> None:
    copy = Path(shutil.copytree(tiny_run, tmp_path / "copy"))
    content = bytearray((copy / name).read_bytes())
    content[-2] ^= 1
    (copy / name).write_bytes(bytes(content))
    done = run("verify", copy)
    assert done.returncode == 6
    assert name in done.stdout


def test_the_report_stands_alone_and_shows_names_only_there(tiny_run: Path) -> None:
    for name in ("report.html", "report.en.html"):
        page = (tiny_run / name).read_text(encoding="utf-8")
        assert "http://" not in page
        assert "https://" not in page
        assert "<script" not in page
        assert "Vàng A Mẫu" in page
    assert "Mẫu" not in (tiny_run / "plan.csv").read_text(encoding="utf-8")


def test_the_points_of_all_persons_and_teams_add_up_to_the_tier(tiny_run: Path) -> None:
    told = json.loads((tiny_run / "explanations.json").read_text(encoding="utf-8"))
    manifest = json.loads((tiny_run / "manifest.json").read_text(encoding="utf-8"))
    total = sum(stint["points"] for stint in told["stints"]) + sum(part["points"] for part in told["common"])
    assert total == manifest["tiers"][-1]["value"]
    assert all(stint["points"] == sum(part["points"] for part in stint["parts"]) for stint in told["stints"])


def test_a_draft_plan_is_judged(tmp_path: Path) -> None:
    draft = tmp_path / "draft.csv"
    draft.write_text("cadre_id,post_id,start,months,landing\nC8,XA-CT,01/10/2021,24,\n", encoding="utf-8")
    done = run("score", DATA / "tiny", draft, "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 6
    assert {"C04", "C09", "C19"} <= {breach["rule"] for breach in told["breaches"]}
    assert told["tiers"][0]["best"] == 0


def test_a_draft_with_faults_is_refused_row_by_row(tmp_path: Path) -> None:
    draft = tmp_path / "draft.csv"
    draft.write_text("cadre_id,post_id,start,months\nNOBODY,XA-CT,2021-10-01,36\nC8,XA-CT,soon,36\n", encoding="utf-8")
    done = run("score", DATA / "tiny", draft, "--json")
    assert done.returncode == 3
    assert {(i["row"], i["code"]) for i in json.loads(done.stdout)} == {(2, "dangling_key"), (3, "bad_date")}


def test_an_impossible_decision_ends_with_its_own_code(tmp_path: Path) -> None:
    case = Path(shutil.copytree(DATA / "tiny", tmp_path / "case"))
    (case / "decisions.csv").write_text(
        "decision_id,kind,cadre_id,post_id,decided_by,decided_on,reason\nQ1,pin,C8,XA-CT,x,2021-09-01,x\n",
        encoding="utf-8",
    )
    assert run("plan", case, "--out", tmp_path / "out").returncode == 4
    assert not (tmp_path / "out").exists()


def test_ctrl_c_keeps_the_best_plan(tmp_path: Path) -> None:
    case = Path(shutil.copytree(DATA / "muong_nhe_2021", tmp_path / "case"))
    budget = [line.split(",") for line in (case / "budget.csv").read_text(encoding="utf-8").splitlines()[1:]]
    halved = "".join(f"{year},{int(amount) // 2}\n" for year, amount in budget)  # no engine closes this in a minute
    (case / "budget.csv").write_text("year,amount_vnd\n" + halved, encoding="utf-8")
    words = ["plan", str(case), "--out", str(tmp_path / "out"), "--time-limit", "90"]
    process = subprocess.Popen(
        [sys.executable, "-m", "optimizer", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(9)
    os.kill(process.pid, signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 5
    assert json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["interrupted"]
    assert run("verify", tmp_path / "out").returncode == 0


@pytest.mark.parametrize(("ends", "code"), [("sys.exit(10)", 10), ("1 / 0", 1), ("None", 0)])
def test_an_engine_that_never_comes_back_does_not_keep_the_program_nor_its_exit_code(ends: str, code: int) -> None:
    """Its thread would otherwise be at work in what Python takes down."""
    script = f"""
import sys, threading, time
from optimizer import cli, threads

def command():
    threading.Thread(target=time.sleep, args=(600,), daemon=True, name=threads.ENGINE).start()
    print("said")
    {ends}

cli.app, cli.LATE_SECONDS = command, 0.1
import atexit
atexit.register(lambda: print("taken down"))
cli.main()
"""
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert (told.returncode, told.stdout) == (code, "said\n")
    assert ("ZeroDivisionError" in told.stderr) == (code == 1)


def test_threads_that_are_no_engines_let_the_program_end_as_usual() -> None:
    """dask keeps some; what it has to tidy up is tidied up."""
    script = """
import atexit, threading, time
from optimizer import cli

cli.app = lambda: threading.Thread(target=time.sleep, args=(600,), daemon=True, name="Profile").start()
atexit.register(lambda: print("tidied up"))
cli.main()
"""
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert (told.returncode, told.stdout) == (0, "tidied up\n")
