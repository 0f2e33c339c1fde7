"""Who is related to whom, and the bodies on which relatives may not meet (C14)."""

from functools import lru_cache

import pandas as pd

from optimizer.case import Case


@lru_cache(maxsize=4)
def kin_pairs(case: Case) -> list[tuple[str, str]]:
    """Every pair of relatives once, in the order of their keys."""
    kin = case.tables.kinship
    return sorted({(min(a, b), max(a, b)) for a, b in zip(kin["cadre_id"], kin["kin_id"], strict=True)})


def bodies(case: Case) -> pd.DataFrame:
    """Bodies on which relatives may not meet: body, unit_id, post_id.

    The standing committee of a unit, and each pair of a head post and a post that deputises for it.
    """
    posts = case.posts
    standing = posts.loc[posts["standing"], ["unit_id", "post_id"]]
    standing = standing.assign(body=standing["unit_id"] + ":standing")
    heads = posts[["unit_id", "role_id", "post_id"]].rename(columns={"role_id": "deputy_of", "post_id": "head"})
    pairs = posts[["unit_id", "deputy_of", "post_id"]].merge(heads, on=["unit_id", "deputy_of"])
    pairs["body"] = pairs["head"] + "+" + pairs["post_id"]
    of_head = pairs[["unit_id", "head", "body"]].rename(columns={"head": "post_id"})
    return pd.concat([standing, of_head, pairs[["unit_id", "post_id", "body"]]], ignore_index=True)


@lru_cache(maxsize=4)
def posts_of_bodies(case: Case) -> list[tuple[str, str, list[str]]]:
    """Unit, body and posts of each body on which relatives may not meet."""
    return [(unit, body, list(rows["post_id"])) for (unit, body), rows in bodies(case).groupby(["unit_id", "body"])]
