"""Settings of a case: what stands in case.toml."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

LESS_IS_BETTER = {"fill", "worst_commune", "worst_communes"}


class TierSetting(BaseModel):
    """A tier that a case declares for itself; its goals are added up, so more of each is better, or less of each."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    goals: list[
        Literal[
            "fill",
            "worst_commune",
            "worst_communes",
            "fit",
            "team",
            "burden",
            "wishes",
            "growth",
            "schooling",
            "calm",
            "soft",
        ]
    ] = Field(min_length=1)
    tolerance: int = Field(1, ge=0)

    @model_validator(mode="after")
    def _of_one_sense(self) -> "TierSetting":
        """Refuse goals that cannot be added up."""
        if len({goal in LESS_IS_BETTER for goal in self.goals}) > 1:
            raise ValueError("a tier cannot add goals where less is better to goals where more is")
        return self


class Settings(BaseModel):
    """Name, regime, start, horizon and grid of a case. Months are whole; the start is a first of a month."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    schema_version: Literal[1] = 1
    name: str
    name_vi: str = ""
    name_en: str = ""
    regime: Literal["2017", "2022", "2025"]
    start: date
    horizon_months: int = Field(60, ge=3, le=240)
    period_months: Literal[3, 6, 12] = 12
    lengths_months: list[int] = []
    seed: int = 1
    worst_k: int = Field(3, ge=1)
    classification: str = ""
    training: bool = True
    tiers: list[TierSetting] = []

    @model_validator(mode="after")
    def _on_the_grid(self) -> "Settings":
        """Refuse a start or a length that lies between period boundaries."""
        if self.start.day != 1:
            raise ValueError("start must be the first day of a month")
        if self.horizon_months % self.period_months:
            raise ValueError("horizon_months must be a multiple of period_months")
        if any(months <= 0 or months % self.period_months for months in self.lengths_months):
            raise ValueError("lengths_months must be multiples of period_months")
        return self
