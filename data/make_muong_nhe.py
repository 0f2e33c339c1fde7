"""Writes data/muong_nhe_2021 and its identity file: real places, synthetic people, one seed.

Run: python data/make_muong_nhe.py. The same bytes come out each time.
"""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE / "muong_nhe_2021"
START = date(2021, 10, 1)
SKILLS = [
    "farming", "land", "finance", "law", "education", "health",
    "infrastructure", "border_security", "party_building", "mobilisation",
]  # fmt: skip

# code, name, area_ha, population, border, main groups (share ‰), poverty ‰ (synthetic), hours, hardship
COMMUNES = [
    ("03154", "Sín Thầu", 16285, 1515, 1, {"ha_nhi": 900, "kinh": 40}, 480, 4, 85),
    ("03155", "Sen Thượng", "", "", 1, {"ha_nhi": 820, "mong": 80}, 560, 5, 90),
    ("03158", "Leng Su Sìn", "", "", 1, {"ha_nhi": 760, "mong": 150}, 520, 3, 75),
    ("03157", "Chung Chải", 21021, 6177, 1, {"mong": 480, "ha_nhi": 340, "si_la": 70}, 545, 2, 60),
    ("03160", "Mường Nhé", 21689, "", 1, {"thai": 380, "mong": 330, "kinh": 160}, 380, 0, 20),
    ("03161", "Nậm Vì", 6237, "", 0, {"mong": 920}, 610, 2, 55),
    ("03163", "Mường Toong", 11357, "", 0, {"mong": 620, "thai": 270}, 570, 1, 45),
    ("03177", "Huổi Lếch", 11712, 3088, 0, {"mong": 960}, 650, 2, 65),
    ("03162", "Nậm Kè", "", "", 1, {"mong": 560, "thai": 180, "cong": 120}, 590, 2, 55),
    ("03159", "Pá Mỳ", "", "", 0, {"mong": 950}, 640, 2, 65),
    ("03164", "Quảng Lâm", "", "", 0, {"mong": 640, "khang": 190, "dao": 70}, 620, 2, 60),
]
SUCCESSORS = {
    "Mường Nhé": ["03157", "03160", "03161"], "Sín Thầu": ["03154", "03155", "03158"],
    "Mường Toong": ["03163", "03177"], "Nậm Kè": ["03159", "03162"], "Quảng Lâm": ["03164"],
}  # fmt: skip
# of each successor the old commune that has its seat: Leng Su Sìn for Sín Thầu, elsewhere the one of the same name
SEATS = {"Mường Nhé": "03160", "Sín Thầu": "03158", "Mường Toong": "03163", "Nậm Kè": "03162", "Quảng Lâm": "03164"}
BORDER_AFTER = {"Mường Nhé", "Sín Thầu", "Nậm Kè", "Quảng Lâm"}  # Quảng Lâm by the old commune of Na Cô Sa
# code, name, deputies, officials without a leading post, field
DEPARTMENTS = [
    ("VPHU", "Văn phòng Huyện ủy", 3, 3, "party_building"),
    ("BTC", "Ban Tổ chức Huyện ủy", 2, 2, "party_building"),
    ("BTG", "Ban Tuyên giáo Huyện ủy", 2, 2, "mobilisation"),
    ("BDV", "Ban Dân vận Huyện ủy", 2, 1, "mobilisation"),
    ("UBKT", "Ủy ban Kiểm tra Huyện ủy", 2, 2, "law"),
    ("VPUB", "Văn phòng HĐND và UBND huyện", 3, 3, "law"),
    ("NV", "Phòng Nội vụ", 2, 1, "party_building"),
    ("TCKH", "Phòng Tài chính - Kế hoạch", 2, 2, "finance"),
    ("NN", "Phòng Nông nghiệp và PTNT", 2, 2, "farming"),
    ("TNMT", "Phòng Tài nguyên và Môi trường", 2, 1, "land"),
    ("TP", "Phòng Tư pháp", 1, 1, "law"),
    ("LDTBXH", "Phòng Lao động - Thương binh và Xã hội", 2, 2, "mobilisation"),
    ("GDDT", "Phòng Giáo dục và Đào tạo", 3, 1, "education"),
    ("VHTT", "Phòng Văn hóa và Thông tin", 2, 1, "mobilisation"),
    ("KTHT", "Phòng Kinh tế và Hạ tầng", 2, 1, "infrastructure"),
    ("DT", "Phòng Dân tộc", 2, 1, "mobilisation"),
    ("TTR", "Thanh tra huyện", 2, 1, "law"),
    ("MTTQ", "Ủy ban MTTQ Việt Nam huyện", 2, 0, "mobilisation"),
    ("DTN", "Huyện Đoàn", 2, 1, "mobilisation"),
]
ROLES = [
    ("PARTY_SECRETARY", "Bí thư Đảng ủy", "Party secretary", "commune", 8, 1, "", 1, 1, 1, 10, ""),
    ("PARTY_DEPUTY_STANDING", "Phó Bí thư Thường trực Đảng ủy", "Standing deputy Party secretary",
     "commune", 7, 0, "PARTY_SECRETARY", 1, 1, 1, 6, ""),
    ("COMMITTEE_CHAIR", "Chủ tịch UBND", "People's Committee chair", "commune", 7, 1, "", 1, 1, 1, 9, ""),
    ("COMMITTEE_VICE", "Phó Chủ tịch UBND", "People's Committee vice chair",
     "commune", 6, 0, "COMMITTEE_CHAIR", 0, 0, 1, 5, ""),
    ("COUNCIL_VICE", "Phó Chủ tịch HĐND", "People's Council vice chair", "commune", 6, 0, "", 0, 1, 1, 4, ""),
    ("FRONT_CHAIR", "Chủ tịch Ủy ban MTTQ", "Fatherland Front chair", "commune", 6, 0, "", 0, 0, 1, 3, ""),
    ("DEPT_HEAD", "Trưởng cơ quan", "Head of department", "district", 8, 1, "", 0, 0, 0, 0, 30),
    ("DEPT_DEPUTY", "Phó trưởng cơ quan", "Deputy head of department", "district", 7, 0, "DEPT_HEAD", 0, 0, 0, 0, 20),
    ("DEPT_OFFICIAL", "Chuyên viên", "Official", "district", 6, 0, "", 0, 0, 0, 0, 0),
]  # fmt: skip
KEY_ROLES = [("BT", "PARTY_SECRETARY"), ("PBT", "PARTY_DEPUTY_STANDING"), ("CT", "COMMITTEE_CHAIR"),
             ("PCT", "COMMITTEE_VICE"), ("HD", "COUNCIL_VICE"), ("MT", "FRONT_CHAIR")]  # fmt: skip
