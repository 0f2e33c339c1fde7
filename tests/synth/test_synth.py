"""Synthetic cases: the same bytes for a seed, no fault in any table, people without names, plans that are lawful."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from optimizer.errors import UsageError
from optimizer.explain.eligibility import eligibility
from optimizer.io import write_folder
from optimizer.rules.bonds.absence import leaders
from optimizer.synth import MARKER, size, specs
from optimizer.tables import check
from tests.synth.made import case, folder, made, raw, table

SMALL_NATION = {"posts": 680, "cadres": 2500, "months": 12}


def run(*words: object, **settings: str) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own."""
    command = [sys.executable, "-m", "optimizer", *map(str, words)]
    environment = {**os.environ, **settings}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=environment)


def test_the_same_seed_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    for number in (1, 2):
        done = run("synth", tmp_path / str(number), "--scale", "district", "--seed", 7, PYTHONHASHSEED=str(number))
        assert done.returncode == 0, done.stderr
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("1", "2"))
    assert one == two == made("district", 7)


def test_another_seed_gives_other_people() -> None:
    assert made("district", 1)["cadres.csv"] != made("district", 2)["cadres.csv"]


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize(
    ("scale", "options"),
    [
        ("district", {"regime": "2022"}),
        ("district", {"regime": "2017"}),
        ("district", {"posts": 1, "cadres": 2}),
        ("province", {"posts": 101, "cadres": 333, "months": 12}),
        ("province", {"posts": 165, "cadres": 380, "tight": True}),
    ],
)
def test_no_table_has_a_fault_nor_a_warning(scale: str, seed: int, options: dict[str, object]) -> None:
    assert check(raw(made(scale, seed, **options)))[2] == ()


@pytest.mark.parametrize(
    ("scale", "communes", "posts", "cadres"), [("district", 11, 55, 120), ("province", 120, 600, 2000)]
)
def test_a_case_has_the_size_it_should_have(scale: str, communes: int, posts: int, cadres: int) -> None:
    content = made(scale)
    units, rows = table(content, "units"), table(content, "posts")
    assert check(raw(content))[2] == ()
    assert (units["level"] == "commune").sum() == communes
    assert (rows["key"] == "1").sum() == posts
    assert len(table(content, "cadres")) == cadres
    assert {path.split(".")[1] for path in content} == {"csv", "toml", "json"}


def test_the_nation_has_the_communes_of_its_34_provinces() -> None:
    whole = size(specs("nation", 1))
    assert (whole["cases"], whole["communes"], whole["key_posts"], whole["cadres"]) == (34, 3321, 16605, 60000)


@pytest.mark.parametrize(
    ("options", "least", "most"),
    [
        (("district", 3), 18, 40),
        (("province", 1), 20, 40),
        (("province", 2), 20, 40),
    ],
)
def test_a_post_has_some_twenty_to_forty_people_to_choose_from(options: tuple[str, int], least: int, most: int) -> None:
    small = {"posts": 200, "cadres": 667, "months": 12} if options[0] == "province" else {}
    world = case(made(*options, **small))
    pairs = eligibility(world).pairs
    each = (pairs["refused_by"].map(len) == 0).sum() / world.posts["key"].sum()
    assert least <= each <= most


def test_in_a_tight_case_most_bodies_have_more_people_to_send_than_they_may() -> None:
    world = case(made("province", 1, posts=165, cadres=380, months=12, tight=True))
    pairs = eligibility(world).pairs
    ready = set(pairs.loc[(pairs["refused_by"].map(len) == 0) & (pairs["kind"] == "rotation"), "cadre_id"])
    staff = leaders(world)[leaders(world)["level"] == "province"].assign(ready=lambda f: f["cadre_id"].isin(ready))
    counts = staff.groupby("unit_id")["ready"].agg(["sum", "size"])
    floors = counts["size"] // 3
    assert (counts["sum"] > floors).mean() > 0.5
    assert (world.posts["key"] & (world.posts["opens"] == 0)).sum() > floors.sum()


