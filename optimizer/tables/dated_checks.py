"""Checks that look at the calendar: service spells, and what the planning day makes plausible."""

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import pandas as pd

from optimizer.law import law_on
from optimizer.tables.checks import faults
from optimizer.tables.issues import Issue, issue
from optimizer.tables.settings import Settings
from optimizer.words import Authority

Frames = Mapping[str, pd.DataFrame]
FOREVER = pd.Timestamp("2999-12-31")


def check_for_overlapping_service(frames: Frames) -> Iterator[Issue]:
    """No two spells of a cadre overlap, unless one of them is a rotation away from a running post."""
    spells = frames["service"].sort_values(["cadre_id", "from_date", "_row"])
    spells = spells.assign(until=spells["to_date"].fillna(FOREVER))
    for kind in ("appointment", "rotation"):
        same = spells[spells["kind"] == kind]
        before = same.groupby("cadre_id")["until"].shift()
        row = same.groupby("cadre_id")["_row"].shift()
        over = same.assign(first=row.fillna(0).astype(int))[before >= same["from_date"]]
        yield from faults("overlapping_service", "service", "from_date", over, other="first")


def check_for_two_holders(frames: Frames) -> Iterator[Issue]:
    """A post has one running spell at most, and none if it is said to be vacant."""
    running = frames["service"]
    running = running[running["to_date"].isna() & (running["post_id"] != "")].sort_values("_row")
    first = running.groupby("post_id")["_row"].transform("min")
    again = running.assign(first=first)[running["_row"] != first]
    yield from faults("two_holders", "service", "post_id", again, other="first")
    posts = frames["posts"]
    held = posts[posts["vacant_since"].notna() & posts["post_id"].isin(running["post_id"])]
    yield from faults("not_vacant", "posts", "vacant_since", held)


def check_for_running_rotations(frames: Frames) -> Iterator[Issue]:
    """A running rotation has an expected end and a landing that exists."""
    spells = frames["service"]
    running = spells[spells["to_date"].isna() & (spells["kind"] == "rotation")]
    yield from faults("rotation_without_end", "service", "expected_end", running[running["expected_end"].isna()])
    known = {"", "home", "stay", *frames["landings"]["slot_id"]}
    lost = running[~running["landing_slot_id"].isin(list(known))]
    yield from faults("unknown_slot", "service", "landing_slot_id", lost)


def check_for_planning_day(frames: Frames, settings: Settings) -> Iterator[Issue]:
    """Nothing that was recorded lies after the planning day."""
    today = pd.Timestamp(settings.start)
    service, cadres, grades, posts = frames["service"], frames["cadres"], frames["grades"], frames["posts"]
    yield from faults("service_in_future", "service", "from_date", service[service["from_date"] > today])
    ended = service[service["to_date"] > today]
    yield from faults("future_date", "service", "to_date", ended)
    yield from faults("future_date", "posts", "vacant_since", posts[posts["vacant_since"] > today])
    for column in ("health_checked", "discipline_date", "youngest_child_birth"):
        yield from faults("future_date", "cadres", column, cadres[cadres[column] > today])
    age_days = (today - cadres["birth_date"]).dt.days
    strange = cadres[(age_days < 18 * 365) | (age_days > 70 * 366)]
    yield from faults("implausible_age", "cadres", "birth_date", strange)
    undated = cadres[(cadres["discipline"] != "none") & cadres["discipline_date"].isna()]
    yield from faults("discipline_undated", "cadres", "discipline_date", undated)
    yield from faults("future_grade", "grades", "year", grades[grades["year"] >= settings.start.year])


def check_for_units_in_force(frames: Frames, settings: Settings) -> Iterator[Issue]:
    """Posts and cadres are in units that exist on the planning day."""
    today = pd.Timestamp(settings.start)
    units = frames["units"]
    gone = (units["valid_from"] > today) | (units["valid_to"] < today).fillna(value=False)
    closed = set(units.loc[gone, "unit_id"])
    for table in ("posts", "cadres"):
        frame = frames[table]
        yield from faults("unit_not_valid", table, "unit_id", frame[frame["unit_id"].isin(list(closed))])


def check_for_grades(frames: Frames, settings: Settings) -> Iterator[Issue]:
    """Each cadre has grades for the three years before the planning day."""
    grades, cadres = frames["grades"], frames["cadres"]
    recent = grades[grades["year"].between(settings.start.year - 3, settings.start.year - 1)]
    count = cadres["cadre_id"].map(recent.groupby("cadre_id")["year"].nunique()).fillna(0)
    yield from faults("missing_grades", "cadres", "cadre_id", cadres[count < 3])


def check_for_budget_years(frames: Frames, settings: Settings) -> Iterator[Issue]:
    """Each calendar year of the horizon has a budget."""
    last = settings.start.year + (settings.start.month - 1 + settings.horizon_months - 1) // 12
    for year in sorted(set(range(settings.start.year, last + 1)) - set(frames["budget"]["year"])):
        yield issue("missing_budget", "budget", None, "year", year=year)


def check_for_waivers(frames: Frames, settings: Settings) -> Iterator[Issue]:
    """Waivers name rules of the rule book that may be waived, by whom may waive them, and are in force."""
    rules, waivers = law_on(settings.regime, settings.start).rules, frames["waivers"]
    known = waivers["rule_id"].isin(list(rules))
    yield from faults("unknown_rule", "waivers", "rule_id", waivers[~known])
    waivers = waivers[known]
    needed = [rules[rule].waivable_by for rule in waivers["rule_id"]]
    nobody = np.array([who == Authority.NOBODY for who in needed], dtype=bool)
    yield from faults("unwaivable_rule", "waivers", "rule_id", waivers[nobody])
    below = np.array([Authority(w).rank < n.rank for w, n in zip(waivers["authority"], needed, strict=True)], dtype=bool)
    wrong = waivers.assign(needed=[str(who) for who in needed])[(below & ~nobody) | (waivers["authority"] == "none")]
    yield from faults("wrong_authority", "waivers", "authority", wrong, needed="needed")
    today = pd.Timestamp(settings.start)
    out_of_date = waivers[(waivers["to_date"] < today) | (waivers["from_date"] > today)]
    yield from faults("waiver_out_of_date", "waivers", "to_date", out_of_date)


def start_fault(regime: str, start: date) -> str:
    """Why a regime cannot be planned under on a day; empty when it can."""
    from optimizer.errors import UsageError

    try:
        law_on(regime, start)
    except UsageError as fault:
        return str(fault)
    return ""
