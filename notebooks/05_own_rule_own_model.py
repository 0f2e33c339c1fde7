import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Your own rule, your own outcome model")


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # Your own rule, your own outcome model

    The program knows the law and a plain idea of fit: skills asked for against skills had. You may know better. A committee may
    have a rule of its own, and a researcher may have estimated from past rotations who does well where. Both come in as tables:

    - **`decisions`**: a ban (or a pin) for a person and a post, with who decided it, when and why;
    - **`fit`**: your estimate for a cadre in a post, 0 to 1000, instead of the built-in one, with `low` and `high`;
    - **`costs`**: your estimate of what it costs, in VND, in the same way.

    No code of the program changes, and the plan is verified as ever. The case is Mường Nhé over two years: real places, invented people, and
    here also **an invented past**: the outcomes below are drawn from a formula that we write down, so that we can tell how wrong each plan is.
    *`NOTEBOOK_SECONDS=2` shortens the solves.*
    """)
    return


@app.cell
def _():
    import altair as alt
    import marimo as mo
    import numpy as np
    import pandas as pd
    from paper import BLUE, DATA, GOLD, INK, RED, SOFT, picture, seconds

    import optimizer
    from optimizer import Proposal, SolveParams

    case = optimizer.vary(optimizer.read_case(DATA / "muong_nhe_2021"), horizon_months=24)

    def planned(varied):
        """The best plan found of a varied case."""
        found = optimizer.find_plan(varied, SolveParams(seconds=seconds(14)))
        assert isinstance(found, Proposal)
        assert found.lawful
        return found

    return BLUE, GOLD, INK, RED, SOFT, alt, case, mo, np, optimizer, pd, picture, planned


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## A rule of the committee's own

    *Nobody of 45 years or more on the planning day is sent to a commune whose hardship is 60 or above.* It stands in no text, so the program does not know it. In pandas it is a join and
    a filter; each pair becomes a row of `decisions`.
    """)
    return


@app.cell
def _(case, optimizer, pd):
    pairs = optimizer.eligibility(case).query("answer != 'refused' and kind in ['rotation', 'transfer']")
    facts = pairs.merge(case.cadres[["cadre_id", "birth_date", "outstanding"]], on="cadre_id").merge(
        case.posts[["post_id", "unit_id", "hardship", "travel_hours"]], on="post_id"
    )
    _age = (pd.Timestamp(case.start) - facts["birth_date"]).dt.days / 365.25
    banned = facts[(_age >= 45) & (facts["hardship"] >= 60)]
    bans = pd.DataFrame(
        {
            "decision_id": [f"OWN{n:04d}" for n in range(len(banned))],
            "kind": "ban",
            "cadre_id": banned["cadre_id"].to_numpy(),
            "post_id": banned["post_id"].to_numpy(),
            "decided_by": "Ban Thường vụ Huyện ủy",
            "decided_on": pd.Timestamp(case.start),
            "reason": "từ 45 tuổi không đi xã có mức khó khăn từ 60 / 45 or older, hardship 60 or above",
        }
    )
    ruled = optimizer.vary(case, {"decisions": pd.concat([case.tables.decisions, bans], ignore_index=True)})
    bans.head(3)
    return bans, facts, pairs, ruled


@app.cell
def _(bans, case, pd, planned, ruled):
    free, kept = planned(case), planned(ruled)
    _forbidden = set(zip(bans["cadre_id"], bans["post_id"], strict=True))
    _broken = {
        _name: sum((s.cadre, s.post) in _forbidden for s in _p.plan.stints)
        for _name, _p in {"without": free, "with": kept}.items()
    }
    assert _broken["with"] == 0
    price = pd.DataFrame(
        {
            "own rule": ["without", "with"],
            "stints against it": [_broken["without"], _broken["with"]],
            "vacant months": [free.vacant_months, kept.vacant_months],
            "weakest commune": [int(p.gaps["after"].max()) for p in (free, kept)],
            "worth": [int(p.tiers["value"].iloc[-1]) for p in (free, kept)],
            "proven": [free.proven, kept.proven],
        }
    )
    price
    return free, kept, price