def test_a_plan_of_a_district_is_lawful(tmp_path: Path) -> None:
    assert run("synth", tmp_path / "case", "--scale", "district", "--months", 36).returncode == 0
    done = run("plan", tmp_path / "case", "--out", tmp_path / "out", "--time-limit", 8, "--lang", "en")
    assert done.returncode in (0, 10), done.stderr
    assert "The plan is lawful" in done.stdout
    assert run("verify", tmp_path / "out").returncode == 0


def test_people_are_keys_and_places_are_numbers() -> None:
    content = made("province")
    for name in (path[:-4] for path in content if path.endswith(".csv")):
        columns = table(content, name).columns
        assert [column for column in columns if "name" in column] == {"units": ["name"], "sources": ["column_name"]}.get(
            name, []
        )
    assert all(re.fullmatch(r"CB\d{7}", key) for key in table(content, "cadres")["cadre_id"])
    assert all(re.fullmatch(r"(Xã|Tỉnh|Cơ quan) \d+", place) for place in table(content, "units")["name"])


def test_every_post_has_one_holder_or_none_and_nobody_two_running_posts() -> None:
    service = table(made("province"), "service")
    running = service[(service["to_date"] == "") & (service["post_id"] != "")]
    assert not running["post_id"].duplicated().any()
    assert not running["cadre_id"].duplicated().any()
    lent = service[service["kind"] == "rotation"]
    assert len(lent) > 3
    assert set(lent["landing_slot_id"]) == {"home"}


def test_a_folder_of_somebody_else_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text("mine", encoding="utf-8")
    done = run("synth", tmp_path, "--scale", "district", "--overwrite")
    assert done.returncode == 2
    assert "đã có" in done.stderr and "exists" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["case.toml"]


def test_a_synthetic_folder_is_replaced_whole_and_only_when_asked(tmp_path: Path) -> None:
    content, out = made("district", posts=5, cadres=12), tmp_path / "case"
    write_folder(out, content.items(), MARKER, overwrite=False)
    (out / "fit.csv").write_text("old", encoding="utf-8")
    with pytest.raises(UsageError):
        write_folder(out, content.items(), MARKER, overwrite=False)
    assert (out / "fit.csv").exists()
    write_folder(out, content.items(), MARKER, overwrite=True)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == content
    assert [path.name for path in tmp_path.iterdir()] == ["case"]


@pytest.mark.parametrize(
    ("scale", "options"),
    [
        ("district", {"regime": "2025"}),
        ("province", {"regime": "2022"}),
        ("nation", {"regime": "1998"}),
        ("district", {"months": 18}),
        ("district", {"months": 0}),
        ("district", {"posts": 120, "cadres": 120}),
        ("nation", {"posts": 30, "cadres": 2000}),
    ],
)
def test_what_cannot_be_made_is_refused_in_both_languages(scale: str, options: dict[str, object]) -> None:
    with pytest.raises(UsageError) as refusal:
        specs(scale, 1, **options)  # type: ignore[arg-type]
    assert refusal.value.vi and refusal.value.en


@pytest.mark.parametrize("province", ["P01", "P02", "P20", "P34"])
def test_a_province_of_a_nation_is_a_case_alone_and_with_the_cadres_of_the_centre(province: str) -> None:
    nation = made("nation", 1, **SMALL_NATION)
    alone, centre = folder(nation, province), folder(nation, "centre")
    assert check(raw(alone))[2] == ()
    both = {**alone, **{name: alone[name] + _rows(alone[name], content) for name, content in centre.items()}}
    assert check(raw(both))[2] == ()
    assert len(case(both).cadres) == len(case(alone).cadres) + 25


def _rows(ours: bytes, theirs: bytes) -> bytes:
    """The rows of a table, if it has the same columns as ours."""
    head, rows = theirs.split(b"\n", 1)
    assert head == ours.split(b"\n", 1)[0]
    return rows
