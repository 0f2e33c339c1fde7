"""What a run leaves behind to ask it further questions: its rungs, what it kept on each, what is proven of that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from optimizer.case import Case
from optimizer.errors import VerificationError
from optimizer.model import Model
from optimizer.plan import Plan
from optimizer.program import Program
from optimizer.rules.tiers import Tier, tiers
from optimizer.solve.params import DEFAULT
from optimizer.solve.tiers import complete
from optimizer.verify.bound import Bound, Duals
from optimizer.verify.certificate import Certificate, Rung, climbed, faults


@dataclass(frozen=True)
class Step:
    """One tier of a run: its rung, bound and duals by the certificate, the value kept, whether it is proven the best."""

    tier: Tier
    rung: Rung
    bound: Bound
    kept: int
    settled: bool
    duals: Duals

    @property
    def least(self) -> int:
        """The kept value as the whole number that is minimised."""
        return self.rung.least(self.tier, self.kept)


@dataclass(frozen=True)
class Base:
    """A run to be asked: its model, its plan, and its steps tier by tier."""

    model: Model
    plan: Plan
    steps: tuple[Step, ...]

    @property
    def case(self) -> Case:
        """The case of the run."""
        return self.model.case

    @property
    def program(self) -> Program:
        """The program of the run."""
        return self.model.program

    @cached_property
    def columns(self) -> np.ndarray:
        """The run's plan over all columns, with the slacks that are best for the first tier."""
        first, decisions = self.steps[0], self.model.decisions(self.plan)
        x = complete(self.program, first.rung.points(first.tier), decisions, DEFAULT.complete_seconds)
        if x is None:
            raise VerificationError(["the plan of the run does not keep the rows of its own program"])
        return x

    @cached_property
    def near(self) -> np.ndarray:
        """The columns of a first core by the bound of the last tier."""
        last = self.steps[-1]
        return cheapest(last.rung.program, last.bound, len(self.model.options.stints))

    def stints_of(self, cadre: str, post: str) -> np.ndarray:
        """The columns of the open stints of a cadre in a post."""
        stints = self.model.options.stints
        return stints.loc[(stints["cadre_id"] == cadre) & (stints["post_id"] == post), "column"].to_numpy()


def cheapest(program: Program, bound: Bound, stints: int) -> np.ndarray:
    """True for the open stints (the first columns) that cost least by a bound, as many as a first core has, and for all
    other columns.
    """
    is_open = program.columns["upper"].to_numpy()[:stints] > 0
    cost = np.where(is_open, bound.extra[:stints].astype(np.float64), np.inf)
    chosen = np.ones(len(program.columns), dtype=bool)
    chosen[:stints] = False
    chosen[np.argsort(cost, kind="stable")[: DEFAULT.core_stints]] = True
    return chosen


def base_of(model: Model, plan: Plan, told: Sequence[Mapping[str, Any]], certificate: Certificate) -> Base:
    """The base of a run, by what its manifest tells of each tier; VerificationError unless the certificate shows it."""
    todo = tiers(model.case)
    reasons = faults(model.program, todo, [tier["certified"] for tier in told], certificate)
    if reasons or not told:
        raise VerificationError(reasons or ["the run has no tier"])
    climb = zip(todo, climbed(model.program, todo, certificate), certificate.steps, told, strict=False)
    steps = [
        Step(tier, rung, bound, step.kept, bool(of["proved_by"]) or of["bound"] == step.kept, step.duals)
        for tier, (rung, bound), step, of in climb
    ]
    return Base(model, plan, tuple(steps))
