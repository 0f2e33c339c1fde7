"""Pairs of cadre and post that one case admits and another refuses, each traced to what alone turns it (F8)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from optimizer.case import Case, build_case
from optimizer.explain.eligibility import eligibility
from optimizer.law import Parameter
from optimizer.plan import Stint
from optimizer.rules import GATES
from optimizer.rules.kinds import Facts, Gate
from optimizer.words import Mode

PAIR = ["cadre_id", "post_id"]


@dataclass(frozen=True)
class Cause:
    """What, given the value of the other case, turns a rule's word on a pair: `mode`, `parameters` or `units`.

    Several parameters are needed together: none of them alone turns it.
    """

    kind: str
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """A rule that refuses a stint in one case and not in the other: the facts of the fault, and each verified cause."""

    rule: str
    facts: Facts
    causes: tuple[Cause, ...]


@dataclass(frozen=True)
class Flip:
    """A pair that is newly eligible in the second case, or no longer is; `stint` is one that the other case admits."""

    stint: Stint
    newly: bool
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True)
class Judged:
    """A case and the hard gates' word on each of its pairs (`Eligibility.pairs`)."""

    case: Case
    pairs: pd.DataFrame

    @property
    def admitted(self) -> int:
        """How many pairs no rule refuses."""
        return int((self.pairs["refused_by"].map(len) == 0).sum())


def judged(case: Case) -> Judged:
    """The case with the word on all its pairs."""
    return Judged(case, eligibility(case).pairs)


def flips(before: Judged, after: Judged) -> tuple[Flip, ...]:
    """Every pair in both cases that one admits and the other refuses, by cadre and post.

    The cases differ in their law, or in nothing but the mapping of units.
    """
    pairs = before.pairs.merge(after.pairs, on=PAIR, suffixes=("_before", "_after"))
    was, now = (pairs[f"refused_by_{when}"].map(len) == 0 for when in ("before", "after"))
    found = [
        *_traced(pairs[now & ~was], Trial(before.case, after.case), ("before", "after"), newly=True),
        *_traced(pairs[was & ~now], Trial(after.case, before.case), ("after", "before"), newly=False),
    ]
    return tuple(sorted(found, key=lambda flip: flip.stint))


def only_in_one(before: Judged, after: Judged) -> tuple[int, int]:
    """How many pairs are judged in the first case only, and in the second only: their posts are not in both."""
    first, second = (pd.MultiIndex.from_frame(side.pairs[PAIR]) for side in (before, after))
    return len(first.difference(second)), len(second.difference(first))


def refusal(case: Case, gate: Gate, stint: Stint) -> Facts | None:
    """The facts of a hard rule's fault that neither a waiver nor a course lifts; None when the rule lets it pass."""
    if case.law.mode(gate.id) != Mode.HARD or (gate.id, f"{stint.cadre}|{stint.post}") in case.waived:
        return None
    facts = gate.fault(case, stint)
    return None if facts is not None and gate.courses(case, stint) else facts


class Recorder(Mapping[str, Parameter]):
    """Parameters of a law that remember which of them were read."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self.parameters = parameters
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> Parameter:
        """Return the parameter and remember its key."""
        self.read.add(key)
        return self.parameters[key]

    def __iter__(self) -> Iterator[str]:
        """Go through the keys, which is no reading."""
        return iter(self.parameters)

    def __len__(self) -> int:
        """Count the parameters."""
        return len(self.parameters)


@dataclass(frozen=True)
class Trial:
    """A case that refuses and one that admits; the refusing one is judged again with values of the other's law."""

    refusing: Case
    admitting: Case
    made: dict[tuple[str, frozenset[str]], tuple[Case, Recorder]] = field(default_factory=dict)

    def switched(self, gate: Gate, keys: frozenset[str]) -> tuple[Case, Recorder]:
        """The refusing case with these parameters of the other law, and all that was read of its law while it was built
        and the gate judged it: each gate has a case of its own, which no other gate has asked before.

        A parameter that only the other law has can be read, for a switched one may ask for it.
        """
        if (gate.id, keys) not in self.made:
            ours, theirs = self.refusing.law, self.admitting.law
            values = {**theirs.by_key, **ours.by_key, **{key: theirs[key] for key in keys}}
            recorder = Recorder(values)
            case = build_case(self.refusing.tables, self.refusing.settings, replace(ours, by_key=recorder))
            self.made[gate.id, keys] = case, recorder
        return self.made[gate.id, keys]

    def candidates(self, gate: Gate, stint: Stint) -> list[str]:
        """Parameters that the case and the gate read, now or for stints before, whose values differ between the laws."""
        ours, theirs = self.refusing.law, self.admitting.law
        case, recorder = self.switched(gate, frozenset())
        refusal(case, gate, stint)
        both = recorder.read & ours.by_key.keys() & theirs.by_key.keys()
        return sorted(key for key in both if ours[key].value != theirs[key].value)

    def turned_by(self, keys: frozenset[str], gate: Gate, stint: Stint) -> Cause | None:
        """The cause, if the rule lets the stint pass once these parameters have the other law's values.

        With them it names the parameters that only the other law has and that were asked for.
        """
        case, recorder = self.switched(gate, keys)
        read = set(recorder.read)
        recorder.read.clear()
        passes = refusal(case, gate, stint) is None
        asked = recorder.read - self.refusing.law.by_key.keys()
        recorder.read.update(read)
        return Cause("parameters", (*sorted(keys), *sorted(asked))) if passes else None

    def causes(self, gate: Gate, stint: Stint) -> tuple[Cause, ...]:
        """Each single cause; where there is none, the fewest parameters that turn it together; () when untraced."""
        if self.admitting.law.mode(gate.id) != Mode.HARD:
            return (Cause("mode"),)
        if self.refusing.law == self.admitting.law:
            return (Cause("units"),)
        keys = self.candidates(gate, stint)
        alone = [cause for key in keys if (cause := self.turned_by(frozenset([key]), gate, stint))]
        if alone or not self.turned_by(frozenset(keys), gate, stint):
            return tuple(alone)
        needed = frozenset(keys)
        for key in keys:
            needed = needed - {key} if self.turned_by(needed - {key}, gate, stint) else needed
        return tuple(cause for cause in [self.turned_by(needed, gate, stint)] if cause)


def _traced(pairs: pd.DataFrame, trial: Trial, whens: tuple[str, str], *, newly: bool) -> Iterator[Flip]:
    """A flip for each of the pairs; `whens` are the suffixes of the case that refuses and of the one that admits."""
    for row in pairs.to_dict("records"):
        refused, admitted = (_stint(trial, row, when) for when in whens)
        refusals = tuple(_refusals(trial, admitted)) or tuple(_refusals(trial, refused))
        yield Flip(admitted, newly, refusals)


def _stint(trial: Trial, row: Mapping[Any, Any], when: str) -> Stint:
    """The best stint of a pair in one of the cases."""
    start = trial.refusing.day(row[f"start_{when}"])
    return Stint(row["cadre_id"], row["post_id"], start, row[f"months_{when}"])


def _refusals(trial: Trial, stint: Stint) -> Iterator[Refusal]:
    """The rules that refuse a stint in the one case and not in the other."""
    for gate in GATES:
        facts = refusal(trial.refusing, gate, stint)
        if facts is not None and refusal(trial.admitting, gate, stint) is None:
            yield Refusal(gate.id, facts, trial.causes(gate, stint))
