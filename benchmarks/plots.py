"""The pictures of the benchmarks, as SVG that needs no network, script or browser."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import vl_convert as vlc

FONT = "Noto Sans, DejaVu Sans, Arial, sans-serif"
INK, SOFT, BLUE, RED, GREEN, GOLD = "#222222", "#9aa0a6", "#1f5a99", "#b5382a", "#3a7d44", "#c9962c"
STEPS = {"build": GOLD, "solve": BLUE, "check": GREEN}
TITLES = {"fill": "fill", "weakest_first.worst": "worst", "weakest_first.worst_k": "worst few", "worth": "worth"}


def exponent(rows: list[dict[str, Any]]) -> float | None:
    """Slope of log seconds over log posts by least squares; None with fewer than three sizes."""
    if len({row["posts"] for row in rows}) < 3 or any(row["seconds"] <= 0 for row in rows):
        return None
    posts, seconds = (np.log([row[key] for row in rows]) for key in ("posts", "seconds"))
    return float(np.polyfit(posts, seconds, 1)[0])


def growth(rows: list[dict[str, Any]]) -> str:
    """Seconds of each step over posts, both logarithmic, with the fitted exponents as the legend says."""
    frame = pd.DataFrame(rows)
    frame["seconds"] = frame["seconds"].clip(lower=0.001)
    named = {}
    for step in STEPS:
        fit = exponent([row for row in rows if row["step"] == step and row["proven"]])
        named[step] = step if fit is None else f"{step}: posts to the power {fit:.2f}"
    frame["line"] = frame["step"].map(named)
    hue = alt.Color(
        "line:N", title=None, sort=None, scale=alt.Scale(domain=list(named.values()), range=list(STEPS.values()))
    )
    posts = alt.X(
        "posts:Q",
        title="key posts",
        scale=alt.Scale(type="log", nice=False, padding=20),
        axis=alt.Axis(values=sorted(frame["posts"].unique().tolist()), format="d", grid=False),
    )
    seconds = alt.Y(
        "seconds:Q",
        title="seconds",
        scale=alt.Scale(type="log"),
        axis=alt.Axis(format="~g", values=[0.001, 0.01, 0.1, 1, 10, 100]),
    )
    base = alt.Chart(frame).encode(posts, seconds, hue)
    shown = alt.FillOpacity("proven:N", scale=alt.Scale(domain=[True, False], range=[1, 0]), legend=None)
    dots = base.mark_point(size=60, strokeWidth=2, filled=False).encode(fill=hue.copy(), fillOpacity=shown)
    return _svg((base.mark_line(opacity=0.5) + dots).properties(width=460, height=280))


def gaps(track: list[list[Any]]) -> str:
    """Value and bound of each tier over seconds, a panel per tier, the gap shaded."""
    frame = _known(track)
    last = float(frame["seconds"].max())
    panels = [_panel(frame[frame["tier"] == tier], TITLES.get(tier, tier), last) for tier in frame["tier"].unique()]
    return _svg(alt.concat(*panels, columns=2, spacing=30, bounds="full", align="all"))


def _known(track: list[list[Any]]) -> pd.DataFrame:
    """The best value and bound of each tier known at each time (to be minimised)."""
    frame = pd.DataFrame(track, columns=["seconds", "tier", "value", "bound"])
    frame = frame.astype({"seconds": float, "value": float, "bound": float})
    of_tier = frame.groupby("tier", sort=False)
    frame["value"] = of_tier["value"].transform(lambda values: values.cummin().ffill())
    frame["bound"] = of_tier["bound"].transform(lambda bounds: bounds.cummax().ffill())
    return frame


def _panel(frame: pd.DataFrame, title: str, last: float) -> alt.LayerChart:
    """One tier; all panels have the same seconds, so that one sees the tiers follow each other."""
    seconds = alt.X(
        "seconds:Q", title="seconds since the start", scale=alt.Scale(domain=[0, last]), axis=alt.Axis(tickCount=6)
    )
    units = alt.Scale(zero=False, padding=10)
    plain = alt.Axis(labelExpr="replace(datum.label, '−', '-')")  # not every font has the long minus
    lines = frame.melt("seconds", ["value", "bound"], "what", "units").dropna()
    hue = alt.Color("what:N", title=None, scale=alt.Scale(domain=["value", "bound"], range=[BLUE, RED]))
    curves = alt.Chart(lines).mark_line(interpolate="step-after", point=alt.OverlayMarkDef(size=30, filled=True))
    both = frame.dropna(subset=["value", "bound"])
    band = alt.Chart(both).mark_area(interpolate="step-after", opacity=0.12, color=SOFT)
    shaded = band.encode(seconds, alt.Y("bound:Q", scale=units, title="units", axis=plain), alt.Y2("value:Q"))
    drawn = curves.encode(seconds, alt.Y("units:Q", scale=units, title="units", axis=plain), hue)
    return (shaded + drawn).properties(width=280, height=170, title=title)


def _svg(chart: alt.TopLevelMixin) -> str:
    """The chart as it would stand in a paper: black on white, thin lines, no frame."""
    quiet = {"labelColor": INK, "titleColor": INK, "titleFontWeight": "normal", "gridColor": "#e6e6e6"}
    styled = (
        chart.configure(font=FONT, background="white")
        .configure_view(stroke=None)
        .configure_axis(**quiet, domainColor=SOFT, tickColor=SOFT)
        .configure_legend(labelColor=INK, titleColor=INK, titleFontWeight="normal", labelLimit=300)
        .configure_title(color=INK, anchor="start", fontSize=13)
    )
    return str(vlc.vegalite_to_svg(styled.to_dict()))
