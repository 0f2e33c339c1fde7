"""Changes of the tables that make room for a plan: a decision withdrawn, money added, a rule waived, and who signs it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from optimizer.case import Case, build_case
from optimizer.errors import VerificationError
from optimizer.explain.waivable import waivable
from optimizer.explain.waivers import waiver_rows
from optimizer.rules.kinds import Breach
from optimizer.tables import Tables, check_again
from optimizer.words import Authority


@dataclass(frozen=True, order=True)
class Remedy:
    """One change: `kind` is drop or loosen (a decision), budget (a year, to `amount_vnd`) or waive (a rule somewhere)."""

    kind: str
    rule: str
    place: str
    amount_vnd: int = 0


def signer(case: Case, rule: str, place: str) -> Authority:
    """Who signs a change of a rule in a place: whom the law names, and of a decision whom its row names, if higher."""
    by_law = Authority(case.law.rule(rule).waivable_by)
    if rule != "D01":
        return by_law
    rows = case.tables.decisions
    named = [Authority(row.authority) for row in rows.itertuples() if row.decision_id == place]
    return max([by_law, *named], key=lambda authority: authority.rank)


def on_offer(case: Case, rule: str, place: str) -> bool:
    """True where somebody may sign the change; what nobody may is protected and never offered."""
    return waivable(case, rule) and signer(case, rule, place) != Authority.NOBODY


def price(case: Case, rule: str, place: str) -> int:
    """The declared importance of what gives way: points by who signs."""
    return int(case.law[f"points_waiver_{signer(case, rule, place)}"].value)


def applied(case: Case, remedies: Iterable[Remedy], why: str) -> Case:
    """The case with the changes made in its tables; VerificationError if the tables have a fault then."""
    tables = case.tables
    for remedy in remedies:
        tables = _changed(case, tables, remedy, why)
    faults = [f"{issue.table}: {issue.message_en}" for issue in check_again(tables) if issue.severity == "error"]
    if faults:
        raise VerificationError(faults)
    return replace(build_case(tables, case.settings, case.law), changes=case.changes)


def _changed(case: Case, tables: Tables, remedy: Remedy, why: str) -> Tables:
    """The tables with one change made."""
    decisions, budget = tables.decisions, tables.budget
    chosen = decisions["decision_id"] == remedy.place
    if remedy.kind == "drop":
        return replace(tables, decisions=decisions[~chosen])
    if remedy.kind == "loosen":
        return replace(tables, decisions=decisions.assign(post_id=decisions["post_id"].mask(chosen, "")))
    if remedy.kind == "budget":
        raised = budget["amount_vnd"].mask(budget["year"] == int(remedy.place), remedy.amount_vnd)
        return replace(tables, budget=budget.assign(amount_vnd=raised))
    rows = [tables.waivers, waiver_rows(case, why, [Breach(remedy.rule, remedy.place)])]
    waivers = pd.concat([frame for frame in rows if len(frame)], ignore_index=True)
    return replace(tables, waivers=waivers)
