"""What goals measure: vacant months of key posts and months in which a team lacks what it needs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from optimizer.case import Ask, Case
from optimizer.options import Options
from optimizer.plan import Plan, Stint, departures, seats
from optimizer.program import Desk
from optimizer.words import CourseKind, Kind


def vacant_months(case: Case, plan: Plan) -> Iterator[tuple[str, int, int]]:
    """(post, period, months) for every key post that nobody holds in a period.

    In the period in which an incumbent's time ends, the months that he still serves are not vacant.
    """
    held, gone = seats(case, plan), departures(case, plan)
    for post in case.post.values():
        for t in range(case.periods):
            if post.key and post.priority and not held.get((post.post_id, t)):
                left_before = min(gone.get(post.incumbent_id, [case.periods])) <= t
                served = post.held_months if t == post.opens and not left_before else 0
                yield post.post_id, t, case.period_months - served


def shortfalls(case: Case, plan: Plan) -> Iterator[tuple[Ask, int, int]]:
    """(ask, period, people missing) wherever the team of a commune lacks someone."""
    team: dict[tuple[str, int], list[str]] = {}
    for (post, t), sitting in seats(case, plan).items():
        team.setdefault((case.post[post].unit_id, t), []).extend(seat.cadre for seat in sitting)
    taught = taught_levels(case, plan)
    for ask in case.asks:
        for t in range(case.periods):
            levels = [
                max([case.skill.get((cadre, ask.skill), 0), *(n for at, n in taught[cadre, ask.skill] if at <= t)])
                for cadre in team.get((ask.unit, t), [])
            ]
            able = sum(level >= ask.level for level in levels)
            if able < ask.people:
                yield ask, t, ask.people - able


def taught_levels(case: Case, plan: Plan) -> Mapping[tuple[str, str], list[tuple[int, int]]]:
    """(period from which it counts, level) of what each (cadre, skill) is taught by the plan's courses."""
    taught: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for cadre, course_id in (t for t in plan.training if t.course in case.course):
        course = case.course[course_id]
        if course.course_kind != CourseKind.THEORY:
            taught[cadre, course.gives].append((course.counts_from, int(course.level)))
    return taught


def vacancies(case: Case, options: Options, desk: Desk) -> pd.DataFrame:
    """Slack columns for vacant key posts: post_id, unit_id, t, months, priority, weakness_percent, column.

    Holders of the post in the period + vacant ≥ 1. A second column counts the months an incumbent would have
    served in the period his time ends, if he has left: early ≥ vacant + his departures - 1.
    """
    posts = case.posts[case.posts["key"] & (case.posts["priority"] > 0)]
    wanted = ["post_id", "unit_id", "incumbent_id", "opens", "held_months", "priority", "weakness_percent"]
    frame = posts[wanted].merge(pd.DataFrame({"t": np.arange(case.periods)}), how="cross")
    partly = (frame["t"] == frame["opens"]) & (frame["held_months"] > 0)
    frame["months"] = case.period_months - np.where(partly, frame["held_months"], 0)
    frame["column"] = desk.slack("vacant", list(frame["post_id"] + "|" + frame["t"].astype(str)), 1)
    keys = ["post_id", "t"]
    held = options.presence.merge(frame[keys], on=keys)
    terms = pd.concat([held[[*keys, "column", "coef"]], frame[[*keys, "column"]].assign(coef=1)])
    desk.at_least("vacant", terms, keys, 1)
    return pd.concat([frame, _left_early(options, desk, frame[partly])], ignore_index=True)


def _left_early(options: Options, desk: Desk, partly: pd.DataFrame) -> pd.DataFrame:
    """The second columns of `vacancies`, for incumbents who may leave before their time ends."""
    leaving = options.stints[["cadre_id", "start", "column"]].rename(columns={"column": "stint"})
    leaving = partly.merge(leaving, left_on="incumbent_id", right_on="cadre_id")
    leaving = leaving[leaving["start"] <= leaving["t"]]
    partly = partly[partly["post_id"].isin(leaving["post_id"])]
    early = partly.assign(months=partly["held_months"], column=desk.slack("early", list(partly["post_id"]), 1))
    parts = [early.assign(coef=-1), partly.assign(coef=1), leaving.assign(column=leaving["stint"], coef=1)]
    desk.at_most("early", pd.concat(parts), ["post_id"], 1)
    return early


