"""Explanations as frozen claims that anybody can judge, and the same as JSON."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from pydantic import TypeAdapter

from optimizer.plan import Move, Plan, Stint
from optimizer.rules.kinds import Breach, Part
from optimizer.verify.edits import Edit


@dataclass(frozen=True)
class Credit:
    """One part of one goal."""

    goal: str
    part: Part


@dataclass(frozen=True)
class Share:
    """The value of a tier taken apart: `own` parts of a post and its people, and the points of the `rest`.

    The rest is summed by goal; where the tier counts the worst communes, it is the gap index of each other one.
    """

    tier: str
    value: int
    own: tuple[Credit, ...]
    rest: Mapping[str, int]


@dataclass(frozen=True)
class Refusal:
    """A cadre whom hard gates refuse for a post, whatever his start and length: what they say of his best stint."""

    stint: Stint
    faults: tuple[Breach, ...]


@dataclass(frozen=True)
class Held:
    """A cadre whom the gates admit to a post that is not open when he could start: who holds it, and until when."""

    cadre: str
    post: str
    holder: str
    opens: date


@dataclass(frozen=True)
class Unplaceable:
    """A cadre whom the gates admit, and yet no plan with him in the post keeps all hard rules, by the engines' word."""

    cadre: str
    post: str
    proved_by: tuple[str, ...]


@dataclass(frozen=True)
class Price:
    """What one tier pays for a change: the best `value` with it, where `kept` is the best without.

    No plan with the change beats `bound`, in the sense of the tier. `reached` is what the plan shown has. `proved_by`
    tells who shows that the value is the best: engines; "certificate", a bound in whole numbers; "run", for it is as
    good as kept; "bound", which the plan of a later tier reached.
    """

    tier: str
    kept: int
    value: int
    bound: int
    reached: int
    proved_by: tuple[str, ...]

    @property
    def proven(self) -> bool:
        """True when no plan with the change has a better value."""
        return self.bound == self.value


@dataclass(frozen=True)
class Forced:
    """The plan that a run would be if a cadre had to hold a post at some time, tier by tier, and who moves then.

    `rules` are the hard rules that are broken when he is put into the run's plan and nobody else moves.
    """

    cadre: str
    post: str
    plan: Plan
    prices: tuple[Price, ...]
    moves: tuple[Move, ...]
    rules: tuple[Breach, ...]


@dataclass(frozen=True)
class Check:
    """One gate's word on one stint: passed, course, soft or waived; `courses` are those that lift the fault."""

    cadre: str
    rule: str
    result: str
    courses: tuple[str, ...]


@dataclass(frozen=True)
class Why:
    """Why a post is filled as it is: its stints, the tiers taken apart, the gates' word on those chosen and on others.

    `admitted` are the cadres who have an admitted stint in the post, whether it opens or not. The runner-up is the
    cheapest other cadre in the post; `sure` when nobody else is cheaper.
    """

    post: str
    stints: tuple[Stint, ...]
    shares: tuple[Share, ...]
    checks: tuple[Check, ...]
    admitted: tuple[str, ...]
    refused: tuple[Refusal, ...]
    runner_up: Forced | None
    sure: bool


class Constraint(NamedTuple):
    """One rule in one place: of a gate the person whom it judges; of a bond the place of its row."""

    rule: str
    place: str


class Limit(NamedTuple):
    """A tier or an objective (`rules.objectives`) of which a plan is no worse than `value`."""

    measure: str
    value: int


class Apart(NamedTuple):
    """The placements (cadre, post) of a plan, of which another differs in at least `least`."""

    pairs: tuple[tuple[str, str], ...]
    least: int


@dataclass(frozen=True)
class Asked:
    """What a plan is asked to be: lawful after some edits of the case, and besides what is named here.

    `only`: of the hard rules it need keep these constraints alone; those who are pinned nowhere keep all gates.
    `placed`, `absent`: cadres in posts; `filled`: posts with a new stint; `without`: stints that it does not have.
    """

    edits: tuple[Edit, ...] = ()
    only: tuple[Constraint, ...] | None = None
    limits: tuple[Limit, ...] = ()
    placed: tuple[tuple[str, str], ...] = ()
    absent: tuple[tuple[str, str], ...] = ()
    filled: tuple[str, ...] = ()
    without: tuple[Stint, ...] = ()
    apart: tuple[Apart, ...] = ()


