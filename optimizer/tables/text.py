"""Vietnamese text: one form of Unicode, legacy encodings seen, names in their own order."""

import re
import unicodedata

_LOOK_ALIKE = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_TCVN3 = re.compile(r"[µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô­õøö÷ùúýûüþ]")
_VNI = re.compile(  # a vowel and the sign that VNI puts behind it; not oà, oá, oã, uá, uê, which are right in Unicode
    r"[aeouy][ùøûõï]|[ae][âáàåãä]|o[âåä]|a[êéèúüë]|[öô][ùøûõï]", re.IGNORECASE
)
_PLAIN_VIETNAMESE = set("àáâãèéêìíòóôõùúýăđĩũơưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ")
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]  # ngang huyền hỏi ngã sắc nặng


def normal(text: str) -> str:
    """The text in NFC, look-alike Đ folded, outer and doubled white space gone."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text).translate(_LOOK_ALIKE)
    return " ".join(composed.split())


def has_control_characters(text: str) -> bool:
    """True when the text has characters that no table may hold."""
    return bool(_CONTROL.search(text))


def looks_mojibake(text: str) -> bool:
    """True when the text seems written in TCVN3 (ABC) or VNI rather than in Unicode."""
    if any(mark in text for mark in ("\ufffd", "Ã¡", "Ã ", "á»", "Ä\u0091", "Æ°")):
        return True
    strange = [c for c in text if ord(c) > 127 and c not in _PLAIN_VIETNAMESE and not 0x1EA0 <= ord(c) <= 0x1EF9]
    legacy = [c for c in strange if _TCVN3.match(c) or 0xC0 <= ord(c) <= 0xFF]
    return bool(legacy) or len(_VNI.findall(text)) > 1


def folded(text: str) -> str:
    """A key for headers and guesses: lower case, no marks, words joined by underscores."""
    plain = unicodedata.normalize("NFD", normal(text).lower().replace("đ", "d"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def sort_key(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Vietnamese dictionary order: word by word, letters first, then tones ngang huyền hỏi ngã sắc nặng."""
    return tuple(_word_key(word) for word in normal(text).lower().split(" "))


def person_key(name: str) -> tuple[object, ...]:
    """Order of people: by the given name, which stands last, then by what stands before it."""
    words = normal(name).split(" ")
    return (sort_key(words[-1]), sort_key(" ".join(words[:-1])))


def _word_key(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Letters of a word by their place in the alphabet, then their tones."""
    letters, tones = [], []
    for character in word:
        parts = unicodedata.normalize("NFD", character)
        tone = next((mark for mark in _TONES[1:] if mark in parts), "")
        base = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else character
        letters.append(_LETTERS.index(base) + 1 if base in _LETTERS else -ord(base[0]) % 1000 - 2000)
        tones.append(_TONES.index(tone))
    return tuple(letters), (max(tones, default=0),)  # one tone a syllable, wherever the spelling puts it
