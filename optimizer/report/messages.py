"""Every message of the report by its code: Vietnamese, English."""

from optimizer.report.aim_messages import AIM_MESSAGES
from optimizer.report.claim_messages import CLAIM_MESSAGES
from optimizer.report.comparison_messages import COMPARISON_MESSAGES
from optimizer.report.conflict_messages import CONFLICT_MESSAGES
from optimizer.report.plan_messages import PLAN_MESSAGES
from optimizer.report.regime_messages import REGIME_MESSAGES
from optimizer.report.remedy_messages import REMEDY_MESSAGES
from optimizer.report.waiver_messages import WAIVER_MESSAGES
from optimizer.report.what_if_messages import WHAT_IF_MESSAGES

MESSAGES: dict[str, tuple[str, str]] = {
    **AIM_MESSAGES,
    **CLAIM_MESSAGES,
    **REGIME_MESSAGES,
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
    "figure.vacant": ("tháng trống của chức danh chủ chốt", "vacant months of key posts"),
    "figure.worst": ("khoảng trống của xã yếu nhất (trên 1000)", "gap of the weakest commune (of 1000)"),
    "figure.rotations": ("lượt luân chuyển, đều có nơi bố trí về sau", "rotations, each with a place afterwards"),
    "figure.cost": ("kinh phí của các lượt bố trí", "cost of all stints"),
    "h.plan": ("Phương án theo từng xã", "The plan, commune by commune"),
    "months": ("tháng", "months"),
    "yes": ("có", "yes"),
    "no": ("không", "no"),
    "unit.VND": ("đồng", "VND"),
    "unit.base salary": ("tháng lương cơ sở", "base salaries"),
    "unit.hundredth": ("phần trăm lương cơ sở", "hundredths of the base salary"),
    "unit.month": ("tháng", "months"),
    "unit.percent": ("%", "%"),
    "unit.person": ("người", "people"),
    "unit.point": ("điểm", "points"),
    "unit.term": ("nhiệm kỳ", "terms"),
    "unit.degree": ("bậc", "degrees"),
    "unit.rank": ("bậc", "ranks"),
    "unit.year": ("năm", "years"),
    "h.timeline": ("Ai giữ chức danh nào, theo thời gian", "Who holds which post, over time"),
    "h.people": (
        "Từng cán bộ: đi đâu, bao lâu, về đâu, vì sao",
        "Each cadre: where, how long, where to after, why",
    ),
    "h.training": ("Danh sách cử đi đào tạo, bồi dưỡng", "Who is sent to which course"),
    "h.lacking": ("Năng lực tập thể các xã còn thiếu", "What the teams of the communes still lack"),
    "col.course": ("Lớp", "Course"),
    "h.vacancies": ("Chức danh còn trống và nguyên nhân", "Posts still vacant, and why"),
    "h.eligibility": (
        "Ai đủ điều kiện, và quy tắc nào làm cạn nguồn cán bộ",
        "Who qualifies, and which rule empties the pool",
    ),
    "eligibility.note": (
        "Đếm theo cặp cán bộ – chức danh chủ chốt, mỗi cặp xét ở lượt bố trí thuận lợi nhất. Một cặp có thể bị nhiều quy "
        "tắc từ chối nên các cột không cộng thành tổng; ô càng đậm thì quy tắc từ chối càng nhiều trong số cặp của xã.",
        "Pairs of a cadre and a key post are counted, each at its most favourable stint. Several rules may refuse one "
        "pair, so columns do not add up; the darker a cell, the more of the commune's pairs the rule refuses.",
    ),
    "eligibility.all": ("Tất cả các xã", "All communes"),
    "col.pairs": ("Số cặp", "Pairs"),
    "col.admitted": ("Đủ điều kiện", "Admitted"),
    "col.by_course": ("Trong đó nhờ đi học", "Of them by a course"),
    "col.refused": ("Từ chối", "Refused"),
    "col.alone": ("Chỉ vì quy tắc này", "By this rule alone"),
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
    "certified": (
        "tối ưu theo chứng chỉ (kiểm lại được không cần bộ giải)",
        "optimal by the certificate (re-checked without a solver)",
    ),
    "confirmed": ("{engines} xác nhận", "confirmed by {engines}"),
    "certificate": (
        "Chứng chỉ: không phương án nào của mô hình này, giữ các bậc trước trong dung sai, tốt hơn phương án này quá "
        "khoảng cách giữa «Đạt» và «Cận theo chứng chỉ». Điều này dựa trên phép mã hóa quy tắc, điều kiện cứng và sự "
        "đầy đủ của các biến; cận của bộ giải là lời của bộ giải.",
        "The certificate: no plan of this model that keeps the earlier tiers within their tolerance beats this one by "
        "more than the gap between “Value” and “Certified bound”. It rests on the encodings, the gates and the "
        "completeness of the columns; the engines' bound is the engines' word.",
    ),
    "col.tier": ("Bậc mục tiêu", "Tier"),
    "col.value": ("Đạt được", "Value"),
    "h.baselines": ("So với các cách chọn đơn giản", "Beside simpler ways of choosing"),
    "baselines": (
        "Mỗi cách xếp lần lượt từng người, chừng nào mọi quy tắc còn giữ được; trong ngoặc: phương án này hơn bao nhiêu "
        "(số âm: kém hơn, vì các bậc trước đi trước).",
        "Each way places people one after another as long as every rule holds; in brackets: by how much this plan is "
        "better (negative: worse, for earlier tiers come first).",
    ),
    "baseline.as_is": ("Để nguyên như hiện nay", "Leave all as it is"),
    "baseline.seniority": ("Theo thâm niên: người lâu năm chọn trước", "Seniority: the longest in service choose first"),
    "baseline.merit": ("Theo xếp loại: người được đánh giá cao chọn trước", "Merit: the best graded choose first"),
    "baseline.by_commune": ("Từng xã, xã yếu nhất trước", "Commune by commune, the weakest first"),
    "baseline.deferred": ("Ghép ổn định (Gale–Shapley)", "Stable match (Gale and Shapley)"),
    "baseline.random": ("Ngẫu nhiên, hợp lệ", "At random, lawful"),
    "not_lawful": ("trái quyết định đã có", "against a decision taken"),
    "col.certified": ("Cận theo chứng chỉ", "Certified bound"),
    "col.bound": ("Cận của bộ giải", "Engines' bound"),
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
        "{count} stints: {rotation} rotations, {transfer} transfers, {local} local promotions, {again} reappointments.",
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
    "col.cadre": ("Cán bộ", "Cadre"),
    "col.dates": ("Thời gian", "Dates"),
    "col.figure": ("Giá trị", "Value"),
    "col.months": ("Tháng", "Months"),
    "col.kind": ("Hình thức", "Kind"),
    "col.landing": ("Bố trí sau luân chuyển", "After the rotation"),
    "col.cost": ("Kinh phí", "Cost"),
    "col.cause": ("Nguyên nhân quan sát được", "Cause, as observed"),
    "col.rule": ("Quy tắc", "Rule"),
    "col.source": ("Căn cứ", "Source"),
    "col.mark": ("Độ chắc", "Mark"),
    "col.parameter": ("Tham số", "Parameter"),
    "col.mode": ("Áp dụng", "Mode"),
    "total": ("Cộng", "Total"),
    "common": ("Phần chung (tập thể xã)", "Common part (commune teams)"),
    "check.passed": ("đạt", "passed"),
    "check.course": ("đạt nhờ lớp {courses}", "met by the course {courses}"),
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
    "part.worst_burden": ("Gánh nặng lớn nhất của một người", "The greatest burden on one person"),
    "part.career": (
        "Đã trải qua {years} năm-bậc khó khăn, gánh nặng tính thêm",
        "{years} degree-years of hardship served before, so the burden counts more",
    ),
    "part.step": ("Rèn luyện cho chức danh quy hoạch cao hơn", "Trained for a higher planned post"),
    "part.landing_up": ("Được bố trí cao hơn {ranks} bậc sau luân chuyển", "Lands {ranks} ranks higher"),
    "part.handover": ("Bàn giao {months} tháng với người tiền nhiệm", "Handover of {months} months"),
    "part.course": ("Đi học lớp {course}, {months} tháng", "Course {course}, {months} months"),
    "part.move": ("Một lần thay đổi", "One move"),
    "part.turnover": ("Rời một chức danh chủ chốt", "Leaves a key post"),
    "part.cost": ("Kinh phí {cost_vnd}", "Cost {cost_vnd}"),
    "part.soft": ("Chạm quy tắc mềm {rule}", "Touches soft rule {rule}"),
    "col.need": ("Nhu cầu", "Need"),
    "need.vacant": ("đang trống", "vacant"),
    "need.tenure": ("người giữ hết thời hạn", "its holder's time ends"),
    "need.retirement": ("người giữ nghỉ hưu", "its holder retires"),
    "need.mandatory_move": ("người giữ phải chuyển vị trí", "its holder must move"),
    "need.rotation_end": ("người giữ hết thời hạn luân chuyển", "its holder's rotation ends"),
    "need.moved": ("người giữ được bố trí nơi khác theo phương án này", "its holder is placed elsewhere by this plan"),
    "vacancy.overdue": (
        "Trống {months} tháng, quá mức {longest} tháng.",
        "Vacant for {months} months, beyond the {longest} allowed.",
    ),
    "vacancy.before": (
        "{post}: trống từ {since}, đến ngày lập phương án đã {months} tháng, quá mức {longest} tháng.",
        "{post}: vacant since {since}, {months} months by the planning day, beyond the {longest} allowed.",
    ),
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
    "training.lacking": (
        "{unit}: cả tập thể còn thiếu {skill} mức {level} trong {months} tháng",
        "{unit}: the team lacks {skill} at level {level} for {months} months",
    ),
    "reason.pregnant": ("mang thai", "pregnancy"),
    "reason.severe_illness": ("bệnh nặng của bản thân hoặc gia đình", "severe illness, own or in the family"),
    "reason.small_child": ("con còn nhỏ", "a small child"),
    "band.women": ("nữ", "women"),
    "band.young": ("cán bộ trẻ", "young people"),
    "band.minority": ("dân tộc thiểu số", "minorities"),
    "band.science": ("khoa học - công nghệ", "science and technology"),
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
    **WAIVER_MESSAGES,
    **CONFLICT_MESSAGES,
    **REMEDY_MESSAGES,
    **PLAN_MESSAGES,
    **WHAT_IF_MESSAGES,
    **COMPARISON_MESSAGES,
}
