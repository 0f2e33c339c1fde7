"""Messages about scenarios side by side. Vietnamese, English."""

COMPARISON_MESSAGES: dict[str, tuple[str, str]] = {
    "compare.title": ("So sánh các kịch bản", "Scenarios side by side"),
    "compare.meta": (
        "{count} kịch bản, {planned} có phương án, {proven} được chứng minh tối ưu.",
        "{count} scenarios, {planned} with a plan, {proven} proven optimal.",
    ),
    "compare.h.scenarios": ("Các kịch bản", "The scenarios"),
    "compare.h.front": (
        "Đường biên Pareto: chi phí, tháng trống, xã yếu nhất",
        "Pareto front: cost, vacant months, weakest commune",
    ),
    "compare.h.gaps": ("Khoảng trống của từng xã (‰)", "Gap of each commune (‰)"),
    "compare.h.always": ("Được chọn trong mọi kịch bản có phương án", "Chosen in every scenario with a plan"),
    "compare.h.sometimes": ("Chỉ được chọn trong một số kịch bản", "Chosen in some scenarios only"),
    "compare.h.moved": (
        "Ai được bố trí khác đi so với kịch bản {name}",
        "Who is placed otherwise than in scenario {name}",
    ),
    "compare.h.effects": ("Mỗi thay đổi đem lại gì (có trừ không có)", "What each change brings (with it less without)"),
    "compare.h.tiers": ("Bậc mục tiêu: đạt (cận tốt nhất)", "Tiers: value (best bound)"),
    "compare.h.failed": ("Không có kết quả", "Without a result"),
    "compare.front_note": (
        "Mỗi chấm là một kịch bản, mang số thứ tự ở bảng trên; chấm đậm có ★. Càng về góc dưới bên trái càng tốt. "
        "Chỉ gồm các kịch bản có cùng thời gian kế hoạch với kịch bản đầu tiên.",
        "Each dot is a scenario with its number from the table above; full dots have a ★. The lower left is better. Only "
        "scenarios over the same horizon as the first one are shown.",
    ),
    "compare.number": ("Số", "No."),
    "compare.scenario": ("Kịch bản", "Scenario"),
    "compare.changes": ("Thay đổi", "What it changes"),
    "compare.status": ("Kết quả", "Outcome"),
    "compare.commune": ("Xã", "Commune"),
    "compare.cadre": ("Cán bộ", "Cadre"),
    "compare.post": ("Chức danh", "Post"),
    "compare.reform": ("Thay đổi", "Change"),
    "compare.without": ("So với", "Beside"),
    "compare.times": ("Số kịch bản", "Scenarios"),
    "compare.come": ("Thêm", "Come"),
    "compare.gone": ("Không còn", "Go"),
    "compare.shifted": ("Đổi ngày hoặc thời hạn", "Other days or length"),
    "compare.why": ("Vì sao", "Why"),
    "compare.none": ("Không có.", "None."),
    "compare.advice": ("Chương trình tư vấn; con người quyết định.", "The program advises; people decide."),
    "compare.vacant_months": ("Tháng trống", "Vacant months"),
    "compare.weakest": ("Xã yếu nhất (‰)", "Weakest commune (‰)"),
    "compare.moves": ("Lượt bố trí", "Moves"),
    "compare.rotations": ("Luân chuyển", "Rotations"),
    "compare.cost_vnd": ("Chi phí (triệu đồng)", "Cost (million VND)"),
    "compare.proven": ("tối ưu", "optimal"),
    "compare.plan": ("có phương án, chưa chứng minh", "plan, not proven"),
    "compare.impossible": ("không thể", "impossible"),
    "compare.out_of_time": ("hết thời gian", "out of time"),
    "compare.disagreement": ("bộ giải bất đồng", "engines disagree"),
    "compare.failed": ("thất bại", "failed"),
    "compare.waiting": ("chưa làm", "not begun"),
    "compare.front": (
        "★: không kịch bản nào cùng thời gian kế hoạch hơn được về tháng trống, xã yếu nhất và chi phí cùng lúc.",
        "★: no other scenario over the same horizon beats it in vacant months, weakest commune and cost at once.",
    ),
    "compare.open": (
        "~: ít nhất một trong hai phương án chưa được chứng minh tối ưu; chênh lệch có thể do lời giải chưa tới, "
        "không do thay đổi. Hãy xem cận ở các bậc, hoặc chạy với --time-limit dài hơn.",
        "~: one of the two plans at least is not proven optimal; the difference may come from the solve, not from "
        "the change. Look at the bounds of the tiers, or run with a longer --time-limit.",
    ),
}
