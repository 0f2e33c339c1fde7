"""What fills a post that a plan leaves vacant: the smallest of each kind, applied and shown to do it, all else kept."""

import threading
import time
from collections.abc import Collection
from datetime import date
from typing import Any

import pytest

from optimizer.case import Case
from optimizer.commands.fillings import lines
from optimizer.errors import VerificationError
from optimizer.explain.fillings import KINDS, Filled, Filling, Vacated, _filling, fillings, vacant, ways_of
from optimizer.explain.offers import Search
from optimizer.explain.remedies import applied
from optimizer.explain.vacancies import vacancies
from optimizer.plan import Plan
from optimizer.report.fillings_view import way_words
from optimizer.verify import judge
from tests.rules.tables import holds, official, plan, world

CHAIR, OTHER = "XA-CHAIR", "XB-CHAIR"
BOTH = ("cp-sat", "highs")
NAMES = ("AN", "BINH", "CHI")
COURSE = {"course_id": "K", "course_kind": "theory", "gives": "intermediate", "level": "", "months": 6}


def office(*, planned: Collection[str] = NAMES, facts: Any = None, posts: str = CHAIR, **given: Any) -> Case:
    """An office of three deputies, of whom one may be away at a time, and communes with a vice chair of their own; who
    is not planned may take no post.
    """
    people = [official(name, **(facts or {})) for name in NAMES]
    people += [official(f"VICE-{unit}", unit, "VICE", party_member=0) for unit in ("XA", "XB")]
    sitting = [holds(f"VICE-{unit}", f"{unit}-VICE", date(2030, 1, 1)) for unit in ("XA", "XB")]
    rows = [{"cadre_id": name} for name in planned] or [{"cadre_id": "VICE-XA"}]
    given = {"lengths_months": [36], "service": sitting, **given}
    return world(people, f"{posts} XA-VICE XB-VICE", succession=rows, **given)


def asked(case: Case, made: Plan, post: str = CHAIR, kinds: Collection[str] = KINDS) -> Vacated:
    """What fills the first vacancy of a post, each way judged again by the definitions in the changed tables."""
    vacancy = next(v for v in vacancies(case, made) if v.post == post)
    found = fillings(Search(case, made, vacancy, time.monotonic() + 100, threading.Event()), tuple(kinds))
    for way in found.ways:
        after = applied(case, way.remedies, post)
        assert judge(after, way.plan).lawful
        assert not {t for p, t in vacant(after, way.plan) if p == post and way.first <= t <= vacancy.last}
        assert {s for s in made.stints if s.post != post} <= set(way.plan.stints)
    return found


def way(found: Vacated, kind: str) -> Filling:
    """The way of a kind."""
    return next(one for one in found.ways if one.kind == kind)


def changes(found: Vacated, kind: str) -> list[str]:
    """Kind and place of each change of a way."""
    return [f"{remedy.kind} {remedy.place}" for remedy in way(found, kind).remedies]


def test_what_needs_no_change_makes_other_ways_needless() -> None:
    found = asked(office(), Plan())
    assert [(one.kind, one.first, one.remedies) for one in found.ways] == [("later", 0, ())]


def test_vacancies_for_which_there_is_no_time_are_told_without_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    case = office(posts=f"{CHAIR} {OTHER}")
    counted: list[tuple[int, int]] = []
    with monkeypatch.context() as patched:
        patched.delattr("optimizer.explain.fillings.keeping")  # seconds for each: no model is built after the end
        late = ways_of(case, Plan(), 0.0, threading.Event(), lambda done, of: counted.append((done, of)))
    assert [(one.vacancy.post, one.ways, one.none) for one in late] == [(CHAIR, (), {}), (OTHER, (), {})]
    assert counted == [(1, 2), (2, 2)]
    found = ways_of(case, Plan(), 60.0, threading.Event(), post=OTHER, first_only=True)
    assert [(one.vacancy.post, [way.kind for way in one.ways]) for one in found] == [(OTHER, ["later"])]


def test_a_later_start_is_the_earliest_that_needs_no_change() -> None:
    case = office(facts={"theory": "none"}, courses=[COURSE | {"months": 18}])
    found = asked(case, Plan())
    assert way(found, "later").first == 2 and way(found, "later").plan.training
    assert changes(found, "change") and way(found, "change").first == 0


