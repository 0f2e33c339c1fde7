import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="What is optimisation worth?")


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # What is optimisation worth?

    **Question.** A committee that fills key posts by seniority (*thâm niên*) or by merit order (*xếp loại*) breaks no rule.
    How much leadership do its communes lose against the best lawful plan, and who pays for the difference?

    **Design.** Synthetic districts, drawn from seeds: eleven communes, 55 key posts, 120 officials, regime 2022, one period of
    twelve months (rotations run on beyond it). Two kinds: *ordinary*, and *tight*, where many posts are vacant and the
    sending bodies are small. In each district the same law binds seven ways of choosing; the same definitions judge them.
    Districts are independent, ways are compared **within** a district, and intervals are bootstrap percentiles over districts.

    **Hypotheses**, written after a pilot of six districts and before the batch was looked at. (1) Seniority and merit order leave at least a third of the
    priority-weighted vacant months that the best plan fills. (2) Merit order does no better than chance, since it ranks people
    and not places. (3) The optimised plan moves more people and asks more of them.

    **What this cannot show.** The figures behind the districts are partly published and mostly assumed (`data/README.md`), so sizes
    here are about the *method*, not about Vietnam. The optimum is measured by the goals it serves: that it is no worse in the
    first tier is a theorem, not a finding. Only *how much*, and the columns that it does not serve first, are findings.
    """)
    return


@app.cell
def _():
    import os

    import altair as alt
    import marimo as mo
    import numpy as np
    import pandas as pd
    from district_gains import DISTRICTS, STORED, TIERS, district
    from paper import BLUE, GOLD, GREEN, INK, RED, SOFT, WAYS, picture, seconds

    stored = pd.read_csv(STORED).convert_dtypes()
    return (
        BLUE, DISTRICTS, GOLD, GREEN, INK, RED, SOFT, STORED, TIERS, WAYS, alt, district, mo, np, os, pd, picture, seconds, stored,
    )  # fmt: skip


@app.cell(hide_code=True)
def _(mo, stored):
    _best = stored[stored["way"] == "optimised"]
    _n = _best.groupby("supply").size()
    _all = _best[[c for c in _best if c.endswith("_proven")]].all(axis=1).mean()
    mo.md(f"""
    ## The batch

    `python notebooks/district_gains.py` made `district_gains.csv`: {_n.get("ordinary", 0)} ordinary and {_n.get("tight", 0)} tight
    districts, {len(stored)} plans. It takes about an hour on two cores, goes on where it was stopped, and gives each district at most
    20 seconds. All {len(stored)} plans are lawful: **{bool(stored["lawful"].all())}**. The first tier (vacancies) is proven optimal in
    **{_best["fill_proven"].mean():.0%}** of the districts and all four tiers in **{_all:.0%}**; where a proof is missing, the stored
    bound says by how much the plan could be beaten, so that the primary outcome can only be too small.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Does it still come out like this?

    Stored numbers rot. Ten stored districts are planned anew on every run (fewer where `NOTEBOOK_DISTRICTS` says so). The six
    simpler ways must come out to the last unit. For the optimum, time and the race of two engines leave one freedom: a
    tier may give up its tolerance of one unit. So where both runs prove the first tier, its values must agree within one;
    and in any case neither run may beat the other's bound.
    """)
    return


@app.cell
def _(district, np, os, pd, seconds, stored):
    wanted = int(os.environ.get("NOTEBOOK_DISTRICTS", "10"))
    known = stored[["supply", "seed"]].drop_duplicates()
    sample = known.sample(min(wanted, len(known)), random_state=20261125).sort_values(["supply", "seed"])
    simple = ["fill", "worst", "worst_k", "worth", "vacant_months", "stints", "rotations", "cost_vnd"]
    recomputed = []
    for _supply, _seed in sample.itertuples(index=False):
        _fresh = district(_supply, int(_seed), seconds(8)).set_index("way")
        _old = stored[(stored["supply"] == _supply) & (stored["seed"] == _seed)].set_index("way")
        _others = [way for way in _old.index if way != "optimised"]
        assert (_fresh.loc[_others, simple] == _old.loc[_others, simple]).all(axis=None), (_supply, _seed)
        _a, _b = _fresh.loc["optimised"], _old.loc["optimised"]
        assert _a["fill"] >= _b["fill_bound"] - 1 and _b["fill"] >= _a["fill_bound"] - 1, (_supply, _seed)
        _same = bool(_a["fill_proven"] and _b["fill_proven"])
        assert not _same or abs(_a["fill"] - _b["fill"]) <= 1, (_supply, _seed)
        recomputed.append((_supply, _seed, _b["fill"], _a["fill"], _same))
    recomputed = pd.DataFrame(recomputed, columns=["supply", "seed", "fill stored", "fill again", "both proven"])
    assert len(recomputed) == min(wanted, len(known)) and np.isfinite(recomputed["fill again"].astype(float)).all()
    recomputed
    return known, recomputed, sample


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Primary outcome: what the weakest posts lose

    For each district and way: the priority-weighted vacant months that the way leaves, as a share of those that it *could* have
    filled (0 = the best plan, 1 = nobody moves). A point is the mean over districts, the line its 95 % bootstrap interval
    (10 000 resamples of districts); the faint dots are the districts.
    """)
    return


