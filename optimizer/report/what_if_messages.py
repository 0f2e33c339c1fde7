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
    "depends.title": (
        "Phương án dựa vào {count} giá trị chưa kiểm chứng: đổi giá trị ấy thì phương án không còn hợp lệ hoặc không còn "
        "tốt nhất.",
        "The plan rests on {count} unverified values: with another value it is unlawful, or no longer the best.",
    ),
    "depends.none": (
        "Trong các giá trị đã thử, không giá trị nào làm đổi phương án.",
        "None of the values that were tried changes the plan.",
    ),
    "depends.unmarked": (
        "Bảng dữ liệu không ghi nguồn và mức tin cậy (bảng sources), nên mọi cột đều được coi là chưa kiểm chứng.",
        "The tables do not say how well anything is known (table sources), so every field counts as unverified.",
    ),
    "depends.marked": (
        "Chưa kiểm chứng là các cột mà bảng sources đánh dấu M (theo trí nhớ) hoặc A (giả định), và các cột không ghi "
        "nguồn.",
        "Unverified is what the table sources marks M (from memory) or A (assumed), and what has no source there.",
    ),
    "depends.tried": (
        "Đã thử {tried} trên {total} giá trị khác: {rests} làm đổi phương án, {free} đã chứng minh là không, {open} chưa "
        "giải xong; {untried} chưa thử.",
        "{tried} of {total} other values were tried: {rests} change the plan, {free} are proven not to, {open} are not "
        "settled; {untried} were not tried.",
    ),
    "depends.column": ("Cột", "Column"),
    "depends.rests": ("Làm đổi", "Change it"),
    "depends.free": ("Không đổi", "Do not"),
    "depends.open": ("Chưa rõ", "Open"),
    "depends.breaks": ("{what}: trái {rules}", "{what}: breaks {rules}"),
    "depends.better": (
        "{what}: có phương án khác tốt hơn ở bậc {tier}",
        "{what}: another plan is better in tier {tier}",
    ),
    "depends.more": ("… và {count} giá trị nữa; --json liệt kê tất cả.", "… and {count} more; --json lists them all."),
    "depends.scope": (
        "Mỗi lần chỉ đổi một giá trị: dấu có/không, bậc liền kề, số sát bên, ngày sớm hoặc muộn một năm. Không thử mã, "
        "chữ và ô trống.",
        "One value at a time is changed: the other mark, the next step, the next number, a year earlier or later. Keys, "
        "texts and blanks are not.",
    ),
    "worths.title": (
        "Giá trị của {count} thứ, mỗi thứ một lần giải lại (số dương: tốt lên bấy nhiêu; số âm: kém đi)",
        "What {count} things are worth, each case solved again (positive: so much better; negative: worse)",
    ),
    "worths.thing": ("Thay đổi", "Change"),
    "worths.first": ("Bậc đầu tiên thay đổi", "First tier that changes"),
    "worths.gain": ("Giá trị", "Worth"),
    "worths.more": ("Dự toán năm {year} thêm {money}", "Budget of {year}: {money} more"),
    "worths.less": ("Dự toán năm {year} bớt {money}", "Budget of {year}: {money} less"),
    "worths.rule": ("Không áp dụng {rule} {title}", "Without {rule} {title}"),
    "worths.post": ("Không phải bố trí {post}", "{post} need not be filled"),
    "worths.skill": ("Không xã nào yêu cầu {skill}", "No commune asks for {skill}"),
    "worths.candidate": ("Thêm một người có hồ sơ như {like}", "One more candidate like {like}"),
    "worths.candidate_with": (
        "Thêm một người có hồ sơ như {like}, {skill} mức {level}",
        "One more candidate like {like}, with {skill} at level {level}",
    ),
    "worths.impossible": ("không còn phương án nào", "no plan is left"),
    "worths.estimate": ("ước lượng LP", "LP estimate"),
    "worths.at_most": ("nhiều nhất {gain}", "at most {gain}"),
    "worths.unsolved": ("chưa giải xong", "not solved"),
    "worths.untried": (
        "{count} thứ chưa thử trong thời gian cho phép; hãy tăng --time-limit.",
        "{count} things were not tried in the time given; raise --time-limit.",
    ),
    "worths.scope": (
        "Giá trị đúng là chênh lệch giữa hai phương án đã chứng minh tốt nhất. «Chứng chỉ» nghĩa là chứng chỉ của kết "
        "quả cho thấy phương án vẫn tốt nhất. «Ước lượng LP» là cận theo giá đối ngẫu, chưa giải lại.",
        "An exact worth is the difference of two plans that are proven the best. “Certificate”: that of the run shows "
        "that its plan stays the best. An “LP estimate” is a bound by its dual prices; nothing was solved.",
    ),
}
