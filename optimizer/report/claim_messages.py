"""Messages of the answers about a run: why, why not, the shortlist, prices. Vietnamese, English."""

CLAIM_MESSAGES: dict[str, tuple[str, str]] = {
    "part.gap": ("Chỉ số khoảng trống của {unit}", "Gap index of {unit}"),
    "claim.holds": ("{cadre} giữ {post} đến hết ngày {last}.", "{cadre} holds {post} until {last}."),
    "claim.vacant": ("{post}: phương án không có lượt bố trí mới.", "{post}: the plan has no new stint."),
    "claim.price": (
        "Giá theo từng bậc mục tiêu (số dương: kém phương án đã lập bấy nhiêu)",
        "Price, tier by tier (positive: so much worse than the plan of the run)",
    ),
    "claim.first": (
        "Bậc đầu tiên kém đi: {tier}; giá đúng {cost}.",
        "The first tier that gets worse: {tier}; exactly {cost}.",
    ),
    "claim.first_open": (
        "Bậc đầu tiên thay đổi: {tier}; giá từ {low} đến {high}, chưa chứng minh xong trong thời gian cho phép; hãy tăng "
        "--time-limit.",
        "The first tier that changes: {tier}; {low} to {high}, not proven in the time given; raise --time-limit.",
    ),
    "claim.better": (
        "Bậc {tier} tốt hơn {cost}: kết quả đã lập chưa phải tối ưu ở bậc này.",
        "Tier {tier} is better by {cost}: the run was not optimal there.",
    ),
    "claim.free": (
        "Không bậc nào kém đi: phương án này ngang bằng phương án đã lập.",
        "No tier gets worse: this plan is as good as the run's.",
    ),
    "claim.after": (
        "Các bậc sau chỉ nêu khoảng; --exact giải đúng mọi bậc.",
        "Later tiers are told as a range; --exact proves every tier.",
    ),
    "claim.kept": ("Tốt nhất", "Best"),
    "claim.value": ("Tốt nhất khi có người ấy", "Best with that cadre"),
    "claim.cost": ("Giá", "Price"),
    "claim.range": ("{low} đến {high}", "{low} to {high}"),
    "claim.nothing": ("—", "—"),
    "claim.by.run": ("kết quả đã lập", "the run"),
    "claim.by.certificate": ("chứng chỉ", "certificate"),
    "claim.by.bound": ("đạt cận", "reaches its bound"),
    "claim.moves": (
        "{count} người thay đổi so với phương án đã lập:",
        "{count} people change against the plan of the run:",
    ),
    "claim.move": ("{cadre}: {before} → {after}", "{cadre}: {before} → {after}"),
    "claim.stays": ("không chuyển", "no move"),
    "claim.stint": ("{post}, từ {start}, {months} tháng", "{post}, from {start} for {months} months"),
    "claim.rules": (
        "Nếu chỉ đổi người mà không ai khác thay đổi, các quy tắc sau bị vi phạm:",
        "If only the people are exchanged and nobody else moves, these rules are broken:",
    ),
    "claim.no_rules": (
        "Chỉ đổi người thì không vi phạm quy tắc bắt buộc nào; giá là do điểm của các mục tiêu.",
        "A bare exchange breaks no hard rule; the price comes from the goals.",
    ),
    "claim.scope": (
        "«Giữ chức danh» nghĩa là có một lượt bố trí mới vào đó, bắt đầu ở bất kỳ kỳ nào. Giá tính trên mô hình của kết "
        "quả này.",
        "“In the post” means one new stint there, from any period on. Prices hold for the model of this run.",
    ),
    "whynot.refused": (
        "{cadre} chưa đủ điều kiện giữ {post}, dù bắt đầu khi nào và trong bao lâu. Lượt vướng ít nhất (từ {start}, "
        "{months} tháng) bị từ chối vì:",
        "{cadre} does not qualify for {post}, whatever the start and the length. The stint with the fewest faults (from "
        "{start} for {months} months) is refused:",
    ),
    "whynot.held": (
        "{cadre} đủ điều kiện, nhưng {holder} giữ {post} đến hết ngày {last} và không có nơi chuyển đi sớm hơn.",
        "{cadre} qualifies, but {holder} holds {post} until {last} and has nowhere to go before.",
    ),
    "whynot.own": (
        "{cadre} đang giữ {post} đến hết ngày {last}; trong thời gian của phương án không có lượt bổ nhiệm lại.",
        "{cadre} holds {post} until {last}; there is no reappointment within the plan.",
    ),
    "whynot.priced": ("{cadre} vào {post}: có thể, với giá như sau.", "{cadre} in {post}: possible, at this price."),
    "whynot.planned": (
        "Phương án đã bố trí {cadre} vào {post}: {stint}. Vì sao: optimizer why.",
        "The plan has {cadre} in {post}: {stint}. For the reasons: optimizer why.",
    ),
    "whynot.impossible": (
        "{cadre} đủ điều kiện, nhưng không phương án nào có người này ở {post} mà giữ được mọi quy tắc bắt buộc "
        "({engines} chứng minh).",
        "{cadre} qualifies, but no plan with this cadre in {post} keeps every hard rule (proved by {engines}).",
    ),
    "chosen.share": (
        "Giá trị từng bậc = phần của chức danh này và người giữ + phần còn lại (cộng đúng từng đơn vị)",
        "Each tier's value = this post and its people + the rest (exact to the unit)",
    ),
    "chosen.own": ("Phần này", "This post"),
    "chosen.rest": ("Còn lại", "The rest"),
    "chosen.pool": (
        "{admitted} trên {count} cán bộ được xét đủ điều kiện. Mỗi quy tắc từ chối:",
        "{admitted} of {count} cadres considered qualify. Each rule refuses:",
    ),
    "chosen.refused": ("{rule} {title}: {count} người [{source}]", "{rule} {title}: {count} cadres [{source}]"),
    "chosen.checks": (
        "{cadre}: {count} điều kiện đã xét đều đạt: {rules}.",
        "{cadre}: passes all {count} gates: {rules}.",
    ),
    "chosen.checks_but": (
        "{cadre}: đạt {count} điều kiện ({rules}); riêng:",
        "{cadre}: passes {count} gates ({rules}); but:",
    ),
    "chosen.check": ("{rule} {title}: {result} [{source}]", "{rule} {title}: {result} [{source}]"),
    "chosen.runner_up": ("Người kế tiếp: {cadre}.", "The runner-up: {cadre}."),
    "chosen.runner_up_open": (
        "Người kế tiếp trong số đã giải: {cadre}; chưa chứng minh được không ai rẻ hơn.",
        "The runner-up among those solved: {cadre}; not proven that nobody is cheaper.",
    ),
    "chosen.nobody": (
        "Không có ai khác có thể vào chức danh này trong mô hình.",
        "Nobody else can have this post in the model.",
    ),
    "chosen.unsolved": (
        "Chưa giải được người kế tiếp trong thời gian cho phép; hãy tăng --time-limit.",
        "No runner-up was solved in the time given; raise --time-limit.",
    ),
    "check_claim.holds": (
        "Lời giải thích đúng với các bảng dữ liệu: phép cộng, quy tắc, dữ kiện, các phương án được nêu ({count} mục).",
        "The explanation is what the tables say: sums, rules, facts, the plans it shows ({count} claims).",
    ),
    "check_claim.refused": ("Lời giải thích sai:", "The explanation is false:"),
    "check_claim.claim": ("Mục {number}", "Claim {number}"),
    "check_claim.shown_all": (
        "{count} mục nói rằng không có phương án như vậy, hoặc không có phương án tốt hơn: {engine} chứng minh lại.",
        "{count} claims that there is no such plan, or no better one: proved again by {engine}.",
    ),
    "check_claim.shown": ("{tier}: {engine} chứng minh lại.", "{tier}: proved again by {engine}."),
    "check_claim.refuted": ("{tier}: {engine} bác bỏ.", "{tier}: refuted by {engine}."),
    "check_claim.open": (
        "{tier}: {engine} chưa chứng minh được trong thời gian cho phép.",
        "{tier}: no proof by {engine} in the time given.",
    ),
    "recommend.title": ("{post}: ai thay được, giá thấp trước.", "{post}: who else could have it, cheapest first."),
    "recommend.rank": ("Hạng", "Rank"),
    "recommend.first": ("Bậc đầu tiên thay đổi", "First tier that changes"),
    "recommend.sort": ("Cách tính", "How known"),
    "recommend.chosen": ("phương án đã lập", "the plan of the run"),
    "recommend.exact": ("giải đúng", "exact"),
    "recommend.open": ("đã giải, chưa chứng minh xong", "solved, not proven"),
    "recommend.about": ("khoảng {cost}, ít nhất {least}", "about {cost}, at least {least}"),
    "recommend.estimate": ("ước lượng LP", "LP estimate"),
    "recommend.sure": (
        "Đã chứng minh: {count} người này rẻ nhất, đúng thứ tự.",
        "Proven: these {count} are the cheapest, in this order.",
    ),
    "recommend.unsure": (
        "Trong {count} người đã giải, thứ tự của {sure} người đầu đã được chứng minh; --time-limit dài hơn hoặc "
        "--exact để giải tiếp.",
        "Of the {count} solved, the order of the first {sure} is proven; a longer --time-limit or --exact solves more.",
    ),
    "recommend.estimates": (
        "«Khoảng» là chi phí rút gọn của LP, «ít nhất» là cận đúng suy từ chứng chỉ của kết quả; cả hai chưa giải lại, "
        "giá thật có thể cao hơn.",
        "“About” is the reduced cost of the LP, “at least” a true bound from the certificate of the run; neither is "
        "solved, and the price may be higher.",
    ),
    "prices.title": (
        "Giá cơ hội của {count} cặp cán bộ – chức danh mà phương án không dùng (ước lượng):",
        "Opportunity cost of the {count} pairs of cadre and post that the plan does not use (estimates):",
    ),
    "prices.nothing": ("Cận không cho thấy giá nào", "The bounds show no price"),
    "prices.cheapest": ("{count} cặp có cận thấp nhất:", "The {count} pairs with the lowest bounds:"),
    "prices.note": (
        "Ước lượng theo LP: «khoảng» là chi phí rút gọn, «ít nhất» là cận dưới đúng từng đơn vị theo chứng chỉ; các bậc "
        "trước chưa cho thấy giá nào. Giá đúng của một cặp: optimizer why-not.",
        "LP estimates: “about” is the reduced cost, “at least” a lower bound by the certificate, true to the unit; "
        "earlier tiers show no price. The exact price of one pair: optimizer why-not.",
    ),
}
