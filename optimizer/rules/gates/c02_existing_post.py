"""C02: rotation goes to posts that exist; none is created for it."""

from typing import ClassVar

import numpy as np
import pandas as pd

from optimizer.case import Case
from optimizer.plan import Stint
from optimizer.rules.kinds import Asks, Facts, Gate
from optimizer.stints import of_post
from optimizer.words import Kind


class ExistingPost(Gate):
    """A rotation does not go to a post that was created for rotation."""

    id = "C02"
    asks: ClassVar = Asks.PAIR
    says: ClassVar = {
        "vi": "{post} là chức danh lập thêm để luân chuyển; quy định không cho phép.",
        "en": "{post} was created for rotation, which the rules do not allow.",
    }

    def fault(self, case: Case, stint: Stint) -> Facts | None:
        """Look at the mark of the post."""
        rotation = case.kind(stint.cadre, stint.post) == Kind.ROTATION
        return {"post": stint.post} if rotation and case.post[stint.post].added else None

    def admits(self, case: Case, stints: pd.DataFrame) -> np.ndarray:
        """The same over columns."""
        return ~((stints["kind"] == Kind.ROTATION).to_numpy() & of_post(case, stints, "added").astype(bool))
