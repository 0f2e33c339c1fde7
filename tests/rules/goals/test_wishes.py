"""Wishes, by hand: 100 a step from the ninth wish to the first, 3000 against a refusal."""

import pytest

from optimizer.rules.goals.wishes import Wishes
from tests.rules.goals.points import points
from tests.rules.tables import official, plan, world

NAMED = {f"WISH{wish}": wish for wish in (0, 1, 2, 9)}
WISHING = world(
    [*(official(name) for name in (*NAMED, "SILENT")), official("LOCAL", "XA", "VICE"), official("CHI", "XB", "VICE")],
    posts="XA-CHAIR XB-CHAIR",
    preferences=[{"cadre_id": name, "wish": wish} for name, wish in {**NAMED, "LOCAL": 1, "CHI": 2}.items()],
)


@pytest.mark.parametrize(("wish", "value"), [(1, 900), (2, 800), (9, 100), (0, -3000)])
def test_the_first_wish_is_worth_nine_steps_the_last_one_and_a_refusal_costs(wish: int, value: int) -> None:
    assert points(WISHING, Wishes(), plan(WISHING, (f"WISH{wish}", "XA-CHAIR", 0, 12))) == value


def test_a_commune_that_a_cadre_did_not_name_is_neither_good_nor_bad() -> None:
    moves = ("WISH1", "XB-CHAIR", 0, 12), ("SILENT", "XA-CHAIR", 0, 12)
    assert points(WISHING, Wishes(), plan(WISHING, *moves)) == 0


def test_a_wish_for_the_own_commune_is_no_matter_of_rotation_and_that_of_a_transferred_cadre_is() -> None:
    assert points(WISHING, Wishes(), plan(WISHING, ("LOCAL", "XA-CHAIR", 0, 60))) == 0
    assert points(WISHING, Wishes(), plan(WISHING, ("CHI", "XA-CHAIR", 0, 60))) == 800
