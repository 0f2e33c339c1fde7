"""Decisions that contradict each other are faults; decisions that do not are none."""

import shutil
from pathlib import Path

import pytest

from optimizer.io import read_case
from optimizer.tables import check

TINY = Path(__file__).parents[2] / "data" / "tiny"
HEADER = "decision_id,kind,cadre_id,post_id,decided_by,decided_on,reason\n"


@pytest.mark.parametrize(
    ("first", "second", "clashes"),
    [
        (("pin", "C5", "XA-CT"), ("ban", "C5", "XA-CT"), True),
        (("ban", "C5", ""), ("pin", "C5", "XA-CT"), True),
        (("pin", "C5", "XA-CT"), ("pin", "C5", "XB-CT"), True),
        (("pin", "C5", "XA-CT"), ("ban", "C5", "XB-CT"), False),
        (("pin", "C5", ""), ("ban", "C5", "XB-CT"), False),
        (("pin", "C5", "XA-CT"), ("pin", "C9", "XA-CT"), False),
        (("ban", "C5", "XA-CT"), ("ban", "C5", "XB-CT"), False),
    ],
)
def test_two_decisions(tmp_path: Path, first: tuple, second: tuple, clashes: bool) -> None:
    case = Path(shutil.copytree(TINY, tmp_path / "case"))
    rows = "".join(f"Q{n},{','.join(row)},x,2021-01-01,x\n" for n, row in enumerate((first, second)))
    (case / "decisions.csv").write_text(HEADER + rows, encoding="utf-8")
    codes = [i.code for i in check(read_case(case))[2]]
    assert codes == (["contradictory_decisions"] if clashes else [])
