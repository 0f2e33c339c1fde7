import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Why this person?")


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # Why this person, and why not another?

    Everybody who is sent, and everybody who is not, may ask. "The computer said so" is no answer. This notebook takes one post of one plan and answers as the
    committee would have to: who was eligible and who was not, by which rule and which figure; what speaks for the one chosen; what it would cost the communes to take another;
    and, of a post that stays empty, what would have to be waived to fill it, by whom.

    The case is Mường Nhé (October 2021) over two years: real places, invented people. *`NOTEBOOK_SECONDS=2` shortens the solves.*
    """)
    return


@app.cell
def _():
    import altair as alt
    import marimo as mo
    import pandas as pd
    from paper import BLUE, DATA, GREEN, INK, RED, SOFT, picture, seconds

    import optimizer
    from optimizer import Proposal, SolveParams
    from optimizer.report.sentences import post_title

    case = optimizer.vary(optimizer.read_case(DATA / "muong_nhe_2021"), horizon_months=24)
    proposal = optimizer.find_plan(case, SolveParams(seconds=seconds(15)))
    assert isinstance(proposal, Proposal)
    proposal.gaps.sort_values("before", ascending=False)
    return (
        BLUE, GREEN, INK, Proposal, RED, SOFT, SolveParams, alt, case, mo, optimizer, pd, picture, post_title, proposal, seconds,
    )  # fmt: skip


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## The post, and who could take it

    Of the rotations (*lượt luân chuyển*) of the plan we take the one in the commune that stood weakest. `eligibility` judges **every** official against it and
    gives each refusal its rule, its figure and its source.
    """)
    return


@app.cell
def _(case, optimizer, post_title, proposal):
    _moves = proposal.stints[proposal.stints["form"].isin(["rotation", "transfer"])]
    _moves = _moves.merge(proposal.gaps[["unit_id", "before"]], on="unit_id").sort_values(
        ["before", "policy_vnd"], ascending=False
    )
    chosen, post = _moves.iloc[0][["cadre_id", "post_id"]]
    title = post_title(case, post, "en")
    judged = optimizer.eligibility(case, post=post)
    assert judged.set_index("cadre_id").loc[chosen, "answer"] != "refused"
    judged["answer"].value_counts().to_frame(title)
    return chosen, judged, post, title


@app.cell
def _(RED, alt, case, judged, picture, title):
    _rules = (
        judged[judged["answer"] == "refused"]
        .explode("refused_by")
        .groupby("refused_by")
        .size()
        .rename("officials")
        .reset_index()
    )
    _rules["rule"] = [f"{_r} {case.law.rule(_r).title['en']}" for _r in _rules["refused_by"]]
    picture(
        alt.Chart(_rules, width=380, height=alt.Step(20), title=f"Why officials are not eligible: {title}")
        .mark_bar(color=RED, opacity=0.85)
        .encode(
            alt.X("officials:Q", title="officials whom the rule refuses (several rules may refuse one)"),
            alt.Y("rule:N", sort="-x", title=None, axis=alt.Axis(labelLimit=280)),
        )
    )
    return


@app.cell
def _(judged, pd):
    with pd.option_context("display.max_colwidth", 240):
        _refused = judged[judged["refused_by"].map(len) == 1].drop_duplicates("refused_by")
        refusals = _refused.assign(why=_refused["why"].map("; ".join))[["cadre_id", "why"]].head(4)
    refusals
    return (refusals,)


@app.cell(hide_code=True)
def _(chosen, judged, mo):
    _able = judged.query("answer != 'refused'")
    mo.md(f"""
    {len(_able)} of {len(judged)} are eligible. The plan takes **{chosen}**. Why not one of the other {len(_able) - 1}?

    ## The price of another

    The honest way to answer *why not B?* is to try: a **pin** (a row of `decisions`) puts B into the post, everything is planned anew around it, and the two plans are compared tier
    by tier. What B is worth alone does not matter; what matters is who else must move and which post is then left. Up to six candidates, the fittest first:
    """)
    return


@app.cell
def _(Proposal, SolveParams, case, chosen, judged, optimizer, pd, post, proposal, seconds):
    _able = judged.query("answer != 'refused' and cadre_id != @chosen")
    _skills = case.tables.needs[case.tables.needs["unit_id"] == case.post[post].unit_id].merge(
        case.tables.competencies, on="competency", suffixes=("", "_had")
    )
    _met = _skills[_skills["level_had"] >= _skills["level"]].groupby("cadre_id")["weight"].sum()
    _rank = _able["cadre_id"].map(_met).fillna(0).sort_values(ascending=False, kind="stable").index
    candidates = _able.loc[_rank, "cadre_id"].head(6).tolist()
    _kept, others, _rows = proposal.tiers.set_index("tier"), {}, []
    for _who in candidates:
        _pin = pd.DataFrame(
            [
                {
                    "decision_id": "WHY1",
                    "kind": "pin",
                    "cadre_id": _who,
                    "post_id": post,
                    "decided_by": "question",
                    "decided_on": pd.Timestamp(case.start),
                    "reason": "why not?",
                }
            ]
        )
        _decisions = pd.concat([case.tables.decisions, _pin], ignore_index=True)
        _found = optimizer.find_plan(optimizer.vary(case, {"decisions": _decisions}), SolveParams(seconds=seconds(9)))
        if not isinstance(_found, Proposal):
            _rows.append({"cadre": _who, "outcome": type(_found).__name__})
            continue
        others[_who] = _found
        _tiers = _found.tiers.set_index("tier")
        _lost = ((_kept["value"] - _tiers["value"]) * _kept["sense"]).to_dict()
        _same = set(proposal.plan.stints) & set(_found.plan.stints)
        _rows.append(
            {
                "cadre": _who,
                "outcome": "planned",
                **_lost,
                "other stints": len(set(_found.plan.stints) - _same) - 1,
                "who else": sorted(
                    {s.cadre for s in set(_found.plan.stints) ^ set(proposal.plan.stints)} - {_who, chosen}
                ),
                "proven": _found.proven,
            }
        )
    why_not = pd.DataFrame(_rows)
    assert all(any(s.cadre == _who and s.post == post for s in _p.plan.stints) for _who, _p in others.items())
    why_not
    return candidates, others, why_not


