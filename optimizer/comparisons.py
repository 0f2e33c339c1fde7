"""Plans of one case beside each other, as frames: under each regime, along fronts of objectives, by other goals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from optimizer.explain.front import Front
from optimizer.explain.target_audit import Audit
from optimizer.proposal import Proposal
from optimizer.regimes import HEADER, Comparison, csv_rows
from optimizer.report.as_if import regime_label
from optimizer.solve import Solved
from optimizer.solve.outcome import status_of
from optimizer.words import Language

POINT = ["first", "second", "first_value", "second_value", "first_least", "second_least", "proven", "proved_by"]


@dataclass(frozen=True)
class RegimeComparison:
    """One case under each regime: `worlds` a row per regime; `flips` a row per pair, rule and cause that turns between
    neighbours; `proposals` the plan of each regime that has one.
    """

    worlds: pd.DataFrame
    flips: pd.DataFrame
    proposals: Mapping[str, Proposal]

    def _repr_html_(self) -> str:
        """The worlds side by side, and how many pairs turn by which rule."""
        turned = self.flips.drop_duplicates(["from", "to", "cadre_id", "post_id", "rule"])
        counts = turned.groupby(["from", "to", "change", "rule"]).size().rename("pairs").reset_index()
        return f"{self.worlds.to_html(index=False)}{counts.to_html(index=False, max_rows=20)}"


@dataclass(frozen=True)
class TargetAudit:
    """A plan beside those by other goals, all measured alike: `aims` a row per aim, the plan's own goals (aim “”) first;
    `communes` a row per aim and commune whose gap differs; `cadres` a row per aim and cadre who fares otherwise;
    `proposals` the plan of each aim that has one.
    """

    aims: pd.DataFrame
    communes: pd.DataFrame
    cadres: pd.DataFrame
    proposals: Mapping[str, Proposal]

    def _repr_html_(self) -> str:
        """The aims side by side."""
        return self.aims.to_html(index=False)


def regime_comparison(comparison: Comparison, language: Language) -> RegimeComparison:
    """The plans under each regime as frames."""
    worlds, proposals = [], {}
    for world in comparison.worlds:
        label, solved = regime_label(world.case, language), world.outcome
        admitted, refused = world.judged.admitted, len(world.judged.pairs) - world.judged.admitted
        row = {"regime": label, "law_date": world.case.law.day, "admitted": admitted, "refused": refused}
        if isinstance(solved, Solved):
            proposals[label] = Proposal(world.case, solved.plan, solved.verdict, solved)
        worlds.append(row | {"status": world.status})
    flips = pd.DataFrame(csv_rows(comparison, language), columns=HEADER)
    return RegimeComparison(pd.DataFrame(worlds), flips, proposals)


def front_frame(proposal: Proposal, found: Sequence[Front]) -> pd.DataFrame:
    """The points of fronts as rows: POINT, the value by every objective, complete, and the proposal of each."""
    rows = []
    for front in found:
        for point in front.points:
            told = (*front.names, *point.values, *point.least, point.proven, ", ".join(point.proved_by))
            shown = Proposal(proposal.case, point.plan, point.verdict)
            more = {**point.measures, "complete": front.complete, "proposal": shown}
            rows.append(dict(zip(POINT, told, strict=True)) | more)
    return pd.DataFrame(rows)


def target_audit(made: Audit) -> TargetAudit:
    """An audit as frames."""
    own = {"aim": "", "status": "proven" if made.proven else "gap", **made.measures}
    aims = [own, *({"aim": o.aim, "status": status_of(o.outcome), **o.measures} for o in made.replanned)]
    communes = [(o.aim, *gap) for o in made.replanned for gap in o.gaps]
    cadres = [(o.aim, p.change.cadre, *p.chosen, *p.burden) for o in made.replanned for p in o.people]
    solved = {o.aim: (o.outcome, o.found) for o in made.replanned}
    return TargetAudit(
        pd.DataFrame(aims),
        pd.DataFrame(communes, columns=["aim", "unit_id", "before", "after"]),
        pd.DataFrame(cadres, columns=["aim", "cadre_id", "was_chosen", "chosen", "burden_before", "burden"]),
        {
            aim: Proposal(made.case, outcome.plan, found.verdicts[1])
            for aim, (outcome, found) in solved.items()
            if isinstance(outcome, Solved) and found is not None
        },
    )
