"""Text: legacy encodings are seen, right Vietnamese is left alone."""

import pytest

from optimizer.tables.text import looks_mojibake


@pytest.mark.parametrize(
    "text",
    [
        "Quê quán ở xã khác, ngoài tỉnh",
        "quá trình hoá giải, toà án, khoá XIII, xoá nghèo",
        "Hoàng Oánh quê Quế Phong; loà xoà, hoà thuận, thuê khoán",
        "Xã Huổi Lếch, Trung tâm khoa học, Quảng Lâm",
    ],
)
def test_right_vietnamese_is_no_legacy_text(text: str) -> None:
    assert not looks_mojibake(text)


@pytest.mark.parametrize("text", ["M­êng NhÐ", "Möôøng Nheù", "Quaûn lyù caùn boä", "ñaát ñai xaõ Naäm Keø", "Mæ°á»ng"])
def test_legacy_text_is_seen(text: str) -> None:
    assert looks_mojibake(text)
