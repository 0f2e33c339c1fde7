"""Objectives as axes of a front: each as whole steps over the program of all lawful plans (F42)."""

from dataclasses import dataclass

import numpy as np

from optimizer.case import Case
from optimizer.model import Model, build
from optimizer.program import FREE, Program
from optimizer.rules.objectives import OBJECTIVES

USUAL_PAIRS = (("gap", "burden"), ("gap", "moves"), ("gap", "cost"))


@dataclass(frozen=True)
class Axis:
    """An objective over a program: value = `unit` × points · x + `constant`; no two plans differ by less than a unit."""

    name: str
    points: np.ndarray
    unit: int
    constant: int

    def value(self, least: int) -> int:
        """The value that a whole number of steps stands for."""
        return self.unit * least + self.constant

    def steps(self, value: int) -> int:
        """The most steps that a plan of no more than this value has."""
        return (value - self.constant) // self.unit

    def below(self, program: Program, value: int) -> Program:
        """The program of the plans of no more than this value."""
        return program.with_row(self.name, self.points, -FREE, self.steps(value))


def weighed(case: Case) -> Model:
    """The model of all lawful plans, with nothing but the objectives to weigh them by."""
    return build(case, goals=tuple(OBJECTIVES.values()))


def axis(program: Program, name: str) -> Axis:
    """An objective over such a model's program, less of it being better."""
    goal = OBJECTIVES[name]
    points = -goal.sense * program.goals[goal.id]
    unit = max(1, int(np.gcd.reduce(points)))
    return Axis(name, points // unit, unit, -goal.sense * program.constants.get(goal.id, 0))
