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
    needs = case.needs.get(case.post[stint.post].unit_id, ())
    had = sum(n.weight * min(case.skill.get((stint.cadre, n.competency), 0), n.level) for n in needs)
    return int(1000 * had // max(sum(n.weight * n.level for n in needs), 1))


def language_fit_of(case: Case, stint: Stint) -> int:
    """⌊Σ share‰ × level / 4⌋ over the languages spoken in the post's commune."""
    spoken = case.spoken.get(case.post[stint.post].unit_id, ())
    return int(sum(s.share_permille * case.skill.get((stint.cadre, s.language), 0) for s in spoken) // 4)


class Fit(SumGoal):
    """Σ points_fit × fit × months held / 12, rounded down per stint (C29); the same with points_language (C28)."""

    id = "fit"
    sense: ClassVar = 1
    serves: ClassVar = ("C28", "C29")

    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """One part per stint and rule in force."""
        for stint in plan.stints:
            months, unit = months_held(case, stint), case.post[stint.post].unit_id
            for rule, code, weight, measure in (
                ("C29", "fit", "points_fit", fit_of),
                ("C28", "language", "points_language", language_fit_of),
            ):
                if case.law.in_force(rule):
                    fit = measure(case, stint)
                    points = case.law[weight].value * fit * months // 12
                    yield Part(code, points, stint.cadre, unit, {"fit": fit, "months": months})

    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """Points on the stints."""
        stints = options.stints
        for rule, weight, column in (("C29", "points_fit", "fit"), ("C28", "points_language", "language_fit")):
            if case.law.in_force(rule):
                points = case.law[weight].value * stints[column] * stints["held_months"] // 12
                desk.points(self.id, stints["column"].to_numpy(), points.to_numpy())
