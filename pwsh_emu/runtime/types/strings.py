"""System.String: its methods and static members."""

from __future__ import annotations

import unicodedata
from typing import Any

from pwsh_emu.runtime import limits
from pwsh_emu.runtime.knowntypes import with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.values import Char, PSArray

_START_LARGE = "startIndex cannot be larger than length of string."
_REFER = "Index and length must refer to a location within the string."
WHITE_SPACE = "\t\n\v\f\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000 "


def comparison_of(options: Any) -> tuple[bool, bool]:
    """Return (ignore case, ordinal) of a StringComparison value."""
    if options is None:
        return False, False
    number = getattr(options, "value", options)
    return number % 2 == 1, number >= 4


def fold(text: str) -> str:
    """Return text in the form that ordinal comparison without case looks at: simple upper case, one character for one."""
    if text.isascii():
        return text.upper()
    pairs = [(character, character.upper()) for character in text]
    return "".join([raised if len(raised) == 1 else character for character, raised in pairs])


def compare(left: str | None, right: str | None, *, ignore_case: bool = False, ordinal: bool = False) -> int:
    """Compare two strings as String.Compare does; the sign for the culture's order, a difference for ordinal."""
    if left is None or right is None:
        return 0 if left is right else (-1 if left is None else 1)
    if ordinal:
        if ignore_case:
            left, right = fold(left), fold(right)
        return _ordinal(left, right)
    from pwsh_emu.runtime import collation

    return collation.compare(left, right, ignore_case)


def _ordinal(left: str, right: str) -> int:
    for one, other in zip(left, right, strict=False):
        if one != other:
            return ord(one) - ord(other)
    return len(left) - len(right)


def _find(text: str, value: str, start: int, end: int, options: Any, *, last: bool = False, cultural: bool = False) -> int:
    ignore_case, ordinal = comparison_of(options)
    if ignore_case:
        text, value = fold(text), fold(value)
    if not ordinal and cultural and not (text.isascii() and value.isascii()):
        return _find_cultural(text, value, start, end, last)
    return text.rfind(value, start, end) if last else text.find(value, start, end)


def _find_cultural(text: str, value: str, start: int, end: int, last: bool) -> int:
    """Find by the culture's equality of short texts: composed and decomposed forms are the same."""
    wanted = unicodedata.normalize("NFC", value)
    if wanted == "":
        return end if last else start
    positions = range(start, end)
    for at in reversed(positions) if last else positions:
        for length in range(max(1, len(wanted) - 1), len(wanted) * 3 + 1):
            if (
                at + length <= end
                and unicodedata.normalize("NFC", text[at : at + length]) == wanted
                and (at + length == end or not unicodedata.combining(text[at + length]))
            ):
                return at
    return -1


