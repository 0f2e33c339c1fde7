import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="A first plan")


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # A first plan

    *Mường Nhé, Điện Biên, October 2021.* A mountain district of eleven communes must decide on **luân chuyển cán bộ**, the
    rotation of officials: who goes to which **chức danh chủ chốt** (key post) of which commune, from when, for how long,
    and where to afterwards (**bố trí sau luân chuyển**). The places are real, the people are invented.

    We read the tables, look at what is coming, let the program plan, ask how far its answer can be relied on, compare it
    with simpler ways of choosing, and at last change the plan by hand to see what the rules say.

    *Solves take at most 40 seconds here; the environment variable `NOTEBOOK_SECONDS=5` shortens them, at the price of proofs.*
    """)
    return


@app.cell
def _():
    import altair as alt
    import marimo as mo
    import pandas as pd
    from paper import BLUE, DATA, GOLD, GREEN, INK, RED, SOFT, WAYS, picture, seconds

    import optimizer
    from optimizer import Proposal, SolveParams
    from optimizer.report.plan_view import over_time

    return (
        BLUE, DATA, GOLD, GREEN, INK, RED, SOFT, WAYS, Proposal, SolveParams, alt, mo, optimizer, over_time, pd, picture,
        seconds,
    )  # fmt: skip


@app.cell
def _(DATA, optimizer):
    faults = optimizer.check(DATA / "muong_nhe_2021")
    case = optimizer.read_case(DATA / "muong_nhe_2021")
    case
    return case, faults


@app.cell(hide_code=True)
def _(case, faults, mo):
    mo.md(f"""
    `check` found **{len(faults)}** faults in {len(type(case.tables).__dataclass_fields__)} tables. `case.cadres` and
    `case.posts` are pandas frames with every fact that the rules read, such as the day on which a post falls open and why:
    """)
    return


@app.cell
def _(alt, case, pd, picture, SOFT, BLUE, RED, GOLD):
    _words = {"tenure": "term ends", "retirement": "retirement", "vacant": "vacant now", "rotation": "rotation ends"}
    key_posts = case.posts[case.posts["key"]]
    opening = key_posts[key_posts["opens"] < case.periods]
    opening = opening.assign(
        year=[f"{case.day(int(t)):%m/%Y}" for t in opening["opens"]],
        why=[_words.get(str(w), str(w).replace("_", " ")) for w in opening["opens_because"]],
    )
    _counts = opening.groupby(["year", "opens", "why"]).size().rename("posts").reset_index()
    picture(
        alt.Chart(
            _counts,
            title=f"{len(opening)} of {len(key_posts)} key posts fall open within five years",
            width=460,
            height=200,
        )
        .mark_bar(size=42)
        .encode(
            alt.X(
                "year:O",
                sort=sorted(_counts["year"].unique(), key=lambda y: (y[3:], y)),
                title="first period in which a successor can start",
                axis=alt.Axis(labelAngle=0),
            ),
            alt.Y("posts:Q", title="key posts"),
            alt.Color("why:N", title=None, scale=alt.Scale(range=[BLUE, GOLD, RED, SOFT])),
        )
    )
    return key_posts, opening


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## The plan

    One call. The program serves its goals in order: first fewest vacant months, weighted by post and by the weakness of
    the commune; then the weakest commune, and the sum over the three weakest; then everything else that a move is worth (fit, teams,
    languages, burden on people, their wishes, calm), added up in points. No rule in force may be broken.
    """)
    return


@app.cell
def _(Proposal, SolveParams, case, optimizer, seconds):
    proposal = optimizer.find_plan(case, SolveParams(seconds=seconds(40)))
    assert isinstance(proposal, Proposal), proposal
    assert proposal.lawful
    proposal
    return (proposal,)


@app.cell
def _(alt, picture, proposal, SOFT, BLUE):
    _gaps = proposal.gaps.sort_values("before", ascending=False)
    _order = _gaps["name"].tolist()
    _long = _gaps.melt(["unit_id", "name"], ["before", "after"], "when", "gap")
    _base = alt.Chart(_gaps).encode(alt.Y("name:N", sort=_order, title=None))
    _line = _base.mark_rule(color=SOFT, strokeWidth=2).encode(
        alt.X("before:Q", title="gap index, 0 (nothing missing) to 1000"), alt.X2("after")
    )
    _dots = (
        alt.Chart(_long)
        .mark_circle(size=90, opacity=1)
        .encode(
            alt.X("gap:Q"),
            alt.Y("name:N", sort=_order),
            alt.Color("when:N", title=None, sort=["before", "after"], scale=alt.Scale(domain=["before", "after"], range=[SOFT, BLUE]),
                      legend=alt.Legend(labelExpr="datum.label == 'before' ? 'if nobody moves' : 'by the plan'", orient="top")),
        )
    )  # fmt: skip
    picture((_line + _dots).properties(title="The leadership gap of each commune", width=430, height=240))
    return


