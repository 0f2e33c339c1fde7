import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Fair to whom?")


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # Fair to whom?

    A plan hands out two things. Communes get **leadership**, and people get **burdens**: hardship, distance, months away from
    home. Both can be handed out unequally, and the two do not agree: what serves the weakest commune is often what sends
    somebody far away.

    The order of the goals is a *choice of the committee*, not of the program. Here we change it and look at who gains and who loses.
    The case is Mường Nhé (October 2021) over two years: real places, invented people.
    *Takes under two minutes; `NOTEBOOK_SECONDS=2` shortens the solves, at the price of proofs.*
    """)
    return


@app.cell
def _():
    import altair as alt
    import marimo as mo
    import numpy as np
    import pandas as pd
    from paper import BLUE, DATA, GOLD, GREEN, INK, RED, SOFT, picture, seconds

    import optimizer
    from optimizer import Proposal, SolveParams
    from optimizer.rules.tiers import goal_by_id

    return (
        BLUE, DATA, GOLD, GREEN, INK, Proposal, RED, SOFT, SolveParams, alt, goal_by_id, mo, np, optimizer, pd, picture, seconds,
    )  # fmt: skip


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Between communes: four orders of goals

    - **as shipped**: fewest weighted vacancies, then the weakest commune, then the weakest three, then all that a move is worth;
    - **weakest first**: the weakest commune, then the weakest three, and only then vacancies: John Rawls before Jeremy Bentham;
    - **no weakest**: vacancies, then worth; nobody asks how they are spread (though a weak commune's vacancies weigh more in the sum);
    - **worth only**: one sum of points, in which a vacancy has no price of its own.
    """)
    return


@app.cell
def _(DATA, Proposal, SolveParams, optimizer, seconds):
    case = optimizer.vary(optimizer.read_case(DATA / "muong_nhe_2021"), horizon_months=24)
    points = ["fit", "team", "burden", "wishes", "growth", "schooling", "calm", "soft"]
    fill, worst, worst_k, worth = (
        {"name": "fill", "goals": ["fill"]},
        {"name": "weakest_first.worst", "goals": ["worst_commune"]},
        {"name": "weakest_first.worst_k", "goals": ["worst_communes"]},
        {"name": "worth", "goals": points},
    )

    def ordered(*tiers):
        """The plan of the case under these tiers, in this order."""
        found = optimizer.find_plan(optimizer.vary(case, tiers=list(tiers)), SolveParams(seconds=seconds(14)))
        assert isinstance(found, Proposal) and found.lawful, found
        return found

    orders = {
        "as shipped": ordered(fill, worst, worst_k, worth),
        "weakest first": ordered(worst, worst_k, fill, worth),
        "no weakest": ordered(fill, worth),
        "worth only": ordered(worth),
    }
    return case, fill, ordered, orders, points, worst, worst_k, worth


@app.cell
def _(np, orders, pd):
    def gini(values):
        """Gini index of non-negative values: 0 where all are equal, towards 1 where one has everything."""
        values = np.sort(np.asarray(values, dtype=float))
        if not values.sum():
            return 0.0
        ranks = np.arange(1, len(values) + 1)
        return float((2 * ranks - len(values) - 1) @ values / (len(values) * values.sum()))

    communes = pd.DataFrame(
        [
            (
                _name, _p.proven, int(_p.goals["fill"]), _p.vacant_months, int(_p.gaps["after"].max()),
                int(_p.gaps["after"].nlargest(3).sum()), round(float(_p.gaps["after"].mean()), 1), round(gini(_p.gaps["after"]), 2),
                int(_p.goals[["fit", "team", "burden", "wishes", "growth", "schooling", "calm", "soft"]].sum()),
            )
            for _name, _p in orders.items()
        ],
        columns=["order", "proven", "fill", "vacant months", "weakest", "weakest three", "mean gap", "Gini of gaps", "worth"],
    ).set_index("order")  # fmt: skip
    if communes["proven"].all():
        assert communes["fill"].min() >= communes.loc[["as shipped", "no weakest"], "fill"].min() - 1
        assert communes["weakest"].min() >= communes.loc["weakest first", "weakest"] - 1
        assert communes["worth"].max() <= communes.loc["worth only", "worth"] + 1
    communes
    return communes, gini


