"""The benchmarks run: one smoke run of each small spec's code path, and the page made from lines."""

from benchmarks.peers import SPECS, measured, table


def test_every_engine_reports_every_tier_of_a_small_case_and_the_page_shows_it() -> None:
    spec = SPECS[0]._replace(seeds=1, seconds=4)
    lines = list(measured(spec, 1))
    assert [line["engine"] for line in lines] == [
        "build",
        "ours",
        "ours, ties broken by lots",
        "cp-sat default",
        "cp-sat linear",
        "highs",
        "cbc",
    ]
    for line in lines[1:]:
        assert line["tiers"][0][0] >= line["tiers"][0][1], "a bound beyond the value"
    page = table(lines)
    assert f"## {spec.name}" in page and page.count("| ours |") == 1
