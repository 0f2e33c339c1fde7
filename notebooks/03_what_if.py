import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="What if?")


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # What if?

    A plan is an answer to one question, under one law and one budget. Three other questions about the same people and the same posts:

    1. What if another **regime** were in force: the rules of 2017, 2022 or 2025?
    2. What if there were less **money**, or more?
    3. What if nobody were sent to **courses**, and what if nobody spoke the **languages** of the communes as well as the forms say?

    The case is Mường Nhé (October 2021) over two years: real places, invented people. Every figure below is of a plan
    that the definitions found lawful, and where a plan is not proven optimal its bound is shown.
    *Takes under two minutes; `NOTEBOOK_SECONDS=2` shortens the solves, at the price of proofs.*
    """)
    return


@app.cell
def _():
    import altair as alt
    import marimo as mo
    import pandas as pd
    from paper import BLUE, DATA, GOLD, GREEN, INK, RED, SOFT, picture, seconds

    import optimizer
    from optimizer import Proposal, SolveParams
    from optimizer.report.training import still_lacking
    from optimizer.words import skill_label

    return (
        BLUE, DATA, GOLD, GREEN, INK, Proposal, RED, SOFT, SolveParams, alt, mo, optimizer, pd, picture, seconds, skill_label,
        still_lacking,
    )  # fmt: skip


@app.cell
def _(DATA, optimizer):
    case = optimizer.vary(optimizer.read_case(DATA / "muong_nhe_2021"), horizon_months=24)
    case
    return (case,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 1. Another regime

    The tables stay, the law changes: each parameter is taken as of the nearest day of the other regime. On 01/07/2025 districts were
    abolished and communes merged, so 2025 stands twice: with the units of 2021, where nobody can be sent
    from the district, and with their successors (`map_units`).
    """)
    return


@app.cell
def _(SolveParams, case, optimizer, pd, seconds):
    compared = optimizer.compare_regimes(case, SolveParams(seconds=seconds(12)), map_units=True)
    worlds = compared.worlds.assign(
        **{
            "vacant months": [
                compared.proposals[r].vacant_months if r in compared.proposals else None
                for r in compared.worlds["regime"]
            ]
        },
        rotations=[
            compared.proposals[r].rotations if r in compared.proposals else None for r in compared.worlds["regime"]
        ],
        **{
            "key posts": [
                int(compared.proposals[r].case.posts["key"].sum()) if r in compared.proposals else None
                for r in compared.worlds["regime"]
            ]
        },
    )
    assert (worlds["admitted"] + worlds["refused"] > 0).all()
    worlds
    return compared, worlds


@app.cell
def _(BLUE, RED, alt, case, compared, picture):
    _turned = compared.flips.drop_duplicates(["from", "to", "cadre_id", "post_id", "rule"])
    _counts = _turned.groupby(["from", "to", "rule", "change"]).size().rename("pairs").reset_index()
    _counts["rule"] = [f"{_r} {case.law.rule(_r).title['en']}" for _r in _counts["rule"]]
    _counts["step"] = _counts["from"] + " → " + _counts["to"]
    _counts["pairs"] = _counts["pairs"].where(_counts["change"] == "newly", -_counts["pairs"])
    picture(
        alt.Chart(_counts)
        .mark_bar()
        .encode(
            alt.X("pairs:Q", title="pairs of cadre and post: no longer eligible | newly eligible"),
            alt.Y("rule:N", sort="x", title=None, axis=alt.Axis(labelLimit=260)),
            alt.Color("change:N", title=None, scale=alt.Scale(domain=["newly", "no_longer"], range=[BLUE, RED]),
                      legend=alt.Legend(orient="top", labelExpr="datum.label == 'newly' ? 'newly eligible' : 'no longer eligible'")),
        )
        .properties(width=300, height=alt.Step(16))
        .facet(row=alt.Row("step:N", title=None, sort=_counts["step"].drop_duplicates().tolist(), header=alt.Header(labelAngle=0, labelAnchor="start", labelOrient="top")), spacing=6)
        .resolve_scale(y="independent")
        .properties(title="Who becomes eligible and who no longer is, by the rule that turns it")
    )  # fmt: skip
    return