@app.cell(hide_code=True)
def _(bans, mo, price):
    _free, _kept = price.iloc[0], price.iloc[1]
    mo.md(f"""
    The rule bans {len(bans)} pairs that the law admits. Without it the plan had {_free["stints against it"]} such stints; with it none, and vacant months go from
    {_free["vacant months"]} to {_kept["vacant months"]}, the gap of the weakest commune from {_free["weakest commune"]} to {_kept["weakest commune"]}, the worth from
    {_free["worth"]:,} to {_kept["worth"]:,} points. That is the price of the rule, in the committee's own units.

    ## An outcome model of one's own

    Suppose 150 past rotations were followed up: an index of what the commune achieved, 1000 for all its targets. We invent that past. What makes
    an official do well, in truth: the people's language, and the skills that the commune asks for, less where life is hard. Noise is large, as it would be.
    """)
    return


@app.cell
def _(case, facts, np, pd):
    needs = case.tables.needs.merge(case.tables.competencies, on="competency", suffixes=("", "_had"))
    _met = needs[needs["level_had"] >= needs["level"]].groupby(["cadre_id", "unit_id"]).size().rename("met").reset_index()
    _main = case.tables.unit_languages.sort_values("share_permille", ascending=False).drop_duplicates("unit_id")
    _spoken = (
        _main[["unit_id", "language"]]
        .merge(case.tables.languages, on="language")[["cadre_id", "unit_id", "level"]]
        .rename(columns={"level": "speaks"})
    )
    _keys = ["cadre_id", "unit_id"]
    features = (
        facts.merge(_met, on=_keys, how="left").merge(_spoken, on=_keys, how="left").fillna({"met": 0, "speaks": 0})
    )
    _columns = [
        np.ones(len(features)),
        features["speaks"],
        features["met"],
        features["outstanding"].astype(float),
        features["hardship"] / 10,
    ]
    design = np.column_stack([np.asarray(_c, dtype=float) for _c in _columns])
    names = ["intercept", "language level", "needs met", "outstanding", "hardship / 10"]
    truth = np.array([430.0, 60.0, 70.0, 10.0, -18.0])
    _random = np.random.default_rng(20211001)
    past = _random.choice(len(design), 150, replace=False)
    outcome = design[past] @ truth + _random.normal(0, 120, len(past))
    pd.Series(outcome).describe().round(0).to_frame("outcome").T
    return design, features, names, outcome, past, truth


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    Ordinary least squares gives coefficients and, what matters more, how well they are known. From these every pair gets an estimate
    and a lower one: the 10th percentile of what the data leave possible for its *expected* outcome. Where the past had few like it, the lower estimate lies far below.
    """)
    return


@app.cell
def _(design, features, names, np, outcome, past, pd, truth):
    _x = design[past]
    coefficients, _residuals, *_ = np.linalg.lstsq(_x, outcome, rcond=None)
    _variance = float(_residuals[0]) / (len(past) - _x.shape[1])
    covariance = _variance * np.linalg.inv(_x.T @ _x)
    _error = np.sqrt(np.diag(covariance))
    fitted = pd.DataFrame(
        {
            "term": names,
            "truth": truth,
            "estimate": coefficients,
            "low": coefficients - 1.96 * _error,
            "high": coefficients + 1.96 * _error,
        }
    )
    _mean = design @ coefficients
    _spread = np.sqrt(np.einsum("ij,jk,ik->i", design, covariance, design))
    _whole = lambda values: np.clip(np.round(values), 0, 1000).astype(int)  # noqa: E731
    estimates = features[["cadre_id", "post_id"]].assign(
        fit=_whole(_mean), low=_whole(_mean - 1.2816 * _spread), high=_whole(_mean + 1.2816 * _spread)
    )
    assert (estimates["low"] <= estimates["fit"]).all()
    fitted.round(1)
    return coefficients, covariance, estimates, fitted


@app.cell
def _(BLUE, INK, RED, alt, fitted, picture):
    _terms = fitted[fitted["term"] != "intercept"]
    _base = alt.Chart(_terms).encode(alt.Y("term:N", sort=None, title=None))
    picture(
        (
            _base.mark_rule(strokeWidth=3, color=BLUE).encode(
                alt.X("low:Q", title="points of the index, per unit"), alt.X2("high:Q")
            )
            + _base.mark_circle(size=80, color=BLUE, opacity=1).encode(alt.X("estimate:Q"))
            + _base.mark_tick(thickness=2, color=RED, height=18).encode(alt.X("truth:Q"))
        ).properties(
            width=420, height=alt.Step(30), title="What 150 follow-ups teach (dot, 95 % interval) and the truth (red)"
        )
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Three plans, one truth

    One plan with the built-in fit, one with the estimates, one with the *lower* estimates: the cautious reading. As the truth is ours, we can say what each plan would
    bring: the expected outcome of its rotations and transfers, over their months. A fourth plan is made by the true formula, which nobody has in life: it shows
    what knowing better would change.
    """)
    return


