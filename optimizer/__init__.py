"""Plans the rotation of cadres into key commune posts, with reasons anyone can check."""

from optimizer.case import Case, build_case
from optimizer.errors import CaseFaultsError, OptimizerError, UsageError, VerificationError
from optimizer.plan import Landing, Plan, Stint, make_plan

__all__ = [
    "Case",
    "CaseFaultsError",
    "Landing",
    "OptimizerError",
    "Plan",
    "Stint",
    "UsageError",
    "VerificationError",
    "build_case",
    "make_plan",
]
