"""What all notebooks share: charts as they would stand in a paper, and how long a solve may take.

Charts are drawn by vl-convert inside Python and kept as SVG: they need no network, no script and no browser.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import altair as alt
import vl_convert as vlc

FONT = "Noto Sans, DejaVu Sans, Arial, sans-serif"  # each has all Vietnamese letters
DATA = Path(__file__).parents[1] / "data"
INK, SOFT, BLUE, RED, GREEN, GOLD = "#222222", "#9aa0a6", "#1f5a99", "#b5382a", "#3a7d44", "#c9962c"


def seconds(wanted: float) -> float:
    """The seconds that a solve may take: as wanted, or fewer where the environment says NOTEBOOK_SECONDS."""
    return min(wanted, float(os.environ.get("NOTEBOOK_SECONDS", "inf")))


@dataclass(frozen=True)
class Picture:
    """A chart as SVG, shown by Jupyter and marimo alike."""

    svg: str

    def _repr_svg_(self) -> str:
        """The picture."""
        return self.svg


def picture(chart: alt.TopLevelMixin) -> Picture:
    """The chart in the style of all: black on white, thin lines, no frame."""
    quiet = {"labelColor": INK, "titleColor": INK, "titleFontWeight": "normal", "gridColor": "#e6e6e6"}
    styled = (
        chart.configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(**quiet, domainColor=SOFT, tickColor=SOFT)
        .configure_legend(labelColor=INK, titleColor=INK, titleFontWeight="normal")
        .configure_title(color=INK, anchor="start", fontSize=13, subtitleColor="#555555")
        .configure_header(labelColor=INK, titleColor=INK, labelFontWeight="bold")
    )
    return Picture(vlc.vegalite_to_svg(styled.to_dict()))


WAYS = {
    "as_is": "nobody moves",
    "random": "at random",
    "seniority": "seniority",
    "merit": "merit order",
    "deferred": "stable match",
    "by_commune": "commune by commune",
    "optimised": "optimised",
}
"""The ways of choosing in plain words, in the order in which charts show them."""
