"""A case: valid tables, the law on the planning day, and a grid of periods."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from optimizer.facts import cadre_facts, heads_since, left_hardest, post_facts
from optimizer.law import Law, add_months, law_on, months_between
from optimizer.mergers import Change
from optimizer.openings import day_after
from optimizer.tables import Settings, Tables
from optimizer.words import CourseKind, Kind


class Ask(NamedTuple):
    """What a commune asks of its team: `people` who have `skill` at `level`."""

    unit: str
    skill: str
    level: int
    weight: int
    people: int


@dataclass(frozen=True, eq=False)
class Case:
    """One planning job. `cadres` and `posts` are tables with facts, sorted by key.

    It never changes and is equal only to itself: what rules read off it may be kept (lru_cache).

    Periods are numbered from 0; period t begins `t * period_months` after `start`. `law` is that of the settings, or of
    another regime as if it were in force (then `law.day` is not `start`); `changes` is what the mapping of units did.
    """

    settings: Settings
    law: Law
    tables: Tables
    cadres: pd.DataFrame
    posts: pd.DataFrame
    changes: tuple[Change, ...] = ()

    @property
    def start(self) -> date:
        """The first day of the plan, which is also the planning day."""
        return self.settings.start

    @property
    def period_months(self) -> int:
        """Length of one period, in months."""
        return self.settings.period_months

    @property
    def horizon_months(self) -> int:
        """Length of the plan, in months."""
        return self.settings.horizon_months

    @property
    def lengths_months(self) -> tuple[int, ...]:
        """Lengths at which rotations are offered: the case's own list, or all between the legal limits."""
        if self.settings.lengths_months:
            return tuple(self.settings.lengths_months)
        shortest, longest = self.law["min_tenure_months"].value, self.law["max_tenure_months"].value
        first = -(-shortest // self.period_months) * self.period_months
        return tuple(range(first, longest + 1, self.period_months))

    @property
    def periods(self) -> int:
        """Number of periods; as an index it is the bucket beyond the horizon."""
        return self.horizon_months // self.period_months

    def day(self, period: int) -> date:
        """First day of a period."""
        return add_months(self.start, period * self.period_months)

    def period(self, day: date) -> int:
        """The period a day lies in, never beyond the bucket after the horizon."""
        return min(months_between(self.start, day) // self.period_months, self.periods)

    def kind(self, cadre: str, post: str) -> Kind:
        """What a new stint of this cadre in this post is in law."""
        home, unit = self.cadre[cadre].unit_id, self.post[post].unit_id
        if self.post[post].incumbent_id == cadre:
            return Kind.REAPPOINTMENT
        if home == unit:
            return Kind.LOCAL_PROMOTION
        sources = self.law["rotation_source_levels"].value
        return Kind.ROTATION if self.cadre[cadre].level in sources else Kind.TRANSFER

    def _repr_html_(self) -> str:
        """The case in short, Vietnamese / English: name, law, time, and how many of what."""
        told = self.settings
        name = " / ".join(escape(text) for text in (told.name_vi, told.name_en) if text) or escape(told.name)
        counts = {
            "xã / communes": len(self.communes),
            "chức danh chủ chốt / key posts": int(self.posts["key"].sum()),
            "cán bộ / cadres": len(self.cadres),
            "kỳ / periods": self.periods,
        }
        law = f"chế độ / regime {self.law.regime}, {self.start:%d/%m/%Y}, {self.horizon_months} tháng / months"
        return f"<p><b>{name}</b><br>{law}</p>{pd.DataFrame([counts]).to_html(index=False)}"

    @cached_property
    def cadre(self) -> Mapping[str, Any]:
        """Facts of each cadre, by key."""
        return {row.cadre_id: row for row in self.cadres.itertuples(index=False)}

    @cached_property
    def post(self) -> Mapping[str, Any]:
        """Facts of each post, by key."""
        return {row.post_id: row for row in self.posts.itertuples(index=False)}

    @cached_property
    def unit(self) -> Mapping[str, Any]:
        """Rows of `units`, by key."""
        return {row.unit_id: row for row in self.tables.units.itertuples(index=False)}

    @cached_property
    def role(self) -> Mapping[str, Any]:
        """Rows of `roles`, by key."""
        return {row.role_id: row for row in self.tables.roles.itertuples(index=False)}

    @cached_property
    def needs(self) -> Mapping[str, list[Any]]:
        """Rows of `needs`, by unit."""
        return _rows_by(self.tables.needs, "unit_id")

    @cached_property
    def spoken(self) -> Mapping[str, list[Any]]:
        """Rows of `unit_languages`, by unit."""
        return _rows_by(self.tables.unit_languages, "unit_id")

    @cached_property
    def planned(self) -> Mapping[str, list[Any]]:
        """Rows of `succession`, by cadre."""
        return _rows_by(self.tables.succession, "cadre_id")

    @cached_property
    def served(self) -> Mapping[str, list[Any]]:
        """Rows of `service`, by cadre, in the order of the table."""
        return _rows_by(self.tables.service, "cadre_id")

    @cached_property
    def kin(self) -> Mapping[str, list[str]]:
        """Relatives of each cadre who has any."""
        kin: dict[str, list[str]] = {}
        for row in self.tables.kinship.itertuples(index=False):
            kin.setdefault(row.cadre_id, []).append(row.kin_id)
        return kin

    @cached_property
    def slot(self) -> Mapping[str, Any]:
        """Rows of `landings`, by key."""
        return {row.slot_id: row for row in self.tables.landings.itertuples(index=False)}

    @cached_property
    def skill(self) -> Mapping[tuple[str, str], int]:
        """Level 0–4 of (cadre, competency or language); absent means 0."""
        return {(row.cadre_id, row.skill): row.level for row in self.skills.itertuples(index=False)}

    @cached_property
    def courses(self) -> pd.DataFrame:
        """Courses that start on or after the planning day; none if the case switches training off.

        `ends` is the day after the last; `counts_from` the first period in which a team has what the course
        gives: a language that is learnt within language_grace_months counts from the start of the service.
        """
        courses = self.tables.courses
        courses = courses[(courses["starts"] >= pd.Timestamp(self.start)) & self.settings.training]
        courses = courses.reset_index(drop=True)
        ends = [add_months(c.starts.date(), c.months) for c in courses.itertuples()]
        grace = np.where(courses["course_kind"] == CourseKind.LANGUAGE, self.law["language_grace_months"].value, 0)
        late = [
            sum(add_months(self.day(t), int(g)) < end for t in range(self.periods))
            for end, g in zip(ends, grace, strict=True)
        ]
        days = pd.to_datetime(pd.Series(ends, dtype=object)).astype("datetime64[s]")
        return courses.assign(ends=days, counts_from=np.array(late, dtype=np.int64))

    @cached_property
    def course(self) -> Mapping[str, Any]:
        """Rows of `courses`, by key."""
        return {row.course_id: row for row in self.courses.itertuples(index=False)}

    @cached_property
    def given_cost(self) -> Mapping[tuple[str, str], int]:
        """Cost of (cadre, post) in VND where the table `costs` gives one."""
        return {(row.cadre_id, row.post_id): row.cost_vnd for row in self.tables.costs.itertuples(index=False)}

    @cached_property
    def given_fit(self) -> Mapping[tuple[str, str], int]:
        """Fit of (cadre, post), 0–1000, where the table `fit` gives one."""
        return {(row.cadre_id, row.post_id): row.fit for row in self.tables.fit.itertuples(index=False)}

    @cached_property
    def skills(self) -> pd.DataFrame:
        """Competencies and languages of all cadres: cadre_id, skill, level."""
        return pd.concat(
            [
                self.tables.competencies.rename(columns={"competency": "skill"}),
                self.tables.languages.rename(columns={"language": "skill"}),
            ],
            ignore_index=True,
        )[["cadre_id", "skill", "level"]]

    @cached_property
    def grade(self) -> Mapping[tuple[str, int], str]:
        """Annual grade of (cadre, year)."""
        return {(row.cadre_id, row.year): row.grade for row in self.tables.grades.itertuples(index=False)}

    @cached_property
    def asks(self) -> tuple[Ask, ...]:
        """Every team need (C29) and every language asked for (C28) by the law, commune by commune."""
        needs = self.tables.needs.itertuples(index=False)
        spoken = self.tables.unit_languages.itertuples(index=False)
        skilled = [Ask(n.unit_id, n.competency, n.level, n.weight, n.count) for n in needs]
        talking = [Ask(s.unit_id, s.language, s.level, s.weight, 1) for s in spoken if s.level > 0]
        return tuple(sorted(skilled * self.law.in_force("C29") + talking * self.law.in_force("C28")))

    @cached_property
    def communes(self) -> tuple[str, ...]:
        """Units that have key posts, sorted."""
        return tuple(sorted(set(self.posts.loc[self.posts["key"], "unit_id"])))

    @cached_property
    def running(self) -> pd.DataFrame:
        """Rotations that were running at the start: cadre_id, post_id, unit_id, landing_slot_id, …

        `ends` is the day after the last day; `end` its period; `home` is True when the promise is to return.
        """
        spells = self.tables.service
        spells = spells[spells["to_date"].isna() & (spells["kind"] == "rotation")].reset_index(drop=True)
        ends = [day_after(last) for last in spells["expected_end"]]
        slots = self.tables.landings.set_index("slot_id")["unit_id"].reindex(spells["landing_slot_id"]).to_numpy()
        home = self.cadres.set_index("cadre_id")["unit_id"].reindex(spells["cadre_id"]).to_numpy()
        back = spells["landing_slot_id"].isin(["", "home"]).to_numpy() | (slots == home)
        return spells.assign(ends=ends, end=np.array([self.period(day) for day in ends], dtype=np.int64), home=back)

    @cached_property
    def spells(self) -> tuple[Any, ...]:
        """The rows of `running`."""
        return tuple(self.running.itertuples())

    @cached_property
    def heads_since(self) -> Mapping[tuple[str, str], pd.Timestamp]:
        """First day of the unbroken service as head of each (cadre, unit) that still runs."""
        return heads_since(self.tables)

    @cached_property
    def left_hardest(self) -> Mapping[str, date]:
        """The day after the last one that each cadre serves away from home in one of the hardest communes."""
        home = dict(zip(self.cadres["cadre_id"], self.cadres["unit_id"], strict=True))
        return left_hardest(self.tables, self.law, home)

    @cached_property
    def waived(self) -> frozenset[tuple[str, str]]:
        """(rule, place) that a waiver in force at the start forgives."""
        rows = self.tables.waivers.itertuples(index=False)
        return frozenset(
            (row.rule_id, row.place) for row in rows if row.from_date.date() <= self.start <= row.to_date.date()
        )


def _rows_by(frame: pd.DataFrame, key: str) -> dict[str, list[Any]]:
    """The rows of a table by one of its columns, in the order of the table."""
    rows: dict[str, list[Any]] = {}
    for row in frame.itertuples(index=False):
        rows.setdefault(getattr(row, key), []).append(row)
    return rows


def build_case(tables: Tables, settings: Settings, law: Law | None = None) -> Case:
    """The case with a given law, or that of its own regime on its own day, and the facts of every cadre and post."""
    law = law or law_on(settings.regime, settings.start)
    cadres = cadre_facts(tables, law)
    posts = post_facts(tables, law, settings, cadres)
    return Case(settings, law, tables, cadres, posts)
