"""What is said of constraints that contradict each other, and of places; Vietnamese, English."""

CONFLICT_MESSAGES: dict[str, tuple[str, str]] = {
    "conflict.none": (
        "Không có mâu thuẫn: có phương án giữ được mọi quyết định và mọi quy tắc bắt buộc.",
        "There is no conflict: some plan keeps every decision and every hard rule.",
    ),
    "conflict.found": (
        "{count} điều sau không thể cùng giữ ({engines} chứng minh).",
        "No plan keeps these {count} together (proved by {engines}).",
    ),
    "conflict.needed": (
        "Bỏ bất kỳ điều nào thì các điều còn lại giữ được: mỗi dòng đều có một phương án làm chứng, đã chấm theo định "
        "nghĩa của các quy tắc.",
        "Without any one of them the rest can be kept: for each, a plan judged by the rules' definitions shows it.",
    ),
    "conflict.needed_open": (
        "Chưa tìm được phương án làm chứng rằng không thể bớt: {places}; hãy tăng --time-limit.",
        "No plan found yet that shows that these cannot be spared: {places}; raise --time-limit.",
    ),
    "conflict.smallest": (
        "Không có tập mâu thuẫn nào ít điều hơn ({engines} chứng minh).",
        "No set that contradicts itself is smaller (proved by {engines}).",
    ),
    "conflict.smallest_open": (
        "Chưa chứng minh được đây là tập ít điều nhất; hãy tăng --time-limit.",
        "Not proven to be the smallest such set; raise --time-limit.",
    ),
    "conflict.time": (
        "Chưa biết có mâu thuẫn hay không trong thời gian cho phép; hãy tăng --time-limit.",
        "Not known in the time given whether there is a conflict; raise --time-limit.",
    ),
    "conflict.scope": (
        "Không xét mục tiêu nào. Điều kiện đối với người được ấn định được xét từng điều; đối với người khác thì giữ "
        "nguyên.",
        "No goals are looked at. Gates are tried one by one for people who are pinned; for others they stand.",
    ),
    "conflict.without": ("Nếu bỏ điều này", "Without it"),
    "conflict.whole": ("Cả bài toán có phương án, trong đó: {broken}", "The whole case has a plan, in which: {broken}"),
    "conflict.rest": ("Các điều còn lại giữ được, khi: {broken}", "The others can be kept, when: {broken}"),
    "conflict.pin": ("{cadre} phải được bố trí vào {post}", "{cadre} must be placed in {post}"),
    "conflict.ban": ("{cadre} không được bố trí vào {post}", "{cadre} must not be placed in {post}"),
    "conflict.any_post": ("một chức danh bất kỳ", "some post"),
    "conflict.every_post": ("chức danh nào", "any post"),
    "place.cadre": ("cán bộ {value}", "cadre {value}"),
    "place.post": ("chức danh {value}", "post {value}"),
    "place.unit": ("{value}", "{value}"),
    "place.t": ("kỳ từ {value}", "period from {value}"),
    "place.leaders": ("lãnh đạo {value}", "leaders: {value}"),
    "place.and": (" và ", " and "),
    "place.year": ("năm {value}", "year {value}"),
    "place.rank": ("bậc {value}", "rank {value}"),
    "place.slot": ("nơi bố trí {value}", "landing {value}"),
    "place.band": ("cơ cấu {value}", "band {value}"),
    "place.role": ("chức danh {value}", "role {value}"),
    "place.decision": ("quyết định {value}", "decision {value}"),
    "place.kin": ("người thân {value}", "relative {value}"),
    "place.body": ("{value}", "{value}"),
    "place.standing": ("ban thường vụ {unit}", "standing committee of {unit}"),
    "place.course": ("lớp {value}", "course {value}"),
    "place.and_course": ("và lớp {value}", "and course {value}"),
    "place.plan_year": ("năm thứ {value} của phương án", "year {value} of the plan"),
}