def test_a_wider_pool_is_one_more_row_of_the_succession_plan() -> None:
    found = asked(office(planned=()), Plan())
    (change,) = changes(found, "pool")
    assert change in [f"pool {name}|{CHAIR}" for name in NAMES]
    assert changes(found, "change") == [change.replace("pool", "waive")]
    assert way(found, "pool").proved_by == BOTH
    assert found.none == {"later": BOTH, "money": BOTH, "course": BOTH} and found.settled


def test_a_full_course_gets_one_more_place_and_a_late_one_is_held_once_more_at_once() -> None:
    untaught = {"theory": "none"}
    full = asked(office(facts=untaught, courses=[COURSE | {"seats": 0}]), Plan())
    assert changes(full, "course") == ["seats K"] and way(full, "course").remedies[0].value == 1
    assert way(full, "course").first == 1, "the course ends after the first day"
    late = asked(office(facts=untaught, courses=[COURSE | {"starts": date(2026, 1, 1)}]), Plan())
    (change,) = changes(late, "course")
    assert change.startswith("course ")
    assert way(late, "course").plan.training


@pytest.mark.parametrize("given", [{"courses": []}, {"courses": [COURSE | {"months": 30}]}])
def test_without_a_course_that_could_end_in_time_there_is_none_of_that_kind(given: Any) -> None:
    found = asked(office(facts={"theory": "none"}, **given), Plan(), kinds=["course"])
    assert found.ways == () and found.none == {"course": BOTH}


def test_people_in_other_posts_stay_and_the_floor_of_the_office_gives_way() -> None:
    case = office(posts=f"{CHAIR} {OTHER}")
    made = plan(case, ("AN", OTHER, 0, 36, "home"))
    found = asked(case, made)
    assert changes(found, "change") == [f"waive OFFICE|{t}" for t in range(3)]
    assert set(found.none) == {"later", "money", "course", "pool"}


def test_nobody_is_taken_from_another_key_post_before_his_time_there_is_over() -> None:
    people = [official("SITS", "XB", "CHAIR", leader=0), official("VICE", "XA", "VICE", party_member=0)]
    service = [holds("SITS", OTHER, date(2022, 6, 30)), holds("VICE", "XA-VICE", date(2030, 1, 1))]
    case = world(people, f"{CHAIR} {OTHER} XA-VICE", service=service)
    found = asked(case, Plan())
    assert way(found, "later").first == 1, "not in the year in which he still serves nine months"
    assert {one.first for one in found.ways} == {1}


def test_a_way_by_which_another_post_is_vacant_for_longer_is_refused() -> None:
    people = [official("SITS", "XB", "CHAIR", leader=0), official("VICE", "XA", "VICE", party_member=0)]
    service = [holds("SITS", OTHER, date(2022, 6, 30)), holds("VICE", "XA-VICE", date(2030, 1, 1))]
    case = world(people, f"{CHAIR} {OTHER} XA-VICE", service=service)
    vacancy = next(v for v in vacancies(case, Plan()) if v.post == CHAIR)
    early = plan(case, ("SITS", CHAIR, 0, 60))  # nine months before his time in the other post is over
    search = Search(case, Plan(), vacancy, time.monotonic() + 60, threading.Event())
    with pytest.raises(VerificationError, match=f"{OTHER} 0"):
        _filling(search, "later", (), 0, early, ())


def test_what_people_in_other_posts_are_taught_is_kept_too() -> None:
    sits = official("SITS", "XB", "CHAIR", leader=0, theory="none")
    people = [official("AN"), sits, official("VICE", "XA", "VICE", party_member=0)]
    service = [holds("SITS", OTHER, date(2030, 1, 1)), holds("VICE", "XA-VICE", date(2030, 1, 1))]
    case = world(people, f"{CHAIR} {OTHER} XA-VICE", service=service, courses=[COURSE])
    made = plan(case, sends=[("SITS", "K")])
    found = asked(case, made)
    assert all(one.plan.training[0] == ("SITS", "K") for one in found.ways)
    assert {stint.cadre for one in found.ways for stint in one.stints} == {"AN"}


