"""Units that have ended by a day, replaced by their successors in every table; all that changes is told (F8)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from optimizer.errors import CaseFaultsError
from optimizer.tables import TABLES, Tables, check_again

Frames = dict[str, pd.DataFrame]
OPEN_END = pd.Timestamp("2999-12-31")
FACTS = ["region_class", "poor_permille", "travel_hours", "hardship", "housing_slots"]  # what a plan asks of a place
# How rows that come to share a key become one. A refusal (wish 0) outweighs a wish; languages are shared out before.
COMBINED: Mapping[str, Mapping[str, str]] = {
    "needs": {"level": "max", "weight": "max", "count": "max"},
    "unit_languages": {"share_permille": "sum", "level": "max", "weight": "max"},
    "preferences": {"wish": "min"},
    "fit": {"fit": "min", "low": "min", "high": "max"},
    "costs": {"cost_vnd": "max", "low": "min", "high": "max"},
}


@dataclass(frozen=True)
class Change:
    """One thing that the mapping of units did to a table, or could not do: the old keys, the new one, the facts.

    `what` is unit (replaced by its successor), gone (ended without one), cells (a column rewritten), vacant_post
    (gone into another post), second_seat (held beside another's, until its holder's time ends), rows (of one key,
    made one), waiver (another place), own_rows (left out, for the successor has its own), blank (facts it lacks).
    """

    what: str
    table: str = "units"
    old: tuple[str, ...] = ()
    new: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def with_successors(tables: Tables, day: date) -> tuple[Tables, tuple[Change, ...]]:
    """The tables in which every unit that has ended by the day is its successor, and all that this changes.

    CaseFaultsError when the tables then contradict themselves: a role of another level, a pin against a ban.
    """
    heirs = successors(tables.units, day)
    told = [*_unit_changes(tables, heirs, day)]
    frames = {name: getattr(tables, name) for name in TABLES}
    told += _renamed(frames, "units", heirs)
    into = _merge_posts(frames, set(heirs.values()), told)
    told += _renamed(frames, "posts", into)
    told += _waivers_renamed(frames, {**heirs, **into})
    for name in COMBINED:
        told += _one_row_per_key(name, frames, getattr(tables, name), heirs)
    mapped = Tables(**frames)
    faults = [fault for fault in check_again(mapped) if fault.severity == "error"]
    if faults:
        raise CaseFaultsError(faults)
    return mapped, tuple(told)


def successors(units: pd.DataFrame, day: date) -> dict[str, str]:
    """For each unit that has ended before the day, the first of its successors, in a chain, that exists on the day."""
    follows = dict(zip(units["unit_id"], units["successor_id"], strict=True))
    there = set(units.loc[in_force(units, day), "unit_id"])
    heirs = {}
    for unit in ended(units, day):
        heir = follows[unit]
        for _ in follows:
            if heir == "" or heir in there:
                break
            heir = follows[heir]
        if heir in there:
            heirs[unit] = heir
    return heirs


def in_force(units: pd.DataFrame, day: date) -> pd.Series:
    """True for the units that exist on a day."""
    today = pd.Timestamp(day)
    return (units["valid_from"] <= today) & (units["valid_to"].fillna(OPEN_END) >= today)


def ended(units: pd.DataFrame, day: date) -> list[str]:
    """The units whose last day lies before a day."""
    return list(units.loc[units["valid_to"] < pd.Timestamp(day), "unit_id"])


def in_use(tables: Tables) -> set[str]:
    """The units in which posts or cadres stand."""
    return {*tables.posts["unit_id"], *tables.cadres["unit_id"]}


def ended_in_use(tables: Tables, day: date) -> list[str]:
    """The units that have ended by a day although posts or cadres stand in them."""
    return [unit for unit in ended(tables.units, day) if unit in in_use(tables)]


def not_begun_in_use(tables: Tables, day: date) -> list[str]:
    """The units that have not begun on a day although posts or cadres stand in them."""
    later = tables.units["valid_from"] > pd.Timestamp(day)
    return [unit for unit in tables.units.loc[later, "unit_id"] if unit in in_use(tables)]


def _unit_changes(tables: Tables, heirs: Mapping[str, str], day: date) -> Iterator[Change]:
    """Which unit becomes which by what source, which have no successor, which successors lack facts."""
    units, cadres = tables.units.set_index("unit_id"), tables.cadres["unit_id"]
    for old, new in heirs.items():
        yield Change("unit", old=(old,), new=new, facts={"source": _source(tables, old)})
    for unit in ended_in_use(tables, day):
        if unit not in heirs:
            facts = {"last": units.loc[unit, "valid_to"].date(), "cadres": int((cadres == unit).sum())}
            yield Change("gone", old=(unit,), facts=facts)
    known = units[FACTS].astype(object).map(lambda fact: not pd.isna(fact) and fact != "")
    known["hardship"] = units["hardship"] > 0
    for new in sorted(set(heirs.values())):
        olds = [old for old, heir in heirs.items() if heir == new]
        lacking = [column for column in FACTS if known.loc[olds, column].any() and not known.loc[new, column]]
        if lacking:
            yield Change("blank", old=tuple(olds), new=new, facts={"columns": ", ".join(lacking)})


def _source(tables: Tables, unit: str) -> str:
    """What the table `sources` says of a unit's successor, with its mark; the row of the unit itself goes first."""
    rows = tables.sources[(tables.sources["table"] == "units") & (tables.sources["column_name"] == "successor_id")]
    rows = rows[rows["key"].isin([unit, ""])].sort_values("key", ascending=False)
    return f"{rows.iloc[0]['source']} ({rows.iloc[0]['mark']})" if len(rows) else ""


