"""What cadres have served, what they are planned for, and where they wish to go."""

from datetime import date

import numpy as np
import pandas as pd

from optimizer.law import law_on, months_between, retirement_date
from optimizer.synth.draw import Draw, first_of_month
from optimizer.synth.marginals import figure
from optimizer.synth.spec import Spec

TERM, TENURE = 60, 36  # months of a term of office and of a rotation
DAY = np.timedelta64(1, "D")
STATE_TERM = {"2017": 2021, "2022": 2021, "2025": 2026}  # first year of the present term
PARTY_TERM = {"2017": 2020, "2022": 2020, "2025": 2025}
PARTY_ROLES = ("PARTY_SECRETARY", "PARTY_DEPUTY_STANDING")
AIMS = {  # what the holders of each role may be planned for
    "DEPT_HEAD": ["PARTY_SECRETARY"], "DEPT_DEPUTY": ["PARTY_SECRETARY"],
    "DEPT_OFFICIAL": ["COMMITTEE_VICE", "COUNCIL_VICE"], "SECTION_HEAD": ["COMMITTEE_CHAIR", "PARTY_DEPUTY_STANDING"],
    "SECTION_DEPUTY": ["COMMITTEE_VICE", "COUNCIL_VICE", "COMMITTEE_CHAIR"], "PARTY_DEPUTY_STANDING": ["PARTY_SECRETARY"],
    "COMMITTEE_CHAIR": ["PARTY_SECRETARY"], "COMMITTEE_VICE": ["COMMITTEE_CHAIR", "PARTY_DEPUTY_STANDING"],
    "COUNCIL_VICE": ["PARTY_DEPUTY_STANDING", "COMMITTEE_CHAIR"], "DIVISION_HEAD": ["COMMITTEE_VICE", "COUNCIL_VICE"],
}  # fmt: skip
RANKS = (6, 7, 8)  # of those who can be sent; heads of divisions are planned for posts of their own commune
LEAN = 0.5  # how much of the succession plan hangs on the unit: a few bodies plan many


