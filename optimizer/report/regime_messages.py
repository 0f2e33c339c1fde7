"""Messages about a case under another regime than its own, by their code: Vietnamese, English."""

REGIME_MESSAGES: dict[str, tuple[str, str]] = {
    "as_if.first": (
        "Giả định: dữ liệu ngày {start} được xét như thể theo chế độ {regime}; pháp luật lấy tại ngày {law_day}, "
        "ngày đầu tiên chế độ này có hiệu lực. Các mốc thời gian của phương án vẫn là ngày thực.",
        "As if: the case of {start} is judged by regime {regime}; the law is that of {law_day}, the regime's first day. "
        "All dates of the plan remain real dates.",
    ),
    "as_if.last": (
        "Giả định: dữ liệu ngày {start} được xét như thể theo chế độ {regime}; pháp luật lấy tại ngày {law_day}, "
        "ngày cuối cùng chế độ này có hiệu lực. Các mốc thời gian của phương án vẫn là ngày thực.",
        "As if: the case of {start} is judged by regime {regime}; the law is that of {law_day}, the regime's last day. "
        "All dates of the plan remain real dates.",
    ),
    "as_if.ended": (
        "{count} đơn vị còn chức danh hoặc cán bộ trong dữ liệu đã kết thúc trước ngày {law_day}; "
        "--map-units thay bằng đơn vị kế thừa, nếu có.",
        "{count} units in which posts or cadres stand had ended before {law_day}; "
        "--map-units replaces them by their successors, where there are any.",
    ),
    "as_if.not_begun": (
        "{count} đơn vị còn chức danh hoặc cán bộ trong dữ liệu chưa thành lập vào ngày {law_day}; vẫn giữ nguyên.",
        "{count} units in which posts or cadres stand did not exist yet on {law_day}; they are kept as they are.",
    ),
    "as_if.mapped": (
        "Đơn vị đã kết thúc trước ngày {law_day} được thay bằng đơn vị kế thừa: {count} đơn vị.",
        "Units that had ended before {law_day} are replaced by their successors: {count} units.",
    ),
    "h.units": ("Đơn vị được thay bằng đơn vị kế thừa", "Units replaced by their successors"),
    "col.old_unit": ("Đơn vị cũ", "Old unit"),
    "col.new_unit": ("Đơn vị kế thừa", "Successor"),
    "change.gone": (
        "{old} kết thúc ngày {last}, không có đơn vị kế thừa trong dữ liệu; {cadres} cán bộ vẫn ghi ở đơn vị này.",
        "{old} ended on {last} without a successor in the tables; {cadres} cadres still stand in it.",
    ),
    "change.cells": (
        "Bảng {table}, cột {column}: {count} ô ghi theo đơn vị hoặc chức danh mới.",
        "Table {table}, column {column}: {count} cells name the new unit or post.",
    ),
    "change.vacant_post": (
        "Chức danh trống {old} nhập vào {new}.",
        "The vacant post {old} goes into {new}.",
    ),
    "change.differing_post": (
        "Chức danh trống {old} nhập vào {new}, dù khác ở {differs}; giữ theo {new}.",
        "The vacant post {old} goes into {new} although they differ in {differs}; those of {new} are kept.",
    ),
    "change.second_seat": (
        "{old} đang có người giữ, trùng với {new}: người giữ ở lại ghế thêm đến hết thời hạn, ghế này không được lấp "
        "tiếp; ai giữ chức danh sau sắp xếp do cấp có thẩm quyền quyết định.",
        "{old} is held beside {new}: its holder stays in a further seat until his time ends, and it is not filled "
        "again; who keeps the post after the merger is for the competent committee to decide.",
    ),
    "change.rows": ("Bảng {table}: {old} → {new} ({facts}).", "Table {table}: {old} → {new} ({facts})."),
    "change.own_rows": (
        "Bảng {table}: {new} có số liệu riêng nên {count} dòng của {old} không dùng.",
        "Table {table}: {new} has rows of its own, so {count} rows of {old} are left out.",
    ),
    "change.blank": (
        "{new} chưa ghi {columns} trong khi {old} có ghi; cần bổ sung vào bảng units.",
        "{new} lacks {columns}, which {old} have; fill them in in the table units.",
    ),
    "change.waiver": ("Miễn trừ tại {old} nay ghi tại {new}.", "The waiver at {old} is now at {new}."),
    "regime.mapped": ("{regime} (đơn vị kế thừa)", "{regime} (successor units)"),
    "flip.newly": (
        "Cán bộ {cadre} đủ điều kiện chức danh {post} theo {after}, không đủ theo {before}: {reasons}.",
        "{cadre} is eligible for {post} under {after} and was not under {before}: {reasons}.",
    ),
    "flip.no_longer": (
        "Cán bộ {cadre} không đủ điều kiện chức danh {post} theo {after}, nhưng đủ theo {before}: {reasons}.",
        "{cadre} is not eligible for {post} under {after} and was under {before}: {reasons}.",
    ),
    "cited.article": ("{source}, Điều {article}; {mark}", "{source}, Art. {article}; {mark}"),
    "cited.text": ("{source}; {mark}{article}", "{source}; {mark}{article}"),
    "cause.mode": (
        "quy tắc này «{mode}» theo {refusing}, «{other}» theo {admitting}",
        "this rule is “{mode}” under {refusing} and “{other}” under {admitting}",
    ),
    "cause.parameters": ("do tham số {told}", "by {told}"),
    "cause.parameter": (
        "{key} ({title}; theo {refusing}: {value}, theo {admitting}: {other})",
        "{key} ({title}; {refusing}: {value}, {admitting}: {other})",
    ),
    "cause.units": (
        "do đơn vị được thay bằng đơn vị kế thừa",
        "by the replacement of units by their successors",
    ),
    "cause.value": ("«{value}» ({source})", "“{value}” ({source})"),
    "cause.absent": ("chưa quy định", "none"),
    "cause.together": (" cùng với ", " together with "),
    "cause.or": (" hoặc ", " or "),
    "cause.untraced": ("chưa xác định được nguyên nhân", "by a cause that was not found"),
    "regimes.changes": ("Thay đổi khác khi thay đơn vị", "Other changes when units are replaced"),
    "regimes.count": ("Số", "Count"),
    "regimes.keys": ("Khóa", "Keys"),
    "regimes.gone": ("Đơn vị không có đơn vị kế thừa", "Units without a successor"),
    "regimes.cells": ("Ô ghi lại trong các bảng", "Cells rewritten in the tables"),
    "regimes.vacant_post": ("Chức danh trống nhập vào chức danh khác", "Vacant posts that go into another"),
    "regimes.second_seat": (
        "Chức danh trùng đang có người giữ, cần cấp có thẩm quyền quyết định",
        "Held posts beside another, for the committee to decide",
    ),
    "regimes.rows": ("Dòng gộp hoặc tính lại", "Rows merged or reckoned anew"),
    "regimes.own_rows": ("Dòng cũ không dùng", "Old rows left out"),
    "regimes.blank": ("Đơn vị kế thừa thiếu số liệu", "Successors that lack facts"),
    "regimes.waiver": ("Miễn trừ ghi lại", "Waivers rewritten"),
    "regimes.nothing_mapped": (
        "Không có đơn vị nào trong dữ liệu cần và có thể thay bằng đơn vị kế thừa.",
        "No unit of the tables has to and can be replaced by a successor.",
    ),
    "regimes.step": (
        "{before} → {after}: {newly} cặp cán bộ - chức danh đủ điều kiện thêm, {no_longer} cặp không còn đủ.",
        "{before} → {after}: {newly} pairs of cadre and post newly eligible, {no_longer} no longer.",
    ),
    "regimes.only_in_one": (
        "Ngoài ra {gone} cặp chỉ có theo {before}, {new} cặp chỉ có theo {after} (chức danh nhập hoặc tách).",
        "Besides, {gone} pairs are judged under {before} only and {new} under {after} only (posts merged or apart).",
    ),
    "regimes.law": (
        "Pháp luật khác nhau ở {parameters} tham số ({keys}) và mức áp dụng của {rules} quy tắc ({ids}).",
        "The laws differ in {parameters} parameters ({keys}) and in the mode of {rules} rules ({ids}).",
    ),
    "regimes.kind": (
        "{count} cặp đổi hình thức: {before} → {after}.",
        "{count} pairs are another kind of move: {before} → {after}.",
    ),
    "regimes.cause": ("Nguyên nhân", "Cause"),
    "regimes.newly": ("Đủ thêm", "Newly"),
    "regimes.no_longer": ("Không còn đủ", "No longer"),
    "regimes.more": (
        "… và {count} cặp nữa: dùng --json hoặc --out TỆP.csv.",
        "… and {count} more pairs: use --json or --out FILE.csv.",
    ),
    "regimes.more_posts": ("… và {count} chức danh nữa: dùng --json.", "… and {count} more posts: use --json."),
    "regimes.plans": ("Phương án theo từng chế độ", "The plan under each regime"),
    "regimes.law_day": ("Ngày lấy pháp luật", "Day of the law"),
    "regimes.key_posts": ("Số chức danh chủ chốt", "Key posts"),
    "regimes.pairs": ("Cặp đủ điều kiện", "Pairs admitted"),
    "regimes.stints": ("Số lượt bố trí", "Stints"),
    "regimes.status": ("Chứng minh", "Proof"),
    "regimes.open": ("{value} (còn cách {gap})", "{value} (gap {gap})"),
    "status.proven": ("tối ưu, đã chứng minh", "optimal, proven"),
    "status.gap": ("chưa chứng minh tối ưu", "not proven optimal"),
    "status.interrupted": ("dừng sớm, chưa chứng minh", "cut short, not proven"),
    "status.impossible": ("không có phương án nào, đã chứng minh", "no plan exists, proven"),
    "status.disagreement": ("hai bộ giải không thống nhất", "the engines disagree"),
    "status.no_plan": ("chưa tìm được phương án", "no plan found yet"),
    "regimes.unproven": (
        "Phương án theo {worlds} chưa được chứng minh tối ưu: khác biệt có thể do việc tìm kiếm, không hẳn do pháp luật.",
        "The plan under {worlds} is not proven optimal: differences may come from the search and not from the law.",
    ),
    "regimes.ties": (
        "Phương án theo {worlds} có thể chỉ là một trong nhiều phương án ngang điểm.",
        "The plan under {worlds} may be one of several that are equally good.",
    ),
    "regimes.other_posts": (
        "Số chức danh chủ chốt khác nhau nên các bậc mục tiêu không so được trực tiếp giữa {worlds}.",
        "The key posts are not the same, so the tiers cannot be compared directly between {worlds}.",
    ),
    "regimes.post": ("Chức danh được lấp khác nhau", "Post that is filled otherwise"),
    "regimes.same_plan": ("{before} → {after}: hai phương án giống nhau.", "{before} → {after}: the plans are the same."),
    "regimes.moves": (
        "{before} → {after}: {only_before} cán bộ chỉ được bố trí theo {before}{names_before}; {only_after} chỉ theo "
        "{after}{names_after}; {other} đổi chức danh, ngày hoặc thời hạn{names_other}.",
        "{before} → {after}: {only_before} cadres move under {before} only{names_before}; {only_after} under {after} "
        "only{names_after}; {other} to another post, on another day or for another time{names_other}.",
    ),
    "regimes.marks": (
        "Độ chắc của căn cứ: R đã đọc trích đoạn · S gián tiếp · M theo trí nhớ · D suy ra · A giả định chương trình.",
        "Marks of sources: R read as an excerpt · S second-hand · M from memory · D derived · A assumed by the program.",
    ),
}
