"""What is said of changes that make room for a plan; Vietnamese, English."""

REMEDY_MESSAGES: dict[str, tuple[str, str]] = {
    "remedy.drop": (
        "Rút quyết định {decision}: {what}",
        "Withdraw decision {decision}: {what}",
    ),
    "remedy.loosen": (
        "Giữ quyết định {decision} đối với {cadre}, nhưng để mở chức danh (không ấn định {post})",
        "Keep decision {decision} on {cadre}, but leave the post open (not fixed to {post})",
    ),
    "remedy.budget": (
        "Nâng dự toán năm {year} từ {old} lên {new}",
        "Raise the budget of {year} from {old} to {new}",
    ),
    "remedy.waive": ("Miễn {rule} {title}: {where}", "Waive {rule} {title}: {where}"),
    "remedy.pool": (
        "Bổ sung {cadre} vào quy hoạch chức danh {role} ({first}–{last})",
        "Put {cadre} into the succession plan for {role} ({first}–{last})",
    ),
    "remedy.seats": ("Nâng số chỗ của lớp {course} lên {seats}", "Raise the places of course {course} to {seats}"),
    "remedy.course": (
        "Mở thêm một lớp lý luận chính trị {gives} như lớp {like}, từ {starts}, {months} tháng, kinh phí {cost}, "
        "cho {cadre}",
        "Hold one more course in political theory ({gives}) like {like}, from {starts}, {months} months, cost {cost}, "
        "for {cadre}",
    ),
    "remedy.signed": ("{change} (cấp quyết định: {who})", "{change} (signed by: {who})"),
    "outs.way": ("Cách {number} (giá {cost} điểm)", "Way {number} (price {cost} points)"),
    "outs.then": ("Khi đó có phương án hợp lệ: {stints}", "Then there is a lawful plan: {stints}"),
    "outs.nobody": ("không có lượt bố trí nào", "nobody is placed anew"),
    "outs.cheapest": (
        "Ngoài các cách đã nêu trước, không có cách nào ít hệ trọng hơn ({engines} chứng minh).",
        "But for the ways told before, none is of less weight (proved by {engines}).",
    ),
    "outs.cheapest_open": (
        "Chưa chứng minh được không có cách nào ít hệ trọng hơn; hãy tăng --time-limit.",
        "Not proven that none is of less weight; raise --time-limit.",
    ),
    "outs.free": (
        "Không cần thay đổi gì: có phương án giữ được mọi quyết định và mọi quy tắc bắt buộc.",
        "No change is needed: some plan keeps every decision and every hard rule.",
    ),
    "outs.none": (
        "Không có cách gỡ nào: chỉ còn các quy tắc và quyết định không ai được thay đổi ({engines} chứng minh). Lệnh "
        "conflict nêu rõ chúng.",
        "There is no way out: what is left are rules and decisions that nobody may change (proved by {engines}). The "
        "command conflict names them.",
    ),
    "outs.all": ("Không còn cách nào khác ({engines} chứng minh).", "There are no other ways (proved by {engines})."),
    "outs.applied": (
        "Mỗi cách đã được ghi thử vào các bảng, lập lại bài toán và chấm phương án theo định nghĩa của các quy tắc.",
        "Each way was written into the tables, the case built anew, and a plan judged by the definitions of the rules.",
    ),
    "outs.scope": (
        "Xếp theo mức hệ trọng: cấp phải ký (theo luật, hoặc cột authority của quyết định); cùng cấp thì đổi quyết định "
        "và dự toán trước, xin miễn quy tắc sau. Điều không ai được thay đổi thì không nêu.",
        "In order of weight: who must sign (by the law, or the column authority of a decision); at one level decisions "
        "and budgets come before exceptions from rules. What nobody may change is never offered.",
    ),
    "fill.searching": ("Tìm cách lấp chức danh trống", "What would fill vacancies"),
    "fill.vacant": (
        "{post}: trống từ {start}, {months} tháng. {cause}",
        "{post}: vacant from {start}, {months} months. {cause}",
    ),
    "fill.held": (
        "{post}: phương án không để trống chức danh này.",
        "{post}: the plan does not leave this post vacant.",
    ),
    "fill.by": ("Người giữ theo phương án: {stint}", "By the plan: {stint}"),
    "fill.now": ("Không cần thay đổi gì", "No change is needed"),
    "fill.later": ("Bắt đầu muộn hơn (từ {start}), không thay đổi gì", "A later start ({start}), and no change"),
    "fill.money": ("Nâng dự toán", "More money"),
    "fill.course": ("Đào tạo", "A course"),
    "fill.pool": ("Mở rộng nguồn", "A wider pool"),
    "fill.change": ("Miễn quy tắc, đổi quyết định hoặc dự toán", "A waiver, or another decision or budget"),
    "fill.kind_later": ("Bắt đầu muộn hơn", "A later start"),
    "fill.then": ("Khi đó: {stints}", "Then: {stints}"),
    "fill.smallest": (
        "Không có cách nào cùng loại ít hệ trọng hơn ({engines} chứng minh).",
        "No way of this kind is of less weight (proved by {engines}).",
    ),
    "fill.smallest_open": (
        "Chưa chứng minh được đây là cách nhỏ nhất cùng loại; hãy tăng --time-limit.",
        "Not proven to be the smallest of its kind; raise --time-limit.",
    ),
    "fill.none": ("{kind}: không có cách nào ({engines} chứng minh).", "{kind}: there is no way (proved by {engines})."),
    "fill.open": (
        "{kind}: chưa rõ trong thời gian cho phép; hãy tăng --time-limit.",
        "{kind}: not known in the time given; raise --time-limit.",
    ),
    "fill.kept": (
        "Mọi cách giữ nguyên người ở các chức danh khác; đã ghi thử vào các bảng và chấm phương án theo định nghĩa của "
        "các quy tắc: hợp lệ, chức danh có người giữ, không chức danh nào khác trống lâu hơn.",
        "Every way keeps the people in other posts; it was written into the tables and its plan judged by the rules' "
        "definitions: lawful, the post held, and no other post vacant for longer.",
    ),
    "fill.no_vacancy": ("Phương án không để trống chức danh chủ chốt nào.", "The plan leaves no key post vacant."),
    "fill.no_plan": (
        "Chưa có phương án để xem chức danh nào trống; hãy chạy ways-out không có --post, hoặc tăng --time-limit.",
        "There is no plan yet in which a post could be vacant; run ways-out without --post, or raise --time-limit.",
    ),
    "vacancy.way": ("Cách lấp:", "What would fill it:"),
    "vacancy.no_way": (
        "Chưa tìm được cách lấp trong thời gian cho phép.",
        "Nothing that would fill it was found in the time given.",
    ),
    "vacancy.ways": (
        "Mỗi cách lấp giữ nguyên người ở các chức danh khác, đã ghi thử vào các bảng và chấm theo định nghĩa của các quy "
        "tắc. Mọi cách của từng chức danh (bắt đầu muộn hơn, kinh phí, đào tạo, mở rộng nguồn, xin miễn): lệnh optimizer "
        "ways-out với thư mục kết quả này; lệnh plan có --ways GIÂY thì tìm sẵn một cách cho mỗi chức danh.",
        "Each way keeps the people in other posts; it was written into the tables and judged by the rules' definitions. "
        "All ways of a post (a later start, money, a course, a wider pool, a waiver): the command optimizer ways-out on "
        "this run folder; with --ways SECONDS the command plan finds one for each post.",
    ),
}