@app.cell
def _(BLUE, RED, SOFT, alt, case, orders, pd, picture):
    _rows = [
        (_name, _row.name, int(_row.after)) for _name, _p in orders.items() for _row in _p.gaps.itertuples(index=False)
    ]
    _idle = next(iter(orders.values())).gaps
    _rows += [("nobody moves", _row.name, int(_row.before)) for _row in _idle.itertuples(index=False)]
    _gaps = pd.DataFrame(_rows, columns=["order", "commune", "gap"])
    _gaps["worst"] = _gaps["gap"] == _gaps.groupby("order")["gap"].transform("max")
    _sort = ["nobody moves", *orders]
    _base = alt.Chart(_gaps).encode(
        alt.Y("order:N", sort=_sort, title=None),
        alt.X("gap:Q", title="gap index of each commune (0: nothing missing, 1000: everything)"),
    )
    _dots = _base.mark_circle(size=70, opacity=0.65).encode(
        color=alt.condition("datum.worst", alt.value(RED), alt.value(BLUE))
    )
    _names = (
        _base.transform_filter("datum.worst")
        .mark_text(align="left", dx=8, color=RED, fontSize=10)
        .encode(alt.Text("commune:N"))
    )
    _means = _base.mark_tick(thickness=2, color=SOFT, height=22).encode(alt.X("mean(gap):Q"))
    assert len(_gaps) == len(case.communes) * 5
    picture(
        (_means + _dots + _names).properties(
            width=460, height=alt.Step(34), title="Gaps of eleven communes under each order (bar: mean; red: the weakest)"
        )
    )
    return


@app.cell(hide_code=True)
def _(communes, mo, orders):
    _name = {_o: _p.gaps.set_index("name")["after"].idxmax() for _o, _p in orders.items()}
    _ship, _rawls, _sum = communes.loc["as shipped"], communes.loc["weakest first"], communes.loc["no weakest"]
    _all = (
        "All four plans are proven optimal for their order."
        if communes["proven"].all()
        else "Not all four are proven optimal in the time given (column `proven`): read small differences with care."
    )
    mo.md(f"""
    Putting the weakest commune first brings the greatest gap from {_ship["weakest"]} ({_name["as shipped"]}) to {_rawls["weakest"]} ({_name["weakest first"]}) and costs {_rawls["vacant months"] - _ship["vacant months"]:+d} vacant
    months elsewhere ({_rawls["fill"] - _ship["fill"]:+,d} weighted). Asking nobody about the weakest leaves it at {_sum["weakest"]} ({_name["no weakest"]}) and gains {_sum["worth"] - _ship["worth"]:+,d} points of worth.
    {_all} The Gini index of gaps is there as a warning: it says how unequal the rest is, also where the rest is next to nothing, so a plan
    that closes nearly all gaps can look *more* unequal than one that closes none.

    ## Between people: who bears it

    Burden is hardship and distance of the commune times the months, more for those who have borne much before. Three ways to weigh
    it, at the same fewest vacancies: not at all; as shipped, one part of the worth among others; and as a goal of its own right after the vacancies.
    """)
    return


@app.cell
def _(fill, ordered, orders, points, worst, worst_k, worth):
    blind = {**worth, "goals": [_goal for _goal in points if _goal != "burden"]}
    people = {
        "burden ignored": ordered(fill, worst, worst_k, blind),
        "as shipped": orders["as shipped"],
        "burden second": ordered(fill, {"name": "burden", "goals": ["burden"]}, worst, worst_k, blind),
    }
    return blind, people


