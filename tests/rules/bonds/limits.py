"""Bonds at their limit, as limits.yaml tells them: one world, a plan that keeps the rule and one that just breaks it."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from optimizer.case import Case
from optimizer.plan import Plan
from tests.rules.tables import official, plan, world


class Strict(BaseModel):
    """A piece of a limit in which every key is known."""

    model_config = ConfigDict(extra="forbid")


class Draft(Strict):
    """Stints as (cadre, post, period, months[, slot]) and training as (cadre, course)."""

    moves: list[tuple[Any, ...]] = []
    sends: list[tuple[str, str]] = []


class Limit(Strict):
    """The two sides of one bond's limit: what they are in words, the world, the plans, and the places of the breach."""

    rule: str
    vi: str
    en: str
    world: dict[str, Any]
    kept: Draft
    broken: Draft
    breach: list[str]

    def case(self) -> Case:
        """The world of this limit."""
        return world(**{**self.world, "cadres": [official(**cadre) for cadre in self.world["cadres"]]})

    def plans(self) -> tuple[Plan, Plan]:
        """The plan that keeps the rule, and the one that breaks it."""
        case = self.case()
        kept, broken = (plan(case, *draft.moves, sends=draft.sends) for draft in (self.kept, self.broken))
        return kept, broken


LIMITS = [Limit.model_validate(row) for row in yaml.safe_load(Path(__file__).with_name("limits.yaml").read_text("utf-8"))]
