"""Texts as a culture sees them: TextInfo, CompareInfo, StringInfo and its enumerator."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from pwsh_emu.runtime.culture import Culture
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.text import characters
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.strings import compare, lower, upper
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Char

_GLOBALIZATION = "System.Globalization."


class TextInfo(DotNetObject):
    """A culture's rules of case."""

    ps_type = builtin(_GLOBALIZATION + "TextInfo")
    PROPERTY_ORDER = "ANSICodePage OEMCodePage MacCodePage EBCDICCodePage LCID CultureName IsReadOnly ListSeparator IsRightToLeft"
    __slots__ = ("culture",)

    def __init__(self, culture: Culture) -> None:
        super().__init__()
        self.culture = culture

    @property
    def CultureName(self) -> str:
        return self.culture.name

    @property
    def LCID(self) -> int:
        return int(self.culture.data.get("lcid", 4096))

    @property
    def ListSeparator(self) -> str:
        return str(self.culture.data.get("listSeparator", ","))

    @property
    def IsReadOnly(self) -> bool:
        return True

    @property
    def IsRightToLeft(self) -> bool:
        return bool(self.culture.data.get("isRightToLeft"))

    @property
    def ANSICodePage(self) -> int:
        return 1252

    @property
    def OEMCodePage(self) -> int:
        return 437 if self.culture.name == "en-US" else 850

    @property
    def MacCodePage(self) -> int:
        return 10000

    @property
    def EBCDICCodePage(self) -> int:
        return 37

    def _case(self, value: Any, change: Any) -> Any:
        if value is None:
            raise failures.null("str")
        text = change(str(value))
        return Char(text) if isinstance(value, Char) else text

    def ToUpper(self, value: Any) -> Any:
        return self._case(value, lambda text: turkish_upper(text, self.culture.name))

    def ToLower(self, value: Any) -> Any:
        return self._case(value, lambda text: turkish_lower(text, self.culture.name))

    def ToTitleCase(self, text: str | None) -> str:
        if text is None:
            raise failures.null("str")
        return title_case(text)

    def __str__(self) -> str:
        return f"TextInfo - {self.culture.name}"


def turkish_upper(text: str, culture: str) -> str:
    return upper(text.replace("i", "\u0130") if culture[:2] in ("tr", "az") else text)


def turkish_lower(text: str, culture: str) -> str:
    return lower(text.replace("I", "\u0131").replace("\u0130", "i") if culture[:2] in ("tr", "az") else text)


def title_case(text: str) -> str:
    """Return TextInfo.ToTitleCase: the first letter of each word in upper case, words all in capitals as they are."""
    made: list[str] = []
    at, size = 0, len(text)
    while at < size:
        if not unicodedata.category(text[at]).startswith("L"):
            made.append(text[at])
            at += 1
            continue
        end = at + 1
        seen_apostrophe = False
        lower_seen = unicodedata.category(text[at]) == "Ll"
        while end < size:
            kind = unicodedata.category(text[end])
            if kind.startswith("L"):
                lower_seen = lower_seen or kind == "Ll"
                end += 1
            elif text[end] == "'" and not seen_apostrophe:
                seen_apostrophe = True
                lower_seen = True
                end += 1
            elif kind.startswith("M"):
                end += 1
            elif kind[0] in ("Z",) or kind in ("Pd", "Ps", "Pe", "Po", "Pi", "Pf", "Sm", "Sc", "Sk", "So", "Cc", "Pc"):
                break
            else:
                end += 1
        word = text[at:end]
        made.append(word if not lower_seen else upper(word[0]) + lower(word[1:]))
        at = end
    return "".join(made)


class CompareInfo(DotNetObject):
    """A culture's rules of comparison."""

    ps_type = builtin(_GLOBALIZATION + "CompareInfo")
    PROPERTY_ORDER = "Name Version LCID"
    __slots__ = ("culture",)

    def __init__(self, culture: Culture) -> None:
        super().__init__()
        self.culture = culture

    @property
    def Name(self) -> str:
        return self.culture.name

    @property
    def LCID(self) -> int:
        return int(self.culture.data.get("lcid", 4096))

    def __str__(self) -> str:
        return f"CompareInfo - {self.culture.name}"

    def Compare(self, *arguments: Any) -> int:
        options = arguments[-1].value if type(arguments[-1]).__name__ == "EnumValue" else 0
        rest = [one for one in arguments if type(one).__name__ != "EnumValue"]
        if len(rest) == 2:
            left, right = rest
        elif len(rest) == 4:
            left, right = rest[0][rest[1] :], rest[2][rest[3] :]
        else:
            left, right = rest[0][rest[1] : rest[1] + rest[2]], rest[3][rest[4] : rest[4] + rest[5]]
        left, right = _prepared(left, options), _prepared(right, options)
        return compare(left, right, ignore_case=bool(options & 0x10000001), ordinal=bool(options & 0x50000000))

    def _search(self, text: str, value: str, options: int, last: bool) -> int:
        ignore = bool(options & 0x10000001)
        if options & 2:
            text, value = _prepared(text, 2), _prepared(value, 2)
        if ignore:
            text, value = text.lower(), value.lower()
        return text.rfind(value) if last else text.find(value)

    def IndexOf(self, text: str, value: Any, *rest: Any) -> int:
        options = next((one.value for one in rest if type(one).__name__ == "EnumValue"), 0)
        numbers = [one for one in rest if isinstance(one, int)]
        start = numbers[0] if numbers else 0
        end = start + numbers[1] if len(numbers) > 1 else len(text)
        found = self._search(text[start:end], str(value), options, False)
        return found + start if found >= 0 else -1

    def LastIndexOf(self, text: str, value: Any, *rest: Any) -> int:
        options = next((one.value for one in rest if type(one).__name__ == "EnumValue"), 0)
        return self._search(text, str(value), options, True)

    def IsPrefix(self, text: str, value: str, options: Any = None) -> bool:
        flags = options.value if options is not None else 0
        text, value = _prepared(text, flags), _prepared(value, flags)
        return text.lower().startswith(value.lower()) if flags & 0x10000001 else text.startswith(value)

    def IsSuffix(self, text: str, value: str, options: Any = None) -> bool:
        flags = options.value if options is not None else 0
        text, value = _prepared(text, flags), _prepared(value, flags)
        return text.lower().endswith(value.lower()) if flags & 0x10000001 else text.endswith(value)

    def GetHashCode(self, *arguments: Any) -> int:
        return hash(arguments) & 0x7FFFFFFF

    @staticmethod
    def static_GetCompareInfo(name: Any) -> CompareInfo:
        from pwsh_emu.runtime.types.cultures import find_culture

        return CompareInfo(find_culture(name))

    @staticmethod
    def static_IsSortable(text: Any) -> bool:
        return True


