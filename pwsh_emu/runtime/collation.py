"""The order and equality of strings as ICU's root collation has them (en-US and the invariant culture are the same here).

Three levels: base characters (white space, punctuation, symbols, digits, letters), then marks over them, then case (small letters
first) and other variants. Control characters count for nothing. Without regard to case the third level is left out.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

_ASCII_ORDER = "\t\n\x0b\x0c\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789"
_DIGIT_ZERO = 0x1000
_LETTER_A = 0x2000
_LETTER_STEP = 8


def _ascii_weights() -> dict[str, int]:
    weights = {character: index + 1 for index, character in enumerate(_ASCII_ORDER)}
    for digit in "0123456789":
        weights[digit] = _DIGIT_ZERO + int(digit)
    for index, letter in enumerate("abcdefghijklmnopqrstuvwxyz"):
        weights[letter] = weights[letter.upper()] = _LETTER_A + _LETTER_STEP * index
    return weights


_WEIGHTS = _ascii_weights()
_PRIMARY = {code: chr(_WEIGHTS[chr(code)]) if chr(code) in _WEIGHTS else None for code in range(128)}
_CASE = {code: None if chr(code) not in _WEIGHTS else "1" if 65 <= code <= 90 else "0" for code in range(128)}

# Letters that are neither composed of others nor in the order of their code points: (letters, mark, variant).
_LATIN: dict[str, tuple[str, int]] = {
    "æ": ("ae", 3), "œ": ("oe", 3), "ø": ("o", 1), "ł": ("l", 1), "ß": ("ss", 3), "ﬀ": ("ff", 0),
}  # fmt: skip
_AFTER = {"đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "ə": "e", "ƒ": "f", "ĸ": "q"}

Key = tuple[str, str, str]


def sort_key(text: str, ignore_case: bool = True) -> Key:
    """Return what strings are compared by: base characters, marks, case."""
    if text.isascii():
        return text.translate(_PRIMARY), "", "" if ignore_case else text.translate(_CASE)
    return _general_key(text, ignore_case)


def compare(left: str, right: str, ignore_case: bool = True) -> int:
    """Return -1, 0 or 1 as a string stands before, with or behind another."""
    if left == right:
        return 0
    if left.isascii() and right.isascii():
        first, second = left.translate(_PRIMARY), right.translate(_PRIMARY)
        if first != second:
            return -1 if first < second else 1
        if ignore_case:
            return 0
        first, second = left.translate(_CASE), right.translate(_CASE)
        return 0 if first == second else -1 if first < second else 1
    one, other = _general_key(left, ignore_case), _general_key(right, ignore_case)
    return 0 if one == other else -1 if one < other else 1


def equal(left: str, right: str, ignore_case: bool = True) -> bool:
    """Tell whether two strings are the same text."""
    if left == right:
        return True
    if left.isascii() and right.isascii():
        if ignore_case and len(left) == len(right) and left.lower() == right.lower():
            return True
        if left.isprintable() and right.isprintable():
            return False
    return compare(left, right, ignore_case) == 0


def tailored_key(text: str, ignore_case: bool, letters: dict[str, int], pattern: re.Pattern[str]) -> Key:
    """Return what strings are compared by in a language with letters of its own: ``letters`` are their weights (see `weight_after`).

    ``pattern`` finds them in a text, as its one group.
    """
    import unicodedata

    parts: list[Key] = []
    for part in pattern.split(unicodedata.normalize("NFC", text)):
        weight = letters.get(part.lower())
        if weight is not None:
            parts.append((chr(weight), "\1", "" if ignore_case else "1" if part[0].isupper() else "0"))
        elif part:
            parts.append(_general_key(part, ignore_case))
    primary, marks, variants = zip(*parts, strict=True) if parts else ((), (), ())
    return "".join(primary), "".join(marks), "".join(variants)


def weight_after(letter: str, place: int) -> int:
    """Return the weight of a language's letter that stands ``place`` (1 to 7) letters behind one of the basic Latin alphabet."""
    return _WEIGHTS[letter] + place


def _general_key(text: str, ignore_case: bool) -> Key:
    import unicodedata

    primary: list[str] = []
    marks: list[str] = []
    variants: list[str] = []
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character) or unicodedata.category(character) == "Mn":
            if marks:
                marks[-1] += chr(ord(character) + 16)
            continue
        for base, mark, variant in _elements(character):
            weight = _weight(base)
            if weight is None:
                continue
            primary.append(chr(weight))
            marks.append(chr(mark + 1))
            variants.append(chr(variant + 48))
    return "".join(primary), "".join(marks), "" if ignore_case else "".join(variants)


def _elements(character: str) -> list[tuple[str, int, int]]:
    """Return the base characters of one character, with its mark and variant (1 for capitals, 2 for other forms)."""
    if character.isascii():
        return [(character.lower(), 0, 1 if character.isupper() else 0)]
    import unicodedata

    lower = character.lower()
    variant = 1 if lower != character else 0
    known = _LATIN.get(lower)
    if known is not None:
        return [(base, known[1], variant + 2) for base in known[0]]
    folded = unicodedata.normalize("NFKD", lower)
    if folded != lower:
        return [(base, 0, variant + 2) for base in folded if not unicodedata.combining(base)]
    return [(base, 0, variant) for base in lower]


def _weight(base: str) -> int | None:
    """Return the weight of a base character; None where it counts for nothing."""
    if base.isascii():
        return _WEIGHTS.get(base)
    import unicodedata

    after = _AFTER.get(base)
    if after is not None:
        return _WEIGHTS[after] + 1 + "đðħıŋŧəƒĸ".index(base) % (_LETTER_STEP - 1)
    category = unicodedata.category(base)
    if category in ("Cc", "Cf", "Cs", "Cn"):
        return None
    code = ord(base)
    if category == "Nd":
        return _DIGIT_ZERO + unicodedata.digit(base)
    if category[0] == "Z":
        return 6
    if category[0] == "P":
        return 0x100 + code % 0x700
    if category[0] == "S":
        return 0x800 + code % 0x800
    if category[0] == "N":
        return _DIGIT_ZERO + 16 + code % 0x800
    if 0xD800 <= 0x3000 + code <= 0xDFFF:
        code += 0x1000
    return min(0x3000 + code, 0x10FFFF)
