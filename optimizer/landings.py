"""Every candidate landing: where a rotated cadre may go at the end of a stint."""

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import HOME, STAY
from optimizer.words import Kind

COLUMNS = ["cadre_id", "end", "slot_id", "post_id"]


def landings(case: Case, stints: pd.DataFrame) -> pd.DataFrame:
    """Every (cadre, end, slot) that the rotations among `stints` can lead to, sorted.

    Three sorts of slot: HOME, back in the home unit at the present level; STAY, for good in the post
    of the stint (`post_id`), offered to those whose first wish is that commune; and each slot of the
    table `landings` that is in the home unit or open to outsiders. C19 judges which of them are lawful.
    """
    rotations = stints[stints["kind"] == Kind.ROTATION]
    ends = rotations[["cadre_id", "home_id", "end"]].drop_duplicates()
    home = ends.assign(slot_id=HOME, post_id="")
    wished = case.tables.preferences.query("wish == 1")[["cadre_id", "unit_id"]]
    stay = rotations.merge(wished, on=["cadre_id", "unit_id"])[["cadre_id", "post_id", "end"]]
    stay = stay.drop_duplicates().assign(slot_id=STAY)
    slots = case.tables.landings[["slot_id", "unit_id", "post_id", "outsiders"]]
    offered = ends.merge(slots, how="cross")
    offered = offered[offered["outsiders"] | (offered["unit_id"] == offered["home_id"])]
    frame = pd.concat([home[COLUMNS], stay[COLUMNS], offered[COLUMNS]], ignore_index=True)
    frame = frame.sort_values(COLUMNS, ignore_index=True).astype({"end": np.int64})
    frame["cadre_ix"] = case.cadres.set_index("cadre_id").index.get_indexer(frame["cadre_id"])
    return frame
