"""What is the same in every plan about as good as a run's, and what is free, on the screen or as JSON (F40)."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from optimizer.case import Case
from optimizer.commands.asked import Block, show, table
from optimizer.commands.exits import Exit, exit_of_answer
from optimizer.explain.backbone import CERTIFICATE, EXACT_BOUND, Backbone, Bone, Fate, backbone
from optimizer.explain.frozen import of_backbone
from optimizer.explain.near import Near, near_of
from optimizer.jobs import read_run
from optimizer.model import build
from optimizer.plan import Plan
from optimizer.report.near_view import WITHIN, within, within_rows
from optimizer.report.sentences import day, post_title, text
from optimizer.solve.interrupt import stop_on_signals
from optimizer.words import Language

COLUMNS = ("backbone.stint", "backbone.fate", "col.proof", "backbone.others")


def ask(run: Path, percent: float, seconds: float, language: Language, *, as_json: bool) -> Exit:
    """Answer, and return the exit code: something is open where a stint is not decided."""
    near = open_near(run, percent)
    with stop_on_signals() as stop:
        found = backbone(near, seconds, stop)
    claims = of_backbone(near, found)
    show(near.case, blocks(near, found, language), told(near, found), language, claims, as_json=as_json)
    return exit_of_answer(proven=found.decided, interrupted=found.interrupted)


def open_near(folder: Path, percent: float) -> Near:
    """The plans about as good as that of a run folder."""
    run = read_run(folder)
    return near_of(build(run.case), run.plan, run.told, run.certificate, percent)


def blocks(near: Near, found: Backbone, language: Language) -> list[Block]:
    """The answer, block by block: within what room, how many of each fate, stint by stint."""
    counts = Counter(bone.fate for bone in found.bones)
    numbers = {fate.value: counts[fate] for fate in Fate}
    rows = (row(near.case, bone, language) for bone in found.bones)
    return [
        text("near.within", language),
        table(WITHIN, within_rows(near.kept, language), language),
        text("backbone.count", language, count=len(found.bones), **numbers),
        table(COLUMNS, rows, language),
        text("backbone.scope", language, plans=len(found.plans)),
    ]


def row(case: Case, bone: Bone, language: Language) -> tuple[str, str, str, str]:
    """One stint: who, where, when; its fate; whose proof; who else is seen in the post."""
    stint = bone.stint
    days = f"{day(stint.start)} – {day(stint.end)}"
    code = "backbone.days_open" if bone.fate == Fate.HELD and bone.witness is None else f"backbone.{bone.fate}"
    own = (CERTIFICATE, EXACT_BOUND)
    voices = [text(f"backbone.{voice}", language) if voice in own else voice for voice in bone.proved_by]
    who = f"{stint.cadre}: {post_title(case, stint.post, language)}, {days}"
    return who, text(code, language), ", ".join(voices) or "—", ", ".join(bone.others) or "—"


def told(near: Near, found: Backbone) -> dict[str, Any]:
    """The answer as plain values; `witness` is the number of a plan in `plans`."""
    return {
        "within": within(near.kept),
        "decided": found.decided,
        "interrupted": found.interrupted,
        "stints": [
            {"cadre_id": b.stint.cadre, "post_id": b.stint.post, "start": b.stint.start.isoformat(),
             "months": b.stint.months, "fate": str(b.fate), "proved_by": list(b.proved_by), "others": list(b.others),
             "witness": b.witness} for b in found.bones
        ],
        "plans": [list(plan_rows(plan)) for plan in found.plans],
    }  # fmt: skip


def plan_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    """The rows of a plan as `score` reads them: each stint with its landing."""
    slots = {landing.cadre: landing.slot for landing in plan.landings}
    for s in plan.stints:
        yield {"cadre_id": s.cadre, "post_id": s.post, "start": s.start.isoformat(), "months": s.months,
               "landing": slots.get(s.cadre, "")}  # fmt: skip