@app.cell
def _(gini, goal_by_id, pd, people):
    def borne(proposal):
        """Points of burden of each official who is sent, the heaviest first; positive, by cadre_id."""
        parts = goal_by_id("burden").parts(proposal.case, proposal.plan)
        rows = [(part.cadre, -part.points) for part in parts if part.cadre]
        return (
            pd.DataFrame(rows, columns=["cadre_id", "points"])
            .groupby("cadre_id")["points"]
            .sum()
            .sort_values(ascending=False)
        )

    burdens = {_name: borne(_p) for _name, _p in people.items()}
    shared = pd.DataFrame(
        [
            (
                _name,
                len(_b),
                int(_b.sum()),
                int(max(_b, default=0)),
                round(float(_b.sum()) / max(len(_b), 1), 1),
                round(gini(_b), 2),
                int(people[_name].gaps["after"].max()),
                people[_name].proven,
            )
            for _name, _b in burdens.items()
        ],
        columns=[
            "burden is",
            "people sent",
            "burden in all",
            "heaviest",
            "mean",
            "Gini among them",
            "weakest commune",
            "proven",
        ],
    )
    assert (shared.loc[shared["proven"], "people sent"] > 0).all()
    shared
    return borne, burdens, shared


@app.cell
def _(BLUE, GOLD, SOFT, alt, burdens, pd, picture):
    _rows = [(_name, _rank, int(_value)) for _name, _b in burdens.items() for _rank, _value in enumerate(_b, start=1)]
    _frame = pd.DataFrame(_rows, columns=["burden is", "rank", "points"])
    picture(
        alt.Chart(_frame, width=440, height=220, title="Burden of each official who is sent, the heaviest first")
        .mark_line(interpolate="step-after", strokeWidth=2, point=alt.OverlayMarkDef(filled=True, size=30))
        .encode(
            alt.X("rank:Q", title="officials, by burden", axis=alt.Axis(tickMinStep=1, grid=False)),
            alt.Y("points:Q", title="points of burden"),
            alt.Color(
                "burden is:N",
                title=None,
                sort=list(burdens),
                scale=alt.Scale(domain=list(burdens), range=[SOFT, BLUE, GOLD]),
            ),
        )
    )
    return


@app.cell(hide_code=True)
def _(mo, shared):
    _t = shared.set_index("burden is")
    _free, _ship, _care = (_t.loc[_name] for _name in ("burden ignored", "as shipped", "burden second"))
    mo.md(f"""
    Ignoring burden puts {_free["burden in all"]:,} points on {_free["people sent"]} people, at most {_free["heaviest"]:,} on one. As shipped it is
    {_ship["burden in all"]:,} with {_ship["heaviest"]:,} at most; put second, {_care["burden in all"]:,} with {_care["heaviest"]:,}, while the weakest
    commune's gap goes from {_ship["weakest commune"]} to {_care["weakest commune"]}. That is the trade in one line:
    {_ship["people sent"] - _care["people sent"]} people fewer are sent, those who go bear {_care["mean"]:,.0f} on average instead of {_ship["mean"]:,.0f}, and a commune pays. The Gini index is among those who are sent: that it falls when fewer go does not make the burden more equal among all.

    ## Is anybody sent more often than others?

    Women and men, Kinh and other peoples, younger and older, as shares of the people whom the rules admit to some rotation and of those whom the plan rotates (above
    "sent" counts transfers too). The band is what chance alone would give: 95 % of random draws of as many people from the admitted.
    """)
    return


