"""Messages about several plans of one job: what differs, what is fixed, what else there is, what was overridden.

Vietnamese, English.
"""

PLAN_MESSAGES: dict[str, tuple[str, str]] = {
    "goal.fill": ("Lấp chức danh trống", "Fill"),
    "goal.worst_commune": ("Xã yếu nhất", "Weakest commune"),
    "goal.worst_communes": ("Các xã yếu nhất", "Weakest communes"),
    "goal.fit": ("Phù hợp chức danh", "Fit for the posts"),
    "goal.team": ("Năng lực tập thể", "Needs of the teams"),
    "goal.burden": ("Gánh nặng của cán bộ", "Burden on people"),
    "goal.wishes": ("Nguyện vọng", "Wishes"),
    "goal.growth": ("Rèn luyện, phát triển", "Growth"),
    "goal.schooling": ("Đào tạo", "Schooling"),
    "goal.calm": ("Ổn định", "Calm"),
    "goal.soft": ("Quy tắc mềm", "Soft rules"),
    "diff.same": (
        "Hai phương án như nhau: không ai được bố trí khác đi.",
        "The two plans are the same: nobody is placed otherwise.",
    ),
    "diff.count": (
        "So phương án thứ hai với phương án thứ nhất: {count} người được bố trí khác đi.",
        "The second plan beside the first: {count} people are placed otherwise.",
    ),
    "diff.same_data": (
        "Hai lần lập phương án dùng cùng dữ liệu và cùng pháp luật: khác biệt là do quá trình tìm kiếm (thời gian giải, "
        "dung sai, phương án ngang nhau), không do dữ liệu.",
        "Both runs have the same data and the same law: what differs comes from the search (time, tolerances, plans that "
        "are as good as each other), not from the data.",
    ),
    "diff.table": (
        "Bảng {table}: {gone} dòng chỉ có ở lần thứ nhất, {come} dòng chỉ có ở lần thứ hai.",
        "Table {table}: {gone} rows in the first run only, {come} in the second only.",
    ),
    "diff.settings": ("Thiết lập khác nhau: {names}.", "Settings that differ: {names}."),
    "diff.law": (
        "Pháp luật khác nhau: chế độ {before}, ngày {before_day} → chế độ {after}, ngày {after_day}.",
        "The law differs: regime {before} on {before_day} → regime {after} on {after_day}.",
    ),
    "diff.together": (
        "Cả hai phương án được chấm theo dữ liệu và pháp luật của lần thứ hai.",
        "Both plans are judged by the data and the law of the second run.",
    ),
    "diff.apart": (
        "Phương án thứ nhất không đặt được vào dữ liệu của lần thứ hai (mã hoặc mốc thời gian khác nhau), nên mỗi phương "
        "án được chấm theo dữ liệu của mình; các con số không so trực tiếp được.",
        "The first plan makes no sense in the data of the second run (other keys or other dates), so each plan is judged "
        "by its own data; the figures cannot be compared directly.",
    ),
    "diff.first": ("Thứ nhất", "First"),
    "diff.second": ("Thứ hai", "Second"),
    "diff.effect": ("Tác động", "Effect"),
    "diff.better": ("tốt hơn {count}", "better by {count}"),
    "diff.worse": ("kém hơn {count}", "worse by {count}"),
    "diff.unchanged": ("không đổi", "unchanged"),
    "diff.tiers": ("Tác động theo từng bậc mục tiêu và từng mục tiêu", "Effect, tier by tier and goal by goal"),
    "diff.gap": (
        "Khoảng trống lãnh đạo của {unit}: {before} → {after} (trên 1000).",
        "Leadership gap of {unit}: {before} → {after} (of 1000).",
    ),
    "diff.more_gaps": ("… và {count} xã khác.", "… and {count} more communes."),
    "diff.cost": (
        "Tổng kinh phí: {before} → {after}.",
        "Total cost: {before} → {after}.",
    ),
    "diff.stint": (
        "{post}, {kind}, từ {start}, {months} tháng{after}",
        "{post}, {kind}, from {start} for {months} months{after}",
    ),
    "diff.nothing": ("không bố trí", "not placed"),
    "diff.course": (", học lớp {courses}", ", course {courses}"),
    "diff.otherwise": ("{cadre}: {before} → {after}.", "{cadre}: {before} → {after}."),
    "diff.now": ("{cadre}: nay được bố trí: {after}.", "{cadre}: is placed now: {after}."),
    "diff.no_more": (
        "{cadre}: không còn được bố trí; trước: {before}.",
        "{cadre}: is not placed any more; before: {before}.",
    ),
    "diff.broken": (
        "vì theo lần thứ hai, bố trí cũ trái {rule}: {sentence} [{source}]",
        "because by the second run the old placement breaks {rule}: {sentence} [{source}]",
    ),
    "diff.yields": ("chức danh cũ nay do {cadres} giữ", "the old post now goes to {cadres}"),
    "diff.replaces": ("thay cho {cadres} ở chức danh mới", "takes the new post in place of {cadres}"),
    "diff.points": (
        "điểm của người này ở bậc cuối: {before} → {after}",
        "this person's points in the last tier: {before} → {after}",
    ),
    "diff.gained": ("có thêm «{sentence}»: {points}", "gains “{sentence}”: {points}"),
    "diff.lost": ("không còn «{sentence}»: {points}", "loses “{sentence}”: {points}"),
    "diff.broken_all": (
        "Theo dữ liệu lần thứ hai, phương án thứ nhất còn trái:",
        "By the data of the second run the first plan also breaks:",
    ),
    "near.within": (
        "Xét mọi phương án hợp lệ của mô hình này giữ từng bậc mục tiêu trong dung sai so với giá trị của kết quả:",
        "All lawful plans of this model that keep each tier within the tolerance of the run's value:",
    ),
    "near.kept": ("Giá trị", "Value"),
    "near.room": ("Dung sai", "Tolerance"),
    "near.limit": ("Giữ", "Keep"),
    "near.at_least": ("≥ {value}", "≥ {value}"),
    "near.at_most": ("≤ {value}", "≤ {value}"),
    "backbone.count": (
        "{count} lượt bố trí: {fixed} có trong mọi phương án như vậy; {held} giữ nguyên người và chức danh, ngày có thể "
        "khác; {free} tự do; {open} chưa xác định.",
        "{count} stints: {fixed} in every such plan; {held} keep the cadre in the post, other days are possible; {free} "
        "free; {open} not decided.",
    ),
    "backbone.stint": ("Lượt bố trí", "Stint"),
    "backbone.fate": ("Mức chắc chắn", "How sure"),
    "backbone.fixed": ("có trong mọi phương án", "in every plan"),
    "backbone.held": ("luôn người này ở chức danh này; ngày có thể khác", "always this cadre in this post; other days"),
    "backbone.days_open": (
        "luôn người này ở chức danh này; ngày chưa xác định",
        "always this cadre in this post; days not decided",
    ),
    "backbone.free": ("tự do", "free"),
    "backbone.open": ("chưa xác định trong thời gian cho phép", "not decided in the time given"),
    "backbone.others": ("Người khác giữ chức danh này trong phương án đã tìm thấy", "Others in the post in plans found"),
    "backbone.certificate": ("chứng chỉ", "certificate"),
    "backbone.bound": ("cận đúng của LP", "exact LP bound"),
    "backbone.scope": (
        "«Có trong mọi phương án» được chứng minh: bỏ lượt bố trí ấy thì không còn phương án nào như vậy. «Tự do» có một "
        "phương án tìm thấy làm chứng ({plans} phương án, đều đã kiểm tra là hợp lệ).",
        "“In every plan” is proven: without the stint there is no such plan. “Free” has a plan found as its witness "
        "({plans} plans, each verified to be lawful).",
    ),
    "alternatives.count": (
        "{count} phương án khác, tốt gần bằng, càng xa nhau càng tốt. Khoảng cách là số bố trí (ai giữ chức danh nào) "
        "chỉ có ở một trong hai phương án.",
        "{count} other plans about as good, as far apart as can be. The distance counts placements (who holds which "
        "post) that only one of two plans has.",
    ),
    "alternatives.none": (
        "Không có phương án nào khác về người: mọi phương án như vậy bố trí cùng những người vào cùng những chức danh "
        "({engines} chứng minh).",
        "No other plan places other people: all such plans put the same cadres into the same posts (proved by "
        "{engines}).",
    ),
    "alternatives.no_more": (
        "Ngoài các phương án này không còn phương án nào khác về người ({engines} chứng minh).",
        "Beside these there is no plan that places other people (proved by {engines}).",
    ),
    "alternatives.ended": (
        "Chưa tìm được thêm trong thời gian cho phép; hãy tăng --time-limit.",
        "No more were found in the time given; raise --time-limit.",
    ),
    "alternatives.run": ("Kết quả", "The run"),
    "alternatives.plan": ("PA {number}", "Plan {number}"),
    "alternatives.distances": ("Khoảng cách giữa các phương án", "Distances between the plans"),
    "alternatives.trade": (
        "Mỗi phương án được gì, mất gì so với kết quả (số dương: tốt hơn)",
        "What each trades against the run (positive: better)",
    ),
    "alternatives.far": (
        "{plan}: cách phương án gần nhất {distance}; không phương án nào xa hơn ({engines} chứng minh).",
        "{plan}: {distance} from the nearest; no plan is farther (proved by {engines}).",
    ),
    "alternatives.far_open": (
        "{plan}: cách phương án gần nhất {distance}; chưa loại trừ phương án xa hơn.",
        "{plan}: {distance} from the nearest; a farther plan is not ruled out.",
    ),
    "alternatives.post": ("{post}: {before} → {after}", "{post}: {before} → {after}"),
    "alternatives.more": ("… và {count} chức danh khác.", "… and {count} more posts."),
    "override.what": (
        "Quyết định số {number}: {kind} {cadre} – {post}. Người quyết định: {author}; ngày {day}; cuộc họp: {meeting}; "
        "lý do: {reason}.",
        "Decision {number}: {cadre} {kind}, {post}. Decided by {author} on {day}, meeting: {meeting}; reason: {reason}.",
    ),
    "override.any_post": ("mọi chức danh", "any post"),
    "override.price": (
        "Giá của quyết định theo từng bậc mục tiêu (số dương: kém đi bấy nhiêu; bậc trước đi trước bậc sau)",
        "The cost of the decision, tier by tier (positive: so much worse; earlier tiers come first)",
    ),
    "override.before": ("Không có quyết định", "Without it"),
    "override.after": ("Có quyết định", "With it"),
    "override.cost": ("Giá", "Cost"),
    "override.range": ("{low} đến {high}", "{low} to {high}"),
    "override.open": (
        "Bậc nào chưa chứng minh xong thì giá là một khoảng; hãy tăng --time-limit.",
        "Where a tier is not proven the cost is a range; raise --time-limit.",
    ),
    "override.moves": ("{count} người được bố trí khác đi:", "{count} people are placed otherwise:"),
    "override.saved": ("Kết quả và sổ quyết định: {path}", "The run, with the log of decisions: {path}"),
    "override.none": (
        "Kết quả này không có quyết định nào khác đề xuất.",
        "This run has no decision against a proposal.",
    ),
    "override.meeting": ("Cuộc họp {meeting}: {count} quyết định", "Meeting {meeting}: {count} decisions"),
    "override.total": ("Cộng các cuộc họp: {count} quyết định", "All meetings: {count} decisions"),
}
