"""A plan in its case with the verdict on it, as frames to compute with and as a card to look at."""

from dataclasses import asdict, dataclass, field
from html import escape

import pandas as pd

from optimizer.case import Case
from optimizer.costs import stint_cost_by_year
from optimizer.explain import reasons, vacancies
from optimizer.model import Model
from optimizer.plan import Plan
from optimizer.report.files import plan_rows
from optimizer.report.sentences import breach_sentence, part_sentence, post_title
from optimizer.report.training import training_list
from optimizer.rules.goals.measures import vacant_months
from optimizer.rules.objectives import value_of
from optimizer.solve import Solved
from optimizer.tables import PlanRow
from optimizer.verify import Verdict, judge
from optimizer.words import Language

VACANCY = ["post_id", "first", "last", "months", "admitted", "placed", "before", "overdue", "cause"]


@dataclass(frozen=True)
class Proposal:
    """A plan of a case, whoever made it, with the verdict on it; `solved` is None unless engines made it, and
    `model` what they were asked, so that questions need not build it again.

    Every property is a frame with a plain index, or a number. Money is in VND, time in months, gaps of 1000.
    """

    case: Case
    plan: Plan
    verdict: Verdict
    solved: Solved | None = None
    model: Model | None = field(default=None, repr=False, compare=False)

    @property
    def lawful(self) -> bool:
        """True when no hard rule is broken."""
        return self.verdict.lawful

    @property
    def proven(self) -> bool:
        """True when each tier was proven optimal, by the certificate or an engine."""
        return self.solved is not None and self.solved.proven

    @property
    def stints(self) -> pd.DataFrame:
        """Who goes where, as in plan.csv: cadre_id, post_id, start (day), months, landing, number, need, form, unit_id,
        policy_vnd; one row per stint, by cadre. `score` reads it back.
        """
        frame = pd.DataFrame(plan_rows(self.case, self.plan), columns=list(PlanRow.model_fields))
        return frame.astype({"start": "datetime64[s]", "form": str})

    @property
    def training(self) -> pd.DataFrame:
        """Who is sent to which course: cadre_id, course_id, starts, ends (the day after the last), cost_vnd."""
        columns = ["cadre_id", "course_id", "starts", "ends", "cost_vnd"]
        frame = pd.DataFrame(training_list(self.case, self.plan), columns=columns)
        return frame.astype({"starts": "datetime64[s]", "ends": "datetime64[s]"})

    @property
    def vacancies(self) -> pd.DataFrame:
        """Key posts that stand vacant: post_id, first and last period, open months, and what was seen of candidates."""
        rows = [asdict(v) | {"post_id": v.post, "cause": v.cause} for v in vacancies(self.case, self.plan)]
        return pd.DataFrame(rows, columns=VACANCY)

    @property
    def gaps(self) -> pd.DataFrame:
        """Leadership gap of each commune, 0–1000, if nobody moves and by this plan: unit_id, name, before, after."""
        before = judge(self.case, Plan()).gap
        rows = [(u, self.case.unit[u].name, before[u], after) for u, after in self.verdict.gap.items()]
        return pd.DataFrame(rows, columns=["unit_id", "name", "before", "after"])

    @property
    def tiers(self) -> pd.DataFrame:
        """Each tier in order: tier, sense (+1: more is better), value; of a solved plan also certified, bound, proven
        and proved_by (cp-sat, highs). The units are points of the goals.
        """
        told = {t.tier.name: t for t in self.solved.tiers} if self.solved else {}
        rows = [{"tier": t.name, "sense": t.sense, "value": self.verdict.value(t)} for t in self.verdict.tiers]
        for row in rows:
            if (found := told.get(str(row["tier"]))) is not None:
                row |= {"certified": found.certified, "bound": found.bound, "proven": found.proven}
                row |= {"proved_by": ", ".join(found.proved_by)}
        return pd.DataFrame(rows)

    @property
    def goals(self) -> pd.Series:
        """The value of every goal, in points, by its id."""
        return pd.Series(dict(self.verdict.goals), name="points").rename_axis("goal")

    @property
    def vacant_months(self) -> int:
        """Months for which key posts stand vacant, in all."""
        return sum(months for *_, months in vacant_months(self.case, self.plan))

    @property
    def rotations(self) -> int:
        """How many stints are rotations (lượt luân chuyển)."""
        return value_of(self.case, self.plan, "moves")

    @property
    def cost_vnd(self) -> int:
        """What all stints cost the budget, to their ends, in VND; courses are not counted."""
        return sum(sum(stint_cost_by_year(self.case, stint).values()) for stint in self.plan.stints)

    def reasons(self, language: Language = "en") -> pd.DataFrame:
        """Why each stint: cadre_id, post_id, part, points, sentence. Parts of nobody's stint have blank keys; the
        points add up exactly to the value of the last tier.
        """
        own, common = reasons(self.case, self.plan)
        keyed = [(r.stint.cadre, r.stint.post, part) for r in own for part in r.parts]
        keyed += [("", "", part) for part in common]
        rows = [(c, p, part.code, part.points, part_sentence(self.case, part, language)) for c, p, part in keyed]
        return pd.DataFrame(rows, columns=["cadre_id", "post_id", "part", "points", "sentence"])

    def breaches(self, language: Language = "en") -> pd.DataFrame:
        """Every breach: rule, mode (hard or soft), place, amount, sentence; no hard ones in a lawful plan."""
        found = [("hard", b) for b in self.verdict.breaches] + [("soft", b) for b in self.verdict.soft_breaches]
        rows = [(b.rule, mode, b.place, b.amount, breach_sentence(self.case, b, language)) for mode, b in found]
        return pd.DataFrame(rows, columns=["rule", "mode", "place", "amount", "sentence"])

    def _repr_html_(self) -> str:
        """The plan in short, Vietnamese / English: how far it holds, its tiers, who goes where."""
        worst = self.gaps[["before", "after"]].max()
        lines = [
            "hợp lệ / lawful" if self.lawful else f"vi phạm / breaches: {len(self.verdict.breaches)}",
            f"lượt bố trí / stints: {len(self.plan.stints)} (luân chuyển / rotations: {self.rotations})",
            f"tháng trống / vacant months: {self.vacant_months}",
            f"xã yếu nhất / weakest commune: {worst['before']} → {worst['after']} / 1000",
        ]
        shown = self.stints[["cadre_id", "post_id", "start", "months", "landing", "form"]]
        titles = [post_title(self.case, post, "vi") for post in shown["post_id"]]
        shown = shown.assign(start=shown["start"].dt.strftime("%d/%m/%Y"), post=titles)
        tables = self.tiers.drop(columns="sense").to_html(index=False) + shown.to_html(index=False, max_rows=20)
        return f"<p><b>{escape(self.case.settings.name)}</b> · {escape(' · '.join(lines))}</p>{tables}"
