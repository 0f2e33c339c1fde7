"""The law as dated data: parameters and rules with value, unit, date in force, citation and mark."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from optimizer.errors import UsageError
from optimizer.law.calendar import add_months, months_between, months_between_days
from optimizer.law.retirement import retirement_date
from optimizer.words import Authority, Mark, Mode

__all__ = [
    "DatedParameter",
    "DatedRule",
    "DatedValue",
    "Law",
    "Parameter",
    "RuleLaw",
    "add_months",
    "dated_parameters",
    "dated_rules",
    "first_day",
    "law_as_if",
    "law_on",
    "months_between",
    "months_between_days",
    "regimes",
    "retirement_date",
]


class _Strict(BaseModel):
    """A piece of YAML in which every key is known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """A text of the law, and its article if that is known."""

    text: str
    article: str = ""


class DatedValue(_Strict):
    """A value from a day on, in some regimes."""

    regimes: tuple[str, ...] = ("2017", "2022", "2025")
    since: date
    value: Any
    source: Source
    mark: Mark


class DatedParameter(_Strict):
    """A parameter with all the values it has had."""

    title: dict[str, str]
    unit: str
    values: tuple[DatedValue, ...]


class Citation(_Strict):
    """What a rule rests on from a day on."""

    since: date
    source: Source
    mark: Mark


class DatedRule(_Strict):
    """All that the law says of a rule; `meaning_vi` is its definition in Vietnamese, whose English is the docstring."""

    title: dict[str, str]
    meaning_vi: str
    modes: dict[str, Mode]
    price: int = 0
    waivable_by: Authority
    citations: tuple[Citation, ...]


class _Regime(_Strict):
    first: date
    last: date | None
    lowest_authority: Authority = Authority.DISTRICT
    source: Source
    mark: Mark


class _Cited:
    """What stands in a document of the law."""

    source_text: str
    article: str

    @property
    def source(self) -> str:
        """The citation: the document, and the article where one is known."""
        return f"{self.source_text} {self.article}".strip()


@dataclass(frozen=True)
class Parameter(_Cited):
    """One number or choice of the law, as in force on a day."""

    key: str
    value: Any
    unit: str
    title: Mapping[str, str]
    source_text: str
    article: str
    mark: Mark
    since: date


@dataclass(frozen=True)
class RuleLaw(_Cited):
    """What the law says of one rule on a day: its mode, price when soft, citation and who may waive it."""

    id: str
    title: Mapping[str, str]
    mode: Mode
    price: int
    waivable_by: Authority
    source_text: str
    article: str
    mark: Mark


@dataclass(frozen=True)
class Law:
    """The parameters and rules of a regime on a day, which is not always the planning day (`law_as_if`)."""

    regime: str
    day: date
    by_key: Mapping[str, Parameter]
    rules: Mapping[str, RuleLaw]

    def __getitem__(self, key: str) -> Parameter:
        """Return the parameter; KeyError if the regime has none of this name."""
        return self.by_key[key]

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters, sorted by key."""
        return tuple(self.by_key[key] for key in sorted(self.by_key))

    def rule(self, rule_id: str) -> RuleLaw:
        """What the law says of a rule."""
        return self.rules[rule_id]

    def mode(self, rule_id: str) -> Mode:
        """How a rule acts."""
        return self.rules[rule_id].mode

    def in_force(self, rule_id: str) -> bool:
        """True unless the regime turns a rule off."""
        return self.rules[rule_id].mode != Mode.OFF

    def price(self, rule_id: str) -> int:
        """Points that one breach of a soft rule costs."""
        return self.rules[rule_id].price


def law_on(regime: str, day: date) -> Law:
    """The law of a regime as in force on a day; UsageError outside the regime's validity."""
    if day != _nearest_day(regime, day):
        raise UsageError(
            f"Ngày {day:%d/%m/%Y} nằm ngoài hiệu lực của chế độ {regime}.",
            f"{day:%d/%m/%Y} lies outside the validity of regime {regime}.",
        )
    found = {key: _in_force(key, entry, regime, day) for key, entry in dated_parameters().items()}
    parameters = {key: parameter for key, parameter in found.items() if parameter is not None}
    rules = {rule_id: _rule_on(rule_id, rule, regime, day) for rule_id, rule in dated_rules().items()}
    return Law(regime, day, parameters, rules)


def law_as_if(regime: str, day: date) -> Law:
    """The law of a regime on a day, or on its day nearest to it: its first or its last. `Law.day` says which."""
    return law_on(regime, _nearest_day(regime, day))


def regimes() -> tuple[str, ...]:
    """Every regime, oldest first."""
    return tuple(_regimes())


def first_day(regime: str) -> date:
    """The first day of a regime; UsageError if there is none of this name."""
    return _nearest_day(regime, date.min)


def _nearest_day(regime: str, day: date) -> date:
    """The day of a regime's validity nearest to a day; UsageError if there is no such regime."""
    valid = _regimes().get(regime)
    if valid is None:
        raise UsageError(
            f"Không có chế độ «{regime}»; chọn một trong: {', '.join(_regimes())}.",
            f"There is no regime “{regime}”; choose one of {', '.join(_regimes())}.",
        )
    return min(max(day, valid.first), valid.last or date.max)


def _in_force(key: str, entry: DatedParameter, regime: str, day: date) -> Parameter | None:
    """The newest value of an entry for a regime on a day."""
    valid = [value for value in entry.values if regime in value.regimes and value.since <= day]
    if not valid:
        return None
    newest = max(valid, key=lambda value: value.since)
    source = newest.source
    return Parameter(key, newest.value, entry.unit, entry.title, source.text, source.article, newest.mark, newest.since)


def _rule_on(rule_id: str, rule: DatedRule, regime: str, day: date) -> RuleLaw:
    """A rule's mode under a regime, who may waive it then, and the newest citation in force on the day."""
    cited = max((c for c in rule.citations if c.since <= day), key=lambda citation: citation.since)
    text, article = cited.source.text, cited.source.article
    signs = max(rule.waivable_by, _regimes()[regime].lowest_authority, key=lambda authority: authority.rank)
    return RuleLaw(rule_id, rule.title, rule.modes[regime], rule.price, signs, text, article, cited.mark)


@cache
def _read(name: str) -> dict[str, Any]:
    """One YAML file of the package."""
    text = files("optimizer.law").joinpath("parameters", name).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


@cache
def dated_parameters() -> dict[str, DatedParameter]:
    """Every parameter of every file; a key stands in one file only."""
    entries: dict[str, DatedParameter] = {}
    for name in (
        "rotation.yaml",
        "standards.yaml",
        "conduct.yaml",
        "places.yaml",
        "money.yaml",
        "points.yaml",
    ):
        for key, entry in _read(name).items():
            if key in entries:
                raise ValueError(f"{key} stands in two files")
            entries[key] = DatedParameter.model_validate(entry)
    return entries


@cache
def dated_rules() -> dict[str, DatedRule]:
    """Every rule's legal entry."""
    return {rule_id: DatedRule.model_validate(rule) for rule_id, rule in _read("rules.yaml").items()}


@cache
def _regimes() -> dict[str, _Regime]:
    """The regimes and when each was in force."""
    return {name: _Regime.model_validate(regime) for name, regime in _read("regimes.yaml").items()}
