"""The assignment alone: one post per cadre, one cadre per post, every other row left out.

Minimum-cost flow solves it exactly in milliseconds: what the numbers of cadres and posts allow, whatever the rules. Its
fill is a bound for the whole Program, and no plan. Timefold can express it; that is where the two are compared.
"""

import importlib.util
import re
import shutil
import subprocess
from typing import NamedTuple

import numpy as np
import pandas as pd
from ortools.graph.python import min_cost_flow

from optimizer.model import Model
from optimizer.rules.tiers import tiers
from optimizer.verify.certificate import Rung

JAVA = 17


class Assignment(NamedTuple):
    """Options of numbered cadres for numbered posts, each with its minimised points of `fill` and `worth`.

    `vacant`: the fill with every post vacant; `kept`: rows of the Program that still stand.
    """

    options: pd.DataFrame
    vacant: int
    kept: int

    def taken(self, chosen: np.ndarray) -> tuple[int, int]:
        """Fill and worth of the options at these places."""
        picked = self.options.iloc[chosen]
        return self.vacant + int(picked["fill"].sum()), int(picked["worth"].sum())


def assignment(model: Model) -> Assignment | None:
    """The assignment within a Program of one period; None where a post may be filled several times.

    A vacancy is 1 less the holders of its post, so its points are those of whoever holds it: of stints, and of an
    incumbent who stays. For each cadre and post only the best stint by fill, then worth, remains.
    """
    if model.case.periods > 1:
        return None
    program, stints = model.program, model.options.stints
    rung, todo, own = Rung(program), tiers(model.case), len(stints)
    points, rows = rung.points(todo[0]), np.flatnonzero(program.rows["rule"] == "vacant")
    vacant = np.array([str(name).startswith("vacant[") for name in program.columns["name"]])
    terms = program.terms[rows]
    price = terms @ np.where(vacant, points, 0)
    fill = np.where(vacant, 0, points) - terms.multiply(~vacant).maximum(0).T @ price
    frame = stints[["cadre_ix", "post_ix"]].assign(fill=fill[:own], worth=rung.points(todo[-1])[:own])
    frame = pd.concat([frame, _stays(model, rows, price)]).sort_values(["cadre_ix", "post_ix", "fill", "worth"])
    rest = int(np.minimum(fill[own:] * program.columns["upper"].to_numpy()[own:], 0).sum())
    kept = int((program.rows["rule"] == "C01").sum())
    options = frame.drop_duplicates(["cadre_ix", "post_ix"]).reset_index(drop=True)
    return Assignment(options, int(price.sum()) + rest, kept)


def _stays(model: Model, rows: np.ndarray, price: np.ndarray) -> pd.DataFrame:
    """Options of incumbents to stay, of those who may leave: their posts are the rows that hold while nobody moves."""
    held = model.program.rows.iloc[rows].assign(price=price).query("lower <= 0")
    posts = model.case.posts.assign(post_ix=np.arange(len(model.case.posts)))
    frame = held.assign(post_id=held["place"].str.split("|").str[0]).merge(posts, on="post_id")
    cadre = pd.Index(model.case.cadres["cadre_id"]).get_indexer(frame["incumbent_id"])
    return pd.DataFrame({"cadre_ix": cadre, "post_ix": frame["post_ix"], "fill": -frame["price"], "worth": 0})


def flow(told: Assignment) -> tuple[int, int]:
    """The least fill of an assignment, and the least worth (minimised) with that fill."""
    options = told.options
    cadre, cadres = np.unique(options["cadre_ix"], return_inverse=True)
    post, posts = np.unique(options["post_ix"], return_inverse=True)
    source, sink, most = len(cadre) + len(post), len(cadre) + len(post) + 1, min(len(cadre), len(post))
    rank = 1 + 2 * most * int(options["worth"].abs().max())
    cost = options["fill"].to_numpy() * rank + options["worth"].to_numpy()
    tails = np.concatenate([cadres, np.full(len(cadre), source), len(cadre) + np.arange(len(post)), [source]])
    heads = np.concatenate([len(cadre) + posts, np.arange(len(cadre)), np.full(len(post), sink), [sink]])
    room = np.append(np.ones(len(tails) - 1, dtype=np.int64), most)
    prices = np.concatenate([cost, np.zeros(len(tails) - len(cost), dtype=np.int64)])
    network = min_cost_flow.SimpleMinCostFlow()
    arcs = network.add_arcs_with_capacity_and_unit_cost(tails, heads, room, prices)
    network.set_node_supply(source, most)
    network.set_node_supply(sink, -most)
    if network.solve() != network.OPTIMAL:
        raise ArithmeticError("the flow has no optimum")
    return told.taken(np.flatnonzero(network.flows(arcs)[: len(cost)]))


def timefold(told: Assignment, seconds: float) -> tuple[int, int]:
    """Fill and worth that Timefold finds in the time, from its own start; it has no bound."""
    from benchmarks.timefold_model import chosen

    return told.taken(chosen(told.options, seconds))


def missing() -> str:
    """Why Timefold cannot be measured here; blank if it can."""
    if importlib.util.find_spec("timefold") is None:
        return "the package timefold is not installed (uv group bench; Python before 3.13)"
    java = shutil.which("java")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr if java else ""
    found = re.search(r'version "(\d+)', said)
    return "" if found and int(found[1]) >= JAVA else f"Java {JAVA} or later is not installed"
