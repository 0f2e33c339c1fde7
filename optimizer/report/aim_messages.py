"""Messages about what a plan is for: the front of two objectives, and the plan under other goals. Vietnamese, English."""

AIM_MESSAGES: dict[str, tuple[str, str]] = {
    "objective.gap": ("Tổng chỉ số khoảng trống của các xã", "Sum of the communes' gap indices"),
    "objective.worst": ("Khoảng trống của xã yếu nhất", "Gap of the weakest commune"),
    "objective.burden": ("Gánh nặng của cán bộ", "Burden on people"),
    "objective.moves": ("Số lượt luân chuyển", "Rotations"),
    "objective.cost": ("Tổng kinh phí", "Total cost"),
    "pareto.scope": (
        "Xét mọi phương án hợp lệ của mô hình này, không theo thứ bậc mục tiêu: muốn khoảng trống giảm thêm thì gánh "
        "nặng, số lượt luân chuyển hay kinh phí phải tăng bao nhiêu. Mỗi điểm nêu một phương án đã được kiểm tra là hợp "
        "lệ; có thể có phương án khác cùng giá trị.",
        "All lawful plans of this model, whatever the order of its tiers: what a smaller gap asks in burden, rotations "
        "or money. Each point shows one plan, verified to be lawful; others may have the same values.",
    ),
    "pareto.front": (
        "{first} – {second}: {count} điểm, không điểm nào trội hơn điểm nào",
        "{first} against {second}: {count} points, none of which beats another",
    ),
    "pareto.number": ("Điểm", "Point"),
    "pareto.run": ("Kết quả", "The run"),
    "pareto.proven": ("không phương án nào trội hơn ({engines})", "no plan beats it ({engines})"),
    "pareto.at_least": ("{name} ≥ {value}", "{name} ≥ {value}"),
    "pareto.open": ("chưa chứng minh xong: {bounds}", "open: {bounds}"),
    "pareto.bounds": (
        "Ở điểm chưa chứng minh xong, «≥» nghĩa là: không phương án nào bằng hoặc hơn điểm ấy về mặt kia mà có giá trị "
        "nhỏ hơn mức này.",
        "Where a point is open, “≥” says: no plan as good as the point in the other respect has less than this.",
    ),
    "pareto.complete": (
        "Đã đủ: chứng minh được rằng không còn điểm nào khác.",
        "Complete: it is proven that there is no other point.",
    ),
    "pareto.more": (
        "Có thể còn điểm khác nằm giữa các điểm này; hãy tăng --points.",
        "There may be further points between these; raise --points.",
    ),
    "pareto.ended": (
        "Hết thời gian trước khi tìm đủ; có thể còn điểm khác. Hãy tăng --time-limit, hoặc chỉ xét một cặp bằng --pair.",
        "The time ended before all were found; there may be further points. Raise --time-limit, or ask for one --pair.",
    ),
    "pareto.beaten": ("điểm {points} trội hơn", "beaten by point {points}"),
    "pareto.unbeaten": ("không điểm nào ở đây trội hơn", "no point here beats it"),
    "pareto.bound": ("cận đúng của LP", "exact LP bound"),
    "aim.weakest_first": (
        "xã yếu nhất trước, rồi mới lấp chức danh trống",
        "the weakest communes first, then vacancies",
    ),
    "aim.thrift": ("lấp chức danh trống, rồi ít kinh phí nhất", "fill the posts, then the least money"),
    "aim.seniority": ("lấp chức danh trống, rồi người công tác lâu nhất", "fill the posts, then the longest in service"),
    "aim.halved": ("giảm một nửa trọng số «{goal}»", "half the weight of “{goal}”"),
    "aim.doubled": ("gấp đôi trọng số «{goal}»", "twice the weight of “{goal}”"),
    "aim.typed": ("lần lượt: {tiers}", "in this order: {tiers}"),
    "targets.scope": (
        "Lập lại phương án theo mục tiêu khác, trên cùng dữ liệu và cùng pháp luật, rồi đặt cạnh kết quả: ai được, ai "
        "mất. Mọi phương án đã được kiểm tra là hợp lệ và được chấm bằng cùng một thước đo.",
        "The case planned by other goals, with the same data and the same law, beside the plan of the run: who gains and "
        "who loses. Every plan was verified to be lawful, and all are measured alike.",
    ),
    "targets.aim": ("Mục tiêu", "Goals"),
    "targets.own": ("của kết quả", "of the run"),
    "targets.communes": ("Xã được / mất", "Communes gaining / losing"),
    "targets.people": ("Cán bộ thêm / thôi / khác", "Cadres in / out / otherwise"),
    "targets.each": ("Theo mục tiêu: {aim}", "By these goals: {aim}"),
    "targets.same": ("Không ai được bố trí khác đi.", "Nobody is placed otherwise."),
    "targets.here": ("Theo mục tiêu này", "By these goals"),
    "targets.burden": ("Gánh nặng (điểm)", "Burden (points)"),
    "targets.change": ("{before} → {after}", "{before} → {after}"),
    "targets.more": (
        "… và {count} cán bộ khác; đủ cả trong --json.",
        "… and {count} more cadres; all of them in the JSON.",
    ),
    "targets.more_communes": (
        "… và {count} xã khác; đủ cả trong --json.",
        "… and {count} more communes; all of them in the JSON.",
    ),
    "targets.kept": (
        "{kept} trên {count} bố trí của kết quả (ai giữ chức danh nào) vẫn giữ nguyên theo mọi mục tiêu đã lập được "
        "phương án.",
        "{kept} of {count} placements of the run (a cadre in a post) stay by all the goals that gave a plan.",
    ),
    "targets.open": (
        "Chưa chứng minh tối ưu: {aims}. Ở đó khác biệt có thể do quá trình tìm kiếm chứ không hẳn do mục tiêu; hãy tăng "
        "--time-limit.",
        "Not proven to be the best: {aims}. There, differences may come from the search and not from the goals; raise "
        "--time-limit.",
    ),
}