def test_who_comes_to_the_post_later_may_come_sooner() -> None:
    case = office()
    made = plan(case, ("AN", CHAIR, 1, 36, "home"))
    found = asked(case, made)
    assert found.ways[0].first == 0 and found.ways[0].remedies == ()


def test_where_money_is_enough_other_ways_do_without_it() -> None:
    units = [{"unit_id": "XA", "edc": True, "region_class": "III"}]
    budget = [{"year": year, "amount_vnd": 0} for year in range(2021, 2027)]
    found = asked(office(units=units, budget=budget), Plan())
    assert {remedy.kind for remedy in way(found, "money").remedies} == {"budget"}
    assert set(found.none) == {"later", "course", "pool", "change"}
    both = asked(office(planned=(), units=units, budget=budget), Plan())
    assert {remedy.kind for remedy in way(both, "pool").remedies} == {"budget", "pool"}
    assert "money" in both.none


def test_what_nobody_may_waive_leaves_no_way() -> None:
    found = asked(office(facts={"health_checked": date(2021, 3, 1)}), Plan())
    assert found.ways == () and set(found.none) == set(KINDS) and found.settled


def test_a_plan_that_is_not_one_of_the_case_is_refused() -> None:
    case = office(posts=f"{CHAIR} {OTHER}")
    vacancy = next(v for v in vacancies(case, Plan()) if v.post == CHAIR)
    wrong = plan(case, ("AN", OTHER, 0, 36, "home"), sends=[("AN", "NOWHERE")])
    with pytest.raises(VerificationError):
        fillings(Search(case, wrong, vacancy, time.monotonic() + 60, threading.Event()))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("vi", ("Chủ tịch, XA: trống từ 01/10/2021, 36 tháng. Không ai qua được các điều kiện", "Mở rộng nguồn:",
                "vào quy hoạch chức danh Chủ tịch (2018–2030)", "Miễn C03 Thuộc quy hoạch: cán bộ ",
                "(cấp quyết định: Ban Thường vụ Huyện ủy)", "Khi đó: ",
                "Không có cách nào cùng loại ít hệ trọng hơn (cp-sat, highs chứng minh).",
                "Đào tạo: không có cách nào (cp-sat, highs chứng minh).", "không chức danh nào khác trống lâu hơn")),
        ("en", ("Chair, XA: vacant from 01/10/2021, 36 months. Nobody passes the gates", "A wider pool:",
                "into the succession plan for Chair (2018–2030)", "Waive C03 In the succession plan: cadre ",
                "Then: ", "A later start: there is no way (proved by cp-sat, highs).")),
    ],
)  # fmt: skip
def test_cause_and_ways_are_told_in_sentences(lang: Any, words: tuple[str, ...]) -> None:
    case = office(planned=())
    page = " ".join(lines(Filled(case, Plan(), CHAIR, (asked(case, Plan()),), interrupted=False), lang))
    assert [word for word in words if word not in page] == []


def test_where_names_are_given_a_way_calls_people_by_them() -> None:
    case = office(planned=())
    found = asked(case, Plan())
    names = {cadre: f"Người {cadre}" for cadre in case.cadre}
    told = {way.kind: way_words(case, found.vacancy, way, "vi", names) for way in found.ways}
    assert {"pool", "change"} <= set(told)
    for way in found.ways:
        _, changes, then = told[way.kind]
        people = {way.stints[0].cadre} if way.kind == "pool" else set()
        assert all(f"Người {cadre} ({cadre})" in changes[0] for cadre in people)
        assert "Người " in " ".join(changes) and f"Người {way.stints[0].cadre} (" in then[0]


def test_a_post_that_the_plan_fills_is_told_by_whom() -> None:
    case = office()
    made = plan(case, ("AN", CHAIR, 0, 36, "home"))
    told = lines(Filled(case, made, CHAIR, (), interrupted=False), "en")
    assert "does not leave this post vacant" in told[0] and told[1].startswith("By the plan: AN takes Chair")
    assert lines(Filled(case, None, CHAIR, (), interrupted=False), "vi")[0].startswith("Chưa có phương án")
