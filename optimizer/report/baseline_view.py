"""The plan beside simpler ways of choosing: seniority, merit, commune by commune, a stable match, chance (F47)."""

from collections.abc import Mapping
from typing import Any

from optimizer.report.sentences import text, whole
from optimizer.verify import Verdict
from optimizer.words import Language


def beside(plan: Verdict, baselines: Mapping[str, Verdict], language: Language) -> list[dict[str, Any]]:
    """One row per baseline: its name, and per tier its value and how much better the plan is."""
    return [
        {
            "name": text(f"baseline.{name}", language) + ("" if verdict.lawful else f" ({text('not_lawful', language)})"),
            "tiers": [
                (
                    whole(verdict.value(tier), language),
                    whole(tier.sense * (plan.value(tier) - verdict.value(tier)), language),
                )
                for tier in plan.tiers
            ],
        }
        for name, verdict in baselines.items()
    ]
