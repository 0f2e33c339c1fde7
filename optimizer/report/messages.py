"""Every message of the report by its code: Vietnamese, English."""

MESSAGES: dict[str, tuple[str, str]] = {
    "title": ("Phương án luân chuyển cán bộ", "Cadre rotation plan"),
    "synthetic": (
        "Người trong dữ liệu mẫu là hư cấu. Chương trình tư vấn; con người quyết định.",
        "People in the sample data are invented. The program advises; people decide.",
    ),
    "other_language": ("English", "Tiếng Việt"),
    "meta": (
        "Chế độ {regime} · ngày lập {day} · {years} năm, mỗi kỳ {period} tháng",
        "Regime {regime} · planning day {day} · {years} years, periods of {period} months",
    ),
    "h.status": ("Mức độ tin cậy của phương án", "How far this plan can be relied on"),
    "h.decided": ("Quyết định chính và ý nghĩa", "What was decided, and why it matters"),
    "h.gap": (
        "Khoảng trống lãnh đạo từng xã, trước và sau",
        "Leadership gap of each commune, before and after",
    ),
    "h.timeline": ("Ai giữ chức danh nào, theo thời gian", "Who holds which post, over time"),
    "h.people": (
        "Từng cán bộ: đi đâu, bao lâu, về đâu, vì sao",
        "Each cadre: where, how long, where to after, why",
    ),
    "h.training": ("Bồi dưỡng cần có", "Training that is needed"),
    "h.vacancies": ("Chức danh còn trống và nguyên nhân", "Posts still vacant, and why"),
    "h.soft": ("Quy tắc mềm bị chạm tới", "Soft rules that are touched"),
    "h.waivers": ("Miễn trừ đã dùng", "Waivers used"),
    "h.law": ("Tham số pháp lý và giả định đã dùng", "Legal parameters and assumptions used"),
    "h.rules": ("Quy tắc đã áp dụng", "Rules applied"),
    "none": ("Không có.", "None."),
    "lawful": (
        "Hợp lệ: bộ kiểm tra độc lập với bộ giải không thấy vi phạm quy tắc bắt buộc nào.",
        "Lawful: the verifier, which uses no solver, finds no hard rule broken.",
    ),
    "interrupted": (
        "Việc giải bị dừng sớm; đây là phương án tốt nhất đến lúc đó.",
        "The solve was cut short; this is the best plan up to then.",
    ),
    "proved": ("tối ưu theo {engines}", "optimal by the word of {engines}"),
    "open": ("còn khoảng cách {gap} đơn vị", "a gap of {gap} units is open"),
    "tolerance_used": (
        "tối ưu, đã dùng {gap} đơn vị trong dung sai",
        "optimal; {gap} units of the tolerance used",
    ),
    "no_bound": ("chưa có cận", "no bound known"),
    "col.tier": ("Bậc mục tiêu", "Tier"),
    "col.value": ("Đạt được", "Value"),
    "col.bound": ("Cận", "Bound"),
    "col.proof": ("Chứng minh", "Proof"),
    "tier.fill": (
        "Lấp chức danh trống (tháng trống × ưu tiên × mức yếu; càng thấp càng tốt)",
        "Fill (vacant months × priority × weakness; lower is better)",
    ),
    "tier.weakest_first.worst": (
        "Xã yếu nhất (chỉ số khoảng trống, 0–1000; càng thấp càng tốt)",
        "Weakest commune (gap index, 0–1000; lower is better)",
    ),
    "tier.weakest_first.worst_k": (
        "Tổng các xã yếu nhất (chỉ số khoảng trống; càng thấp càng tốt)",
        "Sum over the weakest communes (gap index; lower is better)",
    ),
    "tier.worth": (
        "Giá trị (phù hợp, con người, cơ cấu, ổn định; điểm, càng cao càng tốt)",
        "Worth (fit, people, structure, calm; points, higher is better)",
    ),
    "decided.moves": (
        "{count} lượt bố trí: {rotation} luân chuyển, {transfer} điều động, {local} bố trí tại chỗ, "
        "{again} bổ nhiệm lại.",
        "{count} stints: {rotation} rotations, {transfer} transfers, {local} local promotions, "
        "{again} reappointments.",
    ),
    "decided.landing": (
        "Mỗi cán bộ luân chuyển đã có nơi bố trí khi hết hạn: {home} người trở về cơ quan cũ, "
        "{slot} người nhận vị trí dành sẵn, {stay} người ở lại theo nguyện vọng.",
        "Each rotated cadre has a place at the end: {home} return home, {slot} take a reserved place, "
        "{stay} stay by their own wish.",
    ),
    "decided.vacant": (
        "Tháng trống của chức danh chủ chốt: {before} → {after} trong {months} tháng.",
        "Vacant months of key posts: {before} → {after} over {months} months.",
    ),
    "decided.worst": (
        "Xã yếu nhất: {unit_before} ({before}) → {unit_after} ({after}), thang 1000.",
        "Weakest commune: {unit_before} ({before}) → {unit_after} ({after}), of 1000.",
    ),
    "decided.cost": ("Kinh phí năm {year}: {cost} trên {amount}.", "Cost in {year}: {cost} of {amount}."),
    "col.commune": ("Xã", "Commune"),
    "col.before": ("Trước", "Before"),
    "col.after": ("Sau", "After"),
    "col.change": ("Giảm", "Fall"),
    "col.post": ("Chức danh", "Post"),
    "col.from": ("Từ", "From"),
    "col.to": ("Đến", "To"),
    "col.months": ("Tháng", "Months"),
    "col.kind": ("Hình thức", "Kind"),
    "col.landing": ("Bố trí sau luân chuyển", "After the rotation"),
    "col.cost": ("Kinh phí", "Cost"),
    "col.points": ("Điểm", "Points"),
    "col.reason": ("Vì sao", "Why"),
    "col.cause": ("Nguyên nhân quan sát được", "Cause, as observed"),
    "col.rule": ("Quy tắc", "Rule"),
    "col.source": ("Căn cứ", "Source"),
    "col.mark": ("Độ chắc", "Mark"),
    "col.parameter": ("Tham số", "Parameter"),
    "col.mode": ("Áp dụng", "Mode"),
    "total": ("Cộng", "Total"),
    "common": ("Phần chung (tập thể xã)", "Common part (commune teams)"),
    "checks": ("Kiểm tra từng quy tắc", "Rule checks"),
    "check.passed": ("đạt", "passed"),
    "check.soft": ("mềm, có trừ điểm", "soft, priced"),
    "check.waived": ("được miễn", "waived"),
    "check.hard": ("vi phạm", "broken"),
    "vacant": ("trống", "vacant"),
    "landing.home": ("Trở về {home}, bậc không thấp hơn", "Returns to {home}, at no lower rank"),
    "landing.stay": ("Ở lại {unit} theo nguyện vọng", "Stays in {unit} by own wish"),
    "landing.slot": (
        "{unit}, vị trí bậc {rank} dành sẵn ({slot})",
        "{unit}, reserved place of rank {rank} ({slot})",
    ),
    "landing.post": ("Nhận chức danh {post}", "Takes the post {post}"),
    "part.vacant": ("{post} trống {months} tháng", "{post} vacant for {months} months"),
    "part.short": (
        "Thiếu {missing} người biết {skill} mức {level}",
        "{missing} people short with {skill} at {level}",
    ),
    "part.fit": (
        "Phù hợp nhu cầu của xã {fit}‰ trong {months} tháng",
        "Fits the commune's needs at {fit}‰ for {months} months",
    ),
    "part.language": (
        "Nói được tiếng của dân {fit}‰ trong {months} tháng",
        "Speaks the people's languages at {fit}‰ for {months} months",
    ),
    "part.burden": (
        "Gánh nặng: mức khó khăn {hardship}, {hours} giờ đường, {months} tháng",
        "Burden: hardship {hardship}, {hours} hours away, {months} months",
    ),
    "part.wish": (
        "Nguyện vọng (1 là đầu tiên, 0 là không đồng thuận): {wish}",
        "Wish (1 first, 0 refuses): {wish}",
    ),
    "part.growth": ("Lần đầu công tác ở cơ sở", "First service at the grassroots"),
    "part.stay": ("Ở lại hẳn nơi đến", "Settles where he was sent"),
    "part.woman": ("Cơ cấu: nữ", "Structure: a woman"),
    "part.young": ("Cơ cấu: trẻ", "Structure: young"),
    "part.minority": ("Cơ cấu: dân tộc thiểu số", "Structure: ethnic minority"),
    "part.move": ("Một lần thay đổi", "One move"),
    "part.turnover": ("Rời một chức danh chủ chốt", "Leaves a key post"),
    "part.cost": ("Kinh phí {cost_vnd}", "Cost {cost_vnd}"),
    "part.soft": ("Chạm quy tắc mềm {rule}", "Touches soft rule {rule}"),
    "cause.no_candidate": (
        "Không ai qua được các điều kiện; số người bị từ chối đầu tiên bởi: {refused}.",
        "Nobody passes the gates; people first refused by: {refused}.",
    ),
    "cause.candidates_used": (
        "{admitted} người đủ điều kiện đều được bố trí nơi khác trong phương án này.",
        "All {admitted} who qualify are placed elsewhere by this plan.",
    ),
    "cause.held_by_bonds": (
        "{admitted} người đủ điều kiện, {placed} người đã bố trí nơi khác; người còn lại bị giữ bởi ràng buộc chung "
        "(sàn lãnh đạo nơi đi, dự toán, giãn cách, người thân) hoặc thứ tự ưu tiên.",
        "{admitted} qualify, {placed} are placed elsewhere; the rest are held by shared bonds (sender floor, "
        "budget, stagger, kin) or by the order of goals.",
    ),
    "training.language": (
        "{unit}: cả tập thể còn thiếu {skill} mức {level} trong {months} tháng",
        "{unit}: the team lacks {skill} at level {level} for {months} months",
    ),
    "training.course": ("lớp {course}, khai giảng {day}", "course {course}, starting {day}"),
    "training.no_course": ("chưa có lớp phù hợp trong bảng courses", "no fitting course in table courses"),
    "why.unmatched": (
        "hết hạn mà chưa có nơi bố trí, hoặc ngược lại",
        "an end without a landing, or the reverse",
    ),
    "why.capacity": ("quá số chỗ", "over capacity"),
    "why.home_full": ("cơ quan cũ không còn chỗ", "no place left in the home unit"),
    "why.not_there": ("không công tác tại chức danh đó", "does not serve in that post"),
    "why.not_wished": ("xã không phải nguyện vọng đầu", "the commune is not the first wish"),
    "why.not_open": ("chỗ không nhận người cơ quan khác", "the place is not open to other units"),
    "why.lower": ("bậc thấp hơn trước", "a lower rank than before"),
    "why.too_early": ("chỗ chưa có vào lúc đó", "the place is not there yet"),
}
