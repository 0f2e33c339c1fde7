"""Every candidate stint with its facts, as columns of whole numbers; they grow from pairs to starts to lengths."""

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.costs import yearly_costs
from optimizer.law import months_between_days
from optimizer.words import Kind


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
    key_posts = np.flatnonzero(case.posts["key"].to_numpy())
    cadres = np.arange(len(case.cadres))
    frame = pd.DataFrame(
        {
            "cadre_ix": np.repeat(cadres, len(key_posts)),
            "post_ix": np.tile(key_posts, len(cadres)),
        }
    )
    frame["cadre_id"] = of_cadre(case, frame, "cadre_id")
    frame["post_id"] = of_post(case, frame, "post_id")
    frame["home_id"] = of_cadre(case, frame, "unit_id")
    frame["unit_id"] = of_post(case, frame, "unit_id")
    frame["kind"] = _kinds(case, frame)
    frame["rank_gap"] = of_post(case, frame, "rank") - of_cadre(case, frame, "rank")
    return frame


def _kinds(case: Case, frame: pd.DataFrame) -> np.ndarray:
    """The kind of each pair; `Case.kind` says the same of one pair."""
    incumbent = of_post(case, frame, "incumbent_id") == frame["cadre_id"]
    local = frame["home_id"] == frame["unit_id"]
    rotating = np.isin(of_cadre(case, frame, "level"), case.law["rotation_source_levels"].value)
    names = [str(Kind.REAPPOINTMENT), str(Kind.LOCAL_PROMOTION), str(Kind.ROTATION)]
    return np.select([incumbent, local, rotating], names, default=str(Kind.TRANSFER))


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
    nobody = np.zeros(len(level), dtype=np.int64)
    fit, spoken = [], []
    for unit in case.communes:
        needs = case.tables.needs[case.tables.needs["unit_id"] == unit]
        had = (n.weight * np.minimum(level.get(n.competency, nobody), n.level) for n in needs.itertuples())
        asked = int((needs["weight"] * needs["level"]).sum())
        fit.append(1000 * np.asarray(sum(had, start=nobody)) // max(asked, 1))
        shares = case.tables.unit_languages[case.tables.unit_languages["unit_id"] == unit]
        heard = (s.share_permille * level.get(s.language, nobody) for s in shares.itertuples())
        spoken.append(np.asarray(sum(heard, start=nobody)) // 4)
    return np.column_stack(fit), np.column_stack(spoken)
