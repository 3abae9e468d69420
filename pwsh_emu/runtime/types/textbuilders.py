"""System.Text.StringBuilder."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime import limits
from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Char

MAX_CAPACITY = 2147483647


class StringBuilder(DotNetObject):
    """A text that grows; pieces are joined when looked at."""

    ps_type = builtin("System.Text.StringBuilder")
    PROPERTY_ORDER = "Capacity MaxCapacity Length"
    __slots__ = ("_capacity", "_pieces", "_size")

    def __init__(self, text: str = "", capacity: int = 16) -> None:
        super().__init__()
        self._pieces = [text] if text else []
        self._size = len(text)
        self._capacity = max(capacity, 16 if not text else len(text)) if capacity else 16

    @staticmethod
    def new(*arguments: Any) -> StringBuilder:
        text, numbers = "", []
        for argument in arguments:
            if isinstance(argument, str):
                text = argument
            elif isinstance(argument, int):
                numbers.append(argument)
        if isinstance(arguments[0] if arguments else None, str) and len(numbers) == 3:
            text = text[numbers[0] : numbers[0] + numbers[1]]
            numbers = numbers[2:]
        if numbers and numbers[0] < 0:
            raise failures.negative("capacity", numbers[0])
        return StringBuilder(text, numbers[0] if numbers else 16)

    @property
    def text(self) -> str:
        """The whole text."""
        if len(self._pieces) != 1:
            limits.claim_text(self._size)
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0]

    def _set(self, text: str) -> StringBuilder:
        self._pieces = [text]
        self._size = len(text)
        return self

    def _add(self, text: str) -> StringBuilder:
        self._pieces.append(text)
        self._size += len(text)
        if len(self._pieces) > 4096:
            self._pieces = ["".join(self._pieces)]
        return self

    def __str__(self) -> str:
        return self.text

    @property
    def Length(self) -> int:
        return self._size

    @Length.setter
    def Length(self, value: int) -> None:
        if value < 0:
            raise failures.negative("value", value)
        limits.claim_text(value)
        self._set(self.text[:value].ljust(value, "\0"))

    @property
    def Capacity(self) -> int:
        while self._capacity < self._size:
            self._capacity = max(self._capacity * 2, 16)
        return self._capacity

    @Capacity.setter
    def Capacity(self, value: int) -> None:
        if value < 0:
            raise failures.negative("value", value)
        if value < self._size:
            raise failures.out_of_range("capacity was less than the current size.", "value")
        self._capacity = value

    @property
    def MaxCapacity(self) -> int:
        return MAX_CAPACITY

    def get_Chars(self, index: int) -> Char:
        if not 0 <= index < self._size:
            raise NetException("System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
        return Char(self.text[index])

    def set_Chars(self, index: int, value: str) -> None:
        if not 0 <= index < self._size:
            raise failures.index()
        text = self.text
        self._set(text[:index] + str(value) + text[index + 1 :])

    @with_session
    def Append(session: Any, self: StringBuilder, value: Any, *rest: Any) -> StringBuilder:
        if rest:
            if isinstance(value, Char) and len(rest) == 1:
                if rest[0] < 0:
                    raise failures.negative("repeatCount", rest[0])
                limits.claim_text(rest[0])
                return self._add(str(value) * rest[0])
            part = value if isinstance(value, list) else _text(session, value)
            piece = part[rest[0] : rest[0] + rest[1]]
            return self._add(piece if isinstance(piece, str) else "".join(piece))
        return self._add(_text(session, value))

    @with_session
    def AppendLine(session: Any, self: StringBuilder, value: Any = None) -> StringBuilder:
        return self._add(_text(session, value) + "\n")

    @with_session
    def AppendFormat(session: Any, self: StringBuilder, *arguments: Any) -> StringBuilder:
        from pwsh_emu.runtime.types.strings import StringMembers

        return self._add(StringMembers.static_Format(session, *arguments))

    @with_session
    def AppendJoin(session: Any, self: StringBuilder, separator: Any, values: Any) -> StringBuilder:
        from pwsh_emu.runtime.types.dictionaries import elements

        return self._add((separator or "").join(_text(session, one) for one in elements(values)))

    def Clear(self) -> StringBuilder:
        return self._set("")

    def CopyTo(self, source: int, target: Any, at: int, count: int) -> None:
        if source + count > len(self.text):
            raise failures.argument("Source string was not long enough. Check sourceIndex and count.")
        if at + count > len(target):
            reason = "there is an insufficient length of destination character array."
            raise failures.argument(f"Either offset did not refer to a position in the string, or {reason}")
        target[at : at + count] = [Char(one) for one in self.text[source : source + count]]

    def EnsureCapacity(self, capacity: int) -> int:
        self._capacity = max(self.Capacity, capacity)
        return self._capacity

    def Equals(self, other: Any) -> bool:
        return self is other or (isinstance(other, StringBuilder) and self.text == other.text)

    @with_session
    def Insert(session: Any, self: StringBuilder, index: int, value: Any, *rest: Any) -> StringBuilder:
        if not 0 <= index <= self._size:
            raise failures.out_of_range("Index was out of range. Must be non-negative and less than or equal to the size of the collection.", "index")
        piece = _text(session, value)
        if len(rest) == 1:
            limits.claim_text(len(piece) * rest[0])
            piece *= rest[0]
        elif len(rest) == 2:
            piece = piece[rest[0] : rest[0] + rest[1]]
        text = self.text
        return self._set(text[:index] + piece + text[index:])

    def Remove(self, start: int, length: int) -> StringBuilder:
        if length < 0:
            raise failures.negative("length", length)
        if start < 0:
            raise failures.negative("startIndex", start)
        if start + length > self._size:
            raise failures.out_of_range(
                "Index was out of range. Must be non-negative and less than or equal to the size of the collection.", "length"
            )
        text = self.text
        return self._set(text[:start] + text[start + length :])

    def Replace(self, old: Any, new: Any, start: int | None = None, count: int | None = None) -> StringBuilder:
        if old is None:
            raise failures.null("oldValue")
        if old == "":
            raise failures.argument("The value cannot be an empty string.", "oldValue")
        text = self.text
        if start is None or count is None:
            limits.claim_text(len(text) + text.count(str(old)) * max(len(new or "") - len(str(old)), 0))
            return self._set(text.replace(str(old), str(new or "")))
        return self._set(text[:start] + text[start : start + count].replace(str(old), str(new or "")) + text[start + count :])

    def ToString(self, start: int | None = None, length: int | None = None) -> str:
        if start is None or length is None:
            return self.text
        if start < 0 or length < 0 or start + length > self._size:
            raise failures.out_of_range(
                "Index was out of range. Must be non-negative and less than or equal to the size of the collection.", "length"
            )
        return self.text[start : start + length]


def _text(session: Any, value: Any) -> str:
    if isinstance(value, str):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, list) and getattr(value, "element", "") == "System.Char":
        return "".join(value)
    from pwsh_emu.runtime.conversion import net_string

    return net_string(value, session)


TYPES = {"System.Text.StringBuilder": StringBuilder}
