"""Every refused pair carries at least one rule, with the fact and the limit."""

from pathlib import Path

import pytest

from optimizer.explain.eligibility import eligibility, why_refused
from optimizer.jobs import load_case
from optimizer.model import build
from optimizer.report.sentences import breach_sentence

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize("name", ["tiny", "muong_nhe_2021"])
def test_every_refused_pair_tells_the_rule_the_fact_and_the_limit(name: str) -> None:
    case = load_case(DATA / name)
    refused = eligibility(case).refused
    told = {breach.place: breach for breach in why_refused(case, refused)}
    assert set(told) == set(refused["cadre_id"] + "|" + refused["post_id"])
    for breach in told.values():
        assert set(breach.facts) > {"cadre", "post"} or breach.rule == "C02"
        assert "{" not in breach_sentence(case, breach, "vi") + breach_sentence(case, breach, "en")


def test_every_pair_but_incumbents_in_their_own_post_has_one_row() -> None:
    case = load_case(DATA / "muong_nhe_2021")
    pairs = eligibility(case).pairs
    key = case.posts[case.posts["key"]]
    own = pairs.merge(key[["post_id", "incumbent_id"]], on="post_id").query("cadre_id == incumbent_id")
    assert not pairs.duplicated(["cadre_id", "post_id"]).any()
    assert len(pairs) - len(own) == len(case.cadres) * len(key) - int((key["incumbent_id"] != "").sum())


@pytest.mark.parametrize("name", ["tiny", "muong_nhe_2021"])
def test_what_the_model_opens_the_matrix_admits(name: str) -> None:
    model = build(load_case(DATA / name))
    pairs = eligibility(model.case).pairs
    admitted = pairs[pairs["refused_by"].map(len) == 0]
    opened = model.options.stints[["cadre_id", "post_id"]].drop_duplicates()
    assert len(opened.merge(admitted, on=["cadre_id", "post_id"])) == len(opened)


def test_the_counts_say_which_rule_empties_a_pool() -> None:
    case = load_case(DATA / "muong_nhe_2021")
    found = eligibility(case)
    counts = found.counts(case)
    assert set(counts.index) == set(case.communes)
    assert int(counts.to_numpy().sum()) == sum(map(len, found.pairs["refused_by"]))
