import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Scaling and certificates")


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # Why its proofs can be believed, and how far they reach

    A solver is a large program, and large programs err. So a plan here comes with a **certificate**: for every tier a
    list of numbers (the duals of a linear program) from which anyone can recompute, in whole numbers and without a solver, a
    bound that no plan beats. This notebook recomputes one in a Python that *cannot* import a solver, shows that wrong numbers cost
    sharpness and never truth, forges it to see whether that is noticed, and measures how time grows with size.

    The case is Mường Nhé over three years: real places, invented people. *`NOTEBOOK_SECONDS=5` shortens the solves.*
    """)
    return


@app.cell
def _():
    import json
    import subprocess
    import sys
    import textwrap
    import time

    import altair as alt
    import marimo as mo
    import numpy as np
    import pandas as pd
    from paper import BLUE, DATA, GOLD, GREEN, INK, RED, SOFT, picture, seconds

    import optimizer
    from optimizer import Proposal, SolveParams
    from optimizer.model import build
    from optimizer.rules.tiers import tiers
    from optimizer.verify import certificate
    from optimizer.verify.bound import Duals, bound_of

    return (
        BLUE, DATA, Duals, GOLD, GREEN, INK, Proposal, RED, SOFT, SolveParams, alt, bound_of, build, certificate, json, mo, np,
        optimizer, pd, picture, seconds, subprocess, sys, textwrap, tiers, time,
    )  # fmt: skip


@app.cell
def _(DATA, Proposal, SolveParams, optimizer, seconds):
    case = optimizer.vary(optimizer.read_case(DATA / "muong_nhe_2021"), horizon_months=36)
    proposal = optimizer.find_plan(case, SolveParams(seconds=seconds(20)))
    assert isinstance(proposal, Proposal) and proposal.solved is not None
    proposal.tiers
    return case, proposal


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## The bound, without a solver

    A fresh Python is told that OR-Tools and HiGHS do not exist. It reads the same tables, writes the same Program (rows
    and columns in whole numbers), reads the certificate, and computes for each tier

    $$\text{bound} \;=\; \sum_i y_i\cdot\text{side}_i \;+\; \sum_j \min(0,\; c_j - y^\top A_j)\cdot u_j$$

    with every $y_i$ a fraction whose denominator is a power of two: exact in Python's integers. Here
    points $c\cdot x$ are minimised (of a tier that is maximised, their negative); $A_j$ is the column of $x_j$, which is at most $u_j$; $\text{side}_i$ is the
    lower bound of row $i$ where $y_i > 0$ and the upper one where $y_i < 0$ (a $y_i$ that leans on a side which is free counts as 0). Weak duality makes
    this a bound for **any** such $y$, so nothing needs to be believed of whoever found them. Where that bound falls short, the certificate
    adds a tree of branches, each leaf of which such numbers contradict; the replay walks the tree and checks every leaf.
    """)
    return


@app.cell
def _(DATA, certificate, json, pd, proposal, subprocess, sys, textwrap):
    _script = """
    import json, pathlib, sys
    sys.modules["ortools"] = sys.modules["highspy"] = None  # importing either raises from here on
    from optimizer.frames import checked, frames_of
    from optimizer.jobs import case_under, load_case
    from optimizer.model import build
    from optimizer.rules.tiers import tiers
    from optimizer.verify import certificate
    read = load_case(pathlib.Path(sys.argv[1]))
    case = case_under(*checked(frames_of(read.tables), {**read.settings.model_dump(), "horizon_months": 36}), "2017")
    told = certificate.from_json(json.load(sys.stdin))
    program = build(case).program
    assert told.program == certificate.fingerprint(program)
    print(json.dumps(certificate.replay(program, tiers(case), told)))
    """
    _told = json.dumps(certificate.to_json(proposal.solved.certificate))
    _command = [sys.executable, "-c", textwrap.dedent(_script), str(DATA / "muong_nhe_2021")]
    _done = subprocess.run(_command, input=_told, capture_output=True, text=True, check=True)
    shown = json.loads(_done.stdout)
    replayed = pd.DataFrame(
        {
            "tier": [_t.tier.name for _t in proposal.solved.tiers],
            "value of the plan": [_t.value for _t in proposal.solved.tiers],
            "bound, with the solvers": [_t.certified for _t in proposal.solved.tiers],
            "bound, without": shown,
        }
    )
    assert (replayed["bound, with the solvers"] == replayed["bound, without"]).all()
    replayed
    return replayed, shown


