"""What a legal case of the YAML files may say."""

from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from optimizer.words import Grade, Kind


class Strict(BaseModel):
    """A piece of a case in which every key is known."""

    model_config = ConfigDict(extra="forbid")


class Spell(Strict):
    """Time in a post, first and last day; the day by which it must be left, if there is one."""

    since: date
    until: date
    must_leave_by: date | None = None


class Served(Spell):
    """Time served before, in a role of a unit."""

    role: str = "COMMITTEE_CHAIR"
    unit: str = "OTHER_COMMUNE"


class Post(Strict):
    """The post offered; `held` when the person is its incumbent."""

    role: str = "COMMITTEE_CHAIR"
    derogation: bool = False
    added: bool = False
    special_reason: Literal["", "nonlocal", "two_terms"] = ""
    hardship: int = 0
    held: Spell | None = None


class Move(Strict):
    """The move, on the day of the case unless `start` is given; a rotation of 36 months unless told otherwise."""

    kind: Kind = Kind.ROTATION
    start: date | None = None
    months: int | None = None


class Planned(Strict):
    """A role in the succession plan, and the first and last year of that plan."""

    role: str
    first: int
    last: int


class Course(Strict):
    """A course of political theory that the person may be sent to."""

    gives: str
    starts: date
    months: int


class Waiver(Strict):
    """A rule forgiven for this person in this post (or in another one), from a day to a day."""

    rule: str
    first: date
    last: date
    post: Literal["POST", "OTHER_POST"] = "POST"


class LegalCase(Strict):
    """One case; `person` has columns of the table of cadres. What is left out is as in defaults.yaml."""

    name: str
    regime: Literal[2017, 2022, 2025]
    day: date
    person: dict[str, Any] = {}
    post: Post = Post()
    move: Move = Move()
    running_rotation: Spell | None = None
    served: list[Served] = []
    kin_home: str = ""
    course: Course | None = None
    planned: list[Planned] | None = None
    grades: dict[int, Grade | None] = {}
    waivers: list[Waiver] = []
    expect: Literal["admitted"] | None = None
    refused_by: list[str] = []
    priced: list[str] = []
    why: str

    @model_validator(mode="after")
    def _one_answer(self) -> "LegalCase":
        """Either admitted, or refused by some rule."""
        assert (self.expect is None) == bool(self.refused_by), self.name
        return self


HERE = Path(__file__).parent
FILES = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in sorted(HERE.glob("*.yaml"))}
DEFAULTS = FILES.pop("defaults")
CASES = {topic: [LegalCase.model_validate(case) for case in of_topic] for topic, of_topic in FILES.items()}