@app.cell(hide_code=True)
def _(mo, worlds):
    _told = "; ".join(
        f"**{_w['regime']}** {_w['vacant months']:.0f} vacant months on {_w['key posts']:.0f} key posts and {_w['rotations']:.0f} rotations"
        for _w in worlds.dropna(subset="rotations").to_dict("records")
    )
    mo.md(f"""
    So the same district would have: {_told}.

    The successor units of 2025 are fewer and have fewer key posts, so vacant months and pairs are to be read beside the number of posts, and only
    pairs that exist in both worlds are counted as turned.

    Each turn has a cause, found by experiment: the pair is judged again with one parameter of the other law at a time. A
    pair may be turned by several rules, and is then counted under each; where no parameter is named the rule itself is hard under one law only. What a regime
    does to a plan is not the sum of its turned pairs: bonds change too (how many may be away, who must stay). Three of them, in words:
    """)
    return


@app.cell
def _(compared, pd):
    with pd.option_context("display.max_colwidth", 220):
        examples = compared.flips.drop_duplicates(["from", "to", "rule"])[
            ["from", "to", "cadre_id", "post_id", "rule", "parameters", "sentence"]
        ].head(3)
    examples
    return (examples,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 2. Less money, or more

    The budget of each year times a factor. What running rotations cost is committed already, so below some sum there is no plan at all:
    that is an answer too (`Impossible`, with the engines that proved it).
    """)
    return


@app.cell
def _(Proposal, SolveParams, case, optimizer, pd, seconds):
    _rows, by_budget = [], {}
    for _percent in (0, 25, 50, 75, 100, 150):
        _table = case.tables.budget.assign(amount_vnd=case.tables.budget["amount_vnd"] * _percent // 100)
        _found = optimizer.find_plan(optimizer.vary(case, {"budget": _table}), SolveParams(seconds=seconds(12)))
        _row = {"budget": _percent, "outcome": type(_found).__name__}
        if isinstance(_found, Proposal):
            by_budget[_percent] = _found
            _fill = _found.tiers.iloc[0]
            _row |= {"vacancies": _fill["value"], "bound": _fill["bound"], "vacant months": _found.vacant_months}
            _row |= {
                "weakest": int(_found.gaps["after"].max()),
                "rotations": _found.rotations,
                "cost (million VND)": _found.cost_vnd // 10**6,
            }
        _rows.append(_row)
    money = pd.DataFrame(_rows)
    assert money.loc[money["budget"] == 0, "outcome"].item() != "Proposal", "running rotations must be paid"
    _told = money.dropna(subset="vacancies")
    assert (_told["bound"] <= _told["vacancies"]).all()
    money
    return by_budget, money


@app.cell
def _(BLUE, RED, SOFT, alt, money, picture):
    _told = money.dropna(subset="vacancies")
    _x = alt.X("budget:Q", title="budget, percent of the case's own", scale=alt.Scale(domain=[0, 150]))
    _band = (
        alt.Chart(_told)
        .mark_area(color=BLUE, opacity=0.2)
        .encode(_x, alt.Y("bound:Q", title="weighted vacant months"), alt.Y2("vacancies:Q"))
    )
    _line = (
        alt.Chart(_told)
        .mark_line(color=BLUE, point=alt.OverlayMarkDef(filled=True, size=50, color=BLUE))
        .encode(_x, alt.Y("vacancies:Q"))
    )
    _spent = alt.Chart(_told).mark_line(color=RED, point=alt.OverlayMarkDef(filled=True, size=50, color=RED)).encode(
        _x, alt.Y("cost (million VND):Q", title="cost of all stints, million VND")
    )  # fmt: skip
    picture(
        alt.hconcat(
            (_band + _line).properties(width=240, height=200, title="Vacancies (band: what is not proven)"),
            _spent.properties(width=240, height=200, title="What the plan spends"),
        )
    )
    return


@app.cell(hide_code=True)
def _(by_budget, mo, money):
    _told = money.set_index("budget")
    _best, _bound = _told["vacancies"], _told["bound"]
    if _best[150] < _bound[100]:
        _more = "still fills posts"
    elif _best[100] <= _bound[150]:
        _more = "fills no further month"
    else:
        _more = "may or may not help: these solves do not settle it, see the band"
    _open = (
        "All of these are proven."
        if (_best == _bound)[_best.notna()].all()
        else "Where the band is wide, the proof is open."
    )
    mo.md(f"""
    At half of the budget the plan leaves {_told["vacant months"][50]:.0f} vacant months, at three quarters {_told["vacant months"][75]:.0f}, at the whole of it {_told["vacant months"][100]:.0f}. More money
    than that {_more}. {_open} (The gap
    of the weakest commune, in the table, need not fall with every dong: it is the second tier, and what fills most posts is not always
    what serves the weakest best.)
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## 3. Courses and languages

    `training=False` takes all courses away. A course may open a post to somebody (political theory, *lý luận chính trị*) or give a team what its
    commune asks for: a language of its people (Mông, Thái, Hà Nhì) or a skill. Who learns a language counts in the team from the day that the law's grace allows.

    Changed tables are ordinary pandas. Levels of languages are declared on forms; here is a world in which, put to the test, nobody passes level 2,
    which the communes ask for. That is one line: every level is clipped at 1.
    """)
    return


@app.cell
def _(Proposal, SolveParams, case, optimizer, pd, seconds, skill_label, still_lacking):
    tested = case.tables.languages.assign(level=case.tables.languages["level"].clip(upper=1))
    asked_languages = set(case.tables.unit_languages["language"])
    _rows, _sums, taught = [], [], {}
    for _world, _tables in {"as declared": {}, "nobody passes the test": {"languages": tested}}.items():
        for _courses in ("with courses", "without"):
            _case = optimizer.vary(case, _tables, training=_courses == "with courses")
            _plan = optimizer.find_plan(_case, SolveParams(seconds=seconds(12)))
            assert isinstance(_plan, Proposal)
            assert _courses == "with courses" or _plan.training.empty
            taught[_world, _courses] = _plan.training
            _lacking = [(_skill, _months) for _, _skill, _, _months in still_lacking(_case, _plan.plan)]
            _rows += [(_world, _courses, skill_label(_skill, "en"), _months) for _skill, _months in _lacking]
            _spoken = sum(_months for _skill, _months in _lacking if _skill in asked_languages)
            _sums.append(
                (
                    _world,
                    _courses,
                    len(_plan.training),
                    _spoken,
                    _plan.vacant_months,
                    int(_plan.gaps["after"].max()),
                    _plan.proven,
                )
            )
    lacking = pd.DataFrame(_rows, columns=["languages", "plan", "skill", "months"])
    courses = pd.DataFrame(
        _sums,
        columns=[
            "languages",
            "plan",
            "people in courses",
            "months without a language",
            "vacant months",
            "weakest commune",
            "proven",
        ],
    )
    courses
    return courses, lacking, taught


@app.cell
def _(BLUE, SOFT, alt, lacking, picture):
    _sum = lacking.groupby(["languages", "plan", "skill"])["months"].sum().reset_index()
    picture(
        alt.Chart(_sum)
        .mark_bar()
        .encode(
            alt.X("months:Q", title="months over two years, summed over communes"),
            alt.Y("skill:N", sort="-x", title=None),
            alt.Color(
                "plan:N",
                title=None,
                scale=alt.Scale(domain=["with courses", "without"], range=[BLUE, SOFT]),
                legend=alt.Legend(orient="top"),
            ),
            yOffset=alt.YOffset("plan:N", sort=["with courses", "without"]),
        )
        .properties(width=200, height=alt.Step(9))
        .facet(column=alt.Column("languages:N", title=None))
        .properties(title="What teams still lack under each plan")
    )
    return


@app.cell
def _(taught):
    taught["nobody passes the test", "with courses"]
    return


@app.cell(hide_code=True)
def _(courses, mo):
    _t = courses.set_index(["languages", "plan"])
    _mute, _as = "nobody passes the test", "as declared"
    mo.md(f"""
    As declared, {_t.loc[(_as, "with courses"), "people in courses"]} people go to courses and key posts stand vacant for {_t.loc[(_as, "with courses"), "vacant months"]} months,
    against {_t.loc[(_as, "without"), "vacant months"]} without any course. If nobody passed the test, communes would be without a language for
    {_t.loc[(_mute, "without"), "months without a language"]} commune-months without courses and {_t.loc[(_mute, "with courses"), "months without a language"]} with them, at
    {_t.loc[(_mute, "with courses"), "people in courses"]} people in courses; the gap of the weakest commune would be {_t.loc[(_mute, "with courses"), "weakest commune"]} instead of
    {_t.loc[(_mute, "without"), "weakest commune"]}. The program knows that a course was attended, not what was learnt.
    """)
    return


if __name__ == "__main__":
    app.run()