@app.cell(hide_code=True)
def _(mo, proposal):
    _g = proposal.gaps
    _worst = _g.loc[_g["before"].idxmax()]
    _left = _g.loc[_g["after"].idxmax()]
    mo.md(f"""
    The gap index of a commune says how much of the leadership it should have is missing: vacant months of its key posts and
    skills or languages that its team lacks, against the most that could be missing. {_worst["name"]} stands worst if
    nobody is placed or reappointed ({_worst["before"]}); by the plan the weakest commune is {_left["name"]} with {_left["after"]}.
    {len(proposal.plan.stints)} people get a new stint, {proposal.rotations} of them as *lượt luân chuyển*, each with its
    place afterwards; it costs {proposal.cost_vnd / 1e6:,.0f} million VND.

    In the table of stints above, `landing` says where a rotated official goes afterwards: `home`, back to the home unit at the present
    level; `stay`, for good in that post; or the code of a place in the table `landings`, which says its unit and rank.

    Who sits where, in the three communes that were weakest:
    """)
    return


@app.cell
def _(alt, case, over_time, pd, picture, proposal, SOFT, BLUE, RED):
    _three = proposal.gaps.nlargest(3, "before")["name"].tolist()
    _rows = []
    for _commune in over_time(case, proposal.plan, {}, "en"):
        for _line in _commune["rows"] if _commune["name"] in _three else []:
            _t = 0
            for _cell in _line["cells"]:
                _rows.append(
                    (
                        _commune["name"],
                        _line["post"],
                        case.day(_t),
                        case.day(_t + _cell["span"]),
                        _cell["who"],
                        _cell["sort"],
                    )
                )
                _t += _cell["span"]
    _bars = pd.DataFrame(_rows, columns=["commune", "post", "from", "to", "who", "state"]).astype(
        {"from": "datetime64[s]", "to": "datetime64[s]"}
    )
    _posts = _bars["post"].drop_duplicates().tolist()
    _base = alt.Chart(_bars).encode(
        alt.X("from:T", title=None, axis=alt.Axis(format="%m/%Y", tickCount="year")),
        alt.X2("to:T"),
        alt.Y("post:N", sort=_posts, title=None),
    )
    _block = _base.mark_bar(height=14, stroke="white").encode(
        alt.Color(
            "state:N",
            title=None,
            scale=alt.Scale(domain=["stays", "new", "empty"], range=["#d5dbe1", BLUE, RED]),
            legend=alt.Legend(
                orient="top",
                labelExpr="datum.label == 'stays' ? 'stays or is reappointed' : datum.label == 'new' ? 'comes by the plan' : 'vacant'",
            ),
        )
    )
    _name = _base.mark_text(align="left", dx=3, fontSize=9).encode(
        alt.Text("who:N"), color=alt.condition("datum.state == 'stays'", alt.value("#222"), alt.value("white"))
    )  # fmt: skip
    picture(
        (_block + _name)
        .properties(width=430, height=alt.Step(17))
        .facet(
            row=alt.Row(
                "commune:N",
                sort=_three,
                title=None,
                header=alt.Header(labelAngle=0, labelAnchor="start", labelOrient="top", labelPadding=2),
            ),
            spacing=8,
        )
        .resolve_scale(y="independent")
        .properties(title="Holders of the key posts, October 2021 to October 2026")
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## How far can it be relied on?

    Four things are said of each tier, side by side. The **value** was computed from the tables by the rules' own definitions,
    not by a solver. **certified** is a bound that anyone can recompute in exact whole numbers without a solver
    (notebook 07 does). **bound** is the best that an engine claims, and **proved_by** names the engines that say no plan is
    better; it is blank where no engine had to, because the certified bound itself meets the value, or where nobody could.
    `sense` is −1 where less is better.
    """)
    return


@app.cell
def _(proposal):
    proposal.tiers
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Against simpler ways

    Six simpler ways of choosing, all held to the same rules: nobody moves; the longest in service choose first
    (*thâm niên*); the best graded choose first (*xếp loại*); the weakest commune takes the fittest official first; a stable match; chance.
    Where nobody moves nobody is reappointed either, so most of its vacant months are routine; the other ways may reappoint, promote and rotate.
    """)
    return


