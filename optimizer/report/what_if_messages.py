"""Messages of the answers about changed cases: what would make a cadre win, what a plan rests on, what things are worth.

Vietnamese, English.
"""

WHAT_IF_MESSAGES: dict[str, tuple[str, str]] = {
    "change.cell": ("{of}: {what}: {before} → {after}", "{of}: {what}: {before} → {after}"),
    "change.weight": ("{what}: {before} → {after}", "{what}: {before} → {after}"),
    "change.dropped": ("{of}: bỏ dòng này khỏi bảng {table}", "{of}: this row of {table} is dropped"),
    "change.planned": (
        "{cadre}: đưa vào quy hoạch {role}, {first}–{last}",
        "{cadre}: into the succession plan for {role}, {first}–{last}",
    ),
    "change.row": ("cả dòng", "the whole row"),
    "change.blank": ("chưa có", "none"),
    "change.yes": ("có", "yes"),
    "change.no": ("không", "no"),
    "change.year": ("năm {year}", "{year}"),
    "inverse.already": (
        "Không cần thay đổi gì: {cadre} đã thắng ở {post}.",
        "No change is needed: {cadre} wins {post} as things are.",
    ),
    "inverse.smallest": (
        "Thay đổi nhỏ nhất để {cadre} thắng ở {post} ({size} bước trong hồ sơ):",
        "The smallest change with which {cadre} wins {post} ({size} steps of the record):",
    ),
    "inverse.smallest_weight": (
        "Thay đổi trọng số nhỏ nhất để {cadre} thắng ở {post} ({size} %):",
        "The smallest change of a weight with which {cadre} wins {post} ({size} %):",
    ),
    "inverse.found": (
        "Thay đổi sau đủ để {cadre} thắng ở {post}, nhưng chưa chứng minh là nhỏ nhất (cỡ {size}):",
        "This change is enough for {cadre} to win {post}, not proven to be the smallest (size {size}):",
    ),
    "inverse.every": (
        "Khi đó mọi phương án tốt nhất đều bố trí {cadre} vào chức danh này ({proof}).",
        "Then every best plan has {cadre} in this post ({proof}).",
    ),
    "inverse.among": (
        "Khi đó {cadre} ngang điểm: có phương án tốt nhất bố trí người này, có phương án tốt nhất bố trí khác.",
        "Then {cadre} is level with others: some best plans have this cadre in the post, others do not.",
    ),
    "inverse.stint": ("Đã giải lại để kiểm chứng: {stint}", "Shown by solving again: {stint}"),
    "inverse.least": (
        "Đã chứng minh: không nhóm thay đổi nhỏ hơn nào đủ, nên không bớt được mục nào ({refused} nhóm bị điều kiện từ "
        "chối, {behind} nhóm vẫn thua, {among} nhóm chỉ ngang điểm).",
        "Proven: no smaller set of changes is enough, so none can be spared ({refused} sets are refused by the gates, "
        "{behind} still lose, {among} only draw level).",
    ),
    "inverse.not_least": (
        "Còn {open} nhóm nhỏ hơn chưa giải xong trong thời gian cho phép; hãy tăng --time-limit.",
        "{open} smaller sets were not settled in the time given; raise --time-limit.",
    ),
    "inverse.none": (
        "Đã chứng minh: trong các thay đổi được xét, không nhóm nào đến cỡ {up_to} đủ để {cadre} thắng ở {post} "
        "({refused} nhóm bị điều kiện từ chối, {behind} nhóm vẫn thua, {among} nhóm chỉ ngang điểm).",
        "Proven: of the changes considered, no set up to size {up_to} is enough for {cadre} to win {post} ({refused} "
        "sets are refused by the gates, {behind} still lose, {among} only draw level).",
    ),
    "inverse.open": (
        "Chưa tìm được thay đổi nào trong thời gian cho phép ({refused} nhóm bị điều kiện từ chối, {behind} nhóm vẫn "
        "thua, {open} nhóm chưa giải xong, các nhóm khác chưa thử); hãy tăng --time-limit.",
        "No change was found in the time given ({refused} sets are refused by the gates, {behind} still lose, {open} are "
        "not settled, others not tried); raise --time-limit.",
    ),
    "inverse.unmended": (
        "Không thay đổi nào trong hồ sơ giúp được {cadre} vào {post}: dù mọi mục dưới đây đều được nâng hết mức, vẫn bị "
        "từ chối vì:",
        "No change of the record brings {cadre} into {post}: even with all that is listed below at its best, these "
        "refuse:",
    ),
    "inverse.space": ("Các mục được xét (mức cao nhất):", "What was considered (at the most):"),
    "inverse.space_weights": (
        "Được xét: từng trọng số một trong {count} trọng số, tăng hoặc giảm theo các nấc phần trăm.",
        "Considered: each of {count} weights alone, by steps of percent more or less.",
    ),
    "inverse.fixed": (
        "Không xét những gì không ai đổi được: ngày sinh, giới tính, quê quán, quan hệ gia đình, quá trình công tác, kỷ "
        "luật. Đây là câu hỏi giả định; hồ sơ phải đúng thực tế.",
        "Not considered is what nobody can change: birth, sex, origin, kin, past service, discipline. This is a "
        "question, not advice to alter a record.",
    ),
}
