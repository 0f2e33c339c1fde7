"""A nation: one case folder per province, the cadres of the centre, and what links them."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import pandas as pd

from optimizer.synth.blocks import OF_PEOPLE, block, case_files, csv_bytes, toml_bytes
from optimizer.synth.marginals import figure
from optimizer.synth.spec import CENTRE, Spec

Watch = Callable[[Sequence[Spec]], Iterable[Spec]]
LINKS = """# Each folder below is a case by itself. What links them:
# 1. The cadres in the folder `centre` may go to any province, each to one at the most. A province that may draw on them
#    is planned with the rows of its own tables and those of the same name in `centre`; keys do not meet. They land home.
# 2. The provinces together spend no more in a year than [budget_vnd] says, which is less than the sum of their budgets.
"""


def nation_files(parts: Sequence[Spec], watch: Watch) -> Iterator[tuple[str, bytes]]:
    """The files of a nation, province after province; the last part is the centre. `watch` passes the parts on."""
    budgets = []
    for spec in watch(parts):
        tables = block(spec)
        folder = folder_of(spec)
        if spec.number == CENTRE:
            yield from ((f"{folder}/{name}.csv", csv_bytes(name, tables[name])) for name in OF_PEOPLE)
        else:
            budgets.append(tables["budget"])
            yield from ((f"{folder}/{name}", content) for name, content in case_files(spec, tables))
    yield "nation.toml", _index(parts, pd.concat(budgets).groupby("year")["amount_vnd"].sum())


def folder_of(spec: Spec) -> str:
    """The folder of a part of a nation."""
    return "centre" if spec.number == CENTRE else f"P{spec.number:02d}"


def _index(parts: Sequence[Spec], budgets: "pd.Series[int]") -> bytes:
    """nation.toml: size, links, and the list of the provinces."""
    *provinces, centre = parts
    whole = {
        "schema_version": 1,
        "name": f"synth_nation_s{centre.seed}",
        "regime": centre.regime,
        "start": centre.start,
        "horizon_months": centre.months,
        "seed": centre.seed,
        "key_posts": sum(spec.posts for spec in provinces),
        "cadres": sum(spec.cadres for spec in parts),
        "centre": folder_of(centre),
        "centre_cadres": centre.cadres,
    }
    capped = budgets * figure("national_budget_share") // 1000
    sections = [LINKS.encode(), toml_bytes(whole), b"\n[budget_vnd]\n", toml_bytes(capped.to_dict())]
    for spec in provinces:
        rows = {"folder": folder_of(spec), "profile": spec.profile, "communes": spec.communes}
        sections += [b"\n[[provinces]]\n", toml_bytes({**rows, "key_posts": spec.posts, "cadres": spec.cadres})]
    return b"".join(sections)
