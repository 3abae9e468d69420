"""System.Numerics.BitOperations: a value is as wide as the overload that is chosen."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture(scope="module")
def shell() -> Shell:
    return Shell(connected=False)


@pytest.mark.parametrize(
    ("call", "result"),
    [
        ("PopCount(255)", 8),
        ("PopCount([uint64]::MaxValue)", 64),
        ("IsPow2(64)", True),
        ("IsPow2(0)", False),
        ("IsPow2(-8)", False),
        ("LeadingZeroCount([uint32]1)", 31),
        ("LeadingZeroCount([uint64]1)", 63),
        ("Log2(1000)", 9),
        ("Log2(0)", 0),
        ("RotateLeft([uint32]2147483649, 1)", 3),
        ("RotateLeft([uint32]1, 33)", 2),
        ("RotateRight([uint64]1, 1)", 1 << 63),
        ("RoundUpToPowerOf2([uint32]17)", 32),
        ("RoundUpToPowerOf2([uint32]::MaxValue)", 0),
        ("TrailingZeroCount(-8)", 3),
        ("TrailingZeroCount([long]0)", 64),
        ("Crc32C([uint32]0, [byte]1)", 0xF26B8303),
        ("RotateLeft([uint32]1, 3).GetType().Name", "UInt32"),
    ],
)
def test_bit_operations(shell: Shell, call: str, result: object) -> None:
    assert shell.run(f"[System.Numerics.BitOperations]::{call}").output == [result]
