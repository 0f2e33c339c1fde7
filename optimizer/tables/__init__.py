"""Tables declared once: rows with meaning, unit and range; every fault of every table at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pydantic import ValidationError

from optimizer.law import Law, law_on
from optimizer.tables import checks, dated_checks
from optimizer.tables.issues import Issue, issue
from optimizer.tables.legal_checks import legal_issues
from optimizer.tables.parse import ErrorCell, RawCase, RawTable, empty, parse
from optimizer.tables.people import (
    CadreRow,
    CompetencyRow,
    GradeRow,
    KinRow,
    LanguageRow,
    PreferenceRow,
    ServiceRow,
    SuccessionRow,
)
from optimizer.tables.places import LandingRow, NeedRow, PostRow, RoleRow, UnitLanguageRow, UnitRow
from optimizer.tables.plans import (
    BudgetRow,
    CostRow,
    CourseRow,
    DecisionRow,
    FitRow,
    PlanRow,
    SourceRow,
    TrainingRow,
    WaiverRow,
)
from optimizer.tables.rowkind import Row
from optimizer.tables.settings import Settings

__all__ = [
    "OPTIONAL",
    "TABLES",
    "ErrorCell",
    "Issue",
    "PlanRow",
    "RawCase",
    "RawTable",
    "Settings",
    "Tables",
    "check",
    "check_again",
    "check_plan",
    "check_training",
    "issue",
]

TABLES: dict[str, type[Row]] = {
    "units": UnitRow,
    "roles": RoleRow,
    "posts": PostRow,
    "cadres": CadreRow,
    "competencies": CompetencyRow,
    "languages": LanguageRow,
    "grades": GradeRow,
    "service": ServiceRow,
    "succession": SuccessionRow,
    "kinship": KinRow,
    "needs": NeedRow,
    "unit_languages": UnitLanguageRow,
    "landings": LandingRow,
    "courses": CourseRow,
    "preferences": PreferenceRow,
    "waivers": WaiverRow,
    "decisions": DecisionRow,
    "budget": BudgetRow,
    "fit": FitRow,
    "costs": CostRow,
    "sources": SourceRow,
}
OPTIONAL = frozenset(
    ["kinship", "unit_languages", "courses", "preferences", "waivers", "decisions", "fit", "costs", "sources"]
)


@dataclass(frozen=True)
class Tables:
    """The valid tables of a case: one typed frame each, in file order; an absent one is empty."""

    units: pd.DataFrame
    roles: pd.DataFrame
    posts: pd.DataFrame
    cadres: pd.DataFrame
    competencies: pd.DataFrame
    languages: pd.DataFrame
    grades: pd.DataFrame
    service: pd.DataFrame
    succession: pd.DataFrame
    kinship: pd.DataFrame
    needs: pd.DataFrame
    unit_languages: pd.DataFrame
    landings: pd.DataFrame
    courses: pd.DataFrame
    preferences: pd.DataFrame
    waivers: pd.DataFrame
    decisions: pd.DataFrame
    budget: pd.DataFrame
    fit: pd.DataFrame
    costs: pd.DataFrame
    sources: pd.DataFrame


def check(raw: RawCase) -> tuple[Tables | None, Settings | None, tuple[Issue, ...]]:
    """Tables and settings, or None where an error stands in the way, and every issue found."""
    issues = list(raw.issues)
    settings, wrong = _settings(raw.settings)
    issues += wrong
    frames: dict[str, pd.DataFrame] = {}
    for name, model in TABLES.items():
        if name in raw.tables:
            frames[name], found = parse(name, model, raw.tables[name])
            issues += found
        else:
            frames[name] = empty(model)
            if name not in OPTIONAL and not any(i.table == name for i in raw.issues):
                issues.append(issue("missing_table", name, file=name))
    issues += _located(_cross_checks(frames, settings), raw)
    if any(found.severity == "error" for found in issues):
        return None, None, tuple(issues)
    plain = {name: frame.drop(columns="_row") for name, frame in frames.items()}
    return Tables(**plain), settings, tuple(issues)


def check_again(tables: Tables, settings: Settings | None = None) -> tuple[Issue, ...]:
    """Every issue that the checks over whole tables find in tables that were changed; rows are counted from 2.

    Those against the day and the law of a case only with its settings.
    """
    frames = {name: getattr(tables, name) for name in TABLES}
    numbered = {name: frame.assign(_row=frame.index + 2) for name, frame in frames.items()}
    return tuple(_cross_checks(numbered, settings))


def check_plan(raw: RawTable, tables: Tables, law: Law) -> tuple[pd.DataFrame, tuple[Issue, ...]]:
    """The stints of a draft plan, and every issue found: cells, unknown keys, a cadre placed twice, and the
    contents that the law asks of a plan.
    """
    frame, issues = _check_draft("plan", PlanRow, raw, tables)
    slots = ["", "home", "stay", *tables.landings["slot_id"]]
    issues += checks.faults("unknown_slot", "plan", "landing", frame[~frame["landing"].isin(slots)])
    issues += legal_issues({"plan": frame}, law)
    return frame, tuple(issues)


def check_training(raw: RawTable, tables: Tables) -> tuple[pd.DataFrame, tuple[Issue, ...]]:
    """The training of a draft plan, and every issue found: cells, unknown keys, a row twice."""
    frame, issues = _check_draft("training", TrainingRow, raw, tables)
    return frame, tuple(issues)


def _check_draft(name: str, model: type[Row], raw: RawTable, tables: Tables) -> tuple[pd.DataFrame, list[Issue]]:
    """A table of a draft, with the faults of its cells and keys."""
    frame, issues = parse(name, model, raw)
    for column, table in model.REFERS.items():
        known = getattr(tables, table)[column]
        issues += checks.faults("dangling_key", name, column, frame[~frame[column].isin(known)], other=table)
    first = frame.groupby(list(model.KEY))["_row"].transform("min")
    again = frame.assign(first=first)[frame["_row"] != first]
    issues += checks.faults("twice_in_plan", name, model.KEY[0], again, other="first")
    return frame, issues


def _settings(given: Mapping[str, Any]) -> tuple[Settings | None, list[Issue]]:
    """The settings, or what is wrong with them."""
    try:
        settings = Settings.model_validate(dict(given))
    except ValidationError as failure:
        return None, [
            issue(
                "bad_setting",
                "case",
                None,
                ".".join(str(part) for part in error["loc"]),
                file="case.toml",
                value=None if error["type"] == "missing" else error["input"],
                why=error["msg"],
            )
            for error in failure.errors(include_url=False)
        ]
    why = dated_checks.start_fault(settings.regime, settings.start)
    return settings, [issue("bad_setting", "case", None, "start", file="case.toml", why=why)] if why else []


def _cross_checks(frames: Mapping[str, pd.DataFrame], settings: Settings | None) -> list[Issue]:
    """Everything that the checks over whole tables find."""
    found = [
        *checks.check_for_duplicate_keys(frames, TABLES),
        *checks.check_for_dangling_keys(frames, TABLES),
    ]
    for look in (
        checks.check_for_kinship,
        checks.check_for_levels,
        checks.check_for_post_places,
        checks.check_for_decisions,
        checks.check_for_order,
        checks.check_for_skills,
        checks.check_for_shares,
        dated_checks.check_for_overlapping_service,
        dated_checks.check_for_two_holders,
        dated_checks.check_for_running_rotations,
    ):
        found += look(frames)
    if settings is not None and not dated_checks.start_fault(settings.regime, settings.start):
        for dated in (
            dated_checks.check_for_planning_day,
            dated_checks.check_for_units_in_force,
            dated_checks.check_for_grades,
            dated_checks.check_for_budget_years,
            dated_checks.check_for_waivers,
        ):
            found += dated(frames, settings)
        found += legal_issues(frames, law_on(settings.regime, settings.start))
    return found


def _located(found: list[Issue], raw: RawCase) -> list[Issue]:
    """The same issues with the file and sheet of their tables."""
    from dataclasses import replace

    return [
        replace(i, file=raw.tables[i.table].file, sheet=raw.tables[i.table].sheet) if i.table in raw.tables else i
        for i in found
    ]