RANK = {role[0]: role[4] for role in ROLES}
VACANT = {
    "X03155-BT": "2021-03-01",
    "X03155-CT": "2021-06-30",
    "X03164-CT": "2021-07-01",
    "X03177-BT": "2021-08-16",
    "X03159-PBT": "2020-11-02",
    "X03161-CT": "2021-07-05",
    "X03154-HD": "2021-05-20",
    "X03162-PCT": "2021-09-01",
    "X03164-MT": "",
    "X03158-PBT": "2021-01-18",
}  # post: vacant since; 30/6 and 1/7 on both sides of three months
GIVEN = {
    "mong": (
        ["Giàng", "Sùng", "Vàng", "Mùa", "Thào", "Hạng", "Lầu"],
        ["A Chư", "A Dế", "A Páo", "Thị Mỷ", "A Sình"],
    ),
    "ha_nhi": (["Pờ", "Lỳ", "Khoàng", "Chang", "Sừng"], ["Xè Chừ", "Mỳ Lé", "Go Xá", "Phì Hừ", "Hừ Xá"]),
    "thai": (["Lò", "Quàng", "Cà", "Lường", "Tòng"], ["Văn Ón", "Thị Pâng", "Văn Inh", "Thị Lả", "Văn Hặc"]),
    "kinh": (
        ["Nguyễn", "Trần", "Phạm", "Đỗ", "Bùi"],
        ["Văn Thử", "Thị Mẫu", "Đức Thí", "Thị Dụ", "Quang Giả"],
    ),
}


