"""The kinds of rule: Gate judges one stint, Bond ties stints together, Goal gives points, Duty binds papers."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.options import Options
from optimizer.plan import Plan, Stint, Training
from optimizer.program import Desk

Facts = Mapping[str, Any]
NO_COURSES = pd.DataFrame({"stint": pd.Series(dtype=np.int64), "course_id": pd.Series(dtype=str)})


@dataclass(frozen=True)
class Breach:
    """One place where a plan breaks one rule, by how much, and the facts of the sentence."""

    rule: str
    place: str
    facts: Facts = field(default_factory=dict)
    amount: int = 1


class Rule(ABC):
    """What every rule has: an id of the rule book and a sentence for a breach, vi and en.

    Title, citation, mode and price stand in the law (`case.law.rule(id)`).
    """

    id: ClassVar[str]
    says: ClassVar[Mapping[str, str]]

    @abstractmethod
    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """The definition: every breach of a plan, from tables alone; total on malformed plans."""


class Asks(Enum):
    """What a gate must know of a stint: cadre and post; its start too; its length too."""

    PAIR = auto()
    START = auto()
    LENGTH = auto()


class Gate(Rule):
    """Judges one stint. A refused stint never becomes a column.

    `asks` lets a gate be asked early; one that courses can open asks for the whole stint.
    """

    asks: ClassVar[Asks] = Asks.LENGTH

    @abstractmethod
    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """The definition for one stint: the facts of the fault, or None."""

    @abstractmethod
    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """The encoding: True for each stint that the rule admits."""

    def courses(self, case: Case, stint: Stint) -> tuple[str, ...]:
        """The courses any of which lifts the fault of a stint."""
        return ()

    def opened_by(self, case: Case, stints: pd.DataFrame) -> pd.DataFrame:
        """The same for refused stints, as rows: `stint` (its label in the index) and `course_id`."""
        return NO_COURSES

    def breaches(self, case: Case, plan: Plan) -> Iterator[Breach]:
        """One breach for each stint with a fault that no course of the plan lifts; the place is cadre|post."""
        for stint in plan.stints:
            facts = self.fault(case, stint)
            taken = facts is not None and any(
                Training(stint.cadre, c) in plan.training for c in self.courses(case, stint)
            )
            if facts is not None and not taken:
                place = {"cadre": stint.cadre, "post": stint.post}
                yield Breach(self.id, f"{stint.cadre}|{stint.post}", {**place, **facts})


class Bond(Rule):
    """Ties options together, in rows."""

    @abstractmethod
    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """The encoding: rows on the desk that exactly the plans without breach keep."""


@dataclass(frozen=True)
class Duty:
    """A rule that asks something of the papers of a plan: what they tell, in Vietnamese and English."""

    id: str
    says: Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """Points that one thing brings to a goal: whom and where it concerns, and why."""

    code: str
    points: int
    cadre: str = ""
    unit: str = ""
    facts: Facts = field(default_factory=dict)


class Goal(ABC):
    """Gives points and forbids nothing. `sense` is +1 where more is better, -1 where less is.

    `serves` are the rules of the rule book that it measures; a regime that turns all of them off turns it off.
    """

    id: ClassVar[str]
    sense: ClassVar[int]
    serves: ClassVar[tuple[str, ...]] = ()

    def in_force(self, case: Case) -> bool:
        """True when the case's law knows a rule that it serves, or it serves none of its own."""
        return not self.serves or any(case.law.in_force(rule) for rule in self.serves)

    @abstractmethod
    def score(self, case: Case, plan: Plan) -> int:
        """The definition: the value of a plan, from tables alone."""

    @abstractmethod
    def encode(self, case: Case, options: Options, desk: Desk) -> None:
        """The encoding: points whose best over the slacks is the score."""


class SumGoal(Goal):
    """A goal that is the exact sum of its parts."""

    @abstractmethod
    def parts(self, case: Case, plan: Plan) -> Iterator[Part]:
        """Every part of the value, named."""

    def score(self, case: Case, plan: Plan) -> int:
        """The sum of the parts."""
        return sum(part.points for part in self.parts(case, plan))