def _prepared(text: str, options: int) -> str:
    """Take away what CompareOptions ignore: marks (2), symbols and punctuation (4)."""
    if text and options & 2:
        text = "".join(one for one in unicodedata.normalize("NFD", text) if unicodedata.category(one) != "Mn")
    if text and options & 4:
        text = "".join(one for one in text if unicodedata.category(one)[0] not in "PSZ")
    return text


def elements(text: str) -> list[str]:
    """Return a text's grapheme clusters."""
    import regex

    joined = characters(text)
    from pwsh_emu.runtime.types.chars import from_code_point

    return ["".join(from_code_point(ord(one)) for one in cluster) for cluster in regex.findall(r"\X", joined)]


class StringInfo(DotNetObject):
    """System.Globalization.StringInfo."""

    ps_type = builtin(_GLOBALIZATION + "StringInfo")
    SIGNATURES = (
        "System.Globalization.StringInfo new()", "System.Globalization.StringInfo new(string value)",
        "string String{get;set}", "int LengthInTextElements",
        "string SubstringByTextElements(int startingTextElement)",
        "string SubstringByTextElements(int startingTextElement, int lengthInTextElements)",
        "static string GetNextTextElement(string str)", "static string GetNextTextElement(string str, int index)",
        "static int GetNextTextElementLength(string str)", "static int[] ParseCombiningCharacters(string str)",
        "static System.Globalization.TextElementEnumerator GetTextElementEnumerator(string str)",
        "static System.Globalization.TextElementEnumerator GetTextElementEnumerator(string str, int index)",
    )  # fmt: skip
    __slots__ = ("String",)

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.String = text

    @staticmethod
    def new(text: str = "") -> StringInfo:
        return StringInfo(text)

    @property
    def LengthInTextElements(self) -> int:
        return len(elements(self.String))

    def SubstringByTextElements(self, start: int, length: int | None = None) -> str:
        found = elements(self.String)
        return "".join(found[start:] if length is None else found[start : start + length])

    @staticmethod
    def static_GetNextTextElement(text: str, index: int = 0) -> str:
        found = elements(text[index:])
        return found[0] if found else ""

    @staticmethod
    def static_GetNextTextElementLength(text: str) -> int:
        return len(StringInfo.static_GetNextTextElement(text))

    @staticmethod
    def static_ParseCombiningCharacters(text: str) -> list[int]:
        made, at = [], 0
        for element in elements(text):
            made.append(at)
            at += len(element)
        return made

    @staticmethod
    def static_GetTextElementEnumerator(text: str, index: int = 0) -> TextElementEnumerator:
        if text is None:
            raise failures.null("str")
        if not 0 <= index <= len(text):
            raise failures.index()
        return TextElementEnumerator(text, index)


class TextElementEnumerator(DotNetObject):
    """System.Globalization.TextElementEnumerator: goes through a text's grapheme clusters from a place on."""

    ps_type = builtin(_GLOBALIZATION + "TextElementEnumerator")
    is_enumerable = True
    SIGNATURES = ("bool MoveNext()", "string GetTextElement()", "void Reset()", "System.Object Current", "int ElementIndex")
    __slots__ = ("_at", "_elements", "_start", "_text")

    def __init__(self, text: str, start: int) -> None:
        super().__init__()
        self._text = text
        self._start = start
        self._elements = elements(text[start:])
        self._at = -1

    def MoveNext(self) -> bool:
        self._at = min(self._at + 1, len(self._elements))
        return self._at < len(self._elements)

    def GetTextElement(self) -> str:
        if self._at < 0:
            raise failures.invalid("Enumeration has not started. Call MoveNext.")
        if self._at >= len(self._elements):
            raise failures.invalid("Enumeration already finished.")
        return self._elements[self._at]

    @property
    def Current(self) -> str:
        return self.GetTextElement()

    @property
    def ElementIndex(self) -> int:
        self.GetTextElement()
        return self._start + sum(map(len, self._elements[: self._at]))

    def Reset(self) -> None:
        self._at = -1

    def __iter__(self) -> Iterator[str]:
        while self.MoveNext():
            yield self.GetTextElement()


TYPES = {
    _GLOBALIZATION + "TextInfo": TextInfo,
    _GLOBALIZATION + "CompareInfo": CompareInfo,
    _GLOBALIZATION + "StringInfo": StringInfo,
    _GLOBALIZATION + "TextElementEnumerator": TextElementEnumerator,
}