@app.cell
def _(case, design, estimates, features, free, np, optimizer, pd, planned, truth):
    cautious = estimates.assign(fit=estimates["low"])
    known = np.clip(np.round(design @ truth), 0, 1000).astype(int)
    plans = {
        "built-in fit": free,
        "estimates": planned(optimizer.vary(case, {"fit": estimates})),
        "lower estimates": planned(optimizer.vary(case, {"fit": cautious})),
        "the truth": planned(optimizer.vary(case, {"fit": estimates.assign(fit=known, low=known, high=known)})),
    }
    expected = pd.Series(design @ truth, index=pd.MultiIndex.from_frame(features[["cadre_id", "post_id"]]))

    def sent(proposal):
        """Rotations and transfers of a plan: cadre, post and months within the two years."""
        moves = proposal.stints[proposal.stints["form"].isin(["rotation", "transfer"])]
        left = [
            min(m, case.horizon_months - 12 * case.period(day.date()))
            for m, day in zip(moves["months"], moves["start"], strict=True)
        ]
        return moves[["cadre_id", "post_id"]].assign(held=left)

    def brought(proposal, values):
        """Mean of the values over a plan's rotations and transfers, weighted by their months."""
        moves = sent(proposal)
        keys = pd.MultiIndex.from_frame(moves[["cadre_id", "post_id"]])
        return float((values.reindex(keys).to_numpy() * moves["held"].to_numpy()).sum() / moves["held"].sum())

    results = pd.DataFrame(
        [
            (
                _name,
                len(sent(_p)),
                round(brought(_p, expected), 1),
                _p.vacant_months,
                int(_p.gaps["after"].max()),
                _p.proven,
            )
            for _name, _p in plans.items()
        ],
        columns=["plan by", "people sent", "true outcome", "vacant months", "weakest commune", "proven"],
    )
    assert results["true outcome"].notna().all()
    results
    return brought, expected, plans, results, sent


@app.cell
def _(BLUE, GOLD, INK, SOFT, alt, brought, coefficients, covariance, design, features, np, pd, picture, plans):
    _draws = np.random.default_rng(2).multivariate_normal(coefficients, covariance, 300)
    _index = pd.MultiIndex.from_frame(features[["cadre_id", "post_id"]])
    _rows = [
        (_name, brought(_p, pd.Series(design @ _draw, index=_index))) for _draw in _draws for _name, _p in plans.items()
    ]
    believed = pd.DataFrame(_rows, columns=["plan by", "outcome"])
    picture(
        alt.Chart(believed)
        .transform_density("outcome", groupby=["plan by"], as_=["outcome", "density"], steps=120)
        .mark_area(opacity=0.45, line=True)
        .encode(
            alt.X("outcome:Q", title="mean outcome of those sent", scale=alt.Scale(zero=False)),
            alt.Y("density:Q", title=None, axis=None, stack=None),
            alt.Color(
                "plan by:N",
                title="plan by",
                sort=list(plans),
                scale=alt.Scale(domain=list(plans), range=[SOFT, BLUE, GOLD, INK]),
            ),
        )
        .properties(
            width=440, height=180, title="What each plan brings, over all that the data leave possible (300 draws)"
        )
    )
    return (believed,)


