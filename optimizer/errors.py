"""Every error a user may meet.

OptimizerError
├── UsageError          the call is wrong: an unknown file, option or identifier
├── CaseFaultsError     the tables have faults; carries all of them
├── ClusterError        the workers can do no more; what was done is kept
├── VerificationError   a plan that the verifier refuses
└── DisagreementError   two engines contradict each other; carries what they were asked
"""

from collections.abc import Sequence
from typing import Any


class OptimizerError(Exception):
    """A fault that the user can mend; says how, in Vietnamese and English."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en


class UsageError(OptimizerError):
    """The call names something that is not there."""


class CaseFaultsError(OptimizerError):
    """The tables of a case have faults; `issues` holds every one of them."""

    def __init__(self, issues: Sequence[Any]) -> None:
        super().__init__(
            f"Dữ liệu có {len(issues)} lỗi; hãy sửa rồi chạy lại.",
            f"The tables have {len(issues)} faults; mend them and run again.",
        )
        self.issues = tuple(issues)


class ClusterError(OptimizerError):
    """The workers that were to do the work can do no more of it, through no fault of the work."""


class VerificationError(OptimizerError):
    """The verifier refuses a plan; `reasons` says why, line by line."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(
            "Bộ kiểm tra bác phương án: " + "; ".join(reasons),
            "The verifier refuses the plan: " + "; ".join(reasons),
        )
        self.reasons = tuple(reasons)


class DisagreementError(OptimizerError):
    """Two engines contradict each other on `minimise points · x` over a program; `answers` are theirs."""

    def __init__(self, program: Any, points: Any, answers: Sequence[Any]) -> None:
        super().__init__("Hai bộ giải không thống nhất.", "The engines disagree.")
        self.program = program
        self.points = points
        self.answers = tuple(answers)
