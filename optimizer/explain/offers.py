"""What may be changed to fill a vacancy, by kind: which rows it frees, and what is done to the tables then."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

import pandas as pd

from optimizer.case import Case
from optimizer.explain.constrained import PAIR
from optimizer.explain.corrections import change_of, named_remedy
from optimizer.explain.remedies import Remedy, course_like
from optimizer.explain.vacancies import Vacancy
from optimizer.law import add_months
from optimizer.plan import Plan
from optimizer.rules.gates.theory_needed import latest_end
from optimizer.stints import pairs, with_lengths, with_starts, with_worth


@dataclass(frozen=True)
class Search:
    """A plan of a case that leaves a post vacant, until the monotonic clock says so or `stop` is set.

    `money`: budgets may be raised beside other changes; not so where money alone is enough.
    """

    case: Case
    plan: Plan
    vacancy: Vacancy
    until: float
    stop: Event
    money: bool = True


def elsewhere(search: Search) -> Plan:
    """What the plan does for people in other posts: the part that every way keeps."""
    stints = tuple(s for s in search.plan.stints if s.post != search.vacancy.post)
    others = {stint.cadre for stint in search.plan.stints} - {stint.cadre for stint in stints}
    landings = tuple(x for x in search.plan.landings if x.cadre not in others)
    return Plan(stints, landings, tuple(t for t in search.plan.training if t.cadre not in others))


def kept_stints(search: Search, case: Case) -> pd.DataFrame:
    """The stints of the plan, with their facts."""
    rows = [(s.cadre, s.post, case.period(s.start), s.months) for s in elsewhere(search).stints]
    wanted = pd.DataFrame(rows, columns=[*PAIR, "start", "months"])
    every = pairs(case)
    mine = every[pd.MultiIndex.from_frame(every[PAIR]).isin(pd.MultiIndex.from_frame(wanted[PAIR]))]
    offered = with_lengths(case, with_starts(case, mine))
    keys = pd.MultiIndex.from_frame(offered[[*PAIR, "start", "months"]])
    return with_worth(case, offered[keys.isin(pd.MultiIndex.from_frame(wanted))].reset_index(drop=True))


def candidates(search: Search) -> pd.DataFrame:
    """Every stint in the post of people whom the plan does not place elsewhere; `early` marks those that would empty
    another key post before its holder's time is over, which are there for the courses of such people only.
    """
    case, placed = search.case, {stint.cadre for stint in elsewhere(search).stints}
    every = pairs(case)
    ours = every[(every["post_id"] == search.vacancy.post) & ~every["cadre_id"].isin(placed)]
    frame = with_lengths(case, with_starts(case, ours))
    others = case.posts[case.posts["key"] & (case.posts["post_id"] != search.vacancy.post)]
    done = (others["opens"] + (others["held_months"] > 0)).groupby(others["incumbent_id"]).max()
    early = frame["start"] < done.reindex(frame["cadre_id"]).fillna(0).to_numpy()
    taught = frame["cadre_id"].isin([training.cadre for training in search.plan.training])
    frame = frame.assign(early=early)[~early | taught].reset_index(drop=True)
    return with_worth(case, frame).set_index(-1 - frame.index)


def _waive(search: Search) -> Callable[[str, str], str]:
    """Every change that somebody may sign."""
    return lambda rule, place: change_of(search.case, rule, place) if search.money or rule != "C25" else ""


def _pay(search: Search) -> Callable[[str, str], str]:
    """Money."""
    return lambda rule, place: change_of(search.case, rule, place) if search.money and rule == "C25" else ""


def _widen(search: Search) -> Callable[[str, str], str]:
    """People put into the succession plan, and money."""
    pay = _pay(search)
    return lambda rule, place: change_of(search.case, rule, place) if rule == "C03" else pay(rule, place)


def _teach(search: Search) -> Callable[[str, str], str]:
    """More seats in a course, one more course like one of the table if it can end in time, and money."""
    case, like = search.case, course_like(search.case, search.vacancy.post)
    months = int(like["months"].iloc[0]) if len(like) and case.settings.training else None
    pay = _pay(search)
    starts = dict(enumerate(candidates(search)["start"], start=len(kept_stints(search, case))))

    def group(rule: str, place: str) -> str:
        """The course that frees a row; the last part of a gate's place is the number of the stint."""
        if rule == "C43" and "|" not in place:
            return f"{rule}|{place}"
        if rule != "C09" or months is None:
            return pay(rule, place)
        pair, number = place.rsplit("|", 1)
        ends = add_months(case.start, months)
        return f"C09|{pair}" if ends <= latest_end(case, case.day(starts[int(number)])) else ""

    return group


def _nothing(_: Search) -> Callable[[str, str], str]:
    """No change."""
    return lambda rule, place: ""


GROUPS = {"later": _nothing, "money": _pay, "course": _teach, "pool": _widen, "change": _waive}


def _of_course(case: Case, rule: str, place: str, plan: Plan) -> Remedy:
    """The change that a switch stands for, where courses are on offer."""
    if rule == "C43":
        return Remedy("seats", rule, place, sum(training.course == place for training in plan.training))
    return Remedy("course", rule, place) if rule == "C09" else named_remedy(case, rule, place, plan)


def _of_pool(case: Case, rule: str, place: str, plan: Plan) -> Remedy:
    """The change that a switch stands for, where the succession plan is on offer."""
    years = [s.start.year for s in plan.stints if f"{s.cadre}|{s.post}" == place]
    return Remedy("pool", rule, place, years[0]) if years else named_remedy(case, rule, place, plan)


NAMED = {"later": named_remedy, "money": named_remedy, "course": _of_course, "pool": _of_pool, "change": named_remedy}
