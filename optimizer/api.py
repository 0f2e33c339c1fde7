"""What `import optimizer` gives: from tables to a verified plan, in Python. Pandas in, pandas out; nothing prints.

Examples read the shipped case `tiny`: two communes, four key posts, nine invented cadres.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from optimizer import jobs
from optimizer.case import Case
from optimizer.commands import matrix
from optimizer.commands.ways_out import fill_by_waivers
from optimizer.comparisons import RegimeComparison, TargetAudit, front_frame, regime_comparison, target_audit
from optimizer.errors import UsageError
from optimizer.explain.aims import usual_aims
from optimizer.explain.objectives import USUAL_PAIRS, weighed
from optimizer.explain.pareto import fronts
from optimizer.explain.target_audit import audit
from optimizer.explain.waivers import NoWayOut, WayOut, waiver_rows
from optimizer.frames import checked, raw_table
from optimizer.model import build
from optimizer.plan import Plan
from optimizer.planning import solve_case, under_regimes
from optimizer.proposal import Proposal
from optimizer.questions import Questions
from optimizer.regimes import compare
from optimizer.report.sentences import breach_sentence
from optimizer.solve import Disagreement, Impossible, OutOfTime, Solved, SolveParams
from optimizer.solve.baselines import baselines as baseline_plans
from optimizer.solve.interrupt import stop_on_signals
from optimizer.synth import frames, settings, specs
from optimizer.variants import varied
from optimizer.verify import judge
from optimizer.words import Language, Scale

__all__ = [
    "Case",
    "Impossible",
    "OutOfTime",
    "Plan",
    "Proposal",
    "Questions",
    "SolveParams",
    "audit_targets",
    "baselines",
    "cheapest_waivers",
    "check",
    "compare_regimes",
    "eligibility",
    "find_plan",
    "make_case",
    "pareto_fronts",
    "read_case",
    "score",
    "synth_case",
    "vary",
    "verify_run",
]

ISSUE = ["severity", "table", "row", "column", "code", "rule", "value", "message", "remedy"]
DEFAULT = SolveParams()


def check(path: str | Path, language: Language = "en") -> pd.DataFrame:
    """Every fault of every table of the case at a path, a row each; empty when there is none.

    Columns: severity (error, warning), table, row (as counted in the file), column, code, rule, value (its sort, never
    itself), message, remedy.

    >>> import optimizer
    >>> len(optimizer.check("data/tiny"))
    0
    """
    issues = jobs.read_tables(Path(path))[2]
    told = [(i.severity, i.table, i.row, i.column, i.code, i.rule, i.value_class) for i in issues]
    said = [(i.message_en, i.remedy_en) if language == "en" else (i.message_vi, i.remedy_vi) for i in issues]
    return pd.DataFrame([(*a, *b) for a, b in zip(told, said, strict=True)], columns=ISSUE).astype({"row": "Int64"})


def read_case(path: str | Path, regime: str = "", *, map_units: bool = False) -> Case:
    """The case in a folder or workbook, under its own regime or as if another ("2017", "2022", "2025") were in force;
    CaseFaultsError with all its faults at once.

    `case.cadres` and `case.posts` are frames with facts, `case.tables` the tables as read; with `map_units` units that
    have ended are their successors.

    >>> import optimizer
    >>> case = optimizer.read_case("data/tiny")
    >>> len(case.cadres), int(case.posts["key"].sum()), case.horizon_months
    (9, 4, 60)
    """
    return jobs.load_case(Path(path), regime, map_units=map_units)


def make_case(tables: Mapping[str, pd.DataFrame], settings: Mapping[str, Any]) -> Case:
    """The case that frames tell, by the name of their table, with the settings of case.toml; checked like files.

    Columns, units and ranges of each table are those of the CSV files (months, VND, permille, days). CaseFaultsError
    with all faults at once; rows are then counted from 0, as in the frames.

    >>> import optimizer, pandas as pd, pathlib, tomllib
    >>> folder = pathlib.Path("data/tiny")
    >>> tables = {file.stem: pd.read_csv(file) for file in folder.glob("*.csv")}
    >>> optimizer.make_case(tables, tomllib.loads((folder / "case.toml").read_text())).periods
    5
    """
    checked_tables, told = checked(tables, settings)
    return jobs.case_under(checked_tables, told, told.regime)


def vary(case: Case, tables: Mapping[str, pd.DataFrame] | None = None, **settings: Any) -> Case:
    """The same case under the same law, with some tables and settings replaced; checked again as a whole.

    >>> import optimizer
    >>> case = optimizer.read_case("data/tiny")
    >>> half = case.tables.budget.assign(amount_vnd=case.tables.budget["amount_vnd"] // 2)
    >>> int(optimizer.vary(case, {"budget": half}, training=False).tables.budget["amount_vnd"].sum())
    330000000
    """
    return varied(case, tables or {}, settings, case.law)


def synth_case(
    scale: Scale, seed: int, *, regime: str = "", posts: int = 0, cadres: int = 0, months: int = 60, tight: bool = False
) -> Case:
    """The synthetic case of a district or a province that a seed gives: invented places and people.

    `posts` key posts and `cadres` people (0: the default of the scale), over `months`; `tight`: scarce people and money.

    >>> import optimizer
    >>> case = optimizer.synth_case("district", seed=1, months=12)
    >>> len(case.communes), int(case.posts["key"].sum()), len(case.cadres)
    (11, 55, 120)
    """
    parts = specs(scale, seed, regime=regime, posts=posts, cadres=cadres, months=months, tight=tight)
    if len(parts) > 1:
        raise UsageError(
            "Cả nước là nhiều bộ dữ liệu; hãy dùng optimizer synth.", "A nation is many cases: optimizer synth."
        )
    return make_case(frames(parts[0]), settings(parts[0]))


def find_plan(case: Case, params: SolveParams = DEFAULT) -> Proposal | Impossible | OutOfTime | Disagreement:
    """The best lawful plan found, verified, with what is proven of it; or how else the search ended.

    >>> import optimizer
    >>> proposal = optimizer.find_plan(optimizer.read_case("data/tiny"))
    >>> proposal.lawful, proposal.proven
    (True, True)
    >>> proposal.gaps
      unit_id         name  before  after
    0      XA    Xã Nà Mẫu     708      0
    1      XB  Xã Huổi Mẫu     605    115
    """
    model, outcome, _ = solve_case(case, params, lambda _: None)
    return Proposal(case, outcome.plan, outcome.verdict, outcome, model) if isinstance(outcome, Solved) else outcome


def score(case: Case, draft: pd.DataFrame | Plan, training: pd.DataFrame | None = None) -> Proposal:
    """The verdict on anybody's plan: `draft` has cadre_id, post_id, start (day), months and, if wanted, landing (home,
    stay or a slot) per stint; `training` cadre_id, course_id. Breaches are told, never raised; unknown keys are raised.

    >>> import optimizer, pandas as pd
    >>> case = optimizer.read_case("data/tiny")
    >>> draft = pd.DataFrame({"cadre_id": ["C2"], "post_id": ["XA-BT"], "start": ["2021-10-01"], "months": [36]})
    >>> optimizer.score(case, draft).breaches().loc[:2, ["rule", "mode", "place"]]
      rule  mode     place
    0  C03  hard  C2|XA-BT
    1  C07  hard  C2|XA-BT
    2  C01  hard   XA-BT|0
    """
    taught = None if training is None else raw_table("training", training)
    plan = jobs.draft(case, raw_table("plan", draft), taught)[0] if isinstance(draft, pd.DataFrame) else draft
    return Proposal(case, plan, judge(case, plan))


def baselines(case: Case, seed: int = 1) -> dict[str, Proposal]:
    """What committees do without an optimiser, by name: as_is, seniority, merit, by_commune, deferred, random (`seed`).

    >>> import optimizer
    >>> found = optimizer.baselines(optimizer.read_case("data/tiny"))
    >>> {name: proposal.vacant_months for name, proposal in found.items()}
    {'as_is': 135, 'seniority': 84, 'merit': 84, 'by_commune': 12, 'deferred': 66, 'random': 24}
    """
    return {name: score(case, plan) for name, plan in baseline_plans(build(case), seed).items()}


def eligibility(case: Case, cadre: str = "", post: str = "", language: Language = "en") -> pd.DataFrame:
    """Who may take which key post: a row per pair, or those of one cadre or post.

    Columns: cadre_id, post_id, kind, start (day), months, answer (admitted, by_course, refused), refused_by (rules),
    why (a sentence per rule, with its source).

    >>> import optimizer
    >>> case = optimizer.read_case("data/tiny")
    >>> optimizer.eligibility(case, post="XA-BT").loc[5:8, ["cadre_id", "answer", "refused_by"]]
      cadre_id    answer  refused_by
    5       C6  admitted          []
    6       C7  admitted          []
    7       C8   refused  [C03, C09]
    8       C9   refused       [C03]
    """
    columns = ["cadre_id", "post_id", "kind", "start", "months", "answer", "refused_by", "why"]
    frame = pd.DataFrame(matrix.rows(case, cadre, post, language), columns=columns)
    return frame.astype({"start": "datetime64[s]", "kind": str})


def compare_regimes(
    case: Case, params: SolveParams = DEFAULT, *, map_units: bool = False, language: Language = "en"
) -> RegimeComparison:
    """The same case under 2017, 2022 and 2025, a plan each: who becomes eligible or no longer is, by which parameter.

    >>> import optimizer
    >>> found = optimizer.compare_regimes(optimizer.read_case("data/tiny"))
    >>> found.worlds[["regime", "admitted", "refused", "status"]]
      regime  admitted  refused  status
    0   2017        17       18  proven
    1   2022        17       18  proven
    2   2025        16       19  proven
    """
    planned = under_regimes(case.tables, case.settings, params, lambda _: None, map_units=map_units)
    return regime_comparison(compare(planned), language)


def pareto_fronts(
    proposal: Proposal, pairs: Sequence[tuple[str, str]] = USUAL_PAIRS, points: int = 5, seconds: float = 120.0
) -> pd.DataFrame:
    """What less gap costs: up to `points` lawful plans for each pair of objectives, none of which beats another.

    A row per point with its `proposal`; objectives are gap, worst, burden, moves, cost. No plan as good on the one axis
    has less than `first_least`, `second_least` on the other; `complete`: there is no further point.

    >>> import optimizer
    >>> tiny = optimizer.find_plan(optimizer.read_case("data/tiny"))
    >>> front = optimizer.pareto_fronts(tiny, [("gap", "moves")])
    >>> front[["gap", "moves", "proven", "complete"]]
        gap  moves  proven  complete
    0   115      2    True      True
    1   535      1    True      True
    2  1114      0    True      True
    """
    with stop_on_signals() as stop:
        return front_frame(proposal, fronts(weighed(proposal.case), proposal.plan, pairs, points, seconds, stop))


def audit_targets(proposal: Proposal, aims: Sequence[str] = (), params: SolveParams = DEFAULT) -> TargetAudit:
    """The case planned by other goals beside a plan: who gains and who loses. An aim is declared (weakest_first, thrift,
    seniority, fit_halved, burden_doubled, …) or tiers of goals ("fill,worst_commune,fit+calm"); `params` hold for each.

    >>> import optimizer
    >>> tiny = optimizer.find_plan(optimizer.read_case("data/tiny"))
    >>> optimizer.audit_targets(tiny, ["thrift"]).cadres
          aim cadre_id  was_chosen  chosen  burden_before  burden
    0  thrift       C5        True   False           1350       0
    1  thrift       C6       False    True              0    1350
    """
    case, asked = proposal.case, tuple(aims) or usual_aims(proposal.case)
    with stop_on_signals() as stop:
        made = audit(case, proposal.plan, asked, params, stop, lambda _: None, proven=proposal.proven)
    return target_audit(made)


def cheapest_waivers(
    case: Case, post: str, seconds: float = 24.0, language: Language = "en"
) -> pd.DataFrame | NoWayOut | OutOfTime:
    """The cheapest waivers with which some plan fills a key post, as rows of the table `waivers` and price, proved_by,
    forgiven (a sentence); no rows: none is needed. NoWayOut: nobody may waive what stands in the way.

    >>> import optimizer
    >>> case = optimizer.read_case("data/tiny")
    >>> nobody_planned = optimizer.vary(case, {"succession": case.tables.succession.head(0)})
    >>> optimizer.cheapest_waivers(nobody_planned, "XA-CT")[["rule_id", "place", "authority", "price"]]
      rule_id     place           authority  price
    0     C03  C5|XA-CT  district_committee      1
    """
    found = fill_by_waivers(case, post, seconds)
    if not isinstance(found, WayOut):
        return found
    breaches = [waiver.breach for waiver in found.waivers]
    return waiver_rows(case, post, breaches).assign(
        price=[waiver.price for waiver in found.waivers],
        proved_by=[", ".join(waiver.proved_by) for waiver in found.waivers],
        forgiven=[breach_sentence(case, breach, language) for breach in breaches],
    )


def verify_run(folder: str | Path) -> list[str]:
    """Why the verifier refuses the run folder of `optimizer plan`, from its files alone; empty when it does not.

    >>> import optimizer
    >>> optimizer.verify_run("data/tiny")
    Traceback (most recent call last):
    optimizer.errors.UsageError: data/tiny is not a run folder.
    """
    return jobs.recheck(Path(folder))