def service(spec: Spec, draw: Draw, seats: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
    """Rows of `service`: a running spell for each seat, running rotations, and first terms of those in their second.

    Posts that were to be held on rotation stay vacant where nobody of their rank is left to hold them.
    """
    lent = _lent(draw, seats, posts)
    running = _running(spec, draw, seats, lent)
    parts = [running, _rotations(spec, draw, lent), _first_terms(draw, running)]
    rows = pd.concat(parts, ignore_index=True).sort_values(["cadre_id", "from_date"], kind="stable")
    return rows.assign(service_id=[f"QT{spec.number:02d}{n:05d}" for n in range(1, len(rows) + 1)])


def _lent(draw: Draw, seats: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
    """The posts held on rotation, each with a cadre of its rank from a body above."""
    free = seats.iloc[draw.order(len(seats))].query("group == 'body'")
    free = free.assign(turn=free.groupby("rank").cumcount())[["rank", "turn", "cadre_id"]]
    wanted = posts[posts["fate"] == "rotation"]
    return wanted.assign(turn=wanted.groupby("rank").cumcount()).merge(free, on=["rank", "turn"])


def _running(spec: Spec, draw: Draw, seats: pd.DataFrame, lent: pd.DataFrame) -> pd.DataFrame:
    """The appointment of each seat, with `months`, its length; those on rotation have left their post at home."""
    holder, count, figures = (seats["group"] == "holder").to_numpy(), len(seats), figure("tenure_months")
    months = np.where(holder, TERM, 2 * TERM)
    left = np.where(holder, draw.whole(count, *figures["holder"]), draw.whole(count, *figures["other"]))
    duty = holder & draw.chance(count, figure("must_leave_share"))
    sooner = first_of_month(spec.start, draw.whole(count, 1, left)) - DAY
    return seats[["cadre_id", "unit_id", "role_id"]].assign(
        post_id=seats["post_id"].mask(seats["cadre_id"].isin(lent["cadre_id"]), ""),
        kind="appointment",
        from_date=first_of_month(spec.start, left - months),
        expected_end=first_of_month(spec.start, left) - DAY,
        must_leave_by=np.where(duty, sooner, np.datetime64("NaT")),
        holder=holder,
    )


def _rotations(spec: Spec, draw: Draw, lent: pd.DataFrame) -> pd.DataFrame:
    """Running rotations of the shortest lawful length, with the promise to return."""
    left = draw.whole(len(lent), *figure("tenure_months")["rotation"])
    return lent[["cadre_id", "unit_id", "role_id", "post_id"]].assign(
        kind="rotation",
        from_date=first_of_month(spec.start, left - TENURE),
        expected_end=first_of_month(spec.start, left) - DAY,
        landing_slot_id="home",
    )


def _first_terms(draw: Draw, running: pd.DataFrame) -> pd.DataFrame:
    """The term before the present one of those holders who are in their second."""
    again = running[running["holder"] & draw.chance(len(running), figure("second_term_share"))]
    begun = (again["from_date"].to_numpy().astype("datetime64[M]") - TERM).astype("datetime64[D]")
    return again[["cadre_id", "unit_id", "role_id", "post_id", "kind"]].assign(
        from_date=begun, to_date=again["from_date"] - DAY
    )


def succession(spec: Spec, draw: Draw, people: pd.DataFrame) -> pd.DataFrame:
    """Rows of `succession`: one role per planned cadre, of this term, or of the next for posts of the State."""
    aims = {role: dict.fromkeys(roles, 1) for role, roles in AIMS.items()}
    known = people["role_id"].where(people["role_id"].isin(list(aims)) & (people["rank"] <= max(RANKS)), "")
    aim = draw.by_key(known.to_numpy(), {**aims, "": {"": 1}})
    own = (people["role_id"] == "DIVISION_HEAD") & draw.chance(len(people), figure("planned_own_share"))
    now = _pool(spec, draw, people, aim != "") | own.to_numpy()
    party = np.isin(aim, PARTY_ROLES)
    later = ~now & ~party & (aim != "") & draw.chance(len(people), figure("next_term_share"))
    later[later] = _can_serve_two_terms(spec, people[later])
    first = np.where(party, PARTY_TERM[spec.regime], STATE_TERM[spec.regime]) + 5 * later
    rows = pd.DataFrame({"cadre_id": people["cadre_id"], "role_id": aim, "from_year": first, "to_year": first + 5})
    return rows.assign(later=later)[now | later]


def _can_serve_two_terms(spec: Spec, people: pd.DataFrame) -> np.ndarray:
    """True for those who do not retire within two terms from the first day of the next term of the State."""
    law, first = law_on(spec.regime, spec.start), date(STATE_TERM[spec.regime] + 5, 1, 1)
    born = pd.to_datetime(people["birth_date"]).dt.date
    left = [months_between(first, retirement_date(law, b, s)) for b, s in zip(born, people["sex"], strict=True)]
    return np.array(left, dtype=np.int64) >= 2 * TERM


def _pool(spec: Spec, draw: Draw, people: pd.DataFrame, able: np.ndarray) -> np.ndarray:
    """True for those planned for this term among the people of each rank who can be sent, more of them in some units."""
    most, share = figure("planned_pool")[spec.careers]
    unit = pd.factorize(people["unit_id"], sort=True)[0]
    score = draw.even(len(people)) + LEAN * draw.even(unit.max() + 1)[unit]
    chosen = np.zeros(len(people), dtype=bool)
    for rank in RANKS:
        group = np.flatnonzero(able & (people["rank"] == rank).to_numpy())
        wanted = min(most, len(group) * share // 1000)
        chosen[group[np.argsort(-score[group], kind="stable")[:wanted]]] = True
    return chosen


def preferences(draw: Draw, planned: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Rows of `preferences`: first wish, second wish and refusal of some of those planned for this term."""
    ask = planned.loc[~planned["later"], "cadre_id"].to_numpy()
    ask = ask[draw.chance(len(ask), figure("wish_share"))]
    chosen = draw.distinct(len(ask), len(places), 3)
    units, width = places["unit_id"].to_numpy(), chosen.shape[1]
    wishes = np.tile(np.array([1, 2, 0])[:width], len(ask))
    rows = pd.DataFrame({"cadre_id": np.repeat(ask, width), "unit_id": units[chosen.ravel()], "wish": wishes})
    return rows.sort_values(["cadre_id", "unit_id"])
