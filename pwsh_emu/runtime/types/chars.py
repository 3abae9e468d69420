"""System.Char and System.Globalization.CharUnicodeInfo."""

from __future__ import annotations

import unicodedata
from typing import Any

from pwsh_emu.runtime.knowntypes import with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.numbers import NumberMembers, try_parse
from pwsh_emu.runtime.types.strings import WHITE_SPACE, lower, upper
from pwsh_emu.runtime.values import Char

# UnicodeCategory in the order of its numbers.
CATEGORIES = (
    "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl",
    "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
    "Sm", "Sc", "Sk", "So", "Cn",
)  # fmt: skip


def _at(value: str | int, index: int | None) -> str:
    if isinstance(value, int):  # a code point
        if not 0 <= value <= 0x10FFFF:
            raise failures.out_of_range("Specified argument was out of the range of valid values.", "codePoint")
        return chr(value)
    if index is None:
        return value[:1]
    if not 0 <= index < len(value):
        raise failures.out_of_range("Index was out of range. Must be non-negative and less than the size of the collection.", "index")
    return value[index]


def category(character: str) -> str:
    return unicodedata.category(character)


class CharMembers(NumberMembers):
    """Members of System.Char."""

    @staticmethod
    def ToString(value: str, provider: Any = None) -> str:  # type: ignore[override] # it takes no format
        return str.__str__(value)

    @staticmethod
    def CompareTo(value: str, other: Any) -> int:
        if other is None:
            return 1
        if not isinstance(other, Char):
            raise failures.argument("Object must be of type Char.")
        return ord(value) - ord(other)

    @staticmethod
    def Equals(value: str, other: Any) -> bool:
        return isinstance(other, Char) and str(value) == str(other)

    @staticmethod
    def static_IsDigit(value: str, index: int | None = None) -> bool:
        return category(_at(value, index)) == "Nd"

    @staticmethod
    def static_IsNumber(value: str, index: int | None = None) -> bool:
        return category(_at(value, index))[0] == "N"

    @staticmethod
    def static_IsLetter(value: str, index: int | None = None) -> bool:
        return category(_at(value, index))[0] == "L"

    @staticmethod
    def static_IsLetterOrDigit(value: str, index: int | None = None) -> bool:
        found = category(_at(value, index))
        return found[0] == "L" or found == "Nd"

    @staticmethod
    def static_IsUpper(value: str, index: int | None = None) -> bool:
        return category(_at(value, index)) == "Lu"

    @staticmethod
    def static_IsLower(value: str, index: int | None = None) -> bool:
        return category(_at(value, index)) == "Ll"

    @staticmethod
    def static_IsWhiteSpace(value: str, index: int | None = None) -> bool:
        return _at(value, index) in WHITE_SPACE

    @staticmethod
    def static_IsPunctuation(value: str, index: int | None = None) -> bool:
        return category(_at(value, index))[0] == "P"

    @staticmethod
    def static_IsSymbol(value: str, index: int | None = None) -> bool:
        return category(_at(value, index))[0] == "S"

    @staticmethod
    def static_IsSeparator(value: str, index: int | None = None) -> bool:
        return category(_at(value, index))[0] == "Z"

    @staticmethod
    def static_IsControl(value: str, index: int | None = None) -> bool:
        return category(_at(value, index)) == "Cc"

    @staticmethod
    def static_IsSurrogate(value: str, index: int | None = None) -> bool:
        return "\ud800" <= _at(value, index) <= "\udfff" or _at(value, index) > "\uffff"

    @staticmethod
    def static_IsHighSurrogate(value: str, index: int | None = None) -> bool:
        return "\ud800" <= _at(value, index) <= "\udbff" or _at(value, index) > "\uffff"

    @staticmethod
    def static_IsLowSurrogate(value: str, index: int | None = None) -> bool:
        return "\udc00" <= _at(value, index) <= "\udfff"

    @staticmethod
    def static_IsSurrogatePair(first: str, second: Any = None) -> bool:
        if isinstance(second, int):
            first, second = first[second], first[second + 1 : second + 2]
        return ("\ud800" <= first <= "\udbff" and bool(second) and "\udc00" <= second <= "\udfff") or first > "\uffff"

    @staticmethod
    def static_IsAscii(value: str) -> bool:
        return value.isascii()

    @staticmethod
    def static_IsAsciiDigit(value: str) -> bool:
        return "0" <= value <= "9"

    @staticmethod
    def static_IsAsciiLetter(value: str) -> bool:
        return value.isascii() and value.isalpha()

    @staticmethod
    def static_IsAsciiLetterLower(value: str) -> bool:
        return "a" <= value <= "z"

    @staticmethod
    def static_IsAsciiLetterUpper(value: str) -> bool:
        return "A" <= value <= "Z"

    @staticmethod
    def static_IsAsciiLetterOrDigit(value: str) -> bool:
        return value.isascii() and value.isalnum()

    @staticmethod
    def static_IsAsciiHexDigit(value: str) -> bool:
        return value in "0123456789abcdefABCDEF"

    @staticmethod
    def static_IsAsciiHexDigitLower(value: str) -> bool:
        return value in "0123456789abcdef"

    @staticmethod
    def static_IsAsciiHexDigitUpper(value: str) -> bool:
        return value in "0123456789ABCDEF"

    @staticmethod
    def static_IsBetween(value: str, low: str, high: str) -> bool:
        return low <= value <= high

    @staticmethod
    def static_ToUpper(value: str, culture: Any = None) -> str:
        return upper(str(value))

    @staticmethod
    def static_ToLower(value: str, culture: Any = None) -> str:
        return lower(str(value))

    static_ToUpperInvariant = static_ToUpper
    static_ToLowerInvariant = static_ToLower

    @staticmethod
    def static_GetNumericValue(value: str, index: int | None = None) -> float:
        return float(unicodedata.numeric(_at(value, index), -1.0))

    @staticmethod
    def static_GetUnicodeCategory(value: str, index: int | None = None) -> int:
        return CATEGORIES.index(category(_at(value, index)))

    @staticmethod
    def static_ConvertFromUtf32(number: int) -> str:
        if not 0 <= number <= 0x10FFFF or 0xD800 <= number <= 0xDFFF:
            raise failures.out_of_range(
                "A valid UTF32 value is between 0x000000 and 0x10ffff, inclusive, and should not include surrogate codepoint values (0x00d800 ~ "
                "0x00dfff).",
                "utf32",
            )
        return from_code_point(number)

    @staticmethod
    def static_ConvertToUtf32(first: str, second: Any) -> int:
        if isinstance(second, int):
            if not 0 <= second < len(first):
                raise failures.out_of_range("Index was out of range. Must be non-negative and less than the size of the collection.", "index")
            first, second = first[second], first[second + 1 : second + 2]
        if "\ud800" <= first <= "\udbff" and second and "\udc00" <= second <= "\udfff":
            return 0x10000 + ((ord(first) - 0xD800) << 10) + ord(second) - 0xDC00
        return ord(first)

    @staticmethod
    def static_Parse(text: Any) -> str:
        if text is None:
            raise failures.null("s")
        if len(text) != 1:
            raise failures.format_error("String must be exactly one character long.")
        return str(text)

    @staticmethod
    def static_TryParse(text: Any, reference: Any) -> bool:
        return try_parse(reference, lambda: Char(CharMembers.static_Parse(text or "")), Char("\0"))

    @staticmethod
    @with_session
    def static_ToString(session: Any, value: str) -> str:
        return str(value)

    @staticmethod
    def static_get_MaxValue() -> str:
        return "\uffff"

    @staticmethod
    def static_get_MinValue() -> str:
        return "\0"


def from_code_point(number: int) -> str:
    """Return a code point as a string: a surrogate pair beyond the first plane, as .NET counts characters."""
    if number < 0x10000:
        return chr(number)
    number -= 0x10000
    return chr(0xD800 + (number >> 10)) + chr(0xDC00 + (number & 0x3FF))


class CharUnicodeInfoMembers:
    """System.Globalization.CharUnicodeInfo."""

    static_GetUnicodeCategory = CharMembers.static_GetUnicodeCategory
    static_GetNumericValue = CharMembers.static_GetNumericValue

    @staticmethod
    def static_GetDecimalDigitValue(value: str, index: int | None = None) -> int:
        return unicodedata.decimal(_at(value, index), -1)

    @staticmethod
    def static_GetDigitValue(value: str, index: int | None = None) -> int:
        return unicodedata.digit(_at(value, index), -1)


TYPES = {"System.Char": CharMembers, "System.Globalization.CharUnicodeInfo": CharUnicodeInfoMembers}