def write(name, header, rows):
    """One CSV with a header, in UTF-8."""
    with (OUT / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header.split())
        out.writerows(rows)


def some_day(rng, first, last):
    """A day between two years, inclusive."""
    span = (date(last, 12, 31) - date(first, 1, 1)).days
    return date(first, 1, 1) + timedelta(days=rng.randrange(span))


def person(rng, number, unit, role, leader, home, group, field, **given):
    """One synthetic cadre as a row of `cadres`, with facts that pass most rules."""
    sex = "female" if rng.random() < (0.43 if role.startswith("DEPT") else 0.2) else "male"
    old = {8: (1972, 1981), 7: (1976, 1987), 6: (1980, 1992)}[RANK[role]]
    row = {
        "cadre_id": f"CB{number:03d}", "sex": sex, "birth_date": some_day(rng, *old), "unit_id": unit,
        "role_id": role, "rank": RANK[role], "leader": int(leader),
        "education": rng.choices(["master", "university", "college", "intermediate"], [13, 70, 5, 4])[0],
        "expertise": field, "theory": rng.choices(["advanced", "intermediate", "none"], [29, 48, 23])[0],
        "party_member": int(rng.random() < 0.95), "outstanding": int(rng.random() < 0.16),
        "health_checked": START - timedelta(days=rng.choice([40, 75, 120, 160, 230])), "health_ok": 1,
        "under_investigation": 0, "discipline": "none", "discipline_date": "", "pregnant": 0,
        "youngest_child_birth": "", "severe_illness": 0, "humane_consent": 0, "home_commune_id": home,
        "ethnicity": group, "salary_coef_hundredths": {8: 399, 7: 366, 6: 333}[RANK[role]],
        "attraction_months_used": 0, "first_time_used": int(rng.random() < 0.25), "backfill": int(rng.random() < 0.2),
    }  # fmt: skip
    if sex == "female" and row["birth_date"].year > 1985 and rng.random() < 0.4:
        row["youngest_child_birth"] = some_day(rng, 2019, 2020)
    row.update(given)
    return row


def skills_of(rng, field):
    """Competencies of a cadre: strong in the field, some in two others."""
    known = {field: rng.choice([3, 3, 4])}
    for other in rng.sample([s for s in SKILLS if s != field], 3):
        known[other] = rng.choice([1, 2, 2, 3])
    return known


