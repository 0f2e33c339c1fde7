"""The index of a nation: provinces, the centre, and what links them."""

import tomllib

from optimizer.synth.spec import apportion
from tests.synth.made import folder, made, table

NATION = {"posts": 680, "cadres": 2500, "months": 24}


def test_the_index_counts_what_the_folders_hold() -> None:
    files = made("nation", 3, **NATION)
    index = tomllib.loads(files["nation.toml"].decode())
    assert len(index["provinces"]) == 34
    for told in index["provinces"]:
        content = folder(files, told["folder"])
        assert len(table(content, "cadres")) == told["cadres"]
        assert (table(content, "posts")["key"] == "1").sum() == told["key_posts"]
        assert (table(content, "units")["level"] == "commune").sum() == told["communes"]
    assert len(table(folder(files, index["centre"]), "cadres")) == index["centre_cadres"] == 25
    assert sum(told["cadres"] for told in index["provinces"]) + index["centre_cadres"] == index["cadres"] == 2500
    assert sum(told["key_posts"] for told in index["provinces"]) == index["key_posts"] == 680


def test_together_the_provinces_have_less_than_the_sum_of_their_budgets() -> None:
    files = made("nation", 3, **NATION)
    index = tomllib.loads(files["nation.toml"].decode())
    spent: dict[str, int] = {}
    for told in index["provinces"]:
        for row in table(folder(files, told["folder"]), "budget").itertuples():
            spent[row.year] = spent.get(row.year, 0) + int(row.amount_vnd)
    assert index["budget_vnd"] == {year: amount * 9 // 10 for year, amount in spent.items()}
    assert set(spent) == {"2026", "2027"}


def test_no_key_of_a_person_post_or_commune_stands_in_two_folders() -> None:
    files = made("nation", 3, **NATION)
    folders = ["centre", *(f"P{n:02d}" for n in range(1, 35))]
    for name, key in (("cadres", "cadre_id"), ("posts", "post_id"), ("units", "unit_id"), ("service", "service_id")):
        keys = [k for path in folders for k in table(folder(files, path), name)[key]]
        assert len(keys) == len(set(keys)), name


def test_the_centre_has_nobody_but_its_own_people() -> None:
    files = made("nation", 3, **NATION)
    centre = folder(files, "centre")
    cadres = table(centre, "cadres")
    assert set(cadres["unit_id"]) <= set(table(centre, "units")["unit_id"])
    assert set(table(centre, "posts")["key"]) == {"0"}
    assert set(cadres["home_commune_id"]) == {""}
    assert set(cadres["backfill"]) == {"0"}  # so that a place at home is kept for each of them


def test_shares_are_whole_and_add_up() -> None:
    assert apportion(10, [1, 1, 1]) == [4, 3, 3]
    assert apportion(7, [126, 56, 124]) == [3, 1, 3]
    assert apportion(0, [5, 5]) == [0, 0]