def _renamed(frames: Frames, other: str, new: Mapping[str, str]) -> Iterator[Change]:
    """Every column that refers to another table now names the new key; a spell of service keeps its post."""
    for name, model in TABLES.items():
        for column, table in model.REFERS.items():
            if table != other or column == "successor_id" or (name, column) == ("service", "post_id"):
                continue
            hit = frames[name][column].isin(list(new))
            if hit.any():
                frames[name] = frames[name].assign(**{column: frames[name][column].replace(new)})
                yield Change("cells", name, facts={"column": column, "count": int(hit.sum())})


def _merge_posts(frames: Frames, heirs: set[str], told: list[Change]) -> dict[str, str]:
    """Posts of one unit, role and seat become one: the new post of each old one.

    It is the post whose holder's time ends last, so that it counts as held while any of the holders serves; it is a
    key post if any of them was. A vacant one goes into it. Another that is held stays beside it, as a further seat
    and no key post: who of the holders keeps the post is for the committee to say.
    """
    posts, spells = frames["posts"], frames["service"]
    running = spells[spells["to_date"].isna() & (spells["post_id"] != "")].set_index("post_id")["expected_end"]
    ends = running.fillna(OPEN_END).reindex(posts["post_id"]).to_numpy()  # of those whom nobody holds, none
    order = posts.assign(ends=ends)[posts["unit_id"].isin(list(heirs))]
    groups = order.sort_values(["ends", "post_id"], ascending=[False, True]).groupby(["unit_id", "role_id", "seat"])
    order = order.assign(into=groups["post_id"].transform("first"), key=groups["key"].transform("any"))
    others = order[order["into"] != order["post_id"]]
    gone, beside = others[others["ends"].isna()], others[others["ends"].notna()]
    told += _post_changes(posts.set_index("post_id"), gone, beside)
    key = posts["key"].where(~posts.index.isin(order.index), order["key"]) & ~posts.index.isin(beside.index)
    frames["posts"] = posts.assign(key=key.astype(bool), seat=_seats(posts, beside)).drop(index=gone.index)
    frames["posts"] = frames["posts"].reset_index(drop=True)
    frames["service"] = spells.assign(post_id=spells["post_id"].replace(dict(_pairs(gone))))
    return dict(_pairs(others))


def _pairs(others: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """(old post, new post) of each row."""
    return zip(others["post_id"], others["into"], strict=True)


def _seats(posts: pd.DataFrame, beside: pd.DataFrame) -> pd.Series:
    """The seat of every post; those that stay beside another get the next numbers of their unit and role."""
    seat, role = posts["seat"].copy(), ["unit_id", "role_id"]
    seat[beside.index] = posts.groupby(role)["seat"].transform("max")[beside.index] + beside.groupby(role).cumcount() + 1
    return seat


def _post_changes(posts: pd.DataFrame, gone: pd.DataFrame, beside: pd.DataFrame) -> Iterator[Change]:
    """Each post that goes into another, with the facts in which they differ, and each that stays beside another."""
    for old, new in _pairs(gone):
        differs = [c for c in ("derogation", "added", "special_reason") if posts.loc[old, c] != posts.loc[new, c]]
        yield Change("vacant_post", "posts", (old,), new, {"differs": ", ".join(differs)})
    for old, new in _pairs(beside):
        yield Change("second_seat", "posts", (old,), new)


def _waivers_renamed(frames: Frames, new: Mapping[str, str]) -> Iterator[Change]:
    """The places of waivers, which are keys joined by |, name the new keys."""
    waivers = frames["waivers"]
    places = ["|".join(new.get(key, key) for key in place.split("|")) for place in waivers["place"]]
    for old, place in zip(waivers["place"], places, strict=True):
        if old != place:
            yield Change("waiver", "waivers", (old,), place)
    frames["waivers"] = waivers.assign(place=pd.Series(places, index=waivers.index, dtype=object))


def _one_row_per_key(name: str, frames: Frames, before: pd.DataFrame, heirs: Mapping[str, str]) -> Iterator[Change]:
    """Rows of a table that have come to share a key become one, by COMBINED.

    Where a successor has rows of its own about its needs or languages, these alone count. The share of a language
    in a successor is the mean over those of its old units that have any (their populations are often not known).
    """
    frame, key = frames[name], list(TABLES[name].KEY)
    if name in ("needs", "unit_languages"):
        moved = before["unit_id"].isin(list(heirs))
        own = frame["unit_id"].isin(before.loc[~moved, "unit_id"]) & moved
        for unit, rows in before[own].groupby(frame["unit_id"]):
            yield Change("own_rows", name, tuple(rows["unit_id"].drop_duplicates()), str(unit), {"count": len(rows)})
        frame, before = frame[~own], before[~own]
    changed = frame.duplicated(key, keep=False)
    if name == "unit_languages":
        places = frame["unit_id"].map(before.groupby(frame["unit_id"])["unit_id"].nunique())
        frame = frame.assign(share_permille=frame["share_permille"] // places)
        changed |= places > 1
    for row, rows in frame[changed].groupby(key):
        facts = rows.agg(COMBINED[name]).to_dict()
        yield Change("rows", name, tuple("|".join(map(str, old)) for old in before.loc[rows.index, key].to_numpy()),
                     "|".join(map(str, row)), facts)  # fmt: skip
    combined = frame.groupby(key, as_index=False, sort=False).agg(COMBINED[name])
    frames[name] = combined.astype(frames[name].dtypes.to_dict())[list(frame.columns)]