@app.cell(hide_code=True)
def _(mo, proposal):
    _gaps = [f"{_t.tier.name}: {_t.certified_gap}" for _t in proposal.solved.tiers]
    mo.md(f"""
    The certificate says: *no plan of this Program that keeps the earlier tiers within their tolerance beats this one by more than*
    {"; ".join(_gaps)} (units of each tier). Where an engine proved more, that is its word, and the report says whose.
    What the certificate rests on, the encodings, the gates and the completeness of the columns, is tested elsewhere: on drawn tiny worlds
    each rule accepts exactly the plans that its plain-Python definition does not fault.

    ## Wrong numbers cost sharpness, never truth

    Take the duals of the first tier and spoil them with noise, more and more. Every bound stays on the right side of the plan's value; it only drifts away.
    """)
    return


@app.cell
def _(BLUE, Duals, RED, alt, bound_of, build, case, certificate, np, pd, picture, proposal, tiers):
    program = build(case).program
    _rung, _tier = certificate.Rung(program), tiers(case)[0]
    _points = _rung.points(_tier)
    _true = proposal.solved.certificate.steps[0].duals
    _value = proposal.solved.tiers[0].value
    _random, _rows = np.random.default_rng(1), []
    for _level in (0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3):
        for _draw in range(12 if _level else 1):
            _noise = np.exp(_level * _random.standard_normal(len(_true.numerators)))
            _spoilt = Duals(_true.rows, np.round(_true.numerators * _noise).astype(np.int64), _true.exponents)
            _rows.append((max(_level, 0.0005), _rung.value(_tier, bound_of(program, _points, _spoilt).value)))
    spoilt = pd.DataFrame(_rows, columns=["noise", "bound"])
    assert (spoilt["bound"] <= _value).all(), "a bound beyond the value of a plan would be a false proof"
    spoilt["below"] = _value - spoilt["bound"]
    _dots = alt.Chart(spoilt).mark_circle(color=BLUE, opacity=0.6, size=40).encode(
        alt.X("noise:Q", scale=alt.Scale(type="log"), title="noise on each dual, standard deviation of its logarithm (leftmost: none)",
              axis=alt.Axis(values=[0.001, 0.003, 0.01, 0.03, 0.1, 0.3])),
        alt.Y("below:Q", title="units below the value of the plan",
              scale=alt.Scale(type="symlog", constant=100), axis=alt.Axis(values=[0, 1_000, 10_000, 100_000, 1_000_000, 10_000_000])),
    )  # fmt: skip
    picture(_dots.properties(width=440, height=230, title=f"Bounds from spoilt duals never pass the plan's {_value:,}"))
    return program, spoilt


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## A forged certificate is refused

    Three forgeries: a better bound is claimed, a kept value is changed, a number of the duals is
    changed (claiming the old bound). And the honest certificate, shown for *another* district.
    """)
    return


@app.cell
def _(Duals, build, case, certificate, np, optimizer, pd, program, proposal, tiers):
    from dataclasses import replace

    _true = proposal.solved.certificate
    _told = [_t.certified for _t in proposal.solved.tiers]
    _last = len(_true.steps) - 1

    def _with(number, **changed):
        steps = tuple(replace(step, **changed) if n == number else step for n, step in enumerate(_true.steps))
        return replace(_true, steps=steps)

    _d = _true.steps[_last].duals
    _largest = int(np.argmax(np.abs(_d.numerators)))
    _numbers = _d.numerators.copy()
    _numbers[_largest] += _numbers[_largest] // 2
    _other = build(optimizer.synth_case("district", 4, months=12)).program
    _tried = {
        "as it is": (program, _told, _true),
        "a better bound is claimed": (program, [*_told[:-1], _told[-1] - 1], _true),
        "a kept value is changed": (program, _told, _with(0, kept=_true.steps[0].kept + 10_000)),
        "a dual is changed": (program, _told, _with(_last, duals=Duals(_d.rows, _numbers, _d.exponents))),
        "another district": (_other, _told, _true),
    }
    forged = pd.DataFrame(
        [
            (_what, "; ".join(certificate.faults(_program, tiers(case), _claims, _paper)) or "accepted")
            for _what, (_program, _claims, _paper) in _tried.items()
        ],
        columns=["certificate", "the checker says"],
    )
    assert not proposal.proven or (forged["the checker says"] == "accepted").tolist() == [
        True,
        False,
        False,
        False,
        False,
    ]
    forged
    return (forged,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Time against size

    Districts of growing size over one period, one seed each, with little time on purpose: a small laptop should see the same shape.
    `docs/benchmarks.md` has the larger sizes, other engines and more seeds. *Replay* is what a doubter pays to check the bounds.
    """)
    return


