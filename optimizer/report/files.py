"""Every file of a run folder but the manifest, as bytes by name."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from optimizer.case import Case
from optimizer.costs import stint_cost_by_year
from optimizer.explain import Explanation, Reason, Vacancy, explain
from optimizer.explain.fillings import Filling, Vacated
from optimizer.plan import Plan
from optimizer.report.html import render_html
from optimizer.report.plan_view import need_of
from optimizer.report.training import training_list
from optimizer.report.workbook import workbook_bytes
from optimizer.solve import Solved
from optimizer.tables import PlanRow
from optimizer.verify import Verdict
from optimizer.verify.certificate import to_json


def run_files(
    case: Case,
    solved: Solved,
    identity: Mapping[str, str],
    baselines: Mapping[str, Verdict] = MappingProxyType({}),
    ways: tuple[Vacated, ...] = (),
) -> dict[str, bytes]:
    """plan, landings, training, vacancies as CSV; explanations, certificate as JSON; report in vi and en, workbook."""
    plan, told = solved.plan, explain(case, solved.plan, ways)
    return {
        **plan_files(case, plan),
        "vacancies.csv": csv_bytes(
            ["post_id", "from", "months", "before", "overdue", "admitted", "placed", "cause"],
            [
                (v.post, case.day(v.first), v.months, v.before, int(v.overdue), v.admitted, v.placed, v.cause)
                for v in told.vacancies
            ],
        ),
        "explanations.json": _explanations(case, told),
        "certificate.json": (json.dumps(to_json(solved.certificate)) + "\n").encode(),
        "report.html": render_html(case, solved, told, identity, "vi", baselines).encode(),
        "report.en.html": render_html(case, solved, told, identity, "en", baselines).encode(),
        "plan.xlsx": workbook_bytes(case, solved, told.eligible, identity),
    }


def plan_files(case: Case, plan: Plan) -> dict[str, bytes]:
    """A plan as tables: plan, landings, training."""
    return {
        "plan.csv": csv_bytes(list(PlanRow.model_fields), plan_rows(case, plan)),
        "landings.csv": csv_bytes(["cadre_id", "end", "slot_id", "post_id"], plan.landings),
        "training.csv": csv_bytes(["cadre_id", "course_id", "starts", "ends", "cost_vnd"], training_list(case, plan)),
    }


def safe_cell(value: Any) -> Any:
    """The value, with text that a spreadsheet would read as a formula kept as text."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A CSV in UTF-8 with a byte-order mark, for spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def plan_rows(case: Case, plan: Plan) -> list[tuple[Any, ...]]:
    """Each stint with all that the law asks a plan to tell (C36), in the order of PlanRow."""
    slot = {landing.cadre: landing.slot for landing in plan.landings}
    return [
        (
            *(s.cadre, s.post, s.start, s.months, slot.get(s.cadre, "")),
            *(number, need_of(case, plan, s), case.kind(s.cadre, s.post), case.post[s.post].unit_id),
            sum(stint_cost_by_year(case, s).values()),
        )
        for number, s in enumerate(plan.stints, start=1)
    ]


def _explanations(case: Case, explanation: Explanation) -> bytes:
    """Reasons as data: parts with points, the checks of each stint, and which posts stay or stood vacant how long."""
    told = {
        "stints": [_told(case, reason) for reason in explanation.reasons],
        "common": [
            {"code": p.code, "points": p.points, "unit": p.unit, "cadre_id": p.cadre, "facts": dict(p.facts)}
            for p in explanation.common
        ],
        "vacancies": [asdict(vacancy) for vacancy in explanation.vacancies],
        "ways": [_filling(case, one.vacancy, way) for one in explanation.ways for way in one.ways],
        "long_vacant": [
            {"post_id": post, "since": since, "months": months} for post, since, months in explanation.long_vacant
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def _filling(case: Case, vacancy: Vacancy, way: Filling) -> dict[str, Any]:
    """What fills a vacancy as data: the changes, who is placed then, who proves that none of its kind is smaller."""
    return {
        "post_id": vacancy.post,
        "vacant_from": case.day(vacancy.first),
        "kind": way.kind,
        "from": case.day(way.first),
        "remedies": [asdict(remedy) for remedy in way.remedies],
        "stints": [stint._asdict() for stint in way.stints],
        "proved_by": way.proved_by,
    }


def _told(case: Case, reason: Reason) -> dict[str, Any]:
    """One reason as data."""
    return {
        "cadre_id": reason.stint.cadre,
        "post_id": reason.stint.post,
        "points": reason.points,
        "parts": [{"code": p.code, "points": p.points, "facts": dict(p.facts)} for p in reason.parts],
        "checks": {check.rule: check.result for check in reason.checks},
        "cost_vnd_by_year": stint_cost_by_year(case, reason.stint),
    }
