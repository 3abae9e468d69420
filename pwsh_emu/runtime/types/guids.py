"""System.Guid."""

from __future__ import annotations

import uuid
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Byte, PSArray

_UNRECOGNIZED = "Unrecognized Guid format."


class Guid(DotNetObject):
    """A GUID over Python's UUID."""

    ps_type = builtin("System.Guid")
    SIGNATURES = ("static guid Parse(string s, System.IFormatProvider provider)",)
    __slots__ = ("uuid",)

    def __init__(self, value: uuid.UUID) -> None:
        super().__init__()
        self.uuid = value

    @staticmethod
    def new(*parts: Any) -> Guid:
        if not parts:
            return Guid(uuid.UUID(int=0))
        if isinstance(parts[0], list):
            if len(parts[0]) != 16:
                raise failures.argument("Byte array for Guid must be exactly 16 bytes long.", "b")
            return Guid(uuid.UUID(bytes_le=bytes(parts[0])))
        return Guid.static_Parse(parts[0])

    @staticmethod
    def static_Parse(text: Any, *rest: Any) -> Guid:
        if text is None:
            raise failures.null("input")
        body = str(text).strip()
        if (body[:1], body[-1:]) in (("{", "}"), ("(", ")")):
            body = body[1:-1]
        try:
            if len(body) not in (32, 36) or (len(body) == 36 and body.count("-") != 4):
                raise ValueError
            return Guid(uuid.UUID(body))
        except ValueError:
            raise NetException("System.FormatException", _UNRECOGNIZED) from None

    @staticmethod
    def static_TryParse(text: Any, result: Any) -> bool:
        try:
            result.value = Guid.static_Parse(text)
        except NetException:
            return False
        return True

    @staticmethod
    def static_NewGuid() -> Guid:
        return Guid(uuid.uuid4())

    @staticmethod
    def static_get_Empty() -> Guid:
        return Guid(uuid.UUID(int=0))

    @property
    def Variant(self) -> int:
        return self.uuid.bytes[8] >> 4

    @property
    def Version(self) -> int:
        return self.uuid.bytes[6] >> 4

    def ToByteArray(self, big_endian: bool = False) -> PSArray:
        return PSArray([Byte(byte) for byte in (self.uuid.bytes if big_endian else self.uuid.bytes_le)], "System.Byte")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Guid) and self.uuid == other.uuid

    def __hash__(self) -> int:
        return hash(self.uuid)

    def Equals(self, other: Any) -> bool:
        return bool(self == other)

    def CompareTo(self, other: Any) -> int:
        if other is None:
            return 1
        if not isinstance(other, Guid):
            raise failures.argument("Object must be of type GUID.", "value")
        return int(self.uuid.int > other.uuid.int) - int(self.uuid.int < other.uuid.int)

    def ToString(self, form: str | None = None, *rest: Any) -> str:
        text = str(self.uuid)
        kind = (form or "D").upper()
        if kind == "N":
            return text.replace("-", "")
        if kind == "X":
            first, second, third = self.uuid.fields[:3]
            last = ",".join(f"0x{one:02x}" for one in self.uuid.bytes[8:])
            return f"{{0x{first:08x},0x{second:04x},0x{third:04x},{{{last}}}}}"
        shown = {"D": text, "B": "{" + text + "}", "P": "(" + text + ")"}.get(kind)
        if shown is None:
            raise failures.format_error('Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".')
        return shown

    def format_text(self, form: str | None, culture: Any) -> str:
        """Return ToString(format), as composite formatting asks for it."""
        return self.ToString(form)

    @staticmethod
    def static_CreateVersion7(*rest: Any) -> Guid:
        import secrets
        import time

        number = (time.time_ns() // 1_000_000) << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
        return Guid(uuid.UUID(int=number))

    @staticmethod
    def static_ParseExact(text: Any, form: Any) -> Guid:
        if text is None or form is None:
            raise failures.null("input" if text is None else "format")
        body = str(text).strip()
        found = Guid.static_Parse(body)
        if found.ToString(str(form)).lower() != body.lower():
            raise failures.format_error(_UNRECOGNIZED)
        return found

    @staticmethod
    def static_TryParseExact(text: Any, form: Any, result: Any) -> bool:
        from pwsh_emu.runtime.types.numbers import try_parse

        return try_parse(result, lambda: Guid.static_ParseExact(text, form), Guid.static_get_Empty())

    def __str__(self) -> str:
        return str(self.uuid)


TYPES = {"System.Guid": Guid}
