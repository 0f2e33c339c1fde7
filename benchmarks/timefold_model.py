"""The assignment alone as Timefold's own model: posts choose among their options, nobody is chosen twice."""

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
import pandas as pd
from timefold.solver import SolverFactory
from timefold.solver.config import Duration, ScoreDirectorFactoryConfig, SolverConfig, TerminationConfig
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import HardMediumSoftScore, Joiners, constraint_provider


@dataclass
class Option:
    """A cadre for a post; `place` is its number in the table of options."""

    place: Annotated[int, PlanningId]
    cadre: int
    fill: int
    worth: int


@planning_entity
@dataclass
class Post:
    """A post, and the option it has chosen."""

    number: Annotated[int, PlanningId]
    options: Annotated[list[Option], ValueRangeProvider(id="options")]
    option: Annotated[Option | None, PlanningVariable(value_range_provider_refs=["options"], allows_unassigned=True)] = (
        None
    )


@planning_solution
@dataclass
class Assigned:
    """All posts."""

    posts: Annotated[list[Post], PlanningEntityCollectionProperty]
    score: Annotated[HardMediumSoftScore | None, PlanningScore] = None


@constraint_provider
def rules(factory: Any) -> list[Any]:
    """One post per cadre (hard), fill (medium), worth (soft)."""
    twice = factory.for_each_unique_pair(Post, Joiners.equal(lambda post: post.option.cadre))
    return [
        twice.penalize(HardMediumSoftScore.ONE_HARD).as_constraint("one post per cadre"),
        factory.for_each(Post)
        .impact(HardMediumSoftScore.ONE_MEDIUM, lambda post: -post.option.fill)
        .as_constraint("fill"),
        factory.for_each(Post)
        .impact(HardMediumSoftScore.ONE_SOFT, lambda post: -post.option.worth)
        .as_constraint("worth"),
    ]


def chosen(options: pd.DataFrame, seconds: float) -> np.ndarray:
    """Places of the options that Timefold takes; ArithmeticError if it took a cadre twice."""
    posts = []
    for number, rows in options.groupby("post_ix"):
        columns = (rows.index, rows["cadre_ix"], rows["fill"], rows["worth"])
        posts.append(Post(int(number), [Option(*map(int, row)) for row in zip(*columns, strict=True)]))
    config = SolverConfig(
        solution_class=Assigned,
        entity_class_list=[Post],
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=rules),
        termination_config=TerminationConfig(spent_limit=Duration(milliseconds=int(1000 * seconds))),
        random_seed=1,
    )
    found = SolverFactory.create(config).build_solver().solve(Assigned(posts))
    places = np.array([post.option.place for post in found.posts if post.option is not None], dtype=np.int64)
    if options["cadre_ix"].iloc[places].duplicated().any():
        raise ArithmeticError("Timefold gave a cadre two posts")
    return places
