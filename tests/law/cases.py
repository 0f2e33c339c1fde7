"""What a legal case of the YAML files may say."""

from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from optimizer.law import add_months
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

    @property
    def cadre(self) -> dict[str, Any]:
        """The person's row in the table of cadres: the defaults, dated by the day of the case, and what the case gives."""
        rank = next(row[4] for row in DEFAULTS["tables"]["roles"] if row[0] == self.post.role)
        dated = {"born": add_months(self.day, -12 * 42), "health_checked": add_months(self.day, -1), "rank": rank}
        told = {**DEFAULTS["person"], **dated, "home_commune": "", **self.person}
        named = {"born": "birth_date", "unit": "unit_id", "home_commune": "home_commune_id"}
        return {"cadre_id": "P"} | {named.get(column, column): value for column, value in told.items()}

    @property
    def plans(self) -> list[Planned]:
        """The succession plan: the role of the post from last year on, unless the case gives another."""
        usual = Planned(role=self.post.role, first=self.day.year - 1, last=self.day.year + 4)
        return [usual] if self.planned is None else self.planned

    @property
    def graded(self) -> dict[int, Grade | None]:
        """The grade of each year: good in the last three, unless the case gives another."""
        return {self.day.year - back: Grade.GOOD for back in (1, 2, 3)} | self.grades

    @model_validator(mode="after")
    def _one_answer(self) -> "LegalCase":
        """Either admitted, or refused by some rule."""
        assert (self.expect is None) == bool(self.refused_by), self.name
        return self


HERE = Path(__file__).parent
FILES = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in sorted(HERE.glob("*.yaml"))}
DEFAULTS = FILES.pop("defaults")
CASES = {topic: [LegalCase.model_validate(case) for case in of_topic] for topic, of_topic in FILES.items()}
