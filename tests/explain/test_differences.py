"""What differs between two plans, on worlds that can be read at a glance."""

from dataclasses import replace

from optimizer.explain.differences import differences, fits, table_changes
from optimizer.law import law_on
from optimizer.plan import Plan
from optimizer.verify import judge
from tests.rules.tables import official, plan, world
from tests.worlds import START

PEOPLE = [official("AN"), official("BINH")]
CASE = world(PEOPLE)
DECIDED = {
    "decision_id": "Q1", "kind": "ban", "cadre_id": "AN", "post_id": "XA-CHAIR", "decided_by": "x",
    "decided_on": "2021-09-01", "reason": "x",
}  # fmt: skip
BANNED = world(PEOPLE, decisions=[DECIDED])
AN = plan(CASE, ("AN", "XA-CHAIR", 0, 36, "home"))
BINH = plan(CASE, ("BINH", "XA-CHAIR", 1, 36, "home"))


def test_a_plan_does_not_differ_from_itself() -> None:
    found = differences((CASE, AN), (CASE, AN))
    assert (found.changes, found.tables, found.settings) == ((), {}, ())
    assert found.same_data and found.together


def test_one_takes_the_post_of_the_other_where_their_times_overlap() -> None:
    an, binh = differences((CASE, AN), (CASE, BINH)).changes
    assert (an.cadre, an.yields_to, an.replaces) == ("AN", ("BINH",), ())
    assert (binh.cadre, binh.yields_to, binh.replaces) == ("BINH", (), ("AN",))
    assert (an.before.stint, an.after.stint) == (AN.stints[0], None)
    apart = plan(CASE, ("BINH", "XA-CHAIR", 2, 12, "home")), plan(CASE, ("AN", "XA-CHAIR", 0, 24, "home"))
    assert [change.yields_to for change in differences((CASE, apart[1]), (CASE, apart[0])).changes] == [(), ()]


def test_another_landing_alone_or_another_course_alone_is_a_change() -> None:
    stays = plan(CASE, ("AN", "XA-CHAIR", 0, 36, "stay"))
    taught = replace(AN, training=plan(CASE, sends=[("AN", "K")]).training)
    for other in (stays, taught):
        (change,) = differences((CASE, AN), (CASE, other)).changes
        assert change.before.stint == change.after.stint
        assert (change.yields_to, change.replaces) == ((), ())


def test_what_the_old_plan_breaks_in_the_new_data_is_told_of_the_person_it_concerns() -> None:
    found = differences((CASE, AN), (BANNED, BINH))
    assert found.together and not found.same_data
    assert found.tables == {"decisions": (0, 1)}
    assert "D01" in [breach.rule for breach in found.changes[0].broken]
    assert all(breach.facts["cadre"] == "AN" for breach in found.changes[0].broken)
    assert found.changes[1].broken == ()
    assert {b.rule for b in found.broken} | {b.rule for c in found.changes for b in c.broken} == {
        breach.rule for breach in judge(BANNED, AN).breaches
    }


def test_the_verdicts_are_the_definitions_own_both_by_the_second_case() -> None:
    found = differences((CASE, AN), (BANNED, BINH))
    assert found.verdicts == (judge(BANNED, AN), judge(BANNED, BINH))


def test_a_plan_with_keys_or_days_of_its_own_is_judged_by_its_own_case() -> None:
    alone = world(PEOPLE[1:])
    assert not fits(alone, AN) and fits(alone, BINH) and fits(alone, Plan())
    found = differences((CASE, AN), (alone, BINH))
    assert not found.together
    assert found.verdicts == (judge(CASE, AN), judge(alone, BINH))
    assert all(not change.broken for change in found.changes)
    later = world(PEOPLE, start=START.replace(year=2022, month=1))
    assert not fits(later, AN)


def test_the_law_alone_may_differ() -> None:
    other = replace(CASE, law=replace(law_on("2017", START), by_key=dict(CASE.law.by_key), regime="other"))
    assert not differences((CASE, AN), (other, AN)).same_data


def test_rows_of_tables_are_counted_on_either_side() -> None:
    assert table_changes(CASE.tables, BANNED.tables) == {"decisions": (0, 1)}
    assert table_changes(BANNED.tables, CASE.tables) == {"decisions": (1, 0)}
    longer = world(PEOPLE, horizon_months=48)
    assert differences((CASE, AN), (longer, AN)).settings == ("horizon_months",)