@app.cell
def _(np, pd, stored):
    wide = stored.pivot(index=["supply", "seed"], columns="way", values="fill").astype(float)
    avoidable = wide["as_is"] - wide["optimised"]
    missed = wide.sub(wide["optimised"], axis=0).div(avoidable.where(avoidable > 0), axis=0).dropna()
    rivals = ["random", "seniority", "merit", "deferred", "by_commune"]

    def interval(values, draws=10_000, seed=1):
        """Mean of the values with the 2.5 and 97.5 percentiles of the means of resamples; NaN for none."""
        values = np.asarray(values, dtype=float)
        if not len(values):
            return np.nan, np.nan, np.nan
        picks = np.random.default_rng(seed).integers(0, len(values), (draws, len(values)))
        means = values[picks].mean(axis=1)
        return values.mean(), *np.quantile(means, [0.025, 0.975])

    summary = pd.DataFrame(
        [
            (_supply, _way, *interval(_group[_way]), len(_group))
            for _supply, _group in missed.groupby("supply")
            for _way in rivals
        ],
        columns=["supply", "way", "mean", "low", "high", "districts"],
    )
    summary.round(3)
    return interval, missed, rivals, summary, wide


@app.cell
def _(BLUE, RED, WAYS, alt, missed, picture, rivals, summary):
    _dots = missed[rivals].rename_axis(columns="way").stack().rename("missed").reset_index()
    _dots["label"], _means = _dots["way"].map(WAYS), summary.assign(label=summary["way"].map(WAYS))
    _order = [WAYS[_way] for _way in rivals]
    _colour = alt.Color("supply:N", title="district", scale=alt.Scale(domain=["ordinary", "tight"], range=[BLUE, RED]))
    _offset = alt.YOffset("supply:N", sort=["ordinary", "tight"])
    _y = alt.Y("label:N", sort=_order, title=None)
    _cloud = (
        alt.Chart(_dots)
        .mark_circle(size=16, opacity=0.25)
        .encode(
            alt.X(
                "missed:Q",
                title="share of the avoidable vacancies that is left (weighted months)",
                axis=alt.Axis(format="%"),
            ),
            _y,
            _colour,
            yOffset=_offset,
        )
    )
    _lines = (
        alt.Chart(_means).mark_rule(strokeWidth=3).encode(alt.X("low:Q"), _y, _colour, alt.X2("high:Q"), yOffset=_offset)
    )
    _points = alt.Chart(_means).mark_point(size=70, filled=True, opacity=1, stroke="white", strokeWidth=1).encode(
        alt.X("mean:Q"), _y, _colour, yOffset=_offset
    )  # fmt: skip
    picture(
        (_cloud + _lines + _points).properties(
            width=460, height=260, title="What each way leaves of what could be filled"
        )
    )
    return


