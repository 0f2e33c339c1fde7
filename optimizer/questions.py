"""A plan that the program made, opened for questions: what the commands answer on the screen, as frames and claims."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from optimizer.commands.asked import refuse_unknown
from optimizer.errors import UsageError
from optimizer.explain import worths as priced
from optimizer.explain.alternatives import alternatives
from optimizer.explain.backbone import backbone
from optimizer.explain.base import Base, base_of
from optimizer.explain.dependence import dependence
from optimizer.explain.inverse import Inverse, Wish, inverse
from optimizer.explain.near import Near, near_of
from optimizer.explain.shortlist import estimates, shortlist
from optimizer.explain.why_not import Answer, why_not
from optimizer.model import Model, build
from optimizer.plan import Stint
from optimizer.proposal import Proposal
from optimizer.solve import Solved
from optimizer.verify import judge
from optimizer.verify.claim_kinds import plain

PRICE = ["post_id", "cadre_id", "tier", "kept", "value", "bound", "proven"]
ESTIMATE = ["cadre_id", "post_id", "tier", "at_least", "estimate"]
BONE = ["cadre_id", "post_id", "start", "months", "fate", "proved_by", "others"]
WORTH = ["kind", "key", "step_vnd", "like", "tier", "kept", "value", "bound", "exact"]
FLIP = ["table", "key", "column", "before", "value", "fate", "rules", "tier", "proved_by"]


@dataclass(frozen=True)
class Questions:
    """Questions about a plan of `find_plan`; what they share is prepared once, by the first of them.

    UsageError for a plan that the program did not make, and for unknown keys; VerificationError unless the plan's own
    certificate shows what is told of it; DisagreementError if the engines contradict each other. Times are in seconds.
    """

    proposal: Proposal

    def why_not(self, cadre: str, post: str, seconds: float = 30.0, *, exact: bool = False) -> Answer:
        """Why a cadre is not in a key post: Refusal (`faults`: rule, facts, limit), Held (by whom), Unplaceable, or
        Forced: `prices` by tier and the `plan` that has him there; `exact` proves each price, not only the first.

        >>> import optimizer
        >>> plan = optimizer.find_plan(optimizer.read_case("data/tiny"))
        >>> [breach.rule for breach in optimizer.Questions(plan).why_not("C8", "XA-BT").faults]
        ['C03', 'C09']
        """
        self._refuse_unknown(cadre, post)
        return why_not(self._base, cadre, post, seconds, exact=exact)

    def recommend(self, post: str, most: int = 5, seconds: float = 60.0, *, exact: bool = False) -> pd.DataFrame:
        """Who else could have a key post, cheapest first: a row per cadre and tier, then those who fit in no plan.

        Columns: post_id, cadre_id, tier (blank: no plan has him there), kept, value (of the best plan found that has him
        there), bound (no such plan is better), proven.

        >>> import optimizer
        >>> plan = optimizer.find_plan(optimizer.read_case("data/tiny"))
        >>> optimizer.Questions(plan).recommend("XA-CT", most=1)[["cadre_id", "tier", "kept", "value", "proven"]]
          cadre_id                   tier   kept  value  proven
        0       C6                   fill      0      0    True
        1       C6    weakest_first.worst    115    115    True
        2       C6  weakest_first.worst_k    115    158    True
        3       C6                  worth  16765  14039    True
        4       C9                          <NA>   <NA>    True
        5       C3                          <NA>   <NA>    True
        """
        self._refuse_unknown("", post)
        found = shortlist(self._base, post, most, seconds, exact=exact)
        rows: list[tuple[object, ...]] = [
            (post, one.cadre, price.tier, price.kept, price.value, price.bound, price.proven)
            for one in found.ranked for price in one.prices
        ]  # fmt: skip
        rows += [(post, one.cadre, "", None, None, None, True) for one in found.unplaceable]
        return pd.DataFrame(rows, columns=PRICE).astype(dict.fromkeys(("kept", "value", "bound"), "Int64"))

    def prices(self, cadre: str = "", post: str = "") -> pd.DataFrame:
        """What every pair that is not chosen costs, by the certificate alone: cadre_id, post_id, tier, at_least (proven),
        estimate (by LP duals, no proof); cheapest first. Nothing is solved.

        >>> import optimizer
        >>> plan = optimizer.find_plan(optimizer.read_case("data/tiny"))
        >>> optimizer.Questions(plan).prices(post="XA-CT")[["cadre_id", "tier", "at_least"]]
          cadre_id   tier  at_least
        0       C9  worth         0
        1       C6  worth       602
        2       C3  worth       661
        """
        if post:
            self._refuse_unknown(cadre, post)
        rows = [tuple(plain(estimate).values()) for estimate in estimates(self._base, post, cadre)]
        return pd.DataFrame(rows, columns=ESTIMATE)

    def backbone(self, percent: float = 0.0, seconds: float = 60.0) -> pd.DataFrame:
        """What every plan about as good has too (tolerances of the tiers, or `percent` if that is more): a row per stint.

        Columns: cadre_id, post_id, start (day), months, fate (fixed; held: same cadre, other days; free; open),
        proved_by, others (seen in the post).

        >>> import optimizer
        >>> plan = optimizer.find_plan(optimizer.read_case("data/tiny"))
        >>> optimizer.Questions(plan).backbone()["fate"].value_counts().to_dict()
        {'fixed': 4}
        """
        rows = [
            (*_pair(b.stint), str(b.fate), list(b.proved_by), list(b.others))
            for b in backbone(self._near(percent), seconds).bones
        ]
        return pd.DataFrame(rows, columns=BONE).astype({"start": "datetime64[s]"})

    def alternatives(self, most: int = 5, percent: float = 0.0, seconds: float = 60.0) -> list[Proposal]:
        """Up to `most` other plans about as good, each as far as was found from the plan and all before it.

        >>> import optimizer
        >>> plan = optimizer.find_plan(optimizer.read_case("data/tiny"))
        >>> len(optimizer.Questions(plan).alternatives(most=1))  # the plan is the only one as good
        0
        """
        case = self.proposal.case
        found = alternatives(self._near(percent), most, seconds).alternatives
        return [Proposal(case, other.plan, judge(case, other.plan)) for other in found]

    def smallest_change(
        self, cadre: str, post: str, seconds: float = 60.0, *, weights: bool = False, every: bool = False
    ) -> Inverse:
        """The smallest change of a cadre's record, or of a weight, with which some best plan (`every`: each) has him in a
        post: `winning` is None where none was found; `proven`: that, and that none is smaller, is shown.

        >>> import optimizer
        >>> plan = optimizer.find_plan(optimizer.read_case("data/tiny"))
        >>> found = optimizer.Questions(plan).smallest_change("C5", "XA-CT")
        >>> found.winning.size, str(found.winning.standing.place)  # nothing need change: every best plan has him there
        (0, 'every')
        """
        self._refuse_unknown(cadre, post)
        return inverse(Wish(self._base, cadre, post, seconds, threading.Event(), weights, every))

    def data_dependence(self, seconds: float = 60.0) -> pd.DataFrame:
        """What another value of each unverified field does to the plan, as far as the time goes: a row per value.

        Columns: table, key, column, before, value, fate (rests, free, open), rules (broken then), tier (in which another
        plan is better then), proved_by.

        >>> import optimizer
        >>> plan = optimizer.find_plan(optimizer.read_case("data/tiny"))
        >>> set(optimizer.Questions(plan).data_dependence(seconds=2.0)["fate"]) <= {"rests", "free", "open"}
        True
        """
        rows = [
            (f.change.table, dict(f.change.key), f.change.column, f.change.before, f.change.value, str(f.fate),
             sorted({breach.rule for breach in f.breaches}), f.tier, list(f.proved_by))
            for f in dependence(self._base, seconds, threading.Event()).flips
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=FLIP)

    def worths(
        self, of: Sequence[str] = priced.KINDS, step_vnd: int = 100_000_000, like: str = "", seconds: float = 60.0
    ) -> pd.DataFrame:
        """What each budget step, rule, post, skill, language and one more candidate (`of`) is worth, each solved.

        Columns: kind, key, step_vnd, like, tier (the first that changes), kept, value, bound (equal to value where
        proven), exact. A missing value was not solved in the time; what was not tried has no row.

        >>> import optimizer
        >>> plan = optimizer.find_plan(optimizer.read_case("data/tiny"))
        >>> optimizer.Questions(plan).worths(["budget"], seconds=30.0).loc[:0, ["key", "kept", "value", "exact"]]
            key   kept  value  exact
        0  2021  16765  16765   True
        """
        base = self._base
        found = priced.worths(base, priced.things(base, of, step_vnd, like), seconds, threading.Event())
        rows = []
        for worth in found.worths:
            first, thing = worth.first(base), worth.thing
            told = (first.tier, first.kept, first.value, first.bound) if first else ("", None, None, None)
            rows.append((thing.kind, thing.key, thing.step, thing.like, *told, worth.exact(base)))
        return pd.DataFrame(rows, columns=WORTH)

    @cached_property
    def _model(self) -> Model:
        """The model of the case: that of the solve, if it was one."""
        return self.proposal.model or build(self.proposal.case)

    @cached_property
    def _solved(self) -> Solved:
        """What the engines said of the plan."""
        if self.proposal.solved is None:
            raise UsageError("Chỉ hỏi được phương án do chương trình lập.", "Only a plan of find_plan can be asked.")
        return self.proposal.solved

    @cached_property
    def _base(self) -> Base:
        """The run behind the plan."""
        solved = self._solved
        return base_of(self._model, self.proposal.plan, [t.facts for t in solved.tiers], solved.certificate)

    def _near(self, percent: float) -> Near:
        """The plans about as good."""
        solved = self._solved
        told = [t.facts for t in solved.tiers]
        return near_of(self._model, self.proposal.plan, told, solved.certificate, percent)

    def _refuse_unknown(self, cadre: str, post: str) -> None:
        """UsageError unless the plan can be asked and the keys are known."""
        _ = self._solved
        refuse_unknown(self.proposal.case, post, cadre)


def _pair(stint: Stint) -> tuple[str, str, date, int]:
    """A stint as the first cells of a row."""
    return stint.cadre, stint.post, stint.start, stint.months
