"""Settings of a case: what stands in case.toml."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

LESS_IS_BETTER = {"fill", "worst_commune", "worst_communes"}


class TierSetting(BaseModel):
    """A tier that a case declares for itself; its goals are added up, so more of each is better, or less of each."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(description="Name of the tier")
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
    ] = Field(min_length=1, description="Goals that are added up")
    tolerance: int = Field(1, ge=0, description="Points that later tiers may give up")

    @model_validator(mode="after")
    def _of_one_sense(self) -> "TierSetting":
        """Refuse goals that cannot be added up."""
        if len({goal in LESS_IS_BETTER for goal in self.goals}) > 1:
            raise ValueError("a tier cannot add goals where less is better to goals where more is")
        return self


class Settings(BaseModel):
    """Name, regime, start, horizon and grid of a case. Months are whole; the start is a first of a month."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    schema_version: Literal[1] = Field(1, description="Version of this form of data")
    name: str = Field(description="Short name of the case")
    name_vi: str = Field("", description="Title of the report in Vietnamese")
    name_en: str = Field("", description="Title of the report in English")
    regime: Literal["2017", "2022", "2025"] = Field(description="Regime in force on the planning day")
    start: date = Field(description="First day of the plan and planning day; the first of a month")
    horizon_months: int = Field(60, ge=3, le=240, description="Length of the plan in months; whole periods")
    period_months: Literal[3, 6, 12] = Field(
        12, description="Length of a period in months; stints start on its first day"
    )
    lengths_months: list[int] = Field([], description="Lengths of rotations on offer, in months; blank = all lawful ones")
    seed: int = Field(1, description="Seed of whatever is drawn")
    worst_k: int = Field(3, ge=1, description="How many of the weakest communes the third tier adds up")
    classification: str = Field("", description="Stamp on the report")
    training: bool = Field(True, description="Whether cadres may be sent to courses")
    tiers: list[TierSetting] = Field(
        [], description="Tiers in their order, each with name, goals, tolerance; blank = default"
    )

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