@app.cell
def _(Proposal, SolveParams, build, certificate, optimizer, pd, seconds, tiers, time):
    _sizes = (15, 30, 60, 120) if seconds(10) == 10 else (15, 30)
    _rows = []
    for _posts in _sizes:
        _case = optimizer.synth_case("district", 1, posts=_posts, cadres=_posts * 11 // 5, months=12)
        _begun = time.perf_counter()
        _program = build(_case).program
        _built = time.perf_counter()
        _found = optimizer.find_plan(_case, SolveParams(seconds=seconds(10)))
        _solved = time.perf_counter()
        assert isinstance(_found, Proposal) and _found.solved is not None
        certificate.replay(_program, tiers(_case), _found.solved.certificate)
        _replayed = time.perf_counter()
        _proven = sum(_t.proven for _t in _found.solved.tiers)
        _rows.append(
            (
                _posts,
                len(_program.columns),
                len(_program.rows),
                _built - _begun,
                _solved - _built,
                _replayed - _solved,
                _proven,
            )
        )
    scaling = pd.DataFrame(_rows, columns=["key posts", "columns", "rows", "build", "solve", "replay", "tiers proven"])
    scaling.round(3)
    return (scaling,)


@app.cell
def _(BLUE, GOLD, GREEN, alt, picture, scaling):
    _long = scaling.melt(["key posts", "columns"], ["build", "solve", "replay"], "step", "seconds")
    picture(
        alt.Chart(_long, width=420, height=240, title="Seconds against columns of the Program (both logarithmic)")
        .mark_line(point=alt.OverlayMarkDef(size=50, filled=True))
        .encode(
            alt.X(
                "columns:Q",
                scale=alt.Scale(type="log"),
                title="columns",
                axis=alt.Axis(values=[100, 300, 1000, 3000, 10_000]),
            ),
            alt.Y(
                "seconds:Q",
                scale=alt.Scale(type="log"),
                title="seconds",
                axis=alt.Axis(format="~g", values=[0.001, 0.01, 0.1, 1, 10, 100]),
            ),
            alt.Color(
                "step:N",
                title=None,
                sort=["solve", "build", "replay"],
                scale=alt.Scale(domain=["solve", "build", "replay"], range=[BLUE, GOLD, GREEN]),
            ),
        )
    )
    return


@app.cell(hide_code=True)
def _(mo, np, scaling):
    _whole = scaling[scaling["tiers proven"] == 4]
    _slope = np.polyfit(np.log(_whole["columns"]), np.log(_whole["solve"]), 1)[0] if len(_whole) > 1 else np.nan
    _beyond = (
        ", and the size that stopped at its limit of ten seconds lies above that line"
        if len(_whole) < len(scaling)
        else ""
    )
    _both = (scaling["replay"] + scaling["build"]) / scaling["solve"]
    mo.md(f"""
    Over the {len(_whole)} sizes that were proven whole, the time to solve grows like columns to the power **{_slope:.1f}**: a description of a few
    points on one machine, not a law{_beyond}. `docs/benchmarks.md` has cases of 150 posts that take longer than others of 600: what makes a case
    hard is money and people that are scarce together, not size alone. The check of the bounds takes
    {scaling["replay"].iloc[-1] / scaling["solve"].iloc[-1]:.1%} of the time of the solve at the largest size, and
    {_both.iloc[-1]:.1%} with building the Program, which whoever doubts builds too; at the smallest {_both.iloc[0]:.0%}, where there is little to find. Where finding is hard,
    checking is cheap: that is what makes a certificate worth its paper.
    """)
    return


if __name__ == "__main__":
    app.run()
