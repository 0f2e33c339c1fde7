"""A run opened for questions, the keys that a question names, and how the answer is shown."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from optimizer.case import Case
from optimizer.commands.unit_screen import headed, show_law
from optimizer.errors import UsageError
from optimizer.explain.base import Base, base_of
from optimizer.jobs import read_run
from optimizer.model import build
from optimizer.report.as_if import as_if_facts
from optimizer.report.sentences import text
from optimizer.screen import print_json, wide_console
from optimizer.verify.claim_kinds import Claim, all_json
from optimizer.words import Language

Block = str | Table


def open_run(folder: Path) -> Base:
    """The base of a run; VerificationError if its files, its plan or its certificate are not what it tells."""
    run = read_run(folder)
    return base_of(build(run.case), run.plan, run.told, run.certificate)


def refuse_unknown(case: Case, post: str, cadre: str = "") -> None:
    """UsageError for a post that is no key post of the case, or a cadre who is not in it."""
    if cadre and cadre not in case.cadre:
        raise UsageError(f"Không có cán bộ «{cadre}» trong dữ liệu.", f"There is no cadre “{cadre}” in the tables.")
    if post not in case.post or not case.post[post].key:
        raise UsageError(f"«{post}» không phải là chức danh chủ chốt trong dữ liệu.", f"“{post}” is no key post.")


def table(codes: Sequence[str], rows: Iterable[Sequence[str]], language: Language) -> Table:
    """A table with these headers."""
    made = headed(language, *codes)
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    return made


def show(
    case: Case,
    blocks: Sequence[Block],
    told: Mapping[str, Any],
    language: Language,
    claims: Iterable[Claim] = (),
    *,
    as_json: bool,
) -> None:
    """The answer block by block, by which law, and who decides; or as one JSON document with the lines as `message`, and
    the claims that `verify --claim` judges.
    """
    if as_json:
        lines = [block for block in blocks if isinstance(block, str)]
        frozen = all_json(claims)
        document = {**told, **({"claims": frozen} if frozen else {}), "message": lines, "law": as_if_facts(case)}
        print_json(document)
        return
    show_law(case, language)
    console = wide_console()
    for block in [*blocks, text("ways.advice", language)]:
        console.print(block, markup=False)
