"""System.Text.Rune: one Unicode code point."""

from __future__ import annotations

import unicodedata
from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.chars import CATEGORIES, from_code_point
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Char


def code_points(text: str) -> list[int]:
    """Return a text's code points, surrogate pairs joined and lone ones replaced."""
    return [ord(one) for one in text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")]


class Rune(DotNetObject):
    """A code point that is no surrogate."""

    ps_type = builtin("System.Text.Rune")
    PROPERTY_ORDER = "IsAscii IsBmp Plane Utf16SequenceLength Utf8SequenceLength Value"
    __slots__ = ("Value",)

    def __init__(self, value: int) -> None:
        super().__init__()
        self.Value = value

    @staticmethod
    def new(first: Any = 0, second: Any = None) -> Rune:
        if isinstance(first, Char):
            number = ord(first)
            if second is not None:
                return Rune(0x10000 + ((number - 0xD800) << 10) + ord(second) - 0xDC00)
            if 0xD800 <= number <= 0xDFFF:
                raise failures.out_of_range("Specified argument was out of the range of valid values.", "ch")
            return Rune(number)
        if not 0 <= first <= 0x10FFFF or 0xD800 <= first <= 0xDFFF:
            raise failures.out_of_range("Specified argument was out of the range of valid values.", "value")
        return Rune(int(first))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rune) and other.Value == self.Value

    def __lt__(self, other: Rune) -> bool:
        return self.Value < other.Value

    def __gt__(self, other: Rune) -> bool:
        return self.Value > other.Value

    def __hash__(self) -> int:
        return hash(self.Value)

    def __str__(self) -> str:
        return from_code_point(self.Value)

    def ToString(self, *rest: Any) -> str:
        return str(self)

    @property
    def IsAscii(self) -> bool:
        return self.Value < 128

    @property
    def IsBmp(self) -> bool:
        return self.Value < 0x10000

    @property
    def Plane(self) -> int:
        return self.Value >> 16

    @property
    def Utf16SequenceLength(self) -> int:
        return 1 if self.IsBmp else 2

    @property
    def Utf8SequenceLength(self) -> int:
        return 1 if self.Value < 0x80 else 2 if self.Value < 0x800 else 3 if self.Value < 0x10000 else 4

    def CompareTo(self, other: Rune) -> int:
        return self.Value - other.Value

    def Equals(self, other: Any) -> bool:
        return bool(self == other)

    @staticmethod
    def static_GetRuneAt(text: str, index: int) -> Rune:
        if not 0 <= index < len(text):
            raise failures.index()
        points = code_points(text[index : index + 2] if "\ud800" <= text[index] <= "\udbff" else text[index])
        return Rune(points[0])

    @staticmethod
    def static_IsValid(value: Any) -> bool:
        number = ord(value) if isinstance(value, str) else value
        return 0 <= number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF

    @staticmethod
    def static_GetUnicodeCategory(value: Rune) -> int:
        return CATEGORIES.index(unicodedata.category(chr(value.Value)))

    @staticmethod
    def static_GetNumericValue(value: Rune) -> float:
        return float(unicodedata.numeric(chr(value.Value), -1.0))

    @staticmethod
    def static_ToUpperInvariant(value: Rune) -> Rune:
        upper = chr(value.Value).upper()
        return Rune(ord(upper)) if len(upper) == 1 else value

    @staticmethod
    def static_ToLowerInvariant(value: Rune) -> Rune:
        lower = chr(value.Value).lower()
        return Rune(ord(lower)) if len(lower) == 1 else value

    static_ToUpper = staticmethod(lambda value, culture=None: Rune.static_ToUpperInvariant(value))
    static_ToLower = staticmethod(lambda value, culture=None: Rune.static_ToLowerInvariant(value))

    @staticmethod
    def static_TryCreate(*arguments: Any) -> bool:
        *source, reference = arguments
        try:
            reference.value = Rune.new(*source)
        except Exception:
            reference.value = Rune(0)
            return False
        return True


def _kind(name: str) -> Any:
    def test(value: Rune) -> bool:
        from pwsh_emu.runtime.types.chars import CharMembers

        return bool(getattr(CharMembers, f"static_{name}")(chr(value.Value)))

    return staticmethod(test)


for _name in (
    "IsDigit",
    "IsLetter",
    "IsLetterOrDigit",
    "IsLower",
    "IsUpper",
    "IsNumber",
    "IsPunctuation",
    "IsSeparator",
    "IsSymbol",
    "IsWhiteSpace",
    "IsControl",
):
    setattr(Rune, f"static_{_name}", _kind(_name))

TYPES = {"System.Text.Rune": Rune}