def places():
    """Units, roles, posts, needs, languages of places."""
    units = [["T11", "Tỉnh Điện Biên", "province", "", "2004-01-01", "", "", "", 0, 0, "", "", "", "", 0, ""],
             ["H098", "Huyện Mường Nhé", "district", "T11", "2002-01-14", "2025-06-30", "", "", 0, 0, "", 156908, 49668,
              "", 0, ""]]  # fmt: skip
    after = {old: f"Y{number:02d}" for number, olds in enumerate(SUCCESSORS.values(), 1) for old in olds}
    merged = {"Mường Nhé": (48947, 24294), "Sín Thầu": (51642, 6058), "Mường Toong": (23069, "")}
    place = {row[0]: row for row in COMMUNES}
    for number, (name, olds) in enumerate(SUCCESSORS.items(), 1):
        area, people = merged.get(name, ("", ""))
        *_, hours, hardship = place[SEATS[name]]
        poor = sum(place[old][6] for old in olds) // len(olds)
        units.append([f"Y{number:02d}", f"Xã {name} (từ 01/07/2025)", "commune", "T11", "2025-07-01", "", "", "III", 1,
                      int(name in BORDER_AFTER), poor, area, people, hours, hardship, 3 * len(olds)])  # fmt: skip
    posts, needs, spoken = [], [], []
    rng = random.Random(7)
    for code, name, area, people, border, groups, poor, hours, hardship in COMMUNES:
        unit = f"X{code}"
        units.append([unit, f"Xã {name}", "commune", "H098", "2004-01-01", "2025-06-30", after[code], "III", 1, border,
                      poor, area, people, hours, hardship, 3])  # fmt: skip
        for post, short, role in [(f"{unit}-{short}", short, role) for short, role in KEY_ROLES]:
            posts.append([post, unit, role, 1, 1, int(short in ("PCT", "HD", "MT")), VACANT.get(post, "")])
        asked = [
            "party_building",
            "mobilisation",
            *rng.sample(["farming", "land", "finance", "law", "infrastructure"], 2),
        ]
        asked += ["border_security"] if border else ["education"]
        needs += [[unit, skill, rng.choice([2, 3, 3]), rng.choice([2, 3, 4]), 1] for skill in asked]
        for group, share in groups.items():
            level = 2 if share >= 300 and group != "kinh" else 0
            spoken.append([unit, group, share, level, 4 if level else 0])
    for code, name, deputies, _, _ in DEPARTMENTS:
        units.append([code, name, "district", "H098", "2002-01-14", "2025-06-30", "", "", 0, 0, "", "", "", 0, 0, ""])
        posts.append([f"{code}-T", code, "DEPT_HEAD", 1, 0, 0, ""])
        posts += [[f"{code}-P{n}", code, "DEPT_DEPUTY", n, 0, 0, ""] for n in range(1, deputies + 1)]
    write("units", "unit_id name level parent_id valid_from valid_to successor_id region_class edc border poor_permille "
          "area_ha population travel_hours hardship housing_slots", units)  # fmt: skip
    write("roles", "role_id title_vi title_en level rank head deputy_of standing party elected priority "
          "position_coef_hundredths", ROLES)  # fmt: skip
    write("posts", "post_id unit_id role_id seat key derogation vacant_since", posts)
    write("needs", "unit_id competency level weight count", needs)
    write("unit_languages", "unit_id language share_permille level weight", spoken)


def people(rng):
    """Cadres of the departments and the communes, with their running service."""
    cadres, service = [], []

    def serve(row, post, begun, until, kind="appointment", landing="", unit=None, role=None):
        service.append([f"QT{len(service) + 1:03d}", row["cadre_id"], unit or row["unit_id"], role or row["role_id"],
                        post, kind, begun, "", until, landing])  # fmt: skip

    for code, _, deputies, officials, field in DEPARTMENTS:
        roles = ["DEPT_HEAD"] + ["DEPT_DEPUTY"] * deputies + ["DEPT_OFFICIAL"] * officials
        for place, role in enumerate(roles):
            group = rng.choices(["kinh", "mong", "thai", "ha_nhi"], [64, 16, 14, 6])[0]
            home = f"X{rng.choice(COMMUNES)[0]}" if group != "kinh" and rng.random() < 0.7 else ""
            row = person(rng, len(cadres) + 1, code, role, role != "DEPT_OFFICIAL", home, group, field)
            cadres.append(row)
            post = {"DEPT_HEAD": f"{code}-T", "DEPT_DEPUTY": f"{code}-P{place}"}.get(role, "")
            begun = some_day(rng, 2016, 2020)
            serve(row, post, begun, date(begun.year + 10, begun.month, 1))
    running = [("X03161-BT", "BTC-P1", date(2022, 9, 30)), ("X03157-CT", "NN-P1", date(2023, 9, 30)),
               ("X03163-BT", "VPUB-T", date(2021, 12, 31))]  # fmt: skip
    away = {old: (post, end) for post, old, end in running}
    for spell in [s for s in service if s[4] in away]:
        post, end = away[spell[4]]
        row = next(c for c in cadres if c["cadre_id"] == spell[1])
        row.update(theory="advanced", attraction_months_used=30, first_time_used=1, backfill=0, party_member=1)
        role = "PARTY_SECRETARY" if post.endswith("BT") else "COMMITTEE_CHAIR"
        spell[4] = ""
        begun = date(end.year - 3, end.month, 1)
        serve(row, post, begun, end, "rotation", "home", post.split("-")[0], role)
    taken = {post for post, _, _ in running} | set(VACANT)
    for code, _, _, _, _, groups, *_ in COMMUNES:
        for short, role in KEY_ROLES:
            post = f"X{code}-{short}"
            if post in taken:
                continue
            group = max(groups, key=groups.get) if rng.random() < 0.75 else "thai"
            field = rng.choice(["party_building", "mobilisation", "farming", "law", "border_security"])
            row = person(rng, len(cadres) + 1, f"X{code}", role, True, f"X{code}", group, field,
                         party_member=1, attraction_months_used=60, first_time_used=1)  # fmt: skip
            row["birth_date"] = some_day(rng, 1968, 1989)
            if rng.random() < 0.12:
                row["birth_date"] = some_day(rng, 1962, 1964)
            cadres.append(row)
            ends = rng.choice([date(2022, 9, 30), date(2023, 9, 30), *[date(2025, 6, 30)] * 8])
            serve(row, post, date(ends.year - 5, 7, 1), ends)
    return cadres, service


