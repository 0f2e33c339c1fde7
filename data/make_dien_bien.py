"""Writes data/dien_bien_2026 and its identity file: real places, synthetic people, one seed.

Run: python data/make_dien_bien.py. The same bytes come out each time. Facts of places stand in
dien_bien_places.csv; everything else is invented (dien_bien_bodies.csv: sizes; dien_bien_openings.csv: posts vacant or
held on rotation; dien_bien_profiles.csv: communes after their old district), as
sources.csv says per column. Kept by hand in the folder: case.toml, roles, courses, budget, waivers, sources.
"""

import csv
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE / "dien_bien_2026"
START = date(2026, 5, 1)
NEW_COMMUNES = date(2025, 7, 1)
PARTY_TERM_ENDS, STATE_TERM_ENDS = date(2030, 7, 31), date(2031, 5, 31)
FIELDS = ["farming", "land", "finance", "law", "education", "health", "infrastructure"]
TONGUES = ["kinh", "thai", "mong", "ha_nhi", "dao", "kho_mu", "khang", "xa_phang", "cong", "si_la"]
SKILLS = [*FIELDS, "border_security", "party_building", "mobilisation"]

# By rank: years of birth, and odds of political theory (advanced, intermediate, elementary, none)
BORN = {9: (1968, 1977), 8: (1971, 1983), 7: (1973, 1988), 6: (1976, 1990), 5: (1978, 1994)}
EDUCATION, LEVELS = (
    ("master", "university", "college", "intermediate"),
    ("advanced", "intermediate", "elementary", "none"),
)
THEORY = {9: [1, 0, 0, 0], 8: [7, 3, 0, 0], 7: [5, 5, 0, 0], 6: [3, 7, 0, 0], 5: [3, 5, 1, 1]}
KEY_ROLES = [("BT", "PARTY_SECRETARY", PARTY_TERM_ENDS), ("PBT", "PARTY_DEPUTY_STANDING", PARTY_TERM_ENDS),
             ("CT", "COMMITTEE_CHAIR", STATE_TERM_ENDS), ("PCT1", "COMMITTEE_VICE", STATE_TERM_ENDS),
             ("PCT2", "COMMITTEE_VICE", STATE_TERM_ENDS), ("HD", "COUNCIL_VICE", STATE_TERM_ENDS),
             ("MT", "FRONT_CHAIR", PARTY_TERM_ENDS)]  # fmt: skip
# Who is planned for what: a step up, or a key post of the same rank in another place.
AIMS = {
    "DEPT_DEPUTY": ["PARTY_SECRETARY"], "SECTION_HEAD": ["PARTY_SECRETARY", "COMMITTEE_CHAIR", "PARTY_DEPUTY_STANDING"],
    "SECTION_DEPUTY": ["COMMITTEE_CHAIR", "PARTY_DEPUTY_STANDING", "COMMITTEE_VICE"],
    "PARTY_DEPUTY_STANDING": ["PARTY_SECRETARY"], "COMMITTEE_CHAIR": ["PARTY_SECRETARY"],
    "COMMITTEE_VICE": ["COMMITTEE_CHAIR", "PARTY_DEPUTY_STANDING"], "COUNCIL_VICE": ["PARTY_DEPUTY_STANDING"],
    "FRONT_CHAIR": ["PARTY_DEPUTY_STANDING"], "DIVISION_HEAD": ["COMMITTEE_VICE", "COUNCIL_VICE", "FRONT_CHAIR"],
}  # fmt: skip
# Plans by term with their odds: the Party's of 2025 and of 2030, the State's of 2021 and of 2026.
TERMS = {"party": ([(2025, 2030), (2030, 2035)], [48, 52]), "state": ([(2021, 2026), (2026, 2031)], [55, 45])}
# People planted on purpose: who passes every gate but for these facts, and the role he is planned for.
GOOD = {"sex": "male", "birth_date": date(1981, 4, 12), "education": "university", "theory": "advanced",
        "party_member": 1, "health_checked": date(2026, 3, 2), "under_investigation": 0, "discipline": "none",
        "discipline_date": "", "severe_illness": 0, "youngest_child_birth": "", "home_commune_id": "",
        "backfill": 0}  # fmt: skip
