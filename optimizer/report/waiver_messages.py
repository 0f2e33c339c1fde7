"""What is said of waivers: which are needed, who signs them, what is proven; Vietnamese, English."""

WAIVER_MESSAGES: dict[str, tuple[str, str]] = {
    "ways.free": ("{post}: không cần miễn trừ nào.", "{post}: no waiver is needed."),
    "ways.needs": (
        "{post}: cần {count} miễn trừ, giá {cost} điểm.",
        "{post}: waivers needed: {count}, price {cost} points.",
    ),
    "ways.who": ("Khi đó bố trí được: {stint}", "Then it can be filled: {stint}"),
    "ways.also": ("Phương án ấy còn có: {stint}", "The same plan also has: {stint}"),
    "ways.course": ("Phương án ấy còn cử {cadre} đi học lớp {course}.", "The same plan also sends {cadre} to {course}."),
    "ways.stint": (
        "{cadre} giữ chức danh {post}, {kind}, từ {start}, {months} tháng{after}.",
        "{cadre} takes {post}, {kind}, from {start} for {months} months{after}.",
    ),
    "ways.unplaced": ("; chưa có nơi bố trí về sau", "; no place afterwards yet"),
    "ways.cheapest": (
        "Không có tập miễn trừ nào rẻ hơn ({engines} chứng minh).",
        "No set of waivers is cheaper (proved by {engines}).",
    ),
    "ways.cheapest_open": (
        "Chưa chứng minh được đây là tập rẻ nhất; hãy tăng --time-limit.",
        "Not proven to be the cheapest set; raise --time-limit.",
    ),
    "ways.minimal": (
        "Bỏ bất kỳ miễn trừ nào thì không còn phương án nào (bộ giải chứng minh ghi ở từng dòng).",
        "Without any one of them there is no plan (the engines that prove it stand in each row).",
    ),
    "ways.minimal_open": (
        "Chưa chứng minh được các miễn trừ sau là không thể bỏ: {places}; hãy tăng --time-limit.",
        "Not proven that these cannot be spared: {places}; raise --time-limit.",
    ),
    "ways.none": (
        "{post}: không tập miễn trừ nào giúp bố trí được ({engines} chứng minh).",
        "{post}: no set of waivers fills it (proved by {engines}).",
    ),
    "ways.refused": (
        "{rule} {title}: từ chối {count} người, không cấp nào được miễn.",
        "{rule} {title}: refuses {count} people, and nobody may waive it.",
    ),
    "ways.retiring": (
        "{count} người nghỉ hưu trước khi giữ chức danh được trọn một kỳ.",
        "{count} people retire before they could hold the post for one whole period.",
    ),
    "ways.passing": (
        "{count} người không vướng các quy tắc ấy, nhưng chức danh chưa trống khi có thể bắt đầu, hoặc vướng ràng buộc "
        "chung không được miễn.",
        "{count} people are free of those rules, but the post is still held when they could start, or a shared bond that "
        "nobody may waive stands in the way.",
    ),
    "ways.held": (
        "{cadre} giữ chức danh này đến hết thời gian của phương án.",
        "{cadre} holds this post until the end of the plan.",
    ),
    "ways.time": (
        "Chưa có kết quả trong thời gian cho phép; hãy tăng --time-limit.",
        "There is no answer in the time given; raise --time-limit.",
    ),
    "ways.scope": (
        "Đã xét miễn mọi điều kiện đối với chức danh này và mọi ràng buộc chung mà có cấp được miễn; điều kiện của chức "
        "danh khác giữ nguyên.",
        "Every gate of this post and every shared bond that somebody may waive was considered; gates of other posts "
        "stand.",
    ),
    "ways.advice": (
        "Chương trình tư vấn; con người quyết định.",
        "The program advises; people decide.",
    ),
    "ways.where": ("Chỗ áp dụng", "Place"),
    "ways.signed_by": ("Cấp quyết định", "Who signs"),
    "ways.forgiven": ("Nội dung được miễn", "What is forgiven"),
    "ways.price": ("Giá", "Price"),
}