def team_shortfalls(case: Case, options: Options, desk: Desk) -> pd.DataFrame:
    """Slack columns for people a team lacks: unit_id, skill, level, weight, count, ask, t, column.

    Team members with the skill at the level, by nature or by a course, + short ≥ count.
    """
    asks = pd.DataFrame(case.asks, columns=["unit_id", "skill", "level", "weight", "count"])
    asks = asks.astype({"level": np.int64, "weight": np.int64, "count": np.int64})
    asks["ask"] = asks["unit_id"] + ":" + asks["skill"] + asks["level"].astype(str) + ":" + asks.index.astype(str)
    frame = asks.merge(pd.DataFrame({"t": np.arange(case.periods)}), how="cross")
    places = list(frame["ask"] + "|" + frame["t"].astype(str))
    frame["column"] = desk.slack("short", places, frame["count"].to_numpy())
    able = case.skills.merge(asks, on="skill", suffixes=("_had", ""))
    able = able.loc[able["level_had"] >= able["level"], ["cadre_id", "unit_id", "ask", "count"]]
    members = options.presence.merge(able, on=["cadre_id", "unit_id"])
    trained = trained_members(case, asks, options, desk)
    wanted = ["ask", "t", "column", "coef", "count"]
    terms = pd.concat([members[wanted], trained[wanted], frame[[*wanted[:3], "count"]].assign(coef=1)])
    desk.at_least("short", terms, ["ask", "t"], "count")
    return frame


def trained_members(case: Case, asks: pd.DataFrame, options: Options, desk: Desk) -> pd.DataFrame:
    """Columns that are 1 only for a team member who took a course that gives what the commune asks.

    ask, t, count, column, coef; trained ≤ presence of the cadre in the team, trained ≤ Σ his fitting courses.
    """
    had = case.skills.rename(columns={"level": "had"})
    fitting = options.courses.rename(columns={"gives": "skill", "level": "given", "column": "course"})
    fitting = fitting.merge(asks, on="skill").merge(had, on=["cadre_id", "skill"], how="left")
    fitting = fitting[~(fitting["had"] >= fitting["level"]) & (fitting["level"] <= fitting["given"])]
    there = options.presence[["cadre_id", "unit_id", "t", "column", "coef"]]
    seated = there[["cadre_id", "unit_id", "t"]].drop_duplicates().merge(fitting, on=["cadre_id", "unit_id"])
    seated = seated[seated["t"] >= seated["counts_from"]]
    key = ["cadre_id", "unit_id", "ask", "t"]
    frame = seated[[*key, "count"]].drop_duplicates().reset_index(drop=True)
    names = list(frame["cadre_id"] + "|" + frame["ask"] + "|" + frame["t"].astype(str))
    frame = frame.assign(column=desk.slack("trained", names, 1), coef=1)
    present = frame[key].merge(there, on=["cadre_id", "unit_id", "t"])
    taken = seated[key].assign(column=seated["course"], coef=1)
    for source, terms in (("present", present), ("taught", taken)):
        desk.at_most(source, pd.concat([frame, terms.assign(coef=-terms["coef"])]), key, 0)
    return frame


def handed_over(case: Case, plan: Plan, stint: Stint) -> bool:
    """True when the incumbent can still be in the post to hand it over: his time lasts until the start, and the plan
    moves him no sooner.
    """
    row, start = case.post[stint.post], case.period(stint.start)
    leaves = departures(case, plan).get(row.incumbent_id, [])
    return bool(row.incumbent_id) and 0 < start <= min([row.opens, *leaves])


def handovers(case: Case, options: Options, desk: Desk) -> np.ndarray:
    """Columns whose sum is the number of handovers: stints of newcomers, or slacks where the incumbent may leave sooner.

    Handovers of a post at a start ≥ newcomers - newcomers there may be × departures of the incumbent before it.
    """
    posts, key = case.posts.loc[case.posts["incumbent_id"] != "", ["post_id", "incumbent_id", "opens"]], ["post_id", "t"]
    new = options.stints[options.stints["kind"] != Kind.REAPPOINTMENT].rename(columns={"start": "t"})
    new = new[[*key, "column"]].merge(posts, on="post_id")
    new = new[new["t"].between(1, new["opens"])]
    leaving = options.stints[["cadre_id", "start", "column"]]
    gone = new.groupby([*key, "incumbent_id"], as_index=False).agg(count=("column", "size"))
    gone = gone.merge(leaving, left_on="incumbent_id", right_on="cadre_id").query("start < t")
    counts = gone[[*key, "count"]].drop_duplicates()
    unsure = new.merge(counts, on=key)
    slack = desk.slack("handover", list(counts["post_id"] + "|" + counts["t"].astype(str)), counts["count"].to_numpy())
    terms = [counts.assign(column=slack, coef=1), unsure.assign(coef=-1), gone.assign(coef=gone["count"])]
    desk.at_least("handover", pd.concat(terms)[[*key, "column", "coef"]], key, 0)
    return np.concatenate([new.loc[~new["column"].isin(unsure["column"]), "column"].to_numpy(), slack])
