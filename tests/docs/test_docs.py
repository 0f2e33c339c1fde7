"""The documentation: generated pages are fresh, the site builds without a fault, asks nobody for anything, and what its
examples show is what the program says.
"""

import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from optimizer.cli import app
from tests.reference_pages import pages

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
TRIED = ("tutorial.md", "tutorial.en.md", "how-to/prepare-data.md", "explanation/certificate.md")
FETCHED = re.compile(
    r"""<(?:link|script|img|iframe|source|object|embed|form)\b[^>]*?(?:href|src|action|data)\s*=\s*["']?(?:https?:)?//"""
    r"""|url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//|<a\b[^>]*?href\s*=\s*["']?(?:https?:)?//""",
    re.IGNORECASE,
)
LIKE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; any warning ends the build."""
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_a_generated_page_is_what_make_docs_writes(page: Path) -> None:
    assert page.read_text("utf-8") == pages()[page], "run: make docs"


def test_the_site_builds_with_no_warning_and_holds_every_page(site: Path) -> None:
    written = {path.relative_to(DOCS).with_suffix(".html") for path in DOCS.rglob("*.md")}
    assert written <= {path.relative_to(site) for path in site.rglob("*.html")}


def test_no_page_of_the_site_loads_or_links_anything_from_elsewhere(site: Path) -> None:
    told = {
        path: FETCHED.findall(path.read_text("utf-8")) for path in site.rglob("*") if path.suffix in {".html", ".css"}
    }
    assert len(told) > 20 and {path: found for path, found in told.items() if found} == {}


@pytest.mark.parametrize(
    "line",
    [
        '<link rel="stylesheet" href="https://x.org/a.css">', "<script src=//x.org/a.js>", "url('http://x.org/f.woff')",
        '@import "https://x.org/a.css"', '<a class="b" href="https://x.org">', '<img alt="" src="https://x.org/a.png">',
    ],
)  # fmt: skip
def test_what_comes_from_elsewhere_would_be_seen(line: str) -> None:
    assert FETCHED.search(line)


@pytest.mark.parametrize("name", TRIED)
def test_the_commands_of_a_page_show_what_it_says(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data" / "tiny", tmp_path / "data" / "tiny")
    shutil.copytree(ROOT / "data" / "identity", tmp_path / "data" / "identity")
    monkeypatch.chdir(tmp_path)
    steps = _steps((DOCS / name).read_text("utf-8"))
    assert len(steps) >= 3
    for command, told in steps:
        shown = _shown(command)
        assert doctest.OutputChecker().check_output(told, shown, LIKE), f"{command}\n{shown}"


def _steps(page: str) -> list[tuple[str, str]]:
    """Each command of the console blocks of a page, with what it shows."""
    blocks = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(command, told) for command, _, told in (part.partition("\n") for part in parts)]


def _shown(command: str) -> str:
    """What a command prints: the program in this process, anything else by the shell."""
    if command.startswith("optimizer "):
        return CliRunner().invoke(app, command.split()[1:]).output
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True, timeout=20)
    return done.stdout


def test_the_python_of_the_pages_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    tried = [doctest.testfile(str(DOCS / name), module_relative=False, encoding="utf-8") for name in TRIED]
    assert sum(result.failed for result in tried) == 0
    assert sum(result.attempted for result in tried) >= 5


def test_pages_name_only_commands_that_there_are() -> None:
    known = CliRunner().invoke(app, ["--help"]).output
    for page in DOCS.rglob("*.md"):
        named = set(re.findall(r"`?optimizer ([a-z][a-z-]+)", page.read_text("utf-8")))
        assert not {name for name in named if f" {name} " not in known} - {"batch", "compare"}, page