@app.cell
def _(np, optimizer, orders, pd):
    _plan = orders["as shipped"]
    _able = optimizer.eligibility(_plan.case).query("kind == 'rotation' and answer != 'refused'")["cadre_id"].unique()
    _sent = _plan.stints.loc[_plan.stints["form"] == "rotation", "cadre_id"]
    _pool = _plan.case.cadres.set_index("cadre_id").loc[_able]
    assert set(_sent) <= set(_able)
    _age = (pd.Timestamp(_plan.case.start) - _pool["birth_date"]).dt.days / 365.25
    _groups = {
        "women": _pool["sex"].astype(str) == "female",
        "not Kinh": _pool["ethnicity"].astype(str) != "kinh",
        "under 40": _age < 40,
        "outstanding": _pool["outstanding"].astype(bool),
    }
    _random, _rows = np.random.default_rng(1), []
    for _name, _member in _groups.items():
        _draws = [_random.choice(_member.to_numpy(), len(_sent), replace=False).mean() for _ in range(4000)]
        _low, _high = np.quantile(_draws, [0.025, 0.975])
        _rows.append((_name, _member.mean(), _member.loc[_sent].mean(), _low, _high))
    sent = pd.DataFrame(_rows, columns=["group", "admitted", "sent", "low", "high"])
    size = {"admitted": len(_able), "sent": len(_sent)}
    sent.round(3)
    return sent, size


@app.cell
def _(BLUE, INK, SOFT, alt, picture, sent, size):
    _base = alt.Chart(sent).encode(alt.Y("group:N", sort=None, title=None))
    _x = alt.X("low:Q", title="share", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]))
    picture(
        (
            _base.mark_rule(strokeWidth=8, color=SOFT, opacity=0.5).encode(_x, alt.X2("high:Q"))
            + _base.mark_tick(thickness=2, color=INK, height=16).encode(alt.X("admitted:Q"))
            + _base.mark_circle(size=90, color=BLUE, opacity=1).encode(alt.X("sent:Q"))
        ).properties(
            width=400,
            height=alt.Step(30),
            title=f"Among {size['admitted']} admitted (tick) and {size['sent']} rotated (dot); band: chance",
        )
    )
    return


@app.cell(hide_code=True)
def _(mo, sent, size):
    _out = sent[(sent["sent"] < sent["low"]) | (sent["sent"] > sent["high"])]["group"].tolist()
    _most = (sent["admitted"] * size["admitted"] / size["sent"]).clip(upper=1)
    _any = sent[(sent["low"] <= 0) & (sent["high"] >= _most - 1e-9)]["group"].tolist()
    _blind = f", and of {', '.join(_any)} so few are admitted that no choice at all could lie outside" if _any else ""
    mo.md(f"""
    {("Outside the band of chance: **" + ", ".join(_out) + "**.") if _out else "No group lies outside the band of chance."} {size["sent"]} of {size["admitted"]} people say little{_blind}; what the picture
    offers is a habit of looking. The rules themselves (standards, *quy hoạch*, the quotas of rule C27) decide who is *admitted*, before any plan is made:
    a pool that is unequal stays so however fairly one draws from it.

    ## Wishes

    People may name communes they would go to, in order, and communes they refuse (*nguyện vọng*).
    """)
    return


@app.cell
def _(case, optimizer, orders, pd):
    _wish = case.tables.preferences.set_index(["cadre_id", "unit_id"])["wish"]
    _rows = []
    for _name, _p in {**optimizer.baselines(case, 1), **orders}.items():
        _moves = _p.stints[_p.stints["form"] == "rotation"]
        _got = [_wish.get((_c, _u)) for _c, _u in zip(_moves["cadre_id"], _moves["unit_id"], strict=True)]
        _asked = [_c in set(case.tables.preferences["cadre_id"]) for _c in _moves["cadre_id"]]
        _rows.append(
            (
                _name,
                len(_moves),
                sum(_asked),
                sum(_w == 1 for _w in _got),
                sum(_w is not None and _w > 0 for _w in _got),
                sum(_w == 0 for _w in _got),
            )
        )
    wishes = pd.DataFrame(
        _rows, columns=["plan", "rotations", "had a wish", "got the first", "got one of them", "had refused it"]
    )
    wishes
    return (wishes,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    Compare the rows in which people choose in turn (*seniority*, *merit*) with those that serve communes first; what the former leave
    empty is the subject of notebook 06. No table here says what is *right*. It says what each order of goals does, to whom, so that those
    who answer for the choice can make it with open eyes.
    """)
    return


if __name__ == "__main__":
    app.run()
