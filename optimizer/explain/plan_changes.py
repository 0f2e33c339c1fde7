"""What differs between plans of one case: who moves in one and not in the other, who takes which post."""

from collections.abc import Sequence

from optimizer.plan import Move, Plan, Stint


def moves(before: Plan, after: Plan) -> tuple[Move, ...]:
    """Every cadre who moves in one plan only, or to another post, on another day or for another time; by key."""
    first, second = ({stint.cadre: stint for stint in plan.stints} for plan in (before, after))
    both = [Move(cadre, first.get(cadre), second.get(cadre)) for cadre in sorted({*first, *second})]
    return tuple(move for move in both if move.before != move.after)


def posts_apart(plans: Sequence[Plan]) -> dict[str, tuple[tuple[Stint, ...], ...]]:
    """Each post that the plans do not fill alike, by key: its stints in each of the plans."""
    posts = sorted({stint.post for plan in plans for stint in plan.stints})
    taken = {post: tuple(tuple(s for s in plan.stints if s.post == post) for plan in plans) for post in posts}
    return {post: stints for post, stints in taken.items() if len(set(stints)) > 1}
