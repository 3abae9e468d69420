"""BitConverter and Buffer."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime import values
from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.values import Byte, Char, Int64, Single

_FORMATS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "Int16": ("<h", values.Int16), "UInt16": ("<H", values.UInt16), "Int32": ("<i", int), "UInt32": ("<I", values.UInt32), "Int64": ("<q", Int64),
    "UInt64": ("<Q", values.UInt64), "Single": ("<f", Single), "Double": ("<d", float), "Boolean": ("<?", bool),
}  # fmt: skip
_BY_KIND = {
    int: "<i",
    float: "<d",
    bool: "<?",
    Int64: "<q",
    values.Int16: "<h",
    values.UInt16: "<H",
    values.UInt32: "<I",
    values.UInt64: "<Q",
    Single: "<f",
}


def _read(data: Any, start: int, size: int) -> bytes:
    if data is None:
        raise failures.null("value")
    if not 0 <= start < len(data):
        raise failures.out_of_range("Index was out of range. Must be non-negative and less than the size of the collection.", "startIndex")
    if start > len(data) - size:
        raise failures.argument("The array starting from the specified index is not long enough to read a value of the specified type.", "value")
    return bytes(data[start : start + size])


class BitConverterMembers:
    """Static members of System.BitConverter."""

    @staticmethod
    def static_GetBytes(value: Any) -> list[Byte]:
        data = str(value).encode("utf-16-le", "surrogatepass") if isinstance(value, Char) else struct.pack(_BY_KIND[type(value)], value)
        return [Byte(one) for one in data]

    @staticmethod
    def static_ToString(data: Any, start: int = 0, length: int | None = None) -> str:
        if data is None:
            raise failures.null("value")
        part = data[start:] if length is None else data[start : start + length]
        return "-".join(f"{one:02X}" for one in part)

    @staticmethod
    def static_ToChar(data: Any, start: int = 0) -> str:
        return _read(data, start, 2).decode("utf-16-le", "surrogatepass")

    @staticmethod
    def static_DoubleToInt64Bits(value: float) -> int:
        return int(struct.unpack("<q", struct.pack("<d", value))[0])

    @staticmethod
    def static_DoubleToUInt64Bits(value: float) -> int:
        return int(struct.unpack("<Q", struct.pack("<d", value))[0])

    @staticmethod
    def static_Int64BitsToDouble(value: int) -> float:
        return float(struct.unpack("<d", struct.pack("<q", value))[0])

    @staticmethod
    def static_SingleToInt32Bits(value: float) -> int:
        return int(struct.unpack("<i", struct.pack("<f", value))[0])

    @staticmethod
    def static_Int32BitsToSingle(value: int) -> float:
        return Single(struct.unpack("<f", struct.pack("<i", value))[0])

    @staticmethod
    def static_get_IsLittleEndian() -> bool:
        return True


def _reader(name: str) -> Callable[..., Any]:
    format, make = _FORMATS[name]
    size = struct.calcsize(format)

    def read(data: Any, start: int = 0) -> Any:
        return make(struct.unpack(format, _read(data, start, size))[0])

    return read


for _name in _FORMATS:
    setattr(BitConverterMembers, f"static_To{_name}", staticmethod(_reader(_name)))


class BufferMembers:
    """Static members of System.Buffer, for arrays of bytes."""

    @staticmethod
    def static_BlockCopy(source: Any, source_at: int, target: Any, target_at: int, count: int) -> None:
        if source_at + count > BufferMembers.static_ByteLength(source) or target_at + count > BufferMembers.static_ByteLength(target):
            raise failures.out_of_bounds()
        data = _bytes(source)[source_at : source_at + count]
        whole = bytearray(_bytes(target))
        whole[target_at : target_at + count] = data
        _fill(target, bytes(whole))

    @staticmethod
    def static_ByteLength(array: Any) -> int:
        return len(_bytes(array))

    @staticmethod
    def static_GetByte(array: Any, index: int) -> int:
        return _bytes(array)[index]

    @staticmethod
    def static_SetByte(array: Any, index: int, value: int) -> None:
        whole = bytearray(_bytes(array))
        whole[index] = value
        _fill(array, bytes(whole))


def _format_of(array: Any) -> tuple[str, Callable[[Any], Any]]:
    name = array.element.rpartition(".")[2]
    if name == "Byte":
        return "<B", Byte
    if name == "SByte":
        return "<b", values.SByte
    if name not in _FORMATS:
        raise NetException("System.ArgumentException", "Object must be an array of primitives.")
    return _FORMATS[name]


def _bytes(array: Any) -> bytes:
    format, _ = _format_of(array)
    return b"".join(struct.pack(format, item) for item in array)


def _fill(array: Any, data: bytes) -> None:
    format, make = _format_of(array)
    array[:] = [make(one[0]) for one in struct.iter_unpack(format, data)]


TYPES = {"System.BitConverter": BitConverterMembers, "System.Buffer": BufferMembers}