@app.cell(hide_code=True)
def _(believed, mo, plans, results, sent):
    _r = results.set_index("plan by")["true outcome"]
    _low = believed.groupby("plan by")["outcome"].quantile(0.05)
    _placed = {_name: sent(_p).set_index(["cadre_id", "post_id"]).index for _name, _p in plans.items()}
    _other = {_cadre for _cadre, _ in set(_placed["estimates"]) ^ set(_placed["lower estimates"])}
    mo.md(f"""
    In truth the built-in fit brings {_r["built-in fit"]:.0f}, the estimates {_r["estimates"]:.0f}, the lower estimates {_r["lower estimates"]:.0f}; a plan by the true formula brings
    {_r["the truth"]:.0f}: {"next to nothing more could be had by knowing better" if _r["the truth"] - _r["estimates"] < 5 else "so much could still be had by knowing better"}. In the worst twentieth of what
    the data leave possible: {_low["built-in fit"]:.0f}, {_low["estimates"]:.0f} and {_low["lower estimates"]:.0f}.
    {"Here caution costs nothing: both readings send the same people to the same posts." if not _other else f"Caution places {len(_other)} people otherwise: see whom before calling it prudence."}

    Four cautions. The regression here has the very form of the invented truth, which no real one has: this is the best case. Fit belongs to the *last* tier: vacancies and weakest communes come first, so a better model changes who goes where, hardly how many. An estimate from people who were
    *chosen* to be sent is not an estimate for everybody; here the past was drawn at random, in life it is not. And a number in `fit` is not a fact about a person:
    whoever brings it answers for it, which is why the program ships none.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Costs of one's own

    The program reckons what the law grants: allowances by commune, by distance, by pay. A district may know better what a move costs it: housing, transport, a stand-in.
    `costs` takes a figure for a cadre in a post, due in the year in which the stint begins, in place of the reckoned one; the budget of that year then binds it.
    Here is an invented price list: 40 million VND for anybody, and 15 million for each hour of travel.
    """)
    return


@app.cell
def _(case, facts, free, optimizer, pd, planned):
    costs = facts[["cadre_id", "post_id"]].assign(cost_vnd=40_000_000 + 15_000_000 * facts["travel_hours"].astype(int))
    listed = planned(optimizer.vary(case, {"costs": costs}))
    _both = {"as the law grants": free, "by the price list": listed}
    paid = pd.DataFrame(
        [
            (_n, len(_p.plan.stints), _p.rotations, _p.cost_vnd // 10**6, _p.vacant_months, _p.proven)
            for _n, _p in _both.items()
        ],
        columns=["costs", "stints", "rotations", "cost (million VND)", "vacant months", "proven"],
    )
    assert listed.lawful
    paid
    return costs, listed, paid


@app.cell(hide_code=True)
def _(mo, paid):
    _law, _own = paid.iloc[0], paid.iloc[1]
    mo.md(f"""
    By the price list the plan costs {_own["cost (million VND)"]:,} million instead of {_law["cost (million VND)"]:,}, with {_own["rotations"]} rotations instead of {_law["rotations"]} and
    {_own["vacant months"]} vacant months instead of {_law["vacant months"]}. The budget of each year is kept by either reckoning; who doubts a figure changes one cell and plans again.
    """)
    return


if __name__ == "__main__":
    app.run()