class StringMembers:
    """Instance and static members of System.String."""

    PROPERTY_ORDER = "Length"

    @staticmethod
    def new(value: Any, start: int | None = None, length: int | None = None) -> str:
        if isinstance(value, str):
            count = start or 0
            if count < 0:
                raise failures.out_of_range("'count' must be non-negative.", "count")
            limits.claim_text(count)
            return str(value) * count
        if value is None:
            return ""
        if start is not None and length is not None:
            if start < 0:
                raise failures.out_of_range("StartIndex cannot be less than zero.", "startIndex")
            if length < 0:
                raise failures.out_of_range("Length cannot be less than zero.", "length")
            if start + length > len(value):
                raise failures.out_of_range(
                    "Index was out of range. Must be non-negative and less than or equal to the size of the collection.", "startIndex"
                )
            return "".join(value[start : start + length])
        return "".join(value)

    @staticmethod
    def get_Length(text: str) -> int:
        return len(text)

    @staticmethod
    def get_Chars(text: str, index: int) -> Char:
        if not 0 <= index < len(text):
            from pwsh_emu.runtime.errors import NetException

            raise NetException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
        return Char(text[index])

    @staticmethod
    def Clone(text: str) -> str:
        return text

    @staticmethod
    def CompareTo(text: str, other: Any) -> int:
        if (other is not None and not isinstance(other, str)) or isinstance(other, Char):
            raise failures.argument("Object must be of type String.")
        return compare(text, other)

    @staticmethod
    def Contains(text: str, value: str | None, options: Any = None) -> bool:
        if value is None:
            raise failures.null("value")
        if options is None:
            return str.__contains__(text, value)
        return _find(text, value, 0, len(text), options, cultural=True) >= 0

    @staticmethod
    def CopyTo(text: str, source_index: int, destination: Any, destination_index: int, count: int) -> None:
        if source_index + count > len(text):
            raise failures.out_of_range("Index and count must refer to a location within the string.", "sourceIndex")
        if destination_index + count > len(destination):
            raise failures.out_of_range("Index and count must refer to a location within the string.", "destinationIndex")
        destination[destination_index : destination_index + count] = [Char(one) for one in text[source_index : source_index + count]]

    @staticmethod
    def EndsWith(text: str, value: str | None, options: Any = None, culture: Any = None) -> bool:
        return _at_edge(text, value, options, end=True)

    @staticmethod
    def StartsWith(text: str, value: str | None, options: Any = None, culture: Any = None) -> bool:
        return _at_edge(text, value, options, end=False)

    @staticmethod
    def Equals(text: str, other: Any, options: Any = None) -> bool:
        if not isinstance(other, str) or isinstance(other, Char):
            return False
        if options is None:
            return str.__eq__(text, other)
        ignore_case, ordinal = comparison_of(options)
        return compare(text, other, ignore_case=ignore_case, ordinal=ordinal) == 0

    @staticmethod
    def GetEnumerator(text: str) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        characters = PSArray([Char(one) for one in text], "System.Char")
        return Enumerator(iter(characters), "System.CharEnumerator", characters)

    @staticmethod
    def GetHashCode(text: str, options: Any = None) -> int:
        return hash(text) & 0x7FFFFFFF

    @staticmethod
    def GetTypeCode(text: str) -> int:
        return 18

    @staticmethod
    def IndexOf(text: str, value: str | None, start: Any = 0, count: Any = None, options: Any = None) -> int:
        if type(start).__name__ == "EnumValue":
            start, options = 0, start
        if type(count).__name__ == "EnumValue":
            count, options = None, count
        if value is None:
            raise failures.null("value")
        if not 0 <= start <= len(text):
            raise failures.out_of_range(
                "Index was out of range. Must be non-negative and less than or equal to the size of the collection.", "startIndex"
            )
        end = len(text) if count is None else start + count
        if count is not None and (count < 0 or end > len(text)):
            raise failures.out_of_range("Count must be positive and count must refer to a location within the string/array/collection.", "count")
        return _find(text, value, start, end, options, cultural=not isinstance(value, Char))

    @staticmethod
    def IndexOfAny(text: str, any_of: Any, start: int = 0, count: int | None = None) -> int:
        if any_of is None:
            raise failures.null("anyOf")
        if not 0 <= start <= len(text):
            raise failures.out_of_range(
                "Index was out of range. Must be non-negative and less than or equal to the size of the collection.", "startIndex"
            )
        end = len(text) if count is None else start + count
        wanted = set(any_of)
        return next((at for at in range(start, end) if text[at] in wanted), -1)

    @staticmethod
    def LastIndexOfAny(text: str, any_of: Any, start: int | None = None, count: int | None = None) -> int:
        last = len(text) - 1 if start is None else start
        first = 0 if count is None else last - count + 1
        wanted = set(any_of)
        return next((at for at in range(last, first - 1, -1) if text[at] in wanted), -1)

    @staticmethod
    def LastIndexOf(text: str, value: str | None, start: Any = None, count: Any = None, options: Any = None) -> int:
        if type(start).__name__ == "EnumValue":
            start, options = None, start
        if type(count).__name__ == "EnumValue":
            count, options = None, count
        if value is None:
            raise failures.null("value")
        if not text:
            return 0 if value == "" else -1
        last = len(text) - 1 if start is None else start
        if start is not None and not -1 <= start <= len(text):
            raise failures.out_of_range(
                "Index was out of range. Must be non-negative and less than or equal to the size of the collection.", "startIndex"
            )
        end = min(last + 1, len(text))
        first = 0 if count is None else max(end - count, 0)
        if count is not None and (count < 0 or last - count + 1 < 0):
            raise failures.out_of_range("Count must be positive and count must refer to a location within the string/array/collection.", "count")
        if value == "":
            return end
        return _find(text, value, first, end, options, last=True, cultural=not isinstance(value, Char))

    @staticmethod
    def Insert(text: str, start: int, value: str | None) -> str:
        if value is None:
            raise failures.null("value")
        if not 0 <= start <= len(text):
            raise failures.negative("startIndex", start) if start < 0 else failures.above("startIndex", start, len(text))
        return text[:start] + value + text[start:]

    @staticmethod
    def IsNormalized(text: str, form: Any = None) -> bool:
        return unicodedata.is_normalized(_form(form), text)  # type: ignore[arg-type]

    @staticmethod
    def Normalize(text: str, form: Any = None) -> str:
        return unicodedata.normalize(_form(form), text)  # type: ignore[arg-type]

    @staticmethod
    def PadLeft(text: str, width: int, padding: str = " ") -> str:
        if width < 0:
            raise failures.negative("totalWidth", width)
        limits.claim_text(width)
        return text.rjust(width, str(padding))

    @staticmethod
    def PadRight(text: str, width: int, padding: str = " ") -> str:
        if width < 0:
            raise failures.negative("totalWidth", width)
        limits.claim_text(width)
        return text.ljust(width, str(padding))

    @staticmethod
    def Remove(text: str, start: int, count: int | None = None) -> str:
        if start < 0:
            raise (
                failures.out_of_range("StartIndex cannot be less than zero.", "startIndex")
                if count is None
                else failures.negative("startIndex", start)
            )
        if count is None:
            if start > len(text):
                raise failures.out_of_range("startIndex cannot be larger than length of string.", "startIndex")
            return text[:start]
        if count < 0:
            raise failures.negative("count", count)
        if start + count > len(text):
            raise failures.above("count", count, len(text) - start) if start <= len(text) else failures.above("startIndex", start, len(text))
        return text[:start] + text[start + count :]

    @staticmethod
    def Replace(text: str, old: str | None, new: str | None, options: Any = None, culture: Any = None) -> str:
        if old is None:
            raise failures.null("oldValue")
        if old == "":
            raise failures.argument("The value cannot be an empty string.", "oldValue")
        if new and len(new) > len(old):
            limits.claim_text(len(text) + text.count(old) * (len(new) - len(old)))
        if options is None or (isinstance(options, bool) and not options):
            return str(text).replace(str(old), str(new or ""))
        ignore_case = options if isinstance(options, bool) else comparison_of(options)[0]
        return _replace(text, old, new or "", ignore_case)

    @staticmethod
    def ReplaceLineEndings(text: str, replacement: str = "\n") -> str:
        text = text.replace("\r\n", "\n")
        for mark in "\r\f\x85\u2028\u2029":
            text = text.replace(mark, "\n")
        limits.claim_text(len(text) + text.count("\n") * len(replacement))
        return text.replace("\n", replacement)

    @staticmethod
    def Split(text: str, separator: Any = None, count: Any = None, options: Any = None) -> list[str]:
        if type(count).__name__ == "EnumValue":
            count, options = None, count
        flags = getattr(options, "value", options) or 0
        if count is not None and count < 0:
            raise failures.out_of_range("Count cannot be less than zero.", "count")
        return split(text, separator, count, bool(flags & 1), bool(flags & 2))

    @staticmethod
    def Substring(text: str, start: int, length: int | None = None) -> str:
        size = len(text)
        if length is None:
            if 0 <= start <= size:
                return text[start:]
            if start < 0:
                raise failures.negative("startIndex", start)
            raise failures.out_of_range(_START_LARGE, "startIndex")
        if start >= 0 and length >= 0 and start + length <= size:
            return text[start : start + length]
        if start < 0:
            raise failures.negative("startIndex", start)
        if start > size:
            raise failures.out_of_range(_START_LARGE, "startIndex")
        if length < 0:
            raise failures.negative("length", length)
        raise failures.out_of_range(_REFER, "length")

    @staticmethod
    def ToCharArray(text: str, start: int | None = None, length: int | None = None) -> list[Char]:
        if start is None or length is None:
            return [Char(one) for one in text]
        if not 0 <= start <= len(text) - length or length < 0:
            name = "length" if length < 0 else "startIndex"
            raise failures.out_of_range("Index was out of range. Must be non-negative and less than or equal to the size of the collection.", name)
        return [Char(one) for one in text[start : start + length]]

    @staticmethod
    def ToLower(text: str, culture: Any = None) -> str:
        return lower(text) if culture is None else _culture_case(text, culture, "ToLower")

    @staticmethod
    def ToLowerInvariant(text: str) -> str:
        return lower(text)

    @staticmethod
    def ToUpper(text: str, culture: Any = None) -> str:
        return upper(text) if culture is None else _culture_case(text, culture, "ToUpper")

    @staticmethod
    def ToUpperInvariant(text: str) -> str:
        return upper(text)

    @staticmethod
    def ToString(text: str, provider: Any = None) -> str:
        return str.__str__(text)

    @staticmethod
    def Trim(text: str, characters: Any = None) -> str:
        return str(text).strip(_trimmed(characters))

    @staticmethod
    def TrimEnd(text: str, characters: Any = None) -> str:
        return str(text).rstrip(_trimmed(characters))

    @staticmethod
    def TrimStart(text: str, characters: Any = None) -> str:
        return str(text).lstrip(_trimmed(characters))

    @staticmethod
    def EnumerateRunes(text: str) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator
        from pwsh_emu.runtime.types.runes import Rune, code_points

        runes = [Rune(number) for number in code_points(text)]
        return Enumerator(iter(runes))

    # --- statics ---

    @staticmethod
    def static_get_Empty() -> str:
        return ""

    @staticmethod
    @with_session
    def static_Compare(session: Any, left: Any, *rest: Any) -> int:
        if len(rest) >= 4 and isinstance(rest[0], int) and not isinstance(rest[0], bool):
            left_at, right, right_at, length = rest[:4]
            left = left[left_at : left_at + length]
            return _compared(left, right[right_at : right_at + length], rest[4:])
        return _compared(left, rest[0], rest[1:])

    @staticmethod
    def static_CompareOrdinal(left: Any, *rest: Any) -> int:
        if len(rest) == 1:
            return compare(left, rest[0], ordinal=True)
        left_at, right, right_at, length = rest
        return compare(left[left_at : left_at + length], right[right_at : right_at + length], ordinal=True)

    @staticmethod
    @with_session
    def static_Concat(session: Any, *values: Any) -> str:
        from pwsh_emu.runtime.conversion import net_string

        if len(values) == 1:
            only = values[0]
            if isinstance(only, str) or only is None:
                return only or ""
            if isinstance(only, (list, tuple)) or getattr(type(only), "is_enumerable", False):
                values = tuple(only)
        return limits.join("", ["" if one is None else net_string(one, session) for one in values])

    @staticmethod
    def static_Copy(text: str) -> str:
        return text

    @staticmethod
    def static_Create(*values: Any) -> str:
        raise failures.unsupported("Specified method is not supported.")

    @staticmethod
    def static_Equals(left: Any, right: Any, options: Any = None) -> bool:
        if not isinstance(left, str) or not isinstance(right, str):
            return left is right or (left is not None and right is not None and left == right)
        if options is None:
            return str.__eq__(left, right)
        ignore_case, ordinal = comparison_of(options)
        return compare(left, right, ignore_case=ignore_case, ordinal=ordinal) == 0

    @staticmethod
    @with_session
    def static_Format(session: Any, first: Any, *rest: Any) -> str:
        from pwsh_emu.runtime import culture as cultures
        from pwsh_emu.runtime import formatoperator

        culture = cultures.current(session)
        if not isinstance(first, str) and rest and isinstance(rest[0], str):
            culture = provider_culture(session, first)
            first, rest = rest[0], rest[1:]
        if first is None:
            raise failures.null("format")
        values = list(rest[0]) if len(rest) == 1 and type(rest[0]) is PSArray else list(rest)
        return str(formatoperator.composite(session, first, values, culture))

    @staticmethod
    def static_Intern(text: str) -> str:
        return text

    @staticmethod
    def static_IsInterned(text: str) -> str:
        return text

    @staticmethod
    def static_IsNullOrEmpty(text: str | None) -> bool:
        return not text

    @staticmethod
    def static_IsNullOrWhiteSpace(text: str | None) -> bool:
        return not text or not text.strip(WHITE_SPACE)

    @staticmethod
    @with_session
    def static_Join(session: Any, separator: Any, values: Any, start: int | None = None, count: int | None = None) -> str:
        from pwsh_emu.runtime.conversion import net_string

        if values is None:
            raise failures.null("values")
        items = list(values) if not isinstance(values, str) else [values]
        if start is not None and count is not None:
            if start < 0 or count < 0 or start + count > len(items):
                raise failures.out_of_range("Index was out of range. Must be non-negative and less than the size of the collection.", "startIndex")
            items = items[start : start + count]
        return limits.join(separator or "", ["" if one is None else net_string(one, session) for one in items])

    @staticmethod
    def static_op_Equality(left: Any, right: Any) -> bool:
        return bool(left == right)

    @staticmethod
    def static_op_Inequality(left: Any, right: Any) -> bool:
        return bool(left != right)


