"""Plans the rotation of cadres into key commune posts, with reasons anyone can check.

    import optimizer
    case = optimizer.read_case("data/muong_nhe_2021")
    optimizer.find_plan(case)

Every public name is here; what it is made of is loaded when it is first asked for, so that the import takes no time.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from optimizer.api import (
        Case,
        Impossible,
        OutOfTime,
        Plan,
        Proposal,
        Questions,
        SolveParams,
        audit_targets,
        baselines,
        cheapest_waivers,
        check,
        compare_regimes,
        eligibility,
        find_plan,
        make_case,
        pareto_fronts,
        read_case,
        score,
        synth_case,
        vary,
        verify_run,
    )

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


def __getattr__(name: str) -> Any:
    """The public name, from `optimizer.api`."""
    if name in __all__:
        return getattr(import_module("optimizer.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Every public name."""
    return __all__