@app.cell(hide_code=True)
def _(chosen, mo, others, proposal, why_not):
    _told = why_not[why_not["outcome"] == "planned"]
    _tiers = [_t for _t in proposal.tiers["tier"] if _t in _told]
    _lines = []
    for _row in _told.to_dict("records"):
        _first = next((_t for _t in _tiers if _row[_t] > 1), None)
        _lines.append(
            f"- **{_row['cadre']}**: "
            + (
                f"loses {_row[_first]:,.0f} in `{_first}`"
                if _first
                else "as good within the tolerance of a unit: a free choice of the committee"
            )
            + f"; {len(_row['who else'])} others would be placed otherwise"
            + (
                f" (of {', '.join(_row['who else'][:6])}{' …' if len(_row['who else']) > 6 else ''})"
                if _row["who else"]
                else ""
            )
            + ("." if _row["proven"] else "; not proven in the time given, so the loss may be less.")
        )
    for _row in why_not[why_not["outcome"] != "planned"].to_dict("records"):
        _lines.append(f"- **{_row['cadre']}**: no plan at all ({_row['outcome']}).")
    assert len(_lines) == len(why_not)
    assert len(others) <= len(why_not)
    mo.md(
        f"Instead of {chosen}, a positive figure being a loss in the first tier that tells the two plans apart:\n\n"
        + "\n".join(_lines)
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## What speaks for each

    Every stint is a sum of parts, in points of the last tier. The one chosen beside the candidate who comes nearest:
    """)
    return


@app.cell
def _(BLUE, SOFT, alt, chosen, others, pd, picture, post, proposal, title, why_not):
    _sums = why_not[why_not["outcome"] == "planned"].sort_values([_t for _t in proposal.tiers["tier"] if _t in why_not])
    nearest = _sums["cadre"].iloc[0]
    _both = [(chosen, proposal), (nearest, others[nearest])]
    _parts = pd.concat(
        [_p.reasons().query("cadre_id == @_who and post_id == @post").assign(official=_who) for _who, _p in _both],
        ignore_index=True,
    )
    _parts = _parts.groupby(["official", "part"], as_index=False)["points"].sum()
    picture(
        alt.Chart(_parts, width=380, height=alt.Step(13), title=f"Points of {chosen} and of {nearest} as {title}")
        .mark_bar()
        .encode(
            alt.X("points:Q"),
            alt.Y("part:N", sort="-x", title=None),
            alt.Color(
                "official:N",
                title=None,
                sort=[chosen, nearest],
                scale=alt.Scale(domain=[chosen, nearest], range=[BLUE, SOFT]),
            ),
            yOffset=alt.YOffset("official:N", sort=[chosen, nearest]),
        )
    )
    return (nearest,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    The one chosen need not have the longer bars: the other may be worth more elsewhere. That is the difference between ranking people and planning posts.

    ## A post that stays empty, and one that would

    The longest vacancy of this plan needs no waiver, as the last table shows, so beside it stands a world in which the post above would be: nobody is in the
    succession plan there. Of a vacancy the plan tells what was seen of its candidates; `cheapest_waivers` looks for the smallest set of waivers (*miễn trừ*) that would fill it, proves that none of
    them can be spared, and names who may sign. It never proposes to waive what nobody may waive.
    """)
    return


@app.cell
def _(proposal):
    proposal.vacancies
    return


@app.cell
def _(case, optimizer, pd, post, post_title, proposal, seconds):
    unplanned = optimizer.vary(case, {"succession": case.tables.succession.head(0)})
    _asked = {"as it is": (case, proposal.vacancies.sort_values("months", ascending=False)["post_id"].iloc[0])}
    _asked["if nobody stood in the succession plan (quy hoạch)"] = (unplanned, post)
    _rows = []
    for _world, (_case, _post) in _asked.items():
        _found = optimizer.cheapest_waivers(_case, _post, seconds=seconds(8))
        _head = (_world, post_title(_case, _post, "en"))
        if not isinstance(_found, pd.DataFrame):
            _rows.append((*_head, type(_found).__name__, "", 0, ""))
        elif _found.empty:
            _rows.append((*_head, "none is needed: some lawful plan fills it, but a worse one", "", 0, ""))
        else:
            _rows += [
                (*_head, f"{_w.rule_id} at {_w.place}", _w.authority, _w.price, _w.forgiven) for _w in _found.itertuples()
            ]
    waivers = pd.DataFrame(_rows, columns=["world", "post", "waiver", "signed by", "price", "what is forgiven"])
    waivers
    return unplanned, waivers


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    Reasons are not excuses: they can be checked. Each sentence above has its rule in `docs/rules.md`, with the text of law that it rests on and a mark that
    says how well that text is known.
    """)
    return


if __name__ == "__main__":
    app.run()