def _culture_case(text: str, culture: Any, method: str) -> str:
    from pwsh_emu.runtime.types.culturetexts import TextInfo

    return str(getattr(TextInfo(culture), method)(text))


def provider_culture(session: Any, provider: Any) -> Any:
    """Return the Culture behind an IFormatProvider: a culture, a format info, or the current one for $null."""
    from pwsh_emu.runtime import culture as cultures

    if provider is None:
        return cultures.current(session)
    if isinstance(provider, cultures.Culture):
        return provider
    if isinstance(provider, cultures.NumberFormat):
        made = cultures.current(session).copy()
        made.number = provider
        return made
    return getattr(provider, "culture", None) or cultures.current(session)


def _compared(left: Any, right: Any, rest: tuple[Any, ...]) -> int:
    ignore_case, ordinal = False, False
    if rest:
        first = rest[0]
        if isinstance(first, bool):
            ignore_case = first
        elif type(first).__name__ == "EnumValue":
            ignore_case, ordinal = comparison_of(first)
        elif len(rest) > 1 and type(rest[1]).__name__ == "EnumValue":
            number = rest[1].value
            ignore_case, ordinal = bool(number & (1 | 0x10000000)), bool(number & 0x50000000)
    return compare(left, right, ignore_case=ignore_case, ordinal=ordinal)


