"""Alternatives beside every plan of a small world, listed one by one: lawful, about as good, as far as can be."""

import threading

import pytest

from optimizer.commands.alternatives import alternative_lines, blocks, told
from optimizer.explain.alternatives import alternatives, distance
from optimizer.plan import make_plan
from optimizer.verify import judge
from tests.explain.near_runs import CHAIR, SECRETARY, Fits, about_as_good, lawful_plans, near_run, two_posts

SECONDS = 40.0
UNLIKE: Fits = ((80, 60, 90), (50, 70, 20))
ALIKE: Fits = ((80, 80, 80), (80, 80, 80))


@pytest.mark.parametrize(
    ("fits", "percent", "count"),
    [(ALIKE, 0, 5), (UNLIKE, 40, 3), (UNLIKE, 0, 0), (((800, 100, 100), (300, 300, 300)), 0, 1)],
)
def test_each_is_as_far_from_all_before_it_as_any_plan_listed(fits: Fits, percent: float, count: int) -> None:
    near = near_run(two_posts(fits), percent)
    plans = about_as_good(near, lawful_plans(fits, (36,)))
    found = alternatives(near, 5, SECONDS)
    before = [near.plan]
    for alternative in found.alternatives:
        farthest = max(min(distance(plan, other) for other in before) for plan in plans)
        assert alternative.distance == alternative.bound == farthest
        assert alternative.proved_by == ("cp-sat", "highs")
        assert alternative.plan in plans
        assert alternative.verdict == judge(near.case, alternative.plan)
        before.append(alternative.plan)
    rest = max(min(distance(plan, other) for other in before) for plan in plans)
    assert len(found.alternatives) == count
    assert (rest == 0) == bool(found.exhausted) or count == 5
    assert found.proven


def test_the_matrix_is_that_of_the_placements() -> None:
    near = near_run(two_posts(ALIKE))
    found = alternatives(near, 3, SECONDS)
    matrix = found.distances
    assert len(matrix) == 4
    assert all(matrix[n][n] == 0 for n in range(4)) and matrix == [list(row) for row in zip(*matrix, strict=True)]
    assert [min(matrix[n][:n]) for n in range(1, 4)] == [a.distance for a in found.alternatives]


def test_days_do_not_count_and_people_and_posts_do() -> None:
    plan = near_run(two_posts(ALIKE)).plan
    first, second = plan.stints
    later = make_plan([first._replace(months=48), second], [])
    assert distance(plan, later) == 0
    assert distance(plan, make_plan([first], [])) == 1
    swapped = make_plan([first._replace(post=second.post), second._replace(post=first.post)], [])
    assert distance(plan, swapped) == 4


def test_without_time_there_is_no_alternative_and_no_claim() -> None:
    stop = threading.Event()
    stop.set()
    found = alternatives(near_run(two_posts(ALIKE)), 5, SECONDS, stop)
    assert (found.alternatives, found.exhausted, found.ended, found.proven) == ((), (), True, False)
    assert blocks(found, "en")[-1] == "No more were found in the time given; raise --time-limit."


def test_an_alternative_is_told_by_the_posts_that_others_hold() -> None:
    near = near_run(two_posts(UNLIKE), percent=40)
    found = alternatives(near, 1, SECONDS)
    run, other = ({s.post: s.cadre for s in plan.stints} for plan in found.plans)
    lines = alternative_lines(found, 1, found.alternatives[0], "en")
    assert lines[0] == "Plan 1: 4 from the nearest; no plan is farther (proved by cp-sat, highs)."
    assert [line.split(": ")[1] for line in lines[1:]] == [f"{run[p]} → {other[p]}" for p in (SECRETARY, CHAIR)]
    data = told(found)
    assert [row["cadre_id"] for row in data["alternatives"][0]["plan"]] == sorted(other.values())
    assert data["distances"] == [[0, 4], [4, 0]]
    assert [post["post_id"] for post in data["alternatives"][0]["posts"]] == [SECRETARY, CHAIR]