def touch_up(cadres):
    """The cases at the limit that the rules must meet, one reason each; and the article-like figure."""
    deputies = [c for c in cadres if c["role_id"] == "DEPT_DEPUTY"]
    heads = [c for c in cadres if c["role_id"] == "DEPT_HEAD"]
    figure = next(c for c in deputies if c["unit_id"] == "VPHU")
    figure.update(sex="male", birth_date=date(1983, 5, 14), education="university", theory="advanced", party_member=1,
                  health_checked=date(2021, 8, 20), ethnicity="mong", home_commune_id="X03163", outstanding=1,
                  youngest_child_birth="", backfill=0)  # fmt: skip
    limits = [
        (deputies[3], {"sex": "male", "birth_date": date(1971, 9, 30)}),  # 50 years and a day
        (deputies[4], {"sex": "male", "birth_date": date(1971, 10, 1)}),  # 50 years exactly
        (deputies[5], {"sex": "female", "birth_date": date(1976, 9, 1), "youngest_child_birth": ""}),
        (deputies[7], {"discipline": "reprimand", "discipline_date": date(2018, 3, 1)}),
        (deputies[9], {"under_investigation": 1}),
        (deputies[11], {"sex": "female", "pregnant": 1}),
        (deputies[13], {"severe_illness": 1}),
        (deputies[15], {"health_checked": date(2021, 3, 15)}),
        (heads[2], {"party_member": 0}),
        (heads[4], {"education": "college"}),
        (heads[6], {"sex": "male", "birth_date": date(1970, 2, 1)}),
    ]
    for row, facts in limits:
        row.update(facts)
    return figure


