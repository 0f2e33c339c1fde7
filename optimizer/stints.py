"""Every candidate stint with its facts, as columns of whole numbers; they grow from pairs to starts to lengths."""

import numpy as np
import pandas as pd
from scipy import sparse

from optimizer.case import Case
from optimizer.costs import yearly_costs
from optimizer.law import months_between_days
from optimizer.words import Kind

KINDS = [str(kind) for kind in (Kind.REAPPOINTMENT, Kind.LOCAL_PROMOTION, Kind.ROTATION, Kind.TRANSFER)]


def stints(case: Case) -> pd.DataFrame:
    """Every (cadre, key post, start, months) worth judging, sorted, with its facts.

    One row per stint. `start` and `end` are periods (`end` is the bucket beyond the horizon when it
    runs past it); `months` the length; `service_left` and `age_months` are taken at the start;
    `held_months` lie within the horizon; `fit` and `language_fit` are 0–1000; `cost_vnd` is the whole
    cost that C25 counts. `cadre_ix` and `post_ix` are row numbers in `case.cadres` and `case.posts`.
    """
    return with_worth(case, with_lengths(case, with_starts(case, pairs(case))))


def of_cadre(case: Case, frame: pd.DataFrame, column: str) -> np.ndarray:
    """A fact of the cadre of each row."""
    return case.cadres[column].to_numpy()[frame["cadre_ix"].to_numpy()]


def of_post(case: Case, frame: pd.DataFrame, column: str) -> np.ndarray:
    """A fact of the post of each row."""
    return case.posts[column].to_numpy()[frame["post_ix"].to_numpy()]


def start_days(case: Case, frame: pd.DataFrame) -> np.ndarray:
    """The day on which the stint of each row starts, as datetime64."""
    days = np.array([case.day(t) for t in range(case.periods)], dtype="datetime64[s]")
    return days[frame["start"].to_numpy()]


def pairs(case: Case) -> pd.DataFrame:
    """Every cadre beside every key post, sorted, with the kind of move and the ranks it rises."""
    cadres, posts = case.cadres, case.posts[case.posts["key"].to_numpy(dtype=bool)]
    who, where = np.repeat(np.arange(len(cadres)), len(posts)), np.tile(np.arange(len(posts)), len(cadres))
    return pd.DataFrame(
        {
            "cadre_ix": who,
            "post_ix": np.flatnonzero(case.posts["key"].to_numpy())[where],
            "cadre_id": cadres["cadre_id"].array.take(who),
            "post_id": posts["post_id"].array.take(where),
            "home_id": cadres["unit_id"].array.take(who),
            "unit_id": posts["unit_id"].array.take(where),
            "kind": pd.Categorical.from_codes(_kinds(case, posts).ravel(), KINDS),
            "rank_gap": posts["rank"].to_numpy()[where] - cadres["rank"].to_numpy()[who],
        }
    )


def _kinds(case: Case, posts: pd.DataFrame) -> np.ndarray:
    """The number in KINDS for each cadre (row) beside each of these posts (column); `Case.kind` says it of one pair."""
    cadres = case.cadres
    rotating = np.isin(cadres["level"].to_numpy(), case.law["rotation_source_levels"].value)
    kinds = np.repeat(np.where(rotating, 2, 3)[:, np.newaxis], len(posts), axis=1)
    homes = pd.factorize(pd.concat([cadres["unit_id"], posts["unit_id"]]))[0]
    kinds[homes[: len(cadres), np.newaxis] == homes[len(cadres) :]] = 1
    incumbent = pd.Index(cadres["cadre_id"]).get_indexer(posts["incumbent_id"])
    held = np.flatnonzero(incumbent >= 0)
    kinds[incumbent[held], held] = 0
    return kinds


