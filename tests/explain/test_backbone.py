"""The backbone of a run beside every plan of small worlds, listed one by one; each claim by a proof or a witness."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from optimizer.commands.backbone import row, told
from optimizer.explain.backbone import Backbone, Bone, Fate, backbone
from optimizer.plan import Plan
from optimizer.report.sentences import post_title
from tests.explain.near_runs import Fits, about_as_good, lawful_plans, near_run, two_posts

SECONDS = 30.0
UNLIKE: Fits = ((80, 60, 90), (50, 70, 20))
ALIKE: Fits = ((80, 80, 80), (80, 80, 80))
ONE_IS_BEST: Fits = ((800, 100, 100), (300, 300, 300))


@pytest.mark.parametrize(
    ("fits", "lengths", "percent", "fates"),
    [
        (UNLIKE, (36,), 0, [Fate.FIXED, Fate.FIXED]),
        (UNLIKE, (36,), 40, [Fate.FREE, Fate.FREE]),
        (UNLIKE, (36, 48), 0, [Fate.HELD, Fate.HELD]),
        (ALIKE, (36,), 0, [Fate.FREE, Fate.FREE]),
        (ONE_IS_BEST, (36,), 0, [Fate.FIXED, Fate.FREE]),
        (ONE_IS_BEST, (36, 48), 0, [Fate.HELD, Fate.FREE]),
    ],
)
def test_the_fate_of_each_stint_is_that_of_all_plans_listed(
    fits: Fits, lengths: tuple[int, ...], percent: float, fates: list[Fate]
) -> None:
    near = near_run(two_posts(fits, lengths), percent)
    plans = about_as_good(near, lawful_plans(fits, lengths))
    assert near.plan in plans
    answer = backbone(near, SECONDS)
    for bone in answer.bones:
        there = all(bone.stint in plan.stints for plan in plans)
        held = all(has(plan, bone) for plan in plans)
        assert bone.fate == (Fate.FIXED if there else Fate.HELD if held else Fate.FREE), bone
        others = {s.cadre for plan in plans for s in plan.stints if s.post == bone.stint.post}
        assert set(bone.others) <= others - {bone.stint.cadre}
        assert_shown(answer, bone)
    assert [bone.fate for bone in answer.bones] == fates
    assert all(plan in plans for plan in answer.plans)
    assert answer.decided and not answer.interrupted


def has(plan: Plan, bone: Bone) -> bool:
    """True when a plan has the cadre of a bone in its post."""
    return any((s.cadre, s.post) == (bone.stint.cadre, bone.stint.post) for s in plan.stints)


def assert_shown(answer: Backbone, bone: Bone) -> None:
    """What is held has an exact bound or both engines for its proof; what is not fixed has a plan that shows it."""
    proofs = [("bound",), ("cp-sat", "highs")]
    assert bone.proved_by in {Fate.FIXED: [("certificate",), *proofs], Fate.HELD: proofs}.get(bone.fate, [()])
    if bone.fate == Fate.FIXED:
        assert bone.witness is None
        return
    assert bone.witness is not None
    shown = answer.plans[bone.witness]
    assert bone.stint not in shown.stints
    assert has(shown, bone) == (bone.fate == Fate.HELD)


def test_columns_that_the_certificate_calls_certain_are_in_every_plan() -> None:
    certain = 0
    for fits in (UNLIKE, ALIKE, ONE_IS_BEST):
        near = near_run(two_posts(fits))
        chosen = [near.model.decisions(plan) for plan in about_as_good(near, lawful_plans(fits, (36,)))]
        marked = near.certain[: near.program.decisions]
        assert all(columns[marked].all() for columns in chosen)
        certain += int(marked.sum())
    assert certain


def test_the_run_is_among_the_plans_about_as_good_as_itself() -> None:
    near = near_run(two_posts(UNLIKE))
    assert near.program.admits(near.x)
    assert np.array_equal(near.x[: near.program.decisions], near.model.decisions(near.plan))
    assert [(kept.tier.name, kept.tier.tolerance) for kept in near.kept][-1] == ("worth", 1)
    wider = near_run(two_posts(UNLIKE), percent=10)
    assert wider.kept[-1].tier.tolerance == abs(wider.kept[-1].value) // 10 > 1
    assert wider.kept[0].tier.tolerance == 1


def test_without_time_nothing_is_claimed_but_what_the_certificate_shows() -> None:
    near, stop = near_run(two_posts(ONE_IS_BEST)), threading.Event()
    stop.set()
    answer = backbone(near, SECONDS, stop)
    assert answer.interrupted and not answer.decided
    assert [(bone.fate, bone.proved_by) for bone in answer.bones] == [
        (Fate.FIXED, ("certificate",)), (Fate.OPEN, ())
    ]  # fmt: skip


def test_each_fate_has_its_words() -> None:
    near = near_run(two_posts(ALIKE, (36, 48)))
    free = backbone(near, SECONDS).bones[0]
    stint = f"{free.stint.cadre}: {post_title(near.case, free.stint.post, 'vi')}, 01/10/2021 – "
    assert row(near.case, free, "vi")[0].startswith(stint)
    assert row(near.case, free, "vi")[1:] == ("tự do", "—", ", ".join(free.others))
    held = replace(free, fate=Fate.HELD, proved_by=("bound", "highs"), others=())
    assert row(near.case, held, "en")[1:] == ("always this cadre in this post; other days", "exact LP bound, highs", "—")
    undated = replace(held, witness=None)
    assert row(near.case, undated, "vi")[1] == "luôn người này ở chức danh này; ngày chưa xác định"
    assert row(near.case, replace(free, fate=Fate.OPEN), "en")[1] == "not decided in the time given"


def test_what_is_told_as_data_is_a_plan_that_can_be_judged() -> None:
    near = near_run(two_posts(ALIKE))
    found = backbone(near, SECONDS)
    data = told(near, found)
    assert [tier["tier"] for tier in data["within"]] == [kept.tier.name for kept in near.kept]
    for stint in data["stints"]:
        rows = data["plans"][stint["witness"]]
        assert (stint["cadre_id"], stint["post_id"]) not in {(row["cadre_id"], row["post_id"]) for row in rows}
        assert all(row["landing"] for row in rows)
