"""One world with a person for every way to go wrong, and the drafts that go wrong with each."""

from datetime import date
from pathlib import Path
from typing import Any

from optimizer.jobs import read_draft
from optimizer.plan import Plan
from tests.rules.tables import holds, official, world

LATER = date(2029, 1, 1)
FINE = ["AN", "BINH", "CHI"]
WRONG: dict[str, dict[str, Any]] = {
    "UNPLANNED": {},
    "AGED_58": {"birth_date": date(1963, 5, 5)},
    "AGED_55": {"birth_date": date(1966, 5, 5)},
    "COLLEGE": {"education": "college"},
    "UNSCHOOLED": {"theory": "elementary"},
    "UNWELL": {"health_checked": date(2021, 3, 1)},
    "REPRIMANDED": {"discipline": "reprimand", "discipline_date": date(2021, 1, 1)},
    "UNGRADED": {},
    "NO_MEMBER": {"party_member": 0},
    "NATIVE": {"home_commune_id": "XA"},
    "HIGH": {"role_id": "HEAD", "rank": 8},
    "PREGNANT": {"sex": "female", "pregnant": 1},
    "BANNED": {},
    "WIFE": {"sex": "female"},
    "REPLACED": {"backfill": 1},
    "SENIOR": {"unit_id": "BUREAU", "role_id": "HEAD", "rank": 8, "leader": 1},
    "JUNIOR": {"unit_id": "BUREAU", "leader": 1},
    "YOUNG": {"birth_date": date(1990, 1, 1)},
    "TIRED": {},
}
SITTING = official("SITTING", "XA", "SECRETARY", leader=0, sex="male")
HOLDER = official("HOLDER", "XB", "CHAIR", leader=0)
PEOPLE = [*(official(name, **{"leader": 0, **WRONG.get(name, {})}) for name in (*FINE, *WRONG)), SITTING, HOLDER]


NAMES = [person["cadre_id"] for person in PEOPLE]
CASE = world(
    PEOPLE,
    posts="XA-SECRETARY XA-CHAIR XA-COUNCIL XA-VICE XB-SECRETARY XB-CHAIR XB-COUNCIL",
    units=[{"unit_id": "XA", "hardship": 75}, {"unit_id": "XB", "hardship": 75, "housing_slots": 1}],
    service=[
        holds("SITTING", "XA-SECRETARY", LATER, from_date=date(2012, 10, 1), must_leave_by=date(2027, 9, 29)),
        holds("HOLDER", "XB-CHAIR", LATER),
        {"service_id": "Q", "cadre_id": "TIRED", "unit_id": "XB", "role_id": "VICE", "to_date": date(2021, 8, 31)},
    ],
    courses=[{"course_id": "K", "seats": 1}],
    succession=[{"cadre_id": name} for name in NAMES if name != "UNPLANNED"],
    grades=[
        {"cadre_id": name, "year": year, "grade": "completed" if (name, year) == ("UNGRADED", 2019) else "good"}
        for name in NAMES
        for year in (2018, 2019, 2020)
    ],
    kinship=[{"cadre_id": "SITTING", "kin_id": "WIFE"}, {"cadre_id": "WIFE", "kin_id": "SITTING"}],
    decisions=[{"kind": "ban", "cadre_id": "BANNED"}],
    landings=[{"slot_id": "LOW", "rank": 6}],
    costs=[{"cadre_id": "CHI", "post_id": "XA-COUNCIL", "cost_vnd": 1_000_001}],
    budget=[{"year": year, "amount_vnd": 1_000_000} for year in (2021, 2022, 2023, 2024)],
)


def chair(cadre: str, months: int = 36, landing: str = "home") -> str:
    """A row that makes a cadre chair of XA at once."""
    return f"{cadre},XA-CHAIR,2021-10-01,{months},{landing}"