@app.cell(hide_code=True)
def _(WAYS, interval, missed, mo, summary):
    def _told(supply, way):
        row = summary[(summary["supply"] == supply) & (summary["way"] == way)]
        return "–" if row.empty else f"{row['mean'].iloc[0]:.0%} ({row['low'].iloc[0]:.0%}–{row['high'].iloc[0]:.0%})"

    merit_by_supply = {_s: interval(100 * (_g["merit"] - _g["random"])) for _s, _g in missed.groupby(level="supply")}
    against_chance = {_way: interval(100 * (missed[_way] - missed["random"])) for _way in ("merit", "seniority")}

    def _points(way):
        mean, low, high = against_chance[way]
        return f"{mean:+.1f} percentage points ({low:+.1f} to {high:+.1f})"

    _simple = summary.loc[summary.groupby("supply")["mean"].idxmin()].set_index("supply")["way"].map(WAYS)
    mo.md(f"""
    **Ordinary districts.** Seniority leaves {_told("ordinary", "seniority")} of the avoidable weighted vacancies, merit order
    {_told("ordinary", "merit")}. **Tight districts.** Seniority {_told("tight", "seniority")}, merit order {_told("tight", "merit")}. The best of the simple
    ways is {_simple.get("ordinary", "–")} in ordinary districts and {_simple.get("tight", "–")} in tight ones.

    Against a random order, within districts: merit order leaves {_points("merit")}, seniority {_points("seniority")}; below 0 is better than
    chance, and an interval that holds 0 cannot tell the two apart.
    """)
    return (merit_by_supply,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Everything else, for better and for worse

    Paired differences *optimised − way*, per district. Gap indices count to 1000; points are those of the last tier. The parts are
    signed so that more is better: *burden* (hardship and distance that people bear) and *calm* (moves, cost, disruption) are negative
    sums, and a loss there is what the communes' gain costs. Means of the differences, with their 95 % bootstrap intervals:
    """)
    return


@app.cell
def _(interval, mo, pd, stored):
    outcomes = {
        "vacant_months": "vacant months", "worst": "gap of the weakest commune", "mean_gap": "mean gap of communes",
        "worth": "worth (points)", "fit": "· fit", "team": "· teams", "wishes": "· wishes", "burden": "· burden", "calm": "· calm",
        "stints": "people who get a stint", "rotations": "rotations", "cost_vnd": "cost (million VND)",
    }  # fmt: skip
    _rows = []
    for _outcome, _label in outcomes.items():
        _wide = stored.pivot(index=["supply", "seed"], columns="way", values=_outcome).astype(float)
        _wide = _wide / 1e6 if _outcome == "cost_vnd" else _wide
        for _supply, _group in _wide.groupby("supply"):
            for _way in ("seniority", "merit"):
                _difference = _group["optimised"] - _group[_way]
                _rows.append(
                    (_supply, _way, _label, _group["optimised"].mean(), *interval(_difference), (_difference < 0).mean())
                )
    differences = pd.DataFrame(
        _rows,
        columns=["supply", "against", "outcome", "optimised", "difference", "low", "high", "share of districts lower"],
    )
    _cell = "{0.difference:+,.1f} ({0.low:+,.1f} to {0.high:+,.1f})".format
    _shown = differences.assign(text=[_cell(_r) for _r in differences.itertuples()])
    _wide = _shown.pivot(index="outcome", columns=["supply", "against"], values="text").loc[list(outcomes.values())]
    mo.Html(_wide.to_html())
    return (differences,)


@app.cell
def _(BLUE, GOLD, alt, differences, picture, SOFT):
    _points = differences[differences["outcome"].str.startswith("·")].copy()
    _points["part"] = _points["outcome"].str.slice(2)
    _base = alt.Chart(_points).encode(
        alt.Y("part:N", sort=["fit", "teams", "wishes", "burden", "calm"], title=None),
        alt.Color("against:N", title="optimised minus", scale=alt.Scale(domain=["seniority", "merit"], range=[BLUE, GOLD]),
                  legend=alt.Legend(orient="top", labelExpr="datum.label == 'merit' ? 'merit order' : 'seniority'")),
        yOffset=alt.YOffset("against:N", sort=["seniority", "merit"]),
    )  # fmt: skip
    _zero = alt.Chart(_points).mark_rule(color=SOFT).encode(x=alt.datum(0))
    picture(
        (
            _zero
            + _base.mark_rule(strokeWidth=3).encode(
                alt.X("low:Q", title="points per district (mean, 95 % interval)"), alt.X2("high:Q")
            )
            + _base.mark_point(filled=True, size=60, opacity=1).encode(alt.X("difference:Q"))
        )
        .properties(width=300, height=150)
        .facet(column=alt.Column("supply:N", title=None))
        .properties(title="Where the worth comes from, and who pays")
    )
    return


@app.cell
def _(BLUE, RED, SOFT, alt, picture, stored):
    _wide = stored.pivot(index=["supply", "seed"], columns="way", values="worst").astype(float).reset_index()
    _most = float(_wide[["seniority", "optimised"]].max().max())
    _line = alt.Chart(_wide).mark_rule(color=SOFT, strokeDash=[4, 4]).encode(
        x=alt.datum(0), y=alt.datum(0), x2=alt.datum(_most), y2=alt.datum(_most)
    )  # fmt: skip
    _dots = alt.Chart(_wide).mark_circle(size=34, opacity=0.7).encode(
        alt.X("seniority:Q", title="by seniority", scale=alt.Scale(domain=[0, _most])),
        alt.Y("optimised:Q", title="optimised", scale=alt.Scale(domain=[0, _most])),
        alt.Color("supply:N", title="district", scale=alt.Scale(domain=["ordinary", "tight"], range=[BLUE, RED])),
    )  # fmt: skip
    picture(
        (_line + _dots).properties(width=260, height=260, title="Gap index of the weakest commune, district by district")
    )
    return


@app.cell(hide_code=True)
def _(WAYS, differences, merit_by_supply, mo, summary):
    def _d(supply, against, outcome):
        row = differences.query("supply == @supply and against == @against and outcome == @outcome").iloc[0]
        return f"{row['difference']:+,.0f} ({row['low']:+,.0f} to {row['high']:+,.0f})"

    def _verdict(low, high, limit, near=0.0):
        """What an interval says of a limit; within `near` of it the drawing of the bootstrap decides, so nothing is said."""
        border = min(abs(low - limit), abs(high - limit)) <= near
        return (
            "on the border" if border else "supported" if low >= limit else "refuted" if high < limit else "not settled"
        )

    def _more_of(outcome):
        row = differences.query("supply == 'ordinary' and against == 'seniority' and outcome == @outcome").iloc[0]
        return f"{-row['difference']:,.0f} ({-row['high']:,.0f} to {-row['low']:,.0f})"

    _h1 = [
        f"{WAYS[_r.way]} in {_r.supply} districts: **{_verdict(_r.low, _r.high, 1 / 3, 0.005)}** ({_r.low:.1%} to {_r.high:.1%})"
        for _r in summary[summary["way"].isin(["seniority", "merit"])].itertuples()
    ]
    _h2 = {
        _s: {"supported": "supported", "refuted": "refuted: it does a little better"}.get(
            _v := _verdict(*_i[1:], 0, 0.5), _v
        )
        + f"** ({_i[0]:+.1f} points, {_i[1]:+.1f} to {_i[2]:+.1f}"
        for _s, _i in merit_by_supply.items()
    }
    _more = differences[differences["outcome"] == "people who get a stint"]["low"].min() > 0
    _harder = differences[differences["outcome"] == "· burden"]["high"].max() < 0
    mo.md(f"""
    ## Answer

    Against seniority, in ordinary districts, the gap index of the weakest commune changes by **{_d("ordinary", "seniority", "gap of the weakest commune")}** and
    vacant months by {_d("ordinary", "seniority", "vacant months")}; {_d("ordinary", "seniority", "people who get a stint")} people get a stint, people bear
    {_more_of("· burden")} points **more** of burden, calm loses {_more_of("· calm")} points, and the plan costs
    {_d("ordinary", "seniority", "cost (million VND)")} million VND. (A dot above the line is no error: vacancies come before the weakest commune.)

    1. *At least a third of the avoidable weighted vacancies is left.* {"; ".join(_h1)}.
    2. *Merit order does no better than chance.* {"; ".join(f"in {_s} districts **{_v})" for _s, _v in _h2.items())}.
    3. *The optimised plan gives more people a stint and asks more of them.* Stints: **{"supported" if _more else "not everywhere"}**; burden: **{"supported" if _harder else "not everywhere"}**.

    **Why rules of thumb lose.** They decide person by person. A good seat taken early is not there for the one person who
    could have filled it and nobody else; whoever is early in the queue decides what is left for the rest.
    Optimisation decides for all at once; it is not wiser about people.

    **Threats.** One synthetic design; goals weighted by us; greedy versions of the ways, whereas committees talk and repair; one period,
    so the later worth of a rotation is outside. The batch, its seeds and its code are in `notebooks/district_gains.py`: change `DISTRICTS` there and run it again.
    """)
    return


if __name__ == "__main__":
    app.run()
