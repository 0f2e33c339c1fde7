"""Fit: how well each stint meets the commune's needs and the languages of its people (C28, C29)."""

from collections.abc import Iterator
from typing import ClassVar

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan, Stint, months_held
from optimizer.program import Desk
from optimizer.rules.kinds import Part, SumGoal


def fit_of(case: Case, stint: Stint) -> int:
    """Fit 0–1000 of a cadre to the needs of the post's commune, or the figure of the table `fit`."""
    given = case.given_fit.get((stint.cadre, stint.post))
    if given is not None:
        return given
    needs = [n for n in case.tables.needs.itertuples() if n.unit_id == case.post[stint.post].unit_id]
    had = sum(n.weight * min(case.skill.get((stint.cadre, n.competency), 0), n.level) for n in needs)
    return int(1000 * had // max(sum(n.weight * n.level for n in needs), 1))


def language_fit_of(case: Case, stint: Stint) -> int:
    """⌊Σ share‰ × level / 4⌋ over the languages spoken in the post's commune."""
    unit = case.post[stint.post].unit_id
    spoken = [s for s in case.tables.unit_languages.itertuples() if s.unit_id == unit]
    return int(sum(s.share_permille * case.skill.get((stint.cadre, s.language), 0) for s in spoken) // 4)


class Fit(SumGoal):
    """Σ points_fit × fit × months held / 12, rounded down per stint, and the same for languages."""

    id = "fit"
    sense: ClassVar = 1

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """Two parts per stint."""
        for stint in plan.stints:
            months, unit = months_held(case, stint), case.post[stint.post].unit_id
            fit, spoken = fit_of(case, stint), language_fit_of(case, stint)
            points = case.law["points_fit"].value * fit * months // 12
            yield Part("fit", points, stint.cadre, unit, {"fit": fit, "months": months})
            points = case.law["points_language"].value * spoken * months // 12
            yield Part("language", points, stint.cadre, unit, {"fit": spoken, "months": months})

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Points on the stints."""
        stints = options.stints
        for weight, column in (("points_fit", "fit"), ("points_language", "language_fit")):
            points = case.law[weight].value * stints[column] * stints["held_months"] // 12
            desk.points(self.id, stints["column"].to_numpy(), points.to_numpy())
