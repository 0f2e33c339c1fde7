"""C45: people from elsewhere do not take over a commune's leadership in one year (F17)."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import floor
from typing import ClassVar

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan
from optimizer.program import Desk
from optimizer.rules.kinds import Bond, Breach
from optimizer.words import SENT


class TeamKept(Bond):
    """New people from elsewhere in key posts of a commune in a year of the plan ≤ max(⌊max_team_change × its key
    posts⌋, its key posts that fall open by law in that year).
    """

    id = "C45"
    says: ClassVar = {
        "vi": "{unit}: {count} người từ nơi khác đến giữ chức danh chủ chốt trong một năm (từ {t}), tối đa {limit}.",
        "en": "{unit}: {count} people from elsewhere come into key posts in one year (from {t}), at most {limit}.",
    }

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """Count who comes to each commune, year by year."""
        come = Counter[tuple[str, int]]()
        for stint in plan.stints:
            if case.post[stint.post].key and case.kind(stint.cadre, stint.post) in SENT:
                come[case.post[stint.post].unit_id, _year(case, case.period(stint.start))] += 1
        for (unit, year), count in sorted(come.items()):
            if count > (limit := _limit(case, unit, year)):
                facts = {"unit": unit, "count": count, "limit": limit, "t": year * 12 // case.period_months}
                yield Breach(self.id, f"{unit}|{year}", facts, count - limit)

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """One row per commune and year over the stints of those who are sent, which are in key posts."""
        terms = options.terms(options.stints["kind"].isin(SENT))
        terms["year"] = terms["start"] * case.period_months // 12
        places = terms[["unit_id", "year"]].drop_duplicates()
        places["limit"] = [_limit(case, p.unit_id, p.year) for p in places.itertuples()]
        desk.at_most(self.id, terms.merge(places), ["unit_id", "year"], "limit")


def _year(case: Case, period: int) -> int:
    """The year of the plan, from 0, in which a period begins."""
    return period * case.period_months // 12


def _limit(case: Case, unit: str, year: int) -> int:
    """How many may come to a commune in a year."""
    posts = [post for post in case.post.values() if post.key and post.unit_id == unit]
    opened = sum(post.opens < case.periods and _year(case, post.opens) == year for post in posts)
    return max(floor(Fraction(case.law["max_team_change"].value) * len(posts)), opened)
