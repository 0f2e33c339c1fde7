"""Named checks over whole tables and between them; each yields an issue for every row it faults."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from optimizer.tables.issues import Issue, issue
from optimizer.tables.rowkind import Row
from optimizer.words import COMPETENCY_LABELS

Frames = Mapping[str, pd.DataFrame]


def faults(code: str, table: str, column: str, rows: pd.DataFrame, **facts: Any) -> Iterator[Issue]:
    """One issue for each of the rows; a fact that is a column name of `rows` takes its value there."""
    if rows.empty:
        return
    for row in rows.to_dict("records"):
        told = {name: row.get(fact, fact) for name, fact in facts.items()}
        yield issue(code, table, int(row["_row"]), column, **told)


def check_for_duplicate_keys(frames: Frames, models: Mapping[str, type[Row]]) -> Iterator[Issue]:
    """No two rows of a table have the same key."""
    for table, model in models.items():
        frame, key = frames[table], list(model.KEY)
        if key:
            first = frame.groupby(key)["_row"].transform("min")
            again = frame.assign(first=first)[frame["_row"] != first]
            yield from faults("duplicate_key", table, key[0], again, other="first")


def check_for_dangling_keys(frames: Frames, models: Mapping[str, type[Row]]) -> Iterator[Issue]:
    """Every key that points to another table is there."""
    for table, model in models.items():
        for column, other in model.REFERS.items():
            known = set(frames[other][models[other].KEY[0]])
            frame = frames[table]
            lost = frame[(frame[column] != "") & ~frame[column].isin(known)]
            yield from faults("dangling_key", table, column, lost, other=other)


def check_for_kinship(frames: Frames) -> Iterator[Issue]:
    """Relations stand on both sides, and nobody is his own relative."""
    kin = frames["kinship"]
    yield from faults("self_kinship", "kinship", "kin_id", kin[kin["cadre_id"] == kin["kin_id"]])
    back = set(zip(kin["kin_id"], kin["cadre_id"], strict=True))
    pairs = zip(kin["cadre_id"], kin["kin_id"], strict=True)
    lonely = pd.Series([pair not in back for pair in pairs], index=kin.index, dtype=bool)
    yield from faults("one_sided_kinship", "kinship", "kin_id", kin[lonely])


def check_for_levels(frames: Frames) -> Iterator[Issue]:
    """Posts and cadres have roles of the level of their unit."""
    level_of_unit = dict(zip(frames["units"]["unit_id"], frames["units"]["level"], strict=True))
    level_of_role = dict(zip(frames["roles"]["role_id"], frames["roles"]["level"], strict=True))
    for table in ("posts", "cadres"):
        frame = frames[table]
        ours, theirs = frame["role_id"].map(level_of_role), frame["unit_id"].map(level_of_unit)
        wrong = ours.notna() & theirs.notna() & (ours != theirs)
        yield from faults("level_mismatch", table, "role_id", frame[wrong])


def check_for_post_places(frames: Frames) -> Iterator[Issue]:
    """Service and landing slots name posts of their own unit."""
    unit_of = dict(zip(frames["posts"]["post_id"], frames["posts"]["unit_id"], strict=True))
    for table, code in (("service", "post_elsewhere"), ("landings", "slot_elsewhere")):
        frame = frames[table]
        there = frame["post_id"].map(unit_of)
        yield from faults(code, table, "post_id", frame[there.notna() & (there != frame["unit_id"])])


def check_for_decisions(frames: Frames) -> Iterator[Issue]:
    """No pin contradicts another pin or a ban."""
    made = frames["decisions"]
    both = made.merge(made, on="cadre_id", suffixes=("", "_first"))
    both = both[(both["_row_first"] < both["_row"]) & ((both["kind"] == "pin") | (both["kind_first"] == "pin"))]
    blank = (both["post_id"] == "") | (both["post_id_first"] == "")
    same = both["post_id"] == both["post_id_first"]
    pins = (both["kind"] == "pin") & (both["kind_first"] == "pin") & ~same & ~blank
    banned = both.where(both["kind"] == "ban", both.rename(columns={"post_id_first": "post_id", "post_id": "x"}))
    clash = (both["kind"] != both["kind_first"]) & (same | (banned["post_id"] == ""))
    wrong = both[pins | clash]
    yield from faults("contradictory_decisions", "decisions", "post_id", wrong, other="_row_first")


def check_for_order(frames: Frames) -> Iterator[Issue]:
    """What begins does so before it ends, and a lower estimate is below the upper."""
    for table, column, begins, code in (
        ("units", "valid_to", "valid_from", "unit_reversed"),
        ("service", "to_date", "from_date", "service_reversed"),
        ("service", "expected_end", "from_date", "service_reversed"),
        ("waivers", "to_date", "from_date", "waiver_reversed"),
        ("succession", "to_year", "from_year", "succession_reversed"),
        ("fit", "high", "low", "low_above_high"),
        ("costs", "high", "low", "low_above_high"),
    ):
        frame = frames[table]
        wrong = (frame[column] < frame[begins]).fillna(value=False).astype(bool)
        yield from faults(code, table, column, frame[wrong])
    units = frames["units"]
    own = units[(units["successor_id"] == units["unit_id"]) & (units["unit_id"] != "")]
    yield from faults("own_successor", "units", "successor_id", own)


def check_for_skills(frames: Frames) -> Iterator[Issue]:
    """Competencies and languages are in the list of codes."""
    for table, column in (
        ("competencies", "competency"),
        ("languages", "language"),
        ("needs", "competency"),
        ("unit_languages", "language"),
    ):
        frame = frames[table]
        odd = frame[~frame[column].isin(list(COMPETENCY_LABELS))]
        for code, rows in odd.groupby(column):
            close = difflib.get_close_matches(str(code), list(COMPETENCY_LABELS), n=1)
            guess = f" ({close[0]}?)" if close else ""
            yield from faults("unknown_skill", table, column, rows, guess=guess)


def check_for_shares(frames: Frames) -> Iterator[Issue]:
    """The languages of a commune add up to no more than all its people."""
    spoken = frames["unit_languages"]
    total = spoken.groupby("unit_id")["share_permille"].cumsum()
    yield from faults("shares_over_whole", "unit_languages", "share_permille", spoken[total > 1000])