def _at_edge(text: str, value: str | None, options: Any, *, end: bool) -> bool:
    if value is None:
        raise failures.null("value")
    ignore_case, ordinal = (bool(options), False) if isinstance(options, bool) or options is None else comparison_of(options)
    if isinstance(value, Char) and options is None:
        ordinal = True
    if ignore_case:
        text, value = fold(text), fold(value)
    if not ordinal and not (text.isascii() and value.isascii()):
        text, value = unicodedata.normalize("NFC", text), unicodedata.normalize("NFC", value)
    return text.endswith(value) if end else text.startswith(value)


def _replace(text: str, old: str, new: str, ignore_case: bool) -> str:
    if not ignore_case:
        return text.replace(old, new)
    folded, wanted = fold(text), fold(old)
    parts: list[str] = []
    at = 0
    while True:
        found = folded.find(wanted, at)
        if found < 0:
            parts.append(text[at:])
            return "".join(parts)
        parts.append(text[at:found])
        parts.append(new)
        at = found + len(wanted)


def split(text: str, separator: Any, count: int | None, remove_empty: bool, trim: bool) -> list[str]:
    """Split as String.Split does: by characters, strings, one string, or white space where there is none."""
    if count == 0:
        return []
    if isinstance(separator, Char):
        wanted: list[str] = [str(separator)]
    elif isinstance(separator, str):
        wanted = [separator] if separator else []
        if not wanted:
            return _finished([text], remove_empty, trim)
    elif separator is None or len(separator) == 0:
        wanted = list(WHITE_SPACE)
    else:
        wanted = [str(one) for one in separator if one]
        if not wanted:
            return _finished([text], remove_empty, trim)
    if count is None and len(wanted) == 1:
        return _finished(text.split(wanted[0]), remove_empty, trim)
    return _split_limited(text, wanted, count, remove_empty, trim)