def plans(rng, cadres, service, figure):
    """Everything that hangs on people: skills, grades, succession, kin, wishes, decisions."""
    skills, tongues, grades, succession = [], [], [], []
    weak = {c["cadre_id"] for c in cadres[20:24]}
    for c in cadres:
        skills += [[c["cadre_id"], s, level] for s, level in skills_of(rng, c["expertise"]).items()]
        spoken = {c["ethnicity"]: 4} if c["ethnicity"] != "kinh" else {}
        if rng.random() < 0.35:
            spoken.setdefault(rng.choice(["mong", "thai", "ha_nhi"]), rng.choice([1, 2, 2]))
        tongues += [[c["cadre_id"], tongue, level] for tongue, level in sorted(spoken.items())]
        for year in (2018, 2019, 2020):
            usual = rng.choices(["excellent", "good", "completed"], [18, 79, 3])[0]
            grades.append([c["cadre_id"], year, "completed" if c["cadre_id"] in weak and year == 2019 else usual])
        aims = {"DEPT_HEAD": ["PARTY_SECRETARY"], "DEPT_DEPUTY": ["PARTY_SECRETARY", "COMMITTEE_CHAIR"],
                "DEPT_OFFICIAL": ["COMMITTEE_VICE"], "PARTY_DEPUTY_STANDING": ["PARTY_SECRETARY"],
                "COMMITTEE_CHAIR": ["PARTY_SECRETARY"], "COMMITTEE_VICE": ["COMMITTEE_CHAIR"],
                "COUNCIL_VICE": ["PARTY_DEPUTY_STANDING"], "FRONT_CHAIR": ["COUNCIL_VICE"]}  # fmt: skip
        aim = aims.get(c["role_id"])
        if aim and (c is figure or rng.random() < 0.62):
            succession.append([c["cadre_id"], rng.choice(aim), 2020, 2025])
    incumbents = [s for s in service if s[4].startswith("X")]
    deputies = [c for c in cadres if c["role_id"] == "DEPT_DEPUTY"]
    pairs = [(incumbents[n][1], deputies[n + 1]["cadre_id"]) for n in (2, 9, 17, 25)]
    pairs += [
        (deputies[2]["cadre_id"], deputies[8]["cadre_id"]),
        (deputies[6]["cadre_id"], deputies[12]["cadre_id"]),
    ]
    pairs += [(figure["cadre_id"], next(s[1] for s in incumbents if s[4] == "X03159-BT"))]
    kin = [[a, b, "sibling"] for a, b in pairs] + [[b, a, "sibling"] for a, b in pairs]
    wishes = []
    for c in cadres:
        if c["role_id"].startswith("DEPT") and rng.random() < 0.4:
            liked = rng.sample(COMMUNES, 2)
            wishes += [
                [c["cadre_id"], f"X{liked[0][0]}", 1],
                [c["cadre_id"], f"X{liked[1][0]}", rng.choice([0, 2])],
            ]
    write("competencies", "cadre_id competency level", skills)
    write("languages", "cadre_id language level", tongues)
    write("grades", "cadre_id year grade", grades)
    write("succession", "cadre_id role_id from_year to_year", succession)
    write("kinship", "cadre_id kin_id relation", sorted(kin))
    write("preferences", "cadre_id unit_id wish", wishes)
    write("decisions", "decision_id kind cadre_id post_id decided_by decided_on reason",
          [["QD01", "ban", deputies[10]["cadre_id"], "X03160-CT", "Ban Thường vụ Huyện ủy", "2021-09-20",
            "đã công tác ở xã này nhiệm kỳ trước (dữ liệu giả định)"]])  # fmt: skip