PLANTED = {
    "SDTTG-T2": ("COMMITTEE_CHAIR", {"ethnicity": "ha_nhi"}),  # pinned
    "SYT-P1": ("PARTY_SECRETARY", {"ethnicity": "mong"}),  # pinned
    "STC-T1": ("COMMITTEE_CHAIR", {"birth_date": date(1974, 4, 30)}),  # 120 months of service left: passes
    "STC-T2": ("COMMITTEE_CHAIR", {"birth_date": date(1974, 3, 31)}),  # 119 months: does not
    "SNV-T1": ("COMMITTEE_CHAIR", {"health_checked": date(2025, 11, 1)}),  # a certificate of 6 months: passes
    "SNV-T2": ("COMMITTEE_CHAIR", {"health_checked": date(2025, 10, 1)}),  # of 7 months: does not
    "SCT-T1": ("COMMITTEE_CHAIR", {"discipline": "reprimand", "discipline_date": date(2024, 5, 1)}),  # 24 months: passes
    "SCT-T2": ("COMMITTEE_CHAIR", {"discipline": "warning", "discipline_date": date(2024, 5, 2)}),  # not before 2028
    "SYT-T1": ("COMMITTEE_CHAIR", {"sex": "female", "pregnant": 1}),
    "SYT-T2": ("COMMITTEE_CHAIR", {"sex": "female", "youngest_child_birth": date(2023, 5, 1)}),  # 36 months: passes
    "SXD-T1": ("COMMITTEE_CHAIR", {"theory": "intermediate"}),
    "SXD-T2": ("COMMITTEE_CHAIR", {"party_member": 0}),
}
NAMES = {  # families, then invented names of men and of women
    "mong": ("Giàng,Sùng,Vàng,Mùa,Thào,Hạng,Lầu", "A Chư,A Dế,A Páo,A Sình,A Mẫu", "Thị Mỷ,Thị Dở,Thị Mẫu"),
    "ha_nhi": ("Pờ,Lỳ,Khoàng,Chang,Sừng", "Xè Chừ,Go Xá,Hừ Xá,Phì Hừ", "Mỳ Lé,Xú Mẫu"),
    "thai": ("Lò,Quàng,Cà,Lường,Tòng", "Văn Ón,Văn Inh,Văn Hặc,Văn Thử", "Thị Pâng,Thị Lả,Thị Mẫu"),
    "kinh": ("Nguyễn,Trần,Phạm,Đỗ,Bùi", "Văn Thử,Đức Thí,Quang Giả,Văn Dụ", "Thị Mẫu,Thị Dụ,Thị Thử"),
}