DRAFTS: dict[str, tuple[list[str], list[str]]] = {  # rows of a draft, and the hard rules that they break
    "nobody moves": ([], []),
    "a lawful draft": ([chair("AN")], []),
    "two chairs at once": ([chair("AN"), "BINH,XA-CHAIR,2022-10-01,36,home"], ["C01", "C01"]),
    "no succession plan": ([chair("UNPLANNED")], ["C03"]),
    "a short rotation": ([chair("AN", 24)], ["C04"]),
    "little service left": ([chair("AGED_55")], ["C05", "C06"]),
    "less than a term left": ([chair("AGED_58")], ["C05", "C06", "C07"]),
    "a college degree": ([chair("COLLEGE")], ["C08"]),
    "elementary political theory": ([chair("UNSCHOOLED")], ["C09"]),
    "an old health certificate": ([chair("UNWELL")], ["C10"]),
    "a reprimand": ([chair("REPRIMANDED")], ["C11"]),
    "one weak grade": ([chair("UNGRADED")], ["C12"]),
    "no Party member": ([chair("NO_MEMBER")], ["C13"]),
    "the secretary's wife": ([chair("WIFE")], ["C14"] * 3),
    "a native, which is only priced": ([chair("NATIVE")], []),
    "a lower post": ([chair("HIGH")], ["C18"]),
    "no landing": ([chair("AN", landing="")], ["C19"]),
    "a lower landing": ([chair("AN", landing="LOW")], ["C19"]),
    "no place at home": ([chair("REPLACED")], ["C19"]),
    "an office of two": ([chair("JUNIOR")], ["C20"] * 3),
    "both heads in one year": (
        ["SITTING,XB-SECRETARY,2021-10-01,60,", "HIGH,XA-SECRETARY,2021-10-01,36,home", chair("AN")],
        ["C21", "C21B", "C21B", "C21B"],  # with SITTING the last of XA's own people leaves
    ),
    "a head from elsewhere alone": (["HOLDER,XA-CHAIR,2023-10-01,60,", "HIGH,XB-SECRETARY,2021-10-01,36,home"], ["C21B"]),
    "three outsiders": (
        ["HIGH,XB-SECRETARY,2021-10-01,36,home", "BINH,XB-COUNCIL,2021-10-01,36,home",
         "HOLDER,XA-CHAIR,2022-10-01,60,", "AN,XB-CHAIR,2022-10-01,36,home"],
        ["C21B", "C21B", "C22", "C22", "C26", "C26", "C26"],  # HOLDER leaves XB in the second year; it has one room
    ),
    "reappointment past a mandatory move": (["SITTING,XA-SECRETARY,2022-10-01,60,"], ["C23"]),
    "two guests in one room": (
        ["HIGH,XB-SECRETARY,2021-10-01,36,home", "BINH,XB-COUNCIL,2023-10-01,36,home"],
        ["C26"],
    ),
    "two in one seat of a course": (["AN,K", "BINH,K"], ["C43"]),
    "a young chair, which is only priced": ([chair("YOUNG")], []),
    "no rest after a hard commune, which is only priced": ([chair("TIRED")], []),
    "one dong too much": (["CHI,XA-COUNCIL,2021-10-01,36,home"], ["C25"]),
    "pregnancy": ([chair("PREGNANT")], ["C39"]),
    "against a decision": ([chair("BANNED")], ["D01"]),
}  # fmt: skip


def drafted(folder: Path, rows: list[str]) -> Plan:
    """The plan of a draft, read from files as a user types them; a row of two cells sends a cadre to a course."""
    file, training = folder / "draft.csv", folder / "training.csv"
    taught = [row for row in rows if row.count(",") == 1]
    moves = [row for row in rows if row not in taught]
    file.write_text("\n".join(["cadre_id,post_id,start,months,landing", *moves]) + "\n", encoding="utf-8")
    training.write_text("\n".join(["cadre_id,course_id", *taught]) + "\n", encoding="utf-8")
    return read_draft(CASE, file, training if taught else None)[0]