def money_and_slots():
    """Landing slots, courses, waivers, budget, sources."""
    slots = [
        ["BT01", "VPHU", 8, "", 1, "2024-10-01", 0], ["BT02", "BTC", 8, "", 1, "2024-10-01", 1],
        ["BT03", "NV", 7, "", 1, "2024-10-01", 1], ["BT04", "NN", 7, "", 1, "2025-10-01", 0],
        ["BT05", "VPUB", 8, "", 1, "2025-10-01", 1], ["BT06", "MTTQ", 7, "", 2, "2024-10-01", 1],
        ["BT07", "TCKH", 8, "", 1, "2026-10-01", 0], ["BT08", "GDDT", 7, "", 1, "2024-10-01", 0],
    ]  # fmt: skip
    courses = [
        ["L01", "theory", "intermediate", "", "2021-11-01", 12, 10, 18_000_000],
        ["L02", "theory", "advanced", "", "2022-03-01", 18, 6, 32_000_000],
        ["L03", "language", "mong", 2, "2021-11-01", 6, 15, 6_000_000],
        ["L04", "language", "ha_nhi", 2, "2021-11-01", 6, 8, 6_000_000],
        ["L05", "language", "thai", 2, "2022-05-01", 6, 10, 6_000_000],
        ["L06", "skill", "border_security", 2, "2022-02-01", 1, 20, 3_000_000],
        ["L07", "skill", "farming", 2, "2022-02-01", 2, 20, 4_000_000],
    ]
    budget = [[2021, 480_000_000], [2022, 810_000_000], *[[year, 890_000_000] for year in range(2023, 2027)]]
    sources = [
        ["units", "name", "", "real", "NQ 1661/NQ-UBTVQH15; danh mục hành chính", "R"],
        ["units", "area_ha", "", "real", "niên giám thống kê 2022 (bản dẫn lại); một phần suy ra", "R"],
        ["units", "population", "", "real", "niên giám thống kê 2022 (bản dẫn lại)", "R"],
        ["units", "successor_id", "", "real", "NQ 1661/NQ-UBTVQH15", "R"],
        ["units", "border", "", "real", "theo trí nhớ, chưa kiểm chứng", "M"],
        ["units", "region_class", "", "real", "toàn huyện là xã khu vực III, đặc biệt khó khăn", "R"],
        ["units", "poor_permille", "", "synthetic", "đặt quanh 53–54 % (suy ra từ mức giảm hằng năm)", "A"],
        ["units", "travel_hours", "", "synthetic", "make_muong_nhe.py", "A"],
        ["units", "hardship", "", "synthetic", "make_muong_nhe.py", "A"],
        ["unit_languages", "share_permille", "", "synthetic", "nhóm chính theo tư liệu; tỷ lệ giả định", "A"],
        [
            "cadres",
            "*",
            "",
            "synthetic",
            "make_muong_nhe.py; phân bố theo số công bố của Tuần Giáo 2025",
            "A",
        ],
        ["posts", "vacant_since", "", "synthetic", "make_muong_nhe.py", "A"],
        ["budget", "amount_vnd", "", "synthetic", "khoảng 150 triệu đồng một lượt 36 tháng", "A"],
    ]
    write("landings", "slot_id unit_id rank post_id capacity available_from outsiders", slots)
    write("courses", "course_id course_kind gives level starts months seats cost_vnd", courses)
    write("waivers", "waiver_id rule_id place authority from_date to_date reason", [])
    write("budget", "year amount_vnd", budget)
    write("sources", "table column_name key nature source mark", sources)


def names(rng, cadres):
    """An invented name for each cadre, in a file of its own."""
    with (HERE / "identity" / "muong_nhe_2021.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["cadre_id", "name"])
        for c in cadres:
            family, given = GIVEN[c["ethnicity"] if c["ethnicity"] in GIVEN else "mong"]
            out.writerow([c["cadre_id"], f"{rng.choice(family)} {rng.choice(given)}"])


def main():
    """Write every file."""
    OUT.mkdir(exist_ok=True)
    (HERE / "identity").mkdir(exist_ok=True)
    rng = random.Random(20211001)
    places()
    cadres, service = people(rng)
    figure = touch_up(cadres)
    write("cadres", " ".join(cadres[0]), [list(c.values()) for c in cadres])
    write("service", "service_id cadre_id unit_id role_id post_id kind from_date to_date expected_end landing_slot_id",
          service)  # fmt: skip
    plans(rng, cadres, service, figure)
    money_and_slots()
    names(rng, cadres)
    (OUT / "case.toml").write_text(
        'schema_version = 1\nname = "muong_nhe_2021"\nname_vi = "Huyện Mường Nhé, tỉnh Điện Biên, tháng 10 năm 2021"\n'
        'name_en = "Mường Nhé district, Điện Biên province, October 2021"\nregime = "2017"\nstart = 2021-10-01\n'
        "horizon_months = 60\nperiod_months = 12\nseed = 20210915\nworst_k = 3\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
