"""Every setting of a solve, with its reason; figures behind them: benchmarks and docs/decisions."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SolveParams:
    """`seconds`: for all tiers together. `confirm`: both engines must answer every tier, whatever its size."""

    seconds: float = 24.0
    confirm: bool = False
    confirm_columns: int = 600
    """Up to this many decision columns the second proof costs next to nothing, so both engines always give one."""

    lp_share: float = 0.25
    """Of the time that is left, at most for the LP of a tier: a bound without a plan helps nobody."""

    core_stints: int = 500
    """Stints of the first core. A core is a few stints that the LP likes; a province has 80,000, its plan uses 300."""

    core_growth: int = 3
    """Each core has so many times the stints of the last one."""

    core_share: float = 0.34
    """Of the tier's time that is left, at most for one core: a wider one often beats the proof of a narrow one."""

    least_seconds: float = 0.3
    """Less than this is not worth an engine's start."""

    complete_seconds: float = 20.0
    """A guard only: with all decisions fixed the slacks take milliseconds."""


DEFAULT = SolveParams()
