"""The batch behind 06_research: synthetic districts over one period, planned by the program and by six simpler ways.

`python notebooks/district_gains.py` writes district_gains.csv beside this file, one row per district and way; a batch
that was cut short goes on where it stopped. Units: months, points of the goals, gaps of 1000, VND.
"""

import argparse
from pathlib import Path
from typing import Any

import pandas as pd

import optimizer
from optimizer import Proposal, SolveParams

STORED = Path(__file__).with_name("district_gains.csv")
SECONDS = 20.0  # for each district; most need fewer
DISTRICTS = [("ordinary", seed) for seed in range(1, 101)] + [("tight", seed) for seed in range(1, 61)]
TIERS = {"fill": "fill", "weakest_first.worst": "worst", "weakest_first.worst_k": "worst_k", "worth": "worth"}
PARTS = ["fit", "team", "burden", "wishes", "calm"]


def measured(proposal: Proposal) -> dict[str, Any]:
    """What a plan is worth: its tiers and the parts of the last, vacancies, gaps, moves and money."""
    tiers = proposal.tiers.set_index("tier")
    gaps, goals = proposal.gaps["after"], proposal.goals
    return {
        **{short: int(tiers.loc[tier, "value"]) for tier, short in TIERS.items()},
        **{part: int(goals[part]) for part in PARTS},
        "vacant_months": proposal.vacant_months,
        "mean_gap": round(float(gaps.mean()), 2),
        "stints": len(proposal.plan.stints),
        "rotations": proposal.rotations,
        "cost_vnd": proposal.cost_vnd,
        "lawful": proposal.lawful,
    }


def proofs(proposal: Proposal) -> dict[str, Any]:
    """What is proven of each tier: its bound, and whether the value is shown to be the best."""
    tiers = proposal.tiers.set_index("tier")
    told = {f"{short}_bound": int(tiers.loc[tier, "bound"]) for tier, short in TIERS.items()}
    return told | {f"{short}_proven": bool(tiers.loc[tier, "proven"]) for tier, short in TIERS.items()}


def district(supply: str, seed: int, seconds: float = SECONDS) -> pd.DataFrame:
    """One district, a row per way of choosing; `optimised` is the program's own plan."""
    case = optimizer.synth_case("district", seed, months=12, tight=supply == "tight")
    best = optimizer.find_plan(case, SolveParams(seconds=seconds))
    if not isinstance(best, Proposal) or best.solved is None or len(best.solved.tiers) < len(TIERS):
        raise RuntimeError(f"district {seed}: no plan in {seconds} s")
    rows = [{"way": "optimised", **measured(best), **proofs(best)}]
    rows += [{"way": way, **measured(plan)} for way, plan in optimizer.baselines(case, seed).items()]
    frame = pd.DataFrame(rows).convert_dtypes()
    frame.insert(0, "seed", seed)
    frame.insert(0, "supply", supply)
    return frame


def main() -> None:
    """Measure what the stored file lacks, a district at a time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=STORED)
    asked = parser.parse_args()
    done = [pd.read_csv(asked.out).convert_dtypes()] if asked.out.exists() else []
    known = {pair for frame in done for pair in zip(frame["supply"], frame["seed"], strict=True)}
    for supply, seed in (pair for pair in DISTRICTS if pair not in known):
        done.append(district(supply, seed))
        pd.concat(done, ignore_index=True).to_csv(asked.out, index=False)


if __name__ == "__main__":
    main()