def read(name):
    """The rows of a CSV beside this file."""
    with (HERE / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


RANK = {row["role_id"]: int(row["rank"]) for row in read("dien_bien_2026/roles")}


def write(name, header, rows):
    """One CSV with a header, in UTF-8."""
    with (OUT / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header.split())
        out.writerows(rows)


def some_day(rng, first, last):
    """A day between two years, inclusive."""
    return date(first, 1, 1) + timedelta(days=rng.randrange((date(last, 12, 31) - date(first, 1, 1)).days))


def read_places(rng):
    """The communes: their facts, and a synthetic profile after the old district that most of them was."""
    places = read("dien_bien_places")
    profiles = {row.pop("place"): row for row in read("dien_bien_profiles")}
    for place in places:
        usual = profiles[place["old_districts"].split("/")[0]]
        own = profiles.get(f"{place['name']} (xã)")
        shares = {tongue: int(share) for tongue, share in (own or usual).items() if tongue in TONGUES and share}
        border = int(place["border"])
        hardship = int(usual["hardship"]) + 8 * border + rng.randrange(-6, 9)
        place.update(unit=f"X{place['code']}", border=border, edc=int(place["region_class"] == "III"),
                     hours=int(usual["travel_hours"]) + rng.choice([0, 0, 1]), hardship=max(0, min(hardship, 95)),
                     poor=place["poor_and_near_poor_permille"] or int(usual["poor_permille"]) + 10 * rng.randrange(-6, 7),
                     spoken={t: s if own else s + 5 * rng.randrange(-2, 3) for t, s in shares.items()})  # fmt: skip
    return places


def posts_of(place):
    """The key posts of a commune, as (post, role, end of term); those merged from two have one vice chair."""
    small = place["old_units"].count(";") == 1
    kept = [key for key in KEY_ROLES if not (small and key[0] == "PCT2")]
    return [(f"{place['unit']}-{short}", role, ends) for short, role, ends in kept]


def write_places(rng, places, bodies):
    """Units, roles, posts, needs, languages of places."""
    units = [["T11", "Tỉnh Điện Biên", "province", "", "2004-01-01", "", "", "", 0, 0, "", "", "", 0, 0, ""]]
    posts, needs, spoken = [], [], []
    unfilled = {(row["commune"], row["short"]) for row in read("dien_bien_openings") if not row["sender"]}
    for p in places:
        units.append([p["unit"], f"{p['kind']} {p['name']}", "commune", "T11", NEW_COMMUNES, "", "", p["region_class"],
                      p["edc"], p["border"], p["poor"], p["area_ha"], p["population"], p["hours"], p["hardship"],
                      rng.choice([2, 3, 4, 6])])  # fmt: skip
        lowered = ("COMMITTEE_VICE", "COUNCIL_VICE", "FRONT_CHAIR") if p["edc"] else ()
        for post, role, _ in posts_of(p):
            since = NEW_COMMUNES if (p["name"], post.split("-")[1]) in unfilled else ""
            posts.append([post, p["unit"], role, 2 if post.endswith("2") else 1, 1, int(role in lowered), since])
        asked = ["party_building", "mobilisation", *rng.sample(FIELDS, 2), *(["border_security"] if p["border"] else [])]
        needs += [[p["unit"], skill, rng.choice([2, 3, 3]), rng.choice([2, 3, 4]), 1] for skill in asked]
        for group, share in p["spoken"].items():
            level = 2 if share >= 300 and group != "kinh" else 0
            spoken.append([p["unit"], group, share, level, 4 if level else 0])
    for body in bodies:
        code, name, deputies = body["code"], body["name"], int(body["deputies"])
        units.append([code, name, "province", "T11", "2025-03-01", "", "", "", 0, 0, "", "", "", 0, 0, ""])
        posts.append([f"{code}-G", code, "DEPT_HEAD", 1, 0, 0, ""])
        posts += [[f"{code}-P{n}", code, "DEPT_DEPUTY", n, 0, 0, ""] for n in range(1, deputies + 1)]
    write("units", "unit_id name level parent_id valid_from valid_to successor_id region_class edc border poor_permille "
          "area_ha population travel_hours hardship housing_slots", units)  # fmt: skip
    write("posts", "post_id unit_id role_id seat key derogation vacant_since", posts)
    write("needs", "unit_id competency level weight count", needs)
    write("unit_languages", "unit_id language share_permille level weight", spoken)


def person(rng, number, unit, role, home, group, field):
    """One synthetic cadre as a row of `cadres`, with facts that pass most rules."""
    provincial = role.startswith(("DEPT", "SECTION"))
    sex = "female" if rng.random() < (0.38 if provincial else 0.22) else "male"
    oldest, youngest = BORN[RANK[role]]
    row = {
        "cadre_id": f"CB{number:04d}", "sex": sex, "unit_id": unit, "role_id": role, "rank": RANK[role], "leader": 1,
        "birth_date": some_day(rng, oldest + (4 if sex == "female" else 0), youngest),
        "education": rng.choices(EDUCATION, [30, 68, 1, 1] if provincial else [8, 82, 5, 5])[0], "expertise": field,
        "theory": rng.choices(LEVELS, THEORY[RANK[role]])[0],
        "party_member": int(rng.random() < (0.98 if RANK[role] > 5 else 0.94)),
        "outstanding": int(rng.random() < (0.12 if RANK[role] > 5 else 0.36)),
        "health_checked": START - timedelta(days=rng.choice([35, 60, 90, 120, 150, 170, 240])), "health_ok": 1,
        "under_investigation": int(rng.random() < 0.006), "discipline": "none", "discipline_date": "", "pregnant": 0,
        "youngest_child_birth": "", "severe_illness": int(rng.random() < 0.008), "humane_consent": 0,
        "home_commune_id": home, "ethnicity": group, "salary_coef_hundredths": 33 * RANK[role] + 168,
        "attraction_months_used": 0 if provincial else rng.choice([24, 60, 60]),
        "first_time_used": int(not provincial or rng.random() < 0.25), "backfill": int(rng.random() < 0.2),
    }  # fmt: skip
    if row["birth_date"].year > 1984 and rng.random() < (0.3 if sex == "female" else 0.1):
        row["youngest_child_birth"] = some_day(rng, 2021, 2025)
    if rng.random() < 0.02:
        form = rng.choice(["reprimand", "reprimand", "warning"])
        row.update(discipline=form, discipline_date=some_day(rng, 2021, 2025))
    return row


class People:
    """Cadres and their service as they are drawn, one after another."""

    def __init__(self, rng, places):
        self.rng, self.places = rng, places
        self.cadres, self.service = [], []
        self.openings = {(row["commune"], row["short"]): row for row in read("dien_bien_openings")}
        self.away = {row["sender"] for row in self.openings.values()}
        self.of_post = {}  # the cadre who holds a post; "BODY-T1" is the first head of section, who has no row in posts

    def add(self, *facts):
        """A new cadre."""
        self.cadres.append(person(self.rng, len(self.cadres) + 1, *facts))
        return self.cadres[-1]

    def serve(self, row, post, begun, until, *, rotated=("", "")):
        """A running spell; rotated = (unit, role) of a rotation away from home."""
        kind, landing = ("rotation", "home") if rotated[0] else ("appointment", "")
        unit, role = rotated if rotated[0] else (row["unit_id"], row["role_id"])
        number = f"QT{len(self.service) + 1:04d}"
        self.service.append([number, row["cadre_id"], unit, role, post, kind, begun, "", until, landing])

    def province(self, bodies):
        """Heads, deputies, heads of sections and their deputies of every body."""
        staff = (("G", "DEPT_HEAD", None), ("P", "DEPT_DEPUTY", "deputies"), ("T", "SECTION_HEAD", "section_heads"),
                 ("S", "SECTION_DEPUTY", "section_deputies"))  # fmt: skip
        for body in bodies:
            for short, role, column in staff:
                for place in range(1, int(body[column]) + 1) if column else [""]:
                    group = self.rng.choices(["kinh", "thai", "mong", "ha_nhi"], [55, 24, 18, 3])[0]
                    home = self.rng.choice(self.places)["unit"] if group != "kinh" and self.rng.random() < 0.7 else ""
                    row = self.add(body["code"], role, home, group, body["field"])
                    name = f"{body['code']}-{short}{place}"
                    begun = some_day(self.rng, 2019, 2025)
                    post = name if short in "GP" and name not in self.away else ""
                    self.serve(row, post, begun, begun.replace(year=begun.year + 10, day=1))
                    self.of_post[name] = row

    def communes(self):
        """Holders of the key posts, and six heads of divisions in each commune."""
        for p in self.places:
            for post, role, ends in posts_of(p):
                opening = self.openings.get((p["name"], post.split("-")[1]))
                if opening is None:
                    self.holder(p, post, role, ends)
                elif opening["sender"]:
                    row = self.of_post[opening["sender"]]
                    row.update(GOOD, attraction_months_used=10, first_time_used=1)
                    self.serve(row, post, NEW_COMMUNES, opening["ends"], rotated=(p["unit"], role))
            for _ in range(6):
                row = self.add(p["unit"], "DIVISION_HEAD", self.home_of(p), self.group_of(p), self.rng.choice(SKILLS))
                self.serve(row, "", NEW_COMMUNES, date(2030, 6, 30))

    def holder(self, p, post, role, ends):
        """The holder of a key post: for the whole term, to an earlier date, or until retirement."""
        row = self.add(p["unit"], role, self.home_of(p), self.group_of(p), self.rng.choice(SKILLS))
        row["party_member"] = 1
        drawn = self.rng.random()
        if drawn < 0.12:
            row.update(sex="male", birth_date=some_day(self.rng, 1965, 1967), youngest_child_birth="")
        elif drawn < 0.21:
            ends = self.rng.choice([date(2027, 6, 30), date(2028, 6, 30), date(2028, 12, 31), date(2029, 6, 30)])
        self.serve(row, post, NEW_COMMUNES, ends)
        self.of_post[post] = row

    def group_of(self, p):
        """The ethnic group of an official of a commune."""
        if self.rng.random() < 0.6:
            return max(p["spoken"], key=p["spoken"].get)
        return self.rng.choice(["kinh", "thai", "thai", "mong"])

    def home_of(self, p):
        """The commune of birth: here, elsewhere in the province, or outside it."""
        return self.rng.choices([p["unit"], self.rng.choice(self.places)["unit"], ""], [55, 35, 10])[0]


def plan_succession(rng, cadres, posts_by_role, planted):
    """The succession plan: ≤3 people per post of a role, ≤3 in a commune for its own posts, ≤2 roles per person."""
    rows, planned = list(planted), Counter((row[1], "") for row in planted)
    settled = {row[0] for row in planted}
    for c in sorted(cadres, key=lambda c: rng.random()):
        aims = AIMS.get(c["role_id"], [])
        odds = (0.58 if c["theory"] == "advanced" else 0.4) * (1 if RANK[c["role_id"]] > 5 else 0.8)
        if not aims or c["cadre_id"] in settled or rng.random() > odds:
            continue
        for role in rng.sample(aims, 2 if len(aims) > 1 and rng.random() < 0.2 else 1):
            terms, odds = TERMS["party" if "PARTY" in role or role == "FRONT_CHAIR" else "state"]
            first, last = rng.choices(terms, odds)[0]
            if first == 2030 and c["sex"] == "female" and 1978 <= c["birth_date"].year < 1980:
                first, last = terms[0]  # a woman of this age retires before two terms from 2030 are over
            home = c["unit_id"] if c["unit_id"].startswith("X") else ""
            too_old = first == 2030 and c["birth_date"].year < 1978
            if too_old or planned[role, ""] >= 3 * posts_by_role[role] or (home and planned[role, home] >= 3):
                continue
            planned[role, ""] += 1
            planned[role, home or "-"] += 1
            rows.append([c["cadre_id"], role, first, last, home])
    write("succession", "cadre_id role_id from_year to_year unit_id", sorted(rows))
    return sorted({row[0] for row in rows})


def write_abilities(rng, cadres, planted):
    """Competencies, languages and annual grades; those planted are graded good."""
    skills, tongues, grades = [], [], []
    for c in cadres:
        known = {c["expertise"]: rng.choice([3, 3, 4]), **{s: rng.choice([1, 2, 2, 3]) for s in rng.sample(SKILLS, 2)}}
        skills += [[c["cadre_id"], skill, level] for skill, level in sorted(known.items())]
        spoken = {c["ethnicity"]: 4} if c["ethnicity"] != "kinh" else {}
        if rng.random() < 0.35:
            spoken.setdefault(rng.choice(["mong", "thai", "thai", "mong", "ha_nhi"]), rng.choice([1, 2, 2]))
        tongues += [[c["cadre_id"], tongue, level] for tongue, level in sorted(spoken.items())]
        for year in (2023, 2024, 2025):
            grade = rng.choices(["excellent", "good", "completed", "failed"], [180, 770, 47, 3])[0]
            grades.append([c["cadre_id"], year, "good" if c["cadre_id"] in planted else grade])
    write("competencies", "cadre_id competency level", skills)
    write("languages", "cadre_id language level", tongues)
    write("grades", "cadre_id year grade", grades)


def write_ties(rng, people, planned, places):
    """Kin, wishes, and what the committee has decided."""
    sitting = [row["cadre_id"] for post, row in people.of_post.items() if post.startswith("X")]
    pairs = [(rng.choice(sitting), rng.choice(planned)) for _ in range(30)]
    pairs += [tuple(rng.sample(planned, 2)) for _ in range(14)]
    both = {(a, b) for one, two in pairs if one != two for a, b in ((one, two), (two, one))}
    write("kinship", "cadre_id kin_id relation", [[a, b, "sibling"] for a, b in sorted(both)])
    wishes = []
    hard = [p["unit"] for p in places if p["hardship"] >= 70]
    for cadre in planned:
        if rng.random() < 0.4:
            liked, second = (p["unit"] for p in rng.sample(places, 2))
            refused = rng.choice([unit for unit in hard if unit not in (liked, second)])
            wishes += [[cadre, liked, 1], [cadre, second, 2], [cadre, refused, 0]]
    write("preferences", "cadre_id unit_id wish", wishes)
    unit = {p["name"]: p["unit"] for p in places}
    decided = [
        ("pin", "SDTTG-T2", f"{unit['Sín Thầu']}-CT", "tăng cường cho xã cực Tây"),
        ("pin", "SYT-P1", f"{unit['Nậm Kè']}-BT", "xã khuyết Bí thư"),
        ("ban", "STC-P2", "", "đang chủ trì đề án của tỉnh"),
        ("ban", "SXD-T3", f"{unit['Tìa Dình']}-BT", "từng phụ trách dự án tại xã"),
    ]
    write("decisions", "decision_id kind cadre_id post_id decided_by decided_on reason",
          [[f"QD{n:02d}", kind, people.of_post[name]["cadre_id"], post, "Ban Thường vụ Tỉnh ủy", "2026-04-20",
            f"{why} (dữ liệu giả định)"] for n, (kind, name, post, why) in enumerate(decided, 1)])  # fmt: skip


def write_slots(bodies):
    """Places to land in the provincial bodies, at the rank of a deputy head and of a head of section."""
    slots = []
    for number, body in enumerate(bodies, 1):
        high, low = (f"{2027 + number % years}-05-01" for years in (4, 3))
        slots.append([f"BT{number:02d}A", body["code"], 8, "", 1, high, int(number % 3 == 0)])
        slots.append([f"BT{number:02d}B", body["code"], 7, "", 1 + int(body["deputies"]) // 3, low, int(number % 4 == 1)])
    write("landings", "slot_id unit_id rank post_id capacity available_from outsiders", slots)


def write_names(rng, cadres):
    """A visibly invented name for each cadre, in a file of its own."""
    rows = []
    for c in cadres:
        families, men, women = NAMES.get(c["ethnicity"], NAMES["thai"])
        given = men if c["sex"] == "male" else women
        rows.append([c["cadre_id"], f"{rng.choice(families.split(','))} {rng.choice(given.split(','))}"])
    write("../identity/dien_bien_2026", "cadre_id name", rows)


def main():
    """Write every file."""
    OUT.mkdir(exist_ok=True)
    rng = random.Random(20260501)
    bodies, places = read("dien_bien_bodies"), read_places(rng)
    write_places(rng, places, bodies)
    people = People(rng, places)
    people.province(bodies)
    people.communes()
    for name, (_, facts) in PLANTED.items():
        people.of_post[name].update(GOOD | facts)
    write("cadres", " ".join(people.cadres[0]), [list(c.values()) for c in people.cadres])
    write("service", "service_id cadre_id unit_id role_id post_id kind from_date to_date expected_end landing_slot_id",
          people.service)  # fmt: skip
    posts_by_role = Counter(role for p in places for _, role, _ in posts_of(p))
    planted = [[people.of_post[name]["cadre_id"], role, 2025, 2031, ""] for name, (role, _) in PLANTED.items()]
    planned = plan_succession(rng, people.cadres, posts_by_role, planted)
    write_abilities(rng, people.cadres, {row[0] for row in planted})
    write_ties(rng, people, planned, places)
    write_slots(bodies)
    write_names(rng, people.cadres)


if __name__ == "__main__":
    main()
