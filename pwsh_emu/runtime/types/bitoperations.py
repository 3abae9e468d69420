"""System.Numerics.BitOperations."""

from __future__ import annotations

from pwsh_emu.runtime.values import Byte, Int64, UInt16, UInt32, UInt64

_CASTAGNOLI = 0x82F63B78  # the polynomial of CRC-32C, its lowest bit first
_WIDTHS: dict[type, int] = {int: 32, UInt32: 32, Int64: 64, UInt64: 64}
_SIZES: dict[type, int] = {Byte: 1, UInt16: 2, UInt32: 4, UInt64: 8}


def _width(value: int) -> int:
    return _WIDTHS.get(type(value), 32)


def _rotated(value: int, offset: int) -> int:
    width = _width(value)
    offset %= width
    return int(value) << offset & (1 << width) - 1 | int(value) >> width - offset


def _kinds(form: str, *kinds: str) -> tuple[str, ...]:
    return tuple(f"static {form.replace('$', kind)}" for kind in kinds)


class BitOperationsMembers:
    """Static members of BitOperations; a value is as wide as the overload's type."""

    SIGNATURES = (
        *_kinds("uint Crc32C(uint crc, $ data)", "byte", "uint16", "uint", "ulong"),
        *_kinds("bool IsPow2($ value)", "int", "uint", "long", "ulong"),
        *_kinds("int LeadingZeroCount($ value)", "uint", "ulong"),
        *_kinds("int Log2($ value)", "uint", "ulong"),
        *_kinds("int PopCount($ value)", "uint", "ulong"),
        *_kinds("$ RotateLeft($ value, int offset)", "uint", "ulong"),
        *_kinds("$ RotateRight($ value, int offset)", "uint", "ulong"),
        *_kinds("$ RoundUpToPowerOf2($ value)", "uint", "ulong"),
        *_kinds("int TrailingZeroCount($ value)", "int", "uint", "long", "ulong"),
    )

    @staticmethod
    def static_Crc32C(crc: int, data: int) -> int:
        result = int(crc)
        for one in int(data).to_bytes(_SIZES[type(data)], "little"):
            result ^= one
            for _ in range(8):
                result = result >> 1 ^ (_CASTAGNOLI if result & 1 else 0)
        return result

    @staticmethod
    def static_IsPow2(value: int) -> bool:
        return value > 0 and value & value - 1 == 0

    @staticmethod
    def static_LeadingZeroCount(value: int) -> int:
        return _width(value) - value.bit_length()

    @staticmethod
    def static_Log2(value: int) -> int:
        return max(value.bit_length() - 1, 0)

    @staticmethod
    def static_PopCount(value: int) -> int:
        return value.bit_count()

    @staticmethod
    def static_RotateLeft(value: int, offset: int) -> int:
        return _rotated(value, offset)

    @staticmethod
    def static_RotateRight(value: int, offset: int) -> int:
        return _rotated(value, -offset)

    @staticmethod
    def static_RoundUpToPowerOf2(value: int) -> int:
        power = 1 << (value - 1).bit_length() if value else 0
        return power & (1 << _width(value)) - 1

    @staticmethod
    def static_TrailingZeroCount(value: int) -> int:
        return (value & -value).bit_length() - 1 if value else _width(value)


TYPES = {"System.Numerics.BitOperations": BitOperationsMembers}
