"""The same case with some of its tables, settings or law replaced."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from optimizer.case import Case, build_case
from optimizer.frames import checked, frames_of
from optimizer.law import Law


def varied(case: Case, tables: Mapping[str, pd.DataFrame], settings: Mapping[str, Any], law: Law) -> Case:
    """The case with these tables and settings in place of its own, under a law; checked again as a whole."""
    told = {**case.settings.model_dump(), **settings}
    checked_tables, known = checked({**frames_of(case.tables), **tables}, told)
    return replace(build_case(checked_tables, known, law), changes=case.changes)
