"""One scenario planned: what a worker does, given paths and a key."""

import gzip
import json
import platform
from pathlib import Path
from typing import Any

from optimizer.batch.keys import canonical, run_key
from optimizer.batch.reforms import reformed
from optimizer.batch.scenarios import Scenario, read_batch
from optimizer.case import Case
from optimizer.costs import plan_cost_by_year
from optimizer.errors import ClusterError
from optimizer.planning import solve_case
from optimizer.proposal import Proposal
from optimizer.report.sentences import post_title
from optimizer.solve import Disagreement, Impossible, Outcome, Solved, SolveParams

REACHED = ("name", "value", "tolerance")
SEARCHED = ("certified", "bound", "gap", "certified_gap", "proved_by", "confirmed", "seconds")


def plan_scenario(path: Path, scenario: Scenario, key: str, params: SolveParams) -> bytes:
    """What came of a scenario of a file, as packed JSON; ClusterError if the key is not that of what stands here now.

    Where the plan is proven and ties are broken, all but `search` is the same on any run.
    """
    batch = read_batch(path)
    if run_key(path, batch, scenario, params) != key:
        here = platform.node()
        raise ClusterError(
            f"Dữ liệu hoặc chương trình ở tiến trình làm việc trên máy {here} khác với nơi giao việc.",
            f"The data or the program of a worker on {here} are not those of the client.",
        )
    case = reformed(path.parent / batch.case, [batch.reforms[name] for name in scenario.reforms], scenario.seed)
    model, outcome, seconds = solve_case(case, params, lambda _: None)
    told: dict[str, Any] = {"status": status(outcome), "columns": len(model.program.columns)}
    told["search"] = {"seconds": seconds, "tiers": []}
    if isinstance(outcome, Solved):
        told["search"]["tiers"] = [{name: result.facts[name] for name in SEARCHED} for result in outcome.tiers]
        told["ties_broken"] = outcome.ties_broken
        told |= _plan_facts(Proposal(case, outcome.plan, outcome.verdict, outcome))
    return gzip.compress(canonical(told), mtime=0)


def unpacked(content: bytes) -> dict[str, Any]:
    """What `plan_scenario` told, with what the search says of each tier beside its value."""
    told: dict[str, Any] = json.loads(gzip.decompress(content))
    if "tiers" in told:
        told["tiers"] = [tier | found for tier, found in zip(told["tiers"], told["search"]["tiers"], strict=True)]
    return told


def status(outcome: Outcome) -> str:
    """The sort of an outcome, in a word."""
    if isinstance(outcome, Solved):
        return "proven" if outcome.proven else "plan"
    if isinstance(outcome, Impossible):
        return "impossible"
    return "disagreement" if isinstance(outcome, Disagreement) else "out_of_time"


def _plan_facts(proposal: Proposal) -> dict[str, Any]:
    """A plan, its measures, and what its communes and posts are called. Money in VND, time in months, gaps of 1000;
    running rotations are in the cost.
    """
    plan, solved = proposal.plan, proposal.solved
    return {
        "tiers": [{name: result.facts[name] for name in REACHED} for result in solved.tiers] if solved else [],
        "goals": dict(proposal.verdict.goals),
        "gaps": dict(proposal.verdict.gap),
        "horizon_months": proposal.case.horizon_months,
        "vacant_months": proposal.vacant_months,
        "weakest": max(proposal.verdict.gap.values(), default=0),
        "moves": len(plan.stints),
        "rotations": proposal.rotations,
        "training": [list(sent) for sent in plan.training],
        "cost_vnd": sum(plan_cost_by_year(proposal.case, plan).values()),
        "stints": [[s.cadre, s.post, s.start.isoformat(), s.months] for s in plan.stints],
        "landings": [[x.cadre, x.end.isoformat(), x.slot, x.post] for x in plan.landings],
        "units": {unit: proposal.case.unit[unit].name for unit in proposal.verdict.gap},
        "posts": {s.post: _titles(proposal.case, s.post) for s in plan.stints},
    }


def _titles(case: Case, post: str) -> list[str]:
    """A post in Vietnamese and in English."""
    return [post_title(case, post, "vi"), post_title(case, post, "en")]
