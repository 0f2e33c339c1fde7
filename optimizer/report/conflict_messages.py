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
    "must.verdict": ("Kết luận", "Verdict"),
    "must.held": ("phải có: giữ bắt buộc được", "must-have: it can be hard"),
    "must.wish": (
        "nguyện vọng: không thể bắt buộc cùng các quy tắc đứng trước",
        "wish: it cannot be hard together with those before it",
    ),
    "must.open": ("chưa rõ trong thời gian cho phép", "not known in the time given"),
    "must.some": (
        "{count} quy tắc trong danh sách có thể cùng bắt buộc: có một phương án giữ đủ, đã chấm theo định nghĩa của các "
        "quy tắc.",
        "{count} rules of the list can be hard together: a plan, judged by the rules' definitions, keeps them all.",
    ),
    "must.maximal": (
        "Không thể thêm quy tắc nào khác của danh sách (bộ giải chứng minh ghi ở từng dòng).",
        "No other rule of the list could be added (the engines that prove it stand in each row).",
    ),
    "must.not_maximal": (
        "Chưa rõ có thể thêm quy tắc nào nữa không; hãy tăng --time-limit.",
        "Not known whether more could be added; raise --time-limit.",
    ),
    "must.base": (
        "Không có quy tắc nào của danh sách thì các quy tắc khác và các quyết định cũng đã không thể cùng giữ ({engines} "
        "chứng minh); lệnh conflict không có --must nêu rõ vì sao.",
        "Even without the rules of the list the others and the decisions cannot be kept together (proved by {engines}); "
        "conflict without --must says why.",
    ),
    "must.scope": (
        "Xét theo thứ tự quan trọng đã nêu; quy tắc ngoài danh sách giữ nguyên như luật.",
        "Taken in the order of importance given; rules outside the list act as the law says.",
    ),
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
