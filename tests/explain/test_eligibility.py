"""Every refused pair carries at least one rule, with the fact and the limit."""

from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from optimizer.explain.eligibility import eligibility, why_refused
from optimizer.jobs import load_case
from optimizer.model import judge, open_stints
from optimizer.report.sentences import breach_sentence
from optimizer.rules import GATES
from optimizer.stints import stints
from optimizer.words import Mode

DATA = Path(__file__).parents[2] / "data"
CASES = pytest.mark.parametrize("name", ["tiny", "muong_nhe_2021", "dien_bien_2026"])
read, found = cache(load_case), cache(lambda name: eligibility(read(DATA / name)))


def sampled(refused: pd.DataFrame) -> pd.DataFrame:
    """All pairs of a small table; of a large one 3,000 drawn ones, and twenty more for each rule."""
    if len(refused) < 10_000:
        return refused
    by_rule = refused["refused_by"].explode()
    of_each = [rows.sample(min(20, len(rows)), random_state=1).index for _, rows in by_rule.groupby(by_rule)]
    drawn = [refused.sample(3_000, random_state=1).index, *of_each]
    return refused.loc[sorted(set().union(*drawn))]


@CASES
def test_a_pair_carries_a_rule_exactly_when_the_model_admits_no_stint_of_it(name: str) -> None:
    case, pairs = read(DATA / name), found(name).pairs
    opened, _ = open_stints(case, GATES)
    admitted = pd.MultiIndex.from_frame(opened[["cadre_id", "post_id"]].drop_duplicates())
    told = pd.MultiIndex.from_frame(pairs.loc[pairs["refused_by"].map(len) == 0, ["cadre_id", "post_id"]])
    assert set(admitted) == set(told)
    hard = {gate.id for gate in GATES if case.law.mode(gate.id) == Mode.HARD}
    assert set(pairs["refused_by"].explode().dropna()) <= hard


@pytest.mark.parametrize("name", ["tiny", "muong_nhe_2021"])
def test_asking_gates_early_opens_the_stints_that_asking_them_of_every_whole_stint_does(name: str) -> None:
    case, key = read(DATA / name), ["cadre_id", "post_id", "start", "months"]
    candidates, (opened, _) = stints(case), open_stints(case, GATES)
    admitted = candidates[judge(case, candidates, GATES).admitted]
    assert opened[key].reset_index(drop=True).equals(admitted[key].reset_index(drop=True))


@CASES
def test_every_refused_pair_tells_each_rule_with_the_fact_and_the_limit(name: str) -> None:
    case, asked = read(DATA / name), sampled(found(name).refused)
    told = list(why_refused(case, asked))
    assert [(b.place, b.rule) for b in told] == [
        (f"{r.cadre_id}|{r.post_id}", i) for r in asked.itertuples() for i in r.refused_by
    ]
    count = Counter(breach.rule for breach in told)
    assert all(count[rule] >= min(20, refusals) for rule, refusals in found(name).counts(case).sum().items())
    for breach in told:
        assert set(breach.facts) > {"cadre", "post"} or breach.rule == "C02"
        assert "{" not in breach_sentence(case, breach, "vi") + breach_sentence(case, breach, "en")


@CASES
def test_every_pair_but_incumbents_in_their_own_post_has_one_row(name: str) -> None:
    case, pairs = read(DATA / name), found(name).pairs
    key = case.posts[case.posts["key"]]
    own = pairs.merge(key[["post_id", "incumbent_id"]], on="post_id").query("cadre_id == incumbent_id")
    assert not pairs.duplicated(["cadre_id", "post_id"]).any()
    assert len(pairs) - len(own) == len(case.cadres) * len(key) - int((key["incumbent_id"] != "").sum())


@CASES
def test_the_counts_say_which_rule_empties_the_pool_of_which_commune(name: str) -> None:
    case = read(DATA / name)
    counts = found(name).counts(case)
    assert set(counts.index) <= set(case.communes)
    assert int(counts.to_numpy().sum()) == sum(map(len, found(name).pairs["refused_by"]))