def with_starts(case: Case, pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs beside every start, with `age_months` and `service_left` then.

    An incumbent is reappointed only when his own tenure ends.
    """
    frame = pairs.loc[pairs.index.repeat(case.periods)].reset_index(drop=True)
    frame["start"] = np.tile(np.arange(case.periods), len(pairs))
    renewable = of_post(case, frame, "opens_because") == "tenure"
    on_time = (of_post(case, frame, "opens") == frame["start"].to_numpy()) & renewable
    frame = frame[(frame["kind"] != Kind.REAPPOINTMENT) | on_time].reset_index(drop=True)
    today = np.full(len(case.cadres), np.datetime64(case.start), dtype="datetime64[s]")
    row, passed = frame["cadre_ix"].to_numpy(), frame["start"] * case.period_months
    frame["age_months"] = months_between_days(case.cadres["birth_date"].to_numpy(), today)[row] + passed
    frame["service_left"] = months_between_days(today, case.cadres["retires"].to_numpy())[row] - passed
    return frame


def with_lengths(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    """Rotations at every length on offer; other stints for a term, or until retirement if sooner.

    A post of the second sort that the cadre could not hold for one whole period is no candidate.
    """
    offers = np.array(sorted(case.lengths_months), dtype=np.int64)
    rotating = (frame["kind"] == Kind.ROTATION).to_numpy()
    whole = frame["service_left"].to_numpy() // case.period_months * case.period_months
    single = np.minimum(whole, case.law["term_months"].value)
    count = np.where(rotating, len(offers), single > 0)
    before = np.repeat(np.cumsum(count) - count, count)
    nth = np.arange(count.sum()) - before
    months = np.where(np.repeat(rotating, count), offers[nth % len(offers)], np.repeat(single, count))
    frame = frame.loc[frame.index.repeat(count)].reset_index(drop=True).assign(months=months)
    frame["end"] = np.minimum(frame["start"] + frame["months"] // case.period_months, case.periods)
    frame["held_months"] = np.minimum(frame["months"], case.horizon_months - frame["start"] * case.period_months)
    return frame


def with_worth(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    """Stints with `fit` to the commune's needs and `language_fit` to its people, both 0–1000, and `cost_vnd`."""
    fit, spoken = _fit_by_commune(case)
    cadre_ix = frame["cadre_ix"].to_numpy()
    column = pd.Index(case.communes).get_indexer(frame["unit_id"])
    frame = frame.assign(fit=fit[cadre_ix, column], language_fit=spoken[cadre_ix, column])
    if len(case.tables.fit):
        given = frame[["cadre_id", "post_id"]].merge(case.tables.fit, how="left", on=["cadre_id", "post_id"])["fit"]
        frame["fit"] = np.where(given.isna(), frame["fit"], given.fillna(0)).astype(np.int64)
    return frame.assign(cost_vnd=yearly_costs(case, frame).sum(axis=1))


def _fit_by_commune(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """Fit and language fit of each cadre (row) to each commune (column).

    fit = ⌊1000 Σ weight × min(level had, level asked) / Σ weight × level asked⌋, or the figure in the
    table `fit`; language_fit = ⌊Σ share‰ × level / 4⌋ (C28, C29).
    """
    level = case.skills.pivot_table(index="cadre_id", columns="skill", values="level", fill_value=0)
    level = level.reindex(case.cadres["cadre_id"]).fillna(0).astype(np.int64)
    needs, heard = case.tables.needs, case.tables.unit_languages
    weight, most = needs["weight"].to_numpy(), needs["level"].to_numpy()
    had = np.minimum(_levels(level, needs["competency"]), most) * weight
    of_unit, of_heard = (_in_commune(case, table["unit_id"]) for table in (needs, heard))
    spoken = _levels(level, heard["language"]) * heard["share_permille"].to_numpy() @ of_heard // 4
    return 1000 * (had @ of_unit) // np.maximum((weight * most) @ of_unit, 1), spoken


def _levels(level: pd.DataFrame, skills: pd.Series) -> np.ndarray:
    """The level of each cadre (row) in each of these skills (column); 0 where nothing is known."""
    return level.reindex(columns=pd.Index(skills), fill_value=0).to_numpy(dtype=np.int64)


def _in_commune(case: Case, units: pd.Series) -> sparse.csr_matrix:
    """1 for each unit (row) that is a commune (column)."""
    column = pd.Index(case.communes).get_indexer(units)
    rows = np.flatnonzero(column >= 0)
    ones = np.ones(len(rows), dtype=np.int64)
    return sparse.csr_matrix((ones, (rows, column[rows])), shape=(len(units), len(case.communes)))