@app.cell
def _(WAYS, case, optimizer, pd, proposal):
    others = optimizer.baselines(case, seed=1)
    assert all(other.lawful for other in others.values())
    beside = pd.DataFrame(
        [
            (WAYS[_way], _p.vacant_months, int(_p.gaps["after"].max()), int(_p.tiers["value"].iloc[-1]), _p.rotations)
            for _way, _p in {**others, "optimised": proposal}.items()
        ],
        columns=["way", "vacant months", "gap of the weakest", "worth", "rotations"],
    )
    beside
    return (beside,)


@app.cell
def _(WAYS, alt, beside, picture, SOFT, BLUE):
    _order = list(WAYS.values())
    _charts = [
        alt.Chart(beside, title=_title, width=150, height=170)
        .mark_bar()
        .encode(
            alt.X(f"{_column}:Q", title=None, axis=alt.Axis(tickCount=3)),
            alt.Y("way:N", sort=_order, title=None, axis=alt.Axis(labels=_n == 0, labelLimit=140)),
            color=alt.condition("datum.way == 'optimised'", alt.value(BLUE), alt.value(SOFT)),
        )
        for _n, (_column, _title) in enumerate(
            {
                "vacant months": "Vacant months",
                "gap of the weakest": "Gap of the weakest",
                "worth": "Worth (points)",
            }.items()
        )
    ]
    picture(alt.hconcat(*_charts, spacing=18))
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    The optimised plan is best in the first tier by construction (vacant months weighted by post and commune; the table shows plain months); whether that margin is large in general, and what it costs
    elsewhere, is a question for many districts, not for one: notebook 06.

    ## Why this person?

    Every stint is a sum of parts, and all parts add up exactly to the value of the last tier. The rotation that brings most:
    """)
    return


@app.cell
def _(alt, case, picture, proposal, GREEN, RED, INK):
    from optimizer.report.sentences import post_title

    reasons = proposal.reasons("en")
    assert reasons["points"].sum() == proposal.tiers["value"].iloc[-1]
    _moves = proposal.stints[proposal.stints["form"] == "rotation"]["cadre_id"]
    _sums = reasons[reasons["cadre_id"].isin(_moves)].groupby(["cadre_id", "post_id"])["points"].sum()
    _who, _post = _sums.idxmax()
    _parts = reasons[reasons["cadre_id"] == _who]
    _base = alt.Chart(_parts, width=330, height=alt.Step(22)).encode(
        alt.Y("sentence:N", sort=None, title=None, axis=alt.Axis(labelLimit=330)),
        alt.X("points:Q", title="points", scale=alt.Scale(padding=40)),
    )
    _bars = _base.mark_bar().encode(color=alt.condition("datum.points > 0", alt.value(GREEN), alt.value(RED)))
    _text = _base.transform_calculate(side="datum.points > 0 ? 1 : -1").mark_text(color=INK, fontSize=10, align="left", dx=4).encode(
        alt.X("edge:Q"), alt.Text("points:Q", format=",")
    ).transform_calculate(edge="max(datum.points, 0)")  # fmt: skip
    picture((_bars + _text).properties(title=f"Why {_who} to {post_title(case, _post, 'en')}: {_sums.max():,} points"))
    return (reasons,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Change it by hand

    The plan is a frame; so is anybody's draft. Suppose the committee wants the first rotated official to go **today for a year only**.
    `score` judges the draft by the same definitions and says what breaks, with the number; the report adds the source.
    """)
    return


@app.cell
def _(case, optimizer, pd, proposal):
    draft = proposal.stints[["cadre_id", "post_id", "start", "months", "landing"]].copy()
    first = proposal.stints.index[proposal.stints["form"] == "rotation"][0]
    draft.loc[first, "months"] = 12
    judged = optimizer.score(case, draft, proposal.training)
    assert not judged.lawful
    with pd.option_context("display.max_colwidth", 140):
        broken = judged.breaches().query("mode == 'hard'")
    broken
    return broken, judged


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Where to go from here

    `optimizer plan data/muong_nhe_2021` does all this from the command line and writes the committee's papers, in Vietnamese
    and English. Notebook 03 changes the world around the plan, 04 asks to whom it is fair, 06 what optimisation is worth, 07
    why its proofs can be believed.

    The program advises; people decide. The people here are invented, and a plan of theirs says nothing about anybody.
    """)
    return


if __name__ == "__main__":
    app.run()
