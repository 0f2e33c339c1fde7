"""Who sits where: one seat per cadre, in a body above the communes, in a key post, or as head of a commune division."""

import numpy as np
import pandas as pd

from optimizer.synth.marginals import figure
from optimizer.synth.spec import Spec

COLUMNS = ["group", "unit_id", "role_id", "rank", "leader", "post_id", "main_group", "hard"]
STAFF = {  # role and rank of head, deputy, head of section, other
    "district": [("DEPT_HEAD", 8), ("DEPT_DEPUTY", 7), ("DEPT_OFFICIAL", 6), ("DEPT_OFFICIAL", 6)],
    "province": [("DEPT_HEAD", 9), ("DEPT_DEPUTY", 8), ("SECTION_HEAD", 7), ("SECTION_DEPUTY", 6)],
}


def seats(spec: Spec, places: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
    """One row per cadre: cadre_id, group (body, holder, division), unit_id, role_id, rank, leader, post_id (also of
    heads and deputies of bodies; blank without one), main_group and `hard` of the commune.
    """
    held = posts[posts["fate"] == "held"]
    rest = spec.cadres - len(held)
    staff = max(1, rest * figure("body_share")[spec.level] // 1000) if spec.communes else rest
    holders = held.assign(group="holder", leader=True, hard=held["edc"])
    parts = [_bodies(spec, staff), holders[COLUMNS], _divisions(places, rest - staff)]
    frame = pd.concat([part for part in parts if len(part)], ignore_index=True)
    return frame.assign(cadre_id=[f"CB{spec.number:02d}{n:05d}" for n in range(1, len(frame) + 1)])


def _bodies(spec: Spec, staff: int) -> pd.DataFrame:
    """Seats of the bodies, which are of one size but for one."""
    most, usual = figure("bodies")[spec.careers]
    count = min(most, max(1, round(staff / usual)))
    number, seat = np.divmod(np.arange(staff), -(-staff // count))
    size = np.bincount(number)[number]
    deputies, most_deputies, sections = figure("body_seats")[spec.level]
    second = np.minimum(most_deputies, np.maximum(1, np.round(size * deputies / 1000)))
    third = second + np.round(size * sections / 1000)
    kind = np.select([seat == 0, seat <= second, seat <= third], [0, 1, 2], default=3)
    role, rank = (np.array([part[side] for part in STAFF[spec.level]], dtype=object)[kind] for side in (0, 1))
    unit = [f"{'S' if spec.communes else 'TW'}{spec.number:02d}{n:02d}" for n in number + 1]
    posts = np.where(seat == 0, "G", "P" + pd.Series(seat).astype(str))
    named = pd.Series(unit) + "-" + posts
    return pd.DataFrame(
        {
            "group": "body", "unit_id": unit, "role_id": role, "rank": rank.astype(np.int64),
            "leader": role != "DEPT_OFFICIAL", "post_id": named.where(kind < 2, ""), "main_group": "", "hard": False,
        }
    )  # fmt: skip


def _divisions(places: pd.DataFrame, count: int) -> pd.DataFrame:
    """Seats of heads of divisions, dealt out to the communes in turn."""
    frame = places.loc[np.arange(count) % max(len(places), 1), ["unit_id", "main_group", "edc"]]
    frame = frame.sort_values("unit_id").rename(columns={"edc": "hard"})
    return frame.assign(group="division", role_id="DIVISION_HEAD", rank=5, leader=True, post_id="")[COLUMNS]


def body_posts(places: pd.DataFrame) -> pd.DataFrame:
    """Rows of `posts` for the heads and deputies of the bodies, taken from the seats; no key posts."""
    named = places[(places["group"] == "body") & (places["post_id"] != "")]
    number = named.groupby(["unit_id", "role_id"]).cumcount() + 1
    return named[["post_id", "unit_id", "role_id"]].assign(seat=number, key=False, derogation=False)