def _finished(parts: list[str], remove_empty: bool, trim: bool) -> list[str]:
    if trim:
        parts = [part.strip(WHITE_SPACE) for part in parts]
    return [part for part in parts if part] if remove_empty else parts


def _split_limited(text: str, wanted: list[str], count: int | None, remove_empty: bool, trim: bool) -> list[str]:
    parts: list[str] = []
    start = at = 0
    size = len(text)
    single = all(len(one) == 1 for one in wanted)
    marks = frozenset(wanted) if single else None
    while at < size:
        if count is not None and len(parts) == count - 1:
            break
        found = text[at] if marks is not None and text[at] in marks else None
        if marks is None:
            found = next((one for one in wanted if text.startswith(one, at)), None)
        if found is None:
            at += 1
            continue
        part = text[start:at].strip(WHITE_SPACE) if trim else text[start:at]
        if part or not remove_empty:
            parts.append(part)
        at += len(found)
        start = at
    rest = text[start:]
    if remove_empty and count is not None:
        rest = _skip_leading(rest, wanted, trim)
    rest = rest.strip(WHITE_SPACE) if trim else rest
    if rest or not remove_empty:
        parts.append(rest)
    return parts


def _skip_leading(rest: str, wanted: list[str], trim: bool) -> str:
    while True:
        shown = rest.lstrip(WHITE_SPACE) if trim else rest
        found = next((one for one in wanted if shown.startswith(one)), None)
        if found is None:
            return rest
        rest = shown[len(found) :]


def _trimmed(characters: Any) -> str:
    if characters is None or len(characters) == 0:
        return WHITE_SPACE
    return "".join(characters)


def _form(form: Any) -> str:
    return {1: "NFC", 2: "NFD", 5: "NFKC", 6: "NFKD"}[getattr(form, "value", form) or 1]


def upper(text: str) -> str:
    """Return text in upper case as .NET does it: one character for one."""
    return str.upper(text) if text.isascii() else fold(text)


def lower(text: str) -> str:
    """Return text in lower case as .NET does it: one character for one."""
    if text.isascii():
        return str.lower(text)
    return "".join(low if len(low := character.lower()) == 1 else low[0] if character == "\u0130" else character for character in text)


TYPES = {"System.String": StringMembers}
