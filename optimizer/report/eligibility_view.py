"""Who qualifies, as people read it: what each rule refuses in all, and commune by commune (F10)."""

from collections import Counter
from typing import Any

import pandas as pd

from optimizer.case import Case
from optimizer.explain import Eligibility
from optimizer.report.sentences import whole
from optimizer.tables.text import sort_key
from optimizer.words import Language


def pools(case: Case, found: Eligibility) -> pd.DataFrame:
    """The pairs of each commune, communes in Vietnamese order: pairs, admitted, by_course (of those admitted), and a
    column per rule with the pairs it refuses; the rule that refuses most comes first.
    """
    unit = found.pairs["post_id"].map(case.posts.set_index("post_id")["unit_id"]).rename("unit_id")
    admitted = found.pairs["refused_by"].map(len) == 0
    flags = pd.DataFrame({"pairs": 1, "admitted": admitted, "by_course": admitted & found.pairs["by_course"]})
    counts = found.counts(case)
    strictest_first = counts.sum().sort_values(ascending=False, kind="stable").index
    table = flags.groupby(unit).sum().join(counts[strictest_first]).fillna(0).astype(int)
    return table.loc[sorted(table.index, key=lambda u: sort_key(case.unit[u].name))]


def heat_map(case: Case, found: Eligibility, language: Language) -> dict[str, Any]:
    """`rules` with what each refuses, in all and alone; `communes` with a cell per rule, shaded 0–9 by its share."""
    table = pools(case, found)
    rules, total, alone = list(table.columns[3:]), table.sum(), _alone(found)
    return {
        "pairs": whole(int(total["pairs"]), language),
        "admitted": whole(int(total["admitted"]), language),
        "by_course": whole(int(total["by_course"]), language),
        "rules": [
            {"id": rule, "title": case.law.rule(rule).title[language], "refused": whole(int(total[rule]), language),
             "alone": whole(alone[rule], language), "percent": round(100 * int(total[rule]) / int(total["pairs"]))}
            for rule in rules
        ],
        "communes": [
            {"name": case.unit[unit].name, "none": not row["admitted"],
             **{column: whole(int(row[column]), language) for column in ("pairs", "admitted", "by_course")},
             "cells": [(whole(int(row[rule]), language), 9 * int(row[rule]) // int(row["pairs"])) for rule in rules]}
            for unit, row in table.iterrows()
        ],
    }  # fmt: skip


def _alone(found: Eligibility) -> Counter[str]:
    """How many pairs each rule is the only one to refuse."""
    return Counter(rules[0] for rules in found.pairs["refused_by"] if len(rules) == 1)
