"""How the program ends: one exit code for each sort of answer."""

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.explain.conflict import Conflict, NoConflict
    from optimizer.explain.corrections import NoneNeeded, WaysOut
    from optimizer.explain.fillings import Filled
    from optimizer.explain.musts import Musts
    from optimizer.explain.waivers import NoWayOut, WayOut
    from optimizer.solve import Outcome, OutOfTime


class Exit(IntEnum):
    """How the program ends."""

    PROVEN = 0
    OUR_FAULT = 1
    USAGE = 2
    FAULTS = 3
    IMPOSSIBLE = 4
    INTERRUPTED = 5
    REFUSED = 6
    DISAGREE = 7
    GAP = 10


def exit_of(outcome: "Outcome") -> Exit:
    """The exit code of an outcome."""
    from optimizer.solve import Disagreement, Impossible, Solved

    if isinstance(outcome, Impossible):
        return Exit.IMPOSSIBLE
    if isinstance(outcome, Disagreement):
        return Exit.DISAGREE
    if outcome.interrupted:
        return Exit.INTERRUPTED
    return Exit.PROVEN if isinstance(outcome, Solved) and outcome.proven else Exit.GAP


def exit_of_all(outcomes: "Sequence[Outcome]") -> Exit:
    """The exit code of several outcomes side by side: the first that leaves something open; a proof of none does not."""
    ends = {exit_of(outcome) for outcome in outcomes}
    return next((end for end in (Exit.DISAGREE, Exit.INTERRUPTED, Exit.GAP) if end in ends), Exit.PROVEN)


def exit_of_batch(statuses: Sequence[str]) -> Exit:
    """The exit code of many scenarios by their status: the first that leaves something open; a proof of none does not."""
    ends = {"disagreement": Exit.DISAGREE, "waiting": Exit.INTERRUPTED}
    settled = {"proven", "impossible"}
    found = {ends.get(status, Exit.GAP) for status in statuses if status not in settled}
    return next((end for end in (Exit.DISAGREE, Exit.INTERRUPTED, Exit.GAP) if end in found), Exit.PROVEN)


def exit_of_ways(found: "WayOut | NoWayOut | OutOfTime") -> Exit:
    """The exit code of a search for waivers."""
    from optimizer.explain.waivers import NoWayOut, WayOut

    if isinstance(found, NoWayOut):
        return Exit.IMPOSSIBLE
    if found.interrupted:
        return Exit.INTERRUPTED
    return Exit.PROVEN if isinstance(found, WayOut) and found.proven else Exit.GAP


def exit_of_conflict(found: "Conflict | NoConflict | OutOfTime") -> Exit:
    """The exit code of a search for a conflict: of one that is shown to be irreducible, that of an impossible case."""
    from optimizer.explain.conflict import Conflict, NoConflict

    if isinstance(found, NoConflict):
        return Exit.PROVEN
    if found.interrupted:
        return Exit.INTERRUPTED
    return Exit.IMPOSSIBLE if isinstance(found, Conflict) and found.irreducible else Exit.GAP


def exit_of_corrections(found: "WaysOut | NoneNeeded | OutOfTime") -> Exit:
    """The exit code of a search for ways out: proven when an engine proves of each that none is of less weight."""
    from optimizer.explain.corrections import NoneNeeded, WaysOut

    if isinstance(found, NoneNeeded):
        return Exit.PROVEN
    if found.interrupted:
        return Exit.INTERRUPTED
    if not isinstance(found, WaysOut) or not (found.ways or found.complete):
        return Exit.GAP
    if not found.ways:
        return Exit.IMPOSSIBLE
    return Exit.PROVEN if all(way.proved_by for way in found.ways) else Exit.GAP


def exit_of_musts(found: "Musts") -> Exit:
    """The exit code of sorting wanted rules: proven when none that is left out could be held too."""
    if found.interrupted:
        return Exit.INTERRUPTED
    if found.plan is None:
        return Exit.IMPOSSIBLE if found.proved_by else Exit.GAP
    return Exit.PROVEN if found.maximal else Exit.GAP


def exit_of_filled(found: "Filled") -> Exit:
    """The exit code of a search for what fills vacancies: proven when each has a way, impossible where none has one."""
    if found.interrupted:
        return Exit.INTERRUPTED
    if found.plan is None or not all(one.ways or one.settled for one in found.vacated):
        return Exit.GAP
    return Exit.PROVEN if all(one.ways for one in found.vacated) else Exit.IMPOSSIBLE


def exit_of_answer(*, proven: bool, interrupted: bool) -> Exit:
    """The exit code of an answer about a run: proven, or with something open."""
    if interrupted:
        return Exit.INTERRUPTED
    return Exit.PROVEN if proven else Exit.GAP
