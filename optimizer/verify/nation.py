"""What the plans of a nation's provinces break together, by definition; each plan is judged by itself elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from optimizer.case import Case
from optimizer.costs import running_costs
from optimizer.nation import MONEY, Share, Takings
from optimizer.plan import Plan
from optimizer.rules.bonds.absence import Absences, absences
from optimizer.rules.bonds.c20_sender_floor import SenderFloor
from optimizer.rules.kinds import Breach


def link_breaches(
    case: Case, taken: Sequence[Takings], centre: frozenset[str], budget_vnd: Mapping[int, int]
) -> Iterator[Breach]:
    """A cadre sent to two provinces, a body of the centre left too bare, a year over the nation's budget.

    `case` is that of any province: all hold the tables of the centre.
    """
    for cadre, count in sorted(Counter(cadre for part in taken for cadre in part.sent).items()):
        if count > 1:
            yield Breach("C01", cadre, {"who": cadre, "count": count, "t": ""}, count - 1)
    already = absences(case, Plan())
    bodies = {case.cadre[cadre].unit_id for cadre in centre}
    bare = SenderFloor().beyond(case, _away(case, already, taken), already)
    yield from (breach for breach in bare if breach.facts["unit"] in bodies)
    for year, cap in sorted(budget_vnd.items()):
        cost = sum(part.cost_vnd.get(year, 0) for part in taken)
        if cost > cap:
            yield Breach(MONEY, str(year), {"year": year, "cost_vnd": cost, "amount_vnd": cap}, cost - cap)


def beyond_share(case: Case, share: Share, taken: Takings) -> list[str]:
    """Cadres of the centre, and years with VND, that a province's plan takes beyond its share."""
    bound_to = running_costs(case)
    spent = {year: taken.cost_vnd.get(year, 0) - bound_to.get(year, 0) for year in share.money}
    cadres = [f"{cadre} is of no share of it" for cadre in sorted(set(taken.sent) - share.cadres)]
    return cadres + [f"{vnd} VND of {year}, beyond its share" for year, vnd in spent.items() if vnd > share.money[year]]


def _away(case: Case, already: Absences, taken: Sequence[Takings]) -> Absences:
    """Absences of every cadre with what all provinces take."""
    away: dict[str, list[int]] = defaultdict(lambda: [0] * case.periods)
    for part in ({cadre: list(periods) for cadre, periods in already.items()}, *(part.away for part in taken)):
        for cadre, periods in part.items():
            away[cadre] = [known + more for known, more in zip(away[cadre], periods, strict=True)]
    return away
