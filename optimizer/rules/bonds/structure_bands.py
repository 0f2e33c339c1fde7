"""The bands of C27: who belongs to each, and how many key posts each asks for."""

from functools import lru_cache

from optimizer.case import Case
from optimizer.law import add_months
from optimizer.words import Sex


@lru_cache(maxsize=4)
def bands(case: Case) -> tuple[str, ...]:
    """The bands that the law of the day asks for, by name."""
    return tuple(name for name in ("women", "young", "minority", "science") if least(case, name) > 0)


@lru_cache(maxsize=16)
def least(case: Case, band: str) -> int:
    """Key posts that a band asks for, rounded down.

    Minorities: minority_alpha_percent of their share among the people, averaged over the communes with a figure.
    """
    posts = int(case.posts["key"].sum())
    if band != "minority":
        return posts * int(case.law[f"{band}_share_percent"].value) // 100
    spoken = case.tables.unit_languages
    spoken = spoken[spoken["unit_id"].isin(case.communes)]
    theirs = spoken["share_permille"].where(spoken["language"] != "kinh", 0).groupby(spoken["unit_id"]).sum()
    if theirs.empty:
        return 0
    return posts * int(theirs.sum()) * int(case.law["minority_alpha_percent"].value) // (100_000 * len(theirs))


def belongs(case: Case, band: str, cadre: str, t: int) -> bool:
    """True when a cadre belongs to a band in period t."""
    row = case.cadre[cadre]
    if band == "women":
        return bool(row.sex == Sex.FEMALE)
    if band == "young":
        return case.day(t) < add_months(row.birth_date.date(), 12 * case.law["young_age_below"].value)
    if band == "minority":
        return row.ethnicity not in ("", "kinh")
    return row.expertise in case.law["science_fields"].value
