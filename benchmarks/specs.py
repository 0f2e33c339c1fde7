"""What is measured: synthetic cases by size, horizon and seed, and the seconds that every engine gets for them."""

from typing import NamedTuple


class Spec(NamedTuple):
    """Synthetic cases of one size: `months` of horizon, `seeds` drawn, `seconds` for all tiers together.

    `small`: seeds in the small table. Without `peers` only the product's own route is measured: its growth with size.
    `tight`: many posts are vacant and the sending bodies short of people.
    """

    name: str
    scale: str
    months: int
    seeds: int
    small: int
    seconds: float
    posts: int = 0
    cadres: int = 0
    peers: bool = True
    tight: bool = False


SPECS = (
    Spec("district, 1 period", "district", 12, 5, 5, 30),
    Spec("district, 5 years", "district", 60, 5, 1, 20),
    Spec("province, 1 period", "province", 12, 5, 1, 30),
    Spec("province, 5 years", "province", 60, 1, 0, 120),
    Spec("hard corner, 1 period", "district", 12, 5, 0, 60, posts=165, cadres=380, tight=True),
    Spec("growth, 55 posts", "district", 12, 1, 1, 10, posts=55, cadres=120, peers=False),
    Spec("growth, 150 posts", "district", 12, 1, 1, 20, posts=150, cadres=327, peers=False),
    Spec("growth, 300 posts", "district", 12, 1, 1, 30, posts=300, cadres=655, peers=False),
    Spec("growth, 600 posts", "district", 12, 1, 1, 40, posts=600, cadres=1309, peers=False),
)


def smoke(spec: Spec) -> Spec:
    """The same in tiny: ten posts and a few more for larger sizes, one seed, half a second for all tiers."""
    posts = 10 + spec.posts // 50
    return spec._replace(seeds=1, small=1, seconds=0.5, posts=posts, cadres=posts * 12 // 5)
