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
}
