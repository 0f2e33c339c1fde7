"""The same Program, whichever gate is asked first and however many candidates are left for the later ones."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from optimizer import model
from optimizer.jobs import load_case
from optimizer.model import build, judge
from optimizer.rules import GATES
from optimizer.rules.kinds import Gate
from optimizer.verify.certificate import fingerprint
from optimizer.words import Mode

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize("name", ["tiny", "muong_nhe_2021"])
def test_many_candidates_are_judged_as_few_are(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case, judged = load_case(DATA / name), []
    monkeypatch.setattr(model, "judge", lambda *asked: judged.append((asked, judge(*asked))) or judged[-1][1])
    few = fingerprint(build(case).program)
    asked_of_few = list(judged)
    monkeypatch.setattr(model, "MANY", 10)
    monkeypatch.setattr(model, "SAMPLE", 5)
    assert fingerprint(build(load_case(DATA / name)).program) == few
    for asked, of_few in asked_of_few:
        of_many = judge(*asked)
        assert np.array_equal(of_many.admitted, of_few.admitted)
        kept = of_few.admitted
        assert np.array_equal(of_many.charge[kept], of_few.charge[kept]) and kept.any()


def answering(rule: str, admitted: list[bool]) -> Gate:
    """The gate of a rule that admits just these of four candidates."""
    gate = next(gate for gate in GATES if gate.id == rule)
    known = pd.Series(admitted)
    kind = type(type(gate).__name__, (type(gate),), {"admits": lambda _, __, asked: known[asked.index].to_numpy()})
    return kind()


@pytest.mark.parametrize("last", [False, True])
def test_a_soft_rule_charges_the_candidates_it_refuses_before_and_after_most_were_refused(last: bool) -> None:
    case = load_case(DATA / "tiny")
    hard, soft = answering("C03", [False, False, False, True]), answering("C15", [True, True, True, False])
    candidates = build(case).options.stints.head(4).reset_index(drop=True)
    judged = judge(case, candidates, [hard, soft] if last else [soft, hard])
    assert case.law.mode("C15") == Mode.SOFT and case.law.mode("C03") == Mode.HARD
    assert judged.admitted.tolist() == [False, False, False, True]
    assert judged.charge.tolist() == [0, 0, 0, case.law.price("C15")]