@dataclass(frozen=True)
class Witness:
    """A plan that is what was asked."""

    asked: Asked
    plan: Plan


@dataclass(frozen=True)
class NoPlan:
    """No plan is what was asked, by the word of those named: engines, or bounds in whole numbers."""

    asked: Asked
    proved_by: tuple[str, ...]


@dataclass(frozen=True)
class Broken:
    """The hard rules that the plan of the run breaks after some edits of the case."""

    edits: tuple[Edit, ...]
    breaches: tuple[Breach, ...]


@dataclass(frozen=True)
class AmongBest:
    """After some edits a plan is one of the best: in each tier within its tolerance of what can be, the last the best.

    Without a plan it is that of the run.
    """

    edits: tuple[Edit, ...]
    plan: Plan | None = None


@dataclass(frozen=True)
class Stands:
    """Whether after some edits a cadre holds a post in every best plan, in one of them (`plan`), or in none.

    `place`: every, among or behind; or refused, where the gates admit no stint or the post does not open in time.
    """

    edits: tuple[Edit, ...]
    cadre: str
    post: str
    place: str
    plan: Plan | None


@dataclass(frozen=True)
class NoSmaller:
    """No set of fewer constraints than `size` contradict each other, for each of the plans breaks one of them.

    So a set that no plan keeps has a constraint of each plan's breaches, and it takes at least `size` to have that.
    """

    size: int
    plans: tuple[Plan, ...]


@dataclass(frozen=True)
class NoCheaper:
    """No set of changes of less importance than `cost`, or of any if that is None, makes the case possible, but those in
    which all of an earlier set are made; a change is the rule and the place that it frees.
    """

    cost: int | None
    before: tuple[tuple[Constraint, ...], ...]
    proved_by: tuple[str, ...]


Claim: TypeAlias = (
    Why | Forced | Refusal | Held | Unplaceable | Witness | NoPlan | Broken | AmongBest | Stands | NoSmaller | NoCheaper
)
KINDS = (Why, Forced, Refusal, Held, Unplaceable, Witness, NoPlan, Broken, AmongBest, Stands, NoSmaller, NoCheaper)


def to_json(claim: Claim) -> dict[str, Any]:
    """A claim as plain JSON values."""
    return {"claim": type(claim).__name__.lower(), **plain(claim)}


def all_json(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Several claims as plain JSON values."""
    return [to_json(claim) for claim in claims]


def from_json(told: Mapping[str, Any]) -> Claim:
    """The claim that plain JSON values say; KeyError or ValueError if they say none, or something beside it."""
    kinds: dict[str, type] = {kind.__name__.lower(): kind for kind in KINDS}
    claim: Claim = TypeAdapter(kinds[told["claim"]]).validate_python(dict(told))
    beside = sorted(_beside(told, to_json(claim)))
    if beside:
        raise ValueError(f"no part of a claim: {', '.join(beside)}")
    return claim


def _beside(told: Any, said: Any) -> Iterator[str]:
    """The names in JSON values that are not in what the claim says: one misspelt would else be passed over in silence."""
    if isinstance(told, Mapping) and isinstance(said, Mapping):
        for name, inner in told.items():
            yield from _beside(inner, said[name]) if name in said else [str(name)]
    if isinstance(told, list | tuple) and isinstance(said, list):
        for inner, other in zip(told, said, strict=True):
            yield from _beside(inner, other)


def plain(value: Any) -> Any:
    """Any part of a claim as JSON values: dates as yyyy-mm-dd, words by their text."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, tuple | list | frozenset):
        return [plain(inner) for inner in value]
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, np.generic):
        return value.item()
    return str(value) if isinstance(value, str) else value
